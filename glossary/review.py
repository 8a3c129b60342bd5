"""The life of a suggestion: which step leads where, who may take it, and what it needs; pure, nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace

from glossary.completeness import missing_to_approve, missing_to_submit
from glossary.differing import suggestion_changes, written
from glossary.errors import ReviewError
from glossary.grounds import NO_GROUNDS, Grounds, needs_two, proposal_keys, rejection_keys
from glossary.model import RuleMode
from glossary.proposals import Action, Change, Decision, Evidence, Origin, Reason, Role, State, Suggestion
from glossary.twins import person_key

_OPEN = frozenset({State.PROPOSED, State.NEEDS_INFO, State.IN_REVIEW})
_VALID = frozenset({State.APPROVED, State.RELEASED})
# action → (states it starts from, state it leads to, role it needs)
STEPS: dict[Action, tuple[frozenset[State], State, Role]] = {
    Action.SUBMIT: (frozenset({State.DRAFT}), State.PROPOSED, Role.TRANSLATOR),
    Action.ASK: (frozenset({State.PROPOSED, State.IN_REVIEW}), State.NEEDS_INFO, Role.REVIEWER),
    Action.ANSWER: (frozenset({State.NEEDS_INFO}), State.PROPOSED, Role.TRANSLATOR),
    Action.TAKE: (frozenset({State.PROPOSED}), State.IN_REVIEW, Role.REVIEWER),
    Action.ENDORSE: (frozenset({State.IN_REVIEW}), State.IN_REVIEW, Role.REVIEWER),
    Action.APPROVE: (frozenset({State.IN_REVIEW}), State.APPROVED, Role.REVIEWER),
    Action.REJECT: (_OPEN, State.REJECTED, Role.REVIEWER),
    Action.MERGE: (_OPEN, State.MERGED, Role.REVIEWER),
    Action.WITHDRAW: (_OPEN | {State.DRAFT}, State.WITHDRAWN, Role.TRANSLATOR),
    Action.RELEASE: (frozenset({State.APPROVED}), State.RELEASED, Role.REVIEWER),
    Action.DEPRECATE: (_VALID, State.DEPRECATED, Role.REVIEWER),
    Action.SUPERSEDE: (_VALID, State.SUPERSEDED, Role.REVIEWER),
    Action.REOPEN: (_VALID | {State.REJECTED}, State.PROPOSED, Role.REVIEWER),
    Action.RESTORE: (_OPEN, State.WITHDRAWN, Role.REVIEWER),
}
_COMMENTED = frozenset({Action.ASK, Action.DEPRECATE, Action.REOPEN, Action.RESTORE})
_AIMED = frozenset({Action.MERGE, Action.SUPERSEDE})
_PROPOSING = frozenset({Action.SUBMIT, Action.ANSWER, Action.TAKE, Action.ENDORSE, Action.APPROVE})
# What review itself keeps; everything else in a suggestion is content, which an edit may change.
_KEPT = frozenset(
    {"id", "author", "created", "origin", "state", "version", "writers", "reviewer", "approvals", "target"}
)
# Who changes one of these answers for the suggestion and cannot be the one who approves it.
_WORDING = frozenset({"zh", "bad", "en", "replaces", "entry", "politically_fixed", "exception"})


def decide(
    suggestion: Suggestion,
    action: Action,
    who: str,
    role: Role,
    time: float,
    *,
    reason: Reason | None = None,
    comment: str = "",
    target: str = "",
    grounds: Grounds = NO_GROUNDS,
) -> tuple[Suggestion, Decision]:
    """Take one step and return the suggestion after it with the decision to be kept.

    The first approval of politically fixed wording is recorded as ENDORSE. ReviewError where the step is not allowed.
    """
    if action is Action.APPROVE and _fixed(suggestion, grounds) and not suggestion.approvals:
        action = Action.ENDORSE
    step = STEPS.get(action)
    after = step[1] if step else suggestion.state
    decision = Decision(
        suggestion.id, suggestion.version, who, role, time, action, suggestion.state, after, reason, comment, target
    )
    return transition(suggestion, decision, grounds), decision


def review(
    suggestion: Suggestion,
    action: Action,
    who: str,
    role: Role,
    time: float,
    *,
    reason: Reason | None = None,
    comment: str = "",
    target: str = "",
    grounds: Grounds = NO_GROUNDS,
) -> tuple[Suggestion, tuple[Decision, ...]]:
    """As `decide`, but a proposed suggestion is taken into review first where an approval needs that."""
    taken: tuple[Decision, ...] = ()
    if action is Action.APPROVE and suggestion.state is State.PROPOSED:
        suggestion, first = decide(suggestion, Action.TAKE, who, role, time, grounds=grounds)
        taken = (first,)
    suggestion, last = decide(
        suggestion, action, who, role, time, reason=reason, comment=comment, target=target, grounds=grounds
    )
    return suggestion, (*taken, last)


def transition(suggestion: Suggestion, decision: Decision, grounds: Grounds = NO_GROUNDS) -> Suggestion:
    """The suggestion after a decision; ReviewError, in one sentence, where the decision may not be taken."""
    action = decision.action
    if decision.suggestion != suggestion.id:
        raise ReviewError("The decision is about {other}, not about {id}.", other=decision.suggestion, id=suggestion.id)
    if decision.version != suggestion.version or decision.before is not suggestion.state:
        raise ReviewError("{id} has changed meanwhile: look at it again and decide anew.", id=suggestion.id)
    step = STEPS.get(action)
    if step is None:
        raise ReviewError(
            "“{action}” is no decision on a suggestion: use the editing or importing function.", action=action
        )
    starts, leads, needed = step
    if suggestion.state not in starts:
        raise ReviewError(
            "{id} is {state}; “{action}” is not possible from there.",
            id=suggestion.id,
            state=_said(suggestion.state),
            action=action,
        )
    if decision.after is not leads:
        raise ReviewError(
            "“{action}” leads to {state}, not to {other}.",
            action=action,
            state=_said(leads),
            other=_said(decision.after),
        )
    if action is Action.RESTORE and suggestion.origin is not Origin.DEMOTED:
        raise ReviewError("{id} is no rule that was lowered: there is nothing to restore.", id=suggestion.id)
    _check_person(suggestion, decision, needed)
    _check_words(suggestion, decision)
    if action in _PROPOSING and proposal_keys(suggestion) & grounds.rejected:
        raise ReviewError(
            "The pair of {id} was rejected before: see the rejected suggestion and its reason.", id=suggestion.id
        )
    if action in (Action.SUBMIT, Action.ANSWER):
        _complete(suggestion, missing_to_submit(suggestion))
    if action in (Action.ENDORSE, Action.APPROVE):
        _check_approval(suggestion, decision, grounds)
    return _after(suggestion, decision)


def proposers(suggestion: Suggestion) -> frozenset[str]:
    """Who may not approve it (as `person_key`): author, writers of its wording, its only translator if mined."""
    names = [suggestion.author, *suggestion.writers]
    if suggestion.origin is Origin.MINED and len(suggestion.translators) == 1:
        names += suggestion.translators
    return frozenset(person_key(name) for name in names)


def edit(
    suggestion: Suggestion,
    edited: Suggestion,
    who: str,
    role: Role,
    time: float,
    *,
    comment: str = "",
    grounds: Grounds = NO_GROUNDS,
) -> tuple[Suggestion, Decision]:
    """Change the content; `edited` is a copy with the new content.

    Approvals fall. An approved or released suggestion goes back to the queue, and whoever edited it may not approve
    it. Who changes the wording of a suggestion in review becomes a writer of it; completing it (source, condition,
    definition, examples …) does not, so that edit-then-approve needs no third person.
    """
    changed = _changed(suggestion, edited)
    _may_edit(suggestion, who, role)
    reopened = suggestion.state in _VALID
    author = person_key(who) == person_key(suggestion.author)
    writers = suggestion.writers
    if not author and (reopened or changed & _WORDING) and person_key(who) not in map(person_key, writers):
        writers = (*writers, who)
    state = suggestion.state
    if reopened or (state is State.IN_REVIEW and not role.may(Role.REVIEWER)):
        state = State.PROPOSED
    made = replace(
        edited, state=state, writers=writers, approvals=(), version=suggestion.version + 1,
        reviewer=suggestion.reviewer if state is suggestion.state else "",
    )  # fmt: skip
    if state is not State.DRAFT:
        _complete(made, missing_to_submit(made))
        if proposal_keys(made) & grounds.rejected:
            raise ReviewError("The pair {id} would then propose was rejected before.", id=suggestion.id)
    told = written(comment or "changed: " + ", ".join(sorted(changed)), suggestion_changes(suggestion, edited))
    decision = Decision(
        suggestion.id, suggestion.version, who, role, time, Action.EDIT, suggestion.state, state, None, told
    )
    return made, decision


def imported(
    suggestion: Suggestion, who: str, role: Role, time: float, *, grounds: Grounds = NO_GROUNDS
) -> tuple[Suggestion, Decision]:
    """A suggestion out of a file, whatever state the file gives it: proposed, or a draft where something is missing.

    The importer counts as its author; approvals in the file do not count.
    """
    if not role.may(Role.TRANSLATOR) or not who.strip():
        raise ReviewError("{role} may not import suggestions: ask a translator or reviewer.", role=_role(role))
    made = replace(
        suggestion, author=who, origin=Origin.IMPORTED, state=State.DRAFT, version=1, writers=(), reviewer="",
        approvals=(), target="",
    )  # fmt: skip
    if proposal_keys(made) & grounds.rejected:
        raise ReviewError("The pair of {id} was rejected before: leave it out of the file.", id=suggestion.id)
    if not missing_to_submit(made):
        made = replace(made, state=State.PROPOSED)
    decision = Decision(suggestion.id, 1, who, role, time, Action.IMPORT, State.DRAFT, made.state)
    return made, decision


def absorbed(suggestion: Suggestion, merged: Suggestion) -> Suggestion:
    """The suggestion with the evidence of one that was merged into it; wording and approvals stay."""
    if suggestion.state not in _OPEN | {State.DRAFT}:
        raise ReviewError(
            "{id} is {state}: merge into an open suggestion.", id=suggestion.id, state=_said(suggestion.state)
        )
    evidence: tuple[Evidence, ...] = tuple(dict.fromkeys((*suggestion.evidence, *merged.evidence)))
    return replace(suggestion, evidence=evidence, version=suggestion.version + 1)


def blocked_pairs(suggestions: Iterable[Suggestion]) -> frozenset[str]:
    """Keys of all pairs that were rejected and may not be proposed again."""
    return frozenset(key for s in suggestions if s.state is State.REJECTED for key in rejection_keys(s))


def _check_person(suggestion: Suggestion, decision: Decision, needed: Role) -> None:
    action, person = decision.action, person_key(decision.who)
    if not person:
        raise ReviewError("A decision needs a name: say in the settings who you are.")
    if action is Action.REOPEN and suggestion.state is State.REJECTED:
        needed = Role.LEAD
    if not decision.role.may(needed):
        raise ReviewError(
            "{role} may not {action} a suggestion: that takes a {needed}.",
            role=_role(decision.role),
            action=action,
            needed=needed,
        )
    own = person == person_key(suggestion.author)
    if action in (Action.SUBMIT, Action.ANSWER, Action.WITHDRAW) and not own and not decision.role.may(Role.LEAD):
        raise ReviewError(
            "{id} is {author}'s: only its author or a lead may {action} it.",
            id=suggestion.id,
            author=suggestion.author,
            action=action,
        )
    if action in (Action.ENDORSE, Action.APPROVE) and person in proposers(suggestion):
        raise ReviewError(
            "{name} proposed or worded {id}: somebody else must approve it.", name=decision.who, id=suggestion.id
        )
    if action is Action.REJECT and own:
        raise ReviewError("{id} is your own: withdraw it instead of rejecting it.", id=suggestion.id)
    if action in (Action.ENDORSE, Action.APPROVE) and person in map(person_key, suggestion.approvals):
        raise ReviewError(
            "{name} has approved {id} already: a second person must.", name=decision.who, id=suggestion.id
        )


def _check_words(suggestion: Suggestion, decision: Decision) -> None:
    action = decision.action
    if action is Action.REJECT and decision.reason is None:
        raise ReviewError("A rejection needs a reason: choose one.")
    if action is not Action.REJECT and decision.reason is not None:
        raise ReviewError(
            "A reason code belongs to a rejection, not to “{action}”: write a comment instead.", action=action
        )
    if action in _COMMENTED and not decision.comment.strip():
        raise ReviewError("“{action}” needs a comment that says why.", action=action)
    if action in _AIMED and (not decision.target.strip() or decision.target == suggestion.id):
        raise ReviewError("“{action}” needs the entry or suggestion it is aimed at.", action=action)


def _check_approval(suggestion: Suggestion, decision: Decision, grounds: Grounds) -> None:
    _complete(suggestion, missing_to_approve(suggestion))
    if grounds.clean_hits is None:
        raise ReviewError("Nobody has looked what the rule does on clean text: look at the preview first.")
    if grounds.faults:
        raise ReviewError(grounds.faults[0])
    blocking = [c for c in grounds.conflicts if c.blocking]
    if blocking:
        raise ReviewError(blocking[0].said)
    if grounds.clean_hits and not suggestion.exception.strip():
        hit = grounds.clean_hits[0]
        raise ReviewError(
            "The rule fires on correct text (“{text}”): narrow it, or give an exception with its reason.",
            text=f"{hit.left[-20:]}{hit.hit}{hit.right[:20]}",
        )
    fixed = _fixed(suggestion, grounds)
    if fixed and suggestion.mode is RuleMode.AUTOFIX and suggestion.bad:
        raise ReviewError("Politically fixed wording is never repaired unasked: choose another mode.")
    if decision.action is Action.ENDORSE and (not fixed or suggestion.approvals):
        raise ReviewError("{id} needs no further endorsement: approve it.", id=suggestion.id)
    if decision.action is Action.APPROVE and fixed and not suggestion.approvals:
        raise ReviewError("{id} is politically fixed: two persons must approve it.", id=suggestion.id)


def _after(suggestion: Suggestion, decision: Decision) -> Suggestion:
    action = decision.action
    made = replace(suggestion, state=decision.after, version=suggestion.version + 1)
    if action is Action.TAKE:
        return replace(made, reviewer=decision.who)
    if action in (Action.ENDORSE, Action.APPROVE):
        return replace(made, approvals=(*suggestion.approvals, decision.who))
    if action in (Action.ASK, Action.REOPEN, Action.ANSWER):
        return replace(made, approvals=(), reviewer="")
    if action in _AIMED:
        return replace(made, target=decision.target)
    return made


def _changed(suggestion: Suggestion, edited: Suggestion) -> set[str]:
    """Names of the changed fields; ReviewError if there is none, or one that an edit may not touch."""
    names = {f.name for f in fields(suggestion) if getattr(suggestion, f.name) != getattr(edited, f.name)}
    if "change" in names and edited.change is not Change.ENTRY:
        raise ReviewError("An edit may make {id} a change of the whole entry, of no other kind.", id=suggestion.id)
    if names & _KEPT:
        raise ReviewError("An edit may not change “{field}”: that is what decisions are for.", field=min(names & _KEPT))
    if not names:
        raise ReviewError("Nothing in {id} was changed.", id=suggestion.id)
    return names


def _may_edit(suggestion: Suggestion, who: str, role: Role) -> None:
    person = person_key(who)
    if not person:
        raise ReviewError("An edit needs a name: say in the settings who you are.")
    if suggestion.state not in _OPEN | _VALID | {State.DRAFT}:
        raise ReviewError(
            "{id} is {state} and stays as it is: make a new suggestion.",
            id=suggestion.id,
            state=_said(suggestion.state),
        )
    own = person in {person_key(name) for name in (suggestion.author, *suggestion.writers)}
    if role.may(Role.REVIEWER) and suggestion.state is not State.DRAFT:
        return
    if suggestion.state in _VALID or not role.may(Role.TRANSLATOR) or not own:
        raise ReviewError(
            "{role} may not edit {id} as it is {state}.",
            role=_role(role),
            id=suggestion.id,
            state=_said(suggestion.state),
        )


def _fixed(suggestion: Suggestion, grounds: Grounds) -> bool:
    return grounds.fixed or needs_two(suggestion)


def _complete(suggestion: Suggestion, missing: Sequence[str]) -> None:
    if missing:
        raise ReviewError("{id} is not complete: {missing}", id=suggestion.id, missing=missing[0])


def _said(state: State) -> str:
    return state.replace("_", " ")


def _role(role: Role) -> str:
    return f"A {role}"
