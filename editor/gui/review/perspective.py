"""The window in which suggestions are decided on: queue left, evidence right, one key for each decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from editor import deciding
from editor.deciding import Outcome
from editor.gui.asking import asked
from editor.gui.entry.editor import TermEditor, closed_editors
from editor.gui.entry.sheet import Asked
from editor.gui.plain import plain_label, set_tip
from editor.gui.review.answers import ask_reason, ask_text
from editor.gui.review.bulk import BulkDialog, BulkResult
from editor.gui.review.evidence import EvidencePanel
from editor.gui.review.names import ROLES
from editor.gui.review.queue import OPEN, Detail, Item, Queue, title_of
from editor.gui.review.queue_list import QueueList
from editor.gui.review.reading import load_detail, load_queue
from editor.gui.review.remarks import RemarkLine
from editor.gui.review.steps import StepMenu
from editor.gui.review.termbase import Termbase
from editor.gui.review.wider import Look, Sources, WiderBar, WiderLook
from editor.gui.tasks import Mendable
from editor.gui.theme import NORMAL, SMALL, Theme
from editor.i18n import Translate, fill, mark, told
from glossary.impact import Passage
from glossary.proposals import Action, CommentId, State, Subject, Suggestion
from glossary.retiring import proposed_entry

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
DONE = {
    Action.REJECT: mark("Rejected: {text}"),
    Action.ASK: mark("Asked about: {text}"),
    Action.ANSWER: mark("Answered: {text}"),
    Action.RESTORE: mark("As it was again: {text}"),
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
        look: WiderLook,
        sources: Callable[[], Sources],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tr = tr
        self._termbase = termbase
        self._passages = passages
        self._wide, self._sources = look, sources
        self._queue: Queue | None = None
        self._open = True
        self._turn = 0
        self._look = 0
        self._shown = ""
        self._busy = False
        self.setWindowTitle(tr("Review suggestions"))
        self.resize(*SIZE)
        self.queue = QueueList(tr, self)
        self.evidence = EvidencePanel(tr, theme, self)
        self.wider = WiderBar(tr, look, self)
        look.finished.connect(self._widen)
        self.view = QComboBox(self)
        self.view.setAccessibleName(tr("Which suggestions"))
        self.view.addItems([tr(name) for name, _states in VIEWS])
        self.person = plain_label("", self, role="muted", wrap=True)
        self.remark = RemarkLine(tr, self)
        self.steps = StepMenu(self, tr, termbase, self._step, self._take_in)
        self.buttons: dict[str, QPushButton] = {}
        self._build()
        self.queue.looked_at.connect(self._look_at)
        self.queue.itemChanged.connect(lambda *_: self._enable())
        self.view.currentIndexChanged.connect(lambda _n: self.load())
        self.remark.written.connect(self._remark)
        self.evidence.answering.connect(self.remark.answer)
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
        bulk = self._button("bulk", tr("Approve several…"), "", self._approve_several)
        left = _side(self, (self.view, self.queue, self.wider, bulk), self.queue)
        right = _side(self, (self.evidence, self.remark), self.evidence)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        for name, text, key, do in (
            ("approve", tr("Approve"), "A", self._approve),
            ("edit", tr("Edit and approve…"), "E", self._edit),
            ("reject", tr("Reject…"), "R", self._reject),
            ("ask", tr("Ask…"), "N", self._ask),
            ("skip", tr("Skip"), "S", self._skip),
            ("answer", tr("Answer…"), "", self._answer),
            ("restore", tr("Keep as it was…"), "", self._restore),
        ):
            row.addWidget(self._button(name, text, key, do))
        row.addWidget(self.steps.button)
        self.buttons["approve"].setProperty("role", "primary")
        row.addStretch(1)
        column = right.layout()
        assert isinstance(column, QVBoxLayout)
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
        self._queue = queue
        self._wide.begin(queue, self._sources())

    def _widen(self, look: Look, _stopped: bool) -> None:
        """What approvals would do in other documents has been found: the order may be another one now."""
        if self._open and look.queue is self._queue and look.reaches:
            here = self.queue.current()
            groups = look.queue.with_reaches(look.reaches).groups
            self.queue.show_groups(groups, here.suggestion.id if here is not None else "")

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
        if detail.item.suggestion.id != self._shown:
            self.evidence.verticalScrollBar().setValue(0)
        self._shown = detail.item.suggestion.id

    def _enable(self) -> None:
        """Let only those decisions be taken that lead somewhere."""
        item = self.queue.current()
        able = _able(item, self._termbase.who) | ({"bulk"} if len(self.queue.items) > 1 else set())
        for name, button in self.buttons.items():
            button.setEnabled(not self._busy and name in able)
        for name in ("answer", "restore"):
            self.buttons[name].setVisible(name in able)
        self.steps.look_at(item.suggestion if item is not None else None, busy=self._busy)
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

    def _restore(self) -> None:
        self._with_words(Action.RESTORE, self._tr("Keep as it was"), self._tr("Why does the rule earn its keep?"))

    def _with_words(self, action: Action, title: str, sentence: str) -> None:
        item = self.queue.current()
        words = ask_text(self, title, sentence) if item is not None else ""
        if item is not None and words:
            said = item.suggestion
            self._do(
                lambda store: deciding.step(store, said, action, comment=words),
                lambda kept: self._done(kept, DONE[action]),
            )

    def _step(self, work: Callable[[TermbaseStore], Suggestion], sentence: str, then: Callable[[], object]) -> None:
        def done(kept: Suggestion) -> None:
            self._done(kept, sentence)
            then()

        self._do(work, done)

    def _take_in(self, concept: str, said: Suggestion, why: str) -> None:
        self._open_editor(Asked(concept=concept, take=proposed_entry(said), why=why))

    def _edit(self) -> None:
        item = self.queue.current()
        if item is not None:
            self._open_editor(Asked(suggestion=item.suggestion.id))

    def _open_editor(self, asked: Asked) -> None:
        editor = TermEditor(self, self._tr, self.evidence.theme, self._termbase, asked)
        editor.saved.connect(self._edited)
        editor.show()

    def _skip(self) -> None:
        after = self.queue.next_id()
        if after:
            self.queue.go_to(after)

    def _approve_several(self) -> None:
        dialog = BulkDialog(self, self._tr, self.queue.items, self.queue.ticked())
        with asked(dialog) as agreed:
            chosen = dialog.chosen
        if agreed and chosen:
            self._do(lambda store: deciding.approve_all(store, chosen), self._approved_many)

    def _remark(self, text: str, answers: CommentId | None) -> None:
        item = self.queue.current()
        if item is None:
            return
        id_ = item.suggestion.id
        self._termbase.ask(
            lambda store: deciding.remark(store, Subject.SUGGESTION, id_, text, answers),
            lambda _comment: self._look_at(self.queue.current()), current=lambda: self._open, failed=self._say_error,
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
        self.say(fill(sentence, (("text", title_of(kept)),), self._tr))
        after = kept.id if kept.state in VIEWS[self.view.currentIndex()][1] else self.queue.next_id()
        self.load(after)
        self.decided.emit()

    def _edited(self, id_: str, sentence: str) -> None:
        self.say(sentence)
        self.load(id_)
        self.decided.emit()

    def _approved_many(self, outcome: Outcome) -> None:
        self.say(fill(APPROVED_MANY, (("count", str(outcome.done)),), self._tr))
        if outcome.refused:
            BulkResult(self, self._tr, outcome.done, outcome.refused).open()
        self.load()
        self.decided.emit()

    def _say_error(self, error: Mendable) -> None:
        self.say(told(error, self._tr))

    def say(self, text: str) -> None:
        """Say something below the queue."""
        self.statusBar().showMessage(text)
        set_tip(self.statusBar(), text)

    # Qt's own names from here.

    def closeEvent(self, event: QCloseEvent) -> None:
        if not closed_editors(self):
            event.ignore()
            return
        self._open = False
        self._wide.give_up()
        super().closeEvent(event)


def _able(item: Item | None, who: str) -> set[str]:
    """The decisions that a person can take on an item."""
    if item is None:
        return set()
    state, own = item.suggestion.state, item.suggestion.author == who
    waits = state in (State.PROPOSED, State.IN_REVIEW)
    holds = {
        "approve": waits,
        "edit": state in (*OPEN, State.APPROVED, State.RELEASED),
        "reject": state in OPEN and not own,
        "ask": waits,
        "skip": True,
        "answer": state is State.NEEDS_INFO,
        "restore": state in OPEN and item.lowered is not None,
    }
    return {name for name, able in holds.items() if able}


def _side(parent: QWidget, widgets: Sequence[QWidget], tall: QWidget) -> QWidget:
    """Widgets below each other; `tall` takes the room."""
    made = QWidget(parent)
    column = QVBoxLayout(made)
    column.setContentsMargins(NORMAL, NORMAL, NORMAL, NORMAL)
    column.setSpacing(SMALL)
    for widget in widgets:
        column.addWidget(widget, 1 if widget is tall else 0)
    return made
