"""The journal as undo, redo and the story of each segment; derived from the edits alone, so it survives reopening."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from editor.core.contents import decode_segments
from editor.core.edits import Edit, Field, GroupId
from editor.core.model import SegmentId

# A pause this long ends a burst of typing: undo takes back what was typed since, not the whole morning.
BURST_PAUSE = 5.0


@dataclass(frozen=True, slots=True)
class Step:
    """One group: its edits are those of the journal from `start` up to `end`."""

    group: GroupId
    start: int
    end: int


class History:
    """All edits in the order of the journal, and the stacks of what can be undone and redone.

    An undo is a group of inverse edits that names in `undoes` what it turns back; a redo is the same for an undo. Thus
    the stacks can be told from the journal: what `undoes` the top of one stack moves to the other.
    """

    def __init__(self, edits: Iterable[Edit] = ()) -> None:
        self.edits: list[Edit] = []
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._last: Step | None = None
        self._open = False
        self._by_segment: dict[SegmentId, list[int]] = {}
        for group in _groups(edits):
            self.add(group)
        self.end_burst()

    def __len__(self) -> int:
        return len(self.edits)

    def next_group(self) -> GroupId:
        """Number for a new group."""
        return GroupId(self._last.group + 1 if self._last else 1)

    def add(self, edits: Sequence[Edit]) -> None:
        """Append edits of one group: a new one, or more of the last."""
        if not edits:
            return
        start, first = len(self.edits), edits[0]
        self.edits.extend(edits)
        for offset, edit in enumerate(edits):
            for segment in _segments_of(edit):
                self._by_segment.setdefault(segment, []).append(start + offset)
        if self._last and self._last.group == first.group:
            self._last = replace(self._last, end=len(self.edits))
            (self._redo if _top(self._redo) == first.group else self._undo)[-1] = self._last
            return
        self._last = Step(first.group, start, len(self.edits))
        self._open = first.kind == "type"
        self._push(self._last, first.undoes)

    def _push(self, step: Step, undoes: GroupId) -> None:
        if undoes and _top(self._undo) == undoes:
            self._undo.pop()
            self._redo.append(step)
        elif undoes and _top(self._redo) == undoes:
            self._redo.pop()
            self._undo.append(step)
        else:
            self._undo.append(step)
            self._redo.clear()

    def end_burst(self) -> None:
        """The next typing starts a new step for undo."""
        self._open = False

    def burst(self, segment: SegmentId, now: float) -> GroupId | None:
        """The group that typing in `segment` at `now` may still join."""
        if not self._open or self._last is None:
            return None
        last = self.edits[-1]
        joins = last.segment == segment and last.kind == "type" and 0 <= now - last.time <= BURST_PAUSE
        return self._last.group if joins else None

    def undoable(self) -> GroupId | None:
        """The group that undo would take back."""
        return _top(self._undo)

    def redoable(self) -> GroupId | None:
        """The undo that redo would take back."""
        return _top(self._redo)

    def inverse_of_undoable(self) -> list[Edit]:
        """Edits that take back the last step, as an undo of it."""
        return self._inverse(self._undo[-1], "undo") if self._undo else []

    def inverse_of_redoable(self) -> list[Edit]:
        """Edits that take back the last undo."""
        return self._inverse(self._redo[-1], "redo") if self._redo else []

    def _inverse(self, step: Step, kind: str) -> list[Edit]:
        edits = net(self.edits[step.start : step.end])
        return [replace(e.inverse(), kind=kind, undoes=step.group) for e in reversed(edits)]

    def of_segment(self, segment: SegmentId) -> list[Edit]:
        """The edits of one segment, oldest first; a burst of typing is one edit."""
        mine = [self.edits[n] for n in self._by_segment.get(segment, ())]
        told = [edit for group in _groups(mine) for edit in net(group)]
        return [edit for edit in told if edit.before != edit.after]

    def first_before(self, segment: SegmentId, field: Field) -> str | None:
        """What a field of a segment held before its first edit; None if it was never edited."""
        numbers = self._by_segment.get(segment, ())
        return next((e.before for e in map(self.edits.__getitem__, numbers) if e.field is field), None)

    def highest_id(self) -> int:
        """The highest id a segment has ever had in an edit: ids are never used again."""
        return max(self._by_segment, default=0)


def net(edits: Sequence[Edit]) -> list[Edit]:
    """What a group comes to: one edit a field, from its first `before` to its last `after`, without idle ones.

    A group that comes to nothing gives one idle edit, so that it can still be told and taken back. Groups that change
    structure or document are left as they are, because there the order matters.
    """
    if any(e.field in (Field.STRUCTURE, Field.DOCUMENT) for e in edits):
        return list(edits)
    merged: dict[tuple[SegmentId, Field, str], Edit] = {}
    for edit in edits:
        place = (edit.segment, edit.field, edit.key)
        earlier = merged.get(place)
        merged[place] = replace(edit, before=earlier.before) if earlier else edit
    kept = [edit for edit in merged.values() if edit.before != edit.after]
    return kept or [replace(edit, before=edit.after) for edit in edits[-1:]]


def dismissals_after(edits: Iterable[Edit]) -> dict[tuple[SegmentId, str], str]:
    """Reasons of the findings that stand dismissed after these edits, by segment and fingerprint."""
    reasons: dict[tuple[SegmentId, str], str] = {}
    for edit in edits:
        if edit.field is Field.DISMISSAL:
            reasons[edit.segment, edit.key] = edit.after
    return {place: reason for place, reason in reasons.items() if reason}


def revisions_after(edits: Iterable[Edit]) -> dict[SegmentId, int]:
    """The journal number of the last edit that touched each segment: its revision."""
    revisions: dict[SegmentId, int] = {}
    for number, edit in enumerate(edits, start=1):
        if edit.field is Field.STRUCTURE:
            revisions.update(dict.fromkeys((s.id for s in decode_segments(edit.after)), number))
        elif edit.field not in (Field.DISMISSAL, Field.DOCUMENT):
            revisions[edit.segment] = number
    return revisions


def _segments_of(edit: Edit) -> list[SegmentId]:
    if edit.field is not Field.STRUCTURE:
        return [edit.segment]
    both = decode_segments(edit.before) + decode_segments(edit.after)
    return list(dict.fromkeys(segment.id for segment in both))


def _groups(edits: Iterable[Edit]) -> Iterator[list[Edit]]:
    group: list[Edit] = []
    for edit in edits:
        if group and group[-1].group != edit.group:
            yield group
            group = []
        group.append(edit)
    if group:
        yield group


def _top(stack: list[Step]) -> GroupId | None:
    return stack[-1].group if stack else None
