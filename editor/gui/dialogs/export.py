"""Delivering: the format, where to, and what is still open, gravest first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from editor.core.model import Mode, Severity
from editor.formats.catalogue import exporters_for
from editor.formats.delivery import NOT_VERIFIED
from editor.formats.protocol import Delivery, Exporter
from editor.gui.plain import plain_label
from editor.gui.theme import NORMAL, SMALL, WIDE
from editor.i18n import Translate, fill, mark

WIDTH = 640
SHOWN = 200
OPEN = mark("{count} findings are open, {critical} of them critical. The gravest first:")
NOTHING_OPEN = mark("No finding is open.")
NOTICE = mark("Write a last line that says mode and glossary")


class ExportDialog(QDialog):
    """`exporter`, `path` and `notice` are what was chosen."""

    def __init__(self, parent: QWidget, tr: Translate, delivery: Delivery, project: Path) -> None:
        super().__init__(parent)
        self._tr = tr
        self._delivery = delivery
        self._exporters = exporters_for(delivery.document.format)
        self._project = project
        self.setWindowTitle(tr("Export"))
        self.setMinimumWidth(WIDTH)
        self.place = QLineEdit(self)
        self.place.setAccessibleName(tr("File"))
        self.notice_box = QCheckBox(tr(NOTICE), self)
        self.notice_box.setChecked(delivery.document.mode is Mode.MONOLINGUAL)
        self._formats = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NORMAL)
        if delivery.document.mode is Mode.MONOLINGUAL:
            column.addWidget(plain_label(tr(NOT_VERIFIED), self, role="badge", wrap=True))
        column.addLayout(self._format_buttons())
        column.addLayout(self._place_row())
        column.addWidget(self.notice_box)
        self._list_open(column)
        buttons = QDialogButtonBox(self)
        write = buttons.addButton(tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        write.setProperty("role", "primary")
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self._follow()

    @property
    def exporter(self) -> Exporter:
        """The chosen format."""
        return self._exporters[self._formats.checkedId()]

    @property
    def path(self) -> Path:
        """The chosen file."""
        return Path(self.place.text().strip())

    @property
    def notice(self) -> bool:
        """Whether a text ends with the line on mode and glossary."""
        return self.notice_box.isChecked()

    def _format_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(WIDE)
        for number, exporter in enumerate(self._exporters):
            button = QRadioButton(f"{self._tr(exporter.title)} ({exporter.suffix})", self)
            button.setChecked(number == 0)
            self._formats.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self._formats.idClicked.connect(self._follow)
        return row

    def _place_row(self) -> QHBoxLayout:
        choose = QPushButton(self._tr("Choose…"), self)
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self.place, 1)
        row.addWidget(choose)
        return row

    def _list_open(self, column: QVBoxLayout) -> None:
        found = self._delivery.findings
        if not found:
            column.addWidget(plain_label(self._tr(NOTHING_OPEN), self, role="good"))
            return
        critical = sum(f.severity is Severity.CRITICAL for f in found)
        text = fill(OPEN, (("count", str(len(found))), ("critical", str(critical))), self._tr)
        column.addWidget(plain_label(text, self, role="bad" if critical else "", wrap=True))
        places = {segment.id: n for n, segment in enumerate(self._delivery.segments, 1)}
        rows = QListWidget(self)
        rows.setAccessibleName(self._tr("Open findings"))
        rows.addItems(
            [f"{places[f.segment]}   {f.check}   {fill(f.message, f.values, self._tr)}" for f in found[:SHOWN]]
        )
        column.addWidget(rows, 1)

    def _follow(self) -> None:
        name = f"{self._project.stem}.en{self.exporter.suffix}"
        old = self.path if self.place.text().strip() else self._project
        self.place.setText(str(old.parent / name if old == self._project else old.with_suffix(self.exporter.suffix)))
        self.notice_box.setEnabled(self.exporter.name == "txt")

    def _choose(self) -> None:
        named = f"{self._tr(self.exporter.title)} (*{self.exporter.suffix})"
        chosen, _ = QFileDialog.getSaveFileName(self, self._tr("Export"), self.place.text(), named)
        if chosen:
            self.place.setText(chosen)
