"""Bringing a glossary file into the termbase: the file, its columns, what it would change, then all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor import incoming
from editor.gui.plain import plain_label, tip
from editor.gui.review.columns import ColumnTable
from editor.gui.review.exporting import TITLES
from editor.gui.review.termbase import Termbase
from editor.gui.tasks import Mendable, Tasks
from editor.gui.theme import NORMAL, SMALL, WIDE, Theme
from editor.i18n import Translate, fill, mark, told
from editor.incoming import Choice, Plan
from glossary.arriving import Arrival
from glossary.errors import GlossaryFileError
from glossary.exchange.formats import FORMATS, Format, format_of
from glossary.exchange.table import Preview, TableMapping, Tried, preview, tried

if TYPE_CHECKING:
    from glossary.store.importing import ImportReport

SIZE, PAUSE_MS, LISTED = (1000, 720), 300, 500
TBX = "TBX"
GLOSSARIES = mark("Glossaries")
KINDS = {
    Arrival.NEW: mark("New: {count}"),
    Arrival.CHANGED: mark("Changes a known entry: {count}"),
    Arrival.CLASHING: mark("Clashes: {count}"),
    Arrival.IDENTICAL: mark("Known already: {count}"),
}
FAULTS = mark("At fault: {count}")
SIGNS = {Arrival.NEW: "+", Arrival.CHANGED: "≠", Arrival.CLASHING: "!", Arrival.IDENTICAL: "="}
READING = mark("Reading the file…")
COMPARED = mark(
    "Nothing is written yet. {count} entries would be imported, to be reviewed: an import approves nothing."
)
NOTHING = mark("There is nothing in it that the termbase does not have.")
NOT_ALLOWED = mark("You may look, but importing takes a reviewer.")
WRITING = mark("Imported so far: {count}")
STOPPING = mark("Stopping…")
DONE = mark("{new} new entries and {proposed} suggestions were imported; {out} were left out.")
LOSS = mark("Not carried: {text}")
TAKE_CLASHING = mark("Import clashing entries too; review settles the clash")
QUEUE = mark("Put new entries into the queue of review (up to {count})")


class Stop:
    """Whether the person wants what is running stopped; asked from the lane it runs in."""

    def __init__(self) -> None:
        self.wanted = False

    def __call__(self) -> bool:
        return self.wanted


class ImportDialog(QDialog):
    """Looks at a file and brings it in; `report` is what was brought."""

    told_progress = Signal(int)

    def __init__(
        self, parent: QWidget, tr: Translate, theme: Theme, termbase: Termbase, tasks: Tasks, path: Path
    ) -> None:
        super().__init__(parent)
        self._tr = tr
        self._termbase = termbase
        self._tasks = tasks
        self._open = True
        self._turn = 0
        self._stop = Stop()
        self._plan: Plan | None = None
        self._writing = False
        self.report: ImportReport | None = None
        self.setWindowTitle(tr("Import a glossary"))
        self.resize(*SIZE)
        self.place = QLineEdit(str(path), self)
        self.place.setReadOnly(True)
        self.place.setAccessibleName(tr("File"))
        self.form = QComboBox(self)
        self.form.setAccessibleName(tr("Format"))
        self.columns = ColumnTable(tr, theme, self)
        self.summary = plain_label("", self, wrap=True)
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(tr("Which entries"))
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.entries = QListWidget(self)
        self.entries.setUniformItemSizes(True)
        self.entries.setAccessibleName(tr("Entries of the file"))
        self.clashing = QCheckBox(tr(TAKE_CLASHING), self)
        self.clashing.setChecked(True)
        self.queue = QCheckBox(fill(QUEUE, (("count", f"{incoming.MOST_PROPOSED:,}"),), tr), self)
        self.queue.setChecked(True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.hide()
        self._build()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(partial(self._look, again=True))
        self.columns.changed.connect(self._pause.start)
        self.form.currentIndexChanged.connect(lambda _n: self._look(again=False))
        self.kind.currentIndexChanged.connect(lambda _n: self._list())
        self.clashing.toggled.connect(lambda _on: self._tell_plan())
        self.told_progress.connect(self._progress)
        self.take(path)

    def take(self, path: Path) -> None:
        """Look at a file; its format is guessed by its name."""
        self.place.setText(str(path))
        self.form.blockSignals(True)
        self.form.clear()
        for format_ in FORMATS:
            if format_.read is not None and not (format_.name.startswith("tbx-") and self.form.findText(TBX) >= 0):
                self.form.addItem(self._title(format_), format_.name)
        try:
            named = format_of(path)
        except GlossaryFileError:
            named = format_of(Path("a.csv"))
        self.form.setCurrentIndex(max(0, self.form.findText(self._title(named))))
        self.form.blockSignals(False)
        self._look(again=False)

    def _title(self, format_: Format) -> str:
        """What a format is called where its dialects are all read alike."""
        return TBX if format_.name.startswith("tbx-") else self._tr(TITLES[format_.name])

    @property
    def choice(self) -> Choice:
        """What the person ticked."""
        return Choice(self.clashing.isChecked(), self.queue.isChecked())

    def _build(self) -> None:
        tr = self._tr
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NORMAL)
        file = QHBoxLayout()
        file.setSpacing(SMALL)
        self.choose = self._button(tr("Choose…"), self._choose)
        file.addWidget(self.place, 1)
        file.addWidget(self.choose)
        file.addWidget(self.form)
        column.addLayout(file)
        column.addWidget(self.columns, 5)
        column.addWidget(self.summary)
        column.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.entries, 4)
        column.addWidget(self.clashing)
        column.addWidget(self.queue)
        column.addWidget(self.bar)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        self.save = self._button(tr("Save what is left out…"), self._save)
        self.bring = self._button(tr("Import"), self._bring_in)
        self.bring.setProperty("role", "primary")
        self.cancel = self._button(tr("Cancel"), self.reject)
        row.addWidget(self.save)
        row.addStretch(1)
        row.addWidget(self.bring)
        row.addWidget(self.cancel)
        column.addLayout(row)

    def _button(self, text: str, do: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(do)
        return button

    def _choose(self) -> None:
        chosen = choose_file(self, self._tr, self.place.text())
        if chosen is not None:
            self.take(chosen)

    # Looking

    @property
    def _format(self) -> Format:
        return format_of(Path(self.place.text()), str(self.form.currentData()))

    def _begin(self) -> Callable[[], bool]:
        """Stop what runs and begin anew; the answer says whether what begins now still counts."""
        self._stop.wanted = True
        self._stop = Stop()
        self._turn += 1
        self._plan = None
        turn = self._turn
        self.bar.setRange(0, 0)
        self.bar.show()
        self.summary.setText(self._tr(READING))
        self._enable()
        return lambda: self._open and self._turn == turn

    def _look(self, *, again: bool) -> None:
        """Read the file; `again` with the columns as the person has them."""
        current, path, table = self._begin(), Path(self.place.text()), self._format.table
        self.columns.setVisible(table)
        if not table:
            self._compare(None)
            return
        mapping = self.columns.mapping if again else None
        self._tasks.run(
            self._tasks.quick, partial(_looked, path, mapping), partial(self._show_rows, again),
            current=current, failed=self._say_error,
        )  # fmt: skip

    def _show_rows(self, again: bool, seen: tuple[Preview, TableMapping, tuple[Tried, ...]]) -> None:
        self.columns.show_preview(seen[0], keep=again)
        self.columns.show_rows(seen[2])
        self._compare(self.columns.mapping)

    def _compare(self, mapping: TableMapping | None) -> None:
        stop, turn, form = self._stop, self._turn, self._format.name
        path = Path(self.place.text())
        self._termbase.ask(
            lambda store: incoming.look(store, path, form, mapping, stop), self._take_plan,
            current=lambda: self._open and self._turn == turn, failed=self._say_error,
        )  # fmt: skip

    def _take_plan(self, plan: Plan) -> None:
        self._plan = plan
        self.bar.hide()
        self.kind.blockSignals(True)
        self.kind.clear()
        for kind, text in KINDS.items():
            self.kind.addItem(fill(text, (("count", f"{plan.count(kind):,}"),), self._tr), kind.value)
        self.kind.addItem(fill(FAULTS, (("count", f"{len(plan.faults):,}"),), self._tr), "")
        counts = [plan.count(kind) for kind in KINDS] + [len(plan.faults)]
        self.kind.setCurrentIndex(next((n for n, count in enumerate(counts) if count), 0))
        self.kind.blockSignals(False)
        self._list()
        self._tell_plan()

    def _tell_plan(self) -> None:
        plan = self._plan
        if plan is None:
            return
        count = len(plan.taken(self.choice))
        said = fill(COMPARED, (("count", f"{count:,}"),), self._tr) if count else self._tr(NOTHING)
        counts = "   ·   ".join(self.kind.itemText(n) for n in range(self.kind.count()))
        lost = [
            fill(LOSS, (("text", f"{told(loss.said, self._tr)} ({loss.count:,})"),), self._tr)
            for loss in plan.losses[:3]
        ]
        self.summary.setText("\n".join([counts, said if plan.allowed else self._tr(NOT_ALLOWED), *lost]))
        self._enable()

    def _list(self) -> None:
        self.entries.clear()
        plan, wanted = self._plan, self.kind.currentData()
        if plan is None:
            return
        if not wanted:
            lines = [told(row.why, self._tr) for row in plan.faults[:LISTED]]
        else:
            chosen = [a for a in plan.arrivals if a.kind == wanted][:LISTED]
            lines = [
                f"{SIGNS[a.kind]} {incoming.title_of(a.concept)}   {fill(a.message, a.values, self._tr)}".rstrip()
                for a in chosen
            ]
        for text in lines:
            item = QListWidgetItem(text.replace("\n", " "), self.entries)
            item.setData(Qt.ItemDataRole.ToolTipRole, tip(text))

    def _enable(self) -> None:
        plan = self._plan
        ready = plan is not None and not self._writing and self.report is None
        self.bring.setEnabled(ready and plan is not None and plan.allowed and bool(plan.taken(self.choice)))
        self.save.setEnabled(plan is not None and not self._writing)
        for field in (self.columns, self.choose, self.form, self.clashing, self.queue):
            field.setEnabled(not self._writing and self.report is None)

    # Bringing in

    def _bring_in(self) -> None:
        plan, stop, choice = self._plan, self._stop, self.choice
        if plan is None or self._writing:
            return
        self._writing = True
        self.bar.setRange(0, max(1, len(plan.taken(choice))))
        self.bar.setValue(0)
        self.bar.show()
        self._enable()
        tell = self.told_progress.emit
        self._termbase.ask(
            lambda store: incoming.bring_in(store, plan, choice, progress=tell, stopped=stop), self._brought,
            current=lambda: self._open, failed=self._stopped,
        )  # fmt: skip

    def _progress(self, count: int) -> None:
        self.bar.setValue(count)
        if self._writing and not self._stop.wanted:
            self.summary.setText(fill(WRITING, (("count", f"{count:,}"),), self._tr))

    def _brought(self, report: ImportReport) -> None:
        self._writing = False
        self.report = report
        self.bar.hide()
        out = len(self._rows()) + report.left_out
        values = (("new", f"{report.concepts:,}"), ("proposed", f"{report.proposed:,}"), ("out", f"{out:,}"))
        self.summary.setText(fill(DONE, values, self._tr))
        self.cancel.setText(self._tr("Close"))
        self.cancel.setFocus()
        self._enable()

    def _stopped(self, error: Mendable) -> None:
        self._writing = False
        self._stop = Stop()
        self._say_error(error)
        self._enable()

    def _say_error(self, error: Mendable) -> None:
        self.bar.hide()
        self.summary.setText(told(error, self._tr))

    def _rows(self) -> list[tuple[str, str, str]]:
        return incoming.left_out(self._plan, self.choice, self._tr) if self._plan is not None else []

    def _save(self) -> None:
        named = str(Path(self.place.text()).with_suffix(".left-out.csv"))
        chosen, _ = QFileDialog.getSaveFileName(self, self.save.text(), named, "CSV (*.csv)")
        if not chosen:
            return
        header = (self._tr("Line"), self._tr("Entry"), self._tr("Why"))
        try:
            Path(chosen).write_text(incoming.table_of(self._rows(), header), encoding="utf-8", newline="")
        except OSError as error:
            self.summary.setText(f"{chosen}: {error.strerror}")

    # Qt's own names from here.

    def reject(self) -> None:
        """Stop what is being written, and stay to say so; else close."""
        self._stop.wanted = True
        if self._writing:
            self.summary.setText(self._tr(STOPPING))
            return
        self._open = False
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._writing:
            self.reject()
            event.ignore()
            return
        super().closeEvent(event)


def choose_file(parent: QWidget, tr: Translate, start: str = "") -> Path | None:
    """Ask for a glossary file; None if the person does not want one."""
    suffixes = sorted({suffix for format_ in FORMATS if format_.read is not None for suffix in format_.suffixes})
    named = f"{tr(GLOSSARIES)} ({' '.join('*' + suffix for suffix in suffixes)});;{tr('All files')} (*)"
    chosen, _ = QFileDialog.getOpenFileName(parent, tr("Import a glossary"), start, named)
    return Path(chosen) if chosen else None


def _looked(path: Path, mapping: TableMapping | None) -> tuple[Preview, TableMapping, tuple[Tried, ...]]:
    """The beginning of a table, how it is read, and its rows read so."""
    seen = preview(path, mapping)
    if mapping is None or len(mapping.columns) != len(seen.guess.columns):
        mapping = seen.guess
    return seen, mapping, tried(path, mapping)
