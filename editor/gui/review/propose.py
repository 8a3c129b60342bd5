"""Proposing a term from the active row: a prefilled form, with what is known already shown while typing."""

from __future__ import annotations

import secrets
import time
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from editor.gui.desk import Desk
from editor.gui.panels.cards import CardList, Maker, card
from editor.gui.plain import plain_label
from editor.gui.review.form import SuggestionForm
from editor.gui.review.names import LIKENESSES
from editor.gui.review.placing import Known, Likeness, likeness, proposed
from editor.gui.review.stock import known_of
from editor.gui.review.termbase import Termbase
from editor.gui.tasks import Mendable
from editor.gui.theme import NORMAL, WIDE
from editor.i18n import Translate, fill, mark
from glossary.proposals import Suggestion, SuggestionId
from glossary.propose import Duplicate, Selection, prefilled

SIZE = (900, 700)
PAUSE_MS = 120
SOURCE_HEIGHT, KNOWN_WIDTH = 84, 290
SELECT = mark("The sentence. Select Chinese words in it to take them over.")
ALIKE = mark("Something like it: {text}")
SAVED = mark("Proposed: {text}. A reviewer decides.")


def selection_of(desk: Desk, author: str) -> Selection | None:
    """The active segment with what is selected in it; None if there is no segment."""
    segment, editor = desk.segment, desk.grid.editor
    if segment is None:
        return None
    span = editor.selected_points() if editor is not None else (0, 0)
    title = desk.session.project.document.title or desk.session.project.document.id
    return Selection(
        title, str(segment.id), segment.source, segment.machine, segment.target, author, time.time(),
        en=span if span[0] < span[1] else None,
    )  # fmt: skip


class ProposeDialog(QDialog):
    """The form beside what the termbase has already; `saved` holds the sentence to be said when it is kept."""

    def __init__(self, parent: QWidget, tr: Translate, termbase: Termbase, selection: Selection) -> None:
        super().__init__(parent)
        self._tr = tr
        self._termbase = termbase
        self._selection = selection
        self._known: Known | None = None
        self._open = True
        self._turn = 0
        self.saved = ""
        self.setWindowTitle(tr("Propose a term"))
        self.resize(*SIZE)
        self.form = SuggestionForm(tr, self)
        self.known = CardList(tr("Nothing like it is known so far."), self)
        self.known.setFixedWidth(KNOWN_WIDTH)
        self.problem = plain_label("", self, role="bad", wrap=True)
        self.problem.hide()
        self._build()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.form.edited.connect(self._pause.start)
        self.form.load(prefilled(SuggestionId(f"S-{secrets.token_hex(6)}"), selection))
        termbase.ask(known_of, self._begin, current=lambda: self._open, failed=self._say)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NORMAL)
        if self._selection.source:
            self.source = QPlainTextEdit(self._selection.source, self)
            self.source.setReadOnly(True)
            self.source.setFixedHeight(SOURCE_HEIGHT)
            self.source.setAccessibleName(self._tr(SELECT))
            self.source.selectionChanged.connect(self._take_chinese)
            column.addWidget(plain_label(self._tr(SELECT), self, role="muted", wrap=True))
            column.addWidget(self.source)
        sides = QHBoxLayout()
        sides.setSpacing(WIDE)
        sides.addWidget(self.form, 1)
        right = QFrame(self)
        inside = QVBoxLayout(right)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(plain_label(self._tr("Known already"), right, role="title"))
        inside.addWidget(self.known, 1)
        sides.addWidget(right)
        column.addLayout(sides, 1)
        column.addWidget(self.problem)
        buttons = QDialogButtonBox(self)
        self.propose_button = buttons.addButton(self._tr("Propose"), QDialogButtonBox.ButtonRole.ActionRole)
        self.propose_button.setProperty("role", "primary")
        self.propose_button.setEnabled(False)
        self.propose_button.clicked.connect(self._propose)
        buttons.addButton(self._tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _begin(self, known: Known) -> None:
        """Fill the form once more, now with what the glossary knows; what the person typed meanwhile stays."""
        self._known = known
        typed = self.form.suggestion()
        if typed is not None and typed == prefilled(typed.id, self._selection):
            self.form.load(prefilled(typed.id, self._selection, known.lexicon.concepts))
        self.form.offer_domains(c.domain for c in known.lexicon.concepts)
        self.propose_button.setEnabled(True)
        empty = next((f for f in (self.form.zh, self.form.en) if not f.text()), self.form.rationale)
        empty.setFocus()
        self._look()

    def _take_chinese(self) -> None:
        chosen = self.source.textCursor().selectedText().strip()
        if chosen:
            self.form.take_chinese(chosen)
            self._pause.start()

    def _look(self) -> None:
        """Ask in the background what the termbase has of the forms typed so far."""
        known, suggestion = self._known, self.form.suggestion()
        if known is None or suggestion is None:
            return
        self._turn += 1
        turn = self._turn
        self._termbase.ask(
            lambda _store: likeness(suggestion, known), self._show_known,
            current=lambda: self._open and self._turn == turn, failed=self._say,
        )  # fmt: skip

    def _show_known(self, found: Likeness) -> None:
        makers: list[Maker] = [partial(self._same, duplicate) for duplicate in found.same]
        for concept, text in found.similar:
            alike = fill(ALIKE, (("text", text),), self._tr)
            makers.append(partial(self._card, alike, _both(concept.preferred("zh"), concept.preferred())))
        self.known.show_cards(makers)

    def _same(self, duplicate: Duplicate) -> QWidget:
        told = fill(LIKENESSES[duplicate.likeness], (("text", duplicate.text),), self._tr)
        if duplicate.concept is not None:
            detail = _both(duplicate.concept.preferred("zh"), duplicate.concept.preferred())
        else:
            found = duplicate.suggestion
            detail = _both(found.zh, found.en) if found is not None else ""
        return self._card(told, detail)

    def _card(self, told: str, detail: str) -> QWidget:
        frame, column = card(self.known)
        column.addWidget(plain_label(told, frame, wrap=True))
        column.addWidget(plain_label(detail, frame, role="muted", wrap=True))
        return frame

    def _propose(self) -> None:
        known, suggestion = self._known, self.form.suggestion()
        if known is None or suggestion is None:
            return
        self.propose_button.setEnabled(False)
        who, role = self._termbase.who, self._termbase.role
        self._termbase.ask(
            lambda store: store.suggest(proposed(suggestion, known, who, role, time.time())),
            self._kept, current=lambda: self._open, failed=self._say,
        )  # fmt: skip

    def _kept(self, suggestion: Suggestion) -> None:
        self.saved = fill(SAVED, (("text", _both(suggestion.zh or "—", suggestion.en)),), self._tr)
        self.accept()

    def _say(self, error: Mendable) -> None:
        self.problem.setText(str(error))
        self.problem.show()
        self.propose_button.setEnabled(self._known is not None)

    # Qt's own names from here.

    def done(self, result: int) -> None:
        self._open = False
        self._pause.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._open = False
        super().closeEvent(event)


def _both(zh: str, en: str) -> str:
    return f"{zh} → {en}"
