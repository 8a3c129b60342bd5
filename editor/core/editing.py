"""The edits a step consists of: typing, fixing, splitting, merging …; pure, unsigned (the project signs them)."""

from __future__ import annotations

from collections.abc import Mapping

from editor.core import structure
from editor.core.contents import encode_segments
from editor.core.edits import Edit, Field
from editor.core.model import Finding, Fix, Origin, Segment, SegmentId, State
from editor.core.segments import SegmentList
from editor.errors import SegmentLocked

_ORIGINS = {"tm": Origin.TM, "propagate": Origin.PROPAGATED}
_DISMISSALS = Mapping[tuple[SegmentId, str], str]


def retarget(segment: Segment, text: str, kind: str) -> list[Edit]:
    """Give a segment another target; a segment that is not yet, or no longer, a draft becomes one."""
    refuse_locked(segment)
    edits = [change(segment, Field.TARGET, segment.target, text)]
    edits.append(change(segment, Field.STATE, segment.state, State.DRAFT))
    edits.append(change(segment, Field.ORIGIN, segment.origin, _ORIGINS.get(kind, Origin.TYPED)))
    return [edit for edit in edits if edit.before != edit.after] if text != segment.target else []


def regap(segment: Segment, gap: str) -> list[Edit]:
    """Give a segment another gap; a confirmed or reviewed one becomes a draft."""
    if gap == segment.gap:
        return []
    refuse_locked(segment)
    edits = [change(segment, Field.GAP, segment.gap, gap)]
    if segment.state in (State.CONFIRMED, State.REVIEWED):
        edits.append(change(segment, Field.STATE, segment.state, State.DRAFT))
    return edits


def restate(segment: Segment, state: State) -> list[Edit]:
    """Give a segment another state."""
    return [change(segment, Field.STATE, segment.state, state)] if state is not segment.state else []


def annotate(segment: Segment, note: str) -> list[Edit]:
    """Give a segment another note."""
    return [change(segment, Field.NOTE, segment.note, note)] if note != segment.note else []


def mend(segment: Segment, target: str, gap: str, kind: str) -> list[Edit]:
    """Give a segment the target and gap that fixes have come to."""
    edits = retarget(segment, target, kind)
    known = {edit.field for edit in edits}
    return edits + [edit for edit in regap(segment, gap) if edit.field not in known]


def split(
    segments: SegmentList, dismissals: _DISMISSALS, at: SegmentId, cut: tuple[int, int], new_id: SegmentId
) -> list[Edit]:
    """Cut a segment at offsets into target and source; both parts keep its dismissals."""
    segment = segments.by_id(at)
    refuse_locked(segment)
    first, second = structure.split(segment, *cut, new_id)
    return [_restructure(segments, [segment], [first, second]), *copy_dismissals(dismissals, at, new_id)]


def merge(segments: SegmentList, dismissals: _DISMISSALS, at: SegmentId) -> list[Edit]:
    """Join a segment with the next one; nothing for the last.

    A first part the machine had dropped got its space from that; the segment before receives it as its own gap.
    """
    position = segments.place(at)
    if position + 1 >= len(segments):
        return []
    first, second = segments[position], segments[position + 1]
    refuse_locked(first)
    refuse_locked(second)
    edits: list[Edit] = []
    before = segments[position - 1] if position else None
    if before and before.target and not before.gap and first.target and second.machine:
        space = structure.space_before(first, before)
        edits += [change(before, Field.GAP, "", space)] if space else []
    edits.append(_restructure(segments, [first, second], [structure.merge(first, second)]))
    return edits + copy_dismissals(dismissals, second.id, first.id)


def copy_dismissals(dismissals: _DISMISSALS, old: SegmentId, new: SegmentId) -> list[Edit]:
    """Let what was dismissed in one segment stand dismissed in another that has its text."""
    mine = [(key, reason) for (segment, key), reason in dismissals.items() if segment == old]
    return [Edit(new, Field.DISMISSAL, "", reason, key) for key, reason in mine if not dismissals.get((new, key))]


def group_fixes(pairs: list[tuple[Finding, Fix]]) -> dict[SegmentId, list[tuple[Finding, Fix]]]:
    """Fixes by segment, in the order in which the segments appear."""
    grouped: dict[SegmentId, list[tuple[Finding, Fix]]] = {}
    for finding, fix in pairs:
        grouped.setdefault(finding.segment, []).append((finding, fix))
    return grouped


def change(segment: Segment, field: Field, before: str, after: str) -> Edit:
    """An edit of one field; states and origins go in as the plain text of the journal."""
    return Edit(segment.id, field, str(before), str(after))


def refuse_locked(segment: Segment) -> None:
    """SegmentLocked if nobody may change this segment."""
    if segment.state is State.LOCKED:
        raise SegmentLocked(f"Segment {segment.id} is locked; unlock it before you change it.")


def _restructure(segments: SegmentList, before: list[Segment], after: list[Segment]) -> Edit:
    anchor = segments.previous(before[0].id)
    key = str(anchor) if anchor else ""
    return Edit(before[0].id, Field.STRUCTURE, encode_segments(before), encode_segments(after), key)
