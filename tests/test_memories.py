"""The memory beside projects and files: what feeds it, what never does, TMX there and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editor.core.model import Document, Mode, Segment, SegmentId, State
from editor.errors import DocumentError
from editor.memories import export_file, import_file, open_memory, query_of, snapshot, units_of
from editor.memory.model import MadeBy, Unit
from editor.project import Project

PAIRS = (
    ("会议由院长主持。", "The meeting was chaired by the president."),
    ("{1>全院<1}干警参加。", "All {1>court<1} staff attended."),
    ("没有确认。", "Not confirmed."),
    ("", "No Chinese here."),
)


def project_at(path: Path, mode: Mode = Mode.BILINGUAL) -> Project:
    segments = [Segment(SegmentId(n), zh, en, en, State.CONFIRMED) for n, (zh, en) in enumerate(PAIRS, 1)]
    segments[2] = replace(segments[2], state=State.DRAFT)
    return Project.create(path, Document("d", "Sample", "txt", mode), segments)


def test_confirmed_pairs_feed_the_memory_without_tags(tmp_path: Path) -> None:
    with project_at(tmp_path / "a.zhubi") as project, open_memory(tmp_path / "memory.sqlite") as memory:
        units = units_of(snapshot(project))
        assert [(u.source, u.target) for u in units] == [
            PAIRS[0],
            ("全院干警参加。", "All court staff attended."),
        ]
        assert (units[0].title, units[0].project, units[0].segment) == ("Sample", "a.zhubi", 1)
        memory.add(units)
        found = memory.look_up(query_of(project, project.segment(SegmentId(2)))).matches
        assert [m.percent for m in found] == [101.0]


def test_nothing_comes_from_a_document_edited_without_its_source(tmp_path: Path) -> None:
    with project_at(tmp_path / "a.zhubi", Mode.MONOLINGUAL) as project:
        assert units_of(snapshot(project)) == []


def test_tmx_there_and_back(tmp_path: Path) -> None:
    units = [
        Unit("“放管服”改革 <1>", "Reform & “more”\u00a0of <it>", author="陈", time=1_700_000_000.0, note="a\nb"),
        Unit("机器写的。", "By a machine.", made=MadeBy.MACHINE),
    ]
    with open_memory(tmp_path / "one.sqlite") as one, open_memory(tmp_path / "two.sqlite") as two:
        one.add(units)
        assert export_file(one, tmp_path / "m.tmx", "1") == 2
        assert import_file(two, tmp_path / "m.tmx") == (2, 2)
        assert import_file(two, tmp_path / "m.tmx") == (2, 0)
        back = list(two.store.everything())
    assert [(u.source, u.target, u.time, u.note) for u in back] == [(u.source, u.target, u.time, u.note) for u in units]
    assert [(u.author, u.made, u.title) for u in back] == [
        ("陈", MadeBy.IMPORTED, "m.tmx"),
        ("MT!", MadeBy.MACHINE, "m.tmx"),
    ]


def test_a_file_that_is_no_tmx_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text("<xliff/>", "utf-8")
    with open_memory(tmp_path / "memory.sqlite") as memory:
        with pytest.raises(DocumentError, match="no TMX file"):
            import_file(memory, tmp_path / "a.tmx")
        assert memory.store.size() == 0
