"""What the window does for the learning glossary: keeps corrections, mines them, checks again with a new release."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from editor.core.model import SegmentId
from editor.counting import Counted
from editor.gui.counting import Sightings
from editor.gui.desk import Desk
from editor.i18n import fill, mark
from editor.project import Project
from editor.releases import newest_release
from editor.settings import AUTHOR
from editor.whereabouts import Access, opened
from glossary.proposals import Role, Suggestion
from glossary.standing import Demotion

if TYPE_CHECKING:
    from editor.gui.dialogs.recheck import Row
    from editor.gui.window import MainWindow

NEWER = mark("Glossary release {release} is out; Terms > Check again shows what it changes here.")
NO_RELEASE = mark("There is no other glossary release on this computer.")
RETURNED = mark("Returned to review: “{text}”, {accepted} of {shown} accepted; now {mode}.")
LEARNT = mark("{count} new suggestions for the glossary from your corrections.")


def connect(window: MainWindow) -> None:
    """Be what this action of a window does."""
    window.actions_table.on("term.recheck", partial(recheck, window))


def greet(window: MainWindow, project: Project) -> None:
    """Say that there is a newer release than the one the project is pinned to."""
    newest = newest_release()
    if newest and newest != project.options.release:
        window.status.say(fill(NEWER, (("release", newest),), window.tr_text))


def watch(window: MainWindow, desk: Desk) -> Sightings:
    """Count what is seen of the glossary's rules at a desk, and obey what that leads to."""
    sightings = Sightings(desk, window.termbase, desk)
    sightings.counted.connect(partial(_counted, window))
    return sightings


def _counted(window: MainWindow, counted: Counted) -> None:
    if counted.demotions:
        _say_returned(window, counted.demotions)
    if counted.changed and window.desk is not None:
        window.desk.session.checking.start()


def _say_returned(window: MainWindow, demotions: Iterable[Demotion]) -> None:
    from editor.gui.review.names import MODES

    for demotion in demotions:
        said, standing = demotion.suggestion, demotion.standing
        values = (
            ("text", next(iter(said.bad), said.rule)),
            ("accepted", str(standing.accepted)),
            ("shown", str(standing.shown)),
            ("mode", window.tr_text(MODES[said.mode])),
        )
        window.status.say(fill(RETURNED, values, window.tr_text))


def obey(window: MainWindow) -> None:
    """Check the open document again if rules have been lowered or restored since it was checked."""
    if window.desk is not None and window.desk.session.project.outdated:
        window.desk.session.checking.start()


def part(window: MainWindow, project: Project) -> None:
    """A project has been closed: keep its confirmed corrections, and propose what they show together with earlier ones.

    The corrections are kept in the lane that always finishes; mining is dropped when the program ends before it.
    """
    from editor.learning import keep_corrections

    window.tasks.run(
        window.tasks.store, partial(keep_corrections, project), partial(_mine, window), failed=window.say_error
    )


def _mine(window: MainWindow, kept: int) -> None:
    if kept:
        work = partial(propose, window.settings[AUTHOR], window.termbase.access)
        window.tasks.run(window.tasks.checks, work, partial(_learnt, window), failed=window.say_error)


def propose(who: str, access: Access) -> list[Suggestion]:
    """Mine all corrections kept on this computer and propose what is new."""
    from editor.learning import corrections, mine_suggestions
    from editor.store.owner import person_name

    with opened(access, who or person_name(), Role.TRANSLATOR) as store:
        return mine_suggestions(store, corrections())


def _learnt(window: MainWindow, new: list[Suggestion]) -> None:
    if new:
        window.status.say(fill(LEARNT, (("count", str(len(new))),), window.tr_text))


def recheck(window: MainWindow) -> None:
    """List what the newest release judges differently here, and offer to go on with it."""
    desk, newest = window.desk, newest_release()
    if desk is None:
        return
    desk.settle()
    project = desk.session.project
    if not newest or newest == project.options.release:
        window.status.say(window.tr_text(NO_RELEASE))
        return
    work = partial(rows, project, newest)
    window.tasks.run(
        window.tasks.quick, work, partial(_show, window, newest), failed=window.say_error,
        current=lambda: window.desk is desk,
    )  # fmt: skip


def rows(project: Project, label: str) -> list[Row]:
    """The segments another release judges differently, with their numbers, terms and texts."""
    from editor.learning import recheck as affected
    from editor.learning import terms_of

    found: list[Row] = []
    for segment, change in affected(project, label):
        terms = ", ".join(terms_of(change))
        found.append((project.index(segment) + 1, segment, terms, project.segment(segment).target))
    return found


def _show(window: MainWindow, label: str, found: list[Row]) -> None:
    from editor.gui.dialogs.recheck import RecheckDialog
    from editor.learning import pin

    dialog = RecheckDialog(window, window.tr_text, label, found)
    dialog.chosen.connect(partial(_go, window))
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if agreed and window.desk is not None:
        pin(window.desk.session.project, label)
        window.desk.session.checking.start()


def _go(window: MainWindow, segment: SegmentId) -> None:
    if window.desk is not None:
        window.desk.show_segment(segment)
