"""Approving many suggestions at once: each looked at with those before it in force, without all beginning anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from glossary.applying import apply_suggestion, concept_id
from glossary.conflicts import Lexicon
from glossary.errors import ReviewError
from glossary.grounds import Grounds, grounds_for
from glossary.matching import Matcher
from glossary.model import Concept, ConceptId
from glossary.proposals import Action, Decision, Role, Suggestion
from glossary.review import review


@dataclass(frozen=True, slots=True)
class Bulk:
    """Outcome of a bulk approval: what was approved by which decisions, what was not and why, the concepts after."""

    approved: tuple[tuple[Suggestion, tuple[Decision, ...]], ...]
    refused: tuple[tuple[Suggestion, str], ...]
    concepts: tuple[Concept, ...]


def approve_all(
    ticked: Sequence[Suggestion],
    concepts: Iterable[Concept],
    clean: Sequence[str],
    who: str,
    role: Role,
    time: float,
    *,
    rejected: frozenset[str] = frozenset(),
) -> Bulk:
    """Approve ticked suggestions, each with its own decisions; clashing and critical ones are refused.

    Every suggestion is looked at with those before it applied, so that two of them cannot clash with each other.
    """
    if len({s.id for s in ticked}) < len(ticked):
        raise ReviewError("A suggestion is ticked twice: tick it once.")
    force = _Force(concepts, clean, rejected)
    approved, refused = [], []
    for suggestion in ticked:
        grounds = force.grounds(suggestion)
        try:
            if grounds.conflicts:
                raise ReviewError("Not in bulk: {why}", why=grounds.conflicts[0].said)
            if grounds.clean_hits:
                raise ReviewError("Not in bulk: the rule fires on correct text; decide on it alone.")
            if grounds.fixed or _critical(suggestion):
                raise ReviewError("Not in bulk: the wording is critical; decide on it alone.")
            made, decisions = review(suggestion, Action.APPROVE, who, role, time, grounds=grounds)
        except ReviewError as problem:
            refused.append((suggestion, str(problem)))
            continue
        force.apply(made)
        approved.append((made, decisions))
    return Bulk(tuple(approved), tuple(refused), force.concepts)


class _Force:
    """The glossary while it grows by one approval after the other.

    Making it comparable takes long for a large one. So a suggestion is held against the glossary as it was, and against
    the few entries that were changed since; only one that meets these, or changes them once more, has all made anew.
    """

    def __init__(self, concepts: Iterable[Concept], clean: Sequence[str], rejected: frozenset[str]) -> None:
        self.concepts = tuple(concepts)
        self._clean = clean
        self._rejected = rejected
        self._changed: dict[ConceptId, Concept] = {}
        self._begin()

    def grounds(self, suggestion: Suggestion) -> Grounds:
        """What the approval of a suggestion rests on, with those before it in force."""
        if self._changed and self._meets(suggestion):
            self._begin()
        return grounds_for(
            suggestion, (), self._clean, rejected=self._rejected, matcher=self._matcher, lexicon=self._lexicon
        )

    def apply(self, approved: Suggestion) -> None:
        """Put a suggestion into force."""
        self.concepts = apply_suggestion(self.concepts, approved)
        wanted = concept_id(approved)
        self._changed[wanted] = next(concept for concept in self.concepts if concept.id == wanted)

    def _begin(self) -> None:
        self._matcher, self._lexicon = Matcher(self.concepts), Lexicon(self.concepts)
        self._changed.clear()

    def _meets(self, suggestion: Suggestion) -> bool:
        """Whether what was changed since may have a say in it."""
        wanted = concept_id(suggestion)
        if wanted in self._changed:
            return True
        own = tuple(concept for concept in self.concepts if concept.id == wanted)
        near = grounds_for(suggestion, (*own, *self._changed.values()), ())
        return bool(near.conflicts or near.faults)


def _critical(suggestion: Suggestion) -> bool:
    severities = [suggestion.severity] if suggestion.bad else []
    if suggestion.entry is not None:
        severities += [rule.severity for rule in suggestion.entry.bad]
    return "critical" in severities
