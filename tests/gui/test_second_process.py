"""A project that another process has open: one clear sentence, at once, and nothing is changed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from editor.gui import files
from editor.project import Project
from tests.gui.conftest import PAIRS, Opener, segments_of

HOLD = """
import sys
from pathlib import Path
from editor.project import Project
with Project.open(Path(sys.argv[1])) as project:
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def held(opened: Opener, tmp_path: Path) -> Iterator[Path]:
    """A project open in another process."""
    opened(name="held.zhubi", checked=False).close_project()
    path = tmp_path / "held.zhubi"
    command = [sys.executable, "-c", HOLD, str(path)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        yield path


def boxes() -> list[QMessageBox]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]


def test_one_sentence_and_nothing_changed(held: Path, opened: Opener, qtbot: QtBot) -> None:
    window = opened(checked=False)
    before = {p.name: p.read_bytes() for p in held.parent.glob("held*")}
    files.open_path(window, held)
    qtbot.waitUntil(lambda: bool(boxes()), timeout=60_000)
    (box,) = boxes()
    assert "already open by" in box.text()
    assert "Close it there, then open it here." in box.text()
    assert "\n" not in box.text()
    assert "Traceback" not in box.text()
    box.close()
    assert {p.name: p.read_bytes() for p in held.parent.glob("held*")} == before
    # What was open before is still at hand.
    assert window.project is not None
    assert [s.target for s in window.project.segments] == [s.target for s in segments_of(PAIRS)]


def test_it_opens_as_soon_as_the_other_has_let_go(opened: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(checked=False)
    assert window.close_project()
    with Project.open(tmp_path / "a.zhubi"):
        files.open_path(window, tmp_path / "a.zhubi")
        qtbot.waitUntil(lambda: bool(boxes()), timeout=60_000)
        boxes()[0].close()
    files.open_path(window, tmp_path / "a.zhubi")
    qtbot.waitUntil(lambda: window.project is not None, timeout=60_000)


def test_opening_what_is_open_changes_nothing(opened: Opener, qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(checked=False)
    desk = window.desk
    files.open_path(window, tmp_path / "." / "a.zhubi")
    qtbot.wait(50)
    assert window.desk is desk
    assert boxes() == []
