"""The audit trail: whatever is changed, left out, moved or put in breaks the chain at that place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.audit import decision_entry, first_break, next_entry
from glossary.proposals import Action, AuditEntry, Decision, Reason, Role, State, SuggestionId


def chain(texts: list[str]) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    for number, text in enumerate(texts):
        last = entries[-1] if entries else None
        entries.append(next_entry(last, float(number), "wang", Role.REVIEWER, text, old=text, new=text, why=text))
    return entries


@given(st.lists(st.text(max_size=5), max_size=6))
def test_a_whole_chain_holds(texts: list[str]) -> None:
    assert first_break(chain(texts)) is None


FIELDS = ("time", "who", "role", "what", "old", "new", "why", "previous", "digest")


@given(st.lists(st.text(max_size=5), min_size=2, max_size=6), st.data())
def test_any_change_is_found_where_it_is(texts: list[str], data: st.DataObject) -> None:
    entries = chain(texts)
    at = data.draw(st.integers(0, len(entries) - 1))
    field = data.draw(st.sampled_from(FIELDS))
    value = {"time": 99.0, "role": Role.LEAD}.get(field, getattr(entries[at], field))
    changed = replace(entries[at], **{field: value if field in ("time", "role") else str(value) + "x"})
    assert first_break([*entries[:at], changed, *entries[at + 1 :]]) == at + 1


@given(st.lists(st.text(max_size=5), min_size=3, max_size=6), st.data())
def test_what_is_left_out_or_moved_is_found(texts: list[str], data: st.DataObject) -> None:
    entries = chain(texts)
    at = data.draw(st.integers(0, len(entries) - 2))
    assert first_break([*entries[:at], *entries[at + 1 :]]) == at + 1
    assert first_break([*entries[:at], entries[at + 1], entries[at], *entries[at + 2 :]]) == at + 1


@pytest.mark.parametrize(("a", "b"), [(("xy", ""), ("x", "y")), (('a","b', ""), ("a", "b"))])
def test_fields_do_not_flow_into_each_other(a: tuple[str, str], b: tuple[str, str]) -> None:
    one, other = (next_entry(None, 1.0, "w", Role.LEAD, "edit", old=o, new=n) for o, n in (a, b))
    assert one.digest != other.digest


def test_a_decision_is_recorded_with_its_reason() -> None:
    decision = Decision(
        SuggestionId("S1"), 4, "li", Role.REVIEWER, 5.0, Action.REJECT, State.IN_REVIEW, State.REJECTED,
        Reason.WRONG_SENSE, "the other 院",
    )  # fmt: skip
    entry = decision_entry(None, decision)
    assert (entry.what, entry.old, entry.new) == ("reject S1 v4", "in_review", "rejected")
    assert entry.why == "wrong_sense · the other 院"
