"""Importing and exporting a glossary in the window, with the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.gui.review.exporting import ExportDialog
from editor.gui.review.importing import ImportDialog
from editor.gui.window import MainWindow
from editor.settings import ROLE
from glossary.arriving import Arrival
from glossary.exchange.formats import read_file
from glossary.proposals import Role
from tests.gui.person import click, press, told
from tests.gui.review.conftest import OpenAs


def importing(qtbot: QtBot, window: MainWindow, path: Path) -> ImportDialog:
    dialog = ImportDialog(window, window.tr_text, window.theme, window.termbase, window.tasks, path)
    dialog.show()
    qtbot.waitExposed(dialog)
    settled(qtbot, window, dialog)
    return dialog


def settled(qtbot: QtBot, window: MainWindow, dialog: ImportDialog) -> None:
    qtbot.waitUntil(
        lambda: not dialog._pause.isActive() and not window.tasks.pending and dialog.bar.isHidden(), timeout=60_000
    )


def kinds(dialog: ImportDialog) -> list[str]:
    return [dialog.kind.itemText(n) for n in range(dialog.kind.count())]


def becomes(dialog: ImportDialog) -> list[str]:
    items = [dialog.columns.rows.item(n, 0) for n in range(1, dialog.columns.rows.rowCount())]
    return [item.text() for item in items if item is not None]


def test_a_table_is_read_as_the_person_says(
    qtbot: QtBot, window: MainWindow, open_as: OpenAs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "client.csv"
    path.write_text("甲;乙;丙\n法槌;gavel/mallet;a note\n院长;president;\n;;\n庭审;;\n", encoding="gb18030")
    dialog = importing(qtbot, window, path)
    assert [box.currentData() for box in dialog.columns.fields] == ["zh", "en", ""]
    assert dialog.columns.encoding.currentText() == "gb18030"
    assert dialog.columns.delimiter.currentData() == ";"
    assert not dialog.columns.header.isChecked()
    dialog.columns.header.setFocus()
    press("Space")
    dialog.columns.separator.setFocus()
    press("Backspace")
    press("/")
    for _ in range(3):
        press("Tab")
    assert dialog.columns.fields[2].hasFocus()
    dialog.columns.fields[2].setCurrentIndex(dialog.columns.fields[2].findData("note"))
    settled(qtbot, window, dialog)
    assert becomes(dialog) == ["Read as 法槌 – gavel", "Read as 院长 – president", "Read as 庭审 – —"]
    assert kinds(dialog) == [
        "New: 2", "Changes a known entry: 0", "Clashes: 0", "Known already: 1", "At fault: 0",
    ]  # fmt: skip
    click(dialog.bring)
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=60_000)
    assert "2 new entries and 2 suggestions were imported; 1 were left out." in told(dialog)
    (gavel, _trial) = open_as("Zhao", Role.REVIEWER).waiting()
    assert {t.text for t in gavel.concept.terms} == {"法槌", "gavel", "mallet"}
    assert gavel.concept.note == "a note"
    out = tmp_path / "out.csv"
    monkeypatch.setattr("editor.gui.review.importing.QFileDialog.getSaveFileName", lambda *_: (str(out), ""))
    click(dialog.save)
    assert out.read_text("utf-8-sig").splitlines()[1].startswith(",院长 – president,The glossary has all of it already")
    dialog.reject()


def test_a_row_at_fault_is_shown_and_left_out(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "client.csv"
    path.write_text("zh,en,bad,condition\n法槌,gavel,hammer,foo\n院长,chief,,\n", encoding="utf-8")
    dialog = importing(qtbot, window, path)
    assert becomes(dialog)[0].startswith("✗")
    assert kinds(dialog)[2:] == ["Clashes: 1", "Known already: 0", "At fault: 1"]
    assert dialog.entries.count() == 1
    dialog.clashing.setChecked(False)
    assert not dialog.bring.isEnabled()
    dialog.reject()


def test_an_import_that_is_cancelled_keeps_nothing(
    qtbot: QtBot, window: MainWindow, open_as: OpenAs, tmp_path: Path
) -> None:
    path = tmp_path / "many.csv"
    path.write_text("zh,en\n" + "".join(f"词{n},term {n}\n" for n in range(20_000)), encoding="utf-8")
    dialog = importing(qtbot, window, path)
    click(dialog.bring)
    dialog.reject()
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: "nothing of it has been kept" in told(dialog), timeout=60_000)
    assert dialog.report is None
    assert open_as("Zhao", Role.REVIEWER).waiting() == ()
    dialog.reject()
    assert not dialog.isVisible()


def test_a_translator_may_look_only(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.settings[ROLE] = "translator"
    path = tmp_path / "client.tsv"
    path.write_text("zh\ten\n法槌\tgavel\n", encoding="utf-8")
    dialog = importing(qtbot, window, path)
    assert "importing takes a reviewer" in told(dialog)
    assert not dialog.bring.isEnabled()
    dialog.reject()


def test_other_formats_need_no_columns(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("法槌\tgavel\n", encoding="utf-8")
    dialog = importing(qtbot, window, path)
    assert dialog.columns.isHidden()
    assert kinds(dialog)[0] == "New: 1"
    path = tmp_path / "broken.tbx"
    path.write_text("<tbx", encoding="utf-8")
    dialog.take(path)
    settled(qtbot, window, dialog)
    assert "broken.tbx" in dialog.summary.text()
    assert not dialog.bring.isEnabled()
    dialog.reject()


def test_what_a_format_does_not_carry_is_said(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = ExportDialog(window, window.tr_text, window.termbase, tmp_path)
    dialog.show()
    qtbot.waitExposed(dialog)
    qtbot.waitUntil(lambda: dialog.domain.count() == 3, timeout=60_000)
    dialog.form.setCurrentIndex(dialog.form.findData("omegat"))
    assert dialog.place.text() == str(tmp_path / "zhubi.txt")
    click(dialog.write)
    qtbot.waitUntil(lambda: "Written" in told(dialog), timeout=60_000)
    assert dialog.losses.item(0).text() == "Known bad rendering: 1 (lei-an). Not carried."
    assert len(read_file(tmp_path / "zhubi.txt").concepts) == 2
    dialog.reject()


def test_the_menu_opens_both(qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.gui.person import with_dialog

    path = tmp_path / "a.tsv"
    path.write_text("zh\ten\n法槌\tgavel\n", encoding="utf-8")
    monkeypatch.setattr("editor.gui.review.importing.QFileDialog.getOpenFileName", lambda *_: (str(path), ""))
    seen: list[str] = []
    for kind, name in ((ImportDialog, "term.import"), (ExportDialog, "term.export")):
        with_dialog(kind, lambda dialog: seen.append(dialog.windowTitle()))
        window.actions_table.trigger(name)
    assert seen == ["Import a glossary", "Export the glossary"]
    assert list(Arrival) == [Arrival.NEW, Arrival.CHANGED, Arrival.IDENTICAL, Arrival.CLASHING]
