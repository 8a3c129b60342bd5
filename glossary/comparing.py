"""How the verdicts of segments differ between two states of a glossary; only segments a change can reach are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from glossary.matching import Matcher, Occurrence
from glossary.model import BadRendering, Concept

Text = tuple[str, str]
Sign = tuple[str, str, tuple[int, int] | None, tuple[int, int] | None, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One segment (its number in what was asked) with the occurrences that go and those that come."""

    segment: int
    gone: tuple[Occurrence, ...]
    come: tuple[Occurrence, ...]


class Comparison:
    """Two states of a glossary side by side; `matcher` is that of the old state, if there is one already."""

    def __init__(self, old: Iterable[Concept], new: Iterable[Concept], matcher: Matcher | None = None) -> None:
        self._old, self._new = tuple(old), tuple(new)
        self._matcher = matcher
        before = {c.id: c for c in self._old}
        after = {c.id: c for c in self._new}
        self.changed = frozenset(i for i in before.keys() | after.keys() if before.get(i) != after.get(i))
        self.concerned = tuple(c for i in sorted(self.changed) for c in _reaching(before.get(i), after.get(i)))
        self._reach = Matcher(self.concerned)

    @cached_property
    def old_matcher(self) -> Matcher:
        """The matcher of the whole old state."""
        return self._matcher or Matcher(self._old)

    def candidates(self, texts: Iterable[Text]) -> Iterator[tuple[int, str, str]]:
        """The segments in which a form that the change is about stands at all, with their numbers."""
        if not self.changed:
            return
        for number, (source, target) in enumerate(texts):
            if self._reach.touched(source, target):
                yield number, source, target

    def differences(self, texts: Sequence[Text], profile: str = "court-news") -> Iterator[Difference]:
        """Segments whose verdicts differ, in order; a verdict is concept, kind, place and rule."""
        found = list(self.candidates(texts))
        if not found:
            return
        after = self.new_matcher([(source, target) for _number, source, target in found])
        for number, source, target in found:
            was = self.old_matcher.occurrences(source, target, profile=profile)
            will = after.occurrences(source, target, profile=profile)
            signs, wanted = {sign(o) for o in was}, {sign(o) for o in will}
            if signs != wanted:
                gone = tuple(o for o in was if sign(o) not in wanted)
                yield Difference(number, gone, tuple(o for o in will if sign(o) not in signs))

    @cached_property
    def known_rules(self) -> frozenset[BadRendering]:
        """Rules that the changed concepts had before."""
        return frozenset(rule for c in self._old if c.id in self.changed for rule in c.bad)

    def new_matcher(self, texts: Iterable[Text]) -> Matcher:
        """A matcher of the new state for these segments alone: changed concepts, and those that stand in them."""
        old = self.old_matcher
        near = set(self.changed)
        for source, target in texts:
            near.update(old.concepts[i].id for i in old.touched(source, target))
        return Matcher(c for c in self._new if c.id in near)


def _reaching(old: Concept | None, new: Concept | None) -> Iterator[Concept]:
    """Concepts whose forms stand wherever the change can be felt: where only rules differ, those rules alone."""
    if old is not None and new is not None and replace(old, bad=()) == replace(new, bad=()):
        gone = tuple(rule for rule in old.bad if rule not in new.bad)
        come = tuple(rule for rule in new.bad if rule not in old.bad)
        same = [r for r in old.bad if r not in gone] == [r for r in new.bad if r not in come]
        if same and (gone or come):
            yield from (replace(new, terms=(), bad=rules) for rules in (gone, come) if rules)
            return
    yield from (concept for concept in (old, new) if concept is not None)


def sign(occurrence: Occurrence) -> Sign:
    """What makes a verdict another one: concept, kind, place (in the source where it has none in the target), rule."""
    place = None if occurrence.target else occurrence.source
    rule = occurrence.rule.id if occurrence.rule else ""
    return occurrence.concept.id, occurrence.verdict, occurrence.target, place, rule
