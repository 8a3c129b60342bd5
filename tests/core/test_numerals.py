"""Numbers of both languages by value: cases as data, spans and round trips as properties."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.chinese_numerals import chinese_numbers, parse_chinese
from editor.core.english_numerals import english_numbers, parse_english
from editor.core.numerals import Kind, NumberMention, english, explain, values

DATA = Path(__file__).parent.parent / "data" / "numerals"


def cases(name: str) -> list[tuple[str, str]]:
    """Text and expected mentions of a case file."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    rows = [line.partition("\t") for line in lines if line and not line.startswith("#")]
    return [(text, expected.strip()) for text, _, expected in rows]


def described(mentions: tuple[NumberMention, ...]) -> str:
    """Mentions as the case files write them."""
    return " ".join(f"{english(m.value).replace(',', '')}/{m.kind}{'~' if m.approximate else ''}" for m in mentions)


@pytest.mark.parametrize(("text", "expected"), cases("chinese.tsv"))
def test_chinese_numbers(text: str, expected: str) -> None:
    assert described(chinese_numbers(text)) == expected


@pytest.mark.parametrize(("text", "expected"), cases("english.tsv"))
def test_english_numbers(text: str, expected: str) -> None:
    assert described(english_numbers(text)) == expected.replace("1/2/fraction", "0.5/fraction")


@pytest.mark.parametrize("find", [chinese_numbers, english_numbers])
@given(text=st.one_of(st.text(), st.text(alphabet="0123456789,.%一二十百万亿第两零点年月日成 at-/ndhoue：")))
def test_spans_point_at_the_numbers(find, text: str) -> None:  # type: ignore[no-untyped-def]
    found = find(text)
    assert all(text[m.start : m.end] == m.text and m.text for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.integers(min_value=2, max_value=10**12 - 1))
def test_whole_numbers_in_chinese_characters_keep_their_value(number: int) -> None:
    assert parse_chinese(cn2an.an2cn(number)) == number


@given(st.integers(min_value=0, max_value=10**13))
def test_digits_with_separators_keep_their_value(number: int) -> None:
    assert parse_english(english(Fraction(number))) == number


@pytest.mark.parametrize(
    ("chinese", "rendering"),
    [
        ("2022年收案3.2万件，上升12.5%", "In 2022 the court accepted 32,000 cases, up 12.5 percent"),
        ("百分之九十七的案件", "97% of cases"),
        ("三成案件", "30 percent of cases"),
        ("标的额1.5亿元", "150 million yuan"),
        ("二百零五名干警", "two hundred and five officers"),
        ("2月17日", "on February 17"),
        ("三分之二", "two-thirds of them"),
    ],
)
def test_a_good_rendering_has_the_same_values(chinese: str, rendering: str) -> None:
    assert values(chinese_numbers(chinese)) == values(english_numbers(rendering))


def test_values_can_leave_out_what_is_uncertain() -> None:
    mentions = chinese_numbers("2022年2月，第三庭审结近百件案件，两名法官办结205件")
    assert values(mentions) == {2022, 2, 3, 100, 205}
    assert values(mentions, dates=False, ordinals=False, approximate=False, least=10) == {205}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("3.2万件", "3.2万 = 32,000"),
        ("百分之十二点五", "百分之十二点五 = 12.5%"),
        ("三分之一", "三分之一 = 1/3"),
        ("第二十一条", "第二十一 = 21st"),
        ("2月", "2月 = February"),
        ("2022年", "2022年 = 2022"),
        ("近百名", "百 ≈ 100"),
        ("12倍", "12倍 = 12 times"),
    ],
)
def test_the_arithmetic_is_explained(text: str, line: str) -> None:
    assert explain(chinese_numbers(text)[0]) == line


def test_a_percentage_compares_as_hundredths() -> None:
    mention = english_numbers("12.5 percent")[0]
    assert (mention.kind, mention.value, mention.amount) == (Kind.PERCENT, Fraction(25, 2), Fraction(1, 8))


@pytest.mark.parametrize("parse", [parse_chinese, parse_english])
def test_what_is_no_number_is_refused(parse) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="no"):
        parse("")


@given(
    st.lists(
        st.sampled_from(
            [
                "In",
                "May",
                "5",
                "2022",
                "a",
                "hundred",
                "first",
                "half",
                "of",
                "COVID-19",
                "3.5",
                "%",
                "two",
                "-",
                "Five-Year",
                ",",
                "the",
            ]
        )
    )
)
def test_looking_only_at_opening_words_misses_nothing(words: list[str]) -> None:
    text = " ".join(words)
    # An address makes the reader try every place.
    assert english_numbers(text) == english_numbers(text + " /")
