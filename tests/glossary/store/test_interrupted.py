"""Imports that are killed half-way: all or nothing, in a file and on a server."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from glossary.proposals import Role
from glossary.store.faults import Unreachable
from glossary.store.termbase import TermbaseStore
from tests.glossary.store.acts import many_concepts
from tests.glossary.store.postgres import Server

KILLS = int(os.environ.get("ZHUBI_IMPORT_KILLS", "2"))
ROOT = Path(__file__).parents[3]
CHILD = """
import sys
from glossary.proposals import Role
from glossary.store.termbase import TermbaseStore
from tests.glossary.store.acts import many_concepts
with TermbaseStore.open(sys.argv[1], who="li", role=Role.REVIEWER) as store:
    store.import_concepts(many_concepts(8_000), label="all", progress=lambda n: print(n, flush=True))
"""


def test_a_killed_import_into_a_file_is_all_or_nothing(tmp_path: Path) -> None:
    path, chance = tmp_path / "t.sqlite", random.Random(5)
    with TermbaseStore.open(path, who="li", role=Role.REVIEWER) as store:
        store.import_concepts(many_concepts(3, first=90_000), label="before")
    for kill in range(KILLS):
        command = [sys.executable, "-c", CHILD, str(path)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as child:
            assert child.stdout
            for _ in range(chance.randrange(1, 8) if kill else 9):
                child.stdout.readline()
            child.send_signal(signal.SIGKILL)
        with TermbaseStore.open(path, who="li", role=Role.REVIEWER) as store:
            found = sum(1 for _ in store.export(approved=None))
            assert found in (3, 8_003)
            assert store.check_audit().entries == (1 if found == 3 else 2)
            assert store.check_audit().whole
        if found > 3:
            path.unlink()
            with TermbaseStore.open(path, who="li", role=Role.REVIEWER) as store:
                store.import_concepts(many_concepts(3, first=90_000), label="before")


@pytest.mark.logs  # psycopg says of each cut that it was one
def test_an_import_cut_off_from_its_server_is_all_or_nothing(server: Server, database: str) -> None:
    chance = random.Random(6)
    with TermbaseStore.open(server.url("li", database)) as li:
        for _ in range(KILLS):
            at = chance.randrange(1, 9) * 1_000

            def cut(number: int, at: int = at) -> None:
                if number == at:
                    with psycopg.connect(server.url("postgres", database)) as admin:
                        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'li'")
                    time.sleep(0.05)

            with pytest.raises(Unreachable):
                li.import_concepts(many_concepts(10_000), label="all", progress=cut, request="once")
            assert li.waiting() == ()
            assert li.audit() == []
        assert li.import_concepts(many_concepts(10_000), label="all", request="once").concepts == 10_000
        assert li.import_concepts(many_concepts(10_000), label="all", request="once").concepts == 10_000
        assert li.check_audit().entries == 1
