"""The table of steps: who may do what with a suggestion, and what that changes in it; a server does the same."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, select

from glossary.proposals import Action, Decision, Origin, Role, State, Suggestion
from glossary.store import schema
from glossary.store.faults import NotAllowed, NotPossible
from glossary.store.importing import APPROVED
from glossary.store.rows import Row, text_of

_FRESH = (Action.EDIT, Action.ASK, Action.ANSWER, Action.REOPEN)  # after these nobody has approved it


def check(connection: Connection, suggestion: Suggestion, decision: Decision, who: str, role: Role) -> None:
    """NotPossible if the step is none; NotAllowed if the role, or having written it oneself, forbids it."""
    table = schema.step.c
    found = connection.execute(
        select(table.role, table.whose).where(
            table.action == decision.action.value,
            table.before == suggestion.state.value,
            table.after == decision.after.value,
        )
    ).first()
    if found is None:
        raise NotPossible(
            "The step “{action}” from {state} to {other} is not possible.",
            action=decision.action,
            state=suggestion.state,
            other=decision.after,
        )
    if not role.may(Role(found.role)):
        raise NotAllowed("This needs the role {needed}; yours is {role}.", needed=found.role, role=role)
    wrote = who in (suggestion.author, *suggestion.writers)
    reviews = suggestion.state is not State.DRAFT and role.may(Role.REVIEWER)
    not_author = found.whose == "author" and who != suggestion.author and role is not Role.LEAD
    if not_author or (found.whose == "writer" and not wrote and not reviews):
        raise NotAllowed("Only who wrote this suggestion may do that.")
    own = found.whose == "not author" and who == suggestion.author
    if own or (found.whose == "other" and (wrote or _mined_from(suggestion, who))):
        raise NotAllowed("Nobody decides on what he wrote himself. Ask another reviewer.")
    if decision.action is Action.REJECT and decision.reason is None:
        raise NotPossible("A rejection needs a reason.")
    if decision.action in (Action.APPROVE, Action.ENDORSE):
        _check_eyes(connection, suggestion, decision, who)


def _check_eyes(connection: Connection, suggestion: Suggestion, decision: Decision, who: str) -> None:
    if who in suggestion.approvals:
        raise NotAllowed("You have approved this already. Another reviewer has to.")
    concept, kept = schema.concept.c, schema.suggestion.c
    row = connection.execute(select(kept.concept, kept.politically_fixed).where(kept.id == suggestion.id)).one()
    entry = connection.execute(select(schema.concept).where(concept.id == row.concept)).first()
    if entry and entry.state != APPROVED and entry.author == who:
        raise NotAllowed("Nobody approves what he imported himself. Ask another reviewer.")
    fixed = bool(row.politically_fixed or (entry and entry.politically_fixed))
    if fixed and (decision.action is Action.APPROVE) != bool(suggestion.approvals):
        raise NotAllowed("Politically fixed wording needs two approvers.")
    if not fixed and decision.action is Action.ENDORSE:
        raise NotPossible("One approval is enough here.")


def _mined_from(suggestion: Suggestion, who: str) -> bool:
    return suggestion.origin is Origin.MINED and suggestion.translators == (who,)


def consequences(before: Row, after: Row, decision: Decision) -> dict[str, Any]:
    """Columns of a suggestion that follow from a step, whatever the caller says."""
    action, writers = decision.action, msgspec.json.decode(before["writers"])
    changed: dict[str, Any] = {
        "version": before["version"] + 1,
        "state": decision.after.value,
        "approvals": "[]" if action in _FRESH else before["approvals"],
        "writers": before["writers"],
        "reviewer": before["reviewer"],
        "target": decision.target if action in (Action.MERGE, Action.SUPERSEDE) else before["target"],
    }
    moved = decision.before is not decision.after
    if action in (Action.APPROVE, Action.ENDORSE):
        changed["approvals"] = text_of([*msgspec.json.decode(before["approvals"]), decision.who])
    if action is Action.TAKE:
        changed["reviewer"] = decision.who
    elif action in _FRESH and (moved or action is not Action.EDIT):
        changed["reviewer"] = ""
    reworded = action is Action.EDIT and (moved or wording(before) != wording(after))
    if reworded and decision.who not in (before["author"], *writers):
        changed["writers"] = text_of([*writers, decision.who])
    return changed


def wording(row: Row) -> list[Any]:
    """The wording of a suggestion: who changes it becomes one of its writers, who completes the rest does not."""
    body = msgspec.json.decode(row["body"])
    entry = msgspec.json.decode(row["payload"])["entry"] if row["payload"] else None
    said = [body.get(name) for name in ("zh", "en", "bad", "replaces", "entry")]
    if entry is None:
        return [*said, None, None]
    rules = [msgspec.json.decode(rule["rest"]) for rule in entry["bad"]]
    return [
        *said,
        [(term["language"], term["text"]) for term in entry["terms"]],
        [(rule.get("variants"), rule.get("fixes")) for rule in rules],
    ]
