"""Bringing a glossary file into the termbase: looked at first, then all or nothing; for the window and the commands."""

from __future__ import annotations

import csv
import hashlib
import io
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from editor.i18n import Translate, fill, mark, told
from glossary.arriving import Arrival, Arrivals, Arriving
from glossary.exchange.formats import read_file
from glossary.exchange.report import LeftOut, Loss, Manner
from glossary.exchange.table import TableMapping
from glossary.files import encoded
from glossary.grounds import proposal_keys
from glossary.model import Concept
from glossary.proposals import Change, Role, Suggestion, SuggestionId
from glossary.review import blocked_pairs, imported

# Its libraries cost a third of a second; whoever has a store has paid for it.
if TYPE_CHECKING:
    from glossary.store.importing import ImportReport
    from glossary.store.termbase import TermbaseStore

PROPOSED_ALREADY = mark("It is proposed already and waits for a decision.")
REJECTED_BEFORE = mark("It was proposed and rejected before.")
LEFT_OUT_BY_CHOICE = mark("Left out because it clashes: {why}")
MOST_PROPOSED = 1_000  # new entries that are put into the queue of review; more would bury it


def never() -> bool:
    """Nobody stops it."""
    return False


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person decided: clashing entries too, and new entries put into the queue of review."""

    clashing: bool = True
    queue: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would bring: each of its entries, the rows at fault, and what its format could not say.

    `allowed`: whether the person may bring it in.
    """

    path: Path
    arrivals: tuple[Arriving, ...]
    faults: tuple[LeftOut, ...] = ()
    losses: tuple[Loss, ...] = ()
    allowed: bool = True

    def count(self, kind: Arrival) -> int:
        """How many entries are of a kind."""
        return sum(arriving.kind is kind for arriving in self.arrivals)

    def taken(self, choice: Choice) -> list[Arriving]:
        """The entries that are brought in."""
        kinds = {Arrival.NEW, Arrival.CHANGED} | ({Arrival.CLASHING} if choice.clashing else set())
        return [arriving for arriving in self.arrivals if arriving.kind in kinds]


def look(
    store: TermbaseStore,
    path: Path,
    form: str = "",
    mapping: TableMapping | None = None,
    stopped: Callable[[], bool] = never,
) -> Plan:
    """Read a file and compare it with the termbase; writes nothing. GlossaryFileError, Stopped."""
    read = read_file(path, form, mapping=mapping, manner=Manner(lenient=True, stopped=stopped))
    known = [*store.concepts(), *(stored.concept for stored in store.waiting())]
    found = Arrivals(known, stopped).foresee(read.concepts)
    suggestions = store.suggestions()
    ids, blocked = {s.id for s in suggestions}, blocked_pairs(suggestions)
    settled = []
    for arriving in found:
        proposal = _proposal(store, arriving, path) if arriving.known else None
        reason = "" if proposal is None else _needless(proposal, ids, blocked)
        if reason and arriving.kind is not Arrival.IDENTICAL:
            arriving = replace(arriving, kind=Arrival.IDENTICAL, message=reason, values=())
        settled.append(arriving)
    return Plan(path, tuple(settled), read.left_out, read.report.losses, store.role.may(Role.REVIEWER))


def bring_in(
    store: TermbaseStore,
    plan: Plan,
    choice: Choice,
    *,
    progress: Callable[[int], None],
    stopped: Callable[[], bool],
    request: str = "",
) -> ImportReport:
    """Bring in what was planned, all or nothing: new entries unapproved, changes of known ones as suggestions."""
    taken = plan.taken(choice)
    new = [arriving.concept for arriving in taken if not arriving.known]
    proposed = [arriving for arriving in taken if arriving.known]
    if choice.queue and len(new) <= MOST_PROPOSED:
        proposed += [arriving for arriving in taken if not arriving.known]
    proposals = [_proposal(store, arriving, plan.path) for arriving in proposed]
    return store.import_concepts(
        new, label=plan.path.name, progress=progress, cancelled=stopped, request=request, proposals=proposals
    )


def left_out(plan: Plan, choice: Choice, tr: Translate) -> list[tuple[str, str, str]]:
    """Everything of the file that is not brought in: line, what it is, why; in the person's language."""
    rows = [(str(row.line or ""), row.text, told(row.why, tr)) for row in plan.faults]
    kept = {id(arriving) for arriving in plan.taken(choice)}
    for arriving in plan.arrivals:
        if id(arriving) not in kept:
            why = fill(arriving.message, arriving.values, tr)
            if arriving.kind is Arrival.CLASHING:
                why = fill(LEFT_OUT_BY_CHOICE, (("why", why),), tr)
            rows.append(("", title_of(arriving.concept), why))
    return rows


def table_of(rows: list[tuple[str, str, str]], header: tuple[str, str, str]) -> str:
    """The rows as CSV text that a spreadsheet opens without calculating."""
    from glossary.exchange.cells import escaped

    text = io.StringIO(newline="")
    csv.writer(text).writerows([[escaped(cell) for cell in row] for row in (header, *rows)])
    return "\ufeff" + text.getvalue()


def title_of(concept: Concept) -> str:
    """An entry in a few words."""
    return f"{concept.preferred('zh') or concept.id} – {concept.preferred() or '—'}"


def _needless(proposal: Suggestion, ids: set[SuggestionId], blocked: frozenset[str]) -> str:
    if proposal.id in ids:
        return PROPOSED_ALREADY
    return REJECTED_BEFORE if proposal_keys(proposal) & blocked else ""


def _proposal(store: TermbaseStore, arriving: Arriving, path: Path) -> Suggestion:
    """The suggestion to make or change an entry; the same entry of the same person is the same suggestion."""
    concept = arriving.concept
    name = hashlib.sha256(store.who.encode() + encoded(concept)).hexdigest()[:16]
    rules = [variant for rule in concept.bad for variant in rule.variants]
    draft = Suggestion(
        SuggestionId(f"I-{name}"), Change.ENTRY, store.who, time.time(), zh=concept.preferred("zh"), bad=tuple(rules),
        en=concept.preferred(), concept=concept.id, domain=concept.domain, source=path.name, entry=concept,
    )  # fmt: skip
    return imported(draft, store.who, store.role, draft.created)[0]
