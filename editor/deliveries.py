"""The register of delivered documents on this computer, and what another glossary release says of them.

Each project has one file of records beside the termbase, the last one with its sentences; nothing delivered, and no
project, is ever written to from here.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from editor import paths
from editor.errors import DocumentError, ZhubiError
from editor.termbase import load_termbase
from glossary.comparing import Comparison, Difference
from glossary.errors import GlossaryError
from glossary.matching import Verdict

log = logging.getLogger(__name__)
FOLDER = "deliveries"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One segment as it was delivered; `segment` is its id in the project."""

    segment: int
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """One export: of which project, to which file, when (seconds since 1970), by whom, and checked with what.

    `digest` is the SHA-256 of the file as written, `release` the pinned release (empty: the built-in glossary).
    `sentences` is empty for exports that were followed by another of the same project.
    """

    project: str
    title: str
    file: str
    format: str
    mode: str
    time: float
    author: str
    digest: str
    glossary: str
    release: str = ""
    profile: str = "court-news"
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a release would now flag in a delivered document: its number, its terms, the words around it."""

    number: int
    segment: int
    terms: str
    left: str
    hit: str
    right: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Flagged:
    """A delivered document with what the other release would flag; `remark` says what could not be compared."""

    delivered: Delivered
    places: tuple[Place, ...]
    remark: str = ""


def keep_delivery(delivered: Delivered) -> None:
    """Put an export into the register. DocumentError where that is not possible; the export itself stands."""
    path = _file(Path(delivered.project))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        earlier = [replace(record, sentences=()) for record in _records(path)]
        if not earlier and path.exists():  # what cannot be read is put aside, not thrown away
            path.replace(path.with_suffix(".damaged"))
        beside = path.with_suffix(".new")
        beside.write_bytes(b"".join(msgspec.json.encode(record) + b"\n" for record in (*earlier, delivered)))
        beside.replace(path)
    except OSError as error:
        raise DocumentError(
            f"{delivered.file} is written, but that it was delivered could not be noted in {path.parent}"
            f" ({error.strerror}): a later glossary release will not name it. Make room there and export again."
        ) from error


def deliveries() -> list[Delivered]:
    """The last delivery of every project, the newest first."""
    try:
        found = [records[-1] for path in _folder().glob("*.jsonl") if (records := _records(path))]
    except OSError as error:
        log.info("no deliveries can be read: %s", error)
        return []
    return sorted(found, key=lambda record: -record.time)


def deliveries_of(project: Path) -> list[Delivered]:
    """All deliveries of a project, oldest first."""
    try:
        return _records(_file(project))
    except OSError:
        return []


def flagged(records: Sequence[Delivered], label: str) -> list[Flagged]:
    """Delivered documents in which a release flags what theirs did not; those that are not concerned are left out.

    A document whose own release is not on this computer is compared with no glossary at all, and that is said.
    """
    new = load_termbase(release=label).concepts
    told: list[Flagged] = []
    for release in dict.fromkeys(record.release for record in records):
        remark = ""
        try:
            old = load_termbase(release=release).concepts
        except (ZhubiError, GlossaryError) as problem:
            old, remark = (), str(problem)
        comparison = Comparison(old, new)
        for record in (r for r in records if r.release == release):
            places = tuple(_places(comparison, record))
            if places:
                told.append(Flagged(record, places, remark))
    return sorted(told, key=lambda one: -one.delivered.time)


def digest_of(data: bytes) -> str:
    """How the text of a delivered file is known again."""
    return hashlib.sha256(data).hexdigest()


def _places(comparison: Comparison, record: Delivered) -> Iterator[Place]:
    texts = [(sentence.source, sentence.target) for sentence in record.sentences]
    for difference in comparison.differences(texts, record.profile):
        yield from _bad(difference, record.sentences[difference.segment])


def _bad(difference: Difference, sentence: Sentence) -> Iterator[Place]:
    text = sentence.target
    for found in difference.come:
        if found.verdict is Verdict.BAD and found.target is not None:
            fix = found.fixes[0] if found.fixes else ""
            start, end = (found.fix_span if fix else None) or found.target
            name = found.concept.preferred("zh") or found.concept.id
            yield Place(difference.segment + 1, sentence.segment, name, text[:start], text[start:end], text[end:], fix)


def _records(path: Path) -> list[Delivered]:
    """The records of one file; a damaged one holds none, which is logged."""
    try:
        lines: Iterable[bytes] = path.read_bytes().splitlines()
        return [msgspec.json.decode(line, type=Delivered) for line in lines]
    except FileNotFoundError:
        return []
    except msgspec.MsgspecError as error:
        log.info("%s holds no deliveries that can be read: %s", path, error)
        return []


def _file(project: Path) -> Path:
    return _folder() / f"{hashlib.sha256(str(project.resolve()).encode()).hexdigest()[:24]}.jsonl"


def _folder() -> Path:
    return paths.learning_folder() / FOLDER
