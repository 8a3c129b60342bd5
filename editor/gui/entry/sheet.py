"""What the term editor works on: an entry with its ground, examined and saved in the termbase's lane; no widget."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor import deciding
from editor.learning import clean_texts
from glossary import review, widening
from glossary.applying import concept_id
from glossary.conflicts import Lexicon
from glossary.differing import FieldChange, entry_changes, joined
from glossary.errors import GlossaryError
from glossary.examining import Fault, faults_of
from glossary.grounds import Grounds, grounds_for
from glossary.matching import Matcher
from glossary.model import Concept, ConceptId
from glossary.proposals import Action, Change, Origin, State, Suggestion, SuggestionId
from glossary.retiring import retired, taken_in
from glossary.review import blocked_pairs

if TYPE_CHECKING:
    from glossary.store.termbase import TermbaseStore

OPEN = (State.PROPOSED, State.NEEDS_INFO, State.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be edited: a suggestion, an entry of the glossary, else a new one; `take`: whose forms it takes in."""

    concept: str = ""
    suggestion: str = ""
    take: Concept | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An entry as it was opened: what stands in the termbase, its version (0: nothing), the suggestion edited, if any.

    `waiting` are other open suggestions about the same entry; `begun` is the entry with a change made already.
    """

    entry: Concept
    known: Concept | None = None
    base: int = 0
    suggestion: Suggestion | None = None
    waiting: tuple[Suggestion, ...] = ()
    why: str = ""
    begun: Concept | None = None

    @property
    def reasons(self) -> tuple[str, str]:
        """Why it is changed, and why a rule that fires on correct text is right nevertheless, as they were opened."""
        said = self.suggestion
        return (said.rationale, said.exception) if said is not None else (self.why, "")


@dataclass(frozen=True, slots=True)
class Bench:
    """The glossary made ready to examine an entry against."""

    matcher: Matcher
    lexicon: Lexicon
    clean: tuple[str, ...]
    rejected: frozenset[str]


@dataclass(frozen=True, slots=True)
class Examined:
    """What is wrong with the entry as edited, and what it changes in the entry in force."""

    faults: tuple[Fault, ...]
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """The suggestion as it is kept; `refused` says why it was not approved as well, where that was wished."""

    suggestion: Suggestion
    refused: GlossaryError | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody changed it meanwhile: nothing is saved; the sheet as it would be opened now."""

    sheet: Sheet
    error: GlossaryError


def new_entry() -> Concept:
    """An empty entry."""
    return Concept(ConceptId(f"e-{secrets.token_hex(5)}"), "", ())


def load(store: TermbaseStore, asked: Asked) -> Sheet:
    """Open what was asked for."""
    said = store.suggestion(asked.suggestion) if asked.suggestion else None
    id_ = concept_id(said) if said is not None else asked.concept
    stored = store.concept(id_) if id_ else None
    known = stored.concept if stored is not None else None
    entry = widening.entry_of(said, known) if said is not None else known or new_entry()
    waiting = tuple(
        other
        for other in store.suggestions(*OPEN)
        if id_ and concept_id(other) == id_ and (said is None or other.id != said.id)
    )
    begun = taken_in(entry, asked.take) if asked.take is not None else None
    return Sheet(entry, known, stored.version if stored is not None else 0, said, waiting, asked.why, begun)


def bench_of(store: TermbaseStore) -> Bench:
    """Make the glossary ready; takes a while for a large one."""
    concepts = store.concepts()
    return Bench(Matcher(concepts), Lexicon(concepts), tuple(clean_texts()), blocked_pairs(store.suggestions()))


def drafted(sheet: Sheet, entry: Concept, why: str, exception: str, who: str) -> Suggestion:
    """The suggestion the edited entry makes."""
    if sheet.suggestion is not None:
        return widening.edited(sheet.suggestion, sheet.known, entry, rationale=why, exception=exception)
    return Suggestion(
        SuggestionId(f"S-{secrets.token_hex(6)}"), Change.ENTRY, who, time.time(), zh=entry.preferred("zh"),
        en=entry.preferred(), concept=entry.id, domain=entry.domain, rationale=why, exception=exception,
        politically_fixed=entry.politically_fixed, entry=entry, origin=Origin.HAND,
    )  # fmt: skip


def examine(bench: Bench, sheet: Sheet, entry: Concept, why: str, exception: str, who: str) -> Examined:
    """Look at the edited entry from every side."""
    made = drafted(sheet, entry, why, exception, who)
    try:
        grounds = grounds_for(
            made, (), bench.clean, rejected=bench.rejected, matcher=bench.matcher, lexicon=bench.lexicon
        )
    except GlossaryError as problem:
        grounds = Grounds(faults=(str(problem),))
    return Examined(faults_of(entry, made, grounds), entry_changes(sheet.known, entry))


def save(
    store: TermbaseStore, sheet: Sheet, entry: Concept, why: str, exception: str, *, approve: bool = False
) -> Saved | Clash:
    """Propose the edited entry, or keep the edited suggestion; then approve it where that is wished and may be."""
    from glossary.store.faults import Stale

    made = drafted(sheet, entry, why, exception, store.who)
    try:
        kept = _kept(store, sheet, made)
    except Stale as problem:
        said = sheet.suggestion
        asked = Asked(suggestion=said.id) if said is not None else Asked(concept=entry.id)
        return Clash(load(store, asked), problem)
    if not approve:
        return Saved(kept)
    try:
        return Saved(deciding.approve(store, kept))
    except GlossaryError as problem:
        return Saved(kept, problem)


def retire(store: TermbaseStore, id_: str, why: str, *, by: Concept | None = None, take: bool = False) -> list[str]:
    """Propose that an entry goes, superseded `by` another if one is named, which may `take` its forms; new ids."""
    ids = []
    sheet = load(store, Asked(concept=id_))
    if by is not None and take:
        other = load(store, Asked(concept=by.id, take=sheet.entry))
        if other.begun is not None and other.begun != other.entry:
            ids.append(_kept(store, other, drafted(other, other.begun, why, "", store.who)).id)
    gone = retired(sheet.entry, why, by)
    # What goes may well stand in correct texts of former days; the reason says why it goes nevertheless.
    ids.append(_kept(store, sheet, drafted(sheet, gone, why, why, store.who)).id)
    return [str(id_) for id_ in ids]


def rebased(sheet: Sheet, entry: Concept, theirs: Sheet, *, take: bool) -> Concept:
    """My entry on top of what the others saved: with their changes where I made none (`take`), or as I have it."""
    return joined(sheet.entry, entry, theirs.entry) if take else entry


def _kept(store: TermbaseStore, sheet: Sheet, made: Suggestion) -> Suggestion:
    former = sheet.suggestion
    if former is not None:
        return former if made == former else deciding.edit(store, former, made, base=sheet.base)
    grounds = Grounds(rejected=blocked_pairs(store.suggestions(State.REJECTED)))
    proposed, _decision = review.decide(made, Action.SUBMIT, store.who, store.role, time.time(), grounds=grounds)
    return store.suggest(proposed, base=sheet.base)
