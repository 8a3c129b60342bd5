"""Whether approved rules earn their keep: acceptance per rule, and what becomes of a rule that translators refuse."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from glossary.model import BadRendering, Concept, RuleId, RuleMode, RuleStatus
from glossary.proposals import Change, Origin, State, Suggestion, SuggestionId

SHOWN_ENOUGH = 20
ACCEPTED_ENOUGH = 0.6
_LOWER = {RuleMode.AUTOFIX: RuleMode.SUGGEST, RuleMode.SUGGEST: RuleMode.WARN}


# Who stands in the audit trail for what no person has done; nobody can log in by this name.
SYSTEM = "(zhubi)"


class Reaction(StrEnum):
    """What a person has made of an occurrence: only seen it, taken what the rule offers, or dismissed it."""

    SHOWN = "shown"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Sighting:
    """An occurrence of a rule that a person has seen; told again, the later reaction counts, and it counts once."""

    rule: RuleId
    place: str
    reaction: Reaction


def place_of(document: str, segment: int, text: str) -> str:
    """The name of an occurrence: words of a segment of a document. It tells nothing of what they are."""
    return hashlib.sha256(f"{document}\x1f{segment}\x1f{text}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Standing:
    """At how many places a rule was shown since it was approved or lowered last, accepted and dismissed."""

    rule: RuleId
    shown: int = 0
    accepted: int = 0
    dismissed: int = 0

    @property
    def acceptance(self) -> float:
        """Accepted out of shown, 1.0 where nothing was shown."""
        return self.accepted / self.shown if self.shown else 1.0

    @property
    def fails(self) -> bool:
        """Whether it was shown often enough to say that it is not good enough."""
        return self.shown >= SHOWN_ENOUGH and self.acceptance < ACCEPTED_ENOUGH


@dataclass(frozen=True, slots=True)
class Lowered:
    """A rule that was lowered and what it was before; `wording` is a digest of all in it but mode and status.

    `suggestion` brings it back to the queue; `shown`, `accepted` and `dismissed` are the counts that lowered it.
    """

    rule: RuleId
    wording: str
    before: RuleMode
    before_status: RuleStatus
    mode: RuleMode
    status: RuleStatus
    suggestion: SuggestionId
    shown: int
    accepted: int
    dismissed: int
    time: float


@dataclass(frozen=True, slots=True)
class Demotion:
    """A rule that was lowered: its standing, the modes, and the suggestion that brings it back to the queue."""

    standing: Standing
    before: BadRendering
    after: BadRendering
    suggestion: Suggestion


def lowered_rule(rule: BadRendering) -> BadRendering:
    """The rule one step lower: autofix → suggest → warn → merely proposed; a query asks on until it is decided."""
    if rule.mode in _LOWER:
        return replace(rule, mode=_LOWER[rule.mode])
    return replace(rule, status=RuleStatus.PROPOSED)


def demote(
    concepts: Iterable[Concept], standings: Iterable[Standing], author: str, time: float
) -> tuple[tuple[Concept, ...], tuple[Demotion, ...]]:
    """The concepts with failing approved rules one step lower, and each of these with its return to the queue.

    The counts of a demoted rule start anew: the caller drops them. Approving the returned suggestion keeps the rule in
    its lower mode; rejecting it retires the rule (`apply_suggestion`).
    """
    failing = {s.rule: s for s in standings if s.fails}
    entries, demotions = [], []
    for concept in concepts:
        rules = []
        for rule in concept.bad:
            standing = failing.get(rule.id)
            if standing is None or rule.status is not RuleStatus.APPROVED:
                rules.append(rule)
                continue
            after = lowered_rule(rule)
            rules.append(after)
            demotions.append(Demotion(standing, rule, after, _returned(concept, after, standing, author, time)))
        entries.append(concept if tuple(rules) == concept.bad else replace(concept, bad=tuple(rules)))
    return tuple(entries), tuple(demotions)


def _returned(concept: Concept, rule: BadRendering, standing: Standing, author: str, time: float) -> Suggestion:
    """The suggestion that asks whether the lowered rule may stay."""
    default = next((fix.to for fix in rule.fixes if not fix.when), concept.preferred())
    return Suggestion(
        SuggestionId(f"{rule.id}.{round(1000 * time)}"),
        Change.RULE,
        author,
        time,
        zh=concept.preferred("zh"),
        bad=rule.variants,
        en="" if rule.mode is RuleMode.QUERY else default,
        concept=concept.id,
        rule=rule.id,
        domain=concept.domain,
        example=next(iter(rule.tests.hit), "") or next(iter(rule.variants), ""),
        misses=rule.tests.miss,
        # The reason of the rule stays what it is; the counts are kept with what was lowered.
        rationale=rule.reason or f"Accepted at {standing.accepted} of {standing.shown} places.",
        source="usage",
        condition=rule.condition,
        mode=rule.mode,
        severity=rule.severity,
        case_sensitive=rule.case_sensitive,
        near_none=rule.near_none,
        politically_fixed=concept.politically_fixed,
        origin=Origin.DEMOTED,
        state=State.PROPOSED,
    )
