import pytest

from editor.core.contents import Contents, encode_document, encode_segments
from editor.core.edits import Edit, Field
from editor.core.model import Segment, SegmentId, State
from editor.core.segments import SegmentList
from editor.errors import RevisionConflict
from tests.store.samples import article, document


def contents() -> Contents:
    return Contents(document(), SegmentList(article(4)))


def test_each_field_is_changed_and_the_revision_is_the_journal_number() -> None:
    here = contents()
    first = here.segments[0]
    here.apply(
        [
            Edit(first.id, Field.TARGET, first.target, "New."),
            Edit(first.id, Field.STATE, "machine", "confirmed"),
            Edit(first.id, Field.ORIGIN, "mt", "typed"),
            Edit(first.id, Field.GAP, " ", "\n"),
            Edit(first.id, Field.NOTE, "", "ask the client"),
        ],
        7,
    )
    now = here.segments[0]
    assert (now.target, now.state, now.origin.value, now.gap, now.note) == (
        "New.", State.CONFIRMED, "typed", "\n", "ask the client",
    )  # fmt: skip
    assert now.revision == 11
    assert now.machine == first.machine


@pytest.mark.parametrize(
    "wrong",
    [
        Edit(SegmentId(1), Field.TARGET, "something else", "x"),
        Edit(SegmentId(99), Field.TARGET, "", "x"),
        Edit(SegmentId(1), Field.STATE, "machine", "no such state"),
        Edit(SegmentId(1), Field.DISMISSAL, "was dismissed", "", "key"),
        Edit(SegmentId(1), Field.DOCUMENT, "{}", "{}"),
        Edit(SegmentId(1), Field.STRUCTURE, "[]", "no json"),
        Edit(SegmentId(1), Field.STRUCTURE, encode_segments(article(1)), "[]", "99"),
        Edit(SegmentId(1), Field.STRUCTURE, encode_segments(article(2)[1:]), "[]"),
        Edit(SegmentId(1), Field.STRUCTURE, "[]", encode_segments(article(1))),
    ],
)
def test_a_group_with_one_edit_that_does_not_fit_changes_nothing(wrong: Edit) -> None:
    here, before = contents(), contents()
    good = Edit(SegmentId(2), Field.NOTE, "", "a note")
    dismissed = Edit(SegmentId(2), Field.DISMISSAL, "", "not a fault", "key")
    with pytest.raises(RevisionConflict):
        here.apply([good, dismissed, wrong], 1)
    assert encode_segments(here.segments) == encode_segments(before.segments)
    assert here.dismissals == {}
    assert here.document == before.document


def test_structure_replaces_rows_after_its_anchor_and_can_be_taken_back() -> None:
    here = contents()
    old = here.segments[1:3]
    new = [Segment(SegmentId(10), "中", "m", "t")]
    edit = Edit(old[0].id, Field.STRUCTURE, encode_segments(old), encode_segments(new), "1")
    changes = here.apply([edit], 1)
    assert [s.id for s in here.segments] == [1, 10, 4]
    assert changes.splices == [(1, (2, 3), (10,))]
    # 4 has another row before it now, so its row changes too.
    assert set(changes.rows) == {2, 3, 10, 4}
    here.apply([edit.inverse()], 2)
    assert encode_segments(here.segments) == encode_segments(contents().segments)


def test_the_document_itself_can_be_changed() -> None:
    here = contents()
    other = encode_document(here.document).replace("Court news", "Village news")
    changes = here.apply([Edit(SegmentId(0), Field.DOCUMENT, encode_document(here.document), other)], 1)
    assert here.document.title == "Village news"
    assert changes.document
