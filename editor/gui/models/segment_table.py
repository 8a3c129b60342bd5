"""The segments of a project as a table: number, state, source, target; reads the live project, keeps no text."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.core.model import Segment, SegmentId, State
from editor.gui.plain import tip
from editor.gui.risk import told
from editor.gui.session import Session
from editor.i18n import Translate, fill, mark

Index = QModelIndex | QPersistentModelIndex

# Views are told of more rows than this all at once.
ONE_BY_ONE = 50


class Column(IntEnum):
    """Columns of the grid, from the left."""

    NUMBER = 0
    STATE = 1
    SOURCE = 2
    TARGET = 3


TITLES = {
    Column.NUMBER: mark("No."),
    Column.STATE: mark("State"),
    Column.SOURCE: mark("Chinese"),
    Column.TARGET: mark("English"),
}
STATE_NAMES = {
    State.MACHINE: mark("Machine"),
    State.DRAFT: mark("Draft"),
    State.CONFIRMED: mark("Confirmed"),
    State.REVIEWED: mark("Reviewed"),
    State.LOCKED: mark("Locked"),
}


class SegmentTable(QAbstractTableModel):
    """Rows are segments in the order of the document."""

    def __init__(self, session: Session, tr: Translate, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._tr = tr
        self._rows = len(session.project.segments)
        session.rows_changed.connect(self._refresh)
        session.findings_changed.connect(self._refresh)
        session.structure_changed.connect(self._restructure)

    def segment(self, row: int) -> Segment | None:
        """The segment of a row, None outside the table."""
        segments = self._session.project.segments
        return segments[row] if 0 <= row < len(segments) else None

    def row_of(self, segment: SegmentId) -> int:
        """The row of a segment, -1 if it is not there."""
        try:
            return self._session.project.index(segment)
        except KeyError:
            return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        segment = self.segment(index.row()) if index.isValid() else None
        if segment is None:
            return None
        column = Column(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(segment, index.row(), column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (Column.STATE, Column.NUMBER):
            told = (self._tr(STATE_NAMES[segment.state]), segment.note, *self._told_risk(segment))
            return tip("\n".join(filter(None, told)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._accessible(segment, index.row(), column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._tr(TITLES[Column(section)])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        segment = self.segment(index.row())
        if index.column() == Column.TARGET and segment is not None and segment.state is not State.LOCKED:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def _text(self, segment: Segment, row: int, column: Column) -> str:
        match column:
            case Column.NUMBER:
                return str(row + 1)
            case Column.STATE:
                return self._tr(STATE_NAMES[segment.state])
            case Column.SOURCE:
                return segment.source
            case Column.TARGET:
                return segment.target

    def _accessible(self, segment: Segment, row: int, column: Column) -> str:
        text = self._text(segment, row, column)
        count = len(self._session.open_findings(segment.id))
        if column is Column.NUMBER:
            return "\n".join((text, *self._told_risk(segment)[:1]))
        if column is Column.TARGET and count:
            return text + "\n" + fill(mark("{count} findings"), (("count", str(count)),), self._tr)
        return text

    def _told_risk(self, segment: Segment) -> tuple[str, ...]:
        """The risk of a segment in words, its reasons after it."""
        risk = self._session.checking.book.risk(segment.id)
        return told(risk, self._tr) if risk is not None else ()

    def _refresh(self, segments: tuple[SegmentId, ...]) -> None:
        if len(segments) > ONE_BY_ONE:
            self.dataChanged.emit(self.index(0, 0), self.index(self._rows - 1, Column.TARGET))
            return
        for segment in segments:
            row = self.row_of(segment)
            if row >= 0:
                self.dataChanged.emit(self.index(row, 0), self.index(row, Column.TARGET))

    def _restructure(self, position: int, removed: int, added: int) -> None:
        if added > removed:
            self.beginInsertRows(QModelIndex(), position + removed, position + added - 1)
            self._rows += added - removed
            self.endInsertRows()
        elif removed > added:
            self.beginRemoveRows(QModelIndex(), position + added, position + removed - 1)
            self._rows -= removed - added
            self.endRemoveRows()
        both = min(removed, added)
        if both:
            self.dataChanged.emit(self.index(position, 0), self.index(position + both - 1, Column.TARGET))
