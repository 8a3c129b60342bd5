"""What people make of the glossary's findings, told to the termbase: where a rule was seen, taken or dismissed."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.core.model import Finding, Side
from editor.lowered import keep_lowered
from glossary.errors import GlossaryError
from glossary.model import RuleId
from glossary.proposals import Role
from glossary.standing import Demotion, Reaction, Sighting, place_of

if TYPE_CHECKING:
    from glossary.store.termbase import TermbaseStore

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Counted:
    """What counting led to: rules that were lowered by it, and whether the checks have anything new to obey."""

    demotions: tuple[Demotion, ...] = ()
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a segment that a rule calls wrong; `seen` is the sentence then, `good` what the rule would write."""

    rule: str
    text: str
    seen: str
    good: tuple[str, ...]

    def accepted(self, target: str) -> bool:
        """Whether the words have gone from the sentence and what the rule would write has come instead."""
        before, now = self.seen.casefold(), target.casefold()
        bad = self.text.casefold()
        gone = now.count(bad) < before.count(bad)
        return gone and any(now.count(good) > before.count(good) for good in self.good)


def place_in(finding: Finding) -> Place | None:
    """The place of a finding that a rule of the glossary may have made; the termbase knows its rules itself."""
    if not finding.rule or finding.side is not Side.TARGET or not finding.seen:
        return None
    said = [value for name, value in finding.values if name == "good"]
    good = {text.casefold() for text in (*(fix.text for fix in finding.fixes), *said) if text}
    text = finding.seen[finding.start : finding.end]
    return Place(finding.rule, text, finding.seen, tuple(sorted(good))) if text else None


def sighting(document: str, segment: int, place: Place, reaction: Reaction) -> Sighting:
    """What was made of a place, as the termbase is told it: by a digest, not by its words."""
    return Sighting(RuleId(place.rule), place_of(document, segment, place.text), reaction)


def count(store: TermbaseStore, sightings: Sequence[Sighting]) -> Counted:
    """Tell the termbase, and let the checks of this computer obey what is lowered there."""
    demotions = store.see(sightings)
    try:
        return Counted(demotions, keep_lowered(store.lowered()))
    except OSError as error:
        log.info("what is lowered cannot be written down: %s", error)
        return Counted(demotions)


def count_fixed(document: str, findings: Iterable[Finding], still: Iterable[Finding]) -> Counted:
    """Count findings that were repaired at once, those of `findings` that are not `still` there.

    A termbase that cannot be written to loses the counts and nothing else.
    """
    from editor.learning import open_termbase
    from editor.store.owner import person_name

    left = {(f.segment, place) for f in still if (place := _words(f))}
    gone = [(f.segment, p) for f in findings if (p := place_in(f)) and (f.segment, (p.rule, p.text)) not in left]
    if not gone:
        return Counted()
    try:
        with open_termbase(who=person_name(), role=Role.TRANSLATOR) as store:
            return count(store, [sighting(document, segment, p, Reaction.ACCEPTED) for segment, p in gone])
    except GlossaryError as error:
        log.info("not counted: %s", error)
        return Counted()


def _words(finding: Finding) -> tuple[str, str] | None:
    place = place_in(finding)
    return (place.rule, place.text) if place else None
