"""Taking back a reviewed file in the window: asked for, read in the background, shown with ticks, one step."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from editor.gui.asking import asked
from editor.i18n import fill, mark
from editor.project import Project

if TYPE_CHECKING:
    from editor.gui.window import MainWindow
    from editor.returned import Comeback

TABLES = mark("Review tables")
TAKEN = mark("{count} segments taken back from {file}; one undo takes it back.")


def connect(window: MainWindow) -> None:
    """Be what this action of a window does."""
    window.actions_table.on("file.take_back", partial(ask, window))


def ask(window: MainWindow) -> None:
    """Ask for the file and look at it in the background."""
    if window.project is None:
        return
    named = f"{window.tr_text(TABLES)} (*.docx *.xlsx)"
    start = str(window.project.path.parent)
    chosen, _ = QFileDialog.getOpenFileName(window, window.tr_text("Take back a reviewed file"), start, named)
    if chosen:
        read(window, Path(chosen))


def read(window: MainWindow, path: Path) -> None:
    """Compare a returned file with the open project and show what it would change."""
    from editor.returned import look

    desk = window.desk
    if desk is None:
        return
    desk.settle()
    project = desk.session.project
    window.tasks.run(
        window.tasks.quick, partial(look, project, path), partial(_show, window, project), failed=window.say_error,
        current=lambda: window.desk is desk,
    )  # fmt: skip


def _show(window: MainWindow, project: Project, comeback: Comeback) -> None:
    from editor.gui.dialogs.returned import ReturnedDialog
    from editor.returned import remarks, take

    dialog = ReturnedDialog(window, window.tr_text, window.theme, comeback.plan, remarks(comeback, window.tr_text))
    with asked(dialog) as agreed:
        chosen = dialog.chosen
    if agreed:
        count = take(project, comeback.plan, chosen)
        values = (("count", str(count)), ("file", comeback.path.name))
        window.status.say(fill(TAKEN, values, window.tr_text))
