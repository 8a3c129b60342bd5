from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from editor.core.contents import Contents, encode_segments
from editor.core.edits import Field
from editor.core.model import Segment, SegmentId, State
from editor.core.reimport import Old, reimport_edits
from editor.core.segments import SegmentList
from editor.core.structure import merge, split
from tests.store.samples import article, document


def take_in(
    old: list[Segment], new: list[Segment], dismissals: dict[tuple[SegmentId, str], str] | None = None
) -> Contents:
    """The project after a re-import; taking the edits back must give the old one."""
    contents = Contents(document(), SegmentList(old), dict(dismissals or {}))
    before = encode_segments(old)
    renewed = replace(document(), id="another", digest="1" * 64)
    edits = reimport_edits(Old(document(), old, contents.dismissals, lambda _: None), renewed, new, SegmentId(1000))
    contents.apply(edits, 1)
    after = encode_segments(contents.segments)
    contents.rewind(edits)
    assert encode_segments(contents.segments) == before
    assert contents.dismissals == (dismissals or {})
    contents.apply(edits, 1)
    assert encode_segments(contents.segments) == after
    assert contents.document == replace(renewed, id="doc-1")
    return contents


def worked(segment: Segment, target: str = "My own words.") -> Segment:
    return replace(segment, target=target, state=State.CONFIRMED, note="a note")


def test_what_is_the_same_keeps_row_work_and_dismissals() -> None:
    old = article(5)
    old[2] = worked(old[2])
    after = take_in(old, article(5), {(SegmentId(3), "f"): "a name"})
    assert encode_segments(after.segments) == encode_segments(old)
    assert after.dismissals == {(3, "f"): "a name"}


def test_new_sentences_come_in_and_gone_ones_leave() -> None:
    old = article(5)
    old[4] = worked(old[4])
    fresh = Segment(SegmentId(1), "新增一句。", "A new sentence.", "A new sentence.")
    after = take_in(old, [fresh, *article(5)[2:]])
    assert [s.target for s in after.segments] == [fresh.target, old[2].target, old[3].target, "My own words."]
    assert [s.id for s in after.segments] == [1000, 3, 4, 5]


def test_rows_that_were_split_and_merged_stay_as_they_were_cut() -> None:
    old = article(6)
    first, second = split(old[1], 4, 3, SegmentId(50))
    mine = [old[0], worked(first), second, merge(old[2], old[3]), *old[4:]]
    after = take_in(mine, article(6))
    assert encode_segments(after.segments) == encode_segments(mine)


def test_a_new_rendering_of_the_same_chinese_keeps_the_text_as_a_draft() -> None:
    old = article(4)
    old[1] = worked(old[1])
    new = [replace(s, machine=s.machine + " Again.", target=s.target + " Again.") for s in article(4)]
    after = take_in(old, new, {(SegmentId(2), "f"): "a name"})
    kept = after.segments[1]
    assert (kept.target, kept.state, kept.note, kept.machine) == (
        "My own words.",
        State.DRAFT,
        "a note",
        new[1].machine,
    )
    assert after.dismissals[kept.id, "f"] == "a name"
    assert after.segments[0].target == new[0].target


def test_a_row_that_moved_takes_its_work_along() -> None:
    old = article(6)
    old[0] = worked(old[0])
    new = article(6)
    after = take_in(old, [*new[1:], new[0]], {(SegmentId(1), "f"): "a name"})
    assert (after.segments[-1].target, after.segments[-1].state) == ("My own words.", State.CONFIRMED)
    assert after.dismissals[after.segments[-1].id, "f"] == "a name"


def test_a_mended_gap_stays_unless_the_import_brings_another() -> None:
    old = article(3)
    mended = [replace(old[0], gap=" "), *old[1:]]
    glued = [replace(s, gap="") for s in article(3)]

    def first_gap(id_: SegmentId) -> str | None:
        return "" if id_ == 1 else None

    edits = reimport_edits(Old(document(), mended, {}, first_gap), document(), glued, SegmentId(9))
    assert [(e.segment, e.field, e.before, e.after) for e in edits] == [
        (2, Field.GAP, " ", ""), (3, Field.GAP, " ", ""),
    ]  # fmt: skip


def test_the_same_import_again_is_no_edit() -> None:
    assert reimport_edits(Old(document(), article(9), {}, lambda _: None), document(), article(9), SegmentId(99)) == []


@given(st.lists(st.integers(0, 7), max_size=9), st.lists(st.integers(0, 7), max_size=9), st.sets(st.integers(0, 8)))
def test_any_import_delivers_all_its_sentences_in_order(before: list[int], after: list[int], touched: set[int]) -> None:
    pool = article(8)
    old = [replace(pool[n], id=SegmentId(at + 1)) for at, n in enumerate(before)]
    old = [worked(s) if at in touched else s for at, s in enumerate(old)]
    new = [replace(pool[n], id=SegmentId(at + 1)) for at, n in enumerate(after)]
    contents = take_in(old, new)
    assert [s.machine for s in contents.segments] == [s.machine for s in new]
