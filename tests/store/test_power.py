"""Loss of power at any moment and a disk that fails at any call, with our own storage layer on top.

200 cuts here; `ZHUBI_CUTS=1000 python -m pytest tests/store/test_power.py` for more.
"""

import itertools
import os
import random
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from editor.core.contents import encode_segments
from editor.core.events import Saved, SaveFailed
from editor.core.model import SegmentId
from editor.errors import ProjectError
from editor.project import Project
from tests.store.disk import Bench, cut
from tests.store.samples import article, document

CUTS = int(os.environ.get("ZHUBI_CUTS", "200"))
NAMES = itertools.count()


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench(f"zhubi-{next(NAMES)}")
    yield bench
    bench.remove()


def work(project: Project, steps: int, rng: random.Random) -> Iterator[None]:
    """Steps of all sorts, with texts from one to thousands of characters."""
    for n in range(steps):
        segment = project.segments[rng.randrange(len(project.segments))]
        match rng.randrange(8):
            case 0 if len(segment.target) > 4:
                project.split(segment.id, rng.randrange(1, len(segment.target)))
            case 1:
                project.merge(segment.id)
            case 2 if project.can_undo:
                project.undo()
            case _:
                project.set_target(segment.id, f"{n} " + "text " * rng.randrange(1, 600))
        yield


def start(path: Path) -> dict[str, bytes]:
    Project.create(path, document(), article(12)).close()
    return {path.name: path.read_bytes()}


def test_power_lost_at_any_moment_loses_nothing_that_was_said_to_be_saved(memory_path: Path, bench: Bench) -> None:
    path = memory_path / "news.zhubi"
    before = start(path)
    project = Project.open(path, connect=bench.connect)
    looks = {0: encode_segments(project.segments)}
    said: list[tuple[int, int]] = [(0, 0)]
    project.events.subscribe(Saved, lambda event: said.append((len(bench.disk.log), event.number)))
    for _ in work(project, 150, random.Random(3)):
        looks[len(project._history)] = encode_segments(project.segments)
    project.close()
    kinds = {call[0] for call in bench.disk.log}
    assert kinds == {"w", "s", "t", "d"} or kinds == {"w", "s", "d"}
    rng = random.Random(7)
    for n in range(CUTS):
        point = rng.randrange(len(bench.disk.log) + 1)
        folder = memory_path / str(n)
        folder.mkdir()
        for name, content in cut(before, bench.disk.log[:point], rng).items():
            (folder / name).write_bytes(content)
        acknowledged = max(number for at, number in said if at <= point)
        with Project.open(folder / path.name) as found:
            number = len(found._history)
            assert number >= acknowledged, (
                f"cut at call {point}: {acknowledged} were said to be saved, {number} are there"
            )
            assert encode_segments(found.segments) == looks[number]


def test_the_simulator_sees_a_layer_that_does_not_sync(memory_path: Path, bench: Bench) -> None:
    """The same cuts over a session without syncs must lose something: otherwise the test above could not fail."""
    path = memory_path / "news.zhubi"
    before = start(path)
    project = Project.open(path, connect=bench.connect)
    project._saver._file._connection.execute("PRAGMA synchronous=OFF").fetchall()
    for _ in work(project, 40, random.Random(3)):
        pass
    project.abandon()
    done, rng, worse = len(project._history), random.Random(7), 0
    for n in range(20):
        folder = memory_path / str(n)
        folder.mkdir()
        for name, content in cut(before, bench.disk.log, rng).items():
            (folder / name).write_bytes(content)
        try:
            with Project.open(folder / path.name) as found:
                worse += len(found._history) < done
        except ProjectError:
            worse += 1
    assert worse > 10


@pytest.mark.parametrize("failure", [apsw.IOError, apsw.FullError])
def test_a_disk_that_fails_at_any_call_costs_nothing(
    memory_path: Path, bench: Bench, failure: type[apsw.Error]
) -> None:
    bench.disk.failure = failure
    failures, (content,) = 0, start(memory_path / "news.zhubi").values()
    for n in itertools.count():
        path = memory_path / f"{n}.zhubi"
        path.write_bytes(content)
        bench.disk.calls, bench.disk.fail_at, bench.disk.failed = 0, n, False
        told: list[object] = []
        try:
            project = Project.open(path, connect=bench.connect)
        except ProjectError:
            Project.open(path).abandon()
            continue
        for kind in (Saved, SaveFailed):
            project.events.subscribe(kind, told.append)
        for _ in work(project, 8, random.Random(11)):
            pass
        project.set_note(SegmentId(1), "the last one")
        look, number = encode_segments(project.segments), len(project._history)
        assert project.pending == 0 or isinstance(told[-1], SaveFailed)
        failures += any(isinstance(event, SaveFailed) for event in told)
        try:
            project.close()
        except ProjectError:
            project.close()
        found = Project.open(path)
        assert len(found._history) == number
        assert encode_segments(found.segments) == look
        found.abandon()
        if not bench.disk.failed:
            break
    assert n > 20
    assert failures > 10
