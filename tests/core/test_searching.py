"""Finding and replacing over segments."""

from __future__ import annotations

import pytest

from editor.core.model import Segment, SegmentId, Side
from editor.core.searching import Query, find_matches, replace_matches
from editor.errors import SearchError

SEGMENTS = [
    Segment(SegmentId(1), "法院法院", "", "The court. A courtroom; the Court"),
    Segment(SegmentId(2), "", "", "a.b aXb 𠀀 court"),
]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        (Query("court"), 4),
        (Query("court", match_case=True), 3),
        (Query("court", whole_words=True), 3),
        (Query("a.b"), 1),
        (Query("a.b", regex=True), 2),
        (Query("法院", sides=(Side.SOURCE, Side.TARGET)), 2),
        (Query("法院"), 0),
        (Query(""), 0),
        (Query("x*", regex=True), 1),
    ],
)
def test_what_is_found(query: Query, count: int) -> None:
    assert len(list(find_matches(query, SEGMENTS))) == count


def test_replacing_several_places_keeps_the_rest() -> None:
    matches = list(find_matches(Query("court", "bench"), SEGMENTS[:1]))
    assert replace_matches(SEGMENTS[0], matches) == "The bench. A benchroom; the bench"


def test_a_backslash_is_literal_without_regex() -> None:
    [match] = find_matches(Query("courtroom", r"\1"), SEGMENTS[:1])
    assert match.replacement == r"\1"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (Query("(", regex=True), "is no regular expression"),
        (Query("court", r"\3", regex=True), "does not fit"),
    ],
)
def test_faults_are_said(query: Query, told: str) -> None:
    with pytest.raises(SearchError, match=told):
        list(find_matches(query, SEGMENTS))


def test_an_endless_expression_is_stopped() -> None:
    segment = Segment(SegmentId(1), "", "", "a" * 5000 + "!")
    with pytest.raises(SearchError, match="takes too long"):
        list(find_matches(Query(r"(a|aa)+$", regex=True), [segment], budget=0.2))
