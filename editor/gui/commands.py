"""What the window does through dialogs: new documents, find, export, settings, the list of commands, help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from editor import paths
from editor.core.model import Finding, Segment
from editor.errors import DocumentError
from editor.gui import files
from editor.gui.asking import asked
from editor.gui.plain import message_box
from editor.i18n import fill, mark
from editor.project import Project
from editor.releases import newest_release
from editor.settings import AUTHOR, MARKED_SHARE, TERM_MARKS, TEXT_SIZE, THEME
from editor.termbase import load_termbase

# Dialogs and what they need are loaded when they are asked for: the window opens twice as fast.
if TYPE_CHECKING:
    from editor.deliveries import Delivered
    from editor.formats.protocol import Choice
    from editor.gui.tasks import Lane
    from editor.gui.window import MainWindow
    from editor.intake import Intake

EXPORTED = mark("Written: {path}")
FORMULAS = mark("Written: {path}. {count} cells begin like a formula; open them as text.")
UNTITLED = mark("Pasted text")
TITLE_LENGTH = 60
# A project and what is to be said about how its texts were read.
Made = tuple[Project, tuple[str, ...]]


def connect(window: MainWindow) -> None:
    """Be what these actions of a window do."""
    for name, do in {
        "file.paste": new_from_paste,
        "file.new": new_from_files,
        "file.export": export,
        "file.settings": show_settings,
        "edit.find": find,
        "view.commands": list_commands,
        "help.keys": show_keys,
        "help.sample": open_sample,
        "help.about": about,
    }.items():
        window.actions_table.on(name, partial(do, window))
    window.settings.watch(partial(_setting_changed, window))


def open_dropped(window: MainWindow, dropped: Sequence[Path]) -> None:
    """Open a dropped project; offer to make one of other files."""
    projects = [path for path in dropped if path.suffix == files.SUFFIX]
    if projects:
        files.open_path(window, projects[0])
    elif dropped:
        new_from_files(window, dropped)


def new_from_paste(window: MainWindow) -> None:
    """Ask for two texts and make a project of them in the person's folder of projects."""
    from editor.gui.dialogs.paste import PasteDialog

    dialog = PasteDialog(window, window.tr_text)
    with asked(dialog) as agreed:
        source, machine = dialog.texts()
    if agreed:
        title = title_of(machine) or window.tr_text(UNTITLED)
        _load_new(window, partial(make_pasted, source, machine, title, window.tasks.store))


def open_sample(window: MainWindow) -> None:
    """Open the sample article in a project of the person's own, made when it is first asked for."""
    from editor.sample import sample_path, sample_project

    if window.project is not None and window.project.path.resolve() == sample_path().resolve():
        return
    store = window.tasks.store
    files.load(window, lambda: Project.open(sample_project(), lane=store))


def new_from_files(window: MainWindow, dropped: Sequence[Path] = ()) -> None:
    """Ask for a translation, its Chinese and a place, and make a project."""
    from editor.gui.dialogs.new_files import NewFilesDialog

    dialog = NewFilesDialog(window, window.tr_text, dropped, window.tasks)
    with asked(dialog) as agreed:
        source, machine, project = dialog.paths()
        choices = dialog.choices()
    if agreed:
        _load_new(window, partial(make_from_files, source, machine, project, window.tasks.store, choices))


def make_pasted(source: str, machine: str, title: str, lane: Lane) -> Made:
    """A project of pasted texts under a free name in the folder of projects."""
    from editor.intake import take_text

    intake = take_text(source, machine, title, termbase=load_termbase(release=newest_release()))
    folder = paths.projects_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DocumentError(
            f"The folder {folder} cannot be made ({error.strerror}); check that you may write."
        ) from error
    return _create(free_name(folder, title), intake, lane)


def make_from_files(
    source: Path | None, machine: Path, project: Path, lane: Lane, choices: tuple[Choice, Choice] | None = None
) -> Made:
    """A project of files; one that is there already is never replaced."""
    from editor.intake import read_pair

    path = project if project.suffix else project.with_suffix(files.SUFFIX)
    if path.exists():
        raise DocumentError(f"{path} is there already; open it, or name another project file.")
    chinese, english = choices or (None, None)
    termbase = load_termbase(release=newest_release())
    return _create(path, read_pair(source, machine, choice=english, source_choice=chinese, termbase=termbase), lane)


def _create(path: Path, intake: Intake, lane: Lane) -> Made:
    return Project.create(path, intake.document, intake.segments, lane=lane), intake.remarks


def _load_new(window: MainWindow, make: Callable[[], Made]) -> None:
    if window.close_project():
        window.tasks.run(window.tasks.quick, make, partial(_show_new, window), failed=window.say_error)


def _show_new(window: MainWindow, made: Made) -> None:
    """Show a new project, and say what reading had to guess or replace: nothing is changed silently."""
    project, remarks = made
    window.show_project(project)
    if remarks:
        box = message_box(window, "Zhubi", "\n".join(remarks))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


