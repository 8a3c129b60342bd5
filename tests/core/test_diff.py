"""Differences on words and inside words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.diff import Hunk, Op, apply_hunks, char_hunks, diff

WORDS = st.lists(
    st.sampled_from(["the", "court", " ", "  ", "\n", ",", ".", "’s", "法", "院", "x1", "“", "a"]), max_size=60
)
TEXTS = st.one_of(st.text(max_size=60), WORDS.map("".join))


def changes(hunks: tuple[Hunk, ...]) -> list[tuple[str, str, str]]:
    """What is not equal, in short."""
    return [(hunk.op.value, hunk.old, hunk.new) for hunk in hunks if hunk.op is not Op.EQUAL]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("the same", "the same", []),
        ("", "", []),
        ("", "new text", [("insert", "", "new text")]),
        ("old text", "", [("delete", "old text", "")]),
        ("class A cases", "similar cases", [("replace", "class A", "similar")]),
        ("the the court", "the court", [("delete", " the", "")]),
        ("conference.The court", "conference. The court", [("insert", "", " ")]),
        ("a  court", "a court", [("delete", " ", "")]),
        ("court ", "court", [("delete", " ", "")]),
        ("The court’s work", "The courts’ work", [("replace", "court’s", "courts’")]),
        ("dean Chen spoke", "Chen Fengchao spoke", [("delete", "dean ", ""), ("insert", "", " Fengchao")]),
        ("A b c.", "A x c!", [("replace", "b", "x"), ("replace", ".", "!")]),
        ("人民法院", "人民法庭", [("replace", "院", "庭")]),
    ],
)
def test_hunks_say_what_changed(before: str, after: str, expected: list[tuple[str, str, str]]) -> None:
    assert changes(diff(before, after)) == expected


@pytest.mark.parametrize("compare", [diff, char_hunks])
@given(before=TEXTS, after=TEXTS)
def test_applying_the_hunks_gives_the_text_after(compare, before: str, after: str) -> None:  # type: ignore[no-untyped-def]
    hunks = compare(before, after)
    assert apply_hunks(before, hunks) == after
    assert "".join(h.old for h in hunks) == before
    a = b = 0
    for hunk in hunks:
        assert (hunk.start, hunk.after_start) == (a, b)
        assert (hunk.old, hunk.new) == (before[hunk.start : hunk.end], after[hunk.after_start : hunk.after_end])
        assert (hunk.op is Op.EQUAL) == (hunk.old == hunk.new)
        a, b = hunk.end, hunk.after_end
    assert all(x.op is not y.op for x, y in pairwise(hunks) if x.op is Op.EQUAL)


def test_long_texts_are_compared_without_losing_anything() -> None:
    before = " ".join(f"word{n % 97} court" for n in range(900))
    after = before.replace("word13", "judge").replace("word50 court", "word50")
    hunks = diff(before, after)
    assert apply_hunks(before, hunks) == after
    assert sum(h.op is Op.EQUAL for h in hunks) > 15


def test_inside_a_word_only_the_letters_that_changed_are_marked() -> None:
    assert changes(char_hunks("ChangJiang", "Changjiang")) == [("replace", "J", "j")]
    assert changes(char_hunks("dean", "president")) == [("replace", "dean", "president")]
