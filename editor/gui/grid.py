"""The side-by-side grid: rows measured only when they come into view, the active row open for editing.

Typed text leaves here after a short pause (`editor.core.flush`), when the row changes, when the focus goes and when
somebody calls `flush`; who listens to `typed` writes it into the project.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from editor.core.model import Segment, SegmentId, Side
from editor.gui.active_row import ActiveRow
from editor.gui.columns import ColumnWidths
from editor.gui.delegates.cells import SIDES, CellDelegate
from editor.gui.delegates.row_painter import RowPainter
from editor.gui.models.segment_table import Column, SegmentTable
from editor.gui.target_editor import PADDING, TargetEditor
from editor.i18n import mark

GRID = mark("Segments: Chinese and English")


class SegmentGrid(QTableView):
    """Shows a `SegmentTable`; `activated_segment` follows the active row, `pointed` brings the finding whose
    mark was clicked."""

    activated_segment = Signal(object)
    pointed = Signal(object)

    def __init__(
        self, model: SegmentTable, delegate: CellDelegate, owns: Callable[[QKeySequence], bool], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._known: set[int] = set()
        self._top = (-1, 0)
        self._fitting = False
        self.columns = ColumnWidths(self)
        self.columns.changed.connect(self._widths_changed)
        self.table = model
        self.cells = delegate
        self.active = ActiveRow(delegate, owns, self)
        self.active.grown.connect(self._grow)
        self.active.stepped.connect(self._step)
        self.active.moved.connect(self._keep_cursor_in_view)
        self._painter = RowPainter(delegate)
        delegate.make_editor = self._make_editor
        self._set_up()
        self.setItemDelegate(delegate)
        self.setModel(model)
        self.columns.fix_columns()
        model.rowsInserted.connect(self._forget_all)
        model.rowsRemoved.connect(self._forget_all)
        self.selectionModel().currentRowChanged.connect(self._row_changed)

    def _set_up(self) -> None:
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setAccessibleName(self.cells.translate(GRID))
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(64)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    # The active row

    def active_row(self) -> int:
        """The row open for editing, -1 if none."""
        return self.currentIndex().row()

    def active_segment(self) -> Segment | None:
        """The segment open for editing."""
        return self.table.segment(self.active_row())

    @property
    def editor(self) -> TargetEditor | None:
        """The editor of the active row; None while nothing can be edited."""
        return self.active.editor

    def go_to(self, row: int, start: int | None = None, end: int | None = None) -> None:
        """Make a row the active one, in view, with the cursor at `start` or `[start, end)` selected."""
        if not 0 <= row < self.table.rowCount():
            return
        if row != self.active_row():
            self.active.settle()
            self.setCurrentIndex(self.table.index(row, Column.TARGET))
        self._show_row(row)
        if self.editor is not None:
            self.editor.setFocus()
            if start is not None:
                self.editor.place_cursor(start, end)

    def refresh(self, segments: tuple[SegmentId, ...]) -> None:
        """Texts of segments changed: show them, in the editor too, and measure them again."""
        active = self.active_segment()
        for segment in segments:
            self._known.discard(self._row_of(segment))
            if active is not None and segment == active.id:
                self.active.take(active)
        self._fit()
        self.viewport().update()

    def show_findings(self) -> None:
        """Draw the marks anew."""
        segment = self.active_segment()
        if segment is not None:
            self.active.mark(segment)
        self.viewport().update()

    def restyle(self) -> None:
        """Theme or text size changed."""
        if self.editor is not None:
            self.editor.setFont(self.cells.font)
        self.show_findings()
        self._forget_all()

    def reopen(self, row: int) -> None:
        """Rows at `row` were exchanged: open the one there, whatever was open before."""
        self._close_editor(self.currentIndex())
        row = max(0, min(row, self.table.rowCount() - 1))
        self._known.clear()
        if self.active_row() == row:
            self._row_changed(self.currentIndex(), QModelIndex())
        else:
            self.setCurrentIndex(self.table.index(row, Column.TARGET))
        self._fit()

    def hide_source(self, hidden: bool) -> None:
        """Without a source there is nothing to show in its column."""
        self.setColumnHidden(Column.SOURCE, hidden)
        self.columns.fill()

    # Editing

    def _row_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.active.settle()
        self._close_editor(previous)
        segment = self.table.segment(current.row())
        if segment is None:
            return
        self._show_row(current.row())
        focused = self.hasFocus() or self.viewport().hasFocus() or not self.isVisible()
        self.openPersistentEditor(self.table.index(current.row(), Column.TARGET))
        if self.editor is not None and (focused or self.isActiveWindow()):
            self.editor.setFocus()
        self.activated_segment.emit(segment.id)

    def _close_editor(self, index: QModelIndex) -> None:
        rows = {index.row(), self._row_of(self.active.segment)} - {-1}
        self.active.forget()
        for row in rows:
            self.closePersistentEditor(self.table.index(row, Column.TARGET))

    def _make_editor(self, parent: QWidget, row: int) -> QWidget | None:
        segment = self.table.segment(row)
        return None if segment is None else self.active.open(parent, segment)

    def _step(self, step: int) -> None:
        if abs(step) == 2:
            self.go_to(self.active_row() + step // 2)
            if self.editor is not None and step < 0:
                self.editor.place_cursor(len(self.editor.text()))
            return
        bar = self.verticalScrollBar()
        self.go_to(max(0, min(self.table.rowCount() - 1, self._row_a_page_away(step))))
        bar.setValue(bar.value())

    def _row_a_page_away(self, step: int) -> int:
        page = self.viewport().height()
        y = self.rowViewportPosition(self.active_row()) + step * page
        if not 0 <= y < page:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + step * page)
            self._fit()
            y = page // 2 if step > 0 else PADDING[1]
        row = self.rowAt(y)
        return row if row >= 0 else (self.table.rowCount() - 1 if step > 0 else 0)

    def _grow(self) -> None:
        """Let the active row be as tall as what is typed needs."""
        row, segment = self.active_row(), self.active_segment()
        if self.editor is None or segment is None:
            return
        widths = self.columns.texts()
        source = self.cells.row_height(segment, (widths[0], 0))
        self.setRowHeight(row, max(source, self.editor.wanted_height() + 1))
        self._known.add(row)

    def _keep_cursor_in_view(self) -> None:
        if self.editor is None:
            return
        inside = self.editor.cursorRect().translated(self.editor.pos() + self.editor.viewport().pos())
        bar, tall = self.verticalScrollBar(), self.viewport().height()
        if inside.bottom() > tall:
            bar.setValue(bar.value() + inside.bottom() - tall + 8)
        elif inside.top() < 0:
            bar.setValue(bar.value() + inside.top() - 8)

    # Heights and widths

    def _fit(self) -> None:
        """Measure the rows that are in view and not measured yet; what was at the top stays where it was."""
        if self._fitting or not self.table.rowCount():
            return
        self._fitting = True
        row = max(self.rowAt(0), 0)
        anchor, before = self._top
        keep = row < anchor <= row + 40 and 0 <= self.rowViewportPosition(anchor) < self.viewport().height()
        before = self.rowViewportPosition(anchor) if keep else 0
        y, end = self.rowViewportPosition(row), self.viewport().height()
        while row < self.table.rowCount() and y < end:
            self._measure(row)
            y += self.rowHeight(row)
            row += 1
        if keep:
            moved = self.rowViewportPosition(anchor) - before
            if moved:
                self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)
        self._top = (max(self.rowAt(0), 0), 0)
        self._fitting = False

    def _measure(self, row: int) -> None:
        if row in self._known:
            return
        segment = self.table.segment(row)
        if segment is None:
            return
        if row == self.active_row() and self.editor is not None:
            self._grow()
            return
        wanted = self.cells.row_height(segment, self.columns.texts()) + 1
        if wanted != self.rowHeight(row):
            self.setRowHeight(row, wanted)
        self._known.add(row)

    def _show_row(self, row: int) -> None:
        self._measure(row)
        self.scrollTo(self.table.index(row, Column.TARGET), QAbstractItemView.ScrollHint.EnsureVisible)
        self._fit()
        self.scrollTo(self.table.index(row, Column.TARGET), QAbstractItemView.ScrollHint.EnsureVisible)

    def _forget_all(self) -> None:
        self._known.clear()
        self._fit()
        self.viewport().update()

    def _row_of(self, segment: SegmentId | None) -> int:
        return -1 if segment is None else self.table.row_of(segment)

    def _widths_changed(self) -> None:
        self.updateGeometries()
        self._forget_all()

    # Qt's own names from here.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fill()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._fit()
        painter = QPainter(self.viewport())
        self._painter.begin(painter)
        spans = self.columns.spans()
        row, active = max(self.rowAt(event.rect().top()), 0), self.active_row()
        y, end, width = self.rowViewportPosition(row), event.rect().bottom(), self.viewport().width()
        while y <= end and (segment := self.table.segment(row)) is not None:
            tall = self.rowHeight(row)
            self._painter.paint(painter, row, segment, QRect(0, y, width, tall), spans, row == active)
            row, y = row + 1, y + tall
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # Where in a text it is has to be known before the row opens and everything moves.
        place = self._text_at(event.position().toPoint())
        super().mousePressEvent(event)
        if place is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        segment, side, point = place
        found = self.cells.pointing.findings(segment, side, point)
        if found:
            self.pointed.emit(found[0])
        elif side is Side.TARGET and point >= 0 and self.editor is not None:
            self.editor.place_cursor(point)

    def _text_at(self, place: QPoint) -> tuple[Segment, Side, int] | None:
        """The segment, side and code point (-1: beside the text) of a painted cell at a place."""
        index = self.indexAt(place)
        segment = self.table.segment(index.row())
        side = SIDES.get(Column(index.column())) if segment is not None else None
        if segment is None or side is None:
            return None
        cell = self.visualRect(index)
        return segment, side, self.cells.point_at(segment, side, place - cell.topLeft(), cell.width())
