"""What the memory has for the active segment: likeness, both differences, who and when, and a key to insert it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from editor.core.model import Segment
from editor.core.placeables import without_tags
from editor.gui.panels.cards import CardList, ElidedButton, MarkedText, card, line
from editor.gui.panels.history import LONGEST, stretches
from editor.gui.plain import plain_label, set_tip
from editor.gui.theme import Theme
from editor.i18n import Translate, fill, mark

if TYPE_CHECKING:
    from editor.memory.model import Found, Fragment, Match, Unit

KEYS = 3
NUMBERS = mark("Other numbers: compare them.")
OTHERS = mark("{count} more translations of this Chinese are in the memory.")
DIFFERS = mark("The machine has it differently:")
PART = mark("Part: {text}")
INSERT = mark("Insert")
# From here on a machine's text that differs from the memory is worth seeing.
NEAR = 85.0


def origin(unit: Unit) -> str:
    """Who confirmed a pair, when, and in which document."""
    when = datetime.fromtimestamp(unit.time).strftime("%Y-%m-%d") if unit.time else ""
    return "  ·  ".join(part for part in (unit.title or unit.project, unit.author, when) if part)


class MemoryPanel(CardList):
    """Cards of the matches and parts; `use` brings the text a person wants inserted."""

    use = Signal(str)

    def __init__(self, tr: Translate, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr("The memory has nothing like this segment."), parent)
        self._tr = tr
        self.theme = theme
        self.uses: list[str] = []
        self._shown: object = None
        self._last: tuple[Segment | None, Found | None] = (None, None)

    def show_found(self, segment: Segment | None, found: Found | None) -> None:
        """Show what was found for a segment."""
        self._last = (segment, found)
        seen = (segment.source, segment.machine) if segment is not None else None
        shown = (seen, found, self.theme)
        if shown == self._shown:
            return
        self._shown = shown
        self.uses = []
        if segment is None or found is None:
            self.show_cards([])
            return
        self.uses = [match.unit.target for match in found.matches]
        matches = [partial(self._match, segment, match, n) for n, match in enumerate(found.matches, 1)]
        self.show_cards([*matches, *(partial(self._fragment, part) for part in found.fragments)])

    def restyle(self, theme: Theme) -> None:
        """Go on with another theme."""
        self.theme = theme
        self.show_found(*self._last)

    def _match(self, segment: Segment, match: Match, number: int) -> QWidget:
        frame, column = card(self)
        unit = match.unit
        told = plain_label(origin(unit), frame, role="muted", wrap=True)
        column.addLayout(line(plain_label(f"{int(match.percent)} %", frame, role="badge"), told, stretch_last=True))
        source = without_tags(segment.source)
        if unit.source != source:
            self._difference(unit.source, source, frame, column)
        column.addWidget(plain_label(unit.target, frame, wrap=True))
        if match.numbers:
            column.addWidget(plain_label(self._tr(NUMBERS), frame, role="bad", wrap=True))
        if match.others:
            text = fill(OTHERS, (("count", str(match.others)),), self._tr)
            column.addWidget(plain_label(text, frame, role="muted", wrap=True))
        machine = without_tags(segment.machine)
        if match.percent >= NEAR and machine and machine != unit.target:
            column.addWidget(plain_label(self._tr(DIFFERS), frame, role="muted", wrap=True))
            self._difference(machine, unit.target, frame, column)
        key = f"Alt+{number}  " if number <= KEYS else ""
        button = ElidedButton(f"{key}{self._tr(INSERT)}", frame)
        set_tip(button, unit.target)
        button.clicked.connect(lambda: self.use.emit(unit.target))
        column.addLayout(line(button))
        return frame

    def _difference(self, before: str, after: str, frame: QFrame, column: QVBoxLayout) -> None:
        if len(before) + len(after) <= LONGEST:
            text, marked = stretches(before, after, self.theme)
            column.addWidget(MarkedText(text, marked, self.theme.text, frame))

    def _fragment(self, part: Fragment) -> QWidget:
        frame, column = card(self)
        text = fill(PART, (("text", part.shared),), self._tr)
        column.addWidget(plain_label(text, frame, role="title", wrap=True))
        column.addWidget(plain_label(part.unit.source, frame, wrap=True))
        column.addWidget(plain_label(part.unit.target, frame, wrap=True))
        column.addWidget(plain_label(origin(part.unit), frame, role="muted", wrap=True))
        return frame
