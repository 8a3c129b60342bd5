"""What the approval of a suggestion would do to given segments, and whether it fires on clean text; nothing is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from glossary.applying import with_change
from glossary.comparing import Comparison, Difference
from glossary.errors import ReviewError
from glossary.matching import Matcher, Occurrence, Verdict
from glossary.model import Concept, ConceptId
from glossary.proposals import Suggestion, SuggestionId

_AROUND = 40


class EffectKind(StrEnum):
    """FLAGS: a bad rendering is reported anew. LISTS: a term without its approved form is listed. SILENCES: the end."""

    FLAGS = "flags"
    LISTS = "lists"
    SILENCES = "silences"


@dataclass(frozen=True, slots=True)
class Passage:
    """One segment to look at; an empty `source` means it is not known. `delivered`: the document is out already."""

    source: str
    target: str
    document: str = ""
    segment: str = ""
    delivered: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """One place: the words around it (`left`, `hit`, `right`) and what would be written (empty: nothing is offered)."""

    kind: EffectKind
    passage: Passage
    concept: ConceptId
    left: str
    hit: str
    right: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Impact:
    """All effects of one approval."""

    effects: tuple[Effect, ...] = ()

    def of(self, kind: EffectKind) -> tuple[Effect, ...]:
        """Effects of one kind."""
        return tuple(e for e in self.effects if e.kind is kind)

    @property
    def fixes(self) -> tuple[Effect, ...]:
        """Effects with a replacement to offer."""
        return tuple(e for e in self.effects if e.fix)

    @property
    def segments(self) -> int:
        """How many segments are touched."""
        return len({(e.passage.document, e.passage.segment, e.passage.target) for e in self.effects})

    @property
    def documents(self) -> tuple[str, ...]:
        """Documents still in work that are touched."""
        return tuple(dict.fromkeys(e.passage.document for e in self.effects if not e.passage.delivered))

    @property
    def delivered(self) -> tuple[str, ...]:
        """Delivered documents that are touched."""
        return tuple(dict.fromkeys(e.passage.document for e in self.effects if e.passage.delivered))


def impact(
    concepts: Iterable[Concept],
    suggestion: Suggestion,
    passages: Sequence[Passage],
    *,
    profile: str = "court-news",
    matcher: Matcher | None = None,
) -> Impact:
    """What the approval would newly flag, list and silence; `matcher` is that of `concepts`, if there is one.

    ReviewError if the suggestion cannot be applied at all.
    """
    entries = matcher.concepts if matcher is not None else tuple(concepts)
    comparison = Comparison(entries, with_change(entries, suggestion), matcher)
    texts = [(p.source, p.target) for p in passages]
    return Impact(tuple(e for d in comparison.differences(texts, profile) for e in _effects(d, passages[d.segment])))


class Preview:
    """Many suggestions tried on many documents: what they have in common is worked out once.

    Suggestions that cannot be applied at all have no effects.
    """

    def __init__(self, suggestions: Iterable[Suggestion], matcher: Matcher) -> None:
        self._comparisons: dict[SuggestionId, Comparison] = {}
        concerned: dict[Concept, list[SuggestionId]] = {}
        for suggestion in suggestions:
            try:
                comparison = Comparison(matcher.concepts, with_change(matcher.concepts, suggestion), matcher)
            except ReviewError:
                continue
            self._comparisons[suggestion.id] = comparison
            for concept in comparison.concerned:
                concerned.setdefault(concept, []).append(suggestion.id)
        self._concerned = tuple(concerned.values())
        self._reach = Matcher(concerned)

    def of(self, passages: Sequence[Passage], profile: str = "court-news") -> dict[SuggestionId, Impact]:
        """The impact of each suggestion that has any on these passages."""
        near: dict[SuggestionId, dict[int, Passage]] = {}
        for number, passage in enumerate(passages):
            for place in self._reach.touched(passage.source, passage.target):
                for id_ in self._concerned[place]:
                    near.setdefault(id_, {})[number] = passage
        found = {id_: self._one(id_, tuple(few.values()), profile) for id_, few in near.items()}
        return {id_: effects for id_, effects in found.items() if effects.effects}

    def _one(self, id_: SuggestionId, passages: Sequence[Passage], profile: str) -> Impact:
        differences = self._comparisons[id_].differences([(p.source, p.target) for p in passages], profile)
        return Impact(tuple(e for d in differences for e in _effects(d, passages[d.segment])))


def fires_on(
    concepts: Iterable[Concept], suggestion: Suggestion, clean: Sequence[str], *, matcher: Matcher | None = None
) -> tuple[Effect, ...]:
    """Places in clean text (paragraphs of correct English) that the approval would call wrong."""
    found = impact(concepts, suggestion, [Passage("", text) for text in clean], matcher=matcher)
    return tuple(e for e in found.effects if e.kind is not EffectKind.SILENCES and e.hit)


def _effects(difference: Difference, passage: Passage) -> list[Effect]:
    found = []
    places = {o.target or o.source for o in difference.come if o.verdict is not Verdict.APPROVED}
    for o in difference.come:
        if o.verdict is not Verdict.APPROVED:
            found.append(_effect(EffectKind.FLAGS if o.verdict is Verdict.BAD else EffectKind.LISTS, o, passage))
    for o in difference.gone:
        if o.verdict is not Verdict.APPROVED and (o.target or o.source) not in places:
            found.append(_effect(EffectKind.SILENCES, o, passage))
    return found


def _effect(kind: EffectKind, occurrence: Occurrence, passage: Passage) -> Effect:
    """The effect with its words in context; a term that has no place in the target is shown in the source."""
    text, span = (passage.target, occurrence.target) if occurrence.target else (passage.source, occurrence.source)
    start, end = span or (0, 0)
    left, right = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    fix = occurrence.fixes[0] if occurrence.fixes and kind is EffectKind.FLAGS else ""
    return Effect(kind, passage, occurrence.concept.id, left, text[start:end], right, fix)
