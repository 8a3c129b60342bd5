"""What a suggestion would put into force, worked out against the entry as it stands; nothing is written."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from glossary.applying import apply_suggestion, changed_concept, concept_id
from glossary.errors import ReviewError
from glossary.grounds import proposal_keys
from glossary.proposals import Action, Decision, State, Suggestion
from glossary.review import blocked_pairs
from glossary.store import reading
from glossary.store.faults import NotPossible, Stale
from glossary.store.rows import Row, StoredConcept, payload_of, suggestion_of, suggestion_row


def prepared(connection: Connection, suggestion: Suggestion) -> Row:
    """The row of a suggestion with its payload; whoever imported the entry counts among its writers."""
    stored = reading.stored_concept(connection, concept_id(suggestion))
    if stored and not stored.approved and stored.author not in (suggestion.author, *suggestion.writers):
        suggestion = replace(suggestion, writers=(*suggestion.writers, stored.author))
    return suggestion_row(suggestion, payload_for(stored, suggestion), stored.version if stored else 0)


def refuse_rejected(connection: Connection, suggestion: Suggestion) -> None:
    """NotPossible for a pair that was rejected before."""
    if suggestion.state is State.PROPOSED:
        rejected = blocked_pairs(reading.suggestions(connection, [State.REJECTED]))
        if proposal_keys(suggestion) & rejected:
            raise NotPossible(
                "The pair of {id} was rejected before: see the suggestion and its reason.", id=suggestion.id
            )


def refuse_stale(connection: Connection, suggestion: Suggestion, base: int | None) -> None:
    """Stale if the entry is no longer of the version `base` on which the suggestion was written (None: any)."""
    if base is None:
        return
    stored = reading.stored_concept(connection, concept_id(suggestion))
    if (stored.version if stored else 0) != base:
        raise Stale("Somebody else has changed this entry since you opened it. Look at both, then save again.")


def payload_for(stored: StoredConcept | None, suggestion: Suggestion) -> str:
    """What approval would put into force; empty while the suggestion is not complete enough to say."""
    try:
        after = changed_concept((stored.concept,) if stored else (), suggestion)
    except ReviewError:
        return ""
    return payload_of(stored.concept if stored and stored.approved else None, after)


def decided(connection: Connection, after: Suggestion, decision: Decision) -> tuple[Row, Row, str]:
    """The row of a suggestion as it stands, that after a decision, and what that puts into force (empty: nothing).

    Stale if it was decided on meanwhile, or if what approval would put into force is not what the suggestion says.
    """
    row = reading.suggestion_row_of(connection, decision.suggestion)
    before = suggestion_of(row)
    if (before.version, before.state) != (decision.version, decision.before):
        raise Stale(
            "Somebody else has changed {id}: it is {state} now. Look at it again.", id=before.id, state=before.state
        )
    after = replace(after, version=before.version + 1, author=before.author, created=before.created)
    if decision.action is Action.EDIT:
        return row, prepared(connection, after), ""
    # Nothing but an edit changes the wording.
    kept = {key: row[key] for key in ("change", "concept", "zh", "en", "politically_fixed", "body", "payload", "base")}
    changed = {**suggestion_row(after, row["payload"], row["base"]), **kept}
    if decision.action is Action.APPROVE:
        return row, changed, _approved(connection, before, row)
    return row, changed, _taken_away(connection, after)


def _approved(connection: Connection, suggestion: Suggestion, row: Row) -> str:
    payload = str(row["payload"])
    if not payload:
        raise NotPossible(
            "{id} is not complete: it names no Chinese term and no concept. Edit it first.", id=suggestion.id
        )
    stored = reading.stored_concept(connection, concept_id(suggestion))
    if (stored.version if stored else 0) == row["base"] and payload_for(stored, suggestion) != payload:
        raise Stale("{id} would put something else into force than it says. Open and save it again.", id=suggestion.id)
    return payload


def _taken_away(connection: Connection, after: Suggestion) -> str:
    """The entry without the forms of a suggestion that was deprecated, superseded or, being demoted, rejected."""
    stored = reading.stored_concept(connection, concept_id(after))
    if stored is None or not stored.approved:
        return ""
    try:
        (changed,) = apply_suggestion((stored.concept,), after)
    except ReviewError:
        return ""
    return "" if changed == stored.concept else payload_of(None, changed)
