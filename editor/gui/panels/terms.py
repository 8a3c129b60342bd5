"""The terms of the active segment: Chinese → approved form, verdict by sign and colour, one key to use it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from editor.core.model import Segment
from editor.gui.panels.cards import CardList, ElidedButton, card, line
from editor.gui.plain import plain_label, set_tip
from editor.gui.theme import VERDICT_SIGN, Theme
from editor.i18n import Translate, fill, mark
from glossary.matching import Occurrence, Verdict
from glossary.model import TermStatus

VERDICTS = {
    Verdict.BAD: mark("known bad rendering"),
    Verdict.APPROVED: mark("approved form used"),
    Verdict.NEITHER: mark("no approved form found"),
}
NOW = mark("now: {text}")
MOST = 40


@dataclass(frozen=True, slots=True)
class TermUse:
    """A form to be written into the target at `[start, end)`; without a place: where the cursor is."""

    text: str
    start: int = -1
    end: int = -1


def listed(occurrences: tuple[Occurrence, ...]) -> list[Occurrence]:
    """One occurrence for each concept and verdict, the bad ones first, at most `MOST`."""
    order = {Verdict.BAD: 0, Verdict.NEITHER: 1, Verdict.APPROVED: 2}
    seen: dict[object, Occurrence] = {}
    for occurrence in sorted(occurrences, key=lambda o: order[o.verdict]):
        seen.setdefault((occurrence.concept.id, occurrence.verdict, occurrence.target), occurrence)
    return list(seen.values())[:MOST]


def use_of(occurrence: Occurrence) -> TermUse | None:
    """What using the approved form of an occurrence writes, and where; None if there is nothing to write."""
    form = occurrence.concept.preferred("en")
    if occurrence.verdict is Verdict.BAD:
        span = occurrence.fix_span or occurrence.target
        if not occurrence.fixes or span is None:
            return None
        return TermUse(occurrence.fixes[0], *span)
    return TermUse(form) if form and occurrence.verdict is Verdict.NEITHER else None


class TermsPanel(CardList):
    """Cards of the terms; `use` brings the form a person wants written."""

    use = Signal(object)

    def __init__(self, tr: Translate, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr("No term of the glossary stands in this segment."), parent)
        self._tr = tr
        self.theme = theme
        self.uses: list[TermUse] = []
        self._shown: object = None

    def show_terms(self, segment: Segment | None, occurrences: tuple[Occurrence, ...]) -> None:
        """Show what the glossary says about a segment."""
        found = listed(occurrences) if segment is not None else []
        target = segment.target if segment is not None else ""
        uses = [use_of(occurrence) for occurrence in found]
        self.uses = [use for use in uses if use is not None]
        shown = ([(o.concept.id, o.verdict, o.fixes, o.target and target[slice(*o.target)]) for o in found], self.theme)
        if shown == self._shown:
            return
        self._shown = shown
        # By number: while typing the place moves and the button stays, and cards are made little by little.
        numbers = [sum(use is not None for use in uses[: n + 1]) if uses[n] else 0 for n in range(len(found))]
        self.show_cards(partial(self._card, o, target, number) for o, number in zip(found, numbers, strict=True))

    def _card(self, occurrence: Occurrence, target: str, number: int) -> QWidget:
        frame, column = card(self)
        role = f"verdict-{occurrence.verdict}"
        sign = plain_label(VERDICT_SIGN[occurrence.verdict], frame, role=role)
        set_tip(sign, self._tr(VERDICTS[occurrence.verdict]))
        chinese = plain_label(self._chinese(occurrence), frame, role="title")
        column.addLayout(line(sign, chinese))
        forms = [t.text for t in occurrence.concept.forms("en", TermStatus.PREFERRED, TermStatus.ADMITTED)]
        column.addWidget(plain_label(" · ".join(forms[:3]) or "—", frame, wrap=True))
        if occurrence.verdict is Verdict.BAD and occurrence.target:
            now = target[slice(*occurrence.target)]
            column.addWidget(plain_label(fill(NOW, (("text", now),), self._tr), frame, role=role, wrap=True))
        elif occurrence.verdict is Verdict.NEITHER:
            column.addWidget(plain_label(self._tr(VERDICTS[occurrence.verdict]), frame, role="muted", wrap=True))
        use = use_of(occurrence)
        if use is not None:
            column.addLayout(line(self._button(use, number, frame)))
        return frame

    def _button(self, use: TermUse, number: int, frame: QWidget) -> QPushButton:
        key = f"Ctrl+{number}  " if number < 10 else ""
        button = ElidedButton(f"{key}→ {use.text}", frame)
        set_tip(button, use.text)
        button.clicked.connect(lambda: self.use.emit(self.uses[number - 1]))
        return button

    def _chinese(self, occurrence: Occurrence) -> str:
        if occurrence.term is not None and occurrence.term.language == "zh":
            return occurrence.term.text
        return occurrence.concept.preferred("zh")
