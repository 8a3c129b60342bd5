"""Trying suggestions on recent projects and delivered documents in the background: progress, a stop, and a memory.

Files are looked into in the lane in which projects are opened, so that never both happen at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from editor.gui.plain import plain_label, set_tip
from editor.gui.review.queue import Queue, Reach
from editor.gui.tasks import Mendable, Tasks
from editor.gui.theme import SMALL
from editor.i18n import Translate, fill, mark
from editor.surroundings import Surrounding, delivered_documents, mark_of, others, recent_project, same_file
from glossary.impact import Impact, Preview
from glossary.proposals import SuggestionId

Effects = dict[SuggestionId, Impact]
LOOKING = mark("Looking through recent projects and delivered documents: {done} of {all}")
LOOKED = mark("Also looked through: {projects} recent projects, {delivered} delivered documents.")
STOPPED = mark("Stopped: {projects} recent projects and {delivered} delivered documents were looked through.")
LEFT_OUT = mark("Left out: {text}")
MORE = mark("and {count} more")


@dataclass(frozen=True, slots=True)
class Sources:
    """What is to be looked through: recent projects, and which project is open and therefore left out."""

    recent: tuple[Path, ...] = ()
    open: Path | None = None


@dataclass
class Look:
    """One look in progress; a later one makes it stale."""

    queue: Queue
    waiting: list[Path | Surrounding]
    preview: Preview | None = None
    all: int = 0
    looked: list[Surrounding] = field(default_factory=list)
    reaches: dict[str, list[Reach]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    open: Path | None = None

    def has(self, project: Path) -> bool:
        """Whether a project is looked at as it stands now."""
        looked = [text.path for text in self.looked if text.delivered is None]
        return any(same_file(path, project) for path in (self.open, *looked) if path is not None)


class WiderLook(QObject):
    """Looks, remembers by the text's digest and the glossary's state, and tells `progressed` and `finished`."""

    progressed = Signal(object)
    finished = Signal(object, bool)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._look: Look | None = None
        self._texts: dict[Path, tuple[tuple[int, int], Surrounding]] = {}
        self._known: dict[tuple[str, str], Effects] = {}

    @property
    def busy(self) -> bool:
        """Whether a look is in progress."""
        return self._look is not None

    def begin(self, queue: Queue, sources: Sources) -> None:
        """Try the suggestions of a queue on everything; a look in progress is given up."""
        waiting: list[Path | Surrounding] = list(others(sources.recent, sources.open))
        self._look = look = Look(queue, waiting, all=len(waiting), open=sources.open)
        if not queue.items:
            self._end(stopped=False)
            return
        self._known = {key: found for key, found in self._known.items() if key[1] == queue.state}
        self._texts = {path: kept for path, kept in self._texts.items() if path in waiting}
        self.progressed.emit(look)
        self._tasks.run(
            self._tasks.checks, partial(_prepare, look), partial(self._prepared, look),
            current=lambda: self._look is look,
        )  # fmt: skip

    def stop(self) -> None:
        """Keep what was found so far, and look no further."""
        if self._look is not None:
            self._end(stopped=True)

    def give_up(self) -> None:
        """Nobody is interested any more."""
        self._look = None

    def _prepared(self, look: Look, delivered: list[Surrounding]) -> None:
        look.waiting += delivered
        look.all = len(look.waiting)
        self._next(look)

    def _next(self, look: Look) -> None:
        self.progressed.emit(look)
        if not look.waiting:
            self._end(stopped=False)
            return
        source = look.waiting.pop(0)
        if isinstance(source, Surrounding):
            self._try(look, source)
            return
        self._tasks.run(
            self._tasks.quick, partial(self._read, source), partial(self._try, look),
            current=lambda: self._look is look, failed=lambda error: self._skip(look, error),
        )  # fmt: skip

    def _read(self, path: Path) -> Surrounding:
        """The text of a project; one that has not been written since is not read again. Runs in the lane."""
        written = mark_of(path)
        known = self._texts.get(path)
        if known is not None and known[0] == written:
            return known[1]
        found = recent_project(path)
        self._texts[path] = written, found
        return found

    def _skip(self, look: Look, error: Mendable) -> None:
        look.problems.append(str(error))
        self._next(look)

    def _try(self, look: Look, text: Surrounding) -> None:
        look.looked.append(text)
        key = (text.digest, look.queue.state)
        known, preview = self._known.get(key), look.preview
        if known is not None or preview is None:
            self._take(look, text, known or {})
            return
        self._tasks.run(
            self._tasks.checks, partial(preview.of, text.passages, text.profile), partial(self._take, look, text),
            current=lambda: self._look is look,
        )  # fmt: skip

    def _take(self, look: Look, text: Surrounding, found: Effects) -> None:
        self._known[text.digest, look.queue.state] = found
        counted = text.delivered is None or not look.has(text.path)
        for id_, effects in found.items():
            look.reaches.setdefault(id_, []).append(Reach(text, effects, counted))
        self._next(look)

    def _end(self, *, stopped: bool) -> None:
        look, self._look = self._look, None
        self.finished.emit(look, stopped)


class WiderBar(QWidget):
    """Says how far the look is, what was left out and why, and stops it."""

    def __init__(self, tr: Translate, look: WiderLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self.told = plain_label("", self, role="muted", wrap=True)
        self.stop = QPushButton(tr("Stop"), self)
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(look.stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        row.addWidget(self.told, 1)
        row.addWidget(self.stop)
        look.progressed.connect(self._progress)
        look.finished.connect(self._finish)
        self.hide()

    def _progress(self, look: Look) -> None:
        done = (("done", str(look.all - len(look.waiting))), ("all", str(look.all)))
        self.told.setText(fill(LOOKING, done, self._tr))
        self.stop.show()
        self.show()

    def _finish(self, look: Look, stopped: bool) -> None:
        self.stop.hide()
        delivered = sum(text.delivered is not None for text in look.looked)
        counts = (("projects", str(len(look.looked) - delivered)), ("delivered", str(delivered)))
        said = [fill(STOPPED if stopped else LOOKED, counts, self._tr)]
        if look.problems:
            said.append(fill(LEFT_OUT, (("text", look.problems[0]),), self._tr))
        if len(look.problems) > 1:
            said.append(fill(MORE, (("count", str(len(look.problems) - 1)),), self._tr))
        self.told.setText(" ".join(said))
        set_tip(self.told, "\n".join(look.problems))
        self.setVisible(bool(look.looked or look.problems))


def _prepare(look: Look) -> list[Surrounding]:
    """What all documents have in common, and the delivered ones. Runs in the lane."""
    look.preview = Preview([item.suggestion for item in look.queue.items], look.queue.matcher)
    return delivered_documents()
