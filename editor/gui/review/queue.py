"""The queue of suggestions: what is known of each, how they are grouped by concept and sorted by impact; pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from editor.surroundings import Surrounding
from glossary.completeness import missing_to_approve
from glossary.conflicts import Lexicon
from glossary.differing import FieldChange
from glossary.errors import ReviewError
from glossary.grounds import Grounds, grounds_for
from glossary.impact import Impact, Passage, impact
from glossary.matching import Matcher
from glossary.model import Concept
from glossary.proposals import Action, AuditEntry, Comment, Role, State, Suggestion
from glossary.releases import digest
from glossary.review import blocked_pairs, review
from glossary.standing import Lowered, Standing
from glossary.wording import Said

OPEN = (State.PROPOSED, State.IN_REVIEW, State.NEEDS_INFO)
WEIGHTS = {"critical": 25.0, "major": 5.0, "minor": 1.0}
CRITICAL = "critical"


class Alone(StrEnum):
    """Why a suggestion is not approved together with others."""

    STATE = "state"
    FIXED = "fixed"
    CONFLICT = "conflict"
    FIRES = "fires"
    REFUSED = "refused"
    CRITICAL = "critical"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Reach:
    """What an approval would do in one document beside the open one.

    `counted`: it is not the delivered text of a project that is looked at itself.
    """

    text: Surrounding
    impact: Impact
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """One suggestion with what a decision rests on; `refusal` says why this person cannot approve it now, if so.

    `elsewhere` are recent projects and delivered documents, as far as they have been looked through; `lowered` says
    why its rule came back to the queue.
    """

    suggestion: Suggestion
    grounds: Grounds
    impact: Impact
    refusal: Said | None = None
    elsewhere: tuple[Reach, ...] = ()
    lowered: Lowered | None = None

    @property
    def places(self) -> int:
        """How many places approval would touch, in all documents looked at; a delivered one counts as its project."""
        return len(self.impact.effects) + sum(len(r.impact.effects) for r in self.elsewhere if r.counted)

    @property
    def weight(self) -> float:
        """Places × severity × translators."""
        said = self.suggestion
        return max(1, self.places) * WEIGHTS.get(said.severity, 1.0) * max(1, len(said.translators))

    @property
    def alone(self) -> Alone | None:
        """Why it must be decided on by itself; None: it may be approved together with others."""
        said, grounds = self.suggestion, self.grounds
        critical = said.severity == CRITICAL and bool(said.bad)
        for why, holds in (
            (Alone.STATE, said.state not in OPEN),
            (Alone.FIXED, grounds.fixed),
            (Alone.CONFLICT, bool(grounds.conflicts)),
            (Alone.FIRES, bool(grounds.clean_hits)),
            (Alone.REFUSED, self.refusal is not None),
            (Alone.CRITICAL, critical),
            (Alone.ENTRY, said.entry is not None),
        ):
            if holds:
                return why
        return None

    @property
    def alone_because(self) -> Said | None:
        """The sentence that goes with it, if there is one."""
        if self.alone is Alone.CONFLICT:
            return self.grounds.conflicts[0].said
        return self.refusal if self.alone is Alone.REFUSED else None


@dataclass(frozen=True, slots=True)
class Group:
    """Suggestions about one concept, the weightiest first."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """What is fetched when a suggestion is looked at: remarks, what the audit trail says of it, its rule's counts.

    `changes` is what an open change of a whole entry would do to the entry in force.
    """

    item: Item
    comments: tuple[Comment, ...] = ()
    history: tuple[AuditEntry, ...] = ()
    standing: Standing | None = None
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Who looks at the queue."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Desk:
    """The glossary made ready for many questions, and the texts of the open project."""

    matcher: Matcher
    lexicon: Lexicon
    clean: tuple[str, ...]
    rejected: frozenset[str]
    passages: tuple[Passage, ...]
    person: Person
    now: float

    def item(self, suggestion: Suggestion) -> Item:
        """A suggestion with conflicts, firings on clean text, impact, and why it cannot be approved, if so."""
        grounds = grounds_for(
            suggestion, self.matcher.concepts, self.clean, rejected=self.rejected, matcher=self.matcher,
            lexicon=self.lexicon,
        )  # fmt: skip
        try:
            effects = impact((), suggestion, self.passages, matcher=self.matcher)
        except ReviewError:
            effects = Impact()
        return Item(suggestion, grounds, effects, self._refusal(suggestion, grounds))

    def _refusal(self, suggestion: Suggestion, grounds: Grounds) -> Said | None:
        try:
            review(suggestion, Action.APPROVE, self.person.name, self.person.role, self.now, grounds=grounds)
        except ReviewError as problem:
            return problem.said
        return None


@dataclass(frozen=True)
class Queue:
    """The queue as it stands, and whether a server holds everybody to their role.

    `state` stands for the glossary and the wording of all suggestions.
    """

    items: tuple[Item, ...]
    enforced: bool
    person: Person
    matcher: Matcher
    state: str

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The items by concept, the weightiest first."""
        return grouped(self.items, self.matcher.concepts)

    def with_reaches(self, reaches: Mapping[str, Sequence[Reach]]) -> Queue:
        """The same queue with what approvals would do elsewhere."""
        items = (replace(item, elsewhere=tuple(reaches.get(item.suggestion.id, ()))) for item in self.items)
        return replace(self, items=tuple(items))


def state_of(concepts: Iterable[Concept], suggestions: Iterable[Suggestion]) -> str:
    """A digest that changes with the glossary and with any suggestion; takes a while for a large one."""
    total = hashlib.sha256(digest(concepts).encode())
    for suggestion in suggestions:
        total.update(f"{suggestion.id} {suggestion.version}\n".encode())
    return total.hexdigest()


def desk_for(
    concepts: Iterable[Concept],
    suggestions: Sequence[Suggestion],
    clean: Sequence[str],
    passages: Sequence[Passage],
    person: Person,
    now: float,
) -> Desk:
    """Make a glossary ready; takes a while for a large one."""
    entries = tuple(concepts)
    return Desk(
        Matcher(entries), Lexicon(entries), tuple(clean), blocked_pairs(suggestions), tuple(passages), person, now
    )


def grouped(items: Iterable[Item], concepts: Iterable[Concept] = ()) -> tuple[Group, ...]:
    """Items by the concept they change, groups and items by weight, then by evidence, then the oldest first."""
    names = {c.id: f"{c.preferred('zh')} → {c.preferred()}" for c in concepts}
    groups: dict[str, list[Item]] = {}
    for item in sorted(items, key=_order):
        said = item.suggestion
        groups.setdefault(said.concept or said.zh or said.id, []).append(item)
    return tuple(
        Group(names.get(found[0].suggestion.concept, "") or title_of(found[0].suggestion), tuple(found))
        for found in groups.values()
    )


def title_of(suggestion: Suggestion) -> str:
    """A suggestion in one line: `中文: wrong → right`."""
    if suggestion.entry is not None:
        return f"{suggestion.entry.preferred('zh')} → {suggestion.entry.preferred()}"
    wrong = " | ".join(suggestion.bad)
    shown = f"{wrong} → {suggestion.en}" if wrong else suggestion.en
    return f"{suggestion.zh}: {shown}" if suggestion.zh else shown


def lacking(suggestion: Suggestion) -> tuple[str, ...]:
    """What it lacks before it can be approved."""
    return missing_to_approve(suggestion)


def _order(item: Item) -> tuple[float, int, float]:
    return (-item.weight, -len(item.suggestion.evidence), item.suggestion.created)
