"""Inline tags drawn as chips behind their letters, by colour and by shape: pointed right, pointed left, round."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTextCharFormat, QTextLayout

from editor.core.placeables import TagKind, tags_of
from editor.gui.positions import Positions
from editor.gui.theme import Theme

# Pixels between a chip and the text beside it, and how far its point goes.
BESIDE, POINT = 0.75, 0.36

Span = tuple[int, int, TagKind]


def tag_spans(text: str) -> tuple[Span, ...]:
    """`(start, end, kind)` of each tag of a text in UTF-16 units."""
    tags = tags_of(text)
    if not tags:
        return ()
    where = Positions(text)
    return tuple((where.to_units(tag.start), where.to_units(tag.end), tag.kind) for tag in tags)


def tag_formats(spans: tuple[Span, ...], theme: Theme) -> Iterator[tuple[int, int, QTextCharFormat]]:
    """`(start, length, format)`: the number is seen, the brackets become the chip's shape."""
    number, bracket = QTextCharFormat(), QTextCharFormat()
    number.setForeground(QColor(theme.info))
    bracket.setForeground(QColor(Qt.GlobalColor.transparent))
    for start, end, _ in spans:
        yield start, 1, bracket
        yield start + 1, end - start - 2, number
        yield end - 1, 1, bracket


def draw_chips(painter: QPainter, layout: QTextLayout, spans: tuple[Span, ...], origin: QPointF, theme: Theme) -> None:
    """Draw the chips of the tags in a laid-out text; the letters come on top of them."""
    if not spans:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.info), 1.0))
    painter.setBrush(QColor(theme.info_tint))
    for start, end, kind in spans:
        for place in _places(layout, start, end):
            painter.drawPath(_shape(place.translated(origin), kind))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.restore()


def _places(layout: QTextLayout, start: int, end: int) -> Iterator[QRectF]:
    """Where a span stands: one box on each of its lines."""
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if first < last:
            left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
            tall = line.ascent() + line.descent()
            yield QRectF(left + BESIDE, line.y() + 1, right - left - 2 * BESIDE, tall - 2)


def _x(place: object) -> float:
    """PySide gives the place alone or with the cursor it belongs to, by version."""
    return float(place[0]) if isinstance(place, tuple) else float(place)  # type: ignore[arg-type]


def _shape(box: QRectF, kind: TagKind) -> QPainterPath:
    path = QPainterPath()
    if kind is TagKind.ALONE:
        path.addRoundedRect(box, box.height() / 2.6, box.height() / 2.6)
        return path
    tip = min(box.height() * POINT, box.width() / 3)
    turned = kind is TagKind.CLOSE
    flat, near, far = (
        (box.right(), box.left() + tip, box.left()) if turned else (box.left(), box.right() - tip, box.right())
    )
    path.moveTo(flat, box.top())
    path.lineTo(near, box.top())
    path.lineTo(far, box.center().y())
    path.lineTo(near, box.bottom())
    path.lineTo(flat, box.bottom())
    path.closeSubpath()
    return path
