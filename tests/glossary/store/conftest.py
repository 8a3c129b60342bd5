"""Termbases for the tests: files, and databases on one real server that lives as long as the tests here."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from glossary.proposals import Role
from glossary.store.installing import add_person, install
from glossary.store.termbase import TermbaseStore
from tests.glossary.store.postgres import HAS_SERVER, Server, running_server

PEOPLE = {"wang": Role.TRANSLATOR, "sun": Role.TRANSLATOR, "li": Role.REVIEWER, "zhao": Role.REVIEWER,
          "chen": Role.LEAD, "guest": Role.READER}  # fmt: skip

MODEL = "model"  # the database the others are copies of

Open = Callable[[str], TermbaseStore]

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A running server with the people of these tests."""
    if not HAS_SERVER:
        pytest.skip("the server of these tests is started on Linux only")
    with running_server() as running:
        running.create_database(MODEL)
        install(running.url("postgres", MODEL))
        for name, role in PEOPLE.items():
            add_person(running.url("postgres", MODEL), name, role)
        yield running


@pytest.fixture
def database(server: Server) -> str:
    """The name of a fresh termbase on the server."""
    name = f"termbase{next(_NUMBERS)}"
    server.create_database(name, MODEL)
    return name


@pytest.fixture(params=["file", "server"])
def open_as(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Opens one empty termbase, a file or a database, as one of the people; all are closed at the end."""
    opened: list[TermbaseStore] = []

    def as_person(name: str) -> TermbaseStore:
        if request.param == "file":
            store = TermbaseStore.open(tmp_path / "termbase.sqlite", who=name, role=PEOPLE[name])
        else:
            where = request.getfixturevalue("server").url(name, request.getfixturevalue("database"))
            store = TermbaseStore.open(where)
        opened.append(store)
        return store

    yield as_person
    for store in opened:
        store.close()
