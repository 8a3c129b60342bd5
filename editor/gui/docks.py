"""The docks around the grid and what feeds them; which text they show is decided here, how in each panel."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget, QWidget

from editor.core.model import Finding, SegmentId
from editor.gui.desk import Desk
from editor.gui.panels.document_findings import DocumentFindings
from editor.gui.panels.findings import FindingsPanel
from editor.gui.panels.history import HistoryPanel
from editor.gui.panels.memory import MemoryPanel
from editor.gui.panels.terms import TermsPanel
from editor.gui.theme import Theme
from editor.i18n import Translate, mark

SIDE_WIDTH, BOTTOM_HEIGHT = 360, 230
RIGHT, BOTTOM = Qt.DockWidgetArea.RightDockWidgetArea, Qt.DockWidgetArea.BottomDockWidgetArea
TITLES = {
    "findings": mark("Findings"),
    "terms": mark("Terms"),
    "memory": mark("Memory"),
    "history": mark("History"),
    "document": mark("All findings"),
}


class Docks(QObject):
    """Terms, findings, memory and history at the right, all findings at the bottom."""

    def __init__(self, window: QMainWindow, tr: Translate, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._tr = tr
        self._desk: Desk | None = None
        self.findings = FindingsPanel(tr, theme)
        self.terms = TermsPanel(tr, theme)
        self.memory = MemoryPanel(tr, theme)
        self.history = HistoryPanel(tr, theme)
        self.document = DocumentFindings(tr, theme)
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        window.setCorner(Qt.Corner.BottomRightCorner, RIGHT)
        self.docks = {
            "findings": self._dock("findings", self.findings),
            "terms": self._dock("terms", self.terms),
            "memory": self._dock("memory", self.memory),
            "history": self._dock("history", self.history),
            "document": self._dock("document", self.document),
        }
        for name in ("findings", "memory", "history", "document"):
            # A tab or the bar of filters says what it is.
            self.docks[name].setTitleBarWidget(QWidget(self.docks[name]))
        self.arrange()
        self.docks["history"].visibilityChanged.connect(lambda _seen: self._show_history())

    def arrange(self) -> None:
        """Show all panels where they stand in the beginning."""
        window, docks = self._window, self.docks
        for name, dock in docks.items():
            dock.setFloating(False)
            window.addDockWidget(BOTTOM if name == "document" else RIGHT, dock)
            dock.show()
        window.splitDockWidget(docks["findings"], docks["terms"], Qt.Orientation.Vertical)
        window.tabifyDockWidget(docks["findings"], docks["memory"])
        window.tabifyDockWidget(docks["memory"], docks["history"])
        docks["findings"].raise_()
        window.resizeDocks([docks["findings"]], [SIDE_WIDTH], Qt.Orientation.Horizontal)
        window.resizeDocks([docks["findings"], docks["terms"]], [480, 300], Qt.Orientation.Vertical)
        window.resizeDocks([docks["document"]], [BOTTOM_HEIGHT], Qt.Orientation.Vertical)

    def bind(self, desk: Desk | None) -> None:
        """Show another desk's document, or nothing."""
        self._desk = desk
        self.document.show_session(desk.session if desk is not None else None)
        if desk is not None:
            titles = desk.session.checking.title
            self.findings.title = self.document.model.title = titles
            desk.segment_changed.connect(lambda _segment: self.refresh())
            desk.finding_changed.connect(self._finding_changed)
            desk.session.findings_changed.connect(self._of_active)
            desk.session.rows_changed.connect(self._of_active)
            desk.session.structure_changed.connect(lambda *_: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Show everything about the active segment."""
        desk = self._desk
        segment = desk.segment if desk is not None else None
        if desk is None or segment is None:
            self.findings.show_findings(None, (), None)
            self.terms.show_terms(None, ())
            self.history.show_history(None, ())
            return
        risk = desk.session.checking.book.risk(segment.id)
        self.findings.show_findings(segment, desk.session.entries(segment.id), desk.finding, risk)
        opinion = desk.session.checking.book.opinion(segment.id)
        if opinion is not None and opinion.occurrences is not None and opinion.revision == segment.revision:
            self.terms.show_terms(segment, opinion.occurrences)
        self._show_history()

    def restyle(self, theme: Theme) -> None:
        """Go on with another theme."""
        self.findings.theme = self.terms.theme = self.history.theme = theme
        self.document.restyle(theme)
        self.memory.restyle(theme)
        self.refresh()

    def _show_history(self) -> None:
        desk = self._desk
        segment = desk.segment if desk is not None else None
        if desk is not None and segment is not None and self.history.isVisible():
            self.history.show_history(segment, desk.session.project.history(segment.id))

    def _of_active(self, segments: tuple[SegmentId, ...]) -> None:
        segment = self._desk.segment if self._desk is not None else None
        if segment is not None and segment.id in segments:
            self.refresh()

    def _finding_changed(self, finding: Finding | None) -> None:
        self.refresh()
        self.document.point_at(finding)

    def _dock(self, name: str, content: QWidget) -> QDockWidget:
        dock = QDockWidget(self._tr(TITLES[name]), self._window)
        dock.setObjectName(f"dock-{name}")
        dock.setWidget(content)
        features = QDockWidget.DockWidgetFeature
        dock.setFeatures(features.DockWidgetMovable | features.DockWidgetClosable)
        return dock
