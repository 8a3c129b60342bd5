"""Writing to a termbase in a file: rows, audit and request in one transaction; who may is asked before."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from glossary.audit import decision_entry, next_entry
from glossary.model import ConceptId
from glossary.proposals import Action, Comment, Decision, Role, State
from glossary.standing import SYSTEM, Demotion, Sighting
from glossary.store import counting, reading, schema, steps, trail
from glossary.store.faults import NotPossible, Stale
from glossary.store.importing import APPROVED, IMPORTED, Asked, write_batches
from glossary.store.requests import Request
from glossary.store.rows import ADD, PUT, entry_of, suggestion_of, text_of

Entries = list[dict[str, Any]]


class EmbeddedDoor:
    """The verbs on an SQLite file. The role is what the person has set: it protects nothing, it only guides."""

    warnings: tuple[str, ...] = ()

    def __init__(self, who: str, role: Role) -> None:
        self.who = who
        self.role = role

    def answered(self, connection: Connection, request: Request) -> str | None:
        """The answer this request got before, or None. NotPossible if its id was used for something else."""
        found = connection.execute(select(schema.request).where(schema.request.c.id == request.id)).mappings().first()
        if found is None:
            return None
        if (found["verb"], found["who"], found["asked"]) != (request.verb, self.who, request.asked):
            raise NotPossible(
                "The request {request} was used for something else. Ask with a new one.", request=request.id
            )
        return str(found["answer"])

    def suggest(self, connection: Connection, request: Request, row: Mapping[str, Any]) -> str:
        """Keep a new suggestion."""
        now = time.time()
        connection.execute(insert(schema.suggestion).values({**row, "created": now}))
        self._record(connection, f"suggest {row['id']} v{row['version']}", new=row["state"], subject=row["id"], at=now)
        return self._remember(connection, request, text_of([row["id"], row["version"]]))

    def decide(
        self,
        connection: Connection,
        request: Request,
        before: Mapping[str, Any],
        row: Mapping[str, Any],
        decision: Decision,
        force: str,
    ) -> str:
        """Keep a decision, the suggestion as it is afterwards, and what it puts into `force` (a payload or nothing)."""
        steps.check(connection, suggestion_of(before), decision, self.who, self.role)
        decision = replace(decision, who=self.who, role=self.role, time=time.time())
        kept = {key: value for key, value in row.items() if key not in ("id", "author", "created")}
        kept |= steps.consequences(before, row, decision)
        connection.execute(update(schema.suggestion).where(schema.suggestion.c.id == row["id"]).values(kept))
        made = msgspec.to_builtins(decision)
        connection.execute(insert(schema.decision).values({**made, "reason": made["reason"] or ""}))
        if decision.action is Action.RESTORE:
            counting.restore(connection, row["id"], row["concept"])
        if force:
            base = row["base"] if decision.action is Action.APPROVE else None
            put_payload(connection, force, base, before["author"])
        entry = decision_entry(_last(connection), decision)
        connection.execute(insert(schema.audit).values({**msgspec.to_builtins(entry), "subject": row["id"]}))
        return self._remember(connection, request, text_of(decision))

    def comment(self, connection: Connection, request: Request, comment: Comment) -> str:
        """Keep a comment."""
        comment = replace(comment, time=time.time())
        made = msgspec.to_builtins(comment)
        connection.execute(insert(schema.comment).values({**made, "parent": made["parent"] or ""}))
        self._record(
            connection, f"comment {comment.id}", new=comment.text, why=comment.detail, subject=comment.about,
            at=comment.time,
        )  # fmt: skip
        return self._remember(connection, request, text_of(comment))

    def see(self, connection: Connection, sightings: Sequence[Sighting]) -> None:
        """Keep what was seen of rules."""
        counting.see(connection, sightings)

    def lower(self, connection: Connection, demotion: Demotion, row: Mapping[str, Any]) -> None:
        """Lower a rule and bring it back to the queue; nobody has decided that, and the trail says so."""
        now, before, after, standing = time.time(), demotion.before, demotion.after, demotion.standing
        counting.lower(connection, demotion, row, now)
        entry = next_entry(
            _last(connection), now, SYSTEM, Role.READER, f"lower {before.id}", old=f"{before.mode} {before.status}",
            new=f"{after.mode} {after.status}",
            why=f"accepted {standing.accepted} of {standing.shown}, dismissed {standing.dismissed}",
        )  # fmt: skip
        connection.execute(insert(schema.audit).values({**msgspec.to_builtins(entry), "subject": row["id"]}))

    def bring_in(
        self, connection: Connection, request: Request, label: str, taken: Iterable[Entries], cancelled: Asked
    ) -> str:
        """Write the entries of an import and record it; the person may stop it until the last of them is written."""
        report = write_batches(connection, taken, author=self.who, state=IMPORTED)
        answer = text_of(report)
        self._record(connection, f"import {label}", new=answer, subject=label)
        return self._remember(connection, request, answer)

    def begin(self, connection: Connection, label: str, report: str) -> None:
        """Record what a new termbase begins with."""
        self._record(connection, f"begin {label}", new=report, subject=label)

    def release(self, connection: Connection, request: Request, row: Mapping[str, Any], sequence: int) -> str:
        """Keep a release worked out in this very transaction, the entries it holds and the suggestions it releases."""
        number, table = row["number"], schema.released
        held = {old.concept: old.body for old in connection.execute(select(table).where(table.c.until == 0))}
        now = {s.concept.id: text_of(entry_of(s.concept)) for s in reading.stored_concepts(connection)}
        for id_ in [id_ for id_, body in held.items() if now.get(ConceptId(id_)) != body]:
            still = (table.c.concept == id_) & (table.c.until == 0)
            connection.execute(update(table).where(still).values(until=number))
        rows = [
            {"concept": id_, "since": number, "until": 0, "body": body}
            for id_, body in now.items()
            if held.get(id_) != body
        ]
        if rows:
            connection.execute(insert(table), rows)
        connection.execute(insert(schema.release).values(dict(row)))
        self._release_suggestions(connection, row)
        what = f"release {row['label']}"
        self._record(connection, what, new=row["digest"], subject=row["label"], at=row["time"])
        return self._remember(connection, request, text_of(row["label"]))

    def _release_suggestions(self, connection: Connection, row: Mapping[str, Any]) -> None:
        kept = schema.suggestion.c
        approved = kept.state == State.APPROVED.value
        for id_, version in connection.execute(select(kept.id, kept.version).where(approved)).all():
            made = Decision(
                id_, version, self.who, self.role, row["time"], Action.RELEASE, State.APPROVED, State.RELEASED,
                None, row["label"],
            )  # fmt: skip
            connection.execute(insert(schema.decision).values({**msgspec.to_builtins(made), "reason": ""}))
        released = update(schema.suggestion).where(approved)
        connection.execute(released.values(state=State.RELEASED.value, version=kept.version + 1))

    def _record(
        self, connection: Connection, what: str, *, new: str = "", why: str = "", subject: str = "", at: float = 0.0
    ) -> None:
        entry = next_entry(_last(connection), at or time.time(), self.who, self.role, what, new=new, why=why)
        connection.execute(insert(schema.audit).values({**msgspec.to_builtins(entry), "subject": subject}))

    def _remember(self, connection: Connection, request: Request, answer: str) -> str:
        connection.execute(
            insert(schema.request).values(
                id=request.id, verb=request.verb, who=self.who, time=time.time(), asked=request.asked, answer=answer
            )
        )
        return answer


def _last(connection: Connection) -> Any:
    """The last entry of the trail."""
    newest = select(func.max(schema.audit.c.sequence)).scalar_subquery()
    found = connection.execute(select(schema.audit).where(schema.audit.c.sequence == newest)).mappings().first()
    return trail.entry_of_row(found) if found else None


def put_payload(connection: Connection, payload: str, base: int | None, author: str) -> None:
    """Put a payload into force: its entry, or what it adds to the entry there is. Stale if that was changed since."""
    change = msgspec.json.decode(payload)
    entry = change["entry"]
    columns = schema.concept.c
    known = connection.execute(select(columns.version, columns.state).where(columns.id == entry["id"])).first()
    version = known.version if known else 0
    unfit = (not known or known.state != APPROVED) if change["mode"] == ADD else base not in (None, version)
    if unfit:
        raise Stale(
            "The entry {id} was changed since this was written. Open the suggestion, look at it and save it again.",
            id=entry["id"],
        )
    fields = {key: entry[key] for key in ("domain", "politically_fixed", "rest")}
    terms, rules = schema.term.c, schema.bad_rendering.c
    if known is None:
        connection.execute(
            insert(schema.concept).values(id=entry["id"], version=1, state=APPROVED, author=author, **fields)
        )
    else:
        changed = update(schema.concept).where(schema.concept.c.id == entry["id"])
        connection.execute(changed.values(version=version + 1, state=APPROVED, **fields))
    if change["mode"] == PUT:
        connection.execute(delete(schema.term).where(terms.concept == entry["id"]))
        connection.execute(delete(schema.bad_rendering).where(rules.concept == entry["id"]))
    for name, table in (("terms", schema.term), ("bad", schema.bad_rendering)):
        top = select(func.coalesce(func.max(table.c.position), -1)).where(table.c.concept == entry["id"])
        first = connection.execute(top).scalar_one() + 1
        rows = [{**row, "concept": entry["id"], "position": n} for n, row in enumerate(entry[name], first)]
        if rows:
            connection.execute(insert(table), rows)
