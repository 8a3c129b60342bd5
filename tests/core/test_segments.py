import random

import pytest

from editor.core.model import Segment, SegmentId
from editor.core.segments import SegmentList


def row(number: int) -> Segment:
    return Segment(SegmentId(number), "", f"text {number}", f"text {number}")


def test_look_up_is_right_after_a_thousand_random_splices() -> None:
    rng = random.Random(5)
    plain = [row(n) for n in range(1, 300)]
    rows, fresh = SegmentList(plain), 1000
    for _ in range(1000):
        at, count = rng.randrange(len(plain)), rng.randrange(3)
        added = [row(fresh + n) for n in range(rng.randrange(3))]
        fresh += 3
        count = min(count, len(plain) - at)
        rows.splice(at, count, added)
        plain[at : at + count] = added
        probe = rng.randrange(len(plain))
        assert rows.place(plain[probe].id) == probe
    assert list(rows) == plain
    assert [rows.place(s.id) for s in plain] == list(range(len(plain)))


def test_replacing_keeps_the_place_and_a_gone_segment_is_not_found() -> None:
    rows = SegmentList([row(1), row(2), row(3)])
    rows.replace(Segment(SegmentId(2), "", "m", "new"))
    assert [s.target for s in rows] == ["text 1", "new", "text 3"]
    assert (rows.previous(SegmentId(1)), rows.previous(SegmentId(3))) == (0, 2)
    rows.splice(1, 1, [])
    assert not rows.has(SegmentId(2))
    with pytest.raises(KeyError):
        rows.by_id(SegmentId(2))


def test_no_segment_may_stand_twice() -> None:
    rows = SegmentList([row(1), row(2)])
    with pytest.raises(KeyError):
        rows.splice(0, 1, [row(2)])
    assert [s.id for s in rows] == [1, 2]
    with pytest.raises(ValueError, match="same id"):
        SegmentList([row(1), row(1)])
