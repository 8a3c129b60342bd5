"""A termbase made by an earlier version of the program is brought to today's schema, and nothing in it is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import select

from glossary.model import RuleId
from glossary.proposals import Action, Comment, CommentId, Reason, Role, Subject
from glossary.standing import Reaction, Sighting, Standing
from glossary.store import schema
from glossary.store.faults import StoreError
from glossary.store.installing import add_person, install
from glossary.store.places import engine_of, place_of
from glossary.store.termbase import TermbaseStore
from tests.glossary.store.acts import approve, decide, many_concepts, new_concept, new_rule
from tests.glossary.store.postgres import Server

PEOPLE = {"wang": Role.TRANSLATOR, "li": Role.REVIEWER}
FIRST = "r0001"
LATER = (schema.sighting, schema.lowered)

Opens = Callable[[str], TermbaseStore]


@pytest.fixture
def first_schema(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The program as it was: its newest migration was the first."""
    upgrade = command.upgrade
    with monkeypatch.context() as patch:
        patch.setattr(schema, "HEAD", FIRST)
        patch.setattr(command, "upgrade", lambda config, _head: upgrade(config, FIRST))
        yield patch


def fill(opened: Opens) -> None:
    """A termbase with everything in it that the first version knew."""
    with opened("wang") as wang, opened("li") as li:
        li.import_concepts(many_concepts(5), label="five")
        wang.suggest(new_concept("S1"), request="q1")
        approve(li, "S1")
        wang.suggest(new_rule("S2", wang.concepts()[0].id))
        approve(li, "S2")
        li.make_release()
        wang.suggest(new_concept("S3", zh="司法", en="judicature"))
        decide(li, "S3", Action.REJECT, reason=Reason.WRONG_SENSE)
        wang.suggest(new_concept("S4", zh="法官", en="judge"))
        wang.comment(Comment(CommentId("k1"), Subject.SUGGESTION, "S4", "", 0.0, "is it?"))


def contents(where: str | Path) -> dict[str, list[Any]]:
    """All rows of the tables of the first version, but the steps, which may grow."""
    engine = engine_of(place_of(where))
    tables = [t for t in schema.metadata.sorted_tables if t not in (*LATER, schema.step)]
    with engine.connect() as connection:
        found = {t.name: sorted(map(tuple, connection.execute(select(t))), key=str) for t in tables}
    engine.dispose()
    return found


def count_by_hand(where: str | Path, rule: str) -> None:
    """Counts as the first version kept them."""
    engine = engine_of(place_of(where))
    with engine.begin() as connection:
        connection.execute(schema.statistic.insert().values(rule=rule, shown=19, accepted=2, dismissed=9))
    engine.dispose()


def whole(opened: Opens, rule: str) -> None:
    """The upgraded termbase works, and counts go on from where they were."""
    with opened("wang") as wang, opened("li") as li:
        assert wang.check_audit().whole
        assert wang.statistics() == {rule: Standing(RuleId(rule), 19, 2, 9)}
        (demotion,) = wang.see([Sighting(RuleId(rule), "somewhere", Reaction.DISMISSED)])
        decide(li, demotion.suggestion.id, Action.RESTORE)
        approve(li, "S4")
        assert li.make_release().previous == li.releases()[0].label
        assert wang.check_audit().whole


def test_a_file_of_the_first_version(tmp_path: Path, first_schema: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.sqlite"

    def opened(name: str) -> TermbaseStore:
        return TermbaseStore.open(path, who=name, role=PEOPLE[name])

    fill(opened)
    count_by_hand(path, "s-S1.S2")
    before = contents(path)
    assert min(map(len, (before["decision"], before["audit"], before["released"], before["request"]))) > 0
    first_schema.undo()
    opened("wang").close()
    assert contents(path) == before
    whole(opened, "s-S1.S2")


def test_a_server_of_the_first_version(server: Server, first_schema: pytest.MonkeyPatch) -> None:
    server.create_database("first")
    admin = server.url("postgres", "first")
    install(admin)
    for name, role in PEOPLE.items():
        add_person(admin, name, role)

    def opened(name: str) -> TermbaseStore:
        return TermbaseStore.open(server.url(name, "first"))

    fill(opened)
    count_by_hand(admin, "s-S1.S2")
    before = contents(admin)
    first_schema.undo()
    with pytest.raises(StoreError, match="by its administrator"):
        opened("wang")
    assert install(admin)
    assert not install(admin)
    assert contents(admin) == before
    whole(opened, "s-S1.S2")
