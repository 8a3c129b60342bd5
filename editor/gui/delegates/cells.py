"""Painting the cells of the grid and making the editor of the active row; measures only what it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.core.model import Segment, Side, State
from editor.gui.delegates.marks import Mark, marks_of
from editor.gui.delegates.text_layout import TextLayouts, draw, height
from editor.gui.models.segment_table import Column, SegmentTable
from editor.gui.session import Session
from editor.gui.target_editor import PADDING
from editor.gui.theme import SMALL, Theme, text_font

Index = QModelIndex | QPersistentModelIndex

STATE_SIGNS = {
    State.MACHINE: "◌",
    State.DRAFT: "✎",
    State.CONFIRMED: "✓",
    State.REVIEWED: "✓✓",
    State.LOCKED: "⊘",
}


class CellDelegate(QStyledItemDelegate):
    """Paints every cell; `active` says which row is open for editing, `current` which mark the person is at."""

    def __init__(self, session: Session, theme: Theme, points: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.theme = theme
        self.font = text_font(points)
        self.layouts = {
            Side.SOURCE: TextLayouts(text_font(points, chinese=True), theme, self.font),
            Side.TARGET: TextLayouts(self.font, theme),
        }
        self.small = text_font(max(points - 2, 7.5))
        self.active: Callable[[], int] = lambda: -1
        self.make_editor: Callable[[QWidget, int], QWidget | None] = lambda _parent, _row: None
        self.show_terms = True

    def restyle(self, theme: Theme, points: float) -> None:
        """Go on with another theme or text size."""
        self.theme = theme
        self.font = text_font(points)
        self.small = text_font(max(points - 2, 7.5))
        self.layouts[Side.SOURCE].restyle(text_font(points, chinese=True), theme, self.font)
        self.layouts[Side.TARGET].restyle(self.font, theme)

    def marks(self, segment: Segment, side: Side) -> tuple[Mark, ...]:
        """Marks of one side of a segment."""
        opinion = self._session.checking.book.opinion(segment.id)
        approved: tuple[tuple[int, int], ...] = ()
        if opinion is not None and self.show_terms and opinion.revision == segment.revision:
            approved = opinion.approved_source if side is Side.SOURCE else opinion.approved_target
        found = self._session.open_findings(segment.id)
        # What was said of an older text has no place in this one; the next answer is on its way.
        fresh = [f for f in found if f.side is Side.SOURCE or f.seen in ("", segment.target)]
        return marks_of(fresh, approved, side)

    def row_height(self, segment: Segment, widths: tuple[int, int]) -> int:
        """Pixels a row needs when source and target columns have these widths (0: column hidden)."""
        tall = QFontMetrics(self.font).height()
        for side, width in zip((Side.SOURCE, Side.TARGET), widths, strict=True):
            if width:
                tall = max(tall, height(self._layout(segment, side, width)))
        return tall + 2 * PADDING[1]

    def _layout(self, segment: Segment, side: Side, width: int) -> QTextLayout:
        text = segment.source if side is Side.SOURCE else segment.target
        return self.layouts[side].get(segment.id, text, self.marks(segment, side), width - 2 * PADDING[0])

    # Qt's own names from here.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        segment = model.segment(index.row()) if isinstance(model, SegmentTable) else None
        if segment is None:
            return
        rect: QRect = option.rect
        column, active = Column(index.column()), index.row() == self.active()
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(self.theme.active if active else self.theme.surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if column is Column.NUMBER:
            self._paint_number(painter, rect, index.row(), active)
        elif column is Column.STATE:
            self._paint_state(painter, rect, str(index.data()), segment.state)
        elif not (active and column is Column.TARGET):
            side = Side.SOURCE if column is Column.SOURCE else Side.TARGET
            layout = self._layout(segment, side, rect.width())
            draw(painter, layout, rect.x() + PADDING[0], rect.y() + PADDING[1], self._ink(segment, side))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), QColor(self.theme.line))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, QFontMetrics(self.font).height() + 2 * PADDING[1])

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        return self.make_editor(parent, index.row())  # type: ignore[return-value]  # None: nothing to edit

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(0, 0, 0, -1))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The grid keeps its editor up to date itself."""

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """The grid hands typed text over itself."""

    def _ink(self, segment: Segment, side: Side) -> str:
        if segment.state is State.LOCKED:
            return self.theme.muted
        return self.theme.text

    def _paint_number(self, painter: QPainter, rect: QRect, row: int, active: bool) -> None:
        if active:
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), QColor(self.theme.accent))
        painter.setFont(self.small)
        painter.setPen(QColor(self.theme.text if active else self.theme.muted))
        number = str(row + 1)
        x = rect.right() - SMALL - QFontMetrics(self.small).horizontalAdvance(number)
        painter.drawText(x, rect.y() + PADDING[1] + QFontMetrics(self.font).ascent(), number)

    def _paint_state(self, painter: QPainter, rect: QRect, name: str, state: State) -> None:
        ink, tint = self.theme.state(state)
        painter.setFont(self.small)
        metrics = QFontMetrics(self.small)
        text = f"{STATE_SIGNS[state]} {name}"
        width = min(metrics.horizontalAdvance(text) + 2 * SMALL, rect.width() - 6)
        middle = rect.y() + PADDING[1] + QFontMetrics(self.font).height() / 2
        tall = metrics.height() + 4
        chip = QRectF(rect.x() + 4, round(middle - tall / 2), width, tall)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tint))
        painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
        painter.setPen(QColor(ink))
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width - SMALL))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, elided)