def free_name(folder: Path, title: str) -> Path:
    """A project file that is not there yet, called after the title."""
    words = "".join(c if c.isalnum() or c in "-_'’" else " " for c in title).split()
    stem = " ".join(words)[:TITLE_LENGTH].strip() or "text"
    path, number = folder / f"{stem}{files.SUFFIX}", 2
    while path.exists():
        path, number = folder / f"{stem} {number}{files.SUFFIX}", number + 1
    return path


def title_of(text: str) -> str:
    """The first line of a text, cut to a title's length."""
    line = next((row.strip() for row in text.split("\n") if row.strip()), "")
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def export(window: MainWindow) -> None:
    """Show what is open, ask for format and place, and write the deliverable in the background."""
    desk = window.desk
    if desk is None:
        return
    desk.settle()
    project = desk.session.project
    work = partial(_before_export, project, tuple(project.segments))
    window.tasks.run(
        window.tasks.checks, work, partial(_ask_export, window, project), failed=window.say_error,
        current=lambda: window.desk is desk,
    )  # fmt: skip


def _before_export(project: Project, segments: tuple[Segment, ...]) -> tuple[Sequence[Finding], Delivered | None]:
    """What is found in the texts, and how the project was delivered last."""
    from editor.deliveries import deliveries_of

    found = project.check_set().check_document(segments, project.document.mode)
    return found, next(reversed(deliveries_of(project.path)), None)


def _ask_export(window: MainWindow, project: Project, known: tuple[Sequence[Finding], Delivered | None]) -> None:
    from editor.deliverable import deliver_file, deliverable
    from editor.gui.dialogs.export import ExportDialog

    found, last = known
    delivery = deliverable(project, findings=found)
    dialog = ExportDialog(window, window.tr_text, delivery, project.path, window.tasks, last)
    with asked(dialog) as agreed:
        exporter, path, notice = dialog.exporter, dialog.path, dialog.notice
    if agreed:
        work = partial(deliver_file, project, replace(delivery, notice=notice), exporter, path)
        window.tasks.run(window.tasks.quick, work, partial(_exported, window, path), failed=window.say_error)


def _exported(window: MainWindow, path: Path, formulas: int) -> None:
    text = FORMULAS if formulas else EXPORTED
    window.status.say(fill(text, (("path", str(path)), ("count", str(formulas))), window.tr_text))


def find(window: MainWindow) -> None:
    """Open find and replace with the selection in its box; it stays open beside the work."""
    from editor.gui.dialogs.find import FindDialog

    desk = window.desk
    if desk is None:
        return
    desk.settle()
    segment, editor = desk.segment, desk.grid.editor
    selected = ""
    if segment is not None and editor is not None:
        start, end = editor.selected_points()
        selected = segment.target[start:end]
    dialog = window.findChild(FindDialog) or FindDialog(window, window.tr_text, desk, window.tasks)
    dialog.closed.connect(dialog.deleteLater)
    dialog.show()
    dialog.activateWindow()
    dialog.look_for(selected)


def show_settings(window: MainWindow) -> None:
    """Open the settings."""
    from editor.gui.dialogs.preferences import PreferencesDialog

    with asked(PreferencesDialog(window, window.tr_text, window.settings, window.termbase)):
        window.settings.save()


def _setting_changed(window: MainWindow, name: str) -> None:
    if name in (THEME.name, TEXT_SIZE.name, TERM_MARKS.name):
        window.restyle()
    if name == AUTHOR.name:
        sign(window)
    if name == MARKED_SHARE.name:
        window.docks.document.show_share(window.settings[MARKED_SHARE])
        if window.desk is not None:
            window.desk.session.checking.paint(window.settings[MARKED_SHARE])


def sign(window: MainWindow) -> None:
    """Let the edits of the open project carry the person's name."""
    project = window.project
    if project is not None:
        project.set_options(replace(project.options, author=window.settings[AUTHOR]))


def list_commands(window: MainWindow) -> None:
    """Show all commands and do the chosen one."""
    from editor.gui.dialogs.commands import CommandsDialog

    dialog = CommandsDialog(window, window.tr_text, window.actions_table)
    with asked(dialog) as agreed:
        chosen = dialog.chosen if agreed else ""
    if chosen:
        window.actions_table.trigger(chosen)


def show_keys(window: MainWindow) -> None:
    """Show the sheet of keys."""
    from editor.gui.dialogs.help import KeysDialog

    with asked(KeysDialog(window, window.tr_text, window.actions_table)):
        pass


def about(window: MainWindow) -> None:
    """Show versions and licence."""
    from editor.gui.dialogs.help import show_about

    project = window.project
    label = project.termbase.label if project is not None else load_termbase(release=newest_release()).label
    show_about(window, window.tr_text, label)
