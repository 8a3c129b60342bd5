"""Which segments render which unit of a file: after cutting, joining, emptying and filling in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.core.model import Document, Mode, Segment, SegmentId, State
from editor.errors import DocumentError
from editor.formats.skeleton import Unit, matched, pack, units_now, unpack

DOCUMENT = Document("d", "Article", "docx", Mode.BILINGUAL)
UNITS = (Unit((1, 2)), Unit((3,), " ", "\t"), Unit((4,)))
SEGMENTS = tuple(
    Segment(SegmentId(n), f"句{n}。", f"Text {n}.", f"Text {n}.", gap="\n" if n > 1 else " ") for n in (1, 2, 3, 4)
)


def texts(segments: tuple[Segment, ...]) -> list[str]:
    document = replace(DOCUMENT, skeleton=pack(b"file", UNITS))
    return [unit.text for unit in units_now(unpack(document), segments)]


def test_the_file_and_what_is_beside_it_come_back() -> None:
    skeleton = unpack(replace(DOCUMENT, skeleton=pack(b"\x00file" * 99, UNITS, "extra")))
    assert (skeleton.file, skeleton.units, skeleton.extra) == (b"\x00file" * 99, UNITS, "extra")


def test_each_unit_has_the_text_of_its_segments() -> None:
    assert texts(SEGMENTS) == ["Text 1. Text 2.", "Text 3.", "Text 4."]


def test_a_piece_cut_off_stays_in_its_unit_and_an_emptied_unit_is_empty() -> None:
    one, two, three, four = SEGMENTS
    cut = (
        one,
        two,
        replace(three, target="Text"),
        replace(three, id=SegmentId(9), target="3."),
        replace(four, target=""),
    )
    assert texts(cut) == ["Text 1. Text 2.", "Text\n3.", ""]


def test_units_joined_into_one_segment_leave_the_second_empty() -> None:
    one, _, three, four = SEGMENTS
    assert texts((replace(one, target="Text 1. Text 2."), replace(three, target="Text 3. Text 4."))) == [
        "Text 1. Text 2.", "Text 3. Text 4.", "",
    ]  # fmt: skip
    assert texts((one, replace(four, target="All."))) == ["Text 1.", "", "All."]


def test_the_least_finished_segment_says_the_state() -> None:
    skeleton = unpack(replace(DOCUMENT, skeleton=pack(b"", UNITS)))
    done = (replace(SEGMENTS[0], state=State.CONFIRMED, revision=2), replace(SEGMENTS[1], state=State.DRAFT))
    first, second, _ = units_now(skeleton, (*done, *SEGMENTS[2:]))
    assert (first.state, first.changed, second.state, second.changed) == (State.DRAFT, True, State.MACHINE, False)
    assert (second.before, second.behind) == (" ", "\t")


def test_a_file_with_other_units_than_were_read_is_said() -> None:
    now = units_now(unpack(replace(DOCUMENT, skeleton=pack(b"", UNITS))), SEGMENTS)
    assert [name for name, _ in matched(DOCUMENT, "abc", now)] == ["a", "b", "c"]
    with pytest.raises(DocumentError, match="Article does not fit"):
        matched(DOCUMENT, "ab", now)


@pytest.mark.parametrize("kept", ["", "{}", "not json"])
def test_without_a_file_kept_it_is_said(kept: str) -> None:
    with pytest.raises(DocumentError, match="Article"):
        unpack(replace(DOCUMENT, skeleton=kept))
