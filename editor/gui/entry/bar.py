"""What can be done with the entry looked at, as a row of buttons with keys; opens the windows for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from editor.gui.asking import asked
from editor.gui.entry.editor import TermEditor
from editor.gui.entry.sheet import Asked, retire
from editor.gui.plain import set_tip
from editor.gui.review.choosing import Question, StepDialog
from editor.gui.review.termbase import Termbase
from editor.gui.theme import SMALL, Theme
from editor.i18n import Translate, fill, mark, told
from glossary.model import Concept
from glossary.proposals import Role
from glossary.retiring import in_force

WAYS = {
    "merge": (mark("Merge into"), mark("Which entry says the same? Its forms are proposed for that entry, and this one "
                                       "as superseded by it.")),
    "deprecate": (mark("Deprecate"), mark("It is proposed that its English and its wrong renderings no longer count. "
                                          "Why?")),
    "supersede": (mark("Supersede by"), mark("Which entry takes its place? It is proposed that the English of this one "
                                             "no longer counts.")),
}  # fmt: skip
GOES = mark("Proposed for review: {text} ({count}). It counts until somebody else approves.")


class EntryBar(QObject):
    """The buttons under an entry; `said` brings the sentence to be said after something was kept."""

    said = Signal(str)

    def __init__(
        self, window: QWidget, tr: Translate, theme: Theme, termbase: Termbase,
        current: Callable[[], Concept | None], alive: Callable[[], bool],
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window, self._tr, self._termbase, self._current, self._alive = window, tr, termbase, current, alive
        self.theme = theme
        self.buttons: dict[str, QPushButton] = {}
        self.row = QHBoxLayout()
        self.row.setSpacing(SMALL)
        for name, text, keys, do in (
            ("edit", tr("Edit…"), "F2", self.edit),
            ("new", tr("New entry…"), "Ctrl+N", self.new),
            ("merge", tr("Merge into…"), "Ctrl+M", partial(self.retire, "merge")),
            ("deprecate", tr("Deprecate…"), "Ctrl+D", partial(self.retire, "deprecate")),
            ("supersede", tr("Supersede by…"), "Ctrl+U", partial(self.retire, "supersede")),
        ):
            self._add(name, text, keys, do)
        self.row.addStretch(1)
        self.enable()

    def enable(self) -> None:
        """Let only what is possible be pressed."""
        able = self._termbase.role.may(Role.TRANSLATOR)
        for name, button in self.buttons.items():
            concept = self._current()
            goes = name in WAYS
            button.setEnabled(able and (name == "new" or (concept is not None and (not goes or in_force(concept)))))

    def edit(self) -> None:
        """Open the entry in the editor."""
        concept = self._current()
        if concept is not None:
            self.open(Asked(concept=concept.id))

    def new(self) -> None:
        """Open an empty entry in the editor."""
        self.open(Asked())

    def retire(self, way: str) -> None:
        """Propose that the entry goes: merged into another, deprecated, or superseded by another."""
        concept, tr = self._current(), self._tr
        if concept is None:
            return
        title, sentence = WAYS[way]
        name = f"{concept.preferred('zh')} → {concept.preferred() or '—'}"
        question = Question(tr(title), f"{name}\n{tr(sentence)}", aimed=way != "deprecate", without=concept.id)
        dialog = StepDialog(self._window, tr, self._termbase, question)
        with asked(dialog) as agreed:
            by, why, id_ = dialog.target, dialog.reason, concept.id
        if not agreed:
            return
        other = by if isinstance(by, Concept) else None
        self._termbase.ask(
            lambda store: retire(store, id_, why, by=other, take=way == "merge"),
            lambda ids: self.said.emit(fill(GOES, (("text", name), ("count", str(len(ids)))), tr)),
            current=self._alive, failed=lambda error: self.said.emit(told(error, tr)),
        )  # fmt: skip

    def open(self, wanted: Asked) -> TermEditor:
        """Open the editor."""
        editor = TermEditor(self._window, self._tr, self.theme, self._termbase, wanted)
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
