"""Opening, making and dropping files into the window; reading happens in the background, dialogs live elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QFileDialog

from editor import paths
from editor.i18n import mark
from editor.project import Project

if TYPE_CHECKING:
    from editor.gui.window import MainWindow

SUFFIX = ".zhubi"
PROJECTS = mark("Zhubi projects")


def connect(window: MainWindow) -> None:
    """Be what the file actions of a window do."""
    actions = window.actions_table
    actions.on("file.open", partial(choose_project, window))
    actions.on("file.close", window.close_project)
    window.recent_menu.aboutToShow.connect(partial(fill_recent, window))


def choose_project(window: MainWindow) -> None:
    """Ask for a project file and open it."""
    folder = paths.projects_folder()
    start = str(folder if folder.is_dir() else Path.home())
    named = f"{window.tr_text(PROJECTS)} (*{SUFFIX})"
    chosen, _ = QFileDialog.getOpenFileName(window, window.tr_text("Open a project"), start, named)
    if chosen:
        open_path(window, Path(chosen))


def open_path(window: MainWindow, path: Path) -> None:
    """Open a project file in the background and show it; nothing happens if it is the open one."""
    project = window.project
    if project is not None and project.path.resolve() == path.resolve():
        return
    load(window, partial(Project.open, path, lane=window.tasks.store))


def load(window: MainWindow, make: Callable[[], Project], show: Callable[[Project], object] | None = None) -> None:
    """Make a project in the background and show it; until then, and if it cannot be made, the open one stays."""
    window.tasks.run(window.tasks.quick, make, show or window.show_project, failed=window.say_error)


def fill_recent(window: MainWindow) -> None:
    """List recent projects in their menu."""
    window.recent_menu.clear()
    for path in window.settings.recent():
        window.recent_menu.addAction(str(path).replace("&", "&&"), partial(open_path, window, path))


def dropped(data: QMimeData) -> list[Path]:
    """The local files that are being dropped."""
    if not data.hasUrls():
        return []
    return [Path(url.toLocalFile()) for url in map(QUrl, data.urls()) if url.isLocalFile()]
