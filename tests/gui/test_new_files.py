"""New from files: the first rows and what is said of each file, and how it can be read otherwise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.formats.protocol import Choice
from editor.gui import commands
from editor.gui.dialogs.new_files import NewFilesDialog
from editor.gui.window import MainWindow
from tests.formats.specimens import make_xliff
from tests.gui.person import with_dialog

Opened = Callable[..., NewFilesDialog]
PAGE = """<html><body><div class="nav"><a href="a">Home</a> <a href="b">News</a></div><div class="main">
<h1>Court meets</h1><p>The court held a long meeting on Monday, and everybody came.</p>
<p>It rose late in the evening, after a vote.</p></div>
<div class="side"><p>Other news: the weather will be fine on the coast tomorrow, it is said.</p></div></body></html>"""


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow) -> Opened:
    def make(*files: Path) -> NewFilesDialog:
        made = NewFilesDialog(window, str, files, window.tasks)
        made.show()
        seen(qtbot, made)
        return made

    return make


def seen(qtbot: QtBot, dialog: NewFilesDialog) -> None:
    qtbot.waitUntil(lambda: dialog._known is not None, timeout=60_000)


def shown(dialog: NewFilesDialog) -> list[tuple[str, str]]:
    rows = range(dialog.rows.rowCount())
    return [(dialog.rows.item(n, 0).text(), dialog.rows.item(n, 1).text()) for n in rows]


def test_the_first_rows_are_shown_and_a_guess_can_be_corrected(qtbot: QtBot, dialog: Opened, tmp_path: Path) -> None:
    source, machine = tmp_path / "a.zh.txt", tmp_path / "a.en.txt"
    source.write_bytes("法院召开会议。会议由院长主持。".encode("gb18030"))
    machine.write_text("The court held a meeting. The president chaired it.", "utf-8")
    made = dialog(source, machine)
    assert shown(made) == [
        ("法院召开会议。", "The court held a meeting."),
        ("会议由院长主持。", "The president chaired it."),
    ]
    field = made._source
    assert "gb18030, which was guessed" in made.remarks.text()
    assert field.encoding.currentText() == "found out: gb18030"
    field.encoding.setCurrentIndex(field.encoding.findData("utf-8"))
    seen(qtbot, made)
    assert "a.zh.txt is not utf-8" in field.error
    assert not made.create_button.isEnabled()
    assert made.choices() == (Choice(encoding="utf-8"), Choice())
    field.encoding.setCurrentIndex(field.encoding.findData("gb18030"))
    seen(qtbot, made)
    assert not field.error
    assert made.create_button.isEnabled()
    made.close()


def test_a_file_with_both_languages_needs_no_other(dialog: Opened, tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_bytes(make_xliff(["The court met.", "It rose."]))
    made = dialog(path)
    assert not made._source.isEnabled()
    assert "holds both languages" in made.remarks.text()
    assert all(chinese for chinese, _ in shown(made)[:1])
    assert made.paths()[0] is None
    made.close()


def test_another_part_of_a_page_can_be_chosen(qtbot: QtBot, dialog: Opened, tmp_path: Path) -> None:
    path = tmp_path / "a.en.html"
    path.write_text(PAGE, "utf-8")
    made = dialog(path)
    box = made._machine.block
    assert box.count() > 1
    first = shown(made)
    box.setCurrentIndex(next(n for n in range(box.count()) if n != box.currentIndex()))
    seen(qtbot, made)
    assert shown(made) != first
    assert made.choices()[1].block == box.currentData()
    made.close()


def test_columns_of_a_table_can_be_chosen(qtbot: QtBot, dialog: Opened, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("no,原文,first,second\n1,法院开会。,The court met.,A court was meeting.\n", "utf-8")
    made = dialog(path)
    boxes = made._machine.columns
    assert [box.currentData() for box in boxes] == [1, 3, -1]
    assert shown(made) == [("法院开会。", "A court was meeting.")]
    boxes[1].setCurrentIndex(boxes[1].findData(2))
    seen(qtbot, made)
    assert shown(made) == [("法院开会。", "The court met.")]
    assert made.choices()[1].columns == (1, 2, -1)
    made.close()


def test_errors_are_sentences_beside_their_field(qtbot: QtBot, dialog: Opened, tmp_path: Path) -> None:
    (tmp_path / "b.zhubi").write_bytes(b"")
    made = dialog(tmp_path / "b.docx")
    assert "There is no file" in made._machine.error
    assert "is there already" in made._project.error
    assert not made.create_button.isEnabled()
    (tmp_path / "c.txt").write_text("The court met.", "utf-8")
    made.machine.setText(str(tmp_path / "c.txt"))
    seen(qtbot, made)
    assert not made._machine.error
    assert not made._project.error
    assert shown(made) == [("", "The court met.")]
    made.close()


def test_what_was_chosen_holds_for_the_project(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    source, machine = tmp_path / "a.zh.txt", tmp_path / "a.en.txt"
    source.write_bytes("法院開會。".encode("big5"))
    machine.write_text("The court met.", "utf-8")

    def act(dialog: NewFilesDialog) -> None:
        seen(qtbot, dialog)
        box = dialog._source.encoding
        box.setCurrentIndex(box.findData("big5hkscs"))
        dialog.accept()

    with_dialog(NewFilesDialog, act)
    commands.new_from_files(window, [source, machine])
    qtbot.waitUntil(
        lambda: window.project is not None and window.project.path == tmp_path / "a.en.zhubi", timeout=60_000
    )
    assert window.project is not None
    assert [s.source for s in window.project.segments] == ["法院開會。"]
