"""Which forms count as the same word in other dress, and which do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.twins import all_simplified, chinese_key, english_key, person_key, simplified


@pytest.mark.parametrize(
    ("a", "b"), [("類案", "类案"), ("類 案", "类案"), ("黨組（擴大）會議", "党组(扩大)会议"), ("“三同步”", "三同步")]
)
def test_chinese_twins(a: str, b: str) -> None:
    assert chinese_key(a) == chinese_key(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Rule  of Law", "rule of law"),
        ("the court", "Court"),
        ("people’s court", "people's court"),
        ("one-stop", "one stop"),
    ],
)
def test_english_twins(a: str, b: str) -> None:
    assert english_key(a) == english_key(b)


@pytest.mark.parametrize(("a", "b"), [("rule of law", "rule by law"), ("a", "b"), ("the", "a"), ("court", "courts")])
def test_other_words_are_no_twins(a: str, b: str) -> None:
    assert english_key(a) != english_key(b)


def test_other_characters_are_no_twins() -> None:
    assert chinese_key("法庭") != chinese_key("法院")


@given(st.text(max_size=20))
def test_keys_are_their_own_keys(text: str) -> None:
    assert english_key(english_key(text)) == english_key(english_key(english_key(text)))
    assert person_key(person_key(text)) == person_key(text)


@given(st.lists(st.text(alphabet="類案黨組法院abc ", max_size=6), max_size=5))
def test_many_at_once_are_as_one_by_one(texts: list[str]) -> None:
    assert all_simplified(texts) == [simplified(text) for text in texts]
