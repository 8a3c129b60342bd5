"""The files of a batch: which belong together, where they go, and reading, checking and delivering one of them."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor.cli.fix import mended
from editor.core.model import Finding, Mode, Segment, Severity
from editor.errors import DocumentError, ZhubiError
from editor.formats.catalogue import EXPORTERS, IMPORTERS, exporters_for
from editor.formats.protocol import Delivery, Exporter
from editor.formats.text import read_bytes, write_bytes
from editor.i18n import fill
from editor.intake import Intake, read_pair
from editor.reports.batch import WORST, Outcome
from editor.store.owner import person_name
from editor.termbase import Termbase, make_checks
from editor.version import program_version

if TYPE_CHECKING:
    from editor.checks.framework import CheckSet

# A file's language stands before the end of its name: report.zh.docx and report.en.docx.
_LANGUAGE = re.compile(r"(?i)^(.+)\.(zh|en)((?:\.[^.]+)?)$")
BY_NAME = {exporter.name: exporter for exporter in EXPORTERS}


@dataclass(frozen=True, slots=True)
class Job:
    """One document: its files, the name it has in the journal, the stem of what it is delivered as (without suffix).

    `fault` is set where it cannot be read at all: a sentence. `known` are stamp and files of what was done before.
    """

    machine: Path
    source: Path | None
    key: str
    stem: Path
    fault: str = ""
    known: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done with every file: forms to deliver in, safe fixes first or not, encoding of text files."""

    forms: tuple[str, ...]
    fix: bool = False
    encoding: str = ""


def jobs_of(paths: Sequence[Path], out: Path) -> list[Job]:
    """The documents in folders (all that can be read) and among named files; DocumentError where there is none."""
    files = list(dict.fromkeys(_files(paths, out.resolve())))
    if not files:
        raise DocumentError("There is no file here that can be read; name folders or files.")
    root = Path(os.path.commonpath([f.parent for f in files]))
    sources: dict[tuple[Path, str], list[Path]] = {}
    machines: list[Path] = []
    for file in files:
        stem, language = _told(file)
        if language == "zh":
            sources.setdefault((file.parent, stem), []).append(file)
        else:
            machines.append(file)
    stems = Counter(file.with_suffix("") for file in machines)
    jobs = []
    for file in machines:
        place = file.with_suffix("") if stems[file.with_suffix("")] == 1 else file
        mine = sources.pop((file.parent, _told(file)[0]), []) if _told(file)[1] else []
        fault = f"{file.name} has more than one Chinese text beside it; leave one." if len(mine) > 1 else ""
        key = file.relative_to(root).as_posix()
        jobs.append(Job(file, mine[0] if mine else None, key, out / place.relative_to(root), fault))
    for file in (file for lonely in sources.values() for file in lonely):
        wanted = f"{_told(file)[0]}.en{file.suffix}"
        fault = f"{file.name} has no translation beside it; there should be {wanted}."
        jobs.append(Job(file, None, file.relative_to(root).as_posix(), out / file.relative_to(root), fault))
    return sorted(jobs, key=lambda job: job.key)


def _told(file: Path) -> tuple[str, str]:
    """A file's name without language and suffix, and its language if its name tells it."""
    found = _LANGUAGE.match(file.name)
    return (found[1], found[2].lower()) if found else (file.stem, "")


def _files(paths: Sequence[Path], out: Path) -> Iterator[Path]:
    suffixes = tuple(suffix for importer in IMPORTERS for suffix in importer.suffixes)
    for path in paths:
        if not path.is_dir():
            yield path.absolute()
            continue
        for folder, folders, names in os.walk(path.absolute()):
            folders[:] = sorted(
                name for name in folders if not name.startswith(".") and (Path(folder) / name).resolve() != out
            )
            for name in sorted(names):
                if name.lower().endswith(suffixes) and not name.startswith((".", "~$")):
                    yield Path(folder) / name


class Worker:
    """Does one document after another; the glossary is loaded once."""

    def __init__(self, termbase: Termbase, wish: Wish) -> None:
        self._termbase = termbase
        self._wish = wish
        self._checks: CheckSet = make_checks(termbase)
        self._exporters = tuple(BY_NAME[form] for form in wish.forms)
        self._how = repr((wish, termbase.label, program_version()))

    def do(self, job: Job) -> Outcome | str:
        """What became of a document; only its key where it was done before, has not changed and is all there."""
        started = time.monotonic()
        stamp = ""
        try:
            if job.fault:
                raise DocumentError(job.fault)
            stamp = self._stamp(job)
            if job.known is not None and job.known[0] == stamp and all(map(os.path.exists, job.known[1])):
                return job.key
            return self._done(job, stamp, started)
        except ZhubiError as error:
            return Outcome(job.key, stamp, problems=(str(error),), seconds=_since(started))
        except MemoryError:
            return Outcome(job.key, stamp, problems=("There is not enough memory for this file; split it.",))

    def _stamp(self, job: Job) -> str:
        digest = hashlib.sha256(self._how.encode())
        for path in (job.machine, job.source):
            digest.update(hashlib.sha256(read_bytes(path)).digest() if path else b"-")
        return digest.hexdigest()[:32]

    def _done(self, job: Job, stamp: str, started: float) -> Outcome:
        intake = read_pair(job.source, job.machine, encoding=self._wish.encoding, termbase=self._termbase)
        segments, mode = intake.segments, intake.document.mode
        fixed = 0
        if self._wish.fix:
            now, fixed = mended(segments, lambda texts: self._checks.check_document(texts, mode))
            segments = tuple(now)
        found = sorted(self._checks.check_document(segments, mode), key=lambda f: f.severity.rank)
        delivery = self._delivery(intake, segments, found)
        written, problems = [], []
        for exporter in self._exporters:
            path = self._place(job, exporter)
            try:
                self._write(delivery, exporter, path)
                written.append(str(path))
            except ZhubiError as error:
                problems.append(f"{exporter.name}: {error}")
        severities = Counter(f.severity for f in found)
        places = {segment.id: n for n, segment in enumerate(segments, 1)}
        return Outcome(
            job.key,
            stamp,
            source=job.source.name if job.source else "",
            mode=mode.value,
            segments=len(segments),
            fixed=fixed,
            counts=tuple(severities[s] for s in Severity),
            worst=tuple(
                (f.severity.value, f.check, places[f.segment], fill(f.message, f.values, str)) for f in found[:WORST]
            ),
            written=tuple(written),
            problems=tuple(problems),
            remarks=intake.remarks,
            seconds=_since(started),
        )

    def _delivery(self, intake: Intake, segments: Sequence[Segment], found: Sequence[Finding]) -> Delivery:
        return Delivery(
            document=intake.document,
            segments=segments,
            findings=found,
            glossary=self._termbase.label,
            version=program_version(),
            notice=intake.document.mode is Mode.MONOLINGUAL,
            author=person_name(),
            time=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        )

    def _place(self, job: Job, exporter: Exporter) -> Path:
        """Forms that share a suffix get their own name before it."""
        shared = sum(other.suffix == exporter.suffix for other in self._exporters) > 1
        return job.stem.with_name(f"{job.stem.name}{'.' + exporter.name if shared else ''}{exporter.suffix}")

    def _write(self, delivery: Delivery, exporter: Exporter, path: Path) -> None:
        if exporter not in exporters_for(delivery.document.format):
            raise DocumentError(f"this document did not come from such a file ({delivery.document.format}).")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DocumentError(f"The folder {path.parent} cannot be made ({error.strerror}).") from error
        write_bytes(path, exporter.write(delivery))


def _since(started: float) -> float:
    return round(time.monotonic() - started, 3)
