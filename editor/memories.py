"""The memory of this computer beside projects and files: fed by what is confirmed, exchanged as TMX; no window."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from editor import paths
from editor.core.model import Document, Mode, Segment, SegmentId, State
from editor.core.options import Options
from editor.core.placeables import without_tags
from editor.memory.model import MadeBy, Query, Unit, context_of
from editor.project import Project
from editor.store.owner import person_name

# The window needs none of these to feed and to ask.
if TYPE_CHECKING:
    from editor.formats.tmx import MemoryUnit
    from editor.memory.lookup import Memory

FINISHED = (State.CONFIRMED, State.REVIEWED)
STAMP = "%Y%m%dT%H%M%SZ"
AT_ONCE = 5_000


def open_memory(path: Path | None = None) -> Memory:
    """The memory of this computer, made on first use, or the one at `path`."""
    from editor.memory.lookup import Memory

    return Memory(path or paths.memory_file())


@dataclass(frozen=True, slots=True)
class Placed:
    """A segment with the sources before and after it; empty at the ends of the document."""

    before: str
    segment: Segment
    after: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a project has for the memory at one moment; may be handed to another thread."""

    document: Document
    options: Options
    project: str
    segments: tuple[Placed, ...]


def snapshot(project: Project, chosen: Iterable[SegmentId] | None = None) -> Snapshot:
    """The confirmed and reviewed segments, or those of `chosen`, that have both languages.

    Nothing where a document was edited without the Chinese.
    """
    placed: list[Placed] = []
    if project.document.mode is not Mode.MONOLINGUAL:
        segments = project.segments if chosen is None else [project.segment(number) for number in chosen]
        placed = [_placed(project, segment) for segment in segments if _feeds(segment)]
    return Snapshot(project.document, project.options, project.path.name, tuple(placed))


def _feeds(segment: Segment) -> bool:
    return (
        segment.state in FINISHED
        and bool(without_tags(segment.source).strip())
        and bool(without_tags(segment.target).strip())
    )


def _placed(project: Project, segment: Segment) -> Placed:
    at, segments = project.index(segment.id), project.segments
    before = segments[at - 1].source if at > 0 else ""
    after = segments[at + 1].source if at + 1 < len(segments) else ""
    return Placed(before, segment, after)


def units_of(taken: Snapshot) -> list[Unit]:
    """Confirmed segments as the memory keeps them, without tags."""
    now, author = time.time(), taken.options.author or person_name()
    return [
        Unit(
            source=without_tags(placed.segment.source).strip(),
            target=without_tags(placed.segment.target).strip(),
            context=_context(placed),
            document=taken.document.id,
            segment=int(placed.segment.id),
            title=taken.document.title,
            project=taken.project,
            release=taken.options.release,
            profile=taken.options.profile,
            author=author,
            time=now,
        )
        for placed in taken.segments
    ]


def query_of(project: Project, segment: Segment) -> Query:
    """What is asked of the memory for a segment."""
    context = _context(_placed(project, segment))
    return Query(without_tags(segment.source).strip(), context, project.options.profile)


def _context(placed: Placed) -> str:
    return context_of(without_tags(placed.before), without_tags(placed.after))


# -- files


def import_file(memory: Memory, path: Path, *, machine: bool = False) -> tuple[int, int]:
    """Take in a TMX file, or the confirmed segments of a project: pairs read, and pairs that are new.

    `machine`: the file's texts are a machine's. All or nothing in steps of some thousands. DocumentError, ProjectError.
    """
    from editor.formats.markup import parse_markup
    from editor.formats.tmx import units_of as tmx_units

    if path.suffix.lower() == ".zhubi":
        with Project.open(path) as project:
            units = units_of(snapshot(project))
        return len(units), memory.add(units)
    markup = parse_markup(path.read_bytes(), path.name)
    pairs = (unit for _, unit in tmx_units(markup, path.name) if unit.source.strip() and unit.target.strip())
    read = new = 0
    found = (_imported(pair, path.name, machine=machine) for pair in pairs)
    while part := list(islice(found, AT_ONCE)):
        read += len(part)
        new += memory.add(part)
    return read, new


def export_file(memory: Memory, path: Path, version: str) -> int:
    """Write everything as TMX, beside and then in place; how many pairs."""
    from editor.formats.text import write_bytes
    from editor.formats.tmx import MemoryUnit, tmx_of

    count = 0

    def pairs() -> Iterator[MemoryUnit]:
        nonlocal count
        for unit in memory.store.everything():
            count += 1
            when = datetime.fromtimestamp(unit.time, UTC).strftime(STAMP) if unit.time else ""
            author = unit.author or ("MT!" if unit.made is MadeBy.MACHINE else "")
            yield MemoryUnit(unit.source, unit.target, author, when, unit.note)

    write_bytes(path, tmx_of(pairs(), version))
    return count


def _imported(pair: MemoryUnit, name: str, *, machine: bool) -> Unit:
    by_machine = machine or pair.author.casefold() in ("mt", "mt!")
    return Unit(
        source=pair.source.strip(),
        target=pair.target.strip(),
        title=name,
        author=pair.author,
        made=MadeBy.MACHINE if by_machine else MadeBy.IMPORTED,
        time=_seconds(pair.time),
        note=pair.note,
    )


def _seconds(stamp: str) -> float:
    try:
        return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return 0.0
