"""The memory of this computer beside projects and files: fed by what is confirmed, exchanged as TMX; no window."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from editor import paths
from editor.core.model import Mode, Segment, SegmentId, State
from editor.core.placeables import without_tags
from editor.formats.markup import parse_markup
from editor.formats.text import write_bytes
from editor.formats.tmx import MemoryUnit, tmx_of, units_of
from editor.memory.lookup import Memory
from editor.memory.model import MadeBy, Query, Unit, context_of
from editor.project import Project
from editor.store.owner import person_name

FINISHED = (State.CONFIRMED, State.REVIEWED)
STAMP = "%Y%m%dT%H%M%SZ"
AT_ONCE = 5_000


def open_memory(path: Path | None = None) -> Memory:
    """The memory of this computer, made on first use, or the one at `path`."""
    return Memory(path or paths.memory_file())


def feedable(project: Project, segment: Segment) -> bool:
    """Whether a segment goes into the memory: confirmed or reviewed, and both languages are there."""
    if project.document.mode is Mode.MONOLINGUAL or segment.state not in FINISHED:
        return False
    return bool(without_tags(segment.source).strip() and without_tags(segment.target).strip())


def unit_of(project: Project, segment: Segment) -> Unit:
    """A confirmed segment as the memory keeps it."""
    document = project.document
    return Unit(
        source=without_tags(segment.source).strip(),
        target=without_tags(segment.target).strip(),
        context=surroundings(project, segment.id),
        document=document.id,
        segment=int(segment.id),
        title=document.title,
        project=project.path.name,
        release=project.options.release,
        profile=project.options.profile,
        author=project.options.author or person_name(),
        time=time.time(),
    )


def units_of_project(project: Project, chosen: Iterable[SegmentId] | None = None) -> list[Unit]:
    """What a project has for the memory, or some of its segments; nothing where it was edited without the Chinese."""
    segments = project.segments if chosen is None else [project.segment(number) for number in chosen]
    return [unit_of(project, segment) for segment in segments if feedable(project, segment)]


def surroundings(project: Project, number: SegmentId) -> str:
    """The name of the sentences around a segment."""
    at, segments = project.index(number), project.segments
    before = segments[at - 1].source if at > 0 else ""
    after = segments[at + 1].source if at + 1 < len(segments) else ""
    return context_of(without_tags(before), without_tags(after))


def query_of(project: Project, segment: Segment) -> Query:
    """What is asked of the memory for a segment."""
    return Query(without_tags(segment.source), surroundings(project, segment.id), project.options.profile)


# -- files


def import_file(memory: Memory, path: Path, *, machine: bool = False) -> tuple[int, int]:
    """Take in a TMX file, or the confirmed segments of a project: pairs read, and pairs that are new.

    `machine`: the file's texts are a machine's. All or nothing in steps of some thousands. DocumentError, ProjectError.
    """
    if path.suffix.lower() == ".zhubi":
        with Project.open(path) as project:
            units = units_of_project(project)
        return len(units), memory.add(units)
    markup = parse_markup(path.read_bytes(), path.name)
    pairs = (unit for _, unit in units_of(markup, path.name) if unit.source.strip() and unit.target.strip())
    read = new = 0
    found = (_imported(pair, path.name, machine=machine) for pair in pairs)
    while part := list(islice(found, AT_ONCE)):
        read += len(part)
        new += memory.add(part)
    return read, new


def export_file(memory: Memory, path: Path, version: str) -> int:
    """Write everything as TMX, beside and then in place; how many pairs."""
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
