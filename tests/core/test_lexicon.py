"""Which Chinese words leave a trace in the English: words, glosses by stem, pinyin."""

from __future__ import annotations

import pytest

from editor.core.lexicon import chinese_words, clauses, coverage, glosses, readings
from editor.core.stems import english_stem, stems_of


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("develop developing developed development", True),
        ("increase increases increasing", True),
        ("decide decision", True),
        ("economy economic economics", True),
        ("threat threaten threatened", True),
        ("city cities", True),
        ("grew growth", True),
        ("court courtyard", False),
        ("law lawn", False),
        ("judge jury", False),
        ("press present", False),
    ],
)
def test_relatives_share_a_stem(words: str, same: bool) -> None:
    assert (len({english_stem(word) for word in words.split()}) == 1) is same


def test_words_of_a_text_become_stems() -> None:
    assert stems_of("The court’s decisions, 12 of them") == {"the", "court", "decide", "of", "them"}


def test_a_text_is_divided_into_the_fewest_words() -> None:
    assert [word for _, word in chinese_words("最高人民法院公布报告")] == ["最高人民法院", "公布", "报告"]
    assert chinese_words("A法院，B报告") == [(1, "法院"), (5, "报告")]


def test_offsets_give_the_words_back() -> None:
    text = "记者12日获悉，该院今年共审结案件3200件。"
    assert all(text[start : start + len(word)] == word for start, word in chinese_words(text))


def test_glosses_are_stems() -> None:
    assert {english_stem("environment")} <= glosses("环境")
    assert glosses("") == glosses("嚃嚃嚃") == frozenset()
    assert readings("法") == ("fa",)


def test_a_full_translation_covers_and_another_does_not() -> None:
    source = "法院坚持保护生态环境，加强对农民工工资的监督。"
    whole = coverage(
        source, "Courts persist in protecting the environment and supervise more closely the wages of migrant workers."
    )
    assert whole.share > 0.8
    assert coverage(source, "A visitor bought three tickets at the theatre.").share < 0.2
    half = coverage(source, "Courts persist in protecting the ecological environment.")
    first, second = (half.within(*span) for span in clauses(source))
    assert first.share == 1.0
    assert second.share < 0.4
    assert "工资" in {word.text for word in half.missing}


def test_names_in_pinyin_are_traces() -> None:
    assert "长沙" not in {word.text for word in coverage("长沙举行会议", "The meeting was held in Changsha.").missing}


@pytest.mark.parametrize("source", ["", "12%", "Zhubi", "，。"])
def test_nothing_to_say_is_all_said(source: str) -> None:
    assert coverage(source, "").share == 1.0
