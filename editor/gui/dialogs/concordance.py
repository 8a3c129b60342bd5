"""Concordance: where the memory has a passage, Chinese or English; and which Chinese has several translations."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QGuiApplication, QTextCharFormat
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from editor.gui.panels.cards import CardList, ElidedButton, MarkedText, Stretch, card, line
from editor.gui.panels.memory import origin
from editor.gui.plain import plain_label
from editor.gui.theme import NORMAL, SMALL, WIDE, Theme
from editor.i18n import Translate, fill, mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.memory.lookup import Memory
    from editor.memory.model import Contradiction, Unit

PAUSE_MS = 200
MOST = 100
FOUND = mark("{count} places in the memory")
MANY = mark("The latest {count} places in the memory")
CLASHES = mark("{count} Chinese sentences with several translations")
COPY = mark("Copy the English")
REMOVE = mark("Remove from the memory")
SELECT = mark("The Chinese of the segment; select a part of it")
HINT = mark("Chinese of one character or more, or English words")


class Ask(Protocol):
    """Has work done in the memory's lane and the answer brought back."""

    def __call__(
        self, work: Callable[[Memory], object], done: Callable[..., object], current: Callable[[], bool] | None = None
    ) -> None: ...


class ConcordanceDialog(QDialog):
    """A line to type in and cards of what was found; stays open beside the work."""

    def __init__(self, parent: QWidget, tr: Translate, theme: Theme, ask: Ask) -> None:
        super().__init__(parent)
        self._tr = tr
        self._theme = theme
        self._ask = ask
        self._asked: object = None
        self.setWindowTitle(tr("Look up in the memory"))
        self.resize(760, 560)
        self.wanted = QLineEdit(self)
        self.wanted.setPlaceholderText(tr(HINT))
        self.wanted.setAccessibleName(tr(HINT))
        # Cells of the grid are painted; here the Chinese can be selected.
        self.source = QLineEdit(self)
        self.source.setReadOnly(True)
        self.source.setAccessibleName(tr(SELECT))
        self.source.selectionChanged.connect(self._selected)
        self.told = plain_label("", self, role="muted")
        self.places = CardList(tr("Nothing found."), self)
        clashes = QPushButton(tr("Contradictions"), self)
        clashes.setAutoDefault(False)
        clashes.clicked.connect(self.show_contradictions)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.show_passages)
        self.wanted.textEdited.connect(lambda _text: self._pause.start())
        self.wanted.returnPressed.connect(self.show_passages)
        top = QHBoxLayout()
        top.setSpacing(SMALL)
        top.addWidget(self.wanted, 1)
        top.addWidget(clashes)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NORMAL)
        column.addWidget(plain_label(tr(SELECT), self, role="muted"))
        column.addWidget(self.source)
        column.addLayout(top)
        column.addWidget(self.told)
        column.addWidget(self.places, 1)

    def _selected(self) -> None:
        part = self.source.selectedText().strip()
        if part:
            self.wanted.setText(part)
            self._pause.start()

    def show_passages(self) -> None:
        """Show where the memory has what is typed."""
        self._pause.stop()
        text = self.wanted.text().strip()
        asked = self._asked = object()
        if not text:
            self.told.setText("")
            self.places.show_cards([])
            return
        self._ask(
            lambda memory: memory.passages(text, MOST), partial(self._show_units, text), lambda: self._asked is asked
        )

    def show_contradictions(self) -> None:
        """Show which Chinese has several translations."""
        self._pause.stop()
        self.wanted.clear()
        asked = self._asked = object()
        self._ask(lambda memory: memory.contradictions(MOST), self._show_clashes, lambda: self._asked is asked)

    def _show_units(self, text: str, units: Sequence[Unit]) -> None:
        message = FOUND if len(units) < MOST else MANY
        self.told.setText(fill(message, (("count", str(len(units))),), self._tr))
        self.places.show_cards(partial(self._place, text, unit) for unit in units)

    def _show_clashes(self, clashes: Sequence[Contradiction]) -> None:
        self.told.setText(fill(CLASHES, (("count", str(len(clashes))),), self._tr))
        self.places.show_cards(partial(self._clash, clash) for clash in clashes)

    def _place(self, text: str, unit: Unit) -> QWidget:
        frame, column = card(self.places)
        for side in (unit.source, unit.target):
            column.addWidget(MarkedText(side, self._hits(side, text), self._theme.text, frame))
        self._foot(unit, frame, column)
        return frame

    def _clash(self, clash: Contradiction) -> QWidget:
        frame, column = card(self.places)
        column.addWidget(plain_label(clash.source, frame, role="title", wrap=True))
        for unit in clash.units:
            column.addWidget(plain_label(unit.target, frame, wrap=True))
            self._foot(unit, frame, column, removable=True)
        return frame

    def _foot(self, unit: Unit, frame: QWidget, column: QVBoxLayout, *, removable: bool = False) -> None:
        button = ElidedButton(self._tr(COPY), frame)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: QGuiApplication.clipboard().setText(unit.target))
        parts: list[QWidget] = [button]
        if removable:
            remove = ElidedButton(self._tr(REMOVE), frame, role="quiet")
            remove.setAutoDefault(False)
            remove.clicked.connect(partial(self._remove, unit))
            parts.append(remove)
        parts.append(plain_label(origin(unit), frame, role="muted"))
        column.addLayout(line(*parts))

    def _remove(self, unit: Unit) -> None:
        self._ask(lambda memory: memory.store.delete(unit.id), lambda _done: self.show_contradictions())

    def _hits(self, side: str, text: str) -> list[Stretch]:
        """The places of a text in one side, without regard to capitals where that moves nothing."""
        look = QTextCharFormat()
        look.setBackground(QColor(self._theme.minor_tint))
        look.setFontWeight(600)
        folded, part = (side.lower(), text.lower()) if len(side.lower()) == len(side) else (side, text)
        found, at = [], folded.find(part)
        while at >= 0 and part:
            found.append(Stretch(at, at + len(part), look))
            at = folded.find(part, at + len(part))
        return found

    # Qt's own names from here.

    def done(self, result: int) -> None:
        self._pause.stop()
        self._asked = None
        super().done(result)
