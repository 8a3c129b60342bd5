"""A new document from files: the translation, its Chinese if there is one, how they are read, and the first rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.formats.catalogue import IMPORTERS
from editor.formats.protocol import Choice
from editor.gui.dialogs.file_field import FileField
from editor.gui.plain import plain_label
from editor.gui.tasks import Tasks
from editor.gui.theme import NORMAL, WIDE
from editor.i18n import Translate, mark
from editor.preview import Preview, preview

SIZE = (820, 640)
SUFFIX = ".zhubi"
# Milliseconds after the last key before the files are read.
PAUSE_MS = 250
CUT = 300
EXPLAIN = mark(
    "Documents of the formats Zhubi reads. Leave the Chinese out to work without the source, "
    "or where one file holds both."
)
TEXTS = mark("Documents")
BOTH = mark("The translation file holds both languages; no other file is needed.")


class NewFilesDialog(QDialog):
    """Three paths, each typed or chosen; the project's follows the translation's until it is changed."""

    def __init__(self, parent: QWidget, tr: Translate, files: Sequence[Path] = (), tasks: Tasks | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self._tasks = tasks
        self._asked: object = None
        self._known: Preview | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._read)
        self.setWindowTitle(tr("New from files"))
        self.resize(*SIZE)
        self._machine = FileField(tr("English machine translation"), tr, self._choose, self)
        self._source = FileField(tr("Chinese (may stay empty)"), tr, self._choose, self)
        self._project = FileField(tr("Project file"), tr, self._choose_project, self)
        self.machine, self.source, self.project = self._machine.line, self._source.line, self._project.line
        self.rows = QTableWidget(0, 2, self)
        self.remarks = plain_label("", self, role="muted", wrap=True)
        self.error = plain_label("", self, role="bad", wrap=True)
        buttons = QDialogButtonBox(self)
        self.create_button = buttons.addButton(tr("Create"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.create_button.setProperty("role", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NORMAL)
        column.addWidget(plain_label(tr(EXPLAIN), self, role="muted", wrap=True))
        for field in (self._machine, self._source, self._project):
            column.addWidget(field)
        column.addWidget(self.error)
        column.addWidget(self.rows, 1)
        column.addWidget(self.remarks)
        column.addWidget(buttons)
        self._set_up_rows()
        self.machine.textChanged.connect(self._follow)
        for field in (self._machine, self._source, self._project):
            field.changed.connect(self._ask)
        self._fill(files)
        self._ask()

    def paths(self) -> tuple[Path | None, Path, Path]:
        """Chinese (None if there is none), translation, project."""
        source = None if self._known is not None and self._known.bilingual else self._source.path
        return source, Path(self.machine.text().strip()), Path(self.project.text().strip())

    def choices(self) -> tuple[Choice, Choice]:
        """How the Chinese and the translation are read."""
        return self._source.choice, self._machine.choice

    def _set_up_rows(self) -> None:
        self.rows.setAccessibleName(self._tr("First rows"))
        self.rows.setHorizontalHeaderLabels([self._tr("Chinese"), self._tr("English")])
        self.rows.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.rows.verticalHeader().hide()
        self.rows.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.rows.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.rows.setWordWrap(False)
        self.rows.setShowGrid(False)

    def _ask(self) -> None:
        """Something changed: read again after a pause."""
        self._known, self._asked = None, None
        self._enable()
        if self._tasks is not None:
            self._pause.start()

    def _read(self) -> None:
        if self._tasks is None:
            return
        asked = self._asked = object()
        work = partial(preview, self._source.path, self._machine.path, self._project.path, self.choices())
        self._tasks.run(self._tasks.quick, work, self._show, current=lambda: self._asked is asked)

    def _show(self, known: Preview) -> None:
        self._known = known
        self._machine.show_look(known.machine)
        self._source.show_look(known.source)
        self._project.show_error(known.project_error)
        self._source.setEnabled(not known.bilingual)
        self.error.setText(known.error)
        self.error.setVisible(bool(known.error))
        told = (*known.remarks, self._tr(BOTH)) if known.bilingual else known.remarks
        self.remarks.setText("\n".join(told))
        self.rows.setRowCount(len(known.pairs))
        for row, pair in enumerate(known.pairs):
            for column, text in enumerate(pair):
                self.rows.setItem(row, column, QTableWidgetItem(text[:CUT].replace("\n", " ")))
        self._enable()

    def _choose(self, field: FileField) -> None:
        endings = " ".join(f"*{suffix}" for importer in IMPORTERS for suffix in importer.suffixes)
        named = f"{self._tr(TEXTS)} ({endings});;{self._tr('All files')} (*)"
        _take(field, partial(QFileDialog.getOpenFileName, self, self._tr("Choose…"), field.line.text(), named))

    def _choose_project(self, field: FileField) -> None:
        named = f"Zhubi (*{SUFFIX})"
        _take(field, partial(QFileDialog.getSaveFileName, self, self._tr("Project file"), field.line.text(), named))

    def _follow(self, text: str) -> None:
        if text.strip():
            self.project.setText(str(Path(text.strip()).with_suffix(SUFFIX)))

    def _enable(self) -> None:
        wrong = self._known is not None and any(
            (self._known.machine.error, self._known.source.error, self._known.error, self._known.project_error)
        )
        self.create_button.setEnabled(bool(self.machine.text().strip() and self.project.text().strip()) and not wrong)

    def _fill(self, files: Sequence[Path]) -> None:
        chinese = [path for path in files if looks_chinese(path)] if len(files) > 1 else []
        others = [path for path in files if path not in chinese]
        if len(files) == 1 and looks_chinese(files[0]) and files[0].suffix.lower() == ".txt":
            chinese, others = list(files), []
        if chinese:
            self.source.setText(str(chinese[0]))
        if others:
            self.machine.setText(str(others[0]))

    # Qt's own names from here.

    def done(self, result: int) -> None:
        self._asked = None
        self._pause.stop()
        super().done(result)


def _take(field: FileField, ask: Callable[[], tuple[str, str]]) -> None:
    chosen, _ = ask()
    if chosen:
        field.line.setText(chosen)


def looks_chinese(path: Path) -> bool:
    """Whether a file seems to be the Chinese one: by its name, else by what its first bytes hold."""
    parts = path.name.lower().replace("_", ".").replace("-", ".").split(".")
    if {"zh", "cn", "chinese"} & set(parts):
        return True
    if {"en", "mt", "english"} & set(parts):
        return False
    try:
        with path.open("rb") as stream:
            head = stream.read(2000)
    except OSError:
        return False
    return sum(byte > 0x7F for byte in head) * 2 > len(head)
