"""`zhubi memory` as it is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.core.model import Document, Mode, Segment, SegmentId, State
from editor.project import Project
from tests.cli.conftest import Zhubi

PAIR = ("会议由院长主持。", "The meeting was chaired by the president.")


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The memory of this computer, somewhere else."""
    path = tmp_path / "kept" / "memory.sqlite"
    monkeypatch.setenv("ZHUBI_MEMORY", str(path))
    return path


def test_import_search_status_and_export(zhubi: Zhubi, tmp_path: Path, memory: Path) -> None:
    document = Document("d", "Sample", "txt", Mode.BILINGUAL)
    Project.create(tmp_path / "a.zhubi", document, [Segment(SegmentId(1), *PAIR, PAIR[1], State.CONFIRMED)]).close()
    taken = zhubi("memory", "import", tmp_path / "a.zhubi")
    assert (taken.code, "1 pairs read, 1 new" in taken.out) == (0, True)
    assert memory.exists()
    found = zhubi("memory", "search", "院")
    assert found.code == 0 and PAIR[0] in found.out and PAIR[1] in found.out and "Sample" in found.out
    assert "88 %" in zhubi("memory", "search", "--like", "会议由副院长主持。").out
    assert zhubi("memory", "search", "nowhere").code == 1
    assert "1 pairs; 0 entries not in the index yet." in zhubi("memory", "status", "--rebuild").out
    assert "1 pairs" in zhubi("memory", "export", tmp_path / "out.tmx").out
    assert zhubi("memory", "export", tmp_path / "out.tmx").code == 2
    assert "1 pairs read, 0 new" in zhubi("memory", "import", tmp_path / "out.tmx").out


def test_the_status_names_contradictions(zhubi: Zhubi, tmp_path: Path, memory: Path) -> None:
    for name, target in (("a", "Chaired by A."), ("b", "Chaired by B.")):
        document = Document(name, name, "txt", Mode.BILINGUAL)
        segment = Segment(SegmentId(1), PAIR[0], target, target, State.CONFIRMED)
        Project.create(tmp_path / f"{name}.zhubi", document, [segment]).close()
        zhubi("memory", "import", tmp_path / f"{name}.zhubi")
    said = zhubi("memory", "status").out
    assert "Chaired by A." in said and "Chaired by B." in said
