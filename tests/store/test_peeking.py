"""A project is looked into without taking it, and nothing about it changes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from editor.core.model import Document, Mode, Segment, SegmentId
from editor.errors import ProjectDamaged, ProjectError, ProjectLocked
from editor.project import Project
from editor.store.peeking import peek

TEXTS = (("会议开始。", "The meeting began."), ("会议结束。", "The meeting ended."), ("", "Thank you."))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a.zhubi"
    segments = [Segment(SegmentId(n), zh, en, en) for n, (zh, en) in enumerate(TEXTS, 1)]
    with Project.create(made, Document("d", "News", "txt", Mode.BILINGUAL), segments) as project:
        project.set_target(SegmentId(2), "The meeting is over.")
        project.split(SegmentId(1), 4, 2)
        project.merge(SegmentId(2))
    return made


def test_the_present_text_is_read_in_order_and_the_file_stays_as_it_is(path: Path) -> None:
    before, stat = hashlib.sha256(path.read_bytes()).hexdigest(), path.stat()
    found = peek(path)
    again = peek(path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert (path.stat().st_mtime_ns, path.stat().st_size) == (stat.st_mtime_ns, stat.st_size)
    assert sorted(p.name for p in path.parent.iterdir()) == ["a.zhubi"]
    assert found == again
    with Project.open(path) as project:
        assert [(s.id, s.source, s.target) for s in found.segments] == [
            (s.id, s.source, s.target) for s in project.segments
        ]
        assert found.document == project.document
        assert found.options == project.options
        project.set_target(project.segments[0].id, "The talk")
    assert peek(path).digest != found.digest


def test_an_open_project_is_left_alone(path: Path) -> None:
    with Project.open(path) as project:
        with pytest.raises(ProjectLocked, match="open by"):
            peek(path)
        project.set_target(project.segments[-1].id, "Thanks.")
    assert peek(path).segments[-1].target == "Thanks."


def test_what_a_crash_left_is_not_taken_for_the_truth(path: Path) -> None:
    Path(f"{path}-wal").write_bytes(b"something")
    with pytest.raises(ProjectLocked):
        peek(path)


def test_damaged_missing_and_foreign_files_are_named(path: Path, tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="no such file"):
        peek(tmp_path / "none.zhubi")
    foreign = tmp_path / "foreign.zhubi"
    foreign.write_bytes(b"PK\x03\x04 not a database, but long enough to be looked at" * 40)
    with pytest.raises(ProjectError, match=r"foreign\.zhubi"):
        peek(foreign)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"The meeting is over.", b"The meeting is ovum."))
    with pytest.raises(ProjectDamaged):
        peek(path)
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(ProjectDamaged):
        peek(path)
