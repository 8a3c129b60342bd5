"""Remarks in threads: how they are ordered and shown, and the line one is written in; keeping them is the store's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from editor.gui.panels.cards import card, line
from editor.gui.plain import plain_label
from editor.gui.theme import WIDE
from editor.i18n import Translate, fill, mark
from glossary.proposals import Comment, CommentId, Subject

HINT = mark("A remark; @name asks somebody")
REPLY_TO = mark("Answer to {name}; Esc: a remark of its own")
ON_ENTRY = mark("on the entry")
DEEPEST = 4


class RemarkLine(QLineEdit):
    """The line a remark is written in; `written` brings it with the remark it answers (None: it opens a thread)."""

    written = Signal(str, object)

    def __init__(self, tr: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self._answers: CommentId | None = None
        self.setAccessibleName(tr("Remark"))
        self.answer(None)
        self.returnPressed.connect(self._send)

    def answer(self, comment: Comment | None) -> None:
        """Answer a remark from now on, or open a thread."""
        self._answers = comment.id if comment is not None else None
        hint = fill(REPLY_TO, (("name", comment.author),), self._tr) if comment is not None else self._tr(HINT)
        self.setPlaceholderText(hint)
        if comment is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _send(self) -> None:
        text, answers = self.text().strip(), self._answers
        if text:
            self.clear()
            self.answer(None)
            self.written.emit(text, answers)

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._answers is not None:
            self.answer(None)
            return
        super().keyPressEvent(event)


def threads(comments: Iterable[Comment]) -> list[tuple[int, Comment]]:
    """Remarks with their depth: every answer under what it answers, in the order of time."""
    known = sorted(comments, key=lambda comment: (comment.time, comment.id))
    ids = {comment.id for comment in known}

    def below(parent: CommentId | None, depth: int) -> Iterator[tuple[int, Comment]]:
        for comment in known:
            if (comment.parent if comment.parent in ids else None) == parent:
                yield depth, comment
                yield from below(comment.id, depth + 1)

    return list(below(None, 0))


def remarks_card(
    parent: QWidget, comments: Iterable[Comment], tr: Translate, answer: Callable[[Comment], object]
) -> QWidget:
    """Remarks as a card, each with a button to answer it."""
    frame, column = card(parent)
    column.addWidget(plain_label(tr("Remarks"), frame, role="title"))
    for depth, comment in threads(comments):
        box, inner = QWidget(frame), WIDE * min(depth, DEEPEST)
        told = [comment.author, day(comment.time)]
        if comment.subject is Subject.CONCEPT:
            told.append(tr(ON_ENTRY))
        name = plain_label(", ".join(told), box, role="muted")
        reply = QPushButton(tr("Answer"), box)
        reply.setProperty("role", "quiet")
        reply.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        reply.clicked.connect(partial(_answer, answer, comment))
        row = line(name, reply)
        row.setContentsMargins(inner, 0, 0, 0)
        box.setLayout(row)
        text = plain_label(comment.text, frame, wrap=True)
        text.setContentsMargins(inner, 0, 0, 0)
        column.addWidget(box)
        column.addWidget(text)
    return frame


def day(seconds: float) -> str:
    """A time as the window shows it; empty for none."""
    return datetime.fromtimestamp(seconds).strftime("%Y-%m-%d %H:%M") if seconds else ""


def _answer(answer: Callable[[Comment], object], comment: Comment, _on: bool = False) -> None:
    answer(comment)
