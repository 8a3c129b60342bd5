"""The desk: the open document, the row being worked on and the finding being looked at; movement, no dialogs.

Panels listen to `segment_changed` and `finding_changed`; commands ask the desk where the person is.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Signal

from editor.core.model import Finding, Segment, SegmentId, Side, State
from editor.errors import ZhubiError
from editor.gui.grid import SegmentGrid
from editor.gui.session import Session

# Typing on in the same segment within this many seconds is one step for undo.
BURST = 2.0


class Desk(QObject):
    """Where the person is; lives as long as the project is open."""

    segment_changed = Signal(object)
    finding_changed = Signal(object)
    notice = Signal(str)

    def __init__(self, session: Session, grid: SegmentGrid, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.grid = grid
        self.finding: Finding | None = None
        self._typed_at = 0.0
        self._typed_in: SegmentId | None = None
        grid.activated_segment.connect(self._arrived)
        grid.pointed.connect(self._pointed)
        grid.active.pointed_here.connect(self._look_at)
        grid.active.typed.connect(self._keep)
        grid.active.notice.connect(self.notice)
        session.rows_changed.connect(grid.refresh)
        session.findings_changed.connect(self._findings_changed)
        session.structure_changed.connect(self._restructured)

    @property
    def segment(self) -> Segment | None:
        """The active segment as the project has it."""
        return self.grid.active_segment()

    @property
    def row(self) -> int:
        """The active row, -1 if none."""
        return self.grid.active_row()

    def settle(self) -> None:
        """Bring everything typed into the project; the next key begins a new step for undo."""
        self.grid.active.settle()
        self._typed_in = None

    def show_segment(self, segment: SegmentId, start: int | None = None, end: int | None = None) -> None:
        """Go to a segment, if it is there, with the cursor at `start` or `[start, end)` selected."""
        row = self.grid.table.row_of(segment)
        if row >= 0:
            self.grid.go_to(row, start, end)

    def show_finding(self, finding: Finding) -> None:
        """Go to the place of a finding and make it the current one."""
        self.finding = finding
        in_target = finding.side is not Side.SOURCE
        self.show_segment(finding.segment, finding.end if in_target else None)
        segment = self.segment
        if segment is not None and segment.id == finding.segment:
            self.grid.active.spotlight(segment, finding.start, finding.end if in_target else finding.start)
        self.finding = finding
        self.finding_changed.emit(finding)

    def _pointed(self, finding: Finding) -> None:
        self.settle()
        self.show_finding(finding)

    def _look_at(self, finding: Finding) -> None:
        """Make a finding of the active segment the current one; the cursor stays where it was put."""
        segment = self.segment
        if segment is not None and finding != self.finding:
            self.finding = finding
            self.grid.active.spotlight(segment, finding.start, finding.end)
            self.finding_changed.emit(finding)

    def next_finding(self, step: int) -> bool:
        """Go to the next (1) or previous (-1) open finding after the current one; False if there is none."""
        self.settle()
        if self.segment is None:
            return False
        here = list(self.session.open_findings(self.segment.id))
        place = self._place(here, step)
        if 0 <= place < len(here):
            self.show_finding(here[place])
            return True
        found = next(self.session.findings_from(self.row, step), None)
        if found is None:
            return False
        self.show_finding(found[1])
        return True

    def finding_here(self, *, fixable: bool = False) -> Finding | None:
        """The open finding under the cursor, else the current one, else the first of the segment."""
        segment = self.segment
        if segment is None:
            return None
        found = [f for f in self.session.open_findings(segment.id) if f.fixes or not fixable]
        editor = self.grid.editor
        if self.finding in found:
            return found[found.index(self.finding)]
        if editor is not None:
            point = editor.cursor_point()
            under = [f for f in found if f.side is not Side.SOURCE and f.start <= point <= f.end]
            if under:
                return min(under, key=lambda f: (f.severity.rank, f.end - f.start))
        return found[0] if found else None

    def step(self, rows: int) -> None:
        """Go some rows on or back."""
        count = self.grid.table.rowCount()
        if count:
            self.grid.go_to(max(0, min(count - 1, self.row + rows)), 0)

    def next_unconfirmed(self) -> bool:
        """Go to the next segment that is not confirmed, round the end; False if there is none."""
        segments = self.session.project.segments
        count = len(segments)
        for distance in range(1, count + 1):
            row = (self.row + distance) % count
            if segments[row].state in (State.MACHINE, State.DRAFT) and distance < count:
                self.grid.go_to(row, 0)
                return True
        return False

    def _place(self, here: list[Finding], step: int) -> int:
        if self.finding in here:
            return here.index(self.finding) + step
        editor = self.grid.editor
        point = editor.cursor_point() if editor is not None else 0
        if step > 0:
            return next((n for n, f in enumerate(here) if f.start >= point), len(here))
        return next((n for n, f in reversed(list(enumerate(here))) if f.start < point), -1)

    def _arrived(self, segment: SegmentId) -> None:
        self._typed_in = None
        if self.finding is not None and self.finding.segment != segment:
            self.finding = None
            self.finding_changed.emit(None)
        self.session.checking.look(segment)
        self.segment_changed.emit(segment)

    def _keep(self, segment: SegmentId, text: str) -> None:
        now = time.monotonic()
        join = self._typed_in == segment and now - self._typed_at < BURST
        self._typed_at, self._typed_in = now, segment
        try:
            self.session.project.set_target(segment, text, join=join)
        except ZhubiError as error:
            self.notice.emit(str(error))

    def _findings_changed(self, segments: tuple[SegmentId, ...]) -> None:
        if self.finding is not None and self.finding.segment in segments:
            known = [e.finding for e in self.session.entries(self.finding.segment)]
            if self.finding not in known:
                self.finding = None
                self.grid.active.unspot()
                self.finding_changed.emit(None)
        self.grid.show_findings()

    def _restructured(self, position: int, _removed: int, _added: int) -> None:
        self.grid.reopen(position)
