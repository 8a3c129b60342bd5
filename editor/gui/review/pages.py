"""What the glossary shows of one entry, on three pages: the entry, remarks about it, its life."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from editor import deciding
from editor.gui.panels.cards import CardList
from editor.gui.review.entry_view import EntryView
from editor.gui.review.past import Past, PastPanel, load_past
from editor.gui.review.remarks import RemarkLine, remarks_card
from editor.gui.review.shelf import Shelf
from editor.gui.review.termbase import Termbase
from editor.gui.tasks import Mendable
from editor.gui.theme import NORMAL, SMALL, Theme
from editor.i18n import Translate, mark, told
from glossary.model import Concept
from glossary.proposals import CommentId, Role, Subject

PAGES = (mark("Entry"), mark("Remarks"), mark("History"))
ENTRY, REMARKS, HISTORY = range(3)


class EntryPages(QWidget):
    """Shows one entry; its remarks and its life are read when their page is looked at."""

    def __init__(
        self, tr: Translate, theme: Theme, termbase: Termbase, alive: Callable[[], bool], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._tr, self._termbase, self._alive = tr, termbase, alive
        self._concept: Concept | None = None
        self._turn = 0
        self.tabs = QTabBar(self)
        for name in PAGES:
            self.tabs.addTab(tr(name))
        self.entry = EntryView(tr, theme, self)
        self.remarks = CardList(tr("Nobody has said anything about this entry."), self)
        self.line = RemarkLine(tr, self)
        self.past = PastPanel(tr, theme, self)
        talk = QWidget(self)
        column = QVBoxLayout(talk)
        column.setContentsMargins(0, 0, NORMAL, 0)
        column.setSpacing(SMALL)
        column.addWidget(self.remarks, 1)
        column.addWidget(self.line)
        self._stack = QStackedWidget(self)
        for page in (self.entry, talk, self.past):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._turn_to)
        self.line.written.connect(self._remark)

    def show_entry(self, concept: Concept | None, shelf: Shelf | None) -> None:
        """Show another entry on the page that is open."""
        self._concept = concept
        self.entry.show_entry(concept, shelf)
        self.line.answer(None)
        self.line.setEnabled(concept is not None and self._termbase.role.may(Role.TRANSLATOR))
        self._read()

    def restyle(self, theme: Theme) -> None:
        """Go on with another theme."""
        self.entry.theme = self.past.theme = theme

    def _turn_to(self, page: int) -> None:
        self._stack.setCurrentIndex(page)
        self._read()

    def _read(self) -> None:
        if self.tabs.currentIndex() == ENTRY:
            return
        self._turn += 1
        turn, concept = self._turn, self._concept
        if concept is None:
            self._show(Past())
            return
        self._termbase.ask(
            partial(load_past, concept=concept.id),
            self._show,
            current=lambda: self._alive() and self._turn == turn,
            failed=self._say,
        )

    def _show(self, past: Past) -> None:
        self.past.show_past(past)
        talk = partial(remarks_card, self.remarks, past.comments, self._tr, self.line.answer)
        self.remarks.show_cards([talk] if past.comments else [])

    def _remark(self, text: str, answers: CommentId | None) -> None:
        concept = self._concept
        if concept is not None:
            id_ = concept.id
            self._termbase.ask(
                lambda store: deciding.remark(store, Subject.CONCEPT, id_, text, answers),
                lambda _comment: self._read(), current=self._alive, failed=self._say,
            )  # fmt: skip

    def _say(self, error: Mendable) -> None:
        self.line.setPlaceholderText(told(error, self._tr))
