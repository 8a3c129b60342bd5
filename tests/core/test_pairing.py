"""Pairing of Chinese and English sentences, and the segments made of it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.pairing import measure
from editor.core.anchors import anchor_finder
from editor.core.joining import deliver
from editor.core.pairing import Bead, build_segments, monolingual_segments, pair

CHINESE = (
    "清河县人民法院召开工作会议\n"
    "3月5日上午，清河县人民法院召开全院干警大会。院长赵文博主持会议并讲话。会议传达了省高级人民法院院长会议精神。\n"
    "会议指出，去年全院受理案件3.2万件，同比上升12.5%。要加强党的建设。要提升审判质效。"
)
ENGLISH = [
    "Qinghe County People's Court holds a work conference\n\n",
    "On the morning of March 5th, Qinghe County People's Court held a meeting of all its officers.",
    "Dean Zhao Wenbo presided over the meeting and made a speech.",
    "The meeting conveyed the spirit of the conference of presidents of the provincial high court.\n\n",
    "The meeting pointed out that last year the court accepted 32,000 cases, a year-on-year increase of 12.5%.",
    "We must strengthen party building. ",
    "Improve the quality and efficiency of trials.\n",
]
TEXTS = st.lists(
    st.sampled_from(["会议召开。", "法院3万件", "！", "\n", " ", "The court.", "30,000 cases", "a", "“"]), max_size=25
).map("".join)


def kinds(beads: list[Bead]) -> list[str]:
    """The shapes of beads in order."""
    return [bead.kind for bead in beads]


def test_a_faithful_rendering_is_paired_one_to_one() -> None:
    assert kinds(pair(CHINESE, "".join(ENGLISH))) == ["1-1"] * 7


@pytest.mark.parametrize("dropped", range(1, 7))
def test_a_dropped_sentence_shows_as_an_empty_target(dropped: int) -> None:
    text = "".join(ENGLISH[:dropped] + ENGLISH[dropped + 1 :])
    beads = pair(CHINESE, text)
    assert [n for n, bead in enumerate(beads) if not bead.target_text] == [dropped]
    assert kinds(beads).count("1-1") == 6


def test_an_added_sentence_shows_as_an_empty_source() -> None:
    text = "".join([*ENGLISH[:3], "Scan the code at www.example.org to follow us! ", *ENGLISH[3:]])
    assert kinds(pair(CHINESE, text)) == ["1-1"] * 3 + ["0-1"] + ["1-1"] * 4


def test_merged_and_split_sentences_are_beads() -> None:
    merged = (
        ENGLISH[2].replace(".", ", and ")
        + "conveyed the spirit of the conference of presidents of the provincial high court.\n"
    )
    assert kinds(pair(CHINESE, "".join([*ENGLISH[:2], merged, *ENGLISH[4:]])))[2] == "2-1"
    split = ENGLISH[4].replace(" cases, a ", " cases. This was a ")
    assert kinds(pair(CHINESE, "".join([*ENGLISH[:4], split, *ENGLISH[5:]])))[4] == "1-2"


def test_one_paragraph_of_glued_sentences_is_paired_all_the_same() -> None:
    glued = "".join(part.strip() for part in ENGLISH[1:])
    beads = pair(CHINESE.split("\n", 1)[1], glued)
    assert kinds(beads) == ["1-1"] * 6
    assert {bead.gap for bead in beads} == {""}


def test_glossary_terms_are_anchors() -> None:
    find = anchor_finder([("审管办", "trial management office"), ("督察室", "inspection office")])
    left, right = find(["审管办通报情况。"], ["The Trial Management Office reported."])
    assert any(key.startswith("t") for key in left[0] & right[0])


@given(source=TEXTS, target=TEXTS)
def test_beads_cover_both_texts_in_order(source: str, target: str) -> None:
    beads = pair(source, target)
    source_end = target_end = 0
    for bead in beads:
        assert source[bead.source_start :].startswith(bead.source_text)
        assert target[bead.target_start :].startswith(bead.target_text)
        assert not source[source_end : bead.source_start].strip()
        assert not target[target_end : bead.target_start].strip()
        source_end = bead.source_start + len(bead.source_text)
        target_end = bead.target_start + len(bead.target_text)
    assert not source[source_end:].strip()
    assert not target[target_end:].strip()


@given(source=TEXTS, target=TEXTS)
def test_an_untouched_import_is_delivered_as_it_came(source: str, target: str) -> None:
    assert deliver(*build_segments(source, target)) == target
    assert deliver(*monolingual_segments(target)) == target


@given(source=TEXTS, target=TEXTS)
def test_dropped_sentences_filled_in_are_separated_by_white_space(source: str, target: str) -> None:
    prefix, segments = build_segments(source, target)
    filled = [s if s.target else replace(s, target="FILLED") for s in segments]
    text = f" {deliver(prefix, filled)} "
    assert all(text[m.start() - 1].isspace() and text[m.end()].isspace() for m in re.finditer("FILLED", text))
    assert text.count("FILLED") == sum(not s.target for s in segments)


def test_segments_hold_the_machine_text_and_the_white_space() -> None:
    prefix, segments = build_segments("\n" + CHINESE, "\n" + "".join(ENGLISH))
    assert prefix == "\n"
    assert [s.id for s in segments] == list(range(1, 8))
    assert all(s.machine == s.target == s.target.strip() for s in segments)
    assert [s.gap for s in segments] == ["\n\n", "", "", "\n\n", "", " ", "\n"]
    assert [s.source_gap for s in segments] == ["\n", "", "", "\n", "", "", ""]


def test_the_gap_of_a_dropped_sentence_waits_for_its_text() -> None:
    _, segments = build_segments(CHINESE, "".join([*ENGLISH[:2], *ENGLISH[3:]]))
    assert (segments[2].source, segments[2].target, segments[2].gap) == ("院长赵文博主持会议并讲话。", "", " ")


@pytest.mark.parametrize(("source", "target"), [("", ""), ("会议召开。", ""), ("", "The court sat.")])
def test_an_empty_side_is_no_obstacle(source: str, target: str) -> None:
    assert len(pair(source, target)) == bool(source or target)


def test_very_unequal_texts_are_paired() -> None:
    beads = pair("会议召开。", "The court sat. " * 3000)
    assert sum(bool(bead.source_text) for bead in beads) == 1


@pytest.mark.parametrize("name", ["tuning.txt", "held-out.txt"])
def test_dropped_merged_and_split_sentences_are_found_in_damaged_articles(name: str) -> None:
    score = measure(name, range(20), 0.15)
    assert score.f1 >= 0.95
    assert score.dropped >= 30
    assert score.dropped_recall >= 0.9
