"""The server dies or hangs in the middle of things: what was answered is kept, what is unknown is settled by retry."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from glossary.proposals import Action, Role, State
from glossary.store.faults import StoreError, Unreachable
from glossary.store.installing import add_person, install
from glossary.store.termbase import TermbaseStore
from tests.glossary.store.acts import decide, new_concept
from tests.glossary.store.conftest import MODEL
from tests.glossary.store.postgres import HAS_SERVER, Server, running_server

KILLS = int(os.environ.get("ZHUBI_SERVER_KILLS", "3"))


@pytest.fixture(scope="module")
def killed() -> Iterator[Server]:
    """A server of these tests alone, which they may kill."""
    if not HAS_SERVER:
        pytest.skip("the server of these tests is started on Linux only")
    with running_server() as server:
        server.create_database(MODEL)
        install(server.url("postgres", MODEL))
        add_person(server.url("postgres", MODEL), "wang", Role.TRANSLATOR)
        add_person(server.url("postgres", MODEL), "li", Role.REVIEWER)
        yield server


@pytest.fixture
def mortal(killed: Server) -> Iterator[Server]:
    """The server with a fresh termbase; it runs again afterwards, whatever was done to it."""
    killed.create_database("termbase", MODEL)
    yield killed
    if not killed.running:
        killed.start()
    killed.drop_database("termbase")


def settled(li: TermbaseStore, id_: str, request: str) -> None:
    """Approve with the same request until the server says so."""
    while True:
        try:
            now = li.suggestion(id_)
            version = now.version if now.state is State.IN_REVIEW else now.version - 1
            if now.state is State.APPROVED:
                assert li.decisions(id_)[-1].version == version
                return
            decide(li, id_, Action.APPROVE, request=request)
            return
        except Unreachable:
            time.sleep(0.05)


def test_a_server_killed_while_approving_loses_and_doubles_nothing(mortal: Server) -> None:
    chance = random.Random(3)
    with TermbaseStore.open(mortal.url("li")) as li, TermbaseStore.open(mortal.url("wang")) as wang:
        acknowledged: list[str] = []
        unknown = 0
        for kill in range(KILLS):
            ids = [f"S{kill}.{n}" for n in range(12)]
            for id_ in ids:
                wang.suggest(new_concept(id_, zh=f"类{id_}", en=f"kind {id_}"))
                decide(li, id_, Action.TAKE)
            stop = threading.Timer(chance.uniform(0.01, 0.1), mortal.kill)
            stop.start()
            for id_ in ids:
                try:
                    decide(li, id_, Action.APPROVE, request=f"q{id_}")
                    acknowledged.append(id_)
                except Unreachable:
                    unknown += 1
                    break
            stop.join()
            mortal.start()
            assert {s.id for s in li.suggestions(State.APPROVED)} >= set(acknowledged)
            settled(li, id_, f"q{id_}")
            acknowledged.append(id_)
        approvals = [e.what.split()[1] for e in li.audit() if e.what.startswith("approve ")]
        assert unknown >= KILLS // 2
        assert sorted(approvals) == sorted(set(approvals)) == sorted({s.id for s in li.suggestions(State.APPROVED)})
        assert set(acknowledged) <= set(approvals)
        assert len(li.concepts()) == len(approvals)
        assert li.check_audit().whole


def test_the_same_request_after_an_unknown_outcome_gets_the_answer_there_was(mortal: Server) -> None:
    with TermbaseStore.open(mortal.url("wang")) as wang:
        wang.suggest(new_concept("S1"), request="q")
        mortal.kill()
        with pytest.raises(Unreachable):
            wang.suggest(new_concept("S1"), request="q")
        mortal.start()
        assert wang.suggest(new_concept("S1"), request="q").id == "S1"
        assert [e.what for e in wang.audit()] == ["suggest S1 v1"]


def test_a_hung_server_is_left_behind_when_the_deadline_is_over(mortal: Server) -> None:
    with TermbaseStore.open(mortal.url("wang"), deadline=1.0) as wang:
        mortal.signal_all(signal.SIGSTOP)
        try:
            with pytest.raises(Unreachable, match="not answered for 1 seconds"):
                wang.suggest(new_concept("S1"), request="q")
        finally:
            mortal.signal_all(signal.SIGCONT)
        assert wang.suggest(new_concept("S1"), request="q").id == "S1"
        assert len(wang.history("S1")) == 1


def test_a_server_that_is_not_there_is_said_so(mortal: Server) -> None:
    with pytest.raises(StoreError, match="no termbase"):
        TermbaseStore.open(mortal.url("wang", "postgres"))
    mortal.kill()
    with pytest.raises(Unreachable, match="does not answer"):
        TermbaseStore.open(mortal.url("wang"))
