"""Background work: the only place that knows threads. Tasks get plain data and return values; never widgets.

Lanes, each doing one thing after another: `store` (the project file), `checks` (whole documents), `quick` (the edited
segment, opening files), and `far`, a process of its own, for checking long documents. An answer arrives in the thread
of the window; one whose `current` says no by then is dropped. Faults that are nobody's mistake go to `crashed`.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from editor.errors import ZhubiError
from glossary.errors import GlossaryError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

T = TypeVar("T")
log = logging.getLogger(__name__)
# Errors whose text is a sentence for the person.
Mendable = ZhubiError | GlossaryError

# Seconds a thread may keep the interpreter while another wants it: short, so that keys are not kept waiting.
SWITCH = 0.001


class Lane:
    """One thread that does one thing after another."""

    def __init__(self, name: str) -> None:
        self._pool: Executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"zhubi-{name}")

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Do `work` when its turn comes."""
        return self._pool.submit(work)

    def close(self) -> None:
        """Drop what has not begun and wait for what has."""
        self._pool.shutdown(wait=True, cancel_futures=True)


class FarLane(Lane):
    """One process that does one thing after another; started with the first task. Tasks and results are pickled."""

    def __init__(self) -> None:
        self._process: ProcessPoolExecutor | None = None

    def submit(self, work: Callable[[], T]) -> Future[T]:
        """Do `work` when its turn comes."""
        if self._process is None:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            # Not forked: the window's threads hold locks.
            self._process = ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))
        return self._process.submit(work)

    def close(self) -> None:
        """End the process, whatever it is doing: it holds nothing but copies."""
        if self._process is None:
            return
        running = list((self._process._processes or {}).values())
        self._process.shutdown(wait=False, cancel_futures=True)
        for process in running:
            process.terminate()
        for process in running:
            process.join(2)
        self._process = None


def load_far() -> None:
    """Load what a process of its own needs; done in a thread, so that the window need not wait for it."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    log.debug("ready for %s in %s", ProcessPoolExecutor.__name__, get_context("spawn"))


class StoreLane(Lane):
    """The lane of the project file: what was handed in is always done, also when closing."""

    def close(self) -> None:
        """Wait for everything handed in."""
        self._pool.shutdown(wait=True)


class Tasks(QObject):
    """The lanes of one window and the way back into its thread."""

    crashed = Signal(object)
    idle = Signal()
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH)
        self.store: Lane = StoreLane("store")
        self.checks = Lane("checks")
        self.quick = Lane("quick")
        self.far: Lane = FarLane()
        self.pending = 0
        self._closed = False
        self._answered.connect(self._deliver)

    def run(
        self,
        lane: Lane,
        work: Callable[[], T],
        done: Callable[[T], object],
        *,
        current: Callable[[], bool] | None = None,
        failed: Callable[[Mendable], object] | None = None,
        lost: Callable[[], object] | None = None,
    ) -> None:
        """Do `work` in `lane`, then `done(result)` in the window's thread if `current()` still holds.

        What a person can mend goes to `failed`, the death of the lane's process to `lost`, anything else to `crashed`.
        """
        if self._closed:
            return

        def finished(future: Future[T]) -> None:
            if future.cancelled():
                return
            error = future.exception()
            if error is None:
                answer = _bind(done, future.result())
            elif isinstance(error, ZhubiError | GlossaryError):
                answer = _bind(failed or self.crashed.emit, error)
            elif isinstance(error, BrokenExecutor) and lost is not None:
                answer = lost
            else:
                log.debug("task failed", exc_info=error)
                answer = _bind(self.crashed.emit, error)
            self._answered.emit((answer, current))

        self.pending += 1
        try:
            lane.submit(work).add_done_callback(finished)
        except BrokenExecutor:
            self.pending -= 1
            if lost is not None:
                lost()

    def close(self) -> None:
        """Finish the store's work, drop the rest; nothing is delivered afterwards."""
        self._closed = True
        for lane in (self.far, self.checks, self.quick, self.store):
            lane.close()

    @Slot(object)
    def _deliver(self, item: tuple[Callable[[], object], Callable[[], bool] | None]) -> None:
        answer, current = item
        self.pending -= 1
        if not self._closed and (current is None or current()):
            answer()
        if not self.pending:
            self.idle.emit()


def _bind(function: Callable[[T], object], value: T) -> Callable[[], object]:
    return lambda: function(value)
