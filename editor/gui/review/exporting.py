"""Handing the glossary out: the format, the release, which entries; what the format cannot carry is listed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor import outgoing
from editor.gui.asking import asked
from editor.gui.plain import message_box, plain_label
from editor.gui.review.termbase import Termbase
from editor.gui.tasks import Mendable
from editor.gui.theme import NORMAL, SMALL, WIDE
from editor.i18n import Translate, fill, mark, told
from editor.outgoing import Outgoing, Stock
from glossary.exchange.formats import FORMATS, Format, format_of
from glossary.exchange.report import Report

WIDTH = 720
TITLES = {
    "jsonl": mark("Zhubi glossary (loses nothing)"),
    "tbx-basic": mark("TBX-Basic, DCA"),
    "tbx-basic-dct": mark("TBX-Basic, DCT"),
    "tbx-linguist": mark("TBX-Linguist, DCA"),
    "tbx-2008": mark("TBX of 2008 (Weblate, Terminologue)"),
    "csv": mark("Table (CSV)"),
    "tsv": mark("Table (TSV)"),
    "xlsx": mark("Workbook, also for print (XLSX)"),
    "omegat": mark("Glossary text (OmegaT, Okapi)"),
    "html": mark("Page for print (HTML)"),
}
NOW = mark("What is in force now")
EVERY_DOMAIN = mark("Every domain")
USABLE = mark("Only forms that may be used, without wrong renderings")
WAITING = mark("Imported entries too that nobody has approved")
WRITTEN = mark("Written: {path}, {concepts} entries with {terms} forms.")
ALL_CARRIED = mark("The format carries all of it.")
KEPT = mark("{what}: {count} ({examples}). Kept in a note that only Zhubi understands.")
LOST = mark("{what}: {count} ({examples}). Not carried.")
REPLACE = mark("{path} is there already. Replace it?")


class ExportDialog(QDialog):
    """Writes what was chosen; stays open to say what the format could not carry."""

    def __init__(self, parent: QWidget, tr: Translate, termbase: Termbase, folder: Path) -> None:
        super().__init__(parent)
        self._tr = tr
        self._termbase = termbase
        self._open = True
        self.setWindowTitle(tr("Export the glossary"))
        self.setMinimumWidth(WIDTH)
        self.form, self.release, self.domain = QComboBox(self), QComboBox(self), QComboBox(self)
        for format_ in FORMATS:
            if format_.write is not None:
                self.form.addItem(f"{tr(TITLES[format_.name])}  *{format_.suffixes[0]}", format_.name)
        self.release.addItem(tr(NOW), "")
        self.domain.addItem(tr(EVERY_DOMAIN), "")
        self.usable, self.waiting = QCheckBox(tr(USABLE), self), QCheckBox(tr(WAITING), self)
        self.place = QLineEdit(str(folder / f"zhubi{self._format.suffixes[0]}"), self)
        self.said = plain_label("", self, wrap=True)
        self.losses = QListWidget(self)
        self.losses.setWordWrap(True)
        self.losses.setAccessibleName(tr("What the format does not carry"))
        self.losses.hide()
        self._build()
        self.form.currentIndexChanged.connect(lambda _n: self._follow())
        self.release.currentIndexChanged.connect(lambda _n: self._enable())
        termbase.ask(outgoing.stock_of, self._take, current=lambda: self._open, failed=self._say_error)

    def _build(self) -> None:
        tr = self._tr
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NORMAL)
        form = QFormLayout()
        form.setSpacing(NORMAL)
        place = QHBoxLayout()
        place.setSpacing(SMALL)
        choose = QPushButton(tr("Choose…"), self)
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        place.addWidget(self.place, 1)
        place.addWidget(choose)
        for title, field in (
            (tr("Format"), self.form), (tr("Which state"), self.release), (tr("Domain"), self.domain),
            ("", self.usable), ("", self.waiting),
        ):  # fmt: skip
            form.addRow(title, field)
            field.setAccessibleName(title or self._tr(USABLE if field is self.usable else WAITING))
        self.place.setAccessibleName(tr("File"))
        form.addRow(tr("File"), place)
        column.addLayout(form)
        column.addWidget(self.said)
        column.addWidget(self.losses, 1)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addStretch(1)
        self.write = QPushButton(tr("Export"), self)
        self.write.setProperty("role", "primary")
        self.write.clicked.connect(self._write)
        self.close_button = QPushButton(tr("Cancel"), self)
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        row.addWidget(self.write)
        row.addWidget(self.close_button)
        column.addLayout(row)

    @property
    def _format(self) -> Format:
        return format_of(Path(), str(self.form.currentData()))

    def _take(self, stock: Stock) -> None:
        for label in stock.releases:
            self.release.addItem(label, label)
        for name in stock.domains:
            self.domain.addItem(name, name)

    def _follow(self) -> None:
        path = Path(self.place.text().strip() or "zhubi")
        self.place.setText(str(path.with_suffix(self._format.suffixes[0])))

    def _enable(self) -> None:
        self.waiting.setEnabled(not self.release.currentData())

    def _choose(self) -> None:
        format_ = self._format
        named = f"{self._tr(TITLES[format_.name])} ({' '.join('*' + s for s in format_.suffixes)})"
        options = QFileDialog.Option.DontConfirmOverwrite
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.windowTitle(), self.place.text(), named, options=options
        )  # fmt: skip
        if chosen:
            self.place.setText(chosen)

    def _write(self) -> None:
        path = Path(self.place.text().strip())
        if path.exists() and not self._may_replace(path):
            return
        what = Outgoing(
            str(self.form.currentData()), str(self.release.currentData()), str(self.domain.currentData()),
            self.usable.isChecked(), self.waiting.isChecked() and self.waiting.isEnabled(),
        )  # fmt: skip
        self.write.setEnabled(False)
        self._termbase.ask(
            partial(outgoing.hand_out, path=path, what=what), partial(self._written, path),
            current=lambda: self._open, failed=self._say_error,
        )  # fmt: skip

    def _may_replace(self, path: Path) -> bool:
        box = message_box(self, self.windowTitle(), fill(REPLACE, (("path", str(path)),), self._tr))
        replace = box.addButton(self._tr("Replace"), box.ButtonRole.AcceptRole)
        box.addButton(self._tr("Cancel"), box.ButtonRole.RejectRole)
        with asked(box):
            return box.clickedButton() is replace

    def _written(self, path: Path, report: Report) -> None:
        values = (("path", str(path)), ("concepts", f"{report.concepts:,}"), ("terms", f"{report.terms:,}"))
        lines = [fill(WRITTEN, values, self._tr)]
        self.losses.clear()
        for loss in report.losses:
            more = " …" if loss.count > len(loss.examples) else ""
            told_of = (
                ("what", told(loss.said, self._tr)), ("count", f"{loss.count:,}"),
                ("examples", ", ".join(loss.examples) + more),
            )  # fmt: skip
            self.losses.addItem(fill(KEPT if loss.kept else LOST, told_of, self._tr).replace("\n", " "))
        if not report.losses:
            lines.append(self._tr(ALL_CARRIED))
        self.losses.setVisible(bool(report.losses))
        self.said.setText("\n".join(lines))
        self.close_button.setText(self._tr("Close"))
        self.write.setEnabled(True)

    def _say_error(self, error: Mendable) -> None:
        self.said.setText(told(error, self._tr))
        self.write.setEnabled(True)

    # Qt's own names from here.

    def reject(self) -> None:
        """Close."""
        self._open = False
        super().reject()
