"""What an approved suggestion writes into the glossary, and what remains when it is deprecated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.applying import apply_suggestion
from glossary.errors import ReviewError
from glossary.matching import Matcher
from glossary.model import Concept, ConceptId, Condition, RuleFix, RuleStatus, RuleTests, TermStatus
from glossary.proposals import Change, Evidence, Origin, State, Suggestion, SuggestionId
from glossary.validate import validate
from tests.glossary.making import bad, concept, rule
from tests.glossary.proposing import rule_of, term_of

COURT = concept("法院", "court")
EDIT = Evidence("They built a law yard in May.", "They built a court in May.", "d1", "7", "wang", 1.0, "五月建法院。")


def approved(suggestion: Suggestion, *concepts: Concept) -> tuple[Concept, ...]:
    return apply_suggestion(concepts, replace(suggestion, state=State.APPROVED))


def test_a_rule_brings_its_evidence_and_tests_made_from_it() -> None:
    made = rule_of(
        "法院", "law yard", "court", concept=ConceptId("法院"), evidence=(EDIT,), misses=("The yard law is old.",)
    )
    (court,) = approved(made, COURT)
    (written,) = court.bad
    assert written.tests == RuleTests(
        ("法院 => They spoke of a law yard today.", "五月建法院。 => They built a law yard in May."),
        (
            "The yard law is old.",
            "五月建法院。 => They built a court in May.",
            "法院 => They spoke of a court today.",
        ),
    )
    assert written.evidence == ("d1/7: They built a law yard in May. → They built a court in May.",)
    assert (written.fixes, written.condition, written.status) == (
        (RuleFix("court"),),
        Condition.SRC,
        RuleStatus.APPROVED,
    )
    assert validate([court]) == []
    assert bad(Matcher([court]), "法院开庭。", "The law yard sat.") == ["law yard"]


def test_evidence_that_was_changed_back_makes_no_test() -> None:
    made = rule_of("法院", "law yard", "court", concept=ConceptId("法院"), evidence=(replace(EDIT, reversed=True),))
    (court,) = approved(made, COURT)
    assert len(court.bad[0].tests.hit) == 1


def test_a_miss_a_person_wrote_stays_even_if_it_fails() -> None:
    made = rule_of("法院", "law yard", "court", concept=ConceptId("法院"), misses=("法院 => A law yard is a garden.",))
    (court,) = approved(made, COURT)
    assert any("must miss" in p.message for p in validate([court]))


def test_a_rule_without_a_concept_makes_one() -> None:
    court, case = approved(rule_of("类案", "class case", "similar case"), COURT)
    assert (case.id, case.preferred("zh"), case.preferred()) == ("s-S1", "类案", "similar case")
    assert court == COURT
    assert validate([court, case]) == []
    with pytest.raises(ReviewError, match="no Chinese term and no concept"):
        approved(rule_of("", "class case", "similar case"), COURT)


def test_a_changed_rule_keeps_what_the_suggestion_does_not_name() -> None:
    old = replace(
        rule("law yard", to="court"), near_any=("build",), fixes=(RuleFix("courts", "many"), RuleFix("court"))
    )
    made = rule_of("法院", "law yard|law garden", "court", concept=ConceptId("法院"), rule=old.id)
    (court,) = approved(made, replace(COURT, bad=(old,)))
    assert (court.bad[0].near_any, court.bad[0].fixes) == (("build",), old.fixes)
    assert court.bad[0].variants == ("law yard", "law garden")


def test_chinese_that_is_not_the_concepts_own_is_the_rules_condition() -> None:
    made = rule_of("设法院子", "law yard", "yard", concept=ConceptId("法院"))
    (court,) = approved(made, COURT)
    assert (court.terms, court.bad[0].source_any) == (COURT.terms, ("设法院子",))
    added = term_of("人民法院", "people's court", concept=ConceptId("法院"), status=TermStatus.ADMITTED)
    assert approved(added, COURT)[0].forms("zh")[-1].text == "人民法院"


def test_a_new_term_and_what_it_replaces() -> None:
    made = term_of("法院", "law court", concept=ConceptId("法院"), replaces="court")
    (court,) = approved(made, COURT)
    assert [(t.text, t.status, t.source) for t in court.forms("en")] == [
        ("court", TermStatus.SUPERSEDED, "usage"),
        ("law court", TermStatus.PREFERRED, "en.example.org, 2024"),
    ]
    assert apply_suggestion((court,), replace(made, state=State.RELEASED)) == (court,)


def test_a_reworded_concept_supersedes_its_former_form() -> None:
    made = term_of("类案", "similar case")
    (case,) = approved(made)
    (again,) = approved(replace(made, en="like case"), case)
    assert [(t.text, t.status) for t in again.forms("en")] == [
        ("similar case", TermStatus.SUPERSEDED),
        ("like case", TermStatus.PREFERRED),
    ]


def test_a_whole_entry_takes_the_place_of_the_old_one() -> None:
    entry = replace(COURT, bad=(replace(rule("law yard"), status=RuleStatus.PROPOSED),))
    made = Suggestion(SuggestionId("E"), Change.ENTRY, "wang", entry=entry)
    first, court = approved(made, concept("类案", "similar case"), COURT)
    assert first.id == "类案"
    assert court.bad[0].status is RuleStatus.APPROVED


@pytest.mark.parametrize(
    ("state", "status"), [(State.DEPRECATED, TermStatus.DEPRECATED), (State.SUPERSEDED, TermStatus.SUPERSEDED)]
)
def test_later_deprecated_or_superseded(state: State, status: TermStatus) -> None:
    made = term_of("类案", "similar case", bad=("class case",), condition=Condition.SRC)
    (case,) = approved(made)
    (gone,) = apply_suggestion((case,), replace(made, state=state))
    assert (gone.forms("en")[0].status, gone.bad[0].status) == (status, RuleStatus.RETIRED)
    assert gone.note


def test_rejection_changes_nothing_unless_a_demoted_rule_was_asked_about() -> None:
    court = replace(COURT, bad=(rule("law yard"),))
    made = rule_of("法院", "law yard", "court", concept=court.id, rule=court.bad[0].id, state=State.REJECTED)
    assert apply_suggestion((court,), made) == (court,)
    (after,) = apply_suggestion((court,), replace(made, origin=Origin.DEMOTED))
    assert after.bad[0].status is RuleStatus.RETIRED


@pytest.mark.parametrize("state", [State.DRAFT, State.PROPOSED, State.IN_REVIEW, State.WITHDRAWN])
def test_what_is_not_approved_is_not_applied(state: State) -> None:
    with pytest.raises(ReviewError, match="Approve it first"):
        apply_suggestion((COURT,), rule_of("法院", "law yard", "court", state=state))
