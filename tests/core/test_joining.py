"""The delivered text."""

from __future__ import annotations

from dataclasses import replace

from editor.core.joining import deliver
from editor.core.model import Segment, SegmentId

FIRST = Segment(SegmentId(1), "一。", "One.", "One.", gap="", source_gap="")
DROPPED = Segment(SegmentId(2), "二。", "", "", gap=" ", source_gap="\n")
LAST = Segment(SegmentId(3), "三。", "Three.", "Three.", gap="\n")


def test_untouched_segments_give_the_machine_text() -> None:
    assert deliver("\ufeff", [FIRST, DROPPED, LAST]) == "\ufeffOne.Three.\n"


def test_a_dropped_sentence_filled_in_is_separated_on_both_sides() -> None:
    assert deliver("", [FIRST, replace(DROPPED, target="Two."), LAST]) == "One. Two. Three.\n"


def test_a_dropped_first_sentence_needs_no_space_before_it() -> None:
    assert deliver("", [replace(DROPPED, target="Two."), LAST]) == "Two. Three.\n"


def test_a_line_break_of_the_source_is_kept_where_nothing_else_separates() -> None:
    before = replace(FIRST, source_gap="\n\n")
    assert deliver("", [before, replace(DROPPED, target="Two.", gap="")]) == "One.\nTwo."


def test_machine_sentences_stay_glued_until_somebody_repairs_them() -> None:
    assert deliver("", [FIRST, LAST]) == "One.Three.\n"
