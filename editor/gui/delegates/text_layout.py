"""Laying out and drawing one text with marks; a small cache keeps what is on the screen."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from editor.gui.delegates.marks import Mark, formats
from editor.gui.delegates.tag_chips import tag_formats, tag_spans
from editor.gui.positions import Positions
from editor.gui.theme import Theme

# A longer text is cut in the grid, and not edited in place: every key would cost tens of milliseconds.
SHOWN = 4_000
EDITABLE = 100_000
KEPT = 256


class TextLayouts:
    """Layouts of texts at a font; asked again with the same text, marks and width, the same layout comes back.

    `beside` is the font of the text in the next column, whose lines these lines are to stand level with.
    """

    def __init__(self, font: QFont, theme: Theme, beside: QFont | None = None) -> None:
        self._kept: OrderedDict[Hashable, tuple[Hashable, QTextLayout]] = OrderedDict()
        self.font = font
        self.theme = theme
        self._beside = beside

    def restyle(self, font: QFont, theme: Theme, beside: QFont | None = None) -> None:
        """Forget everything and go on with another font or theme."""
        self._kept.clear()
        self.font, self.theme, self._beside = font, theme, beside

    def get(self, place: Hashable, text: str, marks: tuple[Mark, ...], width: int) -> QTextLayout:
        """The layout of `text` with `marks` broken at `width`; `place` names what shows it."""
        wanted = (text, marks, width)
        kept = self._kept.get(place)
        if kept is not None and kept[0] == wanted:
            self._kept.move_to_end(place)
            return kept[1]
        layout = lay_out(text, marks, width, self.font, self.theme, self._beside)
        self._kept[place] = (wanted, layout)
        self._kept.move_to_end(place)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return layout


def wrapping() -> QTextOption:
    """How lines break in the grid and in the editor of the active row."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def lay_out(
    text: str, marks: tuple[Mark, ...], width: int, font: QFont, theme: Theme, beside: QFont | None = None
) -> QTextLayout:
    """`text` (cut after `SHOWN` characters) broken into lines of `width` pixels, level with a font `beside`."""
    shown = text if len(text) <= SHOWN else text[:SHOWN] + "…"
    # A line break of the text is a line separator to a layout; both are one unit, so that offsets stay.
    layout = QTextLayout(shown.replace("\n", "\u2028").replace("\u2029", "\u2028"), font)
    layout.setTextOption(wrapping())
    layout.setCacheEnabled(True)
    ranges = []
    for start, length, look in (*formats(marks, Positions(shown), theme), *tag_formats(tag_spans(shown), theme)):
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = start, length, look
        ranges.append(part)
    layout.setFormats(ranges)
    metrics = QFontMetricsF(beside) if beside is not None else None
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 20))
        rise = max(metrics.ascent() - line.ascent(), 0.0) if metrics else 0.0
        line.setPosition(QPointF(0, y + rise))
        y += max(line.height(), metrics.height() if metrics else 0.0)
    layout.endLayout()
    return layout


def height(layout: QTextLayout) -> int:
    """Pixels the lines of a layout take."""
    count = layout.lineCount()
    if not count:
        return 0
    last = layout.lineAt(count - 1)
    return int(last.y() + last.height() + 0.999)


def character_at(layout: QTextLayout, x: float, y: float) -> int:
    """UTF-16 offset of the character at a place in a layout, -1 beside the text."""
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if line.y() <= y < line.y() + line.height():
            inside = line.naturalTextRect()
            if not inside.left() <= x <= inside.right():
                return -1
            return int(line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter))
    return -1
