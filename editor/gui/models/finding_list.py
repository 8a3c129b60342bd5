"""All findings of the document as a table that can be filtered; reads the session, keeps only references."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from editor.core.model import Finding, Fix, Severity, Side
from editor.gui.models.finding_book import Entry
from editor.gui.plain import tip
from editor.gui.session import Session
from editor.gui.theme import SEVERITY_SIGN, Theme
from editor.i18n import Translate, fill, mark

Index = QModelIndex | QPersistentModelIndex
LONGEST = 90
DELETE = mark("(delete)")


class FindingColumn(IntEnum):
    """Columns of the list."""

    SEVERITY = 0
    SEGMENT = 1
    CHECK = 2
    TEXT = 3
    FIX = 4
    MESSAGE = 5


TITLES = {
    FindingColumn.SEVERITY: mark("Severity"),
    FindingColumn.SEGMENT: mark("No."),
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

    def __init__(self, tr: Translate, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self.theme = theme
        self.title: Callable[[str], str] = lambda check: check
        self.filter = Filter()
        self._session: Session | None = None
        self._rows: list[tuple[int, Entry]] = []
        self.checks: tuple[str, ...] = ()

    def show_session(self, session: Session | None) -> None:
        """List the findings of another project."""
        self._session = session
        self.rebuild()

    def rebuild(self) -> None:
        """Collect and filter anew."""
        rows: list[tuple[int, Entry]] = []
        if self._session is not None and len(self._session.checking.book):
            entries = self._session.entries
            everything = [
                (n, e) for n, segment in enumerate(self._session.project.segments) for e in entries(segment.id)
            ]
            self.checks = tuple(sorted({e.finding.check for _, e in everything}))
            rows = [(n, e) for n, e in everything if self.filter.passes(e) and self._holds(n, e.finding)]
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        """The entry of a row."""
        return self._rows[row][1] if 0 <= row < len(self._rows) else None

    def row_of(self, finding: Finding) -> int:
        """The row of a finding, -1 if it is not shown."""
        return next((n for n, (_, e) in enumerate(self._rows) if e.finding == finding), -1)

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
        number, entry = self._rows[index.row()]
        column = FindingColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(number, entry.finding, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            why = fill(entry.finding.message, entry.finding.values, self._tr)
            return tip(why if entry.open else f"{why}\n{entry.reason}")
        if role == Qt.ItemDataRole.ForegroundRole:
            if not entry.open or column in (FindingColumn.MESSAGE, FindingColumn.SEGMENT):
                return QColor(self.theme.muted)
            if column is FindingColumn.SEVERITY:
                return QColor(self.theme.severity(entry.finding.severity)[0])
        return None

    def _text(self, number: int, finding: Finding, column: FindingColumn) -> str:
        match column:
            case FindingColumn.SEVERITY:
                return f"{SEVERITY_SIGN[finding.severity]}  {self._tr(SEVERITIES[finding.severity])}"
            case FindingColumn.SEGMENT:
                return str(number + 1)
            case FindingColumn.CHECK:
                return self._tr(self.title(finding.check))
            case FindingColumn.TEXT:
                return _short(visible(self._spot(number, finding)))
            case FindingColumn.FIX:
                return _short(self._suggestion(finding.fixes[0])) if finding.fixes else ""
            case FindingColumn.MESSAGE:
                return _short(fill(finding.message, finding.values, self._tr), 240)

    def _suggestion(self, fix: Fix) -> str:
        if fix.gap is not None and not fix.text:
            return f"+ {visible(fix.gap)}" if fix.gap else self._tr(DELETE)
        return visible(fix.text) or self._tr(DELETE)

    def _spot(self, number: int, finding: Finding) -> str:
        return self._text_of(number, finding)[finding.start : finding.end]

    def _text_of(self, number: int, finding: Finding) -> str:
        """The text a finding's span counts in."""
        if self._session is None or number >= len(self._session.project.segments):
            return ""
        segment = self._session.project.segments[number]
        return segment.source if finding.side is Side.SOURCE else finding.seen or segment.target

    def _holds(self, number: int, finding: Finding) -> bool:
        wanted = self.filter.text.casefold()
        if not wanted:
            return True
        why = fill(finding.message, finding.values, self._tr)
        shown = (finding.check, self._tr(self.title(finding.check)), why, self._spot(number, finding))
        return any(wanted in text.casefold() for text in shown)


def visible(text: str) -> str:
    """`text` with blanks made visible where they would not be seen: at its ends, doubled, or all of it."""
    if not text.strip() or text != text.strip() or "  " in text:
        return text.replace(" ", "␣").replace("\u00a0", "⍽").replace("\n", "⏎")
    return text


def _short(text: str, longest: int = LONGEST) -> str:
    shown = text[: longest + 1].replace("\n", " ").replace("\u2028", " ")
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"
