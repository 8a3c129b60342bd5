"""All commands in one list: type a few letters, Enter does it; with the keys, so that they are learnt."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from editor.gui.actions import MENUS, Actions
from editor.gui.theme import NORMAL
from editor.i18n import Translate

SIZE = (620, 480)


class CommandsDialog(QDialog):
    """`chosen` is the id of the command, empty if none was."""

    def __init__(self, parent: QWidget, tr: Translate, actions: Actions) -> None:
        super().__init__(parent)
        self.chosen = ""
        self.setWindowTitle(tr("All commands"))
        self.resize(*SIZE)
        self._rows = [
            (entry.id, f"{menu_name(entry.menu, tr)}: {tr(entry.text).rstrip('…')}", keys(qt.shortcuts()))
            for entry, qt in actions.listed()
            if qt.isEnabled() and entry.id != "view.commands"
        ]
        self.wanted = QLineEdit(self)
        self.wanted.setPlaceholderText(tr("Type a few letters of a command"))
        self.wanted.setAccessibleName(tr("Command"))
        self.list = QListWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(NORMAL, NORMAL, NORMAL, NORMAL)
        column.addWidget(self.wanted)
        column.addWidget(self.list)
        self.wanted.textChanged.connect(self._filter)
        self.wanted.returnPressed.connect(self._take)
        self.wanted.installEventFilter(self)
        self.list.itemActivated.connect(lambda _item: self._take())
        self._filter("")

    def _filter(self, typed: str) -> None:
        self.list.clear()
        ranked = sorted((score(typed, title), n) for n, (_, title, _) in enumerate(self._rows))
        for points, n in ranked:
            if points < NO_MATCH:
                name, title, key = self._rows[n]
                item = QListWidgetItem(f"{title}    {key}" if key else title, self.list)
                item.setData(Qt.ItemDataRole.UserRole, name)
        self.list.setCurrentRow(0)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen = str(item.data(Qt.ItemDataRole.UserRole))
            self.accept()

    # Qt's own names from here.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
        return super().eventFilter(watched, event)


NO_MATCH = 1_000


def score(typed: str, title: str) -> int:
    """How well typed letters fit a title: 0 best, NO_MATCH not at all; letters must come in order, best together."""
    letters, text = typed.casefold().replace(" ", ""), title.casefold()
    if not letters:
        return 0
    whole = text.find(typed.casefold().strip())
    if whole >= 0:
        return whole
    place, gaps = -1, 0
    for letter in letters:
        after = text.find(letter, place + 1)
        if after < 0:
            return NO_MATCH
        gaps += after - place - 1
        place = after
    return min(NO_MATCH - 1, 100 + gaps)


def menu_name(menu: str, tr: Translate) -> str:
    """The name of a menu without its access key (`&File`, `文件(&F)`)."""
    return re.sub(r"\(&.\)|&", "", tr(MENUS[menu]))


def keys(sequences: list[QKeySequence]) -> str:
    """Keys as the person's system writes them."""
    return ", ".join(dict.fromkeys(s.toString(QKeySequence.SequenceFormat.NativeText) for s in sequences))
