"""The window as a person sees it: rows, findings, fixes, dismissals, undo, saving."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from editor.core.model import State
from editor.gui.actions import ACTIONS
from editor.gui.desk import Desk
from editor.gui.models.segment_table import Column
from editor.gui.window import MainWindow
from editor.project import Project
from tests.gui.conftest import Opener


def desk_of(window: MainWindow) -> Desk:
    assert window.desk is not None
    return window.desk


def targets(window: MainWindow) -> list[str]:
    return [s.target for s in desk_of(window).session.project.segments]


def labels(window: MainWindow) -> str:
    """All texts shown in the findings dock."""
    from PySide6.QtWidgets import QLabel

    panel = window.docks.findings
    return "\n".join(w.text() for card in panel.cards for w in card.findChildren(QLabel))


def test_rows_show_number_state_and_both_texts(window: MainWindow) -> None:
    table = desk_of(window).grid.table
    shown = [table.index(0, c).data() for c in Column]
    assert shown == ["1", "Machine", "会议由院长主持。", "The  meeting was chaired by the president ."]


def test_findings_of_the_row_and_of_the_document_are_listed(window: MainWindow, qtbot: QtBot) -> None:
    assert "space" in labels(window)
    listed = window.docks.document.model
    qtbot.waitUntil(lambda: listed.rowCount() >= 3, timeout=60_000)
    assert {listed.index(n, 1).data() for n in range(listed.rowCount())} == {"1", "2", "3"}


def test_one_key_repairs_and_one_key_takes_it_back(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.gui.window.ask_more", lambda *_: [])
    editor = desk_of(window).grid.editor
    assert editor is not None
    before = targets(window)[0]
    QTest.keyClick(editor, Qt.Key.Key_F8)
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    after = targets(window)[0]
    assert len(after) == len(before) - 1
    assert editor.text() == after
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert targets(window)[0] == before == editor.text()


def test_confirm_goes_to_the_next_open_segment(window: MainWindow) -> None:
    desk = desk_of(window)
    QTest.keyClick(desk.grid.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.session.project.segments[0].state is State.CONFIRMED
    assert desk.row == 1
    assert desk.grid.table.index(0, Column.STATE).data() == "Confirmed"


def test_next_finding_goes_through_the_document_and_round(window: MainWindow) -> None:
    desk = desk_of(window)
    seen = []
    for _ in range(12):
        window.actions_table.trigger("go.next_finding")
        seen.append(desk.row)
    assert set(seen) == {0, 1, 2}
    assert seen[: len(seen) // 2] == sorted(seen[: len(seen) // 2]) or 0 in seen[1:]
    window.actions_table.trigger("go.previous_finding")
    assert desk.finding is not None


def test_dismissed_findings_leave_the_open_ones_and_come_back(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.gui.window.ask_reason", lambda *_: "a quotation")
    desk = desk_of(window)
    segment = desk.session.project.segments[0].id
    before = desk.session.open_findings(segment)
    window.actions_table.trigger("finding.dismiss")
    assert len(desk.session.open_findings(segment)) == len(before) - 1
    qtbot.waitUntil(lambda: "Dismissed: a quotation" in labels(window))  # cards are made little by little
    window.actions_table.trigger("finding.reopen")
    assert desk.session.open_findings(segment) == before


def test_undo_takes_the_view_to_the_segment(window: MainWindow) -> None:
    desk = desk_of(window)
    desk.session.project.set_note(desk.session.project.segments[0].id, "look here")
    window.actions_table.trigger("go.last")
    assert desk.row == 2
    window.actions_table.trigger("edit.undo")
    assert desk.row == 0


def test_split_and_merge_are_undone(window: MainWindow) -> None:
    desk = desk_of(window)
    before = targets(window)
    desk.grid.go_to(0, 12)
    window.actions_table.trigger("segment.split")
    assert len(targets(window)) == 4 == desk.grid.table.rowCount()
    assert desk.grid.editor is not None
    desk.grid.go_to(0, 0)
    window.actions_table.trigger("segment.merge")
    assert len(targets(window)) == 3 == desk.grid.table.rowCount()
    window.actions_table.trigger("edit.undo")
    window.actions_table.trigger("edit.undo")
    assert targets(window) == before
    assert desk.grid.editor is not None
    assert desk.grid.editor.text() == before[desk.row]


def test_an_edit_is_checked_again(window: MainWindow, qtbot: QtBot) -> None:
    desk = desk_of(window)
    segment = desk.session.project.segments[1]
    assert desk.session.open_findings(segment.id)
    desk.session.project.set_target(segment.id, "Participants studied the documents.")
    qtbot.waitUntil(lambda: not desk.session.open_findings(segment.id), timeout=60_000)


def test_saved_is_said_after_the_commit(window: MainWindow, qtbot: QtBot) -> None:
    desk = desk_of(window)
    with qtbot.waitSignal(desk.session.saved, timeout=60_000):
        desk.session.project.set_note(desk.session.project.segments[0].id, "n")
        assert window.status.saved.text() != "✓ saved"
    qtbot.waitUntil(lambda: window.status.saved.text() == "✓ saved", timeout=60_000)


def test_status_counts(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_table.trigger("segment.confirm")
    qtbot.waitUntil(lambda: window.status.confirmed.text() == "1 of 3 segments confirmed", timeout=60_000)
    assert window.status.findings.text().endswith("findings open")
    assert window.status.mode.isHidden()


def test_monolingual_mode_says_so_and_hides_the_source(opened: Opener) -> None:
    window = opened((("", "A sentence stands here."), ("", "And one more here .")))
    assert window.status.mode.text() == "not verified against the source"
    assert window.status.mode.isVisible()
    assert desk_of(window).grid.isColumnHidden(Column.SOURCE)


def test_closed_and_opened_again_everything_is_there(opened: Opener, tmp_path: Path) -> None:
    window = opened()
    QTest.keyClicks(desk_of(window).grid.editor, "Yes: ")
    assert window.close_project()
    assert window.desk is None
    with Project.open(tmp_path / "a.zhubi") as project:
        assert project.segments[0].target.startswith("Yes: The")
        assert project.can_undo
    assert [p.name for p in tmp_path.glob("a.zhubi*")] == ["a.zhubi"]


def test_theme_and_text_size_change_what_is_open(window: MainWindow) -> None:
    before = window.theme.name
    height = desk_of(window).grid.rowHeight(0)
    window.actions_table.trigger("view.theme")
    assert window.theme.name != before
    for _ in range(4):
        window.actions_table.trigger("view.larger")
    assert desk_of(window).grid.rowHeight(0) > height


def test_keys_do_not_collide_and_leave_input_methods_alone() -> None:
    keys = [key for action in ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys))
    assert not {"Ctrl+Space", "Ctrl+.", "Shift+Space", "Ctrl+Shift"} & set(keys)


def test_fix_button_repairs(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.gui.window.ask_more", lambda *_: [])
    before = targets(window)[0]
    card = window.docks.findings.cards[0]
    button = next(b for b in card.findChildren(QPushButton) if b.property("role") == "fix")
    button.click()
    assert targets(window)[0] != before


def test_the_way_round_the_end_is_said(window: MainWindow) -> None:
    desk = desk_of(window)
    window.actions_table.trigger("go.last")
    said = []
    for _ in range(12):
        row = desk.row
        window.status.notice.setText("")
        window.actions_table.trigger("go.next_finding")
        assert ("end of the document" in window.status.notice.text()) == (desk.row < row)
        said.append(desk.row < row)
    assert any(said)
    assert not all(said)
    desk.grid.go_to(0, 0)
    window.actions_table.trigger("go.previous_finding")
    assert desk.row == 2
    assert "beginning of the document" in window.status.notice.text()


def test_the_only_finding_is_said_to_be_the_only_one(opened: Opener) -> None:
    window = opened((("甲", "The court  sat."), ("乙", "Other words.")))
    window.actions_table.trigger("go.next_finding")
    count = sum(desk_of(window).session.checking.book.open.values())
    assert count == 1
    window.actions_table.trigger("go.next_finding")
    assert window.status.notice.text() == "This is the only open finding."


def test_how_far_the_work_is_is_said_in_percent(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.status.progress.text() == "0 %", timeout=60_000)
    window.actions_table.trigger("segment.confirm")
    qtbot.waitUntil(lambda: window.status.progress.text() == "33 %", timeout=60_000)


def test_an_empty_list_says_why_it_is_empty(opened: Opener, qtbot: QtBot) -> None:
    window = opened((("甲", "The court  sat."), ("乙", "Other words.")), checked=False)
    panel, desk = window.docks.document, desk_of(window)
    assert "being checked" in panel.nothing.text()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1, timeout=60_000)
    assert panel.view.isVisible()
    assert not panel.nothing.isVisible()
    panel.text.setText("no such words")
    assert panel.nothing.isVisible()
    assert panel.nothing.text() == "Nothing matches the filter."
    panel.text.setText("")
    desk.session.project.set_target(desk.session.project.segments[0].id, "The court sat.")
    qtbot.waitUntil(lambda: panel.nothing.text() == "All findings are dealt with.", timeout=60_000)


def test_the_list_is_reached_and_used_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    view, desk = window.docks.document.view, desk_of(window)
    qtbot.waitUntil(lambda: window.docks.document.model.rowCount() >= 3)
    assert desk.grid.editor is not None
    seen = []
    widget = desk.grid.editor.nextInFocusChain()
    for _ in range(400):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            seen.append(widget)
        widget = widget.nextInFocusChain()
    assert view in seen
    assert view.accessibleName() == "All findings"
    assert desk.grid.editor.accessibleName()
    view.setFocus()
    view.selectRow(window.docks.document.model.rowCount() - 1)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert desk.row == 2
