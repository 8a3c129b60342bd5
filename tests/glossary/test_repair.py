"""Approved forms fitted into sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.matching import Matcher
from glossary.model import RuleFix, RuleMode
from glossary.repair import fit, starts_sentence
from tests.glossary.making import concept, rule


def repaired(sentence: str, old: str, new: str) -> str:
    start = sentence.index(old)
    done = fit(sentence, start, start + len(old), new)
    return sentence[: done.start] + done.text + sentence[done.end :]


@pytest.mark.parametrize(
    ("sentence", "old", "new", "expected"),
    [
        # number
        ("search class A cases", "class A cases", "similar case", "search similar cases"),
        ("it is a class case", "class case", "similar cases", "it is a similar case"),
        ("two public tribunals sat", "public tribunals", "court", "two courts sat"),
        ("partial policemen came", "policemen", "court staff", "partial court staff came"),
        ("law polices came", "law polices", "judicial police", "judicial police came"),
        ("courts of first trial", "courts of first trial", "court of first instance", "courts of first instance"),
        ("test to promote learning", "test to promote learning", "use tests to learn", "use tests to learn"),
        ("executed persons", "executed persons", "person subject to enforcement", "persons subject to enforcement"),
        ("the filing courts of", "filing courts", "Case Filing Division", "the Case Filing Divisions of"),
        ("the Filing Courts of", "Filing Courts", "Case Filing Division", "the Case Filing Division of"),
        # capitals
        ("Class A cases are searched.", "Class A cases", "similar case", "Similar cases are searched."),
        ("Yes. Class cases are.", "Class cases", "similar case", "Yes. Similar cases are."),
        ("the Class Case Search", "Class Case", "similar case", "the Similar Case Search"),
        ("CLASS CASES", "CLASS CASES", "similar case", "SIMILAR CASES"),
        ("the Senior Court", "Senior Court", "High People's Court", "the High People's Court"),
        ("the senior court", "senior court", "High People's Court", "the High People's Court"),
        ("the Party Group", "Party Group", "leading group of members", "the Leading Group of Members"),
        # article
        ("a class case", "class case", "analogous case", "an analogous case"),
        ("an old tribunal", "old tribunal", "people's tribunal", "a people's tribunal"),
        ("A dean spoke.", "dean", "SPC judge", "An SPC judge spoke."),
        ("a mess", "mess", "unified system", "a unified system"),
        ("an hour", "hour", "honest day", "an honest day"),
        ("a dean of", "dean", "the president", "the president of"),
        ("the dean of", "dean", "the president", "the president of"),
        ("its dean", "dean", "the president", "its president"),
        ("China's dean", "dean", "the president", "China's president"),
        # possessive
        ("the dean's speech", "dean", "president", "the president's speech"),
        ("the dean’s speech", "dean’s", "president", "the president’s speech"),
        ("the public court's cases", "public court", "judicial organs", "the judicial organs' cases"),
        # quotation marks
        ("the “three synchronous” work", "three synchronous", "“three steps”", "the “three steps” work"),
        ("the three synchronous work", "three synchronous", "“three steps”", "the “three steps” work"),
        ('say "two one-stop" here', "two one-stop", "two “one-stop” systems", 'say two "one-stop" systems here'),
        ("say “two one-stop” here", "two one-stop", "two “one-stop” systems", "say two “one-stop” systems here"),
        ("“the two one-stop way” is", "two one-stop", "two “one-stop” systems", "“the two ‘one-stop’ systems way” is"),
        # doubled words
        ("class case search mechanism", "class case", "similar case search", "similar case search mechanism"),
        ("working mechanisms", "working", "joint mechanism", "joint mechanisms"),
        ("China's national work", "national work", "China's work", "China's work"),
        ("the people's yard", "yard", "people's court", "the people's court"),
        ("of the court of the yard", "yard", "the court", "of the court of the court"),
        # leaving out
        ("the partial policemen", "partial", "", "the policemen"),
    ],
)  # fmt: skip
def test_a_form_is_fitted(sentence: str, old: str, new: str, expected: str) -> None:
    assert repaired(sentence, old, new) == expected


def test_fixes_by_context_come_first() -> None:
    fixes = (RuleFix("similar cases"), RuleFix("search for similar cases", "retriev|search"))
    matcher = Matcher([concept("类案", "similar case", replace(rule("class case"), fixes=fixes))])
    (plain,) = matcher.occurrences("", "They hear class cases.")
    (special,) = matcher.occurrences("", "They retrieve class cases.")
    assert plain.fixes == ("similar cases",)
    assert special.fixes == ("search for similar cases", "similar cases")


def test_a_query_offers_nothing() -> None:
    matcher = Matcher([concept("三性统一", "", rule("three genders", mode=RuleMode.QUERY))])
    (asked,) = matcher.occurrences("", "unity of the three genders")
    assert (asked.fixes, asked.fix_span) == ((), None)


def test_all_fixes_of_a_hit_replace_one_span() -> None:
    matcher = Matcher([concept("类案", "similar case", rule("class case", to="similar case|analogous case"))])
    (hit,) = matcher.occurrences("", "It is a class case.")
    assert hit.fixes == ("a similar case", "an analogous case")
    assert hit.fix_span == (6, 18)


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [("“Class", 1, True), ("He. “Class", 5, True), ("the Class", 4, False), ("", 0, True)],
)
def test_where_a_sentence_begins(text: str, start: int, expected: bool) -> None:
    assert starts_sentence(text, start) is expected


WORDS = st.lists(
    st.sampled_from(["a", "the", "class", "cases", "court's", "“one", "stop”", "A", "of", "it.", "mechanism"]),
    max_size=8,
)


@settings(max_examples=400, deadline=None)
@given(WORDS, WORDS, st.sampled_from(["similar case", "the president", "“one-stop” systems", "mechanism", ""]))
def test_a_fix_leaves_the_rest_alone_and_doubles_no_space(before: list[str], after: list[str], new: str) -> None:
    sentence = " ".join([*before, "class case", *after])
    start = len(" ".join(before)) + bool(before)
    done = fit(sentence, start, start + 10, new)
    result = sentence[: done.start] + done.text + sentence[done.end :]
    assert "  " not in result
    assert 0 <= done.start <= start
    assert start + 10 <= done.end <= len(sentence)
