"""When a bad rendering is believed: profile, source, neighbours, quotation marks."""

from __future__ import annotations

import pytest

from glossary.conditions import quotation_spans
from glossary.matching import Matcher
from glossary.model import InsideQuotes
from tests.glossary.making import bad, concept, rule


def test_ctx_rules_hold_in_their_profile_only() -> None:
    matcher = Matcher([concept("院长", "president of the court", rule("dean", "ctx"))])
    assert bad(matcher, "", "the dean spoke") == ["dean"]
    assert bad(matcher, "", "the dean spoke", profile="university-news") == []


@pytest.mark.parametrize(
    ("fields", "source", "found"),
    [
        ({"condition": "src"}, "", False),
        ({"condition": "src"}, "类案检索", True),
        ({"condition": "src"}, "类案同判", False),
        ({"condition": "mono"}, "类案同判", True),
        ({"condition": "src", "source_any": ("同判",)}, "类案同判", True),
        ({"condition": "src", "source_any": ("同判",)}, "类案", False),
        ({"source_none": ("甲类",)}, "甲类类案", False),
        ({"source_none": ("甲类",)}, "", True),
    ],
)
def test_the_source_decides(fields: dict[str, object], source: str, found: bool) -> None:
    matcher = Matcher(
        [concept("类案", "similar case", rule("class case", **fields)), concept("类案同判", "same judgments")]
    )
    assert bool(bad(matcher, source, "a class case")) is found


@pytest.mark.parametrize(
    ("fields", "target", "found"),
    [
        ({"near_none": ("third",)}, "a party to a case", True),
        ({"near_none": ("third",)}, "the third party group", False),
        ({"near_none": ("third",), "window": 1}, "the third big party group", True),
        ({"near_none": ("so-called",)}, "the so-called party group", False),
        ({"near_any": ("meeting", "court")}, "the party group held meetings", True),
        ({"near_any": ("meeting",)}, "the party group spoke", False),
        ({"near_any": ("eting",)}, "the party group held meetings", False),
    ],
)
def test_neighbours_decide(fields: dict[str, object], target: str, found: bool) -> None:
    matcher = Matcher([concept("党组", "Leading Party Members Group", rule("party group|party to a case", **fields))])
    assert bool(bad(matcher, "", target)) is found


@pytest.mark.parametrize(
    ("wanted", "target", "found"),
    [
        (InsideQuotes.ONLY, "the “rule by law” idea", True),
        (InsideQuotes.ONLY, 'the "rule by law" idea', True),
        (InsideQuotes.ONLY, "rule by law", False),
        (InsideQuotes.NEVER, "the “rule by law” idea", False),
        (InsideQuotes.NEVER, "“so” rule by law", True),
        (InsideQuotes.ANY, "the “rule by law” idea", True),
    ],
)
def test_quotation_marks_decide(wanted: InsideQuotes, target: str, found: bool) -> None:
    matcher = Matcher([concept("法治", "rule of law", rule("rule by law", inside_quotes=wanted))])
    assert bool(bad(matcher, "", target)) is found


def test_an_unclosed_quotation_reaches_to_the_end() -> None:
    assert quotation_spans("a “b” c “d") == ((3, 4), (9, 10))
    assert quotation_spans('"x" y') == ((1, 2),)
