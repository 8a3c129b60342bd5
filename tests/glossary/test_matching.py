"""Verdicts of the matcher: covers, word forms, shielding, source conditions, and what no input may break."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.matching import Matcher, Verdict
from glossary.model import Concept, ConceptId, RuleStatus, Term, TermStatus
from tests.glossary.making import approved, bad, concept, cut, rule

GROUP = concept("党组", "Leading Party Members Group", rule("party group|Party members"))
GROUP_MEMBER = concept("党组成员", "member of the Leading Party Members Group")
COURT = concept("人民法院", "people's court")
TRIBUNAL = concept("人民法庭", "people's tribunal", rule("people's court", "src"))
SIMILAR = concept("类案", "similar case", rule("class case|class A case"))
SEARCH = concept("类案检索机制", "similar-case search mechanism", rule("class case search"))
HANDLE = Concept(ConceptId("办案"), "court", (Term("办案", "zh"), Term("handle a case", "en", part_of_speech="verb")))


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("similar case", "Similar cases were heard.", "Similar cases"),
        ("similar case", "a SIMILAR CASE", "SIMILAR CASE"),
        ("similar case", "dissimilar case", ""),
        ("similar case", "similar caseload", ""),
        ("similar case", "the similar case’s outcome", "similar case"),
        ("similar-case search", "similar case search", "similar case search"),
        ("similar case search", "similar‑case search", "similar‑case search"),
        ("people's tribunal", "the People’s Tribunals", "People’s Tribunals"),
        ("people’s tribunal", "people's tribunal", "people's tribunal"),
        ("judicial policy", "judicial policies", "judicial policies"),
        ("political and legal organs", "each political and legal organ", "political and legal organ"),
        ("policeman", "two policemen", "policemen"),
        ("case analysis", "case analyses", "case analyses"),
        ("business process", "business processes", "business processes"),
        ("court of first instance", "the courts of first instance", "courts of first instance"),
        ("the Four Consciousnesses", "Four Consciousnesses", "Four Consciousnesses"),
        ("three synchronizations", "the three synchronization requirement", ""),
        ("IT", "put it there", ""),
        ("SPC", "two SPCs", "SPCs"),
        ("news", "a new", ""),
        ("law", "laws", "laws"),
        ("similar case", "similar\ncase", "similar\ncase"),
    ],
)
def test_a_form_is_found_in_its_shapes(form: str, text: str, found: str) -> None:
    assert approved(Matcher([concept("词", form)]), "", text) == ([found] if found else [])


@pytest.mark.parametrize("text", ["handle a case", "handles a case", "handled a case", "handling a case"])
def test_verbs_take_their_endings(text: str) -> None:
    assert approved(Matcher([HANDLE]), "", f"They were {text} there.") == [text]


def test_exact_and_case_sensitive_terms_match_only_as_written() -> None:
    terms = (Term("昌江", "zh"), Term("Changjiang", "en", case_sensitive=True, exact=True))
    matcher = Matcher([Concept(ConceptId("c"), "place", terms, (rule("ChangJiang", case_sensitive=True),))])
    assert approved(matcher, "", "Changjiang, changjiang, Changjiangs") == ["Changjiang"]
    assert bad(matcher, "", "Changjiang and ChangJiang and changjiang") == ["ChangJiang"]


def test_a_case_sensitive_bad_form_is_not_excused_by_the_same_words_with_capitals() -> None:
    matcher = Matcher([concept("党员", "Party member", rule("party members", case_sensitive=True))])
    assert bad(matcher, "", "the party members and the Party members") == ["party members"]
    assert approved(matcher, "", "the party members and the Party members") == ["Party members"]


def test_a_longer_approved_form_shields_what_lies_inside() -> None:
    matcher = Matcher([GROUP])
    assert bad(matcher, "", "the Leading Party Members Group") == []
    assert bad(matcher, "", "the Party members met") == ["Party members"]
    assert approved(matcher, "", "the Leading Party Members Group") == ["Leading Party Members Group"]


def test_a_longer_bad_form_displaces_the_approved_form_inside() -> None:
    matcher = Matcher([concept("法官", "judge"), concept("法官长", "presiding judge", rule("judge chief"))])
    found = matcher.occurrences("", "the judge chief and the judge")
    assert [(o.verdict, cut(o, "the judge chief and the judge")) for o in found] == [
        (Verdict.BAD, "judge chief"),
        (Verdict.APPROVED, "judge"),
    ]


def test_of_two_bad_forms_the_longest_wins() -> None:
    assert bad(Matcher([SIMILAR, SEARCH]), "", "a class case search is made") == ["class case search"]


def test_a_longer_bad_form_that_is_not_believed_hides_nothing() -> None:
    long = rule("class case search", near_none=("drug",))
    assert bad(Matcher([SIMILAR, concept("检索", "search", long)]), "", "drug class case search") == ["class case"]


def test_the_source_is_covered_leftmost_longest() -> None:
    matcher = Matcher([GROUP, GROUP_MEMBER, SIMILAR, SEARCH])
    hits = matcher.source_hits("党组成员研究类案检索机制和类案")
    assert [(h.concept.id, h.start, h.end) for h in hits] == [
        ("党组成员", 0, 4),
        ("类案检索机制", 6, 12),
        ("类案", 13, 15),
    ]


def test_target_hits_are_approved_forms_only() -> None:
    hits = Matcher([SIMILAR, SEARCH]).target_hits("Class cases need a similar-case search mechanism.")
    assert [(h.concept.id, h.start, h.end) for h in hits] == [("类案检索机制", 19, 48)]


def test_source_evidence_confirms_or_suppresses() -> None:
    matcher = Matcher([SIMILAR])
    (likely,) = matcher.occurrences("", "class cases")
    (confirmed,) = matcher.occurrences("强化类案检索", "class cases")
    assert (likely.verdict, likely.confirmed, likely.source) == (Verdict.BAD, False, None)
    assert (confirmed.verdict, confirmed.confirmed, confirmed.source) == (Verdict.BAD, True, (2, 4))
    assert matcher.occurrences("甲级案件", "class cases") == ()


def test_a_rule_for_any_source_is_never_suppressed() -> None:
    matcher = Matcher([concept("法院", "court", rule("law yard", source_any=("*",)))])
    assert bad(matcher, "他来了", "law yard") == ["law yard"]


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("加强人民法庭建设", "the building of people's courts", ["people's courts"]),
        ("人民法院依法审理", "the people's court", []),
        ("", "the people's court", []),
        ("县人民法院和人民法庭", "the county people's court and the people's court", ["people's court"]),
        ("县人民法院和人民法庭", "the county people's court and the people's tribunals", []),
        ("三个人民法庭", "Our people's court has three people's tribunals", []),
    ],
)
def test_an_approved_form_of_another_concept_is_bad_only_in_its_place(
    source: str, target: str, found: list[str]
) -> None:
    assert bad(Matcher([COURT, TRIBUNAL]), source, target) == found


def test_a_rule_may_name_other_terms_that_speak_for_it() -> None:
    enforcing = concept("执行", "enforcement", rule("execution", "src", source_any=("执行力度",)))
    matcher = Matcher([enforcing, concept("执行力度", "strength of enforcement"), concept("死刑执行", "execution")])
    assert bad(matcher, "加大执行力度", "increase the strength of execution") == ["execution"]
    assert bad(matcher, "死刑执行", "the execution") == []


def test_neither_is_said_once_and_only_where_no_form_stands() -> None:
    matcher = Matcher([COURT, SIMILAR])
    (missing,) = matcher.occurrences("类案与类案", "the text says nothing")
    assert (missing.verdict, missing.source, missing.target) == (Verdict.NEITHER, (0, 2), None)
    assert missing.term is not None
    assert missing.term.text == "类案"
    assert [o.verdict for o in matcher.occurrences("类案与类案", "one similar case")] == [Verdict.APPROVED]
    assert matcher.occurrences("类案", "cases that are similar") == ()


def test_a_concept_without_rendering_on_purpose_is_never_missing() -> None:
    assert Matcher([concept("五地两县", "")]).occurrences("五地两县", "nothing") == ()


def test_a_deprecated_term_is_neither_with_its_place_and_a_fix() -> None:
    terms = (Term("陪审员", "zh"), Term("people's assessor", "en"), Term("people's juror", "en", TermStatus.DEPRECATED))
    (found,) = Matcher([Concept(ConceptId("a"), "court", terms)]).occurrences("陪审员", "two people's jurors sat")
    assert (found.verdict, found.target, found.fixes) == (Verdict.NEITHER, (4, 19), ("people's assessors",))


def test_occurrences_are_paired_in_order_with_their_source() -> None:
    found = Matcher([SIMILAR]).occurrences("类案，还有类案", "similar cases and class cases and similar cases")
    assert [o.source for o in found] == [(0, 2), (5, 7), (5, 7)]


def test_retired_rules_are_silent() -> None:
    assert (
        bad(Matcher([concept("类案", "similar case", rule("class case", status=RuleStatus.RETIRED))]), "", "class case")
        == []
    )


def test_regular_expressions_are_tried_with_curly_apostrophes_too() -> None:
    pattern = rule(r"people's courts? of \w+ people's court", match="regex")
    matcher = Matcher([concept("法院", "court", pattern), SIMILAR])
    text = "The People’s Court of Shulan People’s Court heard class cases."
    assert bad(matcher, "", text) == ["People’s Court of Shulan People’s Court", "class cases"]


def test_an_empty_glossary_finds_nothing() -> None:
    matcher = Matcher([])
    assert matcher.occurrences("法院", "court") == ()
    assert matcher.source_hits("法院") == matcher.target_hits("court") == ()


PIECES = [
    "类案", "人民法庭", "党组", "成员", "检索机制", "，",
    "class case", "Class A Cases", "similar-case search", " ", "people’s courts",
    "party", "members", "the ", "“", "”", "'s", "a ", ". ", "mechanism", "İ", "  ", "-",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map(lambda parts: " ".join(parts))
ALL = Matcher([GROUP, GROUP_MEMBER, COURT, TRIBUNAL, SIMILAR, SEARCH])


@settings(max_examples=400, deadline=None)
@given(TEXTS, TEXTS)
def test_whatever_the_text_spans_lie_inside_and_never_overlap(source: str, target: str) -> None:
    spans = []
    for found in ALL.occurrences(source, target):
        if found.source:
            assert 0 <= found.source[0] < found.source[1] <= len(source)
        if found.target:
            assert 0 <= found.target[0] < found.target[1] <= len(target)
            spans.append(found.target)
        if found.fix_span:
            start, end = found.fix_span
            assert found.target
            assert 0 <= start <= end <= len(target)
            for fix in found.fixes:
                after = target[:start] + fix + target[end:]
                assert after.count("  ") <= target.count("  "), "a fix must not double a space"
    assert all(a[1] <= b[0] for a, b in pairwise(spans)), "in order and apart"
    hits = ALL.source_hits(source)
    assert all(a.end <= b.start for a, b in pairwise(hits))
