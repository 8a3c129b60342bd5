"""The window in which suggestions are decided on: queue left, evidence right, one key for each decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from editor import deciding
from editor.deciding import Outcome
from editor.gui.plain import plain_label, set_tip
from editor.gui.review.answers import EditDialog, ask_reason, ask_text
from editor.gui.review.evidence import EvidencePanel
from editor.gui.review.names import ROLES
from editor.gui.review.queue import OPEN, Detail, Item, title_of
from editor.gui.review.queue_list import QueueList
from editor.gui.review.reading import Queue, load_detail, load_queue
from editor.gui.review.termbase import Termbase
from editor.gui.tasks import Mendable
from editor.gui.theme import NORMAL, SMALL, Theme
from editor.i18n import Translate, fill, mark
from glossary.impact import Passage
from glossary.proposals import Action, State, Suggestion

if TYPE_CHECKING:
    from glossary.store.termbase import TermbaseStore

T = TypeVar("T")
SIZE = (1180, 760)
SIDES = [420, 760]
VIEWS: tuple[tuple[str, tuple[State, ...]], ...] = (
    (mark("Waiting"), OPEN),
    (mark("Needs an answer"), (State.NEEDS_INFO,)),
    (mark("Approved"), (State.APPROVED, State.RELEASED)),
    (mark("Rejected or withdrawn"), (State.REJECTED, State.WITHDRAWN, State.MERGED)),
    (mark("Out of force"), (State.DEPRECATED, State.SUPERSEDED)),
)
ROLE_IS_A_SETTING = mark(
    "{name}, {role}. In a file the role is a setting and protects nothing; every step is recorded."
)
ROLE_IS_ENFORCED = mark("{name}, {role}. The server holds everybody to their role.")
NOBODY = mark("nobody (say your name in the settings)")
APPROVED = mark("Approved: {text}")
APPROVED_MANY = mark("Approved: {count}")
KEPT = mark("The wording is kept, but it is not approved: {text}")
DONE = {
    Action.REJECT: mark("Rejected: {text}"),
    Action.ASK: mark("Asked about: {text}"),
    Action.ANSWER: mark("Answered: {text}"),
    Action.WITHDRAW: mark("Withdrawn: {text}"),
    Action.EDIT: mark("Saved: {text}"),
}
WORKING = mark("Reading the termbase…")


class ReviewWindow(QMainWindow):
    """Decides on suggestions; `decided` follows every change of the termbase."""

    decided = Signal()

    def __init__(
        self,
        parent: QWidget,
        tr: Translate,
        theme: Theme,
        termbase: Termbase,
        passages: Callable[[], Sequence[Passage]],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tr = tr
        self._termbase = termbase
        self._passages = passages
        self._open = True
        self._turn = 0
        self._look = 0
        self._busy = False
        self.setWindowTitle(tr("Review suggestions"))
        self.resize(*SIZE)
        self.queue = QueueList(tr, self)
        self.evidence = EvidencePanel(tr, theme, self)
        self.view = QComboBox(self)
        self.view.setAccessibleName(tr("Which suggestions"))
        self.view.addItems([tr(name) for name, _states in VIEWS])
        self.person = plain_label("", self, role="muted", wrap=True)
        self.remark = QLineEdit(self)
        self.remark.setPlaceholderText(tr("A remark; @name asks somebody"))
        self.remark.setAccessibleName(tr("Remark"))
        self.buttons: dict[str, QPushButton] = {}
        self._build()
        self.queue.looked_at.connect(self._look_at)
        self.queue.itemChanged.connect(lambda *_: self._enable())
        self.view.currentIndexChanged.connect(lambda _n: self.load())
        self.remark.returnPressed.connect(self._remark)
        self.load()

    def load(self, go_to: str = "") -> None:
        """Read the queue again, and go to a suggestion of it."""
        self._turn += 1
        turn = self._turn
        states, passages = VIEWS[self.view.currentIndex()][1], list(self._passages())
        if not self.statusBar().currentMessage():
            self.statusBar().showMessage(self._tr(WORKING))
        self._termbase.ask(
            partial(load_queue, states=states, passages=passages), partial(self._show_queue, go_to),
            current=lambda: self._open and self._turn == turn, failed=self._say_error,
        )  # fmt: skip

    def restyle(self, theme: Theme) -> None:
        """Go on with another theme."""
        self.evidence.theme = theme
        self._look_at(self.queue.current())

    def _build(self) -> None:
        tr = self._tr
        left, right = QWidget(self), QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(NORMAL, NORMAL, 0, NORMAL)
        column.setSpacing(SMALL)
        column.addWidget(self.view)
        column.addWidget(self.queue, 1)
        bulk = self._button("bulk", tr("Approve the ticked ones"), "", self._approve_ticked)
        column.addWidget(bulk)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, NORMAL, NORMAL, NORMAL)
        column.setSpacing(SMALL)
        column.addWidget(self.evidence, 1)
        column.addWidget(self.remark)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        for name, text, key, do in (
            ("approve", tr("Approve"), "A", self._approve),
            ("edit", tr("Edit and approve…"), "E", self._edit),
            ("reject", tr("Reject…"), "R", self._reject),
            ("ask", tr("Ask…"), "N", self._ask),
            ("skip", tr("Skip"), "S", self._skip),
            ("answer", tr("Answer…"), "", self._answer),
            ("withdraw", tr("Withdraw"), "", self._withdraw),
        ):
            row.addWidget(self._button(name, text, key, do))
        self.buttons["approve"].setProperty("role", "primary")
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.person)
        sides = QSplitter(Qt.Orientation.Horizontal, self)
        sides.addWidget(left)
        sides.addWidget(right)
        sides.setSizes(SIDES)
        self.setCentralWidget(sides)
        self._enable()

    def _button(self, name: str, text: str, key: str, do: Callable[[], None]) -> QPushButton:
        button = QPushButton(f"{text}  {key}".strip(), self)
        button.clicked.connect(do)
        if key:
            set_tip(button, f"{text.rstrip('…')}  ({key})")
            QShortcut(QKeySequence(key), self, button.click)
        self.buttons[name] = button
        return button

    # What is shown

    def _show_queue(self, go_to: str, queue: Queue) -> None:
        name = queue.person.name or self._tr(NOBODY)
        values = (("name", name), ("role", self._tr(ROLES[queue.person.role])))
        self.person.setText(fill(ROLE_IS_ENFORCED if queue.enforced else ROLE_IS_A_SETTING, values, self._tr))
        if self.statusBar().currentMessage() == self._tr(WORKING):
            self.statusBar().clearMessage()
        self.queue.show_groups(queue.groups, go_to)
        self.queue.setFocus()

    def _look_at(self, item: Item | None) -> None:
        self._enable()
        self._look += 1
        look = self._look
        if item is None:
            self.evidence.show_detail(None)
            return
        self._termbase.ask(
            partial(load_detail, item=item), self._show_detail,
            current=lambda: self._open and self._look == look, failed=self._say_error,
        )  # fmt: skip

    def _show_detail(self, detail: Detail) -> None:
        self.evidence.show_detail(detail)
        self.evidence.verticalScrollBar().setValue(0)

    def _enable(self) -> None:
        """Let only those decisions be taken that lead somewhere."""
        item = self.queue.current()
        state = item.suggestion.state if item is not None else None
        own = item is not None and item.suggestion.author == self._termbase.who
        free = not self._busy
        for name, able in (
            ("approve", state in (State.PROPOSED, State.IN_REVIEW)),
            ("edit", state in OPEN or state in (State.APPROVED, State.RELEASED)),
            ("reject", state in OPEN and not own),
            ("ask", state in (State.PROPOSED, State.IN_REVIEW)),
            ("skip", item is not None),
            ("answer", state is State.NEEDS_INFO),
            ("withdraw", state in OPEN and own),
            ("bulk", bool(self.queue.ticked())),
        ):
            self.buttons[name].setEnabled(free and able)
        self.buttons["answer"].setVisible(state is State.NEEDS_INFO)
        self.buttons["withdraw"].setVisible(own and state in OPEN)
        self.remark.setEnabled(item is not None)

    # What is decided

    def _approve(self) -> None:
        item = self.queue.current()
        if item is not None:
            said = item.suggestion
            self._do(lambda store: deciding.approve(store, said), lambda kept: self._done(kept, APPROVED))

    def _reject(self) -> None:
        item = self.queue.current()
        reason = ask_reason(self, self._tr) if item is not None else None
        if item is not None and reason is not None:
            said = item.suggestion
            self._do(
                lambda store: deciding.step(store, said, Action.REJECT, reason=reason),
                lambda kept: self._done(kept, DONE[Action.REJECT]),
            )

    def _ask(self) -> None:
        self._with_words(Action.ASK, self._tr("Ask"), self._tr("What has to be known?"))

    def _answer(self) -> None:
        self._with_words(Action.ANSWER, self._tr("Answer"), self._tr("The answer:"))

    def _with_words(self, action: Action, title: str, sentence: str) -> None:
        item = self.queue.current()
        words = ask_text(self, title, sentence) if item is not None else ""
        if item is not None and words:
            said = item.suggestion
            self._do(
                lambda store: deciding.step(store, said, action, comment=words),
                lambda kept: self._done(kept, DONE[action]),
            )

    def _withdraw(self) -> None:
        item = self.queue.current()
        if item is not None:
            said = item.suggestion
            self._do(
                lambda store: deciding.step(store, said, Action.WITHDRAW),
                lambda kept: self._done(kept, DONE[Action.WITHDRAW]),
            )

    def _edit(self) -> None:
        item = self.queue.current()
        if item is None:
            return
        said = item.suggestion
        dialog = EditDialog(self, self._tr, said)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        edited, approve = dialog.form.suggestion(), dialog.approve
        dialog.deleteLater()
        if not agreed or edited is None:
            return
        if approve:
            self._do(
                lambda store: deciding.edit_and_approve(store, said, edited),
                lambda outcome: self._edited(edited, outcome),
            )
        else:
            self._do(lambda store: deciding.edit(store, said, edited), lambda kept: self._done(kept, DONE[Action.EDIT]))

    def _skip(self) -> None:
        after = self.queue.next_id()
        if after:
            self.queue.go_to(after)

    def _approve_ticked(self) -> None:
        ticked = [item.suggestion for item in self.queue.ticked()]
        if ticked:
            self._do(lambda store: deciding.approve_all(store, ticked), self._approved_many)

    def _remark(self) -> None:
        item, text = self.queue.current(), self.remark.text().strip()
        if item is None or not text:
            return
        said = item.suggestion
        self.remark.clear()
        self._termbase.ask(
            lambda store: deciding.remark(store, said, text), lambda _comment: self._look_at(self.queue.current()),
            current=lambda: self._open, failed=self._say_error,
        )  # fmt: skip

    # What follows

    def _do(self, work: Callable[[TermbaseStore], T], done: Callable[[T], object]) -> None:
        """Take a decision in the background; the buttons wait for it."""
        if self._busy:
            return
        self._busy = True
        self._enable()
        self._termbase.ask(
            work, lambda kept: self._free(partial(done, kept)), current=lambda: self._open,
            failed=lambda error: self._free(partial(self._refused, error)),
        )  # fmt: skip

    def _free(self, then: Callable[[], object]) -> None:
        self._busy = False
        then()

    def _refused(self, error: Mendable) -> None:
        self._say_error(error)
        self._enable()
        here = self.queue.current()
        self.load(here.suggestion.id if here is not None else "")

    def _done(self, kept: Suggestion, sentence: str) -> None:
        self._say(fill(sentence, (("text", title_of(kept)),), self._tr))
        after = kept.id if kept.state in VIEWS[self.view.currentIndex()][1] else self.queue.next_id()
        self.load(after)
        self.decided.emit()

    def _edited(self, edited: Suggestion, outcome: Outcome) -> None:
        if outcome.refused:
            self._say(fill(KEPT, (("text", outcome.refused[0]),), self._tr))
        else:
            self._say(fill(APPROVED, (("text", title_of(edited)),), self._tr))
        self.load(edited.id if outcome.refused else self.queue.next_id())
        self.decided.emit()

    def _approved_many(self, outcome: Outcome) -> None:
        told = fill(APPROVED_MANY, (("count", str(outcome.done)),), self._tr)
        self._say(" ".join((told, *outcome.refused[:1])))
        self.load()
        self.decided.emit()

    def _say_error(self, error: Mendable) -> None:
        self._say(str(error))

    def _say(self, text: str) -> None:
        self.statusBar().showMessage(text)
        set_tip(self.statusBar(), text)

    # Qt's own names from here.

    def closeEvent(self, event: QCloseEvent) -> None:
        self._open = False
        super().closeEvent(event)
