"""The rarer steps in the life of a suggestion, in one menu with keys: merge, deprecate, supersede, reopen, withdraw."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from editor import deciding
from editor.gui.asking import asked
from editor.gui.review.choosing import Question, StepDialog
from editor.gui.review.queue import title_of
from editor.gui.review.termbase import Termbase
from editor.i18n import Translate, mark
from glossary.model import Concept
from glossary.proposals import Action, Suggestion
from glossary.review import STEPS

if TYPE_CHECKING:
    from glossary.store.termbase import TermbaseStore

Work = Callable[["TermbaseStore"], Suggestion]
Then = Callable[[], object]
Do = Callable[[Work, str, Then], None]
TakeIn = Callable[[str, Suggestion, str], object]

TEXTS = {
    Action.MERGE: (mark("Merge into…"), "M", mark("Which entry, or which suggestion, says the same already?")),
    Action.WITHDRAW: (mark("Withdraw"), "W", ""),
    Action.DEPRECATE: (mark("Deprecate…"), "D", mark("Its form is no longer to be used. Why?")),
    Action.SUPERSEDE: (mark("Supersede by…"), "U", mark("Which entry or suggestion takes its place?")),
    Action.REOPEN: (mark("Reopen…"), "O", mark("It goes back to the queue. Why?")),
}
DONE = {
    Action.MERGE: mark("Merged: {text}"),
    Action.WITHDRAW: mark("Withdrawn: {text}"),
    Action.DEPRECATE: mark("Deprecated: {text}"),
    Action.SUPERSEDE: mark("Superseded: {text}"),
    Action.REOPEN: mark("Waits again: {text}"),
}
AIMED = (Action.MERGE, Action.SUPERSEDE)
TAKE_FORMS = mark("Propose its forms for that entry as well")


class StepMenu(QObject):
    """A button with a menu; `do(work, sentence)` takes a step in the background, `take_in` opens the editor."""

    def __init__(
        self,
        window: QWidget,
        tr: Translate,
        termbase: Termbase,
        do: Do,
        take_in: TakeIn,
    ) -> None:
        super().__init__(window)
        self._window, self._tr, self._termbase, self._do, self._take_in = window, tr, termbase, do, take_in
        self._said: Suggestion | None = None
        self.button = QPushButton(tr("More"), window)
        menu = QMenu(self.button)
        self.actions: dict[Action, QAction] = {}
        for action, (name, key, _sentence) in TEXTS.items():
            made = menu.addAction(tr(name))
            made.setShortcut(QKeySequence(key))
            made.triggered.connect(lambda _on=False, step=action: self.take(step))
            window.addAction(made)
            self.actions[action] = made
        self.button.setMenu(menu)

    def look_at(self, said: Suggestion | None, *, busy: bool) -> None:
        """Offer what the state allows; whether the person may is said when he tries."""
        self._said = said
        for action, made in self.actions.items():
            made.setEnabled(said is not None and not busy and said.state in STEPS[action][0])
        self.button.setEnabled(any(made.isEnabled() for made in self.actions.values()))

    def take(self, action: Action) -> None:
        """Ask what must be known and take the step."""
        said, tr = self._said, self._tr
        if said is None:
            return
        name, _key, sentence = TEXTS[action]
        if action is Action.WITHDRAW:
            self._do(lambda store: deciding.step(store, said, action), DONE[action], _nothing)
            return
        aimed = action in AIMED
        tick = tr(TAKE_FORMS) if action is Action.MERGE else ""
        question = Question(
            tr(name).rstrip("…"), f"{title_of(said)}\n{tr(sentence)}", aimed, aimed, not aimed, tick, said.id
        )
        dialog = StepDialog(self._window, tr, self._termbase, question)
        with asked(dialog) as agreed:
            target, reason, ticked = dialog.target, dialog.reason, dialog.ticked
        if not agreed:
            return
        aim = str(target.id) if target is not None else ""
        if action is Action.MERGE:
            take = partial(self._take_in, aim, said, reason) if ticked and isinstance(target, Concept) else _nothing
            self._do(lambda store: deciding.merge(store, said, aim, reason), DONE[action], take)
        else:
            step = partial(deciding.step, suggestion=said, action=action, comment=reason, target=aim)
            self._do(lambda store: step(store), DONE[action], _nothing)


def _nothing() -> None:
    """What follows most steps."""
