"""What a document keeps of the file it came from, and which segments render which unit of it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import msgspec

from editor.core.joining import deliver
from editor.core.model import Document, Segment, State
from editor.errors import DocumentError

_ORDER = (State.MACHINE, State.DRAFT, State.CONFIRMED, State.REVIEWED, State.LOCKED)

Found = TypeVar("Found")


class Unit(msgspec.Struct, frozen=True, array_like=True):
    """One unit of the file: the ids of its segments as imported, and white space around its text."""

    segments: tuple[int, ...]
    before: str = ""
    behind: str = ""


class Skeleton(msgspec.Struct, frozen=True):
    """The file itself (compressed), its units in order, and what its writer needs beside."""

    packed: bytes
    units: tuple[Unit, ...]
    extra: str = ""

    @property
    def file(self) -> bytes:
        """The file's bytes."""
        return zlib.decompress(self.packed)


@dataclass(frozen=True, slots=True)
class UnitNow:
    """A unit as it stands now: with tags, without the white space around it; the least finished state of its segments.

    `changed`: whether a person or a memory gave it another text or state than it was imported with.
    """

    source: str
    machine: str
    text: str
    state: State
    note: str
    before: str
    behind: str
    changed: bool


def pack(file: bytes, units: Iterable[Unit], extra: str = "") -> str:
    """The skeleton as a document keeps it."""
    return msgspec.json.encode(Skeleton(zlib.compress(file, 6), tuple(units), extra)).decode()


def unpack(document: Document) -> Skeleton:
    """The skeleton of a document; DocumentError where it keeps none."""
    if not document.skeleton:
        raise DocumentError(
            f"{document.title} does not keep the file it came from; deliver it as text, page or table instead."
        )
    try:
        return msgspec.json.decode(document.skeleton, type=Skeleton)
    except msgspec.MsgspecError as error:
        said = f"What {document.title} keeps of its file cannot be read; import the file again."
        raise DocumentError(said) from error


def units_now(skeleton: Skeleton, segments: Sequence[Segment]) -> list[UnitNow]:
    """The units of the file in order, each with what its segments say now.

    A segment that was not imported was cut off the one before it and belongs to its unit. Where two units were joined
    into one segment the second is empty.
    """
    home_of = {id_: n for n, unit in enumerate(skeleton.units) for id_ in unit.segments}
    rows: list[list[Segment]] = [[] for _ in skeleton.units]
    home = 0
    for segment in segments:
        home = home_of.get(segment.id, home)
        if rows:
            rows[home].append(segment)
    return [_now(unit, mine) for unit, mine in zip(skeleton.units, rows, strict=True)]


def matched(document: Document, found: Sequence[Found], now: Sequence[UnitNow]) -> list[tuple[Found, UnitNow]]:
    """What a reader found again in the file, each with its unit as it stands now; DocumentError where they differ."""
    if len(found) != len(now):
        raise DocumentError(f"{document.title} does not fit the file it came from; import the file again.")
    return list(zip(found, now, strict=True))


def _now(unit: Unit, rows: Sequence[Segment]) -> UnitNow:
    text = deliver("", rows).strip()
    state = min((row.state for row in rows), key=_ORDER.index, default=State.MACHINE)
    return UnitNow(
        source="".join(row.source + row.source_gap for row in rows).strip(),
        machine=deliver("", [replace(row, target=row.machine) for row in rows]).strip(),
        text=text,
        state=state,
        note="\n".join(row.note for row in rows if row.note),
        before=unit.before,
        behind=unit.behind,
        changed=any(row.revision for row in rows),
    )
