"""Checks in the background: the whole document after opening, an edited segment at once; no widget is touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from editor.checks.framework import CheckSet, arrange
from editor.checks.trust import SHARE, cut, painted
from editor.core.fixing import follow, is_done
from editor.core.model import Finding, Segment, SegmentId
from editor.gui import checker
from editor.gui.models.finding_book import FindingBook, Opinion
from editor.gui.tasks import Lane, Tasks, load_far
from editor.project import Project

CHUNK = 10
PAUSE_MS = 700
# More changed segments than this are checked in chunks like a whole document.
AT_ONCE = 20
# The document is painted before the checks are loaded, which keeps the interpreter busy.
SOON_MS = 40
# Longer documents are checked in a process of their own, so that keys never wait for the checks.
FAR_FROM = 200
# So are documents with a longer segment, also when it is looked at: its terms are not listed then.
LONG = 20_000


def _checks_of(project: Project, far: bool) -> CheckSet:
    if far:
        load_far()
    return project.check_set()


class Checking(QObject):
    """Keeps the book of findings up to date with the project."""

    changed = Signal(object)
    finished = Signal()
    failed = Signal(object)

    def __init__(self, project: Project, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.book = FindingBook(project.dismissal, self._arranged)
        self._project = project
        self._tasks = tasks
        self._checks: CheckSet | None = None
        self._run = 0
        self._stamp = 0
        self._far = False
        self._changed: dict[SegmentId, None] = {}
        self._near = checker.Checker()
        self._waiting: list[SegmentId] = []
        self._looked: SegmentId | None = None
        self._share = SHARE
        self._least = 0.0
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._load)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._check_whole)

    def start(self) -> None:
        """Check the whole document (again: after options or glossaries changed)."""
        self._run += 1
        self._pause.stop()
        segments = self._project.segments
        self._far = len(segments) >= FAR_FROM or any(map(_long, segments))
        self._soon.start()

    def _load(self) -> None:
        current = partial(self._current, self._run)
        self._tasks.run(
            self._tasks.checks,
            partial(_checks_of, self._project, self._far),
            self._begin,
            current=current,
            failed=self.failed.emit,
        )

    def stop(self) -> None:
        """Deliver nothing any more."""
        self._run += 1
        self._soon.stop()
        self._pause.stop()

    @property
    def busy(self) -> bool:
        """Whether the document has not been checked to its end yet."""
        return bool(self._waiting) or self._checks is None

    def title(self, check: str) -> str:
        """The title of a check (a gettext id), its id if it is not known."""
        known = self._checks.checks if self._checks is not None else ()
        return next((c.title for c in known if c.id == check), check)

    def touch(self, segments: Iterable[SegmentId]) -> None:
        """Check changed segments at once, and the document after a pause."""
        known = [s for s in dict.fromkeys(segments) if self._has(s)]
        self._changed.update(dict.fromkeys(known))
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

    def paint(self, share: int) -> None:
        """Mark at most `share` percent of the text from now on."""
        if share != self._share:
            self._share = share
            self._keep_budget()

    def _keep_budget(self) -> None:
        """Look anew how sure a finding must be to be painted; show what that changes."""
        characters = sum(len(segment.target) for segment in self._project.segments)
        least = cut(self.book.made(), characters, self._share)
        if least != self._least:
            self._least = least
            changed = tuple(s for s in self.book.segments if self.book.refresh(s))
            if changed:
                self.changed.emit(changed)

    def gone(self, segments: Iterable[SegmentId]) -> None:
        """Forget segments that are not in the document any more."""
        self.book.drop(s for s in segments if not self._has(s))
        self.changed.emit(())

    def look(self, segment: SegmentId) -> None:
        """Check one segment now (or as soon as the checks are there), with everything the glossary says about it."""
        self._looked = segment
        if self._checks is None:
            return
        value, position = self._project.segment(segment), self._project.index(segment)
        if self._far and _long(value):
            self._look_far(position, value)
            return
        work = partial(checker.judge, self._checks, [(position, value)], self._project.document.mode, full=True)
        self._tasks.run(self._tasks.quick, work, self._take, current=partial(self._current, self._run))

    def _look_far(self, position: int, segment: Segment) -> None:
        known = self.book.opinion(segment.id)
        if known is None or known.revision != segment.revision:
            work = partial(checker.judge_rows_far, [(position, segment)])
            current = partial(self._current, self._run)
            self._tasks.run(self._tasks.far, work, self._take, current=current, lost=self._lost)

    def _begin(self, checks: CheckSet) -> None:
        self._checks = checks
        self._waiting = [s.id for s in self._project.segments]
        self._changed = {}
        if self._looked is not None and self._has(self._looked):
            self.look(self._looked)
        mode = self._project.document.mode
        if self._far:
            begin = partial(checker.begin_far, self._project.options, mode)
        else:
            begin = partial(self._near.begin, checks, mode)
        self._tasks.run(
            self._lane, begin, lambda _: self._next_chunk(), current=partial(self._current, self._run), lost=self._lost
        )

    @property
    def _lane(self) -> Lane:
        return self._tasks.far if self._far else self._tasks.checks

    def _lost(self) -> None:
        """The other process has died (memory, the person): go on in a thread."""
        if self._far:
            self._far = False
            if self._checks is not None:
                self._begin(self._checks)

    def _next_chunk(self) -> None:
        chunk = [s for s in self._waiting[:CHUNK] if self._has(s)]
        rows = [(self._project.index(s), self._project.segment(s)) for s in chunk]
        work = partial(checker.judge_rows_far if self._far else self._near.judge_rows, rows)
        self._tasks.run(self._lane, work, self._take_chunk, current=partial(self._current, self._run), lost=self._lost)

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
        order = tuple(segment.id for segment in self._project.segments)
        changed = tuple(self._project.segment(s) for s in self._changed if self._has(s))
        self._changed = {}
        work = partial(checker.judge_whole_far if self._far else self._near.judge_whole, order, changed)
        self._tasks.run(
            self._lane,
            work,
            self._take_whole,
            current=lambda: run == self._run and stamp == self._stamp,
            lost=self._lost,
        )

    def _take_whole(self, findings: list[Finding]) -> None:
        changed = self.book.put_whole(findings)
        if changed:
            self.changed.emit(changed)
        self._keep_budget()
        self.finished.emit()

    def _arranged(self, segment: SegmentId, found: Sequence[Finding]) -> Sequence[Finding]:
        if self._checks is None or not self._has(segment):
            return ()
        here = self._project.segment(segment)
        view = self._checks.view(here, 0, self._project.document.mode)
        # What was said of words that are no longer there, or has been done, waits for the check to say it again.
        moved = [f for f in (follow(finding, here.target) for finding in found) if f is not None]
        there = [f for f in moved if not (f.fixes and is_done(f.fixes[0], here))]
        arranged = arrange(there, [view], self._checks.checks)
        return [f if not f.painted or painted(f, self._least) else replace(f, painted=False) for f in arranged]

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


def _long(segment: Segment) -> bool:
    return len(segment.source) + len(segment.target) > LONG
