"""Painting whole rows of the grid: number, state, both texts; what is shown and how tall it is comes from the cells.

A row is painted in one go: Qt's way through an item delegate asks the model a dozen times for each cell.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPixmap

from editor.core.model import Segment, Side, State
from editor.gui.delegates.cells import SIDES, CellDelegate
from editor.gui.delegates.gap_mark import draw_gap, place_after
from editor.gui.delegates.tag_chips import draw_chips, tag_spans
from editor.gui.models.segment_table import STATE_NAMES, Column
from editor.gui.risk import SIGN
from editor.gui.target_editor import PADDING
from editor.gui.theme import SMALL

STATE_SIGNS = {
    State.MACHINE: "◌",
    State.DRAFT: "✎",
    State.CONFIRMED: "✓",
    State.REVIEWED: "✓✓",
    State.LOCKED: "⊘",
}

Spans = Mapping[Column, tuple[int, int]]


class RowPainter:
    """Paints rows with the fonts and colours of the cells."""

    def __init__(self, cells: CellDelegate) -> None:
        self._cells = cells
        self._style: object = None
        self._colours: dict[str, QColor] = {}
        self._chips: dict[object, QPixmap] = {}
        self._measure()

    def _measure(self) -> None:
        """Take over fonts and colours, if they have changed."""
        cells = self._cells
        style = (cells.theme, cells.font, cells.small)
        if self._style is not None and self._style == style:
            return
        self._style = style
        self._colours, self._chips = {}, {}
        self._font, self._small = QFontMetrics(cells.font), QFontMetrics(cells.small)

    def _colour(self, name: str) -> QColor:
        made = self._colours.get(name)
        if made is None:
            made = self._colours[name] = QColor(name)
        return made

    def begin(self, painter: QPainter) -> None:
        """Before the first row of a painting."""
        self._measure()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, painter: QPainter, row: int, segment: Segment, rect: QRect, spans: Spans, active: bool) -> None:
        """Paint a row into `rect`; `spans` are left edge and width of the columns that are shown."""
        theme = self._cells.theme
        painter.fillRect(rect, self._colour(theme.active if active else theme.surface))
        self._paint_number(painter, row, rect, spans[Column.NUMBER], active)
        risk = self._cells.risk(segment)
        if risk is not None and risk.high:
            self._paint_risk(painter, rect, spans[Column.NUMBER])
        self._paint_state(painter, segment.state, rect, spans[Column.STATE])
        for column, side in SIDES.items():
            if column in spans and not (active and column is Column.TARGET):
                self._paint_text(painter, segment, side, rect, spans[column])
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), self._colour(theme.line))

    def _paint_text(self, painter: QPainter, segment: Segment, side: Side, rect: QRect, span: tuple[int, int]) -> None:
        cells, (x, width) = self._cells, span
        layout = cells.layout(segment, side, width)
        painter.setPen(self._colour(cells.theme.muted if segment.state is State.LOCKED else cells.theme.text))
        origin = QPointF(x + PADDING[0], rect.y() + PADDING[1])
        draw_chips(painter, layout, tag_spans(layout.text()), origin, cells.theme)
        layout.draw(painter, origin)
        if side is Side.TARGET:
            kind = cells.gap_kind(segment)
            place = place_after(layout, kind, width - PADDING[0])
            if not place.isEmpty():
                painter.setFont(cells.font)
                draw_gap(painter, kind, place.translated(origin), cells.theme)

    def _paint_number(self, painter: QPainter, row: int, rect: QRect, span: tuple[int, int], active: bool) -> None:
        theme = self._cells.theme
        if active:
            painter.fillRect(QRect(span[0], rect.y(), 3, rect.height()), self._colour(theme.accent))
        painter.setFont(self._cells.small)
        painter.setPen(self._colour(theme.text if active else theme.muted))
        number = str(row + 1)
        x = span[0] + span[1] - 1 - SMALL - self._small.horizontalAdvance(number)
        painter.drawText(x, rect.y() + PADDING[1] + self._font.ascent(), number)

    def _paint_risk(self, painter: QPainter, rect: QRect, span: tuple[int, int]) -> None:
        """The sign of a high risk, at the left of the number."""
        painter.setFont(self._cells.small)
        painter.setPen(self._colour(self._cells.theme.major))
        painter.drawText(span[0] + SMALL, rect.y() + PADDING[1] + self._font.ascent(), SIGN)

    def _paint_state(self, painter: QPainter, state: State, rect: QRect, span: tuple[int, int]) -> None:
        sharp = painter.device().devicePixelRatioF()
        chip = self._chips.get((state, span[1], sharp))
        if chip is None:
            chip = self._chips[state, span[1], sharp] = self._draw_chip(state, span[1], sharp)
        painter.drawPixmap(span[0] + 4, self._chip_top(rect.y()), chip)

    def _chip_top(self, top: int) -> int:
        return round(top + PADDING[1] + self._font.height() / 2 - (self._small.height() + 4) / 2)

    def _draw_chip(self, state: State, room: int, sharp: float) -> QPixmap:
        ink, tint = self._cells.theme.state(state)
        text = f"{STATE_SIGNS[state]} {self._cells.translate(STATE_NAMES[state])}"
        width = min(self._small.horizontalAdvance(text) + 2 * SMALL, room - 6)
        tall = self._small.height() + 4
        pixmap = QPixmap(round(width * sharp), round(tall * sharp))
        pixmap.setDevicePixelRatio(sharp)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(tint))
        chip = QRectF(0, 0, width, tall)
        painter.drawRoundedRect(chip, tall / 2, tall / 2)
        painter.setFont(self._cells.small)
        painter.setPen(self._colour(ink))
        elided = self._small.elidedText(text, Qt.TextElideMode.ElideRight, width - SMALL)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, elided)
        painter.end()
        return pixmap
