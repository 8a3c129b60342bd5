"""A project file that is moved, replaced or deleted while it is open: said, and the work can be saved elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from editor.core.model import SegmentId
from editor.errors import ProjectError
from editor.project import Project
from tests.store.samples import article, document

CHANGES: dict[str, Callable[[Path], object]] = {
    "deleted": lambda path: path.unlink(),
    "moved": lambda path: path.rename(path.with_name("elsewhere.zhubi")),
    "replaced": lambda path: (path.rename(path.with_name("old.zhubi")), path.write_bytes(b"another")),
}


@pytest.mark.parametrize("how", CHANGES)
def test_nothing_is_called_saved_that_is_not(memory_path: Path, how: str) -> None:
    path, copy = memory_path / "p.zhubi", memory_path / "copy.zhubi"
    project = Project.create(path, document(), article(3))
    project.set_target(SegmentId(1), "Before.")
    CHANGES[how](path)
    with pytest.raises(ProjectError, match="while it was open"):
        project.close()
    project.set_target(SegmentId(2), "After.")
    assert project.pending == 1
    with pytest.raises(ProjectError, match="while it was open"):
        project.close()
    project.save_copy(copy)
    project.abandon()
    with Project.open(copy) as again:
        assert [s.target for s in again.segments][:2] == ["Before.", "After."]
