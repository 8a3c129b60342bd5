"""The live, ordered segments of a project with look-up by id; changed only by applying edits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from editor.core.model import Segment, SegmentId

_MAX_DRIFT = 256


class SegmentList(Sequence[Segment]):
    """Segments in order; replacing one is O(1), a splice moves the rows behind it but not their index.

    `_places` remembers where a segment stood when it was last indexed; splices since then can have moved it by at
    most `_drift` rows, so the look-up searches that neighbourhood and the index is rebuilt when it grows too wide.
    """

    def __init__(self, segments: Iterable[Segment] = ()) -> None:
        self._rows = list(segments)
        self._places: dict[SegmentId, int] = {}
        self._drift = 0
        self._reindex()

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Segment]:
        return iter(self._rows)

    @overload
    def __getitem__(self, index: int) -> Segment: ...
    @overload
    def __getitem__(self, index: slice) -> list[Segment]: ...
    def __getitem__(self, index: int | slice) -> Segment | list[Segment]:
        return self._rows[index]

    def __contains__(self, item: object) -> bool:
        return isinstance(item, Segment) and item.id in self._places and self.by_id(item.id) == item

    def has(self, segment: SegmentId) -> bool:
        """Whether a segment of this id stands here."""
        return segment in self._places

    def place(self, segment: SegmentId) -> int:
        """Position of a segment; KeyError if it is not here."""
        start = self._places[segment]
        for step in range(self._drift + 1):
            for position in (start - step, start + step):
                if 0 <= position < len(self._rows) and self._rows[position].id == segment:
                    return position
        raise KeyError(segment)

    def by_id(self, segment: SegmentId) -> Segment:
        """The segment of this id; KeyError if it is not here."""
        return self._rows[self.place(segment)]

    def previous(self, segment: SegmentId) -> SegmentId:
        """Id of the segment before; 0 for the first."""
        position = self.place(segment)
        return self._rows[position - 1].id if position else SegmentId(0)

    def replace(self, segment: Segment) -> None:
        """Put `segment` where the one with its id stands."""
        self._rows[self.place(segment.id)] = segment

    def splice(self, position: int, count: int, segments: Sequence[Segment]) -> None:
        """Let `segments` stand for the `count` rows from `position` on; KeyError if an id would stand twice."""
        removed = {row.id for row in self._rows[position : position + count]}
        added = {segment.id for segment in segments}
        if len(added) != len(segments) or any(id_ in self._places for id_ in added - removed):
            raise KeyError("a segment would stand twice")
        self._rows[position : position + count] = segments
        for id_ in removed - added:
            del self._places[id_]
        for offset, segment in enumerate(segments):
            self._places[segment.id] = position + offset
        self._drift += abs(len(segments) - count)
        if self._drift > _MAX_DRIFT:
            self._reindex()

    def _reindex(self) -> None:
        self._places = {row.id: position for position, row in enumerate(self._rows)}
        if len(self._places) != len(self._rows):
            raise ValueError("two segments have the same id")
        self._drift = 0
