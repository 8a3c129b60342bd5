"""What people do in these tests: suggestions they make and decisions as review would work them out."""

from __future__ import annotations

from dataclasses import replace

from glossary.model import Concept, ConceptId, Term
from glossary.proposals import Action, Change, Decision, Reason, State, Suggestion, SuggestionId
from glossary.store.termbase import TermbaseStore

AFTER = {
    Action.SUBMIT: State.PROPOSED,
    Action.TAKE: State.IN_REVIEW,
    Action.ENDORSE: State.IN_REVIEW,
    Action.APPROVE: State.APPROVED,
    Action.REJECT: State.REJECTED,
    Action.WITHDRAW: State.WITHDRAWN,
    Action.DEPRECATE: State.DEPRECATED,
    Action.RESTORE: State.WITHDRAWN,
}


def new_concept(id_: str, *, zh: str = "类案", en: str = "similar cases", fixed: bool = False) -> Suggestion:
    """A suggestion for a new concept, not yet kept."""
    return Suggestion(
        SuggestionId(id_), Change.CONCEPT, "", zh=zh, en=en, domain="procedure", state=State.PROPOSED,
        politically_fixed=fixed,
    )  # fmt: skip


def new_rule(id_: str, concept: str, *, bad: str = "class cases") -> Suggestion:
    """A suggestion for a bad rendering of a concept there is."""
    return Suggestion(
        SuggestionId(id_), Change.RULE, "", zh="类案", bad=(bad,), en="similar cases", concept=ConceptId(concept),
        state=State.PROPOSED,
    )  # fmt: skip


def decide(
    store: TermbaseStore,
    id_: str,
    action: Action,
    *,
    version: int = 0,
    wording: Suggestion | None = None,
    reason: Reason | None = None,
    request: str = "",
) -> Decision:
    """Decide on a suggestion as it stands (or stood at `version`)."""
    now = store.suggestion(id_)
    after = AFTER.get(action, now.state)
    decision = Decision(
        now.id, version or now.version, store.who, store.role, 0.0, action, now.state, after, reason, "why"
    )
    return store.decide(replace(wording or now, state=after), decision, request=request)


def approve(store: TermbaseStore, id_: str, *, request: str = "") -> Decision:
    """Take a suggestion into review if it is not, and approve it."""
    if store.suggestion(id_).state is State.PROPOSED:
        decide(store, id_, Action.TAKE)
    return decide(store, id_, Action.APPROVE, request=request)


def many_concepts(number: int, *, first: int = 0) -> list[Concept]:
    """Concepts of two terms each."""
    return [
        Concept(ConceptId(f"c{n:07}"), "court", (Term(f"第{n}号案件", "zh"), Term(f"case number {n}", "en")))
        for n in range(first, first + number)
    ]
