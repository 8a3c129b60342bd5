"""Every class of clash is named in a sentence, and what does not clash is left in peace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.conflicts import Conflict, Lexicon, find_conflicts, similar_to
from glossary.conflicts import ConflictKind as Kind
from glossary.errors import ReviewError
from glossary.model import Concept, ConceptId, Condition, RuleFix, Term, TermStatus
from glossary.proposals import Change, Suggestion, SuggestionId
from tests.glossary.making import concept, rule
from tests.glossary.proposing import rule_of, term_of

PARTY = replace(concept("党组", "Party Leadership Group"), domain="party")
KNOWN = (
    PARTY,
    concept("党组成员", "member of the Party Leadership Group"),
    concept("法院", "court", rule("law yard", to="court")),
    concept("院长", "president|court president", rule("dean", "src", to="president")),
    concept("执行", "enforcement"),
)


def kinds(suggestion: Suggestion, *more: Concept) -> set[tuple[Kind, bool]]:
    return {(c.kind, c.blocking) for c in find_conflicts((*KNOWN, *more), suggestion)}


def only(suggestion: Suggestion, *more: Concept) -> Conflict:
    (found,) = find_conflicts((*KNOWN, *more), suggestion)
    assert found.sentence.endswith((".", ":"))
    return found


def test_what_does_not_clash_has_no_conflicts() -> None:
    assert kinds(term_of("类案", "similar case")) == set()
    assert kinds(rule_of("类案", "class case", "similar case")) == set()
    assert kinds(rule_of("法院", "law courtyard", "court", concept="法院")) == set()


def test_two_preferred_in_one_concept() -> None:
    made = term_of("法院", "law court", concept=ConceptId("法院"))
    assert only(made).kind is Kind.TWO_PREFERRED
    assert "“court”, “law court”" in only(made).sentence
    assert kinds(replace(made, replaces="court")) == set()
    assert kinds(replace(made, status=TermStatus.ADMITTED)) == set()


def test_two_preferred_on_two_concepts_of_one_domain() -> None:
    assert kinds(term_of("执行", "execution")) == {(Kind.TWO_PREFERRED, True)}


def test_a_homograph_needs_something_that_tells_it_apart() -> None:
    made = term_of("执行", "performance", domain="economy")
    assert kinds(made) == {(Kind.HOMOGRAPH, False)}
    known = replace(KNOWN[-1], definition="Making a debtor do what a judgment says.")
    told = replace(made, definition="Doing what a contract says.")
    assert not find_conflicts((*KNOWN[:-1], known), told)


def test_the_same_pair_again_is_a_duplicate() -> None:
    assert (Kind.DUPLICATE, True) in kinds(term_of("法院", "Court"))


def test_a_bad_form_of_the_same_concept_again_is_a_duplicate() -> None:
    again = rule_of("法院", "law yard", "court", concept=ConceptId("法院"), condition=Condition.MONO)
    assert (Kind.DUPLICATE, True) in kinds(again)
    changed = replace(again, rule=KNOWN[2].bad[0].id, bad=("law yard", "law garden"))
    assert kinds(changed) == set()


def test_a_bad_form_of_another_concept_is_named() -> None:
    found = only(rule_of("执行", "law yard", "enforcement", concept=ConceptId("执行")))
    assert (found.kind, found.concepts, found.blocking) == (Kind.DUPLICATE, ("法院",), False)
    assert found.sentence.startswith("“law yard” is a bad rendering of “法院” already")


@pytest.mark.parametrize(
    ("condition", "blocking"), [(Condition.MONO, True), (Condition.CTX, True), (Condition.SRC, False)]
)
@pytest.mark.parametrize("form", ["enforcement", "Enforcements"])
def test_a_bad_form_that_is_somebodys_approved_form(condition: Condition, blocking: bool, form: str) -> None:
    found = find_conflicts(KNOWN, rule_of("强制", form, "compulsion", condition=condition))
    assert [(c.kind, c.blocking, c.concepts) for c in found if c.kind is Kind.BAD_IS_APPROVED] == [
        (Kind.BAD_IS_APPROVED, blocking, ("执行",))
    ]


def test_a_bad_form_that_is_the_concepts_own_approved_form() -> None:
    made = rule_of("院长", "court presidents", "president", concept=ConceptId("院长"))
    assert (Kind.BAD_IS_APPROVED, True) in kinds(made)


def test_an_approved_form_that_somebodys_rule_calls_bad() -> None:
    assert kinds(term_of("法苑", "law yard")) == {(Kind.BAD_IS_APPROVED, True)}
    assert kinds(term_of("教务长", "Dean")) == {(Kind.BAD_IS_APPROVED, False)}


def test_back_and_forth() -> None:
    made = rule_of("审判", "court", "law yard", condition=Condition.MONO)
    assert (Kind.SWAP, True) in kinds(made)
    told = [c.sentence for c in find_conflicts(KNOWN, made) if c.kind is Kind.SWAP]
    assert told == [
        "This writes “law yard” for “court”, and law yard does the reverse: texts would change back and forth."
    ]


def test_back_and_forth_within_one_concept() -> None:
    made = rule_of("法院", "tribunal", "law yard", concept=ConceptId("法院"))
    assert (Kind.BAD_IS_APPROVED, False) in kinds(made)
    changed = replace(KNOWN[2], bad=(replace(KNOWN[2].bad[0], fixes=(RuleFix("tribunal"),)),))
    assert Kind.SWAP in {c.kind for c in find_conflicts((changed,), made)}


def test_shadowing_in_both_directions() -> None:
    assert "is part of “党组成员”" in only(term_of("成员", "member")).sentence
    longer = only(term_of("法院执法队", "court police squad"))
    assert (longer.kind, longer.concepts) == (Kind.SHADOWING, ("法院",))
    inside = only(rule_of("领导班子", "leadership group", "leadership"))
    assert "part of the approved “Party Leadership Group”" in inside.sentence
    assert not inside.blocking


def test_case_only_twins() -> None:
    assert (Kind.CASE_TWIN, False) in kinds(term_of("法苑", "Court"))
    strict = rule_of(
        "党组", "party leadership group", "Party Leadership Group", case_sensitive=True, concept=ConceptId("党组")
    )
    assert (Kind.CASE_TWIN, False) in kinds(strict)
    assert (Kind.BAD_IS_APPROVED, True) not in kinds(strict)


def test_traditional_twins() -> None:
    made = term_of("黨組", "Party Leadership Group", concept=ConceptId("党组"), status=TermStatus.ADMITTED)
    assert kinds(made) == set()  # a twin of the concept's own form adds nothing
    other = term_of("黨組", "leading group", domain="government")
    assert {Kind.SCRIPT_TWIN, Kind.HOMOGRAPH} <= {k for k, _ in kinds(other)}


def test_one_english_form_for_two_chinese_terms() -> None:
    assert kinds(term_of("法苑", "court")) == {(Kind.SHARED_ENGLISH, False)}


def test_a_suggestion_without_a_place_says_so() -> None:
    assert kinds(rule_of("", "law yard", "court")) == {(Kind.NO_CONCEPT, True)}
    lost = rule_of("法院", "law yard", "court", concept=ConceptId("gone"))
    assert "which is not in the glossary" in only(lost).sentence


def test_an_edited_entry_is_asked_only_about_what_is_new() -> None:
    clashing = (*KNOWN, replace(concept("执行", "execution"), id=ConceptId("old")))
    entry = replace(clashing[-1], definition="carrying out a death sentence")
    made = Suggestion(SuggestionId("S"), Change.ENTRY, "wang", entry=entry)
    assert find_conflicts(clashing, made) == ()
    more = replace(entry, terms=(*entry.terms, Term("performance", "en")))
    assert {c.kind for c in find_conflicts(clashing, replace(made, entry=more))} >= {Kind.TWO_PREFERRED}


def test_the_concept_of_a_suggestion_is_found_by_its_chinese_twin() -> None:
    lexicon = Lexicon(KNOWN)
    assert lexicon.located(rule_of("黨組", "party team", "x")).concept == "党组"
    assert lexicon.located(rule_of("国家", "x", "y")).concept == ""


def test_duplicates_while_typing() -> None:
    found = similar_to("黨組成員", "", KNOWN)
    assert (found[0].term.text, found[0].score) == ("党组成员", 100)
    assert [d.concept.id for d in similar_to("", "enforcment", KNOWN)] == ["执行"]
    assert similar_to("", "", KNOWN) == ()
    assert similar_to("宇宙", "zebra", KNOWN) == ()
    assert len(similar_to("党组成", "", KNOWN, limit=1)) == 1


def test_the_same_term_of_another_jurisdiction_is_no_second_preferred_form() -> None:
    abroad = replace(KNOWN[0], id=ConceptId("hk"), jurisdiction="HK")
    made = Suggestion(SuggestionId("S1"), Change.ENTRY, "wang", zh=abroad.preferred("zh"), entry=abroad)
    found = [c for c in find_conflicts(KNOWN, made) if c.kind is Kind.OTHER_JURISDICTION]
    assert [(c.blocking, c.concepts) for c in found] == [(False, (KNOWN[0].id,))]
    assert "in PRC" in found[0].sentence
    assert "in HK" in found[0].sentence
    assert not {Kind.TWO_PREFERRED, Kind.DUPLICATE} & {c.kind for c in find_conflicts(KNOWN, made)}


def test_a_sentence_can_be_said_in_chinese() -> None:
    from editor.i18n import load_texts, told

    abroad = replace(KNOWN[0], id=ConceptId("hk"), jurisdiction="HK")
    made = Suggestion(SuggestionId("S1"), Change.ENTRY, "wang", zh=abroad.preferred("zh"), entry=abroad)
    (clash,) = (c for c in find_conflicts(KNOWN, made) if c.kind is Kind.OTHER_JURISDICTION)
    assert "两个法域的文本不可混用" in told(clash.said, load_texts("zh_CN"))
    refusal = ReviewError("{role} may not {action} a suggestion: that takes a {needed}.",
                          role="A translator", action="approve", needed="reviewer")  # fmt: skip
    assert told(refusal, load_texts("zh_CN")) == "译员不得对建议作“批准”：须由审核者进行。"
    assert str(refusal) == "A translator may not approve a suggestion: that takes a reviewer."
