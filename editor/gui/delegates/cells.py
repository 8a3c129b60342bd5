"""What the cells of the grid hold (layouts, marks, tooltips) and the editor of the active row; painted elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QHelpEvent, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from editor.checks.risk import Risk
from editor.core.model import Segment, SegmentId, Side
from editor.gui.delegates.gap_mark import SAYS, GapKind, kind_of, place_after
from editor.gui.delegates.marks import Mark, marks_of
from editor.gui.delegates.text_layout import TextLayouts, character_at, height
from editor.gui.models.segment_table import Column, SegmentTable
from editor.gui.plain import show_tip
from editor.gui.pointing import Pointing
from editor.gui.positions import Positions
from editor.gui.session import Session
from editor.gui.target_editor import PADDING
from editor.gui.theme import Theme, text_font
from editor.i18n import Translate

Index = QModelIndex | QPersistentModelIndex

SIDES = {Column.SOURCE: Side.SOURCE, Column.TARGET: Side.TARGET}
KEPT_MARKS = 1024


class CellDelegate(QStyledItemDelegate):
    """Lays out, measures and explains cells, and makes the editor of the active row."""

    def __init__(
        self, session: Session, tr: Translate, theme: Theme, points: float, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.translate = tr
        self._marks: dict[SegmentId, tuple[tuple[object, ...], tuple[tuple[Mark, ...], tuple[Mark, ...]]]] = {}
        self.pointing = Pointing(session, tr)
        self.theme = theme
        self.font = text_font(points)
        self.layouts = {
            Side.SOURCE: TextLayouts(text_font(points, chinese=True), theme, self.font),
            Side.TARGET: TextLayouts(self.font, theme),
        }
        self.small = text_font(max(points - 2, 7.5))
        self.make_editor: Callable[[QWidget, int], QWidget | None] = lambda _parent, _row: None
        self.show_terms = True

    def restyle(self, theme: Theme, points: float) -> None:
        """Go on with another theme or text size."""
        self.theme = theme
        self._marks.clear()
        self.font = text_font(points)
        self.small = text_font(max(points - 2, 7.5))
        self.layouts[Side.SOURCE].restyle(text_font(points, chinese=True), theme, self.font)
        self.layouts[Side.TARGET].restyle(self.font, theme)

    def risk(self, segment: Segment) -> Risk | None:
        """The risk of a segment, None while it is not known."""
        return self._session.checking.book.risk(segment.id)

    def marks(self, segment: Segment, side: Side) -> tuple[Mark, ...]:
        """Marks of one side of a segment; made once for a text and what is said of it."""
        book = self._session.checking.book
        said = (segment, book.opinion(segment.id), book.of(segment.id))
        kept = self._marks.get(segment.id)
        if kept is None or any(one is not other for one, other in zip(kept[0], said, strict=True)):
            if len(self._marks) >= KEPT_MARKS:
                self._marks.clear()
            kept = (said, (self._make_marks(segment, Side.SOURCE), self._make_marks(segment, Side.TARGET)))
            self._marks[segment.id] = kept
        return kept[1][side is not Side.SOURCE]

    def _make_marks(self, segment: Segment, side: Side) -> tuple[Mark, ...]:
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
                tall = max(tall, height(self.layout(segment, side, width)))
        return tall + 2 * PADDING[1]

    def explain(self, segment: Segment, side: Side, point: int) -> str:
        """What a tooltip says about a code point of a text; past its end: about the white space after it."""
        text = segment.source if side is Side.SOURCE else segment.target
        if point >= len(text):
            return self.translate(SAYS[self.gap_kind(segment)]) if side is Side.TARGET else ""
        return self.pointing.explain(segment, side, point)

    def gap_kind(self, segment: Segment) -> GapKind:
        """The sign after a target; the last text of a document has nothing to be parted from."""
        segments = self._session.project.segments
        last = not segments or segments[-1].id == segment.id
        return GapKind.NONE if last or not segment.target else kind_of(segment.gap)

    def layout(self, segment: Segment, side: Side, width: int) -> QTextLayout:
        """The laid-out text of one side in a column of `width` pixels."""
        text = segment.source if side is Side.SOURCE else segment.target
        return self.layouts[side].get(segment.id, text, self.marks(segment, side), width - 2 * PADDING[0])

    def point_at(self, segment: Segment, side: Side, place: QPoint, width: int) -> int:
        """The code point at a place in a painted cell: past the end on the sign of the gap, -1 beside everything."""
        text = segment.source if side is Side.SOURCE else segment.target
        layout = self.layout(segment, side, width)
        x, y = place.x() - PADDING[0], place.y() - PADDING[1]
        unit = character_at(layout, x, y)
        if unit >= 0:
            return Positions(text).to_points(unit)
        sign = place_after(layout, self.gap_kind(segment), width - PADDING[0]) if side is Side.TARGET else QRectF()
        return len(text) if sign.contains(x, y) else -1

    # Qt's own names from here.

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, QFontMetrics(self.font).height() + 2 * PADDING[1])

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        model = index.model()
        segment = model.segment(index.row()) if isinstance(model, SegmentTable) else None
        side = SIDES.get(Column(index.column())) if segment is not None else None
        if segment is None or side is None or event.type() is not QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        cell: QRect = option.rect
        point = self.point_at(segment, side, event.pos() - cell.topLeft(), cell.width())
        show_tip(event.globalPos(), self.explain(segment, side, point) if point >= 0 else "", view.viewport())
        return True

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        return self.make_editor(parent, index.row())  # type: ignore[return-value]  # None: nothing to edit

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(0, 0, 0, -1))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The grid keeps its editor up to date itself."""

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """The grid hands typed text over itself."""
