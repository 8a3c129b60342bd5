"""Sentences of Chinese and English: cases as data, losslessness as a property."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.segmentation import Pieces, segment_chinese, segment_english

DATA = Path(__file__).parent.parent / "data" / "segmentation"
ALPHABET = st.sampled_from([*"Aab1.!?… \n\t\u3000\u2028\r。！？；“”\"'()（）《》一的U.S", "Mr.", "No. 5", "http://a.b"])
TEXTS = st.one_of(st.text(), st.lists(ALPHABET, max_size=40).map("".join))


def cases(name: str) -> list[str]:
    """Lines of a case file."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def marked(cut: Pieces) -> str:
    """A cut text with the mark of the case files where it was cut."""
    return "¦".join(piece.text + piece.gap for piece in cut.pieces)


@pytest.mark.parametrize("case", cases("english.txt"))
def test_english_is_cut_where_the_data_say(case: str) -> None:
    assert marked(segment_english(case.replace("¦", ""))) == case


@pytest.mark.parametrize("case", cases("chinese.txt"))
def test_chinese_is_cut_where_the_data_say(case: str) -> None:
    assert marked(segment_chinese(case.replace("¦", ""))) == case


@pytest.mark.parametrize("cut", [segment_english, segment_chinese])
@given(text=TEXTS)
def test_joining_gives_the_text_back(cut, text: str) -> None:  # type: ignore[no-untyped-def]
    found = cut(text)
    assert found.join() == text
    for piece in found.pieces:
        assert piece.text and piece.text == piece.text.strip()
        assert not piece.gap.strip()
        assert text[piece.start : piece.end] == piece.text


@pytest.mark.parametrize("cut", [segment_english, segment_chinese])
@given(text=TEXTS)
def test_no_sentence_crosses_a_line_break(cut, text: str) -> None:  # type: ignore[no-untyped-def]
    assert all(len(piece.text.splitlines()) == 1 for piece in cut(text).pieces)


def test_white_space_before_the_first_sentence_is_the_prefix() -> None:
    cut = segment_chinese("\n　　会议召开。\n\n会议指出。")
    assert cut.prefix == "\n　　"
    assert [(p.text, p.gap, p.ends_paragraph) for p in cut.pieces] == [
        ("会议召开。", "\n\n", True),
        ("会议指出。", "", False),
    ]


def test_text_without_sentences_is_all_prefix() -> None:
    assert segment_english(" \n ") == Pieces(" \n ", ())
