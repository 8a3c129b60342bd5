"""The sheet of keys and the facts about the program."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.gui.actions import Actions
from editor.gui.asking import asked
from editor.gui.dialogs.commands import keys, menu_name
from editor.gui.plain import message_box
from editor.gui.theme import WIDE
from editor.i18n import Translate, fill, mark
from editor.version import program_version

SIZE = (640, 620)
ABOUT = mark(
    "Zhubi 朱笔 {version}\n\nPost-editing of machine-translated Chinese court and government news. Nothing leaves this "
    "machine unless you ask for it.\n\nMIT licence. Python {python}, Qt {qt}, PySide {pyside}. Glossary {glossary}."
)


class KeysDialog(QDialog):
    """Every command with its menu and keys."""

    def __init__(self, parent: QWidget, tr: Translate, actions: Actions) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        self.resize(*SIZE)
        rows = list(actions.listed())
        self.table = QTableWidget(len(rows), 3, self)
        self.table.setAccessibleName(tr("Keys"))
        self.table.setHorizontalHeaderLabels([tr("Menu"), tr("Command"), tr("Keys")])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(2, 200)
        for row, (entry, qt) in enumerate(rows):
            cells = (menu_name(entry.menu, tr), tr(entry.text).rstrip("…"), keys(qt.shortcuts()))
            for column, text in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(text))
        buttons = QDialogButtonBox(self)
        buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column_layout.addWidget(self.table)
        column_layout.addWidget(buttons)


def show_about(parent: QWidget, tr: Translate, glossary: str) -> None:
    """Versions, licence, and that nothing leaves the machine."""
    values = (
        ("version", program_version()),
        ("python", platform.python_version()),
        ("qt", qVersion()),
        ("pyside", PySide6.__version__),
        ("glossary", glossary),
    )
    with asked(message_box(parent, tr("About Zhubi"), fill(ABOUT, values, tr))):
        pass
