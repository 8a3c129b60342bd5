"""The sign after a text that shows the white space to the next segment: glued, paragraph end, unusual; drawn only."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QTextLayout

from editor.gui.theme import Theme
from editor.i18n import mark

# Pixels between the text and its sign, and how wide a sign is beside the size of the text.
BEFORE, WIDE = 5.0, 0.72


class GapKind(StrEnum):
    """What kind of white space stands after a segment; `NONE` is the ordinary space, which needs no sign."""

    NONE = "none"
    GLUED = "glued"
    PARAGRAPH = "paragraph"
    UNUSUAL = "unusual"


SAYS = {
    GapKind.NONE: "",
    GapKind.GLUED: mark("No space before the next sentence."),
    GapKind.PARAGRAPH: mark("The paragraph ends here."),
    GapKind.UNUSUAL: mark("Unusual white space before the next sentence."),
}


def kind_of(gap: str) -> GapKind:
    """What kind of white space `gap` is."""
    if gap == " ":
        return GapKind.NONE
    if not gap:
        return GapKind.GLUED
    return GapKind.PARAGRAPH if "\n" in gap or "\u2029" in gap else GapKind.UNUSUAL


def place_after(layout: QTextLayout, kind: GapKind, room: float) -> QRectF:
    """Where the sign stands after the last line of a layout, kept inside `room` pixels; empty if there is none."""
    count = layout.lineCount()
    if kind is GapKind.NONE or not count:
        return QRectF()
    line = layout.lineAt(count - 1)
    tall = line.ascent()
    width = max(8.0, tall * WIDE)
    left = min(line.naturalTextRect().right() + BEFORE, room - width)
    return QRectF(left, line.y() + tall * 0.18, width, tall * 0.92)


def draw_gap(painter: QPainter, kind: GapKind, place: QRectF, theme: Theme) -> None:
    """Draw a sign; lines rather than letters, so that no font has to know them."""
    if place.isEmpty():
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if kind is GapKind.PARAGRAPH:
        _draw_pilcrow(painter, place, theme)
    else:
        ink, tint = (theme.major, theme.major_tint) if kind is GapKind.GLUED else (theme.minor, theme.minor_tint)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tint))
        painter.drawRoundedRect(place, 3, 3)
        painter.setPen(QPen(QColor(ink), 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        (_draw_arrows if kind is GapKind.GLUED else _draw_bracket)(painter, place)
    painter.restore()


def _draw_arrows(painter: QPainter, place: QRectF) -> None:
    """Two arrow heads that meet: nothing is between them."""
    middle, reach = place.center(), place.height() * 0.24
    for side in (-1, 1):
        tip = QPointF(middle.x() + side * place.width() * 0.12, middle.y())
        for rise in (-reach, reach):
            painter.drawLine(tip, QPointF(tip.x() + side * place.width() * 0.2, tip.y() + rise))


def _draw_bracket(painter: QPainter, place: QRectF) -> None:
    """An open box lying on the line, the old sign for a blank."""
    low, high = place.bottom() - place.height() * 0.28, place.bottom() - place.height() * 0.5
    left, right = place.left() + 2.5, place.right() - 2.5
    painter.drawPolyline([QPointF(left, high), QPointF(left, low), QPointF(right, low), QPointF(right, high)])


def _draw_pilcrow(painter: QPainter, place: QRectF, theme: Theme) -> None:
    ink = QColor(theme.muted)
    ink.setAlpha(150)
    painter.setPen(ink)
    metrics = QFontMetricsF(painter.font())
    painter.drawText(QPointF(place.left(), place.top() - metrics.ascent() * 0.18 + metrics.ascent()), "¶")
