"""One entry of the glossary with all its fields, as cards."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from editor.gui.panels.cards import CardList, Maker, MarkedText, Stretch, card, line
from editor.gui.plain import plain_label
from editor.gui.review.earning import counted, returned
from editor.gui.review.names import CONDITIONS, MODES, STATUSES
from editor.gui.review.shelf import Shelf
from editor.gui.review.trying import struck
from editor.gui.theme import Theme
from editor.i18n import Translate, fill, mark
from glossary.model import BadRendering, Concept, Term

TITLE_WIDTH = 110
IMPORTED = mark("imported, nobody has approved it")
SEEN = mark("seen at: {text}")
NEAR_NONE = mark("not near: {words}")
NEAR_ANY = mark("only near: {words}")
SOURCE_ANY = mark("only with: {words}")
SOURCE_NONE = mark("not with: {words}")


class EntryView(CardList):
    """Shows one entry."""

    def __init__(self, tr: Translate, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr("Nothing is found."), parent)
        self._tr = tr
        self.theme = theme
        self._shelf: Shelf | None = None

    def show_entry(self, concept: Concept | None, shelf: Shelf | None) -> None:
        """Show another entry."""
        self._shelf = shelf
        self.show_cards(self._makers(concept) if concept is not None else ())

    def _makers(self, concept: Concept) -> Iterator[Maker]:
        yield partial(self._head, concept)
        yield from (partial(self._rule, rule) for rule in concept.bad)

    def _head(self, concept: Concept) -> QWidget:
        frame, column = card(self, current=True)
        column.addWidget(plain_label(concept.preferred("zh"), frame, role="heading", wrap=True))
        if self._shelf is not None and concept.id in self._shelf.imported:
            column.addLayout(line(plain_label(self._tr(IMPORTED), frame, role="badge")))
        for term in concept.terms:
            self._term(column, frame, term)
        tr = self._tr
        for title, text in (
            (tr("Domain"), concept.domain),
            (tr("Definition"), concept.definition),
            (tr("Spelled out"), "; ".join(concept.expansion)),
            (tr("First mention"), concept.first_mention),
            (tr("Jurisdiction"), concept.jurisdiction),
            (tr("See also"), ", ".join(concept.cross_references)),
            (tr("Note"), concept.note),
            (tr("Politically fixed"), "◆" if concept.politically_fixed else ""),
        ):
            if text:
                _row(column, frame, title, text)
        return frame

    def _term(self, column: QVBoxLayout, frame: QFrame, term: Term) -> None:
        told = [self._tr(STATUSES[term.status]), term.reading, term.term_type, term.part_of_speech, term.note]
        if term.source not in ("", "usage"):
            told.append(fill(SEEN, (("text", term.source),), self._tr))
        column.addWidget(plain_label(term.text, frame, role="title", wrap=True))
        column.addWidget(plain_label(" · ".join(part for part in told if part), frame, role="muted", wrap=True))

    def _rule(self, rule: BadRendering) -> QWidget:
        frame, column = card(self)
        shown = " | ".join(rule.variants)
        fixes = " | ".join(f"{fix.to} ({fix.when})" if fix.when else fix.to for fix in rule.fixes)
        text = f"✗ {shown}" + (f" → {fixes}" if fixes else "")
        marked = [Stretch(2, 2 + len(shown), struck(self.theme.critical))]
        column.addWidget(MarkedText(text, marked, self.theme.text, frame))
        column.addWidget(plain_label(" · ".join(self._conditions(rule)), frame, role="muted", wrap=True))
        if rule.reason:
            column.addWidget(plain_label(rule.reason, frame, wrap=True))
        return frame

    def _conditions(self, rule: BadRendering) -> Iterator[str]:
        yield self._tr(CONDITIONS[rule.condition])
        yield self._tr(MODES[rule.mode])
        for sentence, words in (
            (NEAR_ANY, rule.near_any),
            (NEAR_NONE, rule.near_none),
            (SOURCE_ANY, rule.source_any),
            (SOURCE_NONE, rule.source_none),
        ):
            if words:
                yield fill(sentence, (("words", ", ".join(words)),), self._tr)
        if rule.case_sensitive:
            yield self._tr("capitals count")
        counts = self._shelf.counts.get(rule.id) if self._shelf is not None else None
        if counts is not None and counts.shown:
            yield counted(counts, self._tr)
        lowered = self._shelf.lowered.get(rule.id) if self._shelf is not None else None
        if lowered is not None:
            yield returned(lowered, self._tr)


def _row(column: QVBoxLayout, frame: QFrame, title: str, text: str) -> None:
    name = plain_label(title, frame, role="muted")
    name.setFixedWidth(TITLE_WIDTH)
    column.addLayout(line(name, plain_label(text, frame, wrap=True), stretch_last=True))
