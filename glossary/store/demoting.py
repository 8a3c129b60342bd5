"""Lowering the rules that fail, by their counts, and bringing each back to the queue; whatever the door writes to."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Protocol

from sqlalchemy import Connection, select

from glossary.applying import changed_concept
from glossary.proposals import State
from glossary.standing import SYSTEM, Demotion, demote
from glossary.store import reading, schema
from glossary.store.rows import Row, payload_of, suggestion_row

_WAITING = (State.PROPOSED.value, State.NEEDS_INFO.value, State.IN_REVIEW.value)


class Lowering(Protocol):
    """What can write a demotion: a file or a server."""

    def lower(self, connection: Connection, demotion: Demotion, row: Row) -> None:
        """Keep a demotion and the row of the suggestion that brings the rule back."""


def demote_failing(connection: Connection, door: Lowering, rules: Iterable[str]) -> tuple[Demotion, ...]:
    """Lower those of the rules that fail by one step; what was lowered and waits for a decision stays as it is."""
    failing = [s for s in reading.statistics(connection, *rules).values() if s.fails]
    waiting = _waiting(connection) if failing else set()
    done = []
    for standing in failing:
        rule = schema.bad_rendering.c
        owner = connection.execute(select(rule.concept).where(rule.id == standing.rule)).scalar_one_or_none()
        stored = reading.stored_concept(connection, owner) if owner and standing.rule not in waiting else None
        if stored is None or not stored.approved:
            continue
        (after,), demotions = demote((stored.concept,), (standing,), SYSTEM, time.time())
        for demotion in demotions:
            payload = payload_of(after, changed_concept((after,), demotion.suggestion))
            door.lower(connection, demotion, suggestion_row(demotion.suggestion, payload, stored.version + 1))
            done.append(demotion)
    return tuple(done)


def _waiting(connection: Connection) -> set[str]:
    """Rules whose return to the queue nobody has decided on yet."""
    table, kept = schema.lowered.c, schema.suggestion.c
    query = select(table.rule).join(schema.suggestion, kept.id == table.suggestion).where(kept.state.in_(_WAITING))
    return set(connection.execute(query).scalars())
