"""What happens to faults that are nobody's mistake: a report is written and shown, and work goes on."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

from editor import paths
from editor.gui.plain import message_box
from editor.i18n import Translate

log = logging.getLogger(__name__)


def report(error: BaseException) -> str:
    """Everything a maintainer needs: versions and the traceback; nothing of the document."""
    from importlib import metadata

    try:
        version = metadata.version("zhubi")
    except metadata.PackageNotFoundError:
        version = "from source"
    lines = [
        f"Zhubi {version}",
        f"Python {platform.python_version()}, PySide6 {PySide6.__version__}, Qt {qVersion()}, {platform.platform()}",
        "",
        *(part.rstrip("\n") for part in traceback.format_exception(error)),
    ]
    return "\n".join(lines)


def write_report(text: str) -> str:
    """Keep a report in the log folder; its path, or an empty string if that cannot be done."""
    path = paths.log_folder() / f"crash-{datetime.now():%Y%m%d-%H%M%S}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        log.info("crash report not written: %s", error)
        return ""
    return str(path)


class CrashReporter(QObject):
    """Shows faults, from whatever thread they come; one box at a time."""

    happened = Signal(object)

    def __init__(self, parent: QWidget, tr: Translate) -> None:
        super().__init__(parent)
        self._window = parent
        self._tr = tr
        self.box: QMessageBox | None = None
        self.happened.connect(self.show)

    def show(self, error: BaseException) -> None:
        """Write a report and say so; typed text is safe in the project."""
        text = report(error)
        place = write_report(text)
        log.info("fault: %s", text)
        if self.box is not None:
            return
        sentence = self._tr("Something in the program went wrong. Your text is kept in the project; you can go on.")
        detail = f"{type(error).__name__}: {error}" + (f"\n\n{place}" if place else "")
        self.box = box = message_box(self._window, self._tr("Fault"), sentence, detail=detail, warning=True)
        box.setDetailedText(text)
        box.finished.connect(self._closed)
        box.open()

    def _closed(self) -> None:
        if self.box is not None:
            self.box.deleteLater()
        self.box = None


Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


def install(reporter: CrashReporter) -> Callable[[], None]:
    """Send faults that nobody caught to `reporter`; the returned function restores what was there."""
    before, before_thread = sys.excepthook, threading.excepthook

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, error, trace)
            return
        reporter.happened.emit(error)

    def caught_in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            reporter.happened.emit(args.exc_value)

    sys.excepthook, threading.excepthook = caught, caught_in_thread

    def restore() -> None:
        sys.excepthook, threading.excepthook = before, before_thread

    return restore
