"""Widths of the grid's columns: number and state are fixed, the two texts share what is left; no row is looked at."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHeaderView, QTableView

from editor.gui.models.segment_table import Column
from editor.settings import SOURCE_SHARE

NUMBER_WIDTH, STATE_WIDTH = 56, 104


class ColumnWidths(QObject):
    """Keeps the columns of a view as wide as the view; `changed` when texts have to be measured anew.

    `share` is the part of the source, in percent; `dragged` tells when a person has moved it.
    """

    changed = Signal()
    dragged = Signal(int)

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self.share = SOURCE_SHARE.default
        view.horizontalHeader().sectionResized.connect(self._section_resized)

    def fix_columns(self) -> None:
        """Let only the line between the texts be moved (the view has its model now)."""
        for column in (Column.NUMBER, Column.STATE, Column.TARGET):
            self._view.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)

    def texts(self) -> tuple[int, int]:
        """Widths of source (0: hidden) and target."""
        view = self._view
        source = 0 if view.isColumnHidden(Column.SOURCE) else view.columnWidth(Column.SOURCE)
        return source, view.columnWidth(Column.TARGET)

    def spans(self) -> dict[Column, tuple[int, int]]:
        """Left edge and width of the columns that are shown."""
        view = self._view
        return {c: (view.columnViewportPosition(c), view.columnWidth(c)) for c in Column if not view.isColumnHidden(c)}

    def show_share(self, share: int) -> None:
        """Give the source `share` percent."""
        self.share = _within(share)
        self.fill()

    def fill(self) -> None:
        """Fill the view."""
        view = self._view
        blocked = view.horizontalHeader().blockSignals(True)
        view.setColumnWidth(Column.NUMBER, NUMBER_WIDTH)
        view.setColumnWidth(Column.STATE, STATE_WIDTH)
        room = self._room()
        source = 0 if view.isColumnHidden(Column.SOURCE) else room * self.share // 100
        if source:
            view.setColumnWidth(Column.SOURCE, source)
        view.setColumnWidth(Column.TARGET, room - source)
        view.horizontalHeader().blockSignals(blocked)
        self.changed.emit()

    def _room(self) -> int:
        return max(self._view.viewport().width() - NUMBER_WIDTH - STATE_WIDTH, 200)

    def _section_resized(self, section: int, _old: int, new: int) -> None:
        if section == Column.SOURCE and self._view.isVisible():
            self.share = _within(round(100 * new / self._room()))
            self.dragged.emit(self.share)
            QTimer.singleShot(0, self, self.fill)


def _within(share: int) -> int:
    return max(SOURCE_SHARE.at_least, min(SOURCE_SHARE.at_most, share))
