"""Names of a pair of texts: what stands there, what is explained, what lies open to suspicion."""

from __future__ import annotations

import pytest

from editor.core.name_ledger import is_read, japanese_stands, ledger, spelt_in_pinyin


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("院长张军主持会议。", ["张军"]),
        ("记者王晓东报道。", ["王晓东"]),
        ("总统埃里克森发表讲话。", []),
        ("会议指出，要加强管理。", []),
    ],
)
def test_persons_of_the_source(source: str, names: list[str]) -> None:
    """Those that context shows to be persons."""
    assert [p.text for p in ledger(source, "X").persons if p.sure] == names


@pytest.mark.parametrize(
    ("name", "target", "stands"),
    [
        ("张军", "President Zhang Jun spoke.", True),
        ("欧阳晓安", "Ouyang Xiao'an spoke.", True),
        ("单国华", "Shan Guohua spoke.", True),
        ("吕小林", "Lü Xiaolin spoke.", True),
        ("吕小林", "Lyu Xiaolin spoke.", True),
        ("张军", "Zhang Bin spoke.", False),
    ],
)
def test_whether_a_person_stands_in_the_target(name: str, target: str, stands: bool) -> None:
    """In any reading and with the usual spellings of ü."""
    assert ledger(name, target).person_stands(name) is stands


def test_words_the_source_does_not_explain() -> None:
    """Obama is open, Zhengzhou and Merkel are not."""
    book = ledger("默克尔在郑州会见了代表团。", "Merkel met a delegation with Obama in Zhengzhou.")
    assert [w.text for w in book.unexplained] == ["Obama"]


def test_the_suspect_lies_near_the_lost_name() -> None:
    """And is no rendering of another name."""
    source, target = (
        "法国总统在柏林会见了总理默克尔和外长。",
        "The French president met Kohlmann and the minister in Berlin.",
    )
    book = ledger(source, target)
    at = source.index("默克尔")
    span = book.suspect(at, at + 3)
    assert span is not None
    assert target[slice(*span)] == "Kohlmann"
    assert ledger(source, "The French president met the two ministers in Berlin.").suspect(at, at + 3) is None


def test_names_do_not_begin_inside_a_word() -> None:
    """沿海地区 is not Haiti."""
    assert not ledger("沿海地区应当加强防范。", "Coastal areas").mentions


@pytest.mark.parametrize(
    ("word", "chinese", "is_pinyin_of_it"),
    [("Hejing", "河静省", True), ("Hejingsheng", "河静省", True), ("He", "河静省", False), ("Hatinh", "河静省", False)],
)
def test_pinyin_of_the_whole_name(word: str, chinese: str, is_pinyin_of_it: bool) -> None:
    """Or of all but its last character."""
    assert spelt_in_pinyin(word, chinese) is is_pinyin_of_it


def test_pinyin_of_a_beginning() -> None:
    """Every reading of a character counts."""
    assert is_read("chongqing", "重庆市")
    assert is_read("zhongqing", "重庆市")
    assert not is_read("chengqing", "重庆市")


def test_japanese_family_names() -> None:
    """In their own reading, long vowels or not."""
    assert japanese_stands(ledger("佐藤发言。", "Sato spoke."), "佐藤")
    assert not japanese_stands(ledger("佐藤发言。", "Zuoteng spoke."), "佐藤")
