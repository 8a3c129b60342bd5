"""Building blocks of the docks: a column of cards, and a painted text with marked stretches."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from editor.gui.delegates.text_layout import height, wrapping
from editor.gui.plain import plain_label
from editor.gui.positions import Positions
from editor.gui.theme import NORMAL, SMALL, TIGHT

Maker = Callable[[], QWidget]

# Seconds given to making cards before the next key is looked at.
AT_ONCE = 0.012


class CardList(QScrollArea):
    """A scrolling column of cards, or a quiet sentence when there is none."""

    def __init__(self, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = QWidget()
        self._page.setProperty("role", "panel")
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(NORMAL, NORMAL, NORMAL, NORMAL)
        self._column.setSpacing(SMALL)
        self._nothing = plain_label(nothing, self._page, role="muted", wrap=True)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self._cards: list[QWidget] = []
        self._waiting: list[Maker] = []
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._make_some)
        self.setWidget(self._page)

    @property
    def cards(self) -> Sequence[QWidget]:
        """The cards that are shown."""
        return tuple(self._cards)

    @property
    def complete(self) -> bool:
        """Whether all cards have been made."""
        return not self._waiting

    def show_cards(self, makers: Iterable[Maker]) -> None:
        """Replace what is shown; the cards are made little by little, so that keys never wait for them."""
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        self._waiting = list(makers)
        self._nothing.setVisible(not self._waiting)
        self._make_some()

    def _make_some(self) -> None:
        began = time.monotonic()
        while self._waiting and (not self._cards or time.monotonic() - began < AT_ONCE):
            made = self._waiting.pop(0)()
            self._column.insertWidget(len(self._cards), made)
            made.show()
            self._cards.append(made)
            if made.property("current") == "true":
                # Its place is known only after the layout has run.
                QTimer.singleShot(0, made, partial(self.ensureWidgetVisible, made))
        if self._waiting:
            self._later.start()
        else:
            self._later.stop()


class ElidedButton(QPushButton):
    """A button whose text is cut with dots where there is no room; it never makes its panel wider."""

    def __init__(self, text: str, parent: QWidget | None = None, *, role: str = "fix") -> None:
        super().__init__(parent)
        self.full = text
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setText(text.replace("&", "&&"))

    # Qt's own names from here.

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.full) + BUTTON_MARGIN, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - BUTTON_MARGIN + 2
        shown = self.fontMetrics().elidedText(self.full, Qt.TextElideMode.ElideRight, room).replace("&", "&&")
        if shown != self.text():
            self.setText(shown)


BUTTON_MARGIN = 24


def card(parent: QWidget | None = None, *, current: bool = False) -> tuple[QFrame, QVBoxLayout]:
    """An empty card and the column to fill; the current one has an accent border."""
    frame = QFrame(parent)
    frame.setProperty("role", "card")
    frame.setProperty("current", "true" if current else "false")
    column = QVBoxLayout(frame)
    column.setContentsMargins(NORMAL, SMALL, NORMAL, SMALL)
    column.setSpacing(TIGHT)
    return frame, column


def line(*widgets: QWidget, stretch_last: bool = False) -> QHBoxLayout:
    """Widgets side by side, room at the right unless the last one takes it."""
    row = QHBoxLayout()
    row.setSpacing(SMALL)
    for n, widget in enumerate(widgets):
        row.addWidget(widget, 1 if stretch_last and n == len(widgets) - 1 else 0)
    if not stretch_last:
        row.addStretch(1)
    return row


@dataclass(frozen=True, slots=True)
class Stretch:
    """`[start, end)` in code points and how it looks."""

    start: int
    end: int
    look: QTextCharFormat


class MarkedText(QWidget):
    """A text with marked stretches, painted as it is (never read as HTML), as tall as its lines need."""

    def __init__(self, text: str, stretches: Sequence[Stretch], colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = text
        self._stretches = tuple(stretches)
        self._colour = colour
        self._layout: tuple[int, QTextLayout] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(text)

    def _laid_out(self, width: int) -> QTextLayout:
        if self._layout is not None and self._layout[0] == width:
            return self._layout[1]
        layout = QTextLayout(self.text.replace("\n", "\u2028").replace("\u2029", "\u2028"), self.font())
        layout.setTextOption(wrapping())
        where, ranges = Positions(self.text), []
        for stretch in self._stretches:
            part = QTextLayout.FormatRange()
            part.start, part.length = where.span(stretch.start, stretch.end)
            part.format = stretch.look
            ranges.append(part)
        layout.setFormats(ranges)
        layout.beginLayout()
        y = 0.0
        while (made := layout.createLine()).isValid():
            made.setLineWidth(max(width, 20))
            made.setPosition(QPointF(0, y))
            y += made.height()
        layout.endLayout()
        self._layout = (width, layout)
        return layout

    # Qt's own names from here.

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return height(self._laid_out(width))

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(self._colour))
        self._laid_out(self.width()).draw(painter, QPointF(0, 0))
        painter.end()
