"""Where a person put things: panels, the line between the two texts, columns of the list, kept in the settings."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow

from editor.gui.docks import Docks
from editor.gui.grid import SegmentGrid
from editor.settings import DOCKS, GEOMETRY, LIST_COLUMNS, SOURCE_SHARE, Settings

# Saved places of other versions are not read.
VERSION = 2


class Layout:
    """Keeps and restores the places; the panels are shown only beside a document."""

    def __init__(self, window: QMainWindow, docks: Docks, settings: Settings) -> None:
        self._window = window
        self._docks = docks
        self._settings = settings
        self._shown = False
        self._grid: SegmentGrid | None = None
        if settings[GEOMETRY]:
            window.restoreGeometry(_bytes(settings[GEOMETRY]))
        if settings[LIST_COLUMNS]:
            docks.document.restore_columns(_bytes(settings[LIST_COLUMNS]))
        self._hide()

    def show(self, grid: SegmentGrid) -> None:
        """A document is open: show the panels where they were."""
        self._shown, self._grid = True, grid
        grid.columns.show_share(self._settings[SOURCE_SHARE])
        grid.columns.dragged.connect(self._dragged)
        kept = self._settings[DOCKS]
        if not kept or not self._window.restoreState(_bytes(kept), VERSION):
            self._docks.arrange()

    def hide(self) -> None:
        """No document is open: remember where the panels are and hide them."""
        self.keep()
        self._shown, self._grid = False, None
        self._hide()

    def keep(self) -> None:
        """Write places and sizes into the settings."""
        self._settings[GEOMETRY] = _text(self._window.saveGeometry())
        self._settings[LIST_COLUMNS] = _text(self._docks.document.columns())
        if self._shown:
            self._settings[DOCKS] = _text(self._window.saveState(VERSION))

    def reset(self) -> None:
        """Put everything where it was in the beginning."""
        for setting in (DOCKS, LIST_COLUMNS):
            self._settings[setting] = setting.default
        self._settings[SOURCE_SHARE] = SOURCE_SHARE.default
        self._docks.document.reset_columns()
        if self._grid is not None:
            self._grid.columns.show_share(SOURCE_SHARE.default)
        self._docks.arrange()
        if not self._shown:
            self._hide()

    def _dragged(self, share: int) -> None:
        self._settings[SOURCE_SHARE] = share

    def _hide(self) -> None:
        for dock in self._docks.docks.values():
            dock.hide()


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode())


def _text(value: QByteArray) -> str:
    return bytes(value.toBase64().data()).decode()
