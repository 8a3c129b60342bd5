"""Tags in a text: found, taken out, put back; findings made without them land where they belong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.model import Finding, Fix, Segment, SegmentId, Severity, Side
from editor.core.placeables import (
    bare,
    bare_segment,
    put_back,
    restore,
    tag_faults,
    tags_of,
    without_tags,
)

ATOMS = st.sampled_from(["{1>", "<1}", "{2}", "{3>", "<3}", "The ", "court", ".", " ", "{", "}", "法院", "😀"])
TEXTS = st.lists(ATOMS, max_size=14).map("".join)


def segment(source: str, target: str) -> Segment:
    return Segment(SegmentId(1), source, target, target)


@given(TEXTS)
def test_without_its_tags_every_other_character_stands_where_it_stood(text: str) -> None:
    plain = bare(text)
    assert plain.text == without_tags(text)
    for n, char in enumerate(plain.text):
        start, end = plain.span(n, n + 1)
        assert text[start:end] == char


@given(TEXTS, st.data())
def test_every_tag_comes_back_into_exactly_one_piece(text: str, data: st.DataObject) -> None:
    plain = bare(text)
    if not plain.text:
        return
    cut = data.draw(st.integers(0, len(plain.text)))
    spans = [span for span in ((0, cut), (cut, len(plain.text))) if span[0] < span[1]]
    pieces = put_back(text, spans)
    assert "".join(map(without_tags, pieces)) == plain.text
    assert sorted(t.text for piece in pieces for t in tags_of(piece)) == sorted(t.text for t in plain.tags)


def test_a_pair_is_not_torn_at_the_end_of_a_sentence() -> None:
    assert put_back("{1>Yes.<1} {2>No<2}{3} it is.", [(0, 4), (5, 14)]) == ["{1>Yes.<1}", "{2>No<2}{3} it is."]


def test_a_tag_stays_in_its_line() -> None:
    assert put_back("One. {1}\n{2>Two.<2} \nThree.", [(0, 4), (6, 10), (12, 18)]) == ["One.{1}", "{2>Two.<2}", "Three."]


def test_a_finding_is_placed_in_the_tagged_text_and_its_fix_keeps_the_tags() -> None:
    tagged = segment("{1>类案<1}检索", "The {1>class A<1} cases{2} search.")
    seen = bare_segment(tagged)
    assert (seen.source, seen.target) == ("类案检索", "The class A cases search.")
    start = seen.target.index("class")
    fix = Fix(start, start + 13, "similar cases")
    finding = Finding(
        "T01",
        Severity.MAJOR,
        seen.id,
        Side.TARGET,
        start,
        start + 13,
        "",
        fixes=(fix,),
    )
    placed = restore(finding, {tagged.id: tagged})
    assert tagged.target[placed.start : placed.end] == "class A<1} cases"
    assert placed.fixes[0].apply(tagged.target) == "The {1>similar cases<1}{2} search."
    assert placed.seen == tagged.target


def test_a_segment_without_tags_is_the_very_same() -> None:
    plain = segment("法院{", "The court }.")
    assert bare_segment(plain) is plain
    assert bare_segment(replace(plain, target="{4}")) is not plain


@pytest.mark.parametrize(
    ("reference", "text", "lost", "added", "crossed"),
    [
        ("{1>a<1}", "{1>b<1}", "", "", ""),
        ("{1>a<1}{2}", "{2}{1>b<1}", "", "", ""),
        ("{1>a<1}", "b<1}", "{1>", "", ""),
        ("{1>a<1}", "{1>b<1}{1>", "", "{1>", ""),
        ("{1>a<1}", "<1}b{1>", "", "", "<1}"),
        ("{1>{2>a<2}<1}", "{1>{2>a<1}<2}", "", "", "<1}"),
        ("a", "{1}", "", "{1}", ""),
        ("<1} half of a pair", "half<1}", "", "", ""),
        ("{1>a{2><1}<2}", "{1>b{2><1}<2}", "", "", ""),
    ],
)
def test_faults(reference: str, text: str, lost: str, added: str, crossed: str) -> None:
    faults = tag_faults(reference, text)
    told = ("".join(t.text for t in tags) for tags in (faults.lost, faults.added, faults.crossed))
    assert tuple(told) == (lost, added, crossed)
    assert bool(faults) == bool(lost + added + crossed)
