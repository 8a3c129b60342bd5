"""Hashes that make damage visible: of a segment row, of all rows together, and the chain of the journal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from editor.core.edits import Edit, Field, GroupId
from editor.core.model import Origin, Segment, SegmentId, State

SegmentRow = tuple[int, int, str, str, str, str, str, str, str, str]
JournalRow = tuple[int, int, int, str, str, str, str, str, str, float, int, bytes]

_MODULUS = 1 << 256
_STATES = {state.value: state for state in State}
_ORIGINS = {origin.value: origin for origin in Origin}
_pack = msgspec.msgpack.Encoder().encode


def row_of(segment: Segment, previous: SegmentId) -> SegmentRow:
    """A segment as a row. The id of the one before it keeps the order, so moving a block changes few rows."""
    return (
        segment.id,
        previous,
        segment.source,
        segment.machine,
        segment.target,
        segment.state.value,
        segment.origin.value,
        segment.gap,
        segment.source_gap,
        segment.note,
    )


def rows_of(segments: Iterable[Segment]) -> list[SegmentRow]:
    """All segments of a document as rows."""
    rows: list[SegmentRow] = []
    previous = SegmentId(0)
    for segment in segments:
        rows.append(row_of(segment, previous))
        previous = segment.id
    return rows


def segment_of(row: SegmentRow, revision: int) -> Segment:
    """The segment of a row; KeyError for an unknown state or origin."""
    id_, _, source, machine, target, state, origin, gap, source_gap, note = row
    return Segment(
        SegmentId(id_),
        source,
        machine,
        target,
        _STATES[state],
        _ORIGINS[origin],
        revision,
        gap,
        source_gap,
        note,
    )


def seal(row: SegmentRow) -> bytes:
    """SHA-256 of a row."""
    return hashlib.sha256(_pack(row)).digest()


def seal_text(key: str, value: str) -> bytes:
    """SHA-256 of a key and its value in `meta`."""
    return hashlib.sha256(_pack((key, value))).digest()


def total_of(seals: Iterable[bytes]) -> int:
    """The sum of row hashes: it stands for the whole table and is kept up to date a row at a time."""
    return sum(int.from_bytes(one) for one in seals) % _MODULUS


def total_after(total: int, gone: Iterable[bytes], come: Iterable[bytes]) -> int:
    """The sum after some rows have gone and others have come."""
    return (total - total_of(gone) + total_of(come)) % _MODULUS


def total_bytes(total: int) -> bytes:
    """The sum as it is stored."""
    return total.to_bytes(32)


def journal_row(number: int, edit: Edit, total: bytes) -> JournalRow:
    """An edit as a row of the journal; `total` is that of the segments after it, on the last of a transaction."""
    return (
        number,
        edit.group,
        edit.segment,
        edit.field.value,
        edit.before,
        edit.after,
        edit.key,
        edit.kind,
        edit.author,
        edit.time,
        edit.undoes,
        total,
    )


def edit_of(row: JournalRow) -> Edit:
    """The edit of a row of the journal; ValueError for an unknown field."""
    _, group, segment, field, before, after, key, kind, author, time, undoes, _ = row
    return Edit(
        SegmentId(segment),
        Field(field),
        before,
        after,
        key,
        kind,
        author,
        time,
        GroupId(group),
        GroupId(undoes),
    )


def chain(head: bytes, row: JournalRow) -> bytes:
    """The hash of a row of the journal and, through `head`, of all before it."""
    return hashlib.sha256(head + _pack(row)).digest()
