from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from editor.core.edits import Edit, Field, GroupId
from editor.core.model import Origin, SegmentId, State
from editor.store import sealing
from tests.store.samples import article

SEALS = st.lists(st.binary(min_size=32, max_size=32), max_size=6)


@given(SEALS, SEALS, SEALS)
def test_the_sum_kept_up_to_date_is_that_of_the_rows(kept: list[bytes], gone: list[bytes], come: list[bytes]) -> None:
    before = sealing.total_of([*kept, *gone])
    assert sealing.total_after(before, gone, come) == sealing.total_of([*come, *kept])


def test_every_field_of_a_row_and_its_place_count() -> None:
    segment = article(1)[0]
    changed = [
        replace(segment, id=SegmentId(9)),
        replace(segment, source="x"),
        replace(segment, machine="x"),
        replace(segment, target="x"),
        replace(segment, state=State.DRAFT),
        replace(segment, origin=Origin.TM),
        replace(segment, gap="\n"),
        replace(segment, source_gap="\n"),
        replace(segment, note="x"),
    ]
    rows = [sealing.row_of(s, SegmentId(0)) for s in (segment, *changed)]
    rows.append(sealing.row_of(segment, SegmentId(5)))
    assert len({sealing.seal(row) for row in rows}) == len(rows)
    assert [sealing.segment_of(row, 0) for row in rows[:-1]] == [segment, *changed]


def test_text_cannot_wander_between_fields_unseen() -> None:
    one, other = (replace(article(1)[0], gap=gap, source_gap=source) for gap, source in (("ab", "c"), ("a", "bc")))
    assert sealing.seal(sealing.row_of(one, SegmentId(0))) != sealing.seal(sealing.row_of(other, SegmentId(0)))


def test_the_chain_depends_on_every_entry_before() -> None:
    edit = Edit(SegmentId(1), Field.NOTE, "", "x", "k", "note", "Wu Li", 1.5, GroupId(2), GroupId(1))
    row = sealing.journal_row(1, edit, b"")
    assert sealing.edit_of(row) == edit
    assert sealing.chain(b"a" * 32, row) != sealing.chain(b"b" * 32, row)
    assert sealing.chain(b"a" * 32, row) != sealing.chain(b"a" * 32, (*row[:-1], b"total"))
