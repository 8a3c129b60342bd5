"""Beside the form: what is wrong, to be gone to, and what saving would change in the entry in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor.gui.entry.fields import CONCEPT_FIELDS, RULE_FIELDS, TERM_FIELDS, FieldText
from editor.gui.entry.sheet import Examined
from editor.gui.panels.cards import CardList, ElidedButton, Maker, card, line
from editor.gui.plain import plain_label, set_tip
from editor.gui.review.changes import changes_card
from editor.gui.theme import Theme
from editor.i18n import Translate, mark, told
from glossary.examining import Fault, Place, Weight

HEADINGS = {
    Weight.PROPOSAL: mark("Before it can be proposed"),
    Weight.APPROVAL: mark("Before it can be approved"),
    Weight.ADVICE: mark("Worth a look"),
}
NOTHING = mark("Nothing is wrong, and nothing is changed.")


class SidePanel(CardList):
    """Cards of faults and changes; `wanted` brings the place of a fault that was clicked."""

    wanted = Signal(object)

    def __init__(self, tr: Translate, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr(NOTHING), parent)
        self._tr = tr
        self.theme = theme

    def show_examined(self, examined: Examined) -> None:
        """Show what was found."""
        self.show_cards(self._makers(examined))

    def _makers(self, examined: Examined) -> Iterator[Maker]:
        for weight in Weight:
            faults = [fault for fault in examined.faults if fault.weight is weight]
            if faults:
                yield partial(self._faults, weight, faults)
        if examined.changes:
            yield partial(changes_card, self, self._tr(mark("What is changed")), examined.changes, self.theme, self._tr)

    def _faults(self, weight: Weight, faults: Sequence[Fault]) -> QWidget:
        frame, column = card(self)
        column.addWidget(plain_label(self._tr(HEADINGS[weight]), frame, role="title"))
        for fault in faults:
            column.addWidget(plain_label(told(fault.said, self._tr), frame, wrap=True))
            button = ElidedButton(self._tr(place_title(fault.place)), frame)
            set_tip(button, self._tr("Go to the field"))
            button.clicked.connect(partial(self.wanted.emit, fault.place))
            column.addLayout(line(button))
        return frame


def place_title(place: Place) -> str:
    """What the field of a place is called; a msgid."""
    table: Sequence[FieldText] = {"term": TERM_FIELDS, "rule": RULE_FIELDS}.get(place.part, CONCEPT_FIELDS)
    return next((f.title for f in table if f.name == place.field), mark("Entry"))
