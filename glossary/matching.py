"""Which terms stand where: leftmost-longest cover of both languages, shielding, and a verdict per occurrence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from glossary.model import BadRendering, Concept, Term

Span = tuple[int, int]


class Verdict(StrEnum):
    """BAD: a known bad rendering. APPROVED: a preferred or admitted form. NEITHER: the term is there, no form of it."""

    BAD = "bad"
    APPROVED = "approved"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One concept at one place.

    `source` / `target` are spans in code points or None; `term` is the form that matched (the Chinese one for
    NEITHER), `rule` the bad rendering for BAD. `confirmed`: the Chinese term stands in the source. `fixes` are
    replacements already fitted into the sentence (number, capitals, article, quotes), best first; a fix replaces
    `fix_span` (the target span, possibly grown by an article or quotation marks).
    """

    concept: Concept
    verdict: Verdict
    source: Span | None = None
    target: Span | None = None
    term: Term | None = None
    rule: BadRendering | None = None
    confirmed: bool = False
    fixes: tuple[str, ...] = ()
    fix_span: Span | None = None


class Matcher:
    """Finds the concepts of a glossary in text; immutable, cheap to ask, built once per glossary."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = tuple(concepts)

    def occurrences(self, source: str, target: str, *, profile: str = "court-news") -> tuple[Occurrence, ...]:
        """The verdicts for one segment, in the order of the target; an empty `source` means it is not known."""
        raise NotImplementedError
