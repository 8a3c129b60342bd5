"""Many approvals at once: only harmless ones, each as if all the others before it had been approved one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.applying import apply_suggestion
from glossary.bulk import approve_all
from glossary.errors import ReviewError
from glossary.grounds import grounds_for
from glossary.model import Concept, ConceptId
from glossary.proposals import Action, Role, State, Suggestion, SuggestionId
from glossary.review import review
from tests.glossary.making import concept
from tests.glossary.proposing import rule_of, term_of

REVIEWER = Role.REVIEWER
PROPOSED = rule_of("类案", "class case", "similar case", source="en.example.org", state=State.PROPOSED)
KNOWN = (concept("法院", "court"), concept("院长", "president"), concept("法治", "rule of law", politically_fixed=True))
CLEAN = ("The court heard a grade case in May.",)
# They meet each other: twins, another preferred form, one's bad form another's approved one, shields, swaps.
CROWD = (
    rule_of("类案", "class case", "similar case"),
    rule_of("類案", "Class  case", "like case"),
    rule_of("类案", "type case", "similar case"),
    term_of("案类", "class case"),
    term_of("类案检索", "class case retrieval"),
    rule_of("案件", "similar case", "case"),
    rule_of("法院", "law yard", "court", concept=ConceptId("法院")),
    rule_of("法院", "court hall", "court", concept=ConceptId("法院")),
    rule_of("院长", "law yard", "president", concept=ConceptId("院长")),
    rule_of("档案", "grade case", "file"),
    rule_of("法治", "rule by law", "rule of law", concept=ConceptId("法治")),
)


def test_in_bulk_only_harmless_ones_pass_each_with_its_own_decisions() -> None:
    known = (concept("法院", "court"), concept("法治", "rule of law", politically_fixed=True))
    good = replace(PROPOSED, id=SuggestionId("good"), domain="party")
    own = replace(
        rule_of("案由", "case reason", "cause of action"), id=SuggestionId("own"), author="li", state=State.PROPOSED
    )
    twin = replace(PROPOSED, id=SuggestionId("twin"))
    grave = replace(
        rule_of("审判", "judgement day", "trial", severity="critical"), id=SuggestionId("grave"), state=State.PROPOSED
    )
    fixed = rule_of("法治", "rule by law", "rule of law", concept=ConceptId("法治"), state=State.PROPOSED)
    done = approve_all([good, own, twin, grave, fixed], known, (), "li", REVIEWER, 1.0)
    assert [(s.id, [d.action for d in ds]) for s, ds in done.approved] == [("good", [Action.TAKE, Action.APPROVE])]
    said = {s.id: text for s, text in done.refused}
    assert "proposed or worded" in said[SuggestionId("own")]
    assert "in the glossary already" in said[SuggestionId("twin")]
    assert "critical" in said[SuggestionId("grave")]
    assert "critical" in said[SuggestionId("S1")]
    assert [c.id for c in done.concepts] == ["法院", "法治", "s-good"]
    with pytest.raises(ReviewError, match="ticked twice"):
        approve_all([good, good], known, (), "li", REVIEWER, 1.0)


def one_by_one(ticked: Sequence[Suggestion], concepts: Iterable[Concept]) -> tuple[list[str], tuple[Concept, ...]]:
    """What is approved where everything is made anew for each suggestion."""
    entries, done = tuple(concepts), []
    for suggestion in ticked:
        grounds = grounds_for(suggestion, entries, CLEAN)
        if grounds.conflicts or grounds.clean_hits or grounds.fixed:
            continue
        try:
            made, _ = review(suggestion, Action.APPROVE, "li", REVIEWER, 1.0, grounds=grounds)
        except ReviewError:
            continue
        entries = apply_suggestion(entries, made)
        done.append(suggestion.id)
    return done, entries


@given(st.lists(st.integers(0, len(CROWD) - 1), min_size=1, max_size=6, unique=True))
def test_the_short_way_approves_what_the_long_way_approves(order: list[int]) -> None:
    ticked = [replace(CROWD[n], id=SuggestionId(f"S{n}"), state=State.PROPOSED) for n in order]
    done = approve_all(ticked, KNOWN, CLEAN, "li", REVIEWER, 1.0)
    assert ([s.id for s, _ in done.approved], done.concepts) == one_by_one(ticked, KNOWN)
    assert {s.id for s, _ in done.refused} == {s.id for s in ticked} - {s.id for s, _ in done.approved}
