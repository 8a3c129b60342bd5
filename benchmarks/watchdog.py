"""Watches whether the thread of a window answers: a clock ticks in it, and the longest silence is kept."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MS = 5


class Watchdog(QObject):
    """Ticks as long as it lives; `longest` is the longest time between two ticks since `start`, in milliseconds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last = time.perf_counter()
        self._longest = 0.0
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        """Watch from now on."""
        self._last, self._longest = time.perf_counter(), 0.0
        self._timer.start()

    def longest(self) -> float:
        """The longest silence, the one that may last still included."""
        self._tick()
        return self._longest * 1000

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now
