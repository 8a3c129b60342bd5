"""Delivering: what is still open, the form and what it is for, where to, and what would be refused."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.core.model import Mode, Severity
from editor.deliverable import deliverables_for
from editor.deliveries import Delivered
from editor.formats.delivery import NOT_VERIFIED
from editor.formats.protocol import Delivery, Exporter
from editor.gui.dialogs.export_choices import grouped, use
from editor.gui.plain import plain_label
from editor.gui.tasks import Mendable, Tasks
from editor.gui.theme import NORMAL, SMALL, WIDE
from editor.i18n import Translate, fill, mark

WIDTH, ROWS = 680, 190
SHOWN = 200
# A longer document is not written for a trial.
TRIED = 5_000
OPEN = mark("{count} findings are open, {critical} of them critical. The gravest first:")
NOTHING_OPEN = mark("No finding is open.")
NOTICE = mark("Write a last line that says mode and glossary")
IN_PLACE = mark("There is a file of this name; it will be replaced.")
NO_FOLDER = mark("There is no such folder; choose another place.")


class ExportDialog(QDialog):
    """`exporter`, `path` and `notice` are what was chosen; `last` is how the project was delivered before."""

    def __init__(
        self,
        parent: QWidget,
        tr: Translate,
        delivery: Delivery,
        project: Path,
        tasks: Tasks | None = None,
        last: Delivered | None = None,
    ) -> None:
        super().__init__(parent)
        self._tr = tr
        self._delivery = delivery
        self._project = project
        self._tasks = tasks
        self._tried: Exporter | None = None
        self._folder = _folder_of(last) or project.parent
        self.setWindowTitle(tr("Export"))
        self.setMinimumWidth(WIDTH)
        self.place = QLineEdit(self)
        self.place.setAccessibleName(tr("File"))
        self.notice_box = QCheckBox(tr(NOTICE), self)
        self.notice_box.setChecked(delivery.document.mode is Mode.MONOLINGUAL)
        self.forms = QListWidget(self)
        self.forms.setAccessibleName(tr("Form of the deliverable"))
        self.forms.setFixedHeight(ROWS)
        self.purpose = plain_label("", self, role="muted", wrap=True)
        self.refusal = plain_label("", self, role="bad", wrap=True)
        self.place_told = plain_label("", self, role="muted", wrap=True)
        buttons = QDialogButtonBox(self)
        self.write_button = buttons.addButton(tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.write_button.setProperty("role", "primary")
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NORMAL)
        self._list_open(column)
        for widget in (self.forms, self.purpose, self.refusal):
            column.addWidget(widget)
        column.addLayout(self._place_row())
        column.addWidget(self.place_told)
        column.addWidget(self.notice_box)
        column.addWidget(buttons)
        self._list_forms(last.format if last else "")
        self.place.textChanged.connect(self._look_at_place)
        self._follow()
        self.forms.currentRowChanged.connect(self._follow)

    @property
    def exporter(self) -> Exporter:
        """The chosen form."""
        item = self.forms.currentItem()
        chosen: Exporter = item.data(Qt.ItemDataRole.UserRole)
        return chosen

    @property
    def path(self) -> Path:
        """The chosen file."""
        return Path(self.place.text().strip())

    @property
    def notice(self) -> bool:
        """Whether a text ends with the line on mode and glossary."""
        return self.notice_box.isChecked()

    def _list_forms(self, wanted: str) -> None:
        for title, exporters in grouped(deliverables_for(self._delivery.document.format)):
            head = QListWidgetItem(self._tr(title), self.forms)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            for exporter in exporters:
                item = QListWidgetItem(f"    {self._tr(exporter.title)} ({exporter.suffix})", self.forms)
                item.setData(Qt.ItemDataRole.UserRole, exporter)
                if self.forms.currentItem() is None or exporter.name == wanted:
                    self.forms.setCurrentItem(item)

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
        if self._delivery.document.mode is Mode.MONOLINGUAL:
            column.addWidget(plain_label(self._tr(NOT_VERIFIED), self, role="badge", wrap=True))
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
        """Another form: what it is for, its file, and whether it would be refused."""
        exporter = self.exporter
        self.purpose.setText(self._tr(use(exporter)))
        old = self.path if self.place.text().strip() else None
        name = f"{self._project.stem}.en{exporter.suffix}"
        self.place.setText(str(old.with_suffix(exporter.suffix) if old else self._folder / name))
        self.notice_box.setEnabled(exporter.name == "txt")
        self._refused("")
        self._tried = exporter
        if self._tasks is not None and len(self._delivery.segments) <= TRIED:
            self._tasks.run(
                self._tasks.quick,
                partial(_write_nowhere, exporter, self._delivery),
                lambda _size: None,
                current=lambda: self._tried is exporter,
                failed=self._say_refused,
            )

    def _say_refused(self, error: Mendable) -> None:
        self._refused(str(error))

    def _refused(self, why: str) -> None:
        self.refusal.setText(why)
        self.refusal.setVisible(bool(why))
        self.write_button.setEnabled(not why and bool(self.place.text().strip()))

    def _look_at_place(self) -> None:
        """Say where the file would replace another, or has no folder."""
        text = self.place.text().strip()
        missing = bool(text) and not self.path.parent.is_dir()
        told = NO_FOLDER if missing else IN_PLACE if text and self.path.is_file() else ""
        self.place_told.setText(self._tr(told) if told else "")
        self.place_told.setVisible(bool(told))
        self.write_button.setEnabled(bool(text) and not missing and not self.refusal.text())

    def _choose(self) -> None:
        named = f"{self._tr(self.exporter.title)} (*{self.exporter.suffix})"
        chosen, _ = QFileDialog.getSaveFileName(self, self._tr("Export"), self.place.text(), named)
        if chosen:
            self.place.setText(chosen)

    # Qt's own names from here.

    def done(self, result: int) -> None:
        self._tried = None
        super().done(result)


def _write_nowhere(exporter: Exporter, delivery: Delivery) -> int:
    """Write a deliverable to nowhere; DocumentError where it would be refused."""
    return len(exporter.write(delivery))


def _folder_of(last: Delivered | None) -> Path | None:
    folder = Path(last.file).parent if last else None
    return folder if folder is not None and folder.is_dir() else None
