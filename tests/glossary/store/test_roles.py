"""Whoever tries to get around review on a server fails, whatever the statement; rows and audit stay as they were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from glossary.proposals import Action, State
from glossary.store.faults import NotAllowed, StoreError
from glossary.store.installing import install
from glossary.store.termbase import TermbaseStore
from tests.glossary.store.acts import decide, many_concepts, new_concept
from tests.glossary.store.conftest import MODEL
from tests.glossary.store.postgres import Server

EVERYBODY, TRANSLATORS, VERBS = (
    [line for line in part.splitlines()[1:] if line]
    for part in (Path(__file__).parent / "hostile.sql").read_text("utf-8").split("-- ")[1:]
)
REFUSALS = ("42501", "ZB001", "ZB002", "ZB003")
TABLES = (
    "concept", "term", "bad_rendering", "suggestion", "decision", "comment", "audit", "release", "released",
    "statistic", "request", "step", "staging", "sighting", "lowered",
)  # fmt: skip


@pytest.fixture(scope="module")
def victim(server: Server) -> Iterator[Server]:
    """A termbase with entries and suggestions to be attacked: S1 by wang, in review; S2 by li; S3 a draft of sun's."""
    server.create_database("people", MODEL)
    install(server.url("postgres", "people"))  # rights on the database itself are not copied
    with TermbaseStore.open(server.url("zhao", "people")) as zhao:
        zhao.import_concepts(many_concepts(3), label="three")
    for name, id_ in (("wang", "S1"), ("li", "S2"), ("sun", "S3")):
        with TermbaseStore.open(server.url(name, "people")) as store:
            made = new_concept(id_)
            store.suggest(replace(made, state=State.DRAFT) if id_ == "S3" else made)
    with TermbaseStore.open(server.url("zhao", "people")) as zhao:
        for id_ in ("S1", "S2"):
            decide(zhao, id_, Action.TAKE)
    yield server


def contents(server: Server) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as the administrator sees them."""
    with psycopg.connect(server.url("postgres", "people"), options="-c search_path=app") as admin:
        return {name: sorted(admin.execute(f"SELECT * FROM {name}").fetchall(), key=str) for name in TABLES}  # type: ignore[arg-type]


def attack(server: Server, who: str, statements: list[str]) -> dict[str, str]:
    """What the server says to each statement: the class of its refusal, or `done` where it was carried out."""
    said = {}
    connection = psycopg.connect(server.url(who, "people"), options="-c search_path=app,pg_temp")
    for statement in statements:
        try:
            connection.execute(statement)  # type: ignore[arg-type]
            connection.commit()
            said[statement] = "done"
        except psycopg.Error as error:
            said[statement] = error.sqlstate or "none"
            connection.rollback()
    connection.close()
    return said


def test_there_are_enough_hostile_statements() -> None:
    assert len(EVERYBODY) + len(TRANSLATORS) + len(VERBS) >= 60


@pytest.mark.parametrize("who", ["guest", "wang", "li", "chen"])
def test_no_hostile_statement_succeeds(victim: Server, who: str) -> None:
    before = contents(victim)
    statements = [*EVERYBODY, *VERBS, *(TRANSLATORS if who in ("guest", "wang") else ())]
    if who == "chen":  # a lead may approve what li has written
        statements = [line for line in statements if "(SELECT payload" not in line]
    said = attack(victim, who, statements)
    assert contents(victim) == before
    # Refused for want of the right, not because a statement is misspelt.
    assert {line: code for line, code in said.items() if code not in REFUSALS} == {}


def test_the_attack_sees_what_succeeds(victim: Server) -> None:
    said = attack(victim, "wang", ["SELECT 1", "DELETE FROM audit"])
    assert said == {"SELECT 1": "done", "DELETE FROM audit": "42501"}


def test_nobody_approves_his_own_even_through_the_program(victim: Server) -> None:
    with TermbaseStore.open(victim.url("li", "people")) as li:
        with pytest.raises(NotAllowed, match="wrote himself"):
            decide(li, "S2", Action.APPROVE)
        assert li.suggestion("S2").state is State.IN_REVIEW


def test_a_draft_is_seen_by_its_author_alone(victim: Server) -> None:
    for name, seen in (("sun", True), ("li", False), ("chen", False)):
        with TermbaseStore.open(victim.url(name, "people")) as store:
            assert ("S3" in {s.id for s in store.suggestions()}) is seen


def test_the_program_warns_of_a_role_that_is_not_held_to_the_rules(victim: Server) -> None:
    with TermbaseStore.open(victim.url("postgres", "people")) as store:
        (warning,) = store.warnings
        assert "superuser" in warning
    with TermbaseStore.open(victim.url("li", "people")) as store:
        assert store.warnings == ()
        assert store.enforced


def test_a_login_without_a_role_is_told_so(victim: Server) -> None:
    with psycopg.connect(victim.url("postgres", "people"), autocommit=True) as admin:
        admin.execute("CREATE ROLE stranger LOGIN")
    with pytest.raises(StoreError):
        TermbaseStore.open(victim.url("stranger", "people"))
