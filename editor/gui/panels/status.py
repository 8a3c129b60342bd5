"""The status bar: how far the work is, whether it is on the disk, and in which mode; it counts nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStatusBar, QWidget

from editor.gui.plain import plain_label, set_tip
from editor.gui.tally import Sums
from editor.gui.theme import NORMAL, WIDE
from editor.i18n import Translate, fill, mark

NOTICE_MS = 8_000
NOT_VERIFIED = mark("not verified against the source")
WHY_NOT = mark("There is no Chinese text, so numbers, names and meaning cannot be compared with it.")


class StatusBar(QStatusBar):
    """`retry` asks for another attempt to save."""

    retry = Signal()

    def __init__(self, tr: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self.setSizeGripEnabled(False)
        page = QWidget(self)
        row = QHBoxLayout(page)
        row.setContentsMargins(NORMAL, 3, NORMAL, 3)
        row.setSpacing(WIDE)
        self.mode = plain_label("", page, role="badge")
        self.confirmed = plain_label("", page, role="muted")
        self.progress = plain_label("", page, role="muted")
        self.findings = plain_label("", page, role="muted")
        self.words = plain_label("", page, role="muted")
        self.release = plain_label("", page, role="muted")
        self.checking = plain_label("", page, role="muted")
        self.notice = plain_label("", page)
        self.saved = plain_label("", page, role="good")
        self._again = QPushButton(tr("Try again"), page)
        self._again.clicked.connect(self.retry)
        for label in self._labels():
            row.addWidget(label)
        row.addWidget(self.notice, 1)
        row.addWidget(self.saved)
        row.addWidget(self._again)
        self.addWidget(page, 1)
        self._timer = QTimer(self, singleShot=True, interval=NOTICE_MS)
        self._timer.timeout.connect(lambda: self.notice.setText(""))
        self.clear()

    def clear(self) -> None:
        """No document is open."""
        for label in self._labels():
            label.setText("")
        for label in (self.notice, self.saved):
            label.setText("")
        self.mode.hide()
        self._again.hide()
        self._timer.stop()

    def show_mode(self, monolingual: bool) -> None:
        """Say when nothing can be compared with a source."""
        self.mode.setText(self._tr(NOT_VERIFIED))
        set_tip(self.mode, self._tr(WHY_NOT))
        self.mode.setVisible(monolingual)

    def show_release(self, text: str, why: str) -> None:
        """Say which glossary release the document is pinned to."""
        self.release.setText(text)
        set_tip(self.release, why)

    def _labels(self) -> tuple[QLabel, ...]:
        counts = (self.confirmed, self.progress, self.findings, self.words)
        return (self.mode, *counts, self.release, self.checking)

    def show_counts(self, counts: Sums) -> None:
        """Show how far the work is."""
        done = (("done", str(counts.done)), ("all", str(counts.segments)))
        self.confirmed.setText(fill(mark("{done} of {all} segments confirmed"), done, self._tr))
        # Rounded down: 100 % is said when nothing is left.
        self.progress.setText(f"{100 * counts.done // counts.segments} %" if counts.segments else "")
        self.findings.setText(fill(mark("{count} findings open"), (("count", str(counts.open_findings)),), self._tr))
        words = fill(mark("{count} words"), (("count", f"{counts.words or 0:,}"),), self._tr)
        self.words.setText("" if counts.words is None else words)

    def show_checking(self, busy: bool) -> None:
        """Say that checks are still at work."""
        self.checking.setText(self._tr("checking…") if busy else "")

    def show_saved(self, pending: int) -> None:
        """Say that everything is on the disk; nothing is said while something waits."""
        self._again.hide()
        self._paint(self.saved, "good" if not pending else "muted")
        self.saved.setText("✓ " + self._tr("saved") if not pending else self._tr("saving…"))

    def show_failed(self, message: str) -> None:
        """Say that saving failed, and offer another attempt."""
        self._paint(self.saved, "bad")
        self.saved.setText("✗ " + self._tr("not saved"))
        set_tip(self.saved, message)
        self.say(message)
        self._again.show()

    def say(self, text: str) -> None:
        """Show a sentence for some seconds."""
        self.notice.setText(text.replace("\n", " "))
        set_tip(self.notice, text)
        self._timer.start()

    def stop(self) -> None:
        """The window closes."""
        self._timer.stop()

    def _paint(self, label: QWidget, role: str) -> None:
        if label.property("role") != role:
            label.setProperty("role", role)
            label.style().unpolish(label)
            label.style().polish(label)
