"""Asking for the reason of a step, and for the entry or suggestion it is aimed at, found as one types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout
from PySide6.QtWidgets import QWidget as Widget

from editor.deciding import OPEN
from editor.gui.plain import plain_label
from editor.gui.review.queue import title_of
from editor.gui.review.termbase import Termbase
from editor.gui.theme import NORMAL, WIDE
from editor.i18n import Translate, mark
from glossary.lookup import Lookup
from glossary.model import Concept
from glossary.proposals import Suggestion

if TYPE_CHECKING:
    from glossary.store.termbase import TermbaseStore

SIZE, SMALL_SIZE = (560, 520), (520, 190)
MOST = 60
SUGGESTED = mark("waiting: {text}")
NEEDS_REASON = mark("A reason is needed.")
NEEDS_TARGET = mark("Choose an entry from the list.")


@dataclass(frozen=True, slots=True)
class Question:
    """What a step asks: `aimed` for an entry, `suggestions` also for a suggestion; `tick` a choice beside it."""

    title: str
    sentence: str
    aimed: bool = False
    suggestions: bool = False
    reason: bool = True
    tick: str = ""
    without: str = ""


@dataclass(frozen=True, slots=True)
class Aims:
    """What a step can be aimed at."""

    lookup: Lookup
    waiting: tuple[Suggestion, ...]


def aims_of(store: TermbaseStore) -> Aims:
    """Everything in a termbase a step can be aimed at; takes a while for a large one."""
    return Aims(Lookup(store.concepts()), tuple(store.suggestions(*OPEN)))


class StepDialog(QDialog):
    """Asks one question; `reason`, `target` and `ticked` hold the answer."""

    def __init__(self, parent: Widget, tr: Translate, termbase: Termbase, question: Question) -> None:
        super().__init__(parent)
        self._tr, self._question = tr, question
        self._aims: Aims | None = None
        self._open = True
        self.setWindowTitle(question.title)
        self.resize(*(SIZE if question.aimed else SMALL_SIZE))
        self.search, self.words = QLineEdit(self), QLineEdit(self)
        self.found = QListWidget(self)
        self.tick = QCheckBox(question.tick, self)
        self.tick.setChecked(True)
        self.problem = plain_label("", self, role="bad", wrap=True)
        self.problem.hide()
        self._build()
        if question.aimed:
            self.search.textChanged.connect(lambda _text: self._list())
            termbase.ask(aims_of, self._take, current=lambda: self._open)
        else:
            self.words.setFocus()

    @property
    def reason(self) -> str:
        """What was written."""
        return self.words.text().strip()

    @property
    def target(self) -> Concept | Suggestion | None:
        """What was chosen."""
        item = self.found.currentItem()
        chosen: Concept | Suggestion | None = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return chosen

    @property
    def ticked(self) -> bool:
        """Whether the choice beside it is taken."""
        return self.tick.isChecked()

    def _build(self) -> None:
        tr, asked = self._tr, self._question
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NORMAL)
        column.addWidget(plain_label(asked.sentence, self, wrap=True))
        for field, hint in (
            (self.search, tr("Chinese, pinyin or English")),
            (self.words, tr("The reason; it stays in the history")),
        ):
            field.setPlaceholderText(hint)
            field.setAccessibleName(hint)
        self.found.setAccessibleName(tr("Entries"))
        self.found.itemDoubleClicked.connect(lambda _item: self._agree())
        for widget, shown in (
            (self.search, asked.aimed), (self.found, asked.aimed), (self.tick, bool(asked.tick)), (self.words, True),
            (self.problem, False),
        ):  # fmt: skip
            column.addWidget(widget)
            widget.setVisible(shown)
        if not asked.aimed:
            column.addStretch(1)
        buttons = QDialogButtonBox(self)
        agree = buttons.addButton(asked.title, QDialogButtonBox.ButtonRole.AcceptRole)
        agree.setProperty("role", "primary")
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._agree)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _take(self, aims: Aims) -> None:
        self._aims = aims
        self._list()

    def _list(self) -> None:
        aims, asked = self._aims, self._question
        if aims is None:
            return
        typed = self.search.text().strip()
        self.found.clear()
        if asked.suggestions:
            for said in aims.waiting:
                if said.id != asked.without and typed.casefold() in title_of(said).casefold():
                    self._add(self._tr(SUGGESTED).replace("{text}", title_of(said)), said)
        entries = (f.concept for f in aims.lookup.find(typed, MOST)) if typed else aims.lookup.concepts[:MOST]
        for concept in entries:
            if concept.id != asked.without:
                self._add(f"{concept.preferred('zh')}   {concept.preferred() or '—'}", concept)
        if self.found.count():
            self.found.setCurrentRow(0)

    def _add(self, text: str, value: Concept | Suggestion) -> None:
        item = QListWidgetItem(text, self.found)
        item.setData(Qt.ItemDataRole.UserRole, value)

    def _agree(self) -> None:
        lacks = ""
        if self._question.aimed and self.target is None:
            lacks = NEEDS_TARGET
        elif self._question.reason and not self.reason:
            lacks = NEEDS_REASON
        if not lacks:
            self.accept()
            return
        self.problem.setText(self._tr(lacks))
        self.problem.show()
        (self.search if lacks is NEEDS_TARGET else self.words).setFocus()

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._question.aimed and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = -1 if event.key() == Qt.Key.Key_Up else 1
            self.found.setCurrentRow(max(0, min(self.found.count() - 1, self.found.currentRow() + step)))
            return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        self._open = False
        super().done(result)
