"""What the window does with the termbase: propose, look up, review; the windows for it are loaded when asked for."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from editor.gui import learning
from editor.gui.asking import asked
from editor.i18n import fill, mark, told
from editor.settings import AUTHOR, ROLE, TERMBASE, THEME

if TYPE_CHECKING:
    from editor.gui.review.browser import GlossaryWindow
    from editor.gui.review.perspective import ReviewWindow
    from editor.gui.review.releases import ReleasesWindow
    from editor.gui.review.wider import Sources
    from editor.gui.window import MainWindow
    from glossary.errors import GlossaryError
    from glossary.impact import Passage

LOST = mark("{error} What was read last stays on the screen; the server is asked again every few seconds.")
BACK = mark("The termbase’s server is there again; nothing was lost.")
BACK_BUT = mark("The termbase’s server is there again. The last change could not be kept: {error}")


def connect(window: MainWindow) -> None:
    """Be what these actions of a window do."""
    for name, do in {
        "term.propose": propose,
        "term.review": review,
        "term.browse": browse,
        "term.import": bring_in,
        "term.export": hand_out,
        "term.releases": releases,
    }.items():
        window.actions_table.on(name, partial(do, window))
    window.settings.watch(partial(_setting_changed, window))
    window.termbase.lost.connect(partial(_lost, window))
    window.termbase.back.connect(partial(_back, window))


def close_windows(window: MainWindow) -> bool:
    """Close the windows beside the work; False if the person stays with an entry that is not saved."""
    return all(opened.close() for opened in _windows(window))


def close(window: MainWindow) -> None:
    """Let go of the termbase."""
    window.termbase.close()


def propose(window: MainWindow) -> None:
    """Ask for a term or a wrong rendering, filled from the active row, and propose it."""
    from editor.gui.review.propose import ProposeDialog, selection_of

    desk = window.desk
    if desk is None:
        return
    desk.settle()
    selection = selection_of(desk, window.termbase.who)
    if selection is None:
        return
    dialog = ProposeDialog(window, window.tr_text, window.termbase, selection)
    with asked(dialog) as agreed:
        said = dialog.saved
    if agreed:
        window.status.say(said)


def review(window: MainWindow) -> None:
    """Show the suggestions that wait for a decision, beside the work."""
    from editor.gui.learning import obey
    from editor.gui.review.perspective import ReviewWindow
    from editor.gui.review.wider import WiderLook

    opened = window.findChild(ReviewWindow)
    if opened is None:
        look = window.findChild(WiderLook) or WiderLook(window.tasks, window)
        opened = ReviewWindow(
            window, window.tr_text, window.theme, window.termbase, partial(passages, window), look,
            partial(sources, window),
        )  # fmt: skip
        opened.decided.connect(partial(obey, window))
    else:
        opened.load()
    opened.show()
    opened.raise_()
    opened.activateWindow()


def browse(window: MainWindow) -> None:
    """Show the glossary, beside the work."""
    from editor.gui.review.browser import GlossaryWindow

    opened = window.findChild(GlossaryWindow)
    if opened is None:
        opened = GlossaryWindow(window, window.tr_text, window.theme, window.termbase)
    else:
        opened.load()
    opened.show()
    opened.raise_()
    opened.activateWindow()
    opened.search.setFocus()


def releases(window: MainWindow) -> None:
    """Show the releases of the glossary, beside the work."""
    from editor.gui.review.releases import ReleasesWindow

    opened = window.findChild(ReleasesWindow)
    if opened is None:
        opened = ReleasesWindow(window, window.tr_text, window.theme, window.termbase)
        opened.released.connect(partial(_released, window))
    else:
        opened.load()
    opened.show()
    opened.raise_()
    opened.activateWindow()


def _released(window: MainWindow, label: str) -> None:
    """A release was made: what shows suggestions or entries reads them again, then the person sees what it changes."""
    for opened in _opened(window):
        opened.load()
    learning.released(window, label)


def bring_in(window: MainWindow) -> None:
    """Ask for a glossary file, show what it would change, and bring it in."""
    from editor.gui.review.importing import ImportDialog, choose_file

    path = choose_file(window, window.tr_text)
    if path is None:
        return
    dialog = ImportDialog(window, window.tr_text, window.theme, window.termbase, window.tasks, path)
    with asked(dialog):
        brought = dialog.report
    if brought is not None:
        _load_again(window)


def hand_out(window: MainWindow) -> None:
    """Write the glossary as a file for others."""
    from editor.gui.review.exporting import ExportDialog

    folder = window.project.path.parent if window.project is not None else Path.home()
    with asked(ExportDialog(window, window.tr_text, window.termbase, folder)):
        pass


def passages(window: MainWindow) -> list[Passage]:
    """The texts of the open project, as the impact of an approval is tried on them."""
    from glossary.impact import Passage

    project = window.project
    if project is None:
        return []
    title = project.document.title or project.path.stem
    return [Passage(s.source, s.target, title, str(n)) for n, s in enumerate(project.segments, 1)]


def sources(window: MainWindow) -> Sources:
    """Where else the impact of an approval is looked for."""
    from editor.gui.review.wider import Sources

    project = window.project
    return Sources(tuple(window.settings.remembered()), project.path if project is not None else None)


def _windows(window: MainWindow) -> list[QMainWindow]:
    return window.findChildren(QMainWindow)


def _setting_changed(window: MainWindow, name: str) -> None:
    if not _windows(window):
        return
    if name == THEME.name:
        for opened in _opened(window):
            opened.restyle(window.theme)
    elif name in (AUTHOR.name, ROLE.name, TERMBASE.name):
        _load_again(window)


def _lost(window: MainWindow, error: GlossaryError) -> None:
    """Say that the server is away; what was read of it stays on the screen."""
    said = fill(LOST, (("error", told(error, window.tr_text)),), window.tr_text)
    window.status.say(said)
    for opened in _opened(window):
        opened.say(said)


def _back(window: MainWindow, refusal: GlossaryError | None) -> None:
    """Say that the server is there again, and what became of the last change; read anew."""
    tr = window.tr_text
    said = fill(BACK_BUT, (("error", told(refusal, tr)),), tr) if refusal is not None else tr(BACK)
    window.status.say(said)
    for opened in _opened(window):
        opened.load()
        opened.say(said)


def _load_again(window: MainWindow) -> None:
    for opened in _opened(window):
        opened.load()


def _opened(window: MainWindow) -> list[ReviewWindow | GlossaryWindow | ReleasesWindow]:
    from editor.gui.review.browser import GlossaryWindow
    from editor.gui.review.perspective import ReviewWindow
    from editor.gui.review.releases import ReleasesWindow

    kinds: tuple[type[ReviewWindow | GlossaryWindow | ReleasesWindow], ...] = (
        ReviewWindow, GlossaryWindow, ReleasesWindow,
    )  # fmt: skip
    return [opened for kind in kinds for opened in window.findChildren(kind)]
