"""Decisions taken with a store: worked out by the rules of review, then kept step by step; runs in the lane."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.gui.review.queue import Detail, Group, Item, Person, desk_for, grouped
from editor.learning import clean_texts, grounds_of
from glossary import review
from glossary.errors import GlossaryError, ReviewError
from glossary.grounds import NO_GROUNDS
from glossary.impact import Passage
from glossary.proposals import Action, Comment, CommentId, Reason, State, Subject, Suggestion

if TYPE_CHECKING:
    from glossary.store.termbase import TermbaseStore


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue as it stands, and whether a server holds everybody to their role."""

    groups: tuple[Group, ...]
    enforced: bool
    person: Person


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a decision: sentences for those suggestions that were refused."""

    done: int
    refused: tuple[str, ...] = ()


def load_queue(store: TermbaseStore, states: Sequence[State], passages: Sequence[Passage]) -> Queue:
    """All suggestions in the given states, each looked at from every side."""
    concepts, known = store.concepts(), store.suggestions()
    person = Person(store.who, store.role)
    desk = desk_for(concepts, known, clean_texts(), passages, person, time.time())
    items = [desk.item(suggestion) for suggestion in known if suggestion.state in states]
    return Queue(grouped(items, concepts), store.enforced, person)


def load_detail(store: TermbaseStore, item: Item) -> Detail:
    """Remarks and history of one suggestion."""
    id_ = item.suggestion.id
    return Detail(item, tuple(store.comments(id_)), tuple(store.history(id_)))


def step(
    store: TermbaseStore, suggestion: Suggestion, action: Action, *, reason: Reason | None = None, comment: str = ""
) -> Suggestion:
    """Take one step with a suggestion as it was looked at, and return it as it is kept."""
    after, decision = review.decide(
        suggestion, action, store.who, store.role, time.time(), reason=reason, comment=comment
    )
    store.decide(after, decision)
    return store.suggestion(suggestion.id)


def approve(store: TermbaseStore, suggestion: Suggestion) -> Suggestion:
    """Approve: first see whether it may be, then take it into review where needed, then approve."""
    grounds = grounds_of(store, suggestion)
    now = time.time()
    review.review(suggestion, Action.APPROVE, store.who, store.role, now, grounds=grounds)
    if suggestion.state is State.PROPOSED:
        suggestion = step(store, suggestion, Action.TAKE)
    after, decision = review.decide(suggestion, Action.APPROVE, store.who, store.role, now, grounds=grounds)
    store.decide(after, decision)
    return store.suggestion(suggestion.id)


def edit(store: TermbaseStore, suggestion: Suggestion, edited: Suggestion) -> Suggestion:
    """Keep another wording."""
    made, decision = review.edit(suggestion, edited, store.who, store.role, time.time(), grounds=NO_GROUNDS)
    store.decide(made, decision)
    return store.suggestion(suggestion.id)


def edit_and_approve(store: TermbaseStore, suggestion: Suggestion, edited: Suggestion) -> Outcome:
    """Keep another wording and approve it; where it may not be approved, the wording is kept and that is said."""
    kept = edit(store, suggestion, edited) if edited != suggestion else suggestion
    try:
        approve(store, kept)
    except GlossaryError as problem:
        if kept is suggestion:
            raise
        return Outcome(0, (str(problem),))
    return Outcome(1)


def approve_all(store: TermbaseStore, ticked: Sequence[Suggestion]) -> Outcome:
    """Approve ticked suggestions one by one, each looked at anew with those before it in force."""
    done, refused = 0, []
    for suggestion in ticked:
        try:
            grounds = grounds_of(store, suggestion)
            if grounds.conflicts:
                raise ReviewError(grounds.conflicts[0].sentence)
            approve(store, suggestion)
            done += 1
        except GlossaryError as problem:
            refused.append(str(problem))
    return Outcome(done, tuple(refused))


def remark(store: TermbaseStore, suggestion: Suggestion, text: str, parent: CommentId | None = None) -> Comment:
    """Add a remark to a suggestion."""
    id_ = CommentId(f"C-{secrets.token_hex(6)}")
    return store.comment(Comment(id_, Subject.SUGGESTION, suggestion.id, store.who, time.time(), text, "", parent))
