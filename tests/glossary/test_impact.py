"""What a reviewer is shown before approval: what is newly flagged, listed, fixed and silenced, and where."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from glossary.impact import Effect, EffectKind, Impact, Passage, Preview, fires_on, impact
from glossary.matching import Matcher
from glossary.model import ConceptId, Condition, RuleStatus, TermStatus
from glossary.proposals import Suggestion, SuggestionId
from tests.glossary.making import concept, rule
from tests.glossary.proposing import rule_of, term_of

CLEAN = Path(__file__).parent.parent / "data" / "clean"
COURT = concept("法院", "court", rule("law yard", to="court"))
KNOWN = (COURT, concept("院长", "president"))
PASSAGES = (
    Passage("类案检索", "Retrieval of class cases was improved.", "d1", "1"),
    Passage("类案检索", "Retrieval of similar cases was improved.", "d1", "2"),
    Passage("", "In a class case, the court said so.", "d2", "1", delivered=True),
    Passage("类案", "Nothing of the kind.", "d3", "1"),
    Passage("法院院长", "The law yard has a president.", "d3", "2"),
)


def shown(effects: tuple[Effect, ...]) -> list[tuple[str, str, str, str]]:
    return [(e.left, e.hit, e.right, e.fix) for e in effects]


def test_what_is_newly_flagged_and_fixed_is_shown_in_context() -> None:
    found = impact(KNOWN, rule_of("类案", "class case", "similar case", condition=Condition.MONO), PASSAGES)
    assert shown(found.of(EffectKind.FLAGS)) == [
        ("Retrieval of ", "class cases", " was improved.", "similar cases"),
        ("In a ", "class case", ", the court said so.", "similar case"),
    ]
    assert shown(found.of(EffectKind.LISTS)) == [("", "类案", "", "")]
    assert found.of(EffectKind.SILENCES) == ()
    assert found.fixes == found.of(EffectKind.FLAGS)
    assert (found.segments, found.documents, found.delivered) == (3, ("d1", "d3"), ("d2",))


def test_what_is_silenced_is_shown() -> None:
    made = term_of("法院", "law yard", concept=ConceptId("法院"), status=TermStatus.ADMITTED)
    found = impact(KNOWN, made, PASSAGES)
    assert shown(found.effects) == [("The ", "law yard", " has a president.", "")]
    assert found.effects[0].kind is EffectKind.SILENCES


def test_a_bad_rendering_in_place_of_a_listed_one_is_no_silence() -> None:
    made = replace(term_of("法院", "x", concept=ConceptId("法院")), en="court", status=TermStatus.SUPERSEDED)
    found = impact(KNOWN, made, [Passage("", "A court.", "d")])
    assert [e.kind for e in found.effects] == [EffectKind.LISTS]


def test_nothing_in_reach_has_no_impact() -> None:
    assert impact(KNOWN, rule_of("类案", "class case", "similar case"), PASSAGES[4:]) == Impact()


def test_a_matcher_that_exists_already_gives_the_same() -> None:
    made = rule_of("类案", "class case", "similar case")
    assert impact((), made, PASSAGES, matcher=Matcher(KNOWN)) == impact(KNOWN, made, PASSAGES)


def clean_paragraphs() -> list[str]:
    return [line for path in sorted(CLEAN.glob("*.txt")) for line in path.read_text("utf-8").splitlines() if line]


@pytest.mark.parametrize(
    ("made", "fires"),
    [
        (rule_of("院长", "mediator", "conciliator", condition=Condition.MONO), True),
        (rule_of("院长", "mediator", "conciliator", condition=Condition.SRC), False),
        (rule_of("类案", "class case", "similar case", condition=Condition.MONO), False),
        (term_of("村干部", "village office", status=TermStatus.DEPRECATED), True),
    ],
)
def test_rules_that_fire_on_clean_text_are_found(made: Suggestion, fires: bool) -> None:
    paragraphs = clean_paragraphs()
    assert len(paragraphs) > 50
    assert bool(fires_on(KNOWN, made, paragraphs)) is fires


def test_a_rule_that_fires_already_is_not_new() -> None:
    fired = concept("调解员", "conciliator", rule("mediator", to="conciliator"))
    changed = rule_of(
        "调解员", "mediator", "conciliator", concept=fired.id, rule=fired.bad[0].id, condition=Condition.MONO
    )
    assert fires_on((fired,), changed, clean_paragraphs()) == ()
    retired = replace(fired, bad=(replace(fired.bad[0], status=RuleStatus.RETIRED),))
    assert fires_on((retired,), changed, clean_paragraphs())


def test_many_suggestions_on_many_passages_have_the_impact_that_each_has_alone() -> None:
    many = [
        replace(rule_of("类案", "class case", "similar case", condition=Condition.MONO), id=SuggestionId("a")),
        replace(term_of("法院", "law yard", concept=ConceptId("法院"), status=TermStatus.ADMITTED),
                id=SuggestionId("b")),
        replace(term_of("检察", "procuratorate"), id=SuggestionId("c")),
        replace(term_of("法院", "law yard", concept=ConceptId("no such")), id=SuggestionId("d")),
    ]  # fmt: skip
    together = Preview(many, Matcher(KNOWN)).of(PASSAGES)
    assert set(together) == {"a", "b"}
    for one in many[:2]:
        assert together[one.id] == impact(KNOWN, one, PASSAGES)
