"""Folding keeps every offset; number and stems of English words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.forms import cased, is_plural, lowered, other_number, same_case, split_head, stems, straight, written_form


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(straight(text)) == len(cased(text)) == len(lowered(text)) == len(text)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("case", "cases"), ("similar case", "similar cases"), ("policy", "policies"), ("process", "processes"),
        ("branch", "branches"), ("policeman", "policemen"), ("analysis", "analyses"), ("Case", "Cases"),
        ("day", "days"), ("tax", "taxes"), ("human", "humans"), ("CASEWORKER", "CASEWORKERS"),
    ],
)  # fmt: skip
def test_number(one: str, many: str) -> None:
    assert other_number(one) == many
    assert other_number(many) == one
    assert is_plural(many)
    assert not is_plural(one)


@pytest.mark.parametrize("word", ["news", "staff", "court police", "evidence", "series", "2024", "clean governance"])
def test_what_has_one_number_keeps_it(word: str) -> None:
    assert other_number(word) == word


def test_the_head_stands_before_the_preposition() -> None:
    assert split_head("court of first instance") == ("court", " of first instance")
    assert split_head("similar case") == ("similar case", "")


def test_stems_with_their_endings() -> None:
    assert stems("similar case", inflect=True) == [("similar case", frozenset({"", "s"}))]
    assert stems("judicial policy", inflect=True) == [("judicial polic", frozenset({"y", "ies"}))]
    assert stems("similar case", inflect=False) == [("similar case", frozenset({""}))]
    assert [s for s, _e in stems("court of law", inflect=True)] == ["court of law", "courts of law"]
    assert stems("promote", inflect=True, last_verb=True) == [("promot", frozenset({"e", "es", "ed", "ing"}))]


def test_a_form_is_looked_for_without_article_and_marks() -> None:
    assert written_form("the Leading  Party Members’ Group") == "Leading Party Members' Group"
    assert written_form("one-stop") == "one stop"


def test_capitals_are_compared_letter_by_letter() -> None:
    assert same_case("Party member", "the Party members", 4)
    assert not same_case("Party member", "the party members", 4)
    assert same_case("policy", "policies", 0)
