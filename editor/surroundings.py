"""The texts an approval reaches beside the open document: recent projects and what was delivered; all are only read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from editor.deliveries import Delivered, deliveries
from editor.errors import ProjectError
from editor.store.peeking import peek
from glossary.impact import Passage


@dataclass(frozen=True, slots=True)
class Surrounding:
    """One document to try an approval on; `delivered` is its export where it is one, `digest` stands for its text."""

    title: str
    path: Path
    digest: str
    profile: str
    passages: tuple[Passage, ...]
    delivered: Delivered | None = None


def recent_project(path: Path) -> Surrounding:
    """A project that is not open, as it stands. ProjectError and its kinds where it cannot be looked into."""
    found = peek(path)
    title = found.document.title or path.stem
    passages = tuple(Passage(s.source, s.target, title, str(n)) for n, s in enumerate(found.segments, 1))
    return Surrounding(title, path, found.digest, found.options.profile, passages)


def delivered_documents() -> list[Surrounding]:
    """What was delivered from this computer, as it went out; the last delivery of each project."""
    return [_of_delivery(record) for record in deliveries()]


def look_around(recent: Iterable[Path]) -> tuple[list[Surrounding], list[str]]:
    """All of them at once, and sentences about projects that could not be looked into."""
    found: list[Surrounding] = []
    problems: list[str] = []
    for path in dict.fromkeys(recent):
        try:
            found.append(recent_project(path))
        except ProjectError as problem:
            problems.append(str(problem))
    return found + delivered_documents(), problems


def others(recent: Iterable[Path], open_: Path | None) -> list[Path]:
    """Recent projects but the open one, each once; the open one may be named by another path."""
    return list(dict.fromkeys(path for path in recent if open_ is None or not same_file(path, open_)))


def mark_of(path: Path) -> tuple[int, int]:
    """What changes whenever a project file is written. ProjectError if it is not there."""
    try:
        found = path.stat()
    except OSError as error:
        raise ProjectError(f"{path}: the project cannot be found any more; look whether it was moved.") from error
    return found.st_mtime_ns, found.st_size


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths name one project."""
    # By inode and never by opening: closing a file this process holds would drop its lock.
    try:
        return one.samefile(other)
    except OSError:
        return one == other


def _of_delivery(record: Delivered) -> Surrounding:
    passages = tuple(
        Passage(s.source, s.target, record.title, str(n), delivered=True) for n, s in enumerate(record.sentences, 1)
    )
    path = Path(record.project)
    return Surrounding(record.title, path, f"{record.digest} {record.time}", record.profile, passages, record)
