"""Bringing many concepts in, in one transaction, without approving any; reading files is for glossary.exchange."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from glossary.model import Concept
from glossary.store import schema
from glossary.store.faults import Cancelled
from glossary.store.rows import entry_of, unapproved

Progress = Callable[[int], None]
Asked = Callable[[], bool]

IMPORTED, APPROVED = "imported", "approved"
BATCH = 1_000
_SHOWN = 100  # of the entries that were left out, so many are named


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import brought; entries whose id, or the id of one of whose rules, is known already are left out.

    `proposed` counts the suggestions that came with it.
    """

    concepts: int = 0
    terms: int = 0
    rules: int = 0
    left_out: int = 0
    named: tuple[str, ...] = ()
    proposed: int = 0


def no_progress(_: int) -> None:
    """Nobody wants to know."""


def never() -> bool:
    """Nobody stops it."""
    return False


class Counter:
    """Counts what is brought in and what is left out."""

    def __init__(self) -> None:
        self.concepts = self.terms = self.rules = self.left_out = 0
        self.named: list[str] = []

    def leave_out(self, id_: str) -> None:
        """Count an entry that is known already."""
        self.left_out += 1
        if len(self.named) < _SHOWN:
            self.named.append(id_)

    def report(self) -> ImportReport:
        """What has been counted."""
        return ImportReport(self.concepts, self.terms, self.rules, self.left_out, tuple(self.named))


def batches(concepts: Iterable[Concept], progress: Progress, cancelled: Asked) -> Iterator[list[dict[str, Any]]]:
    """Entries in batches, unapproved; says how many there were so far. Cancelled if the person stops it."""
    done, source = 0, iter(concepts)
    while True:
        if cancelled():
            raise Cancelled("The import was stopped; nothing of it has been kept.")
        batch = [entry_of(unapproved(concept)) for concept in itertools.islice(source, BATCH)]
        if not batch:
            return
        yield batch
        done += len(batch)
        progress(done)


def write_batches(
    connection: Connection, entries: Iterable[list[dict[str, Any]]], *, author: str, state: str
) -> ImportReport:
    """Write entries into an embedded termbase; those whose ids are known are left out and counted."""
    counter = Counter()
    for batch in entries:
        new = _new_entries(connection, batch, counter)
        concepts = [(e["id"], 1, state, author, e["domain"], e["politically_fixed"], e["rest"]) for e in new]
        terms = [
            (e["id"], n, t["language"], t["text"], t["status"], t["rest"])
            for e in new
            for n, t in enumerate(e["terms"])
        ]
        rules = [(b["id"], e["id"], n, b["mode"], b["status"], b["rest"]) for e in new for n, b in enumerate(e["bad"])]
        for table, rows in ((schema.concept, concepts), (schema.term, terms), (schema.bad_rendering, rules)):
            if rows:  # straight to the driver: a million rows are too many to be looked at one by one
                marks = ", ".join("?" * len(table.c))
                connection.exec_driver_sql(f"INSERT INTO {table.name} VALUES ({marks})", rows)
        counter.concepts += len(concepts)
        counter.terms += len(terms)
        counter.rules += len(rules)
    return counter.report()


def write_seed(connection: Connection, concepts: Iterable[Concept], *, author: str) -> ImportReport:
    """Write the concepts a new embedded termbase begins with: approved, their rules as they are."""
    source = iter(concepts)
    entries = iter(lambda: [entry_of(concept) for concept in itertools.islice(source, BATCH)], [])
    return write_batches(connection, entries, author=author, state=APPROVED)


def _new_entries(connection: Connection, batch: list[dict[str, Any]], counter: Counter) -> list[dict[str, Any]]:
    known = _known(connection, schema.concept, [e["id"] for e in batch])
    rules = _known(connection, schema.bad_rendering, [rule["id"] for e in batch for rule in e["bad"]])
    new = []
    for entry in batch:
        own = [rule["id"] for rule in entry["bad"]]
        if entry["id"] in known or len(set(own)) < len(own) or not rules.isdisjoint(own):
            counter.leave_out(entry["id"])
            continue
        known.add(entry["id"])
        rules.update(own)
        new.append(entry)
    return new


def _known(connection: Connection, table: Any, ids: list[str]) -> set[str]:
    return set(connection.execute(select(table.c.id).where(table.c.id.in_(ids))).scalars()) if ids else set()
