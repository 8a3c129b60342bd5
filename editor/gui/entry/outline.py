"""The parts of an entry in a list: add, remove, move by keyboard, each taken back; signs where something is wrong."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from editor.gui.plain import tip
from editor.gui.review.names import STATUSES
from editor.i18n import Translate, told
from glossary.examining import Fault, Place, Weight
from glossary.model import BadRendering, Concept, Condition, RuleId, RuleStatus, Term, TermStatus

SIGNS = {Weight.PROPOSAL: "✗", Weight.APPROVAL: "✗", Weight.ADVICE: "⚠"}
PLACE = Qt.ItemDataRole.UserRole


class Outline(QListWidget):
    """The parts; `went` brings the part gone to, `removing` and `moving` what the person wants of it."""

    went = Signal(object)
    removing = Signal()
    moving = Signal(int)
    taking_back = Signal()

    def __init__(self, tr: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self._faults: Sequence[Fault] = ()
        self.setAccessibleName(tr("Parts of the entry"))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(lambda *_: self.went.emit(self.place()))

    def show_entry(self, entry: Concept, go_to: Place) -> None:
        """List the parts of an entry, and go to one of them."""
        self.blockSignals(True)
        self.clear()
        for place in places(entry):
            item = QListWidgetItem(self)
            item.setData(PLACE, place)
        self.blockSignals(False)
        self.name_parts(entry)
        self.go_to(go_to)

    def name_parts(self, entry: Concept) -> None:
        """Write the names anew; the parts are the same."""
        for number in range(self.count()):
            item = self.item(number)
            place: Place = item.data(PLACE)
            mine = [f for f in self._faults if (f.place.part, f.place.number) == (place.part, place.number)]
            sign = SIGNS[mine[0].weight] + " " if mine else ""
            text = sign + self._name(entry, place)
            if item.text() != text:
                item.setText(text)
                item.setData(
                    Qt.ItemDataRole.ToolTipRole, tip("\n".join([text, *(told(f.said, self._tr) for f in mine)]))
                )

    def show_faults(self, entry: Concept, faults: Sequence[Fault]) -> None:
        """Mark the parts in which something is wrong."""
        self._faults = faults
        self.name_parts(entry)

    def place(self) -> Place:
        """The part the person is at."""
        item = self.currentItem()
        place: Place = item.data(PLACE) if item is not None else Place("concept")
        return place

    def go_to(self, place: Place) -> None:
        """Go to a part; to the entry itself where there is none such."""
        wanted = (place.part, place.number)
        rows = [n for n in range(self.count()) if _key(self.item(n).data(PLACE)) == wanted]
        row = rows[0] if rows else 0
        if row == self.currentRow():
            self.went.emit(self.place())
        self.setCurrentRow(row)

    def _name(self, entry: Concept, place: Place) -> str:
        if place.part == "concept":
            return self._tr("Entry")
        if place.part == "term":
            term = entry.terms[place.number]
            return f"{term.language}  {term.text or '—'}  · {self._tr(STATUSES[term.status])}"
        rule = entry.bad[place.number]
        sign = "✗" if rule.status is not RuleStatus.RETIRED else "○"
        return f"{sign}  {' | '.join(rule.variants) or '—'}"

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Delete:
            self.removing.emit()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.taking_back.emit()
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moving.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)


def places(entry: Concept) -> list[Place]:
    """The parts of an entry in their order."""
    terms = [Place("term", n) for n in range(len(entry.terms))]
    return [Place("concept"), *terms, *(Place("rule", n) for n in range(len(entry.bad)))]


def with_term(entry: Concept, language: str) -> tuple[Concept, Place]:
    """The entry with an empty form after those of its language: preferred if it is the first, else admitted."""
    status = TermStatus.ADMITTED if entry.forms(language, TermStatus.PREFERRED) else TermStatus.PREFERRED
    mine = [n for n, term in enumerate(entry.terms) if term.language == language]
    at = mine[-1] + 1 if mine else (0 if language == "zh" else len(entry.terms))
    terms = (*entry.terms[:at], Term("", language, status), *entry.terms[at:])
    return replace(entry, terms=terms), Place("term", at)


def with_rule(entry: Concept) -> tuple[Concept, Place]:
    """The entry with an empty wrong rendering at its end."""
    condition = Condition.SRC if entry.forms("zh") else Condition.CTX
    rule = BadRendering(RuleId(f"{entry.id}.{secrets.token_hex(3)}"), (), condition)
    return replace(entry, bad=(*entry.bad, rule)), Place("rule", len(entry.bad))


def without(entry: Concept, place: Place) -> Concept:
    """The entry without a part."""
    if place.part == "term":
        return replace(entry, terms=(*entry.terms[: place.number], *entry.terms[place.number + 1 :]))
    if place.part == "rule":
        return replace(entry, bad=(*entry.bad[: place.number], *entry.bad[place.number + 1 :]))
    return entry


def inserted(entry: Concept, place: Place, part: Term | BadRendering) -> Concept:
    """The entry with a part put (back) at a place."""
    if isinstance(part, Term):
        return replace(entry, terms=(*entry.terms[: place.number], part, *entry.terms[place.number :]))
    return replace(entry, bad=(*entry.bad[: place.number], part, *entry.bad[place.number :]))


def moved(entry: Concept, place: Place, step: int) -> tuple[Concept, Place]:
    """The entry with a part changed with its neighbour; as it is where there is none."""
    parts: list[Term | BadRendering] = list(entry.terms if place.part == "term" else entry.bad)
    other = place.number + step
    if place.part == "concept" or not 0 <= other < len(parts):
        return entry, place
    part = parts[place.number]
    return inserted(without(entry, place), Place(place.part, other), part), Place(place.part, other)


def part_of(entry: Concept, place: Place) -> Concept | Term | BadRendering:
    """The part at a place."""
    if place.part == "term":
        return entry.terms[place.number]
    return entry.bad[place.number] if place.part == "rule" else entry


def with_part(entry: Concept, place: Place, part: Concept | Term | BadRendering) -> Concept:
    """The entry with another value at a place."""
    if isinstance(part, Concept):
        return part
    return inserted(without(entry, place), place, part)


def _key(place: Place) -> tuple[str, int]:
    return (place.part, place.number)
