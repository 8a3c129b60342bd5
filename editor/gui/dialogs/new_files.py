"""A new document from files: the translation, its Chinese if there is one, and where the project goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.formats.catalogue import IMPORTERS
from editor.gui.plain import plain_label
from editor.gui.theme import NORMAL, WIDE
from editor.i18n import Translate, mark

WIDTH = 680
SUFFIX = ".zhubi"
EXPLAIN = mark(
    "Documents of the formats Zhubi reads. Leave the Chinese out to work without the source, "
    "or where one file holds both."
)
TEXTS = mark("Documents")


class NewFilesDialog(QDialog):
    """Three paths, each typed or chosen; the project's follows the translation's until it is changed."""

    def __init__(self, parent: QWidget, tr: Translate, files: Sequence[Path] = ()) -> None:
        super().__init__(parent)
        self._tr = tr
        self.setWindowTitle(tr("New from files"))
        self.setMinimumWidth(WIDTH)
        self._rows = QGridLayout()
        self._rows.setSpacing(NORMAL)
        self.machine = self._row(0, tr("English machine translation"), self._choose)
        self.source = self._row(1, tr("Chinese (may stay empty)"), self._choose)
        self.project = self._row(2, tr("Project file"), self._choose_project)
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
        column.addLayout(self._rows)
        column.addWidget(buttons)
        self.machine.textChanged.connect(self._follow)
        self.project.textChanged.connect(self._enable)
        self._fill(files)
        self._enable()

    def paths(self) -> tuple[Path | None, Path, Path]:
        """Chinese (None if there is none), translation, project."""
        source = self.source.text().strip()
        return Path(source) if source else None, Path(self.machine.text().strip()), Path(self.project.text().strip())

    def _row(self, row: int, title: str, choose: object) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(title)
        button = QPushButton(self._tr("Choose…"), self)
        button.setAccessibleName(f"{title}: {self._tr('Choose…')}")
        button.setAutoDefault(False)
        if callable(choose):
            button.clicked.connect(lambda: choose(line))
        self._rows.addWidget(plain_label(title, self), row, 0)
        self._rows.addWidget(line, row, 1)
        self._rows.addWidget(button, row, 2)
        return line

    def _choose(self, line: QLineEdit) -> None:
        endings = " ".join(f"*{suffix}" for importer in IMPORTERS for suffix in importer.suffixes)
        named = f"{self._tr(TEXTS)} ({endings});;{self._tr('All files')} (*)"
        chosen, _ = QFileDialog.getOpenFileName(self, self._tr("Choose…"), line.text(), named)
        if chosen:
            line.setText(chosen)

    def _choose_project(self, line: QLineEdit) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self._tr("Project file"), line.text(), f"Zhubi (*{SUFFIX})")
        if chosen:
            line.setText(chosen)

    def _follow(self, text: str) -> None:
        if text.strip():
            self.project.setText(str(Path(text.strip()).with_suffix(SUFFIX)))

    def _enable(self) -> None:
        self.create_button.setEnabled(bool(self.machine.text().strip() and self.project.text().strip()))

    def _fill(self, files: Sequence[Path]) -> None:
        chinese = [path for path in files if looks_chinese(path)]
        others = [path for path in files if path not in chinese]
        if chinese:
            self.source.setText(str(chinese[0]))
        if others:
            self.machine.setText(str(others[0]))


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
