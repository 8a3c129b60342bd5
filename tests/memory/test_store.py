"""The memory's file: several processes, foreign and damaged files."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from editor.errors import MemoryFault
from editor.memory.lookup import Memory
from editor.memory.model import Query, Unit
from editor.memory.store import UnitStore

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
from editor.memory.lookup import Memory
from editor.memory.model import Unit
with Memory(Path(sys.argv[1])) as memory:
    for n in range(40):
        memory.add([Unit(f"第{n}句由{sys.argv[2]}写成。", sys.argv[2])])
        if n % 10 == 0:
            memory.catch_up()
        print(n, flush=True)
"""


def writer(path: Path, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")


def test_two_processes_write_while_a_third_reads(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with Memory(path) as memory:
        others = [writer(path, name) for name in "甲乙"]
        for other in others:
            out, _ = other.communicate(timeout=60)
            assert (other.returncode, len(out.split())) == (0, 40)
        assert memory.store.size() == 80
        for name in "甲乙":
            assert memory.look_up(Query(f"第39句由{name}写成。")).matches[0].percent == 100.0
        assert len(memory.passages("写成")) == 80
        while memory.catch_up():
            pass
        assert memory.behind == 0
        assert len(memory.passages("写成")) == 80


def test_what_was_added_survives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    process = writer(path, "甲")
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(15)]
    process.kill()
    process.communicate(timeout=60)
    with Memory(path) as memory:
        assert memory.store.size() >= len(told)
        assert memory.look_up(Query("第14句由甲写成。")).matches[0].percent == 100.0


def test_other_files_are_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "text").write_bytes(b"no database at all, but long enough to be looked at" * 50)
    with pytest.raises(MemoryFault, match="damaged"):
        UnitStore(tmp_path / "text")
    foreign = sqlite3.connect(tmp_path / "foreign")
    foreign.execute("CREATE TABLE a (b)")
    foreign.close()
    with pytest.raises(MemoryFault, match="no translation memory"):
        UnitStore(tmp_path / "foreign")
    with pytest.raises(MemoryFault, match="cannot be used"):
        UnitStore(tmp_path / "text" / "inside")


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    UnitStore(tmp_path / "memory").close()
    newer = sqlite3.connect(tmp_path / "memory")
    newer.execute("PRAGMA user_version=99")
    newer.close()
    with pytest.raises(MemoryFault, match="newer"):
        UnitStore(tmp_path / "memory")


def test_a_step_is_made_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    store = UnitStore(tmp_path / "memory")
    with pytest.raises(MemoryFault):
        store.add([Unit("好。", "Good."), Unit("坏。", "\ud800")])
    assert store.size() == 0
    store.close()
