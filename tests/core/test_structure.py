from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from editor.core.joining import deliver
from editor.core.model import Origin, Segment, SegmentId, State
from editor.core.structure import guess_source_cut, merge, split

ONE, TWO = SegmentId(1), SegmentId(2)
SPACES = st.sampled_from(["", " ", "\n", "\n\n", "\u3000"])
TEXTS = st.text("ab .\u00a0中", max_size=12).map(str.strip)


@given(TEXTS, SPACES, st.integers(0, 12), st.integers(0, 12))
def test_split_then_merge_of_an_untouched_segment_gives_it_back(text: str, gap: str, at: int, source_at: int) -> None:
    segment = Segment(ONE, "第一。 第二。第三", text, text, gap=gap)
    parts = split(segment, at, source_at, TWO)
    assert merge(*parts) == segment


@given(TEXTS, TEXTS, TEXTS, st.sampled_from([" ", "\n", "\u3000 "]), SPACES)
def test_a_split_between_words_does_not_change_what_is_delivered(
    left: str, right: str, machine: str, between: str, gap: str
) -> None:
    whole = (left + between + right).strip()
    segment = Segment(ONE, "", machine, whole, State.DRAFT, gap=gap)
    before = Segment(SegmentId(3), "", "m", "Before.", gap="")
    parts = split(segment, len(left), 0, TWO)
    assert deliver("", [before, *parts]) == deliver("", [before, segment])
    assert deliver("", [before, merge(*parts)]) == deliver("", [before, segment])
    assert merge(*parts).target == segment.target


@given(TEXTS, TEXTS, TEXTS, TEXTS, SPACES, SPACES)
def test_merging_any_two_rows_delivers_the_same(a: str, b: str, machine_a: str, machine_b: str, x: str, y: str) -> None:
    first = Segment(ONE, "", machine_a, a, State.DRAFT, gap=x)
    second = Segment(TWO, "", machine_b, b, State.DRAFT, gap=y)
    assert deliver("", [merge(first, second)]) == deliver("", [first, second])


def test_machine_text_is_cut_where_it_corresponds() -> None:
    segment = Segment(ONE, "", "The court sit. The judge speaked.", "The court sits. The judge spoke.", State.DRAFT)
    first, second = split(segment, len("The court sits."), 0, TWO)
    assert (first.target, first.gap, second.target) == ("The court sits.", " ", "The judge spoke.")
    assert (first.machine, second.machine) == ("The court sit.", "The judge speaked.")


def test_states_notes_and_origins_of_parts_and_whole() -> None:
    segment = Segment(ONE, "甲。乙。", "A. B.", "A. B.", State.CONFIRMED, Origin.TYPED, note="check the name")
    first, second = split(segment, 2, 2, TWO)
    assert (first.state, second.state) == (State.DRAFT, State.DRAFT)
    assert (first.source, second.source) == ("甲。", "乙。")
    assert (first.note, second.note) == ("check the name", "")
    whole = merge(replace(first, origin=Origin.MT), replace(second, note="and the title"))
    assert whole.origin is Origin.TYPED
    assert whole.note == "check the name\nand the title"


def test_source_is_cut_at_the_end_of_a_sentence_nearest_in_proportion() -> None:
    segment = Segment(ONE, "法院开庭。法官说：“请坐。”证人到庭。", "m", "x" * 100)
    assert segment.source[: guess_source_cut(segment, 30)] == "法院开庭。"
    assert segment.source[: guess_source_cut(segment, 70)] == "法院开庭。法官说：“请坐。”"
    assert guess_source_cut(Segment(ONE, "没有句号", "m", "xxxx"), 2) == 4
