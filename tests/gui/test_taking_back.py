"""A reviewed table comes back through the window: shown with ticks, taken as one step, conflicts left alone."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog
from pytestqt.qtbot import QtBot

from editor.core.model import State
from editor.deliverable import deliverable
from editor.formats.review import write_review
from editor.gui.dialogs.returned import ReturnedDialog
from tests.gui.conftest import Opener
from tests.gui.person import with_dialog


def test_changes_are_ticked_conflicts_not_and_one_undo_takes_it_back(
    qtbot: QtBot, opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened()
    project = window.project
    assert project is not None
    one, two, three = project.segments
    path = tmp_path / "review.docx"
    path.write_bytes(write_review(deliverable(project)))
    document = docx.Document(str(path))
    rows = document.tables[0].rows
    for n, text in ((1, "The president chaired <b>it</b>."), (2, "Theirs."), (3, "Locked.")):
        rows[n].cells[3].paragraphs[0].runs[0].text = text
    rows[1].cells[5].paragraphs[0].add_run("?Who")
    document.tables[0].add_row().cells[3].text = "A new row."
    document.save(str(path))
    project.set_target(two.id, "Mine.")
    project.set_state(three.id, State.LOCKED)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    seen: list[list[tuple[str, Qt.CheckState | None]]] = []

    def act(dialog: ReturnedDialog) -> None:
        items = [dialog.list.item(n) for n in range(dialog.list.count())]
        ticks = [item.data(Qt.ItemDataRole.CheckStateRole) for item in items]
        states = [Qt.CheckState(tick) if tick is not None else None for tick in ticks]
        seen.append([(item.text(), state) for item, state in zip(items, states, strict=True)])
        dialog.list.setCurrentRow(1)
        assert "A new row." in dialog.remarks.item(0).text()
        button = next(b for b in dialog.findChildren(QAbstractButton) if b.property("role") == "primary")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    with_dialog(ReturnedDialog, act)
    window.actions_table.trigger("file.take_back")
    qtbot.waitUntil(lambda: project.segment(one.id).target == "The president chaired <b>it</b>.", timeout=60_000)
    assert [tick for _, tick in seen[0]] == [Qt.CheckState.Checked, Qt.CheckState.Unchecked, None]
    assert "conflict" in seen[0][1][0]
    assert project.segment(two.id).target == "Mine."
    assert project.segment(three.id).target == three.target
    assert project.segment(one.id).note == "?Who"
    project.undo()
    assert (project.segment(one.id).target, project.segment(one.id).note) == (one.target, "")


def test_a_file_that_is_no_table_is_said(
    qtbot: QtBot, opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened()
    path = tmp_path / "x.docx"
    docx.Document().save(str(path))
    said: list[str] = []
    monkeypatch.setattr(window, "say_error", lambda error: said.append(str(error)))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    window.actions_table.trigger("file.take_back")
    qtbot.waitUntil(lambda: bool(said), timeout=60_000)
    assert "no review table" in said[0]
