"""Decisions taken with a termbase, for window and command line: worked out by the rules of review, then kept."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor.learning import clean_texts, grounds_of
from editor.lowered import keep_lowered
from glossary import bulk, review
from glossary.applying import changed_concept, concept_id
from glossary.differing import entry_changes, written
from glossary.grounds import Grounds
from glossary.proposals import Action, Comment, CommentId, Reason, State, Subject, Suggestion

if TYPE_CHECKING:
    from glossary.store.termbase import TermbaseStore

OPEN = (State.PROPOSED, State.NEEDS_INFO, State.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a decision: sentences for those suggestions that were refused."""

    done: int
    refused: tuple[str, ...] = ()


def decide(
    store: TermbaseStore, suggestion: Suggestion, action: Action, *, reason: Reason | None = None, comment: str = ""
) -> Suggestion:
    """Take the decision a person has asked for, with the steps that must come before it."""
    if action is Action.APPROVE:
        return approve(store, suggestion, comment=comment)
    return step(store, suggestion, action, reason=reason, comment=comment)


def step(
    store: TermbaseStore,
    suggestion: Suggestion,
    action: Action,
    *,
    reason: Reason | None = None,
    comment: str = "",
    target: str = "",
) -> Suggestion:
    """Take one step with a suggestion as it was looked at, and return it as it is kept."""
    grounds = Grounds(rejected=review.blocked_pairs(store.suggestions(State.REJECTED)))
    after, decision = review.decide(
        suggestion, action, store.who, store.role, time.time(), reason=reason, comment=comment, target=target,
        grounds=grounds,
    )  # fmt: skip
    store.decide(after, decision)
    if action is Action.RESTORE:
        keep_lowered(store.lowered())
    return store.suggestion(suggestion.id)


def merge(store: TermbaseStore, suggestion: Suggestion, target: str, comment: str) -> Suggestion:
    """Merge a suggestion into an entry or another open suggestion, which takes over its evidence."""
    other = next((s for s in store.suggestions(*OPEN) if s.id == target), None)
    grounds = Grounds()
    after, decision = review.decide(
        suggestion, Action.MERGE, store.who, store.role, time.time(), comment=comment, target=target, grounds=grounds
    )
    if other is not None:
        taken = replace(review.absorbed(other, suggestion), version=other.version)
        if taken != other:
            edit(store, other, taken)
    store.decide(after, decision)
    return store.suggestion(suggestion.id)


def approve(
    store: TermbaseStore, suggestion: Suggestion, *, comment: str = "", grounds: Grounds | None = None
) -> Suggestion:
    """Approve: first see whether it may be, then take it into review where needed, then approve.

    `grounds` are what it rests on, where they have just been worked out.
    """
    grounds = grounds_of(store, suggestion) if grounds is None else grounds
    now = time.time()
    review.review(suggestion, Action.APPROVE, store.who, store.role, now, grounds=grounds)
    if suggestion.state is State.PROPOSED:
        suggestion = step(store, suggestion, Action.TAKE)
    stored = store.concept(concept_id(suggestion))
    known = stored.concept if stored is not None and stored.approved else None
    told = written(comment, entry_changes(known, changed_concept((known,) if known else (), suggestion)))
    after, decision = review.decide(
        suggestion, Action.APPROVE, store.who, store.role, now, comment=told, grounds=grounds
    )
    store.decide(after, decision)
    return store.suggestion(suggestion.id)


def edit(store: TermbaseStore, suggestion: Suggestion, edited: Suggestion, *, base: int | None = None) -> Suggestion:
    """Keep another wording; `base` is the version of the entry it was written on, if that is to be minded."""
    grounds = Grounds(rejected=review.blocked_pairs(store.suggestions(State.REJECTED)))
    made, decision = review.edit(suggestion, edited, store.who, store.role, time.time(), grounds=grounds)
    store.decide(made, decision, base=base)
    return store.suggestion(suggestion.id)


def approve_all(store: TermbaseStore, ticked: Sequence[Suggestion]) -> Outcome:
    """Approve ticked suggestions in one transaction, each looked at with those before it in force."""
    rejected = review.blocked_pairs(store.suggestions(State.REJECTED))
    made = bulk.approve_all(
        ticked, store.concepts(), clean_texts(), store.who, store.role, time.time(), rejected=rejected
    )
    kept = store.decide_all(made.approved)
    late = [(suggestion, kept[suggestion.id]) for suggestion, _ in made.approved if suggestion.id in kept]
    told = tuple(f"{s.zh or s.id} → {s.en}: {why}" for s, why in (*made.refused, *late))
    return Outcome(len(made.approved) - len(late), told)


def remark(store: TermbaseStore, subject: Subject, about: str, text: str, parent: CommentId | None = None) -> Comment:
    """Add a remark to a suggestion or an entry, in answer to another one or opening a thread."""
    id_ = CommentId(f"C-{secrets.token_hex(6)}")
    return store.comment(Comment(id_, subject, about, store.who, time.time(), text, "", parent))
