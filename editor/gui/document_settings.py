"""Changing which checks and glossaries a document has, and checking it again with them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from editor.core.options import Options
from editor.gui import learning
from editor.gui.asking import asked
from editor.releases import known_releases
from editor.termbase import termbase_of

if TYPE_CHECKING:
    from editor.gui.window import MainWindow


def connect(window: MainWindow) -> None:
    """Be what this action of a window does."""
    window.actions_table.on("file.document", partial(ask, window))


def ask(window: MainWindow) -> None:
    """Show the document's settings; what was changed holds once its glossaries could be read."""
    from editor.checks.catalogue import CHECKS
    from editor.gui.dialogs.document import DocumentDialog

    project = window.project
    if project is None:
        return
    dialog = DocumentDialog(
        window, window.tr_text, project.options, [(c.id, c.title) for c in CHECKS], known_releases()
    )
    with asked(dialog) as agreed:
        options = dialog.options
    if agreed and options != project.options:
        desk = window.desk
        window.tasks.run(
            window.tasks.quick, partial(_try, options), lambda tried: _look_first(window, tried),
            failed=window.say_error,
            current=lambda: window.desk is desk,
        )  # fmt: skip


def _try(options: Options) -> Options:
    termbase_of(options)
    return options


def _look_first(window: MainWindow, options: Options) -> None:
    """A document goes to another release only after its person has seen what that changes."""
    project = window.project
    if project is not None and options.release != project.options.release:
        learning.offer(window, options.release, partial(_apply, window, options))
        options = replace(options, release=project.options.release)
    _apply(window, options)


def _apply(window: MainWindow, options: Options) -> None:
    if window.desk is not None and options != window.desk.session.project.options:
        window.desk.session.project.set_options(options)
        window.desk.session.checking.start()
        learning.show_release(window)
