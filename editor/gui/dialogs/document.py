"""The settings of one document: which checks look at it, and whose glossaries they use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.core.options import Options
from editor.gui.plain import plain_label
from editor.gui.theme import NORMAL, SMALL, WIDE
from editor.i18n import Translate, mark

SIZE = (620, 640)
CHECKS = mark("Checks that look at this document")
GLOSSARIES = mark("Glossaries of your own, asked before the built-in one")
RELEASE = mark("Glossary release this document is pinned to")
SHIPPED = mark("The built-in glossary")
FILES = mark("Glossaries")


class DocumentDialog(QDialog):
    """`options` are the settings as they stand in the dialog; `checks` are (id, title) of all checks."""

    def __init__(
        self,
        parent: QWidget,
        tr: Translate,
        options: Options,
        checks: Sequence[tuple[str, str]],
        releases: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self._tr = tr
        self._options = options
        self.setWindowTitle(tr("Document settings"))
        self.resize(*SIZE)
        self.checks = QListWidget(self)
        self.checks.setAccessibleName(tr(CHECKS))
        for name, title in checks:
            item = QListWidgetItem(f"{name}   {tr(title)}", self.checks)
            item.setData(Qt.ItemDataRole.UserRole, name)
            off = name in options.checks_off
            item.setCheckState(Qt.CheckState.Unchecked if off else Qt.CheckState.Checked)
        self.glossaries = QListWidget(self)
        self.glossaries.setAccessibleName(tr(GLOSSARIES))
        self.glossaries.addItems(list(options.glossaries))
        self.release = QComboBox(self)
        self.release.setAccessibleName(tr(RELEASE))
        self.release.addItem(tr(SHIPPED), "")
        for label in dict.fromkeys((*releases, *filter(None, [options.release]))):
            self.release.addItem(label, label)
        self.release.setCurrentIndex(self.release.findData(options.release))
        buttons = QDialogButtonBox(self)
        buttons.addButton(tr("Apply"), QDialogButtonBox.ButtonRole.AcceptRole).setProperty("role", "primary")
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NORMAL)
        column.addWidget(plain_label(tr(CHECKS), self, role="title"))
        column.addWidget(self.checks, 3)
        column.addWidget(plain_label(tr(RELEASE), self, role="title"))
        column.addWidget(self.release)
        column.addWidget(plain_label(tr(GLOSSARIES), self, role="title"))
        column.addWidget(self.glossaries, 1)
        column.addLayout(self._glossary_buttons())
        column.addWidget(buttons)

    @property
    def options(self) -> Options:
        """The settings as ticked and listed."""
        rows = [self.checks.item(row) for row in range(self.checks.count())]
        off = tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in rows if item.checkState() is Qt.CheckState.Unchecked
        )
        names = tuple(self.glossaries.item(row).text() for row in range(self.glossaries.count()))
        release = str(self.release.currentData())
        return replace(self._options, checks_off=off, glossaries=names, release=release)

    def add(self, path: Path) -> None:
        """Put a glossary into the list, once."""
        if str(path) not in self.options.glossaries:
            self.glossaries.addItem(str(path))

    def _glossary_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        for title, do in ((self._tr("Add…"), self._choose), (self._tr("Take out"), self._take_out)):
            button = QPushButton(title, self)
            button.setAutoDefault(False)
            button.clicked.connect(do)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _choose(self) -> None:
        named = f"{self._tr(FILES)} (*.jsonl *.tsv *.csv)"
        chosen, _ = QFileDialog.getOpenFileName(self, self._tr("Add…"), "", named)
        if chosen:
            self.add(Path(chosen))

    def _take_out(self) -> None:
        if self.glossaries.currentRow() >= 0:
            self.glossaries.takeItem(self.glossaries.currentRow())
