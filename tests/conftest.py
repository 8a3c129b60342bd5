"""What every test is held to: no unexpected log record or Qt warning, nothing left over, bounded random tests."""

from __future__ import annotations

import gc
import logging
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QWidget

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# No test reads or writes the termbase, the releases and the corrections of whoever runs the suite.
os.environ["ZHUBI_TERMBASE"] = str(Path(tempfile.mkdtemp(prefix="zhubi-tests-")) / "termbase.sqlite")
os.environ["ZHUBI_MEMORY"] = str(Path(os.environ["ZHUBI_TERMBASE"]).with_name("memory.sqlite"))
os.environ["LANGUAGE"] = os.environ["LC_ALL"] = "C.UTF-8"  # messages in English wherever the suite runs

_SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("ci", max_examples=60, deadline=None, derandomize=True, suppress_health_check=_SLOW_IS_FINE)
settings.register_profile("long", max_examples=2_000, deadline=None, suppress_health_check=_SLOW_IS_FINE)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


class _Unexpected(logging.Handler):
    """Keeps records of WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning or worse, unless it is marked `logs` (and looks at `caplog`)."""
    handler = _Unexpected()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if handler.texts and not request.node.get_closest_marker("logs"):
        pytest.fail("unexpected log records:\n" + "\n".join(handler.texts), pytrace=False)


@pytest.fixture(autouse=True)
def nothing_left_over(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread, or in the GUI a window, an active timer or a running task."""
    graphical = bool({"qtbot", "qapp"} & set(request.fixturenames))
    threads, before = set(threading.enumerate()), _windows_and_timers() if graphical else set()
    yield
    left = [f"thread {t.name}" for t in _wait_for(set(threading.enumerate()) - threads)]
    if graphical:
        left += _left_in_qt(before)
    if left:
        pytest.fail("left over after the test: " + ", ".join(left), pytrace=False)


def _wait_for(threads: set[threading.Thread]) -> list[threading.Thread]:
    """The threads that do not end within a second."""
    for thread in threads:
        thread.join(1)
    return [thread for thread in threads if thread.is_alive()]


def _left_in_qt(before: set[QWidget | QTimer]) -> list[str]:
    """Windows, timers and tasks that were not there before the test, after what is to be deleted is deleted."""
    from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool

    left = [] if QThreadPool.globalInstance().waitForDone(2_000) else ["a task in the thread pool"]
    for collect in (False, True):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()
        if collect:
            gc.collect()
        if not _windows_and_timers() - before:
            return left
    return left + [f"{type(o).__name__} {o.objectName()!r}" for o in _windows_and_timers() - before]


def _windows_and_timers() -> set[QWidget | QTimer]:
    """Top-level windows and dialogs, everything else that is shown, and active timers known to Python."""
    if "PySide6.QtWidgets" not in sys.modules:
        return set()
    import shiboken6
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QDialog, QMainWindow

    tops = {w for w in QApplication.topLevelWidgets() if w.isVisible() or isinstance(w, QMainWindow | QDialog)}
    timers = {o for o in gc.get_objects() if isinstance(o, QTimer) and shiboken6.isValid(o) and o.isActive()}
    return tops | timers
