"""Changes on their way to the file: kept until their commit has returned, written again after a failure."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from editor.core.events import Events, Saved, SaveFailed
from editor.errors import ProjectError
from editor.store.file import ProjectFile
from editor.store.writing import Batch


class Lane(Protocol):
    """Where writing happens: one thread that runs what it is given, in order."""

    def submit(self, fn: Callable[[], None], /) -> object:
        """Have `fn` run soon; returns at once."""


class Saver:
    """Queue between a project and its file.

    With a lane, writing happens there and `Saved` and `SaveFailed` are emitted in its thread; without one everything
    happens at once in the caller's. Changes that arrive while a write goes on share the next transaction.
    """

    def __init__(self, file: ProjectFile, lane: Lane | None, events: Events) -> None:
        self._file = file
        self._lane = lane
        self._events = events
        self._waiting: list[Batch] = []
        self._number = 0
        self._queue = threading.Lock()
        self._writing = threading.Lock()

    @property
    def pending(self) -> int:
        """How many changes are not on the disk yet (those being written included)."""
        return len(self._waiting)

    def add(self, batch: Batch) -> None:
        """Take a change and have it written."""
        with self._queue:
            self._waiting.append(batch)
        if self._lane is None:
            self.attempt()
        else:
            self._lane.submit(self._attempt_quietly)

    def attempt(self) -> ProjectError | None:
        """Write all that waits, here and now; the error if it could not be written, and then all is kept."""
        with self._writing:
            with self._queue:
                batches = tuple(self._waiting)
            if not batches:
                return self._file.lost()
            outcome, failure = self._write(batches)
        # Outside the locks: who hears of it may want to save again.
        self._events.emit(outcome)
        return failure

    def _write(self, batches: tuple[Batch, ...]) -> tuple[Saved | SaveFailed, ProjectError | None]:
        try:
            self._file.write(batches)
        except ProjectError as error:
            return SaveFailed(str(error), len(batches)), error
        with self._queue:
            del self._waiting[: len(batches)]
            left = len(self._waiting)
        self._number = max([self._number, *(b.number + len(b.edits) - 1 for b in batches if b.edits)])
        return Saved(self._number, left), None

    def _attempt_quietly(self) -> None:
        self.attempt()

    def close(self) -> None:
        """Close the file; what waits must have been written before."""
        with self._writing:
            self._file.close()

    def abandon(self) -> None:
        """Close without what could not be written."""
        with self._writing:
            self._waiting.clear()
            self._file.abandon()
