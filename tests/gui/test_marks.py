"""Marks on the text: what the pointer is told, where a click leads, and the white space after a text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from editor.core.model import Side
from editor.gui.desk import Desk
from editor.gui.models.segment_table import Column
from editor.gui.target_editor import PADDING
from editor.gui.window import MainWindow
from tests.gui.conftest import Opener


def desk_of(window: MainWindow) -> Desk:
    assert window.desk is not None
    return window.desk


def hover(widget: QWidget, place: QPoint) -> str:
    """What the tooltip says when the pointer rests there."""
    QToolTip.showText(widget.mapToGlobal(place), "before", widget)
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))
    # A tooltip that is taken away goes after a moment.
    for _ in range(100):
        if not QToolTip.isVisible() or QToolTip.text() != "before":
            break
        QTest.qWait(20)
    return QToolTip.text() if QToolTip.isVisible() else ""


def place_of(desk: Desk, row: int, column: Column, point: int) -> QPoint:
    """The middle of a character of a painted cell, in the grid's viewport."""
    grid = desk.grid
    segment = grid.table.segment(row)
    assert segment is not None
    side = Side.SOURCE if column is Column.SOURCE else Side.TARGET
    cell = grid.visualRect(grid.table.index(row, column))
    layout = grid.cells.layout(segment, side, cell.width())
    line = layout.lineForTextPosition(point)
    left, right = (line.cursorToX(point + n)[0] for n in (0, 1))
    x, y = (left + right) / 2, line.y() + line.height() / 2
    return cell.topLeft() + QPoint(round(x) + PADDING[0], round(y) + PADDING[1])


def gap_sign(desk: Desk, row: int) -> QRect:
    """Where a sign after the text of a painted row would stand."""
    segment = desk.grid.table.segment(row)
    assert segment is not None
    last = place_of(desk, row, Column.TARGET, len(segment.target) - 1)
    return QRect(last.x() + 4, last.y() - 8, 20, 16)


def shows(window: MainWindow, place: QRect, colour: str) -> bool:
    """Whether a colour can be seen there."""
    grid = desk_of(window).grid
    picture = grid.viewport().grab().toImage()
    wanted = QColor(colour).rgb()
    return any(
        picture.pixel(x, y) == wanted
        for x in range(place.left(), min(place.right(), picture.width() - 1))
        for y in range(place.top(), place.bottom())
    )


def test_a_mark_tells_what_why_and_the_fix(window: MainWindow) -> None:
    desk = desk_of(window)
    double = next(f for f in desk.session.open_findings(desk.session.project.segments[1].id) if f.check == "F09")
    told = hover(desk.grid.viewport(), place_of(desk, 1, Column.TARGET, double.start))
    assert "Minor" in told
    assert desk.session.checking.title("F09") in told
    assert "→" in told
    assert hover(desk.grid.viewport(), place_of(desk, 1, Column.TARGET, 3)) == ""


def test_the_open_row_tells_the_same(window: MainWindow) -> None:
    desk = desk_of(window)
    double = next(f for f in desk.session.open_findings(desk.session.project.segments[0].id) if f.check == "F09")
    editor = desk.grid.editor
    assert editor is not None
    editor.place_cursor(double.start)
    place = editor.cursorRect().center() + QPoint(2, 0)
    assert desk.session.checking.title("F09") in hover(editor.viewport(), place)
    editor.place_cursor(9)
    assert hover(editor.viewport(), editor.cursorRect().center() + QPoint(2, 0)) == ""


def test_the_chinese_tells_what_it_says(opened: Opener) -> None:
    window = opened((("甲", "One."), ("院长主持会议。", "The president presided over the meeting.")))
    desk = desk_of(window)
    segment = desk.session.project.segments[1]
    told = hover(desk.grid.viewport(), place_of(desk, 1, Column.SOURCE, segment.source.index("院长")))
    assert "approved form used" in told
    assert hover(desk.grid.viewport(), place_of(desk, 1, Column.SOURCE, len(segment.source) - 1)) == ""


