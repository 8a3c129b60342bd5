"""All findings of the document as a table that can be filtered; reads the session, keeps only references."""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QColor

from editor.core.model import Finding, Fix, SegmentId, Severity, Side
from editor.gui.models.finding_book import Entry
from editor.gui.plain import tip
from editor.gui.risk import by_risk, percent
from editor.gui.session import Session
from editor.gui.theme import SEVERITY_SIGN, Theme
from editor.i18n import Translate, fill, mark

Index = QModelIndex | QPersistentModelIndex
Row = tuple[SegmentId, Entry]
LONGEST = 90
# Documents up to so many segments are listed at once; longer ones in slices of so many seconds, looking at the clock
# after every batch; more changed segments than can quickly be put in their places are listed anew.
AT_ONCE, SLICE, BATCH, MOST_PLACED = 2_000, 0.004, 50, 200
DELETE = mark("(delete)")


class FindingColumn(IntEnum):
    """Columns of the list."""

    SEVERITY = 0
    SEGMENT = 1
    RISK = 2
    CHECK = 3
    TEXT = 4
    FIX = 5
    MESSAGE = 6


TITLES = {
    FindingColumn.SEVERITY: mark("Severity"),
    FindingColumn.SEGMENT: mark("No."),
    FindingColumn.RISK: mark("Risk"),
    FindingColumn.CHECK: mark("Check"),
    FindingColumn.TEXT: mark("Text"),
    FindingColumn.FIX: mark("Suggestion"),
    FindingColumn.MESSAGE: mark("Why"),
}
SEVERITIES = {
    Severity.CRITICAL: mark("Critical"),
    Severity.MAJOR: mark("Major"),
    Severity.MINOR: mark("Minor"),
    Severity.INFO: mark("Info"),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows: empty sets and texts mean everything; `state` is open, dismissed or all."""

    severities: frozenset[Severity] = frozenset()
    check: str = ""
    state: str = "open"
    text: str = ""

    def passes(self, entry: Entry) -> bool:
        """Whether an entry is shown (the text is looked for elsewhere)."""
        if self.state != "all" and entry.open != (self.state == "open"):
            return False
        if self.check and entry.finding.check != self.check:
            return False
        return not self.severities or entry.finding.severity in self.severities


class FindingList(QAbstractTableModel):
    """Rows are findings in the order of the document."""

    rebuilt = Signal()

    def __init__(self, tr: Translate, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self.theme = theme
        self.title: Callable[[str], str] = lambda check: check
        self.filter = Filter()
        self._session: Session | None = None
        self._ranks: dict[SegmentId, int] | None = None
        self._rows: list[Row] = []
        self._gathered: list[Row] = []
        self._collecting: Iterator[list[Row]] | None = None
        self._pending: dict[SegmentId, None] = {}
        self._stale = False
        self._slice = QTimer(self, singleShot=True, interval=0)
        self._slice.timeout.connect(self._go_on)

    @property
    def checks(self) -> tuple[str, ...]:
        """Ids of the checks that have found something."""
        return self._session.checking.book.checks if self._session is not None else ()

    @property
    def collecting(self) -> bool:
        """Whether the list is still being made."""
        return self._collecting is not None

    def show_session(self, session: Session | None) -> None:
        """List the findings of another project."""
        self._session = session
        self.rebuild()

    @property
    def worst_first(self) -> bool:
        """Whether the segments come in the order of their risk."""
        return self._ranks is not None

    def order(self, worst_first: bool) -> None:
        """List the segments by risk, as it is now, or in the order of the document."""
        self._ranks = {} if worst_first else None
        self.rebuild()

    def stop(self) -> None:
        """Collect no further."""
        self._slice.stop()
        self._collecting = None

    def rebuild(self) -> None:
        """Collect and filter anew, in a long document slice by slice; `rebuilt` when it is there."""
        self.stop()
        self._pending.clear()
        self._gathered = []
        if self._ranks is not None:
            order = by_risk(self._session) if self._session is not None else []
            self._ranks = {segment: n for n, segment in enumerate(order)}
        self._collecting = self._collect()
        self._stale = False
        self._go_on(len(self._session.project.segments) <= AT_ONCE if self._session is not None else True)

    def restructured(self) -> None:
        """Segments came or went: nothing can be put in its place until the list is made anew."""
        self._stale = True

    def update_segments(self, segments: Iterable[SegmentId]) -> None:
        """The findings of some segments have changed: put them in their places."""
        wanted = dict.fromkeys(segments)
        if self._collecting is not None or self._stale:
            self._pending.update(wanted)
        elif len(wanted) > MOST_PLACED:
            self.rebuild()
        else:
            for segment in wanted:
                self._place(segment)

    def entry(self, row: int) -> Entry | None:
        """The entry of a row."""
        return self._rows[row][1] if 0 <= row < len(self._rows) else None

    def row_of(self, finding: Finding) -> int:
        """The row of a finding, -1 if it is not shown."""
        start, end = self._range(finding.segment)
        return next((n for n in range(start, end) if self._rows[n][1].finding == finding), -1)

    def _collect(self) -> Iterator[list[Row]]:
        if self._session is None:
            return
        book = self._session.checking.book
        segments = (
            tuple(self._ranks) if self._ranks is not None else tuple(s.id for s in self._session.project.segments)
        )
        for start in range(0, len(segments), BATCH):
            yield [row for s in segments[start : start + BATCH] if book.of(s) for row in self._passing(s)]

    def _go_on(self, at_once: bool = False) -> None:
        limit = time.monotonic() + SLICE
        for rows in self._collecting or ():
            self._gathered += rows
            if not at_once and time.monotonic() > limit:
                self._slice.start()
                return
        self._collecting = None
        if self._gathered != self._rows:
            self.beginResetModel()
            self._rows = self._gathered
            self.endResetModel()
        self._gathered = []
        pending, self._pending = self._pending, {}
        for segment in pending:
            self._place(segment)
        self.rebuilt.emit()

    def _passing(self, segment: SegmentId) -> list[Row]:
        """The rows of a segment."""
        if self._session is None:
            return []
        entries = self._session.entries(segment)
        return [(segment, e) for e in entries if self.filter.passes(e) and self._holds(segment, e.finding)]

    def _place(self, segment: SegmentId) -> None:
        """Show the findings of a segment as they are now."""
        start, end = self._range(segment)
        if start < 0:
            return
        old, new = self._rows[start:end], self._passing(segment)
        same = next((n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), -1)
        same = min(len(old), len(new)) if same < 0 else same
        start, old, new = start + same, old[same:], new[same:]
        both = min(len(old), len(new))
        if both:
            self._rows[start : start + both] = new[:both]
            self.dataChanged.emit(self.index(start, 0), self.index(start + both - 1, len(FindingColumn) - 1))
        start, old, new = start + both, old[both:], new[both:]
        if old:
            self.beginRemoveRows(QModelIndex(), start, start + len(old) - 1)
            del self._rows[start : start + len(old)]
            self.endRemoveRows()
        if new:
            self.beginInsertRows(QModelIndex(), start, start + len(new) - 1)
            self._rows[start:start] = new
            self.endInsertRows()

    def _range(self, segment: SegmentId) -> tuple[int, int]:
        """First row of a segment and the one after its last; (-1, -1) if it is not in the document."""
        at = self._place_of(segment)
        if at < 0 or self._stale:
            return -1, -1
        rows = self._rows
        return (
            bisect_left(rows, at, key=lambda row: self._place_of(row[0])),
            bisect_right(rows, at, key=lambda row: self._place_of(row[0])),
        )

    def _place_of(self, segment: SegmentId) -> int:
        """Where a segment stands in the order of the list; the order of risk holds until the list is made anew."""
        return self._number(segment) if self._ranks is None else self._ranks.get(segment, -1)

    def _number(self, segment: SegmentId) -> int:
        """The position of a segment, -1 if it is gone."""
        try:
            return self._session.project.index(segment) if self._session is not None else -1
        except KeyError:
            return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(FindingColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._tr(TITLES[FindingColumn(section)])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        segment, entry = self._rows[index.row()]
        column = FindingColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(segment, entry.finding, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            why = fill(entry.finding.message, entry.finding.values, self._tr)
            return tip(why if entry.open else f"{why}\n{entry.reason}")
        if role == Qt.ItemDataRole.ForegroundRole:
            if not entry.open or column in (FindingColumn.MESSAGE, FindingColumn.SEGMENT):
                return QColor(self.theme.muted)
            if column is FindingColumn.SEVERITY:
                return QColor(self.theme.severity(entry.finding.severity)[0])
        return None

    def _text(self, segment: SegmentId, finding: Finding, column: FindingColumn) -> str:
        match column:
            case FindingColumn.SEVERITY:
                return f"{SEVERITY_SIGN[finding.severity]}  {self._tr(SEVERITIES[finding.severity])}"
            case FindingColumn.SEGMENT:
                return str(self._number(segment) + 1)
            case FindingColumn.RISK:
                risk = self._session.checking.book.risk(segment) if self._session is not None else None
                return percent(risk) if risk is not None else ""
            case FindingColumn.CHECK:
                return self._tr(self.title(finding.check))
            case FindingColumn.TEXT:
                return _short(visible(self._spot(segment, finding)))
            case FindingColumn.FIX:
                return _short(self._suggestion(finding.fixes[0])) if finding.fixes else ""
            case FindingColumn.MESSAGE:
                return _short(fill(finding.message, finding.values, self._tr), 240)

    def _suggestion(self, fix: Fix) -> str:
        if fix.gap is not None and not fix.text:
            return f"+ {visible(fix.gap)}" if fix.gap else self._tr(DELETE)
        return visible(fix.text) or self._tr(DELETE)

    def _spot(self, segment: SegmentId, finding: Finding) -> str:
        return self._text_of(segment, finding)[finding.start : finding.end]

    def _text_of(self, segment: SegmentId, finding: Finding) -> str:
        """The text a finding's span counts in."""
        at = self._number(segment)
        if self._session is None or at < 0:
            return ""
        value = self._session.project.segments[at]
        return value.source if finding.side is Side.SOURCE else finding.seen or value.target

    def _holds(self, segment: SegmentId, finding: Finding) -> bool:
        wanted = self.filter.text.casefold()
        if not wanted:
            return True
        why = fill(finding.message, finding.values, self._tr)
        shown = (finding.check, self._tr(self.title(finding.check)), why, self._spot(segment, finding))
        return any(wanted in text.casefold() for text in shown)


def visible(text: str) -> str:
    """`text` with blanks made visible where they would not be seen: at its ends, doubled, or all of it."""
    if not text.strip() or text != text.strip() or "  " in text:
        return text.replace(" ", "␣").replace("\u00a0", "⍽").replace("\n", "⏎")
    return text


def _short(text: str, longest: int = LONGEST) -> str:
    shown = text[: longest + 1].replace("\n", " ").replace("\u2028", " ")
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"
