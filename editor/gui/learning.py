"""What the window does for the learning glossary: keeps corrections, mines them, checks again with a new release."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from editor.core.model import SegmentId
from editor.counting import Counted
from editor.gui import files
from editor.gui.asking import asked
from editor.gui.counting import Sightings
from editor.gui.desk import Desk
from editor.i18n import fill, mark
from editor.project import Project
from editor.releases import known_releases, newest_release
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
PINNED = mark("Glossary {release}")
OLDER = mark("Glossary {release} ({newest} is out)")
WHY_PINNED = mark("The release this document is checked with; Terms > Check again shows what a newer one changes.")
BUILT_IN = mark("built in")
LEARNT = mark("{count} new suggestions for the glossary from your corrections.")


def connect(window: MainWindow) -> None:
    """Be what these actions of a window do."""
    window.actions_table.on("term.recheck", partial(recheck, window))
    window.actions_table.on("term.delivered", partial(show_delivered, window))


def greet(window: MainWindow, project: Project) -> None:
    """Say that there is a newer release than the one the project is pinned to."""
    show_release(window)
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
    newest, project = newest_release(), window.project
    if project is None:
        return
    if not newest or newest == project.options.release:
        window.status.say(window.tr_text(NO_RELEASE))
        return
    offer(window, newest, partial(_move, window, newest))


def _move(window: MainWindow, label: str) -> None:
    """Check the open project with another release from now on."""
    from editor.learning import pin

    if window.desk is not None:
        pin(window.desk.session.project, label)
        window.desk.session.checking.start()
        show_release(window)


def offer(window: MainWindow, label: str, agreed: Callable[[], object]) -> None:
    """List what a release judges differently in the open project; `agreed()` if the person wants to use it."""
    desk = window.desk
    if desk is None:
        return
    desk.settle()
    work = partial(_look, desk.session.project, label)
    window.tasks.run(
        window.tasks.quick, work, partial(_show, window, label, agreed), failed=window.say_error,
        current=lambda: window.desk is desk,
    )  # fmt: skip


def released(window: MainWindow, _label: str) -> None:
    """A release was made in this window: what has to be looked at again."""
    if window.project is not None:
        show_release(window)
        recheck(window)
    else:
        show_delivered(window)


def show_release(window: MainWindow) -> None:
    """Name the release the open project is pinned to, and a newer one if there is any."""
    project, newest = window.project, newest_release()
    if project is None:
        return
    pinned = project.options.release
    values = (("release", pinned or window.tr_text(BUILT_IN)), ("newest", newest))
    older = bool(newest) and newest != pinned
    window.status.show_release(fill(OLDER if older else PINNED, values, window.tr_text), window.tr_text(WHY_PINNED))


def show_delivered(window: MainWindow) -> None:
    """Show what was delivered, and what the newest release would flag in it."""
    from editor.gui.review.delivered import DeliveredWindow

    opened = window.findChild(DeliveredWindow)
    if opened is None:
        opened = DeliveredWindow(window, window.tr_text, window.tasks)
        opened.chosen.connect(partial(_open_at, window))
    opened.show_releases(known_releases())
    opened.show()
    opened.raise_()
    opened.activateWindow()


def _open_at(window: MainWindow, target: tuple[Path, SegmentId]) -> None:
    """Open a project at a segment; the text stays as it is."""
    path, segment = target
    if window.project is not None and window.project.path.resolve() == path.resolve():
        _arrive(window, segment)
        return

    def arrive(project: Project) -> None:
        window.show_project(project)
        if window.project is project:
            _arrive(window, segment)

    files.load(window, partial(Project.open, path, lane=window.tasks.store), arrive)


def _arrive(window: MainWindow, segment: SegmentId) -> None:
    project = window.project
    if project is not None and any(s.id == segment for s in project.segments):
        _go(window, segment)
    window.raise_()
    window.activateWindow()


def rows(project: Project, label: str) -> list[Row]:
    """The segments another release judges differently, with their numbers, terms and texts."""
    from editor.learning import recheck as affected
    from editor.learning import terms_of

    found: list[Row] = []
    for segment, change in affected(project, label):
        terms = ", ".join(terms_of(change))
        found.append((project.index(segment) + 1, segment, terms, project.segment(segment).target))
    return found


def _look(project: Project, label: str) -> tuple[list[Row], int]:
    from editor.deliveries import deliveries, flagged

    return rows(project, label), len(flagged(deliveries(), label))


def _show(window: MainWindow, label: str, agreed: Callable[[], object], found: tuple[list[Row], int]) -> None:
    from editor.gui.dialogs.recheck import RecheckDialog

    dialog = RecheckDialog(window, window.tr_text, label or window.tr_text(BUILT_IN), *found)
    dialog.chosen.connect(partial(_go, window))
    with asked(dialog) as chosen:
        wanted = dialog.delivered
    if chosen:
        agreed()
    if wanted:
        show_delivered(window)


def _go(window: MainWindow, segment: SegmentId) -> None:
    if window.desk is not None:
        window.desk.show_segment(segment)
