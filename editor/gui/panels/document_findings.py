"""The list of all findings at the bottom: filters above, a click goes to the place."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QSlider,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.core.model import Finding, SegmentId, Severity
from editor.gui.models.finding_list import SEVERITIES, Filter, FindingColumn, FindingList
from editor.gui.plain import plain_label, set_tip
from editor.gui.risk import SIGN
from editor.gui.session import Session
from editor.gui.theme import NORMAL, SEVERITY_SIGN, SMALL, Theme
from editor.i18n import Translate, fill, mark

STATES = (("open", mark("Open")), ("dismissed", mark("Dismissed")), ("all", mark("All")))
PAUSE_MS = 120
WIDTHS = {
    FindingColumn.SEVERITY: 104,
    FindingColumn.SEGMENT: 52,
    FindingColumn.RISK: 78,
    FindingColumn.CHECK: 210,
    FindingColumn.TEXT: 210,
    FindingColumn.FIX: 210,
}


class DocumentFindings(QWidget):
    """`chosen` brings the finding a person clicked on."""

    chosen = Signal(object)
    share_chosen = Signal(int)

    def __init__(self, tr: Translate, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self.model = FindingList(tr, theme, self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._catch_up)
        self.model.rebuilt.connect(self._after)
        self._pending: dict[SegmentId, None] = {}
        self._anew = False
        self._session: Session | None = None
        self._buttons: dict[Severity, QToolButton] = {}
        self.check = QComboBox(self)
        self.state = QComboBox(self)
        self.text = QLineEdit(self)
        self._count = plain_label("", self, role="muted")
        self.worst = QToolButton(self)
        self.share = QSlider(Qt.Orientation.Horizontal, self)
        self._share_text = plain_label("", self, role="muted")
        self.view = QTableView(self)
        self.nothing = plain_label("", self, role="muted")
        self._set_up_bar()
        self._set_up_view()

    def show_session(self, session: Session | None) -> None:
        """List another project's findings."""
        self._session = session
        if session is not None:
            session.checking.finished.connect(self._checked)
            session.findings_changed.connect(self._changed)
            session.structure_changed.connect(lambda *_: self._restructured())
        self._pending.clear()
        self._anew = False
        self.model.show_session(session)

    def _checked(self) -> None:
        """All risks are known now."""
        if self.model.worst_first:
            self.model.rebuild()
        else:
            self._after()

    def _changed(self, segments: Iterable[SegmentId]) -> None:
        """The findings of segments have changed: list them after a moment."""
        self._pending.update(dict.fromkeys(segments))
        if not self._pause.isActive():
            self._pause.start()

    def _restructured(self) -> None:
        self._anew = True
        self.model.restructured()
        if not self._pause.isActive():
            self._pause.start()

    def stop(self) -> None:
        """The window closes."""
        self._pause.stop()
        self.model.stop()

    def point_at(self, finding: Finding | None) -> None:
        """Select the current finding in the list, if it is there."""
        row = self.model.row_of(finding) if finding is not None else -1
        if row < 0:
            self.view.clearSelection()
        elif self.view.currentIndex().row() != row or not self.view.selectionModel().hasSelection():
            self.view.selectRow(row)
            self.view.scrollTo(self.model.index(row, 0))

    def restyle(self, theme: Theme) -> None:
        """Go on with another theme."""
        self.model.theme = theme
        self.view.viewport().update()

    def columns(self) -> QByteArray:
        """The widths of the columns, to be kept."""
        return self.view.horizontalHeader().saveState()

    def restore_columns(self, kept: QByteArray) -> None:
        """Give the columns their kept widths."""
        self.view.horizontalHeader().restoreState(kept)

    def reset_columns(self) -> None:
        """Give the columns the widths they have in the beginning."""
        for column, width in WIDTHS.items():
            self.view.horizontalHeader().resizeSection(column, width)

    def _set_up_bar(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(NORMAL, SMALL, NORMAL, SMALL)
        bar.setSpacing(SMALL)
        bar.addWidget(plain_label(self._tr("All findings"), self, role="title"))
        bar.addSpacing(NORMAL)
        for severity in Severity:
            button = QToolButton(self)
            button.setCheckable(True)
            button.setText(f"{SEVERITY_SIGN[severity]} {self._tr(SEVERITIES[severity])}")
            named = fill(mark("Only {severity}"), (("severity", self._tr(SEVERITIES[severity])),), self._tr)
            button.setAccessibleName(named)
            set_tip(button, named)
            button.toggled.connect(self._filter)
            self._buttons[severity] = button
            bar.addWidget(button)
        self.check.addItem(self._tr("All checks"), "")
        self.check.setMinimumWidth(140)
        self.text.setMinimumWidth(90)
        self.check.currentIndexChanged.connect(self._filter)
        for value, name in STATES:
            self.state.addItem(self._tr(name), value)
        self.state.currentIndexChanged.connect(self._filter)
        self.text.setPlaceholderText(self._tr("Filter"))
        self.text.setClearButtonEnabled(True)
        self.text.setMaximumWidth(220)
        self.text.textChanged.connect(self._filter)
        self.check.setAccessibleName(self._tr("Check"))
        self.state.setAccessibleName(self._tr("State of the findings"))
        self.text.setAccessibleName(self._tr("Filter"))
        self.view.setAccessibleName(self._tr("All findings"))
        for widget in (self.check, self.state, self.text):
            bar.addWidget(widget)
        self._set_up_order(bar)
        bar.addStretch(1)
        bar.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.nothing, 1)

    def _set_up_order(self, bar: QHBoxLayout) -> None:
        """The button for the order of risk, and the slider for how much is marked in the text."""
        self.worst.setCheckable(True)
        self.worst.setText(f"{SIGN} {self._tr('Worst first')}")
        set_tip(self.worst, self._tr("Segments in the order of their risk"))
        self.worst.setAccessibleName(self._tr("Worst first"))
        self.worst.toggled.connect(self.model.order)
        self.share.setRange(0, 100)
        self.share.setFixedWidth(70)
        self.share.setAccessibleName(self._tr("Share of the English that may be marked"))
        set_tip(self.share, self._tr("Share of the English that may be marked"))
        self.share.valueChanged.connect(self._share_moved)
        for widget in (self.worst, self.share, self._share_text):
            bar.addWidget(widget)

    def show_share(self, share: int) -> None:
        """Show how much may be marked."""
        blocked = self.share.blockSignals(True)
        self.share.setValue(share)
        self.share.blockSignals(blocked)
        self._share_text.setText(fill(mark("marks {percent} %"), (("percent", str(share)),), self._tr))

    def _share_moved(self, share: int) -> None:
        self.show_share(share)
        self.share_chosen.emit(share)

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 12)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.reset_columns()
        view.clicked.connect(self._clicked)
        view.activated.connect(self._clicked)

    def _clicked(self, index: QModelIndex) -> None:
        entry = self.model.entry(index.row())
        if entry is not None:
            self.chosen.emit(entry.finding)

    def _why_empty(self) -> str:
        """What stands where the list would be."""
        session = self._session
        if session is None:
            return ""
        if session.checking.busy:
            return self._tr("The findings appear here while the document is being checked.")
        filtered = self.model.filter != Filter()
        return self._tr("Nothing matches the filter.") if filtered else self._tr("All findings are dealt with.")

    def _filter(self) -> None:
        wanted = frozenset(s for s, b in self._buttons.items() if b.isChecked())
        self.model.filter = Filter(
            wanted, self.check.currentData() or "", self.state.currentData() or "open", self.text.text().strip()
        )
        self.model.rebuild()

    def _catch_up(self) -> None:
        pending, self._pending = self._pending, {}
        if self._anew:
            self._anew = False
            self.model.rebuild()
        else:
            self.model.update_segments(pending)
            self._after()

    def _after(self) -> None:
        known = [self.check.itemData(n) for n in range(1, self.check.count())]
        if known != list(self.model.checks):
            chosen = self.check.currentData()
            blocked = self.check.blockSignals(True)
            self.check.clear()
            self.check.addItem(self._tr("All checks"), "")
            for check in self.model.checks:
                self.check.addItem(f"{check}  {self._tr(self.model.title(check))}", check)
            self.check.setCurrentIndex(max(0, self.check.findData(chosen)))
            self.check.blockSignals(blocked)
        empty = not self.model.rowCount()
        self.view.setVisible(not empty)
        self.nothing.setVisible(empty)
        if empty:
            self.nothing.setText(self._why_empty())
        self._count.setText(fill(mark("{count} shown"), (("count", str(self.model.rowCount())),), self._tr))
