"""Carrying a person's work over to a document that was imported again; pure.

Segments are aligned on source and machine text. What is the same keeps its row, and with it target, state, note,
dismissals and history; where the person has split or merged, a run of rows whose texts joined are the same is kept as
the person cut it. A new machine rendering of the same Chinese keeps the person's text as a draft.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from editor.core.contents import encode_document, encode_segments
from editor.core.editing import copy_dismissals
from editor.core.edits import Edit, Field
from editor.core.model import Document, Segment, SegmentId, State

_DOCUMENT = SegmentId(0)


@dataclass(frozen=True, slots=True)
class Old:
    """The project as it stands: `first_gap` tells the gap a segment was imported with."""

    document: Document
    segments: Sequence[Segment]
    dismissals: Mapping[tuple[SegmentId, str], str]
    first_gap: Callable[[SegmentId], str | None]


def reimport_edits(old: Old, document: Document, segments: Sequence[Segment], next_id: SegmentId) -> list[Edit]:
    """The edits that turn the project into the new import with the work carried over.

    New segments are numbered from `next_id` on; their own ids are not used. Edits of structure come in the order of
    the document, each anchored at a segment that stays.
    """
    edits: list[Edit] = []
    renewed = replace(document, id=old.document.id)
    if renewed != old.document:
        before, after = encode_document(old.document), encode_document(renewed)
        edits.append(Edit(_DOCUMENT, Field.DOCUMENT, before, after))
    hunks, gaps = _align(old, segments)
    lost = _Lost(old.segments, hunks)
    for segment, gap in gaps:
        edits.append(Edit(segment.id, Field.GAP, segment.gap, gap))
    for start, end, incoming in hunks:
        outgoing = old.segments[start:end]
        taken = lost.place(outgoing, incoming, next_id)
        next_id = SegmentId(next_id + len(incoming))
        anchor = str(old.segments[start - 1].id) if start else ""
        about = (outgoing or taken)[0].id
        edits.append(Edit(about, Field.STRUCTURE, encode_segments(outgoing), encode_segments(taken), anchor))
    for former, present in lost.moved:
        edits += copy_dismissals(old.dismissals, former, present)
    return edits


Hunk = tuple[int, int, Sequence[Segment]]


def _align(old: Old, new: Sequence[Segment]) -> tuple[list[Hunk], list[tuple[Segment, str]]]:
    """Runs of old rows that give way to new segments, and kept rows that get another gap."""
    hunks: list[Hunk] = []
    gaps: list[tuple[Segment, str]] = []
    matcher = SequenceMatcher(None, [_key(s) for s in old.segments], [_key(s) for s in new], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            gaps += _renewed_gaps(old, old.segments[i:j], new[k:m])
            continue
        for i2, j2, k2, m2 in _recut(old.segments, new, (i, j, k, m)):
            hunks.append((i2, j2, new[k2:m2]))
    return hunks, gaps


def _renewed_gaps(old: Old, kept: Sequence[Segment], new: Sequence[Segment]) -> list[tuple[Segment, str]]:
    """Gaps that differ in the new import from those of the old one; a gap the person mended stays otherwise."""
    renewed: list[tuple[Segment, str]] = []
    for segment, fresh in zip(kept, new, strict=True):
        first = old.first_gap(segment.id)
        imported = segment.gap if first is None else first
        if fresh.gap not in (imported, segment.gap):
            renewed.append((segment, fresh.gap))
    return renewed


def _recut(
    old: Sequence[Segment], new: Sequence[Segment], hunk: tuple[int, int, int, int]
) -> list[tuple[int, int, int, int]]:
    """What is left of a hunk when runs whose joined texts are the same (split or merged by the person) are kept."""
    i, j, k, m = hunk
    while i < j and k < m and (run := _same_run(old[i:j], new[k:m])):
        i, k = i + run[0], k + run[1]
    while i < j and k < m and (run := _same_run(old[i:j][::-1], new[k:m][::-1], backwards=True)):
        j, m = j - run[0], m - run[1]
    return [(i, j, k, m)] if i < j or k < m else []


def _same_run(old: Sequence[Segment], new: Sequence[Segment], *, backwards: bool = False) -> tuple[int, int] | None:
    """The shortest runs from here on whose machine and source texts, joined without white space, are the same."""
    a, b = ("", ""), ("", "")
    i = k = 0
    while True:
        if i and k and a == b:
            return i, k
        if not _may_grow_equal(a, b, backwards):
            return None
        if len(a[0]) + len(a[1]) <= len(b[0]) + len(b[1]):
            if i == len(old):
                return None
            a, i = _longer(a, old[i], backwards), i + 1
        else:
            if k == len(new):
                return None
            b, k = _longer(b, new[k], backwards), k + 1


def _may_grow_equal(a: tuple[str, str], b: tuple[str, str], backwards: bool) -> bool:
    """Whether the shorter of each pair begins (ends) the longer: only then can more rows make them the same."""
    pairs = (sorted(pair, key=len) for pair in zip(a, b, strict=True))
    return all(long.endswith(short) if backwards else long.startswith(short) for short, long in pairs)


def _longer(texts: tuple[str, str], segment: Segment, backwards: bool) -> tuple[str, str]:
    source, machine = _key(segment)
    return (source + texts[0], machine + texts[1]) if backwards else (texts[0] + source, texts[1] + machine)


def _key(segment: Segment) -> tuple[str, str]:
    return "".join(segment.source.split()), "".join(segment.machine.split())


class _Lost:
    """Worked-on rows that give way, to be found again by what replaces them."""

    def __init__(self, segments: Sequence[Segment], hunks: Sequence[Hunk]) -> None:
        worked = [s for start, end, _ in hunks for s in segments[start:end] if _is_worked_on(s)]
        self._by_key: dict[tuple[str, str], list[Segment]] = {}
        for segment in worked:
            self._by_key.setdefault(_key(segment), []).append(segment)
        self._used: set[SegmentId] = set()
        self.moved: list[tuple[SegmentId, SegmentId]] = []

    def place(self, outgoing: Sequence[Segment], incoming: Sequence[Segment], next_id: SegmentId) -> list[Segment]:
        """The incoming segments with the work of the outgoing: same Chinese here, or the same row elsewhere."""
        here = {"".join(s.source.split()): s for s in outgoing if s.source and _is_worked_on(s)}
        placed: list[Segment] = []
        for offset, fresh in enumerate(incoming):
            new_id = SegmentId(next_id + offset)
            source, _ = key = _key(fresh)
            moved = next((s for s in self._by_key.get(key, ()) if s.id not in self._used), None)
            worked = moved or (here.get(source) if source else None)
            if worked is None or worked.id in self._used:
                placed.append(replace(fresh, id=new_id))
                continue
            self._used.add(worked.id)
            self.moved.append((worked.id, new_id))
            placed.append(_carry(worked, fresh, new_id, same=moved is not None))
        return placed


def _carry(worked: Segment, fresh: Segment, new_id: SegmentId, *, same: bool) -> Segment:
    state = worked.state if same else State.DRAFT
    return replace(
        fresh, id=new_id, target=worked.target, state=state, origin=worked.origin, note=worked.note
    )  # fmt: skip


def _is_worked_on(segment: Segment) -> bool:
    return segment.state is not State.MACHINE or bool(segment.note)
