"""New documents, find and replace, export, settings and the list of commands, as a person meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from editor.core.model import State
from editor.deliverable import deliverable
from editor.formats.catalogue import EXPORTERS
from editor.gui import commands
from editor.gui.actions import ACTIONS
from editor.gui.dialogs.commands import NO_MATCH, CommandsDialog, score
from editor.gui.dialogs.export import ExportDialog
from editor.gui.dialogs.export_choices import grouped, use
from editor.gui.dialogs.find import FindDialog
from editor.gui.dialogs.more import MoreDialog
from editor.gui.dialogs.new_files import NewFilesDialog, looks_chinese
from editor.gui.dialogs.paste import PasteDialog
from editor.gui.dialogs.preferences import PreferencesDialog
from editor.gui.window import MainWindow
from editor.settings import SETTINGS, TEXT_SIZE, THEME
from tests.gui.conftest import Opener
from tests.gui.person import with_dialog


def test_every_action_is_done_by_somebody(window: MainWindow) -> None:
    assert window.actions_table.unanswered() == []


def test_pasted_texts_become_a_project(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands.paths, "projects_folder", lambda: tmp_path / "projects")

    def act(dialog: PasteDialog) -> None:
        assert not dialog.create_button.isEnabled()
        qtbot.keyClicks(dialog.target, "The court met.\u00a0It rose.")
        dialog.source.setPlainText("法院开会。散会。")
        qtbot.keyClick(dialog.target, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    with_dialog(PasteDialog, act)
    window.actions_table.trigger("file.paste")
    qtbot.waitUntil(lambda: window.project is not None and window.project.path.parent == tmp_path / "projects")
    assert window.project is not None
    assert [s.source for s in window.project.segments] == ["法院开会。", "散会。"]
    assert [s.target for s in window.project.segments] == ["The court met.", "It rose."]
    assert window.project.segments[0].gap == "\u00a0"
    assert window.project.path.name == "The court met It rose.zhubi"


def test_files_become_a_project_beside_the_translation(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    source, machine = tmp_path / "n.zh.txt", tmp_path / "n.en.txt"
    source.write_text("法院开会。", encoding="gb18030")
    machine.write_text("The court met.", encoding="utf-8")

    def act(dialog: NewFilesDialog) -> None:
        chosen = dialog.paths()
        assert chosen == (source, machine, tmp_path / "n.en.zhubi")
        dialog.accept()

    with_dialog(NewFilesDialog, act)
    commands.new_from_files(window, [source, machine])
    qtbot.waitUntil(lambda: window.project is not None and window.project.path == tmp_path / "n.en.zhubi")
    assert "gb18030, which was guessed" in said_in_boxes(window)


def said_in_boxes(window: MainWindow) -> str:
    return "\n".join(box.text() for box in window.findChildren(QMessageBox))


def test_characters_that_were_replaced_are_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands.paths, "projects_folder", lambda: tmp_path / "projects")
    project, remarks = commands.make_pasted("", "The\0 court met.", "a", window.tasks.store)
    project.close()
    assert project.segments[0].target == "The\ufffd court met."
    assert len(remarks) == 1
    machine = tmp_path / "b.txt"
    machine.write_bytes(b"The\0 court met.")
    with_dialog(NewFilesDialog, lambda dialog: dialog.accept())
    commands.new_from_files(window, [machine])
    qtbot.waitUntil(lambda: window.project is not None and window.project.path == tmp_path / "b.zhubi")
    assert "1 control or broken characters were replaced" in said_in_boxes(window)


@pytest.mark.parametrize(
    ("name", "text", "chinese"),
    [
        ("a.zh.txt", "x", True),
        ("a-en.txt", "法院", False),
        ("a.txt", "法院召开会议", True),
        ("a.txt", "The court met; 法院", False),
    ],
)
def test_the_chinese_file_is_known_by_name_or_look(tmp_path: Path, name: str, text: str, chinese: bool) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert looks_chinese(tmp_path / name) is chinese


@pytest.fixture
def finder(qtbot: QtBot, window: MainWindow) -> FindDialog:
    window.actions_table.trigger("edit.find")
    dialog = window.findChild(FindDialog)
    assert dialog is not None
    return dialog


def search(qtbot: QtBot, dialog: FindDialog, text: str, told: str) -> None:
    dialog.wanted.setText(text)
    qtbot.waitUntil(lambda: told in dialog.told.text())


def test_the_places_found_are_gone_through_and_replaced_by_keys(
    qtbot: QtBot, window: MainWindow, finder: FindDialog
) -> None:
    search(qtbot, finder, "meeting", "2 places in 2 segments")
    assert window.desk is not None
    rows = []
    for modifier in (Qt.KeyboardModifier.NoModifier,) * 2 + (Qt.KeyboardModifier.ShiftModifier,):
        finder.activateWindow()
        finder.wanted.setFocus()
        QTest.keyClick(finder.wanted, Qt.Key.Key_Return, modifier)
        rows.append(window.desk.row)
    assert rows == [0, 2, 0]
    finder.replacement.setText("session")
    qtbot.wait(300)
    QTest.keyClick(finder.wanted, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.project is not None
    assert sum("session" in s.target for s in window.project.segments) == 2


def test_replace_shows_every_place_first_and_is_one_undo(qtbot: QtBot, window: MainWindow, finder: FindDialog) -> None:
    project = window.project
    assert project is not None
    before = [s.target for s in project.segments]
    finder.replacement.setText("A")
    search(
        qtbot, finder, "the", "4 places in 3 segments" if sum(t.lower().count("the") for t in before) == 4 else "places"
    )
    total = finder.places.count()
    assert total == sum(t.lower().count("the") for t in before)
    finder.places.item(0).setCheckState(Qt.CheckState.Unchecked)
    qtbot.mouseClick(finder.replace_button, Qt.MouseButton.LeftButton)
    after = [s.target for s in project.segments]
    assert after[0].startswith("The")
    assert sum(t.lower().count("the") for t in after) == 1
    window.actions_table.trigger("edit.undo")
    assert [s.target for s in project.segments] == before
    finder.close()


def test_regular_expressions_name_groups_and_faults(qtbot: QtBot, window: MainWindow, finder: FindDialog) -> None:
    finder.regex.setChecked(True)
    finder.replacement.setText(r"\2 \1")
    search(qtbot, finder, r"(court) (staff)", "1 places in 1 segments")
    assert "[court staff → staff court]" in finder.places.item(0).text()
    search(qtbot, finder, "(court", "is no regular expression")
    assert finder.places.count() == 0
    assert not finder.replace_button.isEnabled()
    finder.close()


def test_the_chinese_is_found_but_never_replaced(qtbot: QtBot, window: MainWindow, finder: FindDialog) -> None:
    finder.chinese.setChecked(True)
    search(qtbot, finder, "会议", "places")
    assert finder.places.count() == 2
    assert not finder.replace_button.isEnabled()
    finder.close()


def test_export_names_what_is_open_and_writes(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"

    def act(dialog: ExportDialog) -> None:
        dialog.place.setText(str(out))
        dialog.accept()

    with_dialog(ExportDialog, act)
    window.actions_table.trigger("file.export")
    qtbot.waitUntil(out.exists)
    assert out.read_text(encoding="utf-8").startswith("The  meeting was chaired by the president .")


def test_export_says_what_would_be_refused_before_it_is_tried(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    assert window.project is not None
    delivery = deliverable(window.project, findings=())
    dialog = ExportDialog(window, str, delivery, window.project.path, window.tasks)
    dialog.show()
    named = {dialog.forms.item(n).data(Qt.ItemDataRole.UserRole): n for n in range(dialog.forms.count())}
    rows = {exporter.name: n for exporter, n in named.items() if exporter is not None}
    dialog.forms.setCurrentRow(rows["tmx"])
    qtbot.waitUntil(lambda: bool(dialog.refusal.text()), timeout=60_000)
    assert "confirmed" in dialog.refusal.text()
    assert not dialog.write_button.isEnabled()
    dialog.forms.setCurrentRow(rows["word"])
    assert dialog.write_button.isEnabled()
    assert dialog.path.suffix == ".docx"
    assert dialog.purpose.text().startswith("A new Word document")
    dialog.place.setText(str(tmp_path / "nowhere" / "a.docx"))
    assert not dialog.write_button.isEnabled()
    assert dialog.place_told.text().startswith("There is no such folder")
    dialog.close()


def test_every_form_is_listed_under_a_heading_with_what_it_is_for(window: MainWindow) -> None:
    listed = [exporter for _, exporters in grouped(EXPORTERS) for exporter in exporters]
    assert sorted(e.name for e in listed) == sorted(e.name for e in EXPORTERS)
    assert not [e.name for e in EXPORTERS if not use(e)]


def test_export_goes_where_it_went_last(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "client"
    folder.mkdir()
    first = folder / "x.html"

    def choose(dialog: ExportDialog) -> None:
        rows = [dialog.forms.item(n).text() for n in range(dialog.forms.count())]
        dialog.forms.setCurrentRow(next(n for n, text in enumerate(rows) if "Clean English page" in text))
        dialog.place.setText(str(first))
        dialog.accept()

    with_dialog(ExportDialog, choose)
    window.actions_table.trigger("file.export")
    qtbot.waitUntil(lambda: first.exists() and not window.tasks.pending, timeout=60_000)
    seen = []
    with_dialog(ExportDialog, lambda dialog: seen.append((dialog.path.parent, dialog.exporter.name)))
    window.actions_table.trigger("file.export")
    qtbot.waitUntil(lambda: bool(seen), timeout=60_000)
    assert seen == [(folder, "html")]


def test_settings_hold_at_once_and_come_from_the_table(window: MainWindow) -> None:
    dialog = PreferencesDialog(window, str, window.settings, window.termbase)
    assert set(dialog.fields) == {s.name for s in SETTINGS if s.group}
    dialog.fields[TEXT_SIZE.name].setValue(15)  # type: ignore[attr-defined]
    dialog.fields[THEME.name].setCurrentIndex(2)  # type: ignore[attr-defined]
    assert window.settings[TEXT_SIZE] == 15
    assert window.theme.dark
    dialog.deleteLater()


def test_commands_are_found_by_a_few_letters(qtbot: QtBot, window: MainWindow) -> None:
    dialog = CommandsDialog(window, str, window.actions_table)
    assert dialog.list.count() == len(ACTIONS) - 1
    qtbot.keyClicks(dialog.wanted, "confgo")
    assert "Confirm and go on" in dialog.list.item(0).text()
    qtbot.keyClick(dialog.wanted, Qt.Key.Key_Return)
    assert dialog.chosen == "segment.confirm"
    dialog.deleteLater()
    assert score("xyz", "Undo") == NO_MATCH
    assert score("und", "Edit: Undo") < score("und", "Edit: unrelated deed")


def test_edits_are_signed_with_the_persons_name(window: MainWindow) -> None:
    from editor.settings import AUTHOR

    window.settings[AUTHOR] = "Lin"
    project = window.project
    assert project is not None
    project.confirm(project.segments[0].id)
    assert project.segments[0].state is State.CONFIRMED
    assert project.history(project.segments[0].id)[-1].author == "Lin"


def test_more_in_the_repaired_segment_are_shown_where_they_stand_now(opened: Opener) -> None:
    pairs = (("执行局通知执行局。", "The execution bureau told the execution bureau at once."), ("乙。", "Other."))
    window = opened(pairs)
    rows: list[str] = []

    def act(dialog: MoreDialog) -> None:
        rows.extend(dialog.places.item(n).text() for n in range(dialog.places.count()))
        dialog.accept()

    window.status.say("said before")
    with_dialog(MoreDialog, act)
    window.actions_table.trigger("finding.fix")
    (row,) = rows
    assert "told the [execution bureau → enforcement bureau] at once." in row
    assert window.project is not None
    assert window.project.segments[0].target == "The enforcement bureau told the enforcement bureau at once."
    assert window.status.notice.text() == "Places repaired: 1"


def test_the_words_fixed_last_are_not_offered_again_before_the_next_check(opened: Opener) -> None:
    window = opened((("甲。", "The court met  today ."), ("乙。", "Other.")))
    window.status.say("said before")
    window.actions_table.trigger("finding.fix")
    assert window.desk is not None
    assert window.project is not None
    target = window.project.segments[0].target
    told = [target[f.start : f.end] for f in window.desk.session.open_findings(window.project.segments[0].id)]
    assert told == [" "] or told == ["  "]
    assert window.status.notice.text() == ""