def test_markup_in_a_document_is_shown_as_it_is(opened: Opener) -> None:
    window = opened((("甲", "One."), ("乙", "The <img src=x>  <img src=x> sat sat .")))
    desk = desk_of(window)
    segment = desk.session.project.segments[1]
    for finding in desk.session.open_findings(segment.id):
        if finding.side is not Side.SOURCE and finding.painted and finding.start < len(segment.target):
            told = hover(desk.grid.viewport(), place_of(desk, 1, Column.TARGET, finding.start))
            assert "<img" not in told


def test_a_click_on_a_mark_goes_to_its_finding(window: MainWindow) -> None:
    desk = desk_of(window)
    double = next(f for f in desk.session.open_findings(desk.session.project.segments[1].id) if f.check == "F09")
    QTest.mouseClick(
        desk.grid.viewport(), Qt.MouseButton.LeftButton, pos=place_of(desk, 1, Column.TARGET, double.start)
    )
    assert desk.row == 1
    assert desk.finding == double
    assert any(card.property("current") == "true" for card in window.docks.findings.cards)


def test_a_click_beside_marks_puts_the_cursor_there(window: MainWindow) -> None:
    desk = desk_of(window)
    QTest.mouseClick(desk.grid.viewport(), Qt.MouseButton.LeftButton, pos=place_of(desk, 1, Column.TARGET, 5))
    assert desk.row == 1
    assert desk.finding is None
    assert desk.grid.editor is not None
    assert desk.grid.editor.cursor_point() == 5
    QTest.keyClicks(desk.grid.editor, "x")
    assert desk.grid.editor.text().startswith("Partixcipants")


def test_a_click_into_the_open_text_makes_its_finding_current(window: MainWindow) -> None:
    desk = desk_of(window)
    found = [f for f in desk.session.open_findings(desk.session.project.segments[0].id) if f.painted]
    editor = desk.grid.editor
    assert editor is not None
    for finding in found:
        editor.place_cursor(finding.start)
        place = editor.cursorRect().center() + QPoint(2, 0)
        editor.place_cursor(0)
        QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert desk.finding is not None
        assert desk.finding.start <= finding.start < desk.finding.end
        assert editor.cursor_point() - finding.start in (0, 1)


class TestGap:
    """The white space between a text and the next."""

    PAIRS = (("甲", "One stood."), ("乙", "Two sat."), ("丙", "Three went."), ("丁", "Four came."))
    GAPS = (" ", "", "\n", "")

    @pytest.fixture
    def glued(self, opened: Opener) -> MainWindow:
        return opened(self.PAIRS, gaps=self.GAPS)

    def test_glued_texts_and_paragraphs_are_seen(self, glued: MainWindow) -> None:
        desk = desk_of(glued)
        assert shows(glued, gap_sign(desk, 1), glued.theme.major_tint)
        assert "No space" in hover(desk.grid.viewport(), gap_sign(desk, 1).center())
        assert "paragraph" in hover(desk.grid.viewport(), gap_sign(desk, 2).center())
        # Nothing comes after the last text.
        assert not shows(glued, gap_sign(desk, 3), glued.theme.major_tint)
        assert hover(desk.grid.viewport(), gap_sign(desk, 3).center()) == ""

    def test_a_fix_of_it_is_seen_to_happen_and_to_be_undone(self, glued: MainWindow) -> None:
        desk = desk_of(glued)
        place = gap_sign(desk, 1)
        finding = next(f for f in desk.session.open_findings(desk.session.project.segments[1].id) if f.check == "F01")
        desk.grid.go_to(1)
        assert shows(glued, place, glued.theme.major_tint)
        desk.show_finding(finding)
        QTest.keyClick(desk.grid.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
        assert desk.session.project.segments[1].gap == " "
        assert not shows(glued, place, glued.theme.major_tint)
        glued.actions_table.trigger("edit.undo")
        desk.grid.go_to(0)
        assert shows(glued, place, glued.theme.major_tint)
        assert not shows(glued, gap_sign(desk, 0), glued.theme.major_tint)

    def test_the_sign_stands_in_the_open_row_too(self, glued: MainWindow, qtbot: QtBot) -> None:
        desk = desk_of(glued)
        place = gap_sign(desk, 1)
        desk.grid.go_to(1, 0)
        assert desk.grid.editor is not None
        inside = desk.grid.editor.viewport().mapFrom(desk.grid.viewport(), place.center())
        assert "No space" in hover(desk.grid.editor.viewport(), inside)
