"""The sums of the status bar are those of a fresh count, after every kind of change and when counted in slices."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from editor.core.model import State
from editor.core.statistics import count
from editor.gui import tally
from editor.gui.window import MainWindow
from tests.gui.conftest import Opener


def fresh(window: MainWindow) -> tuple[int, int, int]:
    assert window.project is not None
    counted = count(window.project.segments, (), 0)
    return counted.segments, counted.done, counted.target_words


def kept(window: MainWindow) -> tuple[int, int, int | None]:
    assert window._tally is not None
    sums = window._tally.sums
    return sums.segments, sums.done, sums.words


def test_every_change_is_counted(window: MainWindow) -> None:
    project = window.project
    assert project is not None
    first = project.segments[0].id
    for change in (
        lambda: project.set_target(first, "Four words stand here."),
        lambda: project.confirm(first),
        lambda: project.split(project.segments[1].id, 12),
        lambda: project.merge(project.segments[0].id),
        lambda: project.set_state(project.segments[1].id, State.REVIEWED),
        project.undo,
        project.undo,
        project.undo,
        project.redo,
    ):
        change()
        assert kept(window) == fresh(window)


def test_counted_in_slices_it_is_the_same(opened: Opener, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "AT_ONCE", 1)
    monkeypatch.setattr(tally, "BATCH", 1)
    monkeypatch.setattr(tally, "SLICE", -1.0)
    window = opened(checked=False)
    project = window.project
    assert project is not None
    assert kept(window)[2] is None
    project.set_target(project.segments[2].id, "One.")
    qtbot.waitUntil(lambda: kept(window)[2] is not None)
    assert kept(window) == fresh(window)
    qtbot.waitUntil(lambda: window.status.words.text() == f"{fresh(window)[2]} words")
