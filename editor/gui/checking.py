"""Checks in the background: the whole document after opening, an edited segment at once; no widget is touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from editor.checks.framework import CheckSet, arrange
from editor.core.model import Finding, Mode, Segment, SegmentId
from editor.gui.models.finding_book import FindingBook, Opinion, approved_spans
from editor.gui.tasks import Tasks
from editor.project import Project

CHUNK = 10
PAUSE_MS = 700
# More changed segments than this are checked in chunks like a whole document.
AT_ONCE = 20


def judge(checks: CheckSet, rows: Sequence[tuple[int, Segment]], mode: Mode, *, full: bool = False) -> list[Opinion]:
    """Opinions on segments at their positions; `full` keeps what the glossary says about each place."""
    opinions = []
    for position, segment in rows:
        view = checks.view(segment, position, mode)
        found = tuple(checks.check_view(view))
        source, target = approved_spans(view.occurrences)
        kept = view.occurrences if full else None
        opinions.append(Opinion(segment.id, segment.revision, found, source, target, kept))
    return opinions


def judge_whole(checks: CheckSet, segments: Sequence[Segment], mode: Mode) -> list[Finding]:
    """Findings of the document-wide checks."""
    views = [checks.view(segment, n, mode) for n, segment in enumerate(segments)]
    return checks.check_whole(views, mode)


class Checking(QObject):
    """Keeps the book of findings up to date with the project."""

    changed = Signal(object)
    finished = Signal()

    def __init__(self, project: Project, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.book = FindingBook(project.dismissal, self._arranged)
        self._project = project
        self._tasks = tasks
        self._checks: CheckSet | None = None
        self._run = 0
        self._stamp = 0
        self._waiting: list[SegmentId] = []
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._check_whole)

    def start(self) -> None:
        """Check the whole document (again: after options or glossaries changed)."""
        self._run += 1
        run = self._run
        self._tasks.run(self._tasks.checks, self._project.check_set, self._begin, current=lambda: run == self._run)

    def stop(self) -> None:
        """Deliver nothing any more."""
        self._run += 1
        self._pause.stop()

    @property
    def busy(self) -> bool:
        """Whether the document has not been checked to its end yet."""
        return bool(self._waiting) or self._checks is None or self._pause.isActive()

    def title(self, check: str) -> str:
        """The title of a check (a gettext id), its id if it is not known."""
        known = self._checks.checks if self._checks is not None else ()
        return next((c.title for c in known if c.id == check), check)

    def touch(self, segments: Iterable[SegmentId]) -> None:
        """Check changed segments at once, and the document after a pause."""
        known = [s for s in dict.fromkeys(segments) if self._has(s)]
        for segment in known:
            if self.book.refresh(segment):
                self.changed.emit((segment,))
        if self._checks is None:
            return
        if len(known) <= AT_ONCE:
            for segment in known:
                self.look(segment)
        else:
            was_idle = not self._waiting
            self._waiting += known
            if was_idle:
                self._next_chunk()
        self._stamp += 1
        self._pause.start()

    def gone(self, segments: Iterable[SegmentId]) -> None:
        """Forget segments that are not in the document any more."""
        self.book.drop(s for s in segments if not self._has(s))
        self.changed.emit(())

    def look(self, segment: SegmentId) -> None:
        """Check one segment now, with everything the glossary says about it."""
        if self._checks is None:
            return
        value, position = self._project.segment(segment), self._project.index(segment)
        work = partial(judge, self._checks, [(position, value)], self._project.document.mode, full=True)
        self._tasks.run(self._tasks.quick, work, self._take, current=partial(self._current, self._run))

    def _begin(self, checks: CheckSet) -> None:
        self._checks = checks
        self._waiting = [s.id for s in self._project.segments]
        self._next_chunk()

    def _next_chunk(self) -> None:
        checks = self._checks
        if checks is None:
            return
        chunk = [s for s in self._waiting[:CHUNK] if self._has(s)]
        rows = [(self._project.index(s), self._project.segment(s)) for s in chunk]
        work = partial(judge, checks, rows, self._project.document.mode)
        self._tasks.run(self._tasks.checks, work, self._take_chunk, current=partial(self._current, self._run))

    def _take_chunk(self, opinions: list[Opinion]) -> None:
        del self._waiting[:CHUNK]
        self._take(opinions)
        if self._waiting:
            self._next_chunk()
        else:
            self._check_whole()

    def _take(self, opinions: list[Opinion]) -> None:
        """Use opinions on texts that have not changed meanwhile."""
        fresh = [o for o in opinions if self._has(o.segment) and self._revision(o.segment) == o.revision]
        changed = tuple(o.segment for o in fresh if self.book.put(o) or o.occurrences is not None)
        if changed:
            self.changed.emit(changed)

    def _check_whole(self) -> None:
        if self._checks is None or self._waiting:
            return
        stamp, run = self._stamp, self._run
        work = partial(judge_whole, self._checks, tuple(self._project.segments), self._project.document.mode)
        self._tasks.run(
            self._tasks.checks, work, self._take_whole, current=lambda: run == self._run and stamp == self._stamp
        )

    def _take_whole(self, findings: list[Finding]) -> None:
        changed = self.book.put_whole(findings)
        if changed:
            self.changed.emit(changed)
        self.finished.emit()

    def _arranged(self, segment: SegmentId, found: Sequence[Finding]) -> Sequence[Finding]:
        if self._checks is None or not self._has(segment):
            return ()
        view = self._checks.view(self._project.segment(segment), 0, self._project.document.mode)
        return arrange(found, [view], self._checks.checks)

    def _current(self, run: int) -> bool:
        return run == self._run

    def _has(self, segment: SegmentId) -> bool:
        try:
            self._project.index(segment)
        except KeyError:
            return False
        return True

    def _revision(self, segment: SegmentId) -> int:
        return self._project.segment(segment).revision
