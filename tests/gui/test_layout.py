"""What a person arranged is there again: panels, column widths, the size of the window; and one command undoes it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from editor.gui.models.finding_list import FindingColumn
from editor.gui.models.segment_table import Column
from editor.gui.window import MainWindow
from editor.settings import DOCKS, Settings
from tests.gui.conftest import Opener

LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
RIGHT = Qt.DockWidgetArea.RightDockWidgetArea


def arrange(window: MainWindow) -> None:
    docks = window.docks.docks
    window.addDockWidget(LEFT, docks["terms"])
    docks["document"].toggleViewAction().trigger()
    assert window.desk is not None
    window.desk.grid.horizontalHeader().resizeSection(Column.SOURCE, 250)
    window.docks.document.view.horizontalHeader().resizeSection(FindingColumn.CHECK, 333)
    window.resize(780, 700)


def check_width(window: MainWindow) -> int:
    return window.docks.document.view.columnWidth(FindingColumn.CHECK)


def share(window: MainWindow) -> float:
    assert window.desk is not None
    grid = window.desk.grid
    source, target = grid.columnWidth(Column.SOURCE), grid.columnWidth(Column.TARGET)
    return source / (source + target)


def test_the_arrangement_is_there_in_the_next_window(opened: Opener, qtbot: QtBot) -> None:
    first = opened(checked=False)
    before = share(first)
    arrange(first)
    qtbot.waitUntil(lambda: share(first) < before - 0.05)
    wanted = share(first)
    first.close()
    assert first.settings.path is not None
    second = MainWindow(Settings.load(first.settings.path), str)
    qtbot.addWidget(second)
    second.show()
    assert second.height() == 700
    assert not any(dock.isVisible() for dock in second.docks.docks.values())  # nothing is open yet
    second.close()
    third = opened(name="b.zhubi", checked=False, settings=Settings.load(first.settings.path))
    assert third.dockWidgetArea(third.docks.docks["terms"]) is LEFT
    assert third.docks.docks["findings"].isVisible()
    assert not third.docks.docks["document"].isVisible()
    assert check_width(third) == 333
    assert abs(share(third) - wanted) < 0.03


def test_a_closed_panel_stays_closed_with_the_next_document(window: MainWindow, opened: Opener) -> None:
    window.docks.docks["terms"].close()
    project = window.project
    assert project is not None
    path = project.path
    assert window.close_project()
    assert not any(dock.isVisible() for dock in window.docks.docks.values())
    from editor.project import Project

    window.show_project(Project.open(path, lane=window.tasks.store))
    assert not window.docks.docks["terms"].isVisible()
    assert window.docks.docks["findings"].isVisible()


def test_reset_layout_puts_everything_back(opened: Opener, qtbot: QtBot) -> None:
    window = opened(checked=False)
    before, width = share(window), check_width(window)
    arrange(window)
    qtbot.waitUntil(lambda: share(window) < before - 0.05)
    window.actions_table.trigger("view.reset")
    docks = window.docks.docks
    assert window.dockWidgetArea(docks["terms"]) is RIGHT
    assert docks["document"].isVisible()
    assert docks["findings"].isVisible()
    assert check_width(window) == width
    assert abs(share(window) - before) < 0.01


def test_places_that_cannot_be_read_are_the_usual_ones(opened: Opener, qtbot: QtBot) -> None:
    settings = Settings()
    settings[DOCKS] = "bm9uc2Vuc2U="
    window = opened(checked=False, settings=settings)
    assert all(window.docks.docks[name].isVisible() for name in ("findings", "terms", "document"))
