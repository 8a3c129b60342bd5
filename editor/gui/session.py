"""An open project in a window: its events as signals, its findings, and the one place that asks it for changes."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from editor.core.events import Saved, SaveFailed, SegmentsChanged, StructureChanged
from editor.core.model import Finding, Mode, SegmentId
from editor.gui.checking import Checking
from editor.gui.models.finding_book import Entry
from editor.gui.tasks import Tasks
from editor.project import Project


class Session(QObject):
    """Signals of a project and its checks; lives as long as the project is open."""

    rows_changed = Signal(object)
    structure_changed = Signal(int, int, int)
    findings_changed = Signal(object)
    saved = Signal(int)
    save_failed = Signal(str)

    def __init__(self, project: Project, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.checking = Checking(project, tasks, self)
        self.checking.changed.connect(self.findings_changed)
        events = project.events
        self._ends = [
            events.subscribe(SegmentsChanged, self._on_changed),
            events.subscribe(StructureChanged, self._on_structure),
            # These two come from the store's thread; a signal carries them over.
            events.subscribe(Saved, lambda event: self.saved.emit(event.pending)),
            events.subscribe(SaveFailed, lambda event: self.save_failed.emit(event.message)),
        ]

    @property
    def monolingual(self) -> bool:
        """Whether nothing can be verified against the source."""
        return self.project.document.mode is Mode.MONOLINGUAL

    def entries(self, segment: SegmentId) -> tuple[Entry, ...]:
        """Findings of a segment with their dismissals."""
        return self.checking.book.of(segment)

    def open_findings(self, segment: SegmentId) -> tuple[Finding, ...]:
        """Open findings of a segment."""
        return self.checking.book.open_of(segment)

    def findings_from(self, row: int, step: int) -> Iterator[tuple[int, Finding]]:
        """Open findings of the rows after (`step` 1) or before (-1) `row`, going round once, with their rows."""
        segments, book = self.project.segments, self.checking.book
        count = len(segments) if book.with_open else 0
        for distance in range(1, count + 1):
            at = (row + step * distance) % count
            if not book.has_open(segments[at].id):
                continue
            found = self.open_findings(segments[at].id)
            for finding in found if step > 0 else reversed(found):
                yield at, finding

    def close(self) -> None:
        """End all subscriptions, then close the project."""
        self.checking.stop()
        self.project.close()
        for end in self._ends:
            end()

    def _on_changed(self, event: SegmentsChanged) -> None:
        self.rows_changed.emit(event.segments)
        self.checking.touch(event.segments)

    def _on_structure(self, event: StructureChanged) -> None:
        self.structure_changed.emit(event.position, len(event.removed), len(event.added))
        self.checking.gone(event.removed)
        self.checking.touch(event.added)
