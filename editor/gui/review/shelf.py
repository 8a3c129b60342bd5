"""What the glossary browser shows: all entries with an index to search them, and the filters; no widget."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from glossary.lookup import Lookup
from glossary.model import Concept
from glossary.standing import Lowered, Standing

if TYPE_CHECKING:
    from glossary.store.termbase import TermbaseStore

MOST = 300
# A filter is applied to what was found: so many are looked at.
SEARCHED = 5_000


class Which(StrEnum):
    """Which entries are listed."""

    EVERY = "every"
    IN_FORCE = "in_force"
    IMPORTED = "imported"
    WITH_RULES = "with_rules"
    FIXED = "fixed"
    WITHOUT = "without"


@dataclass(frozen=True)
class Shelf:
    """All entries; `imported` are the ids of those that nobody has approved."""

    lookup: Lookup
    imported: frozenset[str] = frozenset()
    counts: dict[str, Standing] = field(default_factory=dict)
    lowered: dict[str, Lowered] = field(default_factory=dict)

    @property
    def domains(self) -> list[str]:
        """All domains, sorted."""
        return sorted({c.domain for c in self.lookup.concepts if c.domain})

    def listed(self, query: str, domain: str = "", which: Which = Which.EVERY) -> list[Concept]:
        """Entries that have what was typed (all, if nothing was) and pass the filters, at most `MOST`."""
        narrow = bool(domain) or which is not Which.EVERY
        if query.strip():
            found: Iterable[Concept] = (f.concept for f in self.lookup.find(query, SEARCHED if narrow else MOST))
        else:
            found = self.lookup.concepts
        chosen = []
        for concept in found:
            if (not domain or concept.domain == domain) and self._is(concept, which):
                chosen.append(concept)
                if len(chosen) == MOST:
                    break
        return chosen

    def _is(self, concept: Concept, which: Which) -> bool:
        match which:
            case Which.EVERY:
                return True
            case Which.IN_FORCE:
                return concept.id not in self.imported
            case Which.IMPORTED:
                return concept.id in self.imported
            case Which.WITH_RULES:
                return bool(concept.bad)
            case Which.FIXED:
                return concept.politically_fixed
            case Which.WITHOUT:
                return not concept.preferred()


def shelf_of(store: TermbaseStore) -> Shelf:
    """Everything in a termbase, ready to be searched; takes a while for a large one."""
    waiting = [stored.concept for stored in store.waiting()]
    concepts = (*store.concepts(), *waiting)
    lowered = {str(each.rule): each for each in store.lowered()}
    return Shelf(Lookup(concepts), frozenset(c.id for c in waiting), store.statistics(), lowered)
