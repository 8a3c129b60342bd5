"""Sums of the open document for the status bar, kept up to date edit by edit; the first time in slices, no threads."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from editor.core.model import Segment, SegmentId, State
from editor.gui.session import Session

# Documents up to so many segments are counted at once, longer ones in slices of so many seconds, with pauses.
AT_ONCE, SLICE, PAUSE_MS, BATCH = 1_000, 0.003, 8, 50
DONE = (State.CONFIRMED, State.REVIEWED, State.LOCKED)


@dataclass(frozen=True, slots=True)
class Sums:
    """How far the work is; `words` is None until all have been counted."""

    segments: int
    done: int
    words: int | None
    open_findings: int


class Tally(QObject):
    """`changed` when the sums have; lives as long as the project is open."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._known: dict[SegmentId, tuple[bool, int]] = {}
        self._done = self._words = 0
        self._counting: Iterator[None] | None = None
        self._slice = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._slice.timeout.connect(self._go_on)
        session.rows_changed.connect(self._take_changed)
        session.structure_changed.connect(lambda *_: self._begin())
        session.findings_changed.connect(lambda _segments: self.changed.emit())
        session.checking.finished.connect(self.changed)
        self._begin()

    def stop(self) -> None:
        """Count no further."""
        self._slice.stop()

    @property
    def sums(self) -> Sums:
        """The sums as they are now."""
        book = self._session.checking.book
        words = self._words if self._counting is None else None
        return Sums(len(self._session.project.segments), self._done, words, sum(book.open.values()))

    def _begin(self) -> None:
        self._known, self._done, self._words = {}, 0, 0
        segments = tuple(self._session.project.segments)
        self._counting = self._count(segments)
        self._go_on(at_once=len(segments) <= AT_ONCE)

    def _count(self, segments: tuple[Segment, ...]) -> Iterator[None]:
        for start in range(0, len(segments), BATCH):
            for segment in segments[start : start + BATCH]:
                # One that changed meanwhile has been counted as it is now.
                if segment.id not in self._known:
                    self._take(segment)
            yield

    def _go_on(self, at_once: bool = False) -> None:
        limit = time.monotonic() + SLICE
        for _ in self._counting or ():
            if not at_once and time.monotonic() > limit:
                self._slice.start()
                return
        self._counting = None
        self.changed.emit()

    def _take_changed(self, segments: Iterable[SegmentId]) -> None:
        for id_ in segments:
            try:
                self._take(self._session.project.segment(id_))
            except KeyError:
                continue
        self.changed.emit()

    def _take(self, segment: Segment) -> None:
        done, words = self._known.get(segment.id, (False, 0))
        now = self._known[segment.id] = (segment.state in DONE, len(segment.target.split()))
        self._done += now[0] - done
        self._words += now[1] - words
