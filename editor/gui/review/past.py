"""The life of an entry: every decision with what it changed, the newest first, and the releases it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from editor.gui.panels.cards import CardList, Maker, card
from editor.gui.plain import plain_label
from editor.gui.review.changes import changes_card
from editor.gui.review.names import REASONS, ROLES
from editor.gui.review.queue import title_of
from editor.gui.review.remarks import day
from editor.gui.theme import Theme
from editor.i18n import Translate, fill, mark
from glossary.applying import concept_id
from glossary.differing import FieldChange, entry_changes, read
from glossary.proposals import Action, Comment, Decision, Reason, Role, Suggestion

if TYPE_CHECKING:
    from glossary.store.reading import Held
    from glossary.store.termbase import TermbaseStore

ACTIONS = {
    Action.SUBMIT: mark("proposed"), Action.ASK: mark("asked"), Action.ANSWER: mark("answered"),
    Action.TAKE: mark("took it into review"), Action.ENDORSE: mark("gave the first of two approvals"),
    Action.APPROVE: mark("approved"), Action.REJECT: mark("rejected"), Action.MERGE: mark("merged"),
    Action.WITHDRAW: mark("withdrew"), Action.RELEASE: mark("released"), Action.DEPRECATE: mark("deprecated"),
    Action.SUPERSEDE: mark("superseded"), Action.REOPEN: mark("opened again"), Action.EDIT: mark("edited"),
    Action.IMPORT: mark("imported"), Action.RESTORE: mark("kept as it was"),
}  # fmt: skip
STANDS = mark("in releases since {since}")
STOOD = mark("in releases from {since} until before {until}")
NOT_RELEASED = mark("It stands in no release so far.")
NOTHING = mark("Nothing has been decided about this entry; it came with the glossary or an import.")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to an entry."""

    time: float
    who: str
    role: Role | None
    action: Action
    about: str
    reason: Reason | None = None
    target: str = ""
    why: str = ""
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Past:
    """What has happened to an entry, the newest first; its states in releases; all remarks about it."""

    events: tuple[Event, ...] = ()
    held: tuple[Held, ...] = ()
    comments: tuple[Comment, ...] = ()


def load_past(store: TermbaseStore, concept: str) -> Past:
    """Read the life of an entry from decisions, the audit trail's words on them, and releases."""
    about = [said for said in store.suggestions() if concept_id(said) == concept]
    events, comments = [], list(store.comments(concept))
    for said in about:
        decisions = store.decisions(said.id)
        events.append(Event(said.created, said.author, None, Action.SUBMIT, title_of(said), why=said.rationale))
        events += [_event(said, decision) for decision in decisions if decision.action is not Action.SUBMIT]
        comments += store.comments(said.id)
    order = sorted(events, key=lambda event: -event.time)
    return Past(tuple(order), tuple(store.held(concept)), tuple(comments))


class PastPanel(CardList):
    """Shows the life of an entry."""

    def __init__(self, tr: Translate, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr(NOTHING), parent)
        self._tr = tr
        self.theme = theme

    def show_past(self, past: Past) -> None:
        """Show another life."""
        self.show_cards(self._makers(past))

    def _makers(self, past: Past) -> Iterator[Maker]:
        if past.events or past.held:
            yield partial(self._releases, past.held)
        yield from (partial(self._event, event) for event in past.events)

    def _releases(self, held: Sequence[Held]) -> QWidget:
        frame, column = card(self, current=True)
        column.addWidget(plain_label(self._tr("Releases"), frame, role="title"))
        if not held:
            column.addWidget(plain_label(self._tr(NOT_RELEASED), frame, role="muted", wrap=True))
        before = None
        for state in held:
            values = (("since", state.since), ("until", state.until))
            told = fill(STOOD if state.until else STANDS, values, self._tr)
            if before is None:
                column.addWidget(plain_label(told, frame, wrap=True))
            else:
                column.addWidget(changes_card(frame, told, entry_changes(before, state.concept), self.theme, self._tr))
            before = state.concept
        return frame

    def _event(self, event: Event) -> QWidget:
        frame, column = card(self)
        tr = self._tr
        who = f"{event.who} ({tr(ROLES[event.role])})" if event.role is not None else event.who
        column.addWidget(plain_label(f"{day(event.time)}   {who}: {tr(ACTIONS[event.action])}", frame, role="title",
                                     wrap=True))  # fmt: skip
        reason = tr(REASONS[event.reason]) if event.reason is not None else ""
        for text, role in ((event.about, "muted"), (reason, ""), (event.target, ""), (event.why, "")):
            if text:
                column.addWidget(plain_label(text, frame, role=role, wrap=True))
        if event.changes:
            column.addWidget(changes_card(frame, "", event.changes, self.theme, tr))
        return frame


def _event(said: Suggestion, decision: Decision) -> Event:
    why, changes = read(decision.comment)
    return Event(
        decision.time, decision.who, decision.role, decision.action, title_of(said), decision.reason, decision.target,
        why, changes,
    )  # fmt: skip
