"""Long documents: the window answers while it opens, pages, types, walks through findings and filters; lists fit."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from benchmarks.watchdog import Watchdog
from benchmarks.window import segments
from editor.core.model import Document, Mode
from editor.gui.desk import Desk
from editor.gui.models import finding_list
from editor.gui.models.finding_list import FindingColumn, FindingList
from editor.gui.window import MainWindow
from editor.project import Project
from editor.settings import Settings
from tests.gui.conftest import Opener

LONG = 6_000
# The share of the time of a check that the window may be silent at a stretch: it scales with how busy the machine is.
# `benchmarks.window` prints the real figures.
SHARE = 0.25


def desk_of(window: MainWindow) -> Desk:
    assert window.desk is not None
    return window.desk


def shown(model: FindingList) -> list[tuple[str, str, str]]:
    columns = (FindingColumn.SEGMENT, FindingColumn.CHECK, FindingColumn.TEXT)
    return [
        (model.index(n, columns[0]).data(), model.index(n, columns[1]).data(), model.index(n, columns[2]).data())
        for n in range(model.rowCount())
    ]


def wanted(window: MainWindow) -> list[tuple[str, str]]:
    session = desk_of(window).session
    return [
        (str(n + 1), session.checking.title(f.check))
        for n, s in enumerate(session.project.segments)
        for f in session.open_findings(s.id)
    ]


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "long.zhubi"
    Project.create(path, Document("l", "Long", "txt", Mode.BILINGUAL), segments(LONG)).close()
    return path


@pytest.fixture
def long_window(long_file: Path, qtbot: QtBot) -> Iterator[tuple[MainWindow, Watchdog]]:
    window = MainWindow(Settings(), str)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    project = Project.open(long_file, lane=window.tasks.store)
    watchdog = Watchdog(window)
    watchdog.start()
    window.show_project(project)
    yield window, watchdog
    watchdog.stop()
    window.close()


def test_the_window_answers_while_everything_is_checked(long_window: tuple[MainWindow, Watchdog], qtbot: QtBot) -> None:
    window, watchdog = long_window
    desk, panel = desk_of(window), window.docks.document
    begun = time.monotonic()
    for _ in range(6):
        QTest.keyClick(desk.grid.editor, Qt.Key.Key_PageDown)
        qtbot.wait(30)
    before = desk.grid.editor.text()
    QTest.keyClicks(desk.grid.editor, "The court ")
    assert "The court " in desk.grid.editor.text() != before
    assert desk.session.checking.busy
    window.actions_table.trigger("go.last")
    assert desk.grid.currentIndex().row() == LONG - 1
    panel.text.setText("sp")
    qtbot.wait(200)
    panel.text.setText("")
    qtbot.waitUntil(lambda: len(desk.session.checking.book) > 300, timeout=60_000)
    panel.findChildren(QAbstractButton)[2].click()
    qtbot.waitUntil(lambda: not desk.session.checking.busy, timeout=120_000)
    whole = (time.monotonic() - begun) * 1000
    assert watchdog.longest() < SHARE * whole


PAIRS = tuple(
    (f"第{n}句。", f"Sentence {n} stands  here ." if n % 3 == 0 else f"Sentence {n} stands here.") for n in range(30)
)


def test_the_list_follows_an_edit_where_it_is(opened: Opener, qtbot: QtBot) -> None:
    window = opened(PAIRS)
    model, desk = window.docks.document.model, desk_of(window)
    qtbot.waitUntil(lambda: [row[:2] for row in shown(model)] == wanted(window))
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    window.docks.document.view.selectRow(model.rowCount() - 1)
    before = model.rowCount()
    with qtbot.waitSignal(desk.session.checking.finished, timeout=60_000):
        desk.session.project.set_target(desk.session.project.segments[9].id, "Sentence 9 stands here.")
    with qtbot.waitSignal(desk.session.checking.finished, timeout=60_000):
        desk.session.project.set_target(desk.session.project.segments[1].id, "Sentence 1  stands here .")
    qtbot.waitUntil(lambda: [row[:2] for row in shown(model)] == wanted(window))
    assert "2" in {row[0] for row in shown(model)}
    assert "10" not in {row[0] for row in shown(model)}
    assert not resets
    # What a person had chosen in the list is still chosen.
    selected = window.docks.document.view.selectionModel().selectedRows()
    assert [index.row() for index in selected] == [model.rowCount() - 1]
    assert model.rowCount() == before


def test_the_list_follows_split_and_merge(opened: Opener, qtbot: QtBot) -> None:
    window = opened(PAIRS)
    model, project = window.docks.document.model, desk_of(window).session.project
    project.split(project.segments[0].id, 12)
    project.merge(project.segments[5].id)
    qtbot.waitUntil(lambda: not desk_of(window).session.checking.busy)
    qtbot.waitUntil(lambda: [row[:2] for row in shown(model)] == wanted(window), timeout=60_000)
    numbers = [int(row[0]) for row in shown(model)]
    assert numbers == sorted(numbers)


def test_a_list_made_in_slices_is_the_same(opened: Opener, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding_list, "AT_ONCE", 1)
    monkeypatch.setattr(finding_list, "BATCH", 2)
    monkeypatch.setattr(finding_list, "SLICE", 0.0)
    window = opened(PAIRS)
    panel, desk = window.docks.document, desk_of(window)
    qtbot.waitUntil(lambda: [row[:2] for row in shown(panel.model)] == wanted(window))
    everything = panel.model.rowCount()
    panel.text.setText("space")
    assert panel.model.collecting
    # An edit in the middle of it is not lost.
    desk.session.project.set_target(desk.session.project.segments[27].id, "Sentence 27 stands here.")
    qtbot.waitUntil(lambda: not panel.model.collecting)
    qtbot.waitUntil(lambda: "28" not in {row[0] for row in shown(panel.model)}, timeout=60_000)
    panel.text.setText("")
    qtbot.waitUntil(lambda: not panel.model.collecting)
    assert 0 < panel.model.rowCount() < everything
    qtbot.waitUntil(lambda: [row[:2] for row in shown(panel.model)] == wanted(window))


def test_like_fixes_are_found_by_an_index_that_follows_edits(window: MainWindow, qtbot: QtBot) -> None:
    desk = desk_of(window)
    findings = window._findings
    assert findings is not None
    project, session = desk.session.project, desk.session
    first = project.segments[0]
    fixable = [f for f in session.open_findings(first.id) if f.fixes]
    blank = next(f for f in fixable if findings.alike(f, f.fixes[0], first.target))
    ((other, fix),) = findings.alike(blank, blank.fixes[0], first.target)
    there = project.segment(other.segment)
    assert there.id != first.id
    assert there.target[fix.start : fix.end] == first.target[blank.fixes[0].start : blank.fixes[0].end]
    with qtbot.waitSignal(session.checking.finished, timeout=60_000):
        project.set_target(there.id, "Another sentence stands here.")
    assert findings.alike(blank, blank.fixes[0], project.segments[0].target) == []
    project.undo()
    qtbot.waitUntil(lambda: bool(findings.alike(blank, blank.fixes[0], project.segments[0].target)), timeout=60_000)
