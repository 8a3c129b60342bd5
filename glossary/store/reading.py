"""Reading the tables back as values; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, Table, and_, or_, select

from glossary.model import Concept, RuleId
from glossary.proposals import Comment, CommentId, Decision, Release, State, Subject, Suggestion
from glossary.standing import Lowered, Standing
from glossary.store import schema
from glossary.store.faults import NotPossible
from glossary.store.rows import StoredConcept, concept_of, concept_of_text, suggestion_of

APPROVED = "approved"
_BATCH = 500

_release = msgspec.json.Decoder(Release).decode


@dataclass(frozen=True, slots=True)
class Held:
    """An entry as releases hold it, from release `since` until before release `until` (empty: it still stands)."""

    concept: Concept
    since: str
    until: str = ""


def stored_concepts(connection: Connection, *, approved: bool | None = True) -> Iterator[StoredConcept]:
    """Entries by their id, a batch at a time; `approved=None` also those that wait."""
    last = ""
    while found := page(connection, last, approved=approved):
        yield from found
        last = found[-1].concept.id


def page(connection: Connection, after: str, *, approved: bool | None = True) -> list[StoredConcept]:
    """The next entries by id, those after the id given; none at the end."""
    table = schema.concept
    where = [table.c.id > after]
    if approved is not None:
        where.append((table.c.state == APPROVED) if approved else (table.c.state != APPROVED))
    rows = connection.execute(select(table).where(*where).order_by(table.c.id).limit(_BATCH)).mappings()
    return list(_assembled(connection, rows))


def stored_concept(connection: Connection, id_: str) -> StoredConcept | None:
    """One entry, or None."""
    rows = connection.execute(select(schema.concept).where(schema.concept.c.id == id_)).mappings()
    return next(_assembled(connection, rows), None)


def _assembled(connection: Connection, rows: Iterable[RowMapping]) -> Iterator[StoredConcept]:
    entries = [dict(row) for row in rows]
    ids = [row["id"] for row in entries]
    terms, bad = (_by_concept(connection, table, ids) for table in (schema.term, schema.bad_rendering))
    for row in entries:
        concept = concept_of(row, terms.get(row["id"], ()), bad.get(row["id"], ()))
        yield StoredConcept(concept, row["version"], row["state"] == APPROVED, row["author"])


def _by_concept(connection: Connection, table: Table, ids: list[str]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    query = select(table).where(table.c.concept.in_(ids)).order_by(table.c.concept, table.c.position)
    for row in connection.execute(query).mappings():
        found.setdefault(row["concept"], []).append(dict(row))
    return found


def suggestions(connection: Connection, states: Iterable[State] = ()) -> list[Suggestion]:
    """Suggestions, oldest first, in the given states (all if none is named)."""
    table = schema.suggestion
    query = select(table).order_by(table.c.created, table.c.id)
    wanted = [state.value for state in states]
    if wanted:
        query = query.where(table.c.state.in_(wanted))
    return [suggestion_of(dict(row)) for row in connection.execute(query).mappings()]


def suggestion(connection: Connection, id_: str) -> Suggestion:
    """One suggestion as it stands. NotPossible if there is none."""
    return suggestion_of(suggestion_row_of(connection, id_))


def suggestion_row_of(connection: Connection, id_: str) -> Mapping[str, Any]:
    """The row of a suggestion. NotPossible if there is none."""
    table = schema.suggestion
    found = connection.execute(select(table).where(table.c.id == id_)).mappings().first()
    if found is None:
        raise NotPossible("There is no suggestion {id}. Read the list again.", id=id_)
    return dict(found)


def decisions(connection: Connection, suggestion: str) -> list[Decision]:
    """What was decided on a suggestion, in order."""
    table = schema.decision
    query = select(table).where(table.c.suggestion == suggestion).order_by(table.c.number)
    return [
        msgspec.convert({**{str(key): value for key, value in row.items()}, "reason": row["reason"] or None}, Decision)
        for row in connection.execute(query).mappings()
    ]


def comments(connection: Connection, about: str) -> list[Comment]:
    """The remarks about a suggestion or concept, oldest first."""
    table = schema.comment
    query = select(table).where(table.c.about == about).order_by(table.c.time, table.c.id)
    return [
        Comment(
            CommentId(row["id"]),
            Subject(row["subject"]),
            row["about"],
            row["author"],
            row["time"],
            row["text"],
            row["detail"],
            CommentId(row["parent"]) if row["parent"] else None,
        )
        for row in connection.execute(query).mappings()
    ]


def releases(connection: Connection) -> list[Release]:
    """All releases, oldest first."""
    table = schema.release
    rows = connection.execute(select(table).order_by(table.c.number))
    return [
        replace(_release(row.body), label=row.label, digest=row.digest, time=row.time, author=row.author)
        for row in rows
    ]


def release_number(connection: Connection, label: str) -> int:
    """The running number of a release. NotPossible if there is none of this label."""
    table = schema.release
    number = connection.execute(select(table.c.number).where(table.c.label == label)).scalar_one_or_none()
    if number is None:
        raise NotPossible("There is no release {label}.", label=label)
    return int(number)


def released_entries(connection: Connection, number: int) -> Iterator[tuple[str, str]]:
    """Ids and entry texts of a release, by id."""
    table = schema.released
    counts = and_(table.c.since <= number, or_(table.c.until == 0, table.c.until > number))
    query = select(table.c.concept, table.c.body).where(counts).order_by(table.c.concept)
    for part in connection.execute(query).partitions(_BATCH):
        yield from ((row.concept, row.body) for row in part)


def released_concepts(connection: Connection, number: int) -> tuple[Concept, ...]:
    """The concepts of a release, by id."""
    return tuple(concept_of_text(body) for _, body in released_entries(connection, number))


def held(connection: Connection, id_: str) -> list[Held]:
    """The states in which an entry stands in releases, the oldest first."""
    table = schema.released
    labels = {r.number: r.label for r in connection.execute(select(schema.release.c.number, schema.release.c.label))}
    rows = connection.execute(select(table).where(table.c.concept == id_).order_by(table.c.since))
    return [Held(concept_of_text(r.body), labels.get(r.since, ""), labels.get(r.until, "")) for r in rows]


def statistics(connection: Connection, *rules: str) -> dict[str, Standing]:
    """Counts of the given rules (all, if none is named), of those that were ever shown."""
    table = schema.statistic
    query = select(table).where(table.c.rule.in_(rules)) if rules else select(table)
    return {r.rule: Standing(RuleId(r.rule), r.shown, r.accepted, r.dismissed) for r in connection.execute(query)}


def lowered(connection: Connection) -> list[Lowered]:
    """The rules that were lowered and not restored since, the last one first."""
    table = schema.lowered
    rows = connection.execute(select(table).order_by(table.c.time.desc(), table.c.rule)).mappings()
    return [msgspec.convert({str(key): value for key, value in row.items()}, Lowered) for row in rows]
