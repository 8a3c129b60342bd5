"""What the validation of a glossary objects to, and that sound entries pass."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.model import BadRendering, Concept, ConceptId, RuleFix, RuleId, RuleMode, RuleStatus, RuleTests, Term
from glossary.model import TermStatus as Status
from glossary.validate import validate
from tests.glossary.making import concept, rule

TESTED = replace(
    rule("class case"),
    reason="class is a calque of 类",
    tests=RuleTests(
        ("retrieval of class cases", "强化类案检索 => a class case"), ("a similar case", "别的 => a class case")
    ),
)
SOUND = concept("类案", "similar case", TESTED)


def test_a_sound_glossary_has_no_problems() -> None:
    assert validate([SOUND, concept("法院", "court")]) == []


def with_rule(**changes: object) -> Concept:
    return replace(SOUND, bad=(replace(TESTED, **changes),))  # type: ignore[arg-type]


TESTS = TESTED.tests


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (replace(SOUND, domain="weather"), "unknown domain “weather”"),
        (replace(SOUND, terms=SOUND.terms[1:]), "no preferred Chinese term"),
        (replace(SOUND, terms=SOUND.terms[:1]), "no preferred English term"),
        (replace(SOUND, terms=(*SOUND.terms, Term("like case", "en"))), "2 preferred English terms"),
        (replace(SOUND, terms=(*SOUND.terms, Term("like case", "en", Status.ADMITTED, source=""))), "has no source"),
        (replace(SOUND, terms=(*SOUND.terms, Term("court of …", "en", Status.ADMITTED))), "holds a placeholder"),
        (replace(SOUND, terms=(*SOUND.terms, Term("案件", "en", Status.ADMITTED))), "not written in the language"),
        (replace(SOUND, terms=(*SOUND.terms, Term("similar case", "en", Status.ADMITTED))), "stands twice"),
        (with_rule(reason=""), "there is no reason"),
        (with_rule(tests=RuleTests(("class case",), ())), "at least one hit test and one miss test"),
        (with_rule(tests=RuleTests(("class action",), TESTS.miss)), "must hit “class action”"),
        (with_rule(tests=RuleTests(TESTS.hit, ("two class cases",))), "must miss “two class cases”"),
        (with_rule(variants=("class (case",), match="regex"), "does not compile"),
        (with_rule(variants=("similar cases", "class case")), "bad and approved at once"),
        (with_rule(variants=("similar case", "class case")), "bad and approved at once"),
        (with_rule(severity="grave"), "unknown severity"),
        (with_rule(mode=RuleMode.QUERY, fixes=(RuleFix("x"),)), "a query offers no replacement"),
        (replace(with_rule(mode=RuleMode.AUTOFIX), politically_fixed=True), "never repaired unasked"),
        (with_rule(near_none=("Drug",)), "not a lower-case word beginning"),
    ],
)
def test_a_fault_is_named(wrong: Concept, said: str) -> None:
    messages = [p.message for p in validate([wrong])]
    assert any(said in m for m in messages), messages


def test_ids_are_unique() -> None:
    other = replace(concept("法院", "court"), bad=(replace(TESTED, variants=("law yard",), status=RuleStatus.RETIRED),))
    messages = [str(p) for p in validate([SOUND, SOUND, other])]
    assert "类案: the id is used by another concept" in messages
    assert "法院 / class case: the id is used by another rule" in messages


def test_a_bad_form_may_be_approved_elsewhere_only_with_the_source() -> None:
    court = concept("人民法院", "people's court")
    tests = RuleTests(("人民法庭 => a people's court",), ("人民法院 => a people's court",))
    made = replace(rule("people's court", "src"), reason="a tribunal is a branch", tests=tests)
    assert validate([court, concept("人民法庭", "people's tribunal", made)]) == []
    mono = rule("people's court")
    assert any(
        "approved form of 人民法院" in p.message for p in validate([court, concept("人民法庭", "tribunal", mono)])
    )


def test_a_rule_that_needs_the_source_names_it_in_its_tests() -> None:
    made = replace(rule("dean", "src"), reason="x", tests=RuleTests(("the dean",), ("大学院长 => the dean of law",)))
    (problem, *_rest) = validate([concept("院长", "president", made)])
    assert "write the Chinese before" in problem.message


def test_a_concept_may_lack_english_on_purpose() -> None:
    bare = Concept(ConceptId("x"), "numeronym", (Term("五地两县", "zh"),), note="meaning not known: ask")
    asked = BadRendering(
        RuleId("q"), ("five to two counties",), mode=RuleMode.QUERY, reason="calque",
        tests=RuleTests(("the five to two counties",), ("five counties",)),
    )  # fmt: skip
    assert validate([replace(bare, bad=(asked,))]) == []
