"""Many people at once: nothing is lost, nothing doubled, nobody approves his own, and the trail is whole."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from glossary.proposals import Action, Role, State
from glossary.store.faults import NotAllowed, NotPossible, Stale
from glossary.store.installing import add_person
from glossary.store.termbase import TermbaseStore
from tests.glossary.store.acts import approve, new_concept
from tests.glossary.store.postgres import Server

WRITERS, REVIEWERS, EACH = 8, 2, int(os.environ.get("ZHUBI_TOGETHER", "4"))


def write(store: TermbaseStore, number: int, meet: threading.Barrier) -> int:
    """Suggest some concepts, each sent twice as after an unknown outcome."""
    meet.wait()
    for n in range(EACH):
        made = new_concept(f"W{number}.{n}", zh=f"第{number}类第{n}号", en=f"kind {number}, number {n}")
        store.suggest(made, request=f"w{number}.{n}")
        store.suggest(made, request=f"w{number}.{n}")
    return EACH


def review(store: TermbaseStore, meet: threading.Barrier, over: threading.Event) -> int:
    """Approve whatever waits, the own ones too if that were possible, until nothing waits; how many were approved."""
    meet.wait()
    done, own = 0, f"R{store.who}"
    store.suggest(new_concept(own, zh=f"自己{store.who}", en=f"own {store.who}"))
    with pytest.raises((NotAllowed, Stale, NotPossible)):  # the latter where the other reviewer is faster
        approve(store, own)
    while True:
        last = over.is_set()
        for waiting in store.suggestions(State.PROPOSED, State.IN_REVIEW):
            try:
                approve(store, waiting.id)
                done += 1
            except NotAllowed:
                assert waiting.author == store.who
            except (Stale, NotPossible):
                continue
        if last:
            return done


def together(open_as: Callable[[str], TermbaseStore]) -> None:
    meet, over = threading.Barrier(WRITERS + REVIEWERS), threading.Event()
    writers = [open_as(f"w{n}") for n in range(WRITERS)]
    reviewers = [open_as(f"r{n}") for n in range(REVIEWERS)]
    with ThreadPoolExecutor(WRITERS + REVIEWERS) as pool:
        reviewing = [pool.submit(review, store, meet, over) for store in reviewers]
        writing = [pool.submit(write, store, n, meet) for n, store in enumerate(writers)]
        assert sum(future.result(60) for future in writing) == WRITERS * EACH
        over.set()
        approved = sum(future.result(60) for future in reviewing)
    store = writers[0]
    suggestions = store.suggestions()
    assert len(suggestions) == WRITERS * EACH + REVIEWERS
    assert approved == sum(s.state is State.APPROVED for s in suggestions) == len(store.concepts())
    assert approved >= WRITERS * EACH
    assert all(s.approvals and s.author not in s.approvals for s in suggestions if s.state is State.APPROVED)
    said = Counter(entry.what for entry in store.audit())
    assert max(said.values()) == 1
    assert sum(what.startswith("approve ") for what in said) == approved
    assert sum(what.startswith("suggest ") for what in said) == len(suggestions)
    decided = [d for s in suggestions for d in store.decisions(s.id) if d.action is Action.APPROVE]
    assert len(decided) == approved
    assert store.check_audit().whole
    for opened in (*writers, *reviewers):
        opened.close()


def role_of(name: str) -> Role:
    return Role.REVIEWER if name.startswith("r") else Role.TRANSLATOR


def test_eight_writers_and_two_reviewers_on_a_server(server: Server, database: str) -> None:
    for name in [f"w{n}" for n in range(WRITERS)] + [f"r{n}" for n in range(REVIEWERS)]:
        add_person(server.url("postgres", database), name, role_of(name))
    together(lambda name: TermbaseStore.open(server.url(name, database)))


def test_eight_writers_and_two_reviewers_on_a_file(tmp_path: Path) -> None:
    together(lambda name: TermbaseStore.open(tmp_path / "t.sqlite", who=name, role=role_of(name)))
