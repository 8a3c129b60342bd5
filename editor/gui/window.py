"""The main window: puts grid, docks, bars and commands together, opens and closes projects; no work is done here."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QToolBar

from editor.core.model import Finding, Fix
from editor.errors import ZhubiError
from editor.gui import commands, document_settings, files, learning, taking_back
from editor.gui.actions import Actions, When
from editor.gui.counting import Sightings
from editor.gui.crash import CrashReporter
from editor.gui.delegates.cells import CellDelegate
from editor.gui.desk import Desk
from editor.gui.dialogs.dismiss import ask_reason
from editor.gui.dialogs.more import ask_more
from editor.gui.docks import Docks
from editor.gui.finding_commands import FindingCommands
from editor.gui.grid import SegmentGrid
from editor.gui.layout import Layout
from editor.gui.memory import WindowMemory
from editor.gui.models.segment_table import SegmentTable
from editor.gui.panels.status import StatusBar
from editor.gui.panels.terms import TermUse
from editor.gui.panels.welcome import Welcome
from editor.gui.plain import message_box
from editor.gui.review import commands as review_commands
from editor.gui.review.termbase import Termbase
from editor.gui.segment_commands import SegmentCommands
from editor.gui.session import Session
from editor.gui.tally import Tally
from editor.gui.tasks import Mendable, Tasks
from editor.gui.theme import choose_theme, qt_palette, style_sheet
from editor.i18n import Translate
from editor.project import Project
from editor.settings import KEYS, MARKED_SHARE, TERM_MARKS, TEXT_SIZE, THEME, Settings

SIZE = (1440, 900)
COUNT_MS = 250


class MainWindow(QMainWindow):
    """One window with at most one open project."""

    def __init__(self, settings: Settings, tr: Translate) -> None:
        super().__init__()
        self.settings = settings
        self.tr_text = tr
        self.theme = choose_theme(settings[THEME])
        self.tasks = Tasks(self)
        self.termbase = Termbase(self.tasks, settings)
        self.reporter = CrashReporter(self, tr)
        self.tasks.crashed.connect(self.reporter.show)
        self.actions_table = Actions(self, tr, self.theme, settings[KEYS])
        self.desk: Desk | None = None
        self._segments: SegmentCommands | None = None
        self._findings: FindingCommands | None = None
        self._count_pause = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._count_pause.timeout.connect(self._show_counts)
        self._tally: Tally | None = None
        self._sightings: Sightings | None = None
        self._build()
        self.memory = WindowMemory(self)
        files.connect(self)
        commands.connect(self)
        document_settings.connect(self)
        taking_back.connect(self)
        learning.connect(self)
        review_commands.connect(self)
        self._connect_panels()
        self._connect_view()
        self._paint()
        self._show_title()
        self.actions_table.enable(When.ALWAYS)
        self.welcome.show_recent(settings.recent())

    # Opening and closing

    @property
    def project(self) -> Project | None:
        """The open project."""
        return self.desk.session.project if self.desk is not None else None

    def show_project(self, project: Project) -> None:
        """Work on a project that has just been opened or made (with this window's store lane)."""
        if not self.close_project():
            project.close()
            return
        session = Session(project, self.tasks, self)
        table = SegmentTable(session, self.tr_text, session)
        cells = CellDelegate(session, self.tr_text, self.theme, self.settings[TEXT_SIZE], session)
        cells.show_terms = self.settings[TERM_MARKS]
        grid = SegmentGrid(table, cells, self.actions_table.owns, self._stack)
        self.desk = desk = Desk(session, grid, session)
        self._stack.addWidget(grid)
        self._stack.setCurrentWidget(grid)
        grid.hide_source(session.monolingual)
        segments = SegmentCommands(desk, self.settings, self.tr_text)
        findings = FindingCommands(
            desk,
            self.settings,
            self.tr_text,
            lambda where, pairs: ask_more(self, self.tr_text, where.session.project, pairs),
            lambda finding: ask_reason(self, self.tr_text, finding),
        )
        segments.connect(self.actions_table)
        findings.connect(self.actions_table)
        self._segments, self._findings = segments, findings
        self._connect_desk(desk)
        self.docks.bind(desk)
        self.memory.bind(desk)
        self.status.show_mode(session.monolingual)
        self.status.show_saved(0)
        self.actions_table.enable(When.SEGMENT if project.segments else When.PROJECT)
        self.settings.remember(project.path)
        commands.sign(self)
        self._show_title()
        self.places.show(grid)
        if project.segments:
            grid.go_to(0, 0)
        session.checking.paint(self.settings[MARKED_SHARE])
        session.checking.start()
        self._recount()
        learning.greet(self, project)

    def close_project(self) -> bool:
        """Write everything and close the project; False if it could not be written and stays open."""
        desk = self.desk
        if desk is None:
            return True
        desk.settle()
        try:
            desk.session.close()
        except ZhubiError as error:
            self.status.show_failed(str(error))
            return False
        if self._sightings is not None:
            self._sightings.stop()
            self._sightings = None
        learning.part(self, desk.session.project)
        self.docks.bind(None)
        self.memory.bind(None)
        self.desk = self._segments = self._findings = None
        self._stack.setCurrentWidget(self.welcome)
        self._stack.removeWidget(desk.grid)
        desk.grid.deleteLater()
        desk.session.deleteLater()
        self.status.clear()
        self._count_pause.stop()
        if self._tally is not None:
            self._tally.stop()
            self._tally = None
        self.docks.document.stop()
        self.actions_table.enable(When.ALWAYS)
        self.welcome.show_recent(self.settings.recent())
        self.places.hide()
        self._show_title()
        return True

    def say_error(self, error: Mendable) -> None:
        """Show an error that the person can mend."""
        box = message_box(self, "Zhubi", str(error), warning=True)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    # Building

    def _build(self) -> None:
        self.setObjectName("main")
        self.setAcceptDrops(True)
        self.resize(*SIZE)
        self._stack = QStackedWidget(self)
        self.welcome = Welcome(self.actions_table, self.tr_text, self._stack)
        self.welcome.chosen.connect(lambda path: files.open_path(self, path))
        self._stack.addWidget(self.welcome)
        self.setCentralWidget(self._stack)
        self.docks = Docks(self, self.tr_text, self.theme)
        self.status = StatusBar(self.tr_text, self)
        self.status.retry.connect(self._save_again)
        self.setStatusBar(self.status)
        menus = self.actions_table.fill_menus(self.menuBar())
        self.recent_menu = menus["file"].addMenu(self.tr_text("Recent"))
        menus["view"].addSeparator()
        for dock in self.docks.docks.values():
            menus["view"].addAction(dock.toggleViewAction())
        bar = QToolBar(self.tr_text("Tools"), self)
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.actions_table.fill_toolbar(bar)
        self.addToolBar(bar)
        self.places = Layout(self, self.docks, self.settings)

    def _connect_desk(self, desk: Desk) -> None:
        session = desk.session
        session.saved.connect(self.status.show_saved)
        session.save_failed.connect(self.status.show_failed)
        session.rows_changed.connect(self._rows_changed)
        self._sightings = learning.watch(self, desk)
        self._tally = Tally(session, session)
        self._tally.changed.connect(self._recount)
        session.checking.failed.connect(self.say_error)
        desk.notice.connect(self.status.say)

    def _connect_panels(self) -> None:
        panels = self.docks
        panels.terms.use.connect(self._use)
        panels.findings.fix.connect(self._fix)
        panels.findings.dismiss.connect(self._dismiss)
        panels.findings.reopen.connect(self._reopen)
        for source in (panels.findings, panels.document):
            source.chosen.connect(self._go_to_finding)
        panels.document.show_share(self.settings[MARKED_SHARE])
        panels.document.share_chosen.connect(lambda share: self.settings.__setitem__(MARKED_SHARE, share))
        self.actions_table.on("view.worst_first", panels.document.worst.toggle)

    def _use(self, use: TermUse) -> None:
        if self._segments is not None:
            self._segments.use_term(use)

    def _fix(self, finding: Finding, fix: Fix) -> None:
        if self._findings is not None:
            self._findings.fix(finding, fix)

    def _dismiss(self, finding: Finding) -> None:
        if self._findings is not None:
            self._findings.dismiss(finding)

    def _reopen(self, finding: Finding) -> None:
        if self._findings is not None:
            self._findings.reopen(finding)

    def _go_to_finding(self, finding: Finding) -> None:
        if self.desk is not None:
            self.desk.settle()
            self.desk.show_finding(finding)

    def _connect_view(self) -> None:
        actions = self.actions_table
        actions.on("view.theme", self._toggle_theme)
        actions.on("view.larger", lambda: self._resize_text(1))
        actions.on("view.reset", self.places.reset)
        actions.on("view.smaller", lambda: self._resize_text(-1))
        actions.on("file.quit", self.close)
        for n in range(1, 10):
            actions.on(f"term.use{n}", partial(self._use_term, n - 1))

    # What follows a change

    def _use_term(self, number: int) -> None:
        uses = self.docks.terms.uses
        if self._segments is not None and number < len(uses):
            self._segments.use_term(uses[number])

    def _rows_changed(self, _segments: object) -> None:
        project = self.project
        if project is not None and project.pending:
            self.status.show_saved(project.pending)
        self._recount()

    def _recount(self) -> None:
        if self.desk is not None and not self._count_pause.isActive():
            self._count_pause.start()

    def _show_counts(self) -> None:
        if self.desk is not None and self._tally is not None:
            self.status.show_counts(self._tally.sums)
            self.status.show_checking(self.desk.session.checking.busy)
            self._show_title()

    def _save_again(self) -> None:
        project = self.project
        if project is None:
            return
        try:
            project.save()
        except ZhubiError as error:
            self.status.show_failed(str(error))

    # Look

    def _toggle_theme(self) -> None:
        self.settings[THEME] = "light" if self.theme.dark else "dark"
        self.restyle()

    def _resize_text(self, step: int) -> None:
        size = self.settings[TEXT_SIZE] + step
        if TEXT_SIZE.accepts(size):
            self.settings[TEXT_SIZE] = size
            self.restyle()

    def restyle(self) -> None:
        """Show theme and text size as they are set now."""
        self.theme = choose_theme(self.settings[THEME])
        self._paint()
        self.actions_table.paint(self.theme)
        self.docks.restyle(self.theme)
        if self.desk is not None:
            grid = self.desk.grid
            grid.cells.show_terms = self.settings[TERM_MARKS]
            grid.cells.restyle(self.theme, self.settings[TEXT_SIZE])
            grid.restyle()

    def _paint(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(qt_palette(self.theme))
            application.setStyleSheet(style_sheet(self.theme))

    def _show_title(self) -> None:
        project = self.project
        name = project.document.title or project.path.stem if project is not None else ""
        # Doubled, or Qt takes it for its own mark of a changed document.
        name = name.replace("[*]", "[*][*]")
        self.setWindowTitle(f"{name} — Zhubi 朱笔" if name else "Zhubi 朱笔")

    # Qt's own names from here.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files.dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        commands.open_dropped(self, files.dropped(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.places.keep()
        if not review_commands.close_windows(self) or not self.close_project():
            event.ignore()
            return
        self.settings.save()
        review_commands.close(self)
        self.memory.close()
        self.tasks.close()
        self.status.stop()
        event.accept()
