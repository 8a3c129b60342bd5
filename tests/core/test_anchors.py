"""What sentences of the two languages are seen to share."""

from __future__ import annotations

import pytest

from editor.core.anchors import anchor_finder, find_anchors, term_pairs
from editor.core.cues import cue_table
from glossary.model import Concept, ConceptId, Term, TermStatus


@pytest.mark.parametrize(
    ("chinese", "english", "key"),
    [
        ("受理案件3.2万件", "32,000 cases were accepted", "n32000"),
        ("百分之十二点五", "12.5 percent", "n1/8"),
        ("登录WeChat小程序", "Log in to the wechat applet", "wwechat"),
        ("院长赵文博主持", "Dean Zhao Wenbo presided", "pwenbo"),
        ("昌江法院", "the changjiang Court", "pchangjiang"),
    ],
)
def test_a_shared_anchor_is_found_on_both_sides(chinese: str, english: str, key: str) -> None:
    left, right = find_anchors([chinese], [english])
    assert key in left[0] & right[0]


@pytest.mark.parametrize(
    ("chinese", "english"),
    [("全院干警参加", "It rained."), ("3.2万件", "3,200 cases"), ("院长张丽到场", "Wenbo arrived")],
)
def test_nothing_is_shared_by_chance(chinese: str, english: str) -> None:
    left, right = find_anchors([chinese], [english])
    assert not left[0] & right[0]


def test_a_president_does_not_preside() -> None:
    left, right = find_anchors(["王某主持"], ["the presidents of the courts"])
    assert not left[0] & right[0]


def test_glossary_terms_are_whole_words() -> None:
    find = anchor_finder([("法", "law")])
    left, right = find(["法"], ["The lawn is green."])
    assert not any(key.startswith("t") for key in left[0] & right[0])


def test_terms_in_use_are_paired() -> None:
    concept = Concept(
        ConceptId("c"),
        "court",
        (
            Term("类案", "zh"),
            Term("similar cases", "en"),
            Term("like cases", "en", TermStatus.ADMITTED),
            Term("kindred cases", "en", TermStatus.DEPRECATED),
        ),
    )
    assert term_pairs([concept]) == [("类案", "similar cases"), ("类案", "like cases")]


def test_every_cue_has_both_languages() -> None:
    for chinese, english in cue_table():
        assert chinese and english
        assert all(not word.isascii() for word in chinese)
        assert all(stem.isascii() and len(stem) >= 2 for stem in english)
