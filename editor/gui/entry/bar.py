"""What can be done with the entry looked at, as a row of buttons with keys; opens the windows for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from editor.gui.entry.editor import TermEditor
from editor.gui.entry.sheet import Asked
from editor.gui.plain import set_tip
from editor.gui.review.termbase import Termbase
from editor.gui.theme import SMALL, Theme
from editor.i18n import Translate
from glossary.model import Concept
from glossary.proposals import Role


class EntryBar(QObject):
    """The buttons under an entry; `said` brings the sentence to be said after something was kept."""

    said = Signal(str)

    def __init__(
        self, window: QWidget, tr: Translate, theme: Theme, termbase: Termbase, current: Callable[[], Concept | None]
    ) -> None:
        super().__init__(window)
        self._window, self._tr, self._termbase, self._current = window, tr, termbase, current
        self.theme = theme
        self.buttons: dict[str, QPushButton] = {}
        self.row = QHBoxLayout()
        self.row.setSpacing(SMALL)
        for name, text, keys, do in (
            ("edit", tr("Edit…"), "F2", self.edit),
            ("new", tr("New entry…"), "Ctrl+N", self.new),
        ):
            self._add(name, text, keys, do)
        self.row.addStretch(1)
        self.enable()

    def enable(self) -> None:
        """Let only what is possible be pressed."""
        able = self._termbase.role.may(Role.TRANSLATOR)
        for name, button in self.buttons.items():
            button.setEnabled(able and (name == "new" or self._current() is not None))

    def edit(self) -> None:
        """Open the entry in the editor."""
        concept = self._current()
        if concept is not None:
            self.open(Asked(concept=concept.id))

    def new(self) -> None:
        """Open an empty entry in the editor."""
        self.open(Asked())

    def open(self, asked: Asked) -> TermEditor:
        """Open the editor."""
        editor = TermEditor(self._window, self._tr, self.theme, self._termbase, asked)
        editor.saved.connect(lambda _id, sentence: self.said.emit(sentence))
        editor.show()
        return editor

    def _add(self, name: str, text: str, keys: str, do: Callable[[], object]) -> None:
        button = QPushButton(text, self._window)
        if keys:
            QShortcut(QKeySequence(keys), self._window, button.click)
            set_tip(button, f"{text.rstrip('…')}  ({keys})")
        button.clicked.connect(lambda: do())
        self.row.addWidget(button)
        self.buttons[name] = button
