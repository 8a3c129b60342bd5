"""Where rules were seen, in a termbase in a file: each place counts once; and rules lowered and restored by it."""

from __future__ import annotations

import time
from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select, update

from glossary.model import BadRendering
from glossary.standing import Demotion, Reaction, Sighting
from glossary.store import schema
from glossary.store.faults import NotPossible
from glossary.store.rows import Row, rule_digest

_BATCH = 500


def see(connection: Connection, sightings: Sequence[Sighting]) -> None:
    """Keep what was seen and add up; what is known already counts by its later reaction, unknown rules not at all."""
    for first in range(0, len(sightings), _BATCH):
        _see(connection, sightings[first : first + _BATCH])


def _see(connection: Connection, sightings: Sequence[Sighting]) -> None:
    table, rules = schema.sighting, schema.bad_rendering.c
    last = {(s.rule, s.place): s.reaction for s in sightings}
    there = set(connection.execute(select(rules.id).where(rules.id.in_({rule for rule, _ in last}))).scalars())
    rows = connection.execute(select(table).where(table.c.place.in_({place for _, place in last}))).all()
    known = {(row.rule, row.place): row for row in rows}
    added: dict[str, list[int]] = {}
    now = time.time()
    for (rule, place), reaction in last.items():
        old = known.get((rule, place))
        if rule not in there or (old is not None and old.reaction == reaction):
            continue
        if old is None:
            row = {"rule": rule, "place": place, "reaction": reaction.value, "time": now, "settled": False}
            connection.execute(insert(table).values(row))
        else:
            here = (table.c.rule == rule) & (table.c.place == place)
            connection.execute(update(table).where(here).values(reaction=reaction.value, time=now))
        if old is None or not old.settled:
            sums = added.setdefault(rule, [0, 0, 0])
            sums[0] += old is None
            for n, kind in enumerate((Reaction.ACCEPTED, Reaction.DISMISSED), 1):
                sums[n] += (reaction is kind) - (old is not None and old.reaction == kind)
    for counted, sums in added.items():
        _add(connection, counted, sums)


def _add(connection: Connection, rule: str, sums: Sequence[int]) -> None:
    table = schema.statistic
    old = connection.execute(select(table).where(table.c.rule == rule)).first()
    values = dict(zip(("shown", "accepted", "dismissed"), sums, strict=True))
    if old is None:
        connection.execute(insert(table).values(rule=rule, **values))
    else:
        summed = {name: getattr(old, name) + number for name, number in values.items()}
        connection.execute(update(table).where(table.c.rule == rule).values(summed))


def lower(connection: Connection, demotion: Demotion, row: Row, now: float) -> None:
    """Lower a rule, keep what it was before, and let its counts begin anew; `row` is its return to the queue."""
    before, after, standing = demotion.before, demotion.after, demotion.standing
    _set_rule(connection, row["concept"], after)
    connection.execute(insert(schema.suggestion).values({**row, "created": now}))
    connection.execute(delete(schema.lowered).where(schema.lowered.c.rule == before.id))
    connection.execute(
        insert(schema.lowered).values(
            rule=before.id, wording=rule_digest(before), before=before.mode.value, before_status=before.status.value,
            mode=after.mode.value, status=after.status.value, suggestion=row["id"], shown=standing.shown,
            accepted=standing.accepted, dismissed=standing.dismissed, time=now,
        )
    )  # fmt: skip
    _begin_anew(connection, before.id)


def restore(connection: Connection, suggestion: str, concept: str) -> None:
    """Give a rule that was lowered its former mode. NotPossible if it was changed since."""
    table, rules = schema.lowered, schema.bad_rendering
    was = connection.execute(select(table).where(table.c.suggestion == suggestion)).first()
    here = rules.c.id == (was.rule if was else "")
    now = connection.execute(select(rules.c.mode, rules.c.status).where(here)).first()
    if was is None or now is None or (now.mode, now.status) != (was.mode, was.status):
        raise NotPossible("The rule was changed since it was lowered: there is nothing to restore.")
    connection.execute(update(rules).where(here).values(mode=was.before, status=was.before_status))
    _grow(connection, concept)
    connection.execute(delete(table).where(table.c.rule == was.rule))
    _begin_anew(connection, was.rule)


def _set_rule(connection: Connection, concept: str, rule: BadRendering) -> None:
    table = schema.bad_rendering
    changed = update(table).where(table.c.id == rule.id)
    connection.execute(changed.values(mode=rule.mode.value, status=rule.status.value))
    _grow(connection, concept)


def _grow(connection: Connection, concept: str) -> None:
    table = schema.concept
    connection.execute(update(table).where(table.c.id == concept).values(version=table.c.version + 1))


def _begin_anew(connection: Connection, rule: str) -> None:
    connection.execute(delete(schema.statistic).where(schema.statistic.c.rule == rule))
    connection.execute(update(schema.sighting).where(schema.sighting.c.rule == rule).values(settled=True))
