"""`zhubi batch`: thousands of files checked and delivered, with a journal to go on from and one report."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import click

from editor.cli import shared
from editor.cli.batch_jobs import BY_NAME, Wish, jobs_of
from editor.cli.batch_pool import Answer, cores, outcomes
from editor.core.model import Severity
from editor.errors import DocumentError
from editor.formats.text import written_beside
from editor.releases import newest_release
from editor.reports.batch import Batch, Outcome, Sums, as_json, as_page, decoded, encoded
from editor.reports.terminal import visible
from editor.termbase import load_termbase
from editor.version import program_version

JOURNAL, PAGE, DATA = "zhubi-batch.jsonl", "zhubi-batch.html", "zhubi-batch.json"
FOLDER = "zhubi-batch"
SHOW_EVERY = 0.5
TOLD = 20  # files with problems that are named on the terminal; the report names all
CANNOT, INTERRUPTED = 2, 130
log = logging.getLogger(__name__)


def _forms(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for text in given for name in text.split(",") if name.strip()))
    for name in names:
        if name not in BY_NAME:
            raise click.BadParameter(f"there is no form {name[:40]}; use some of {', '.join(BY_NAME)}.")
    return names


@click.command(
    "batch",
    short_help="Check and deliver thousands of files, and report on all of them.",
    epilog="Examples:  zhubi batch articles --to docx,csv --out done   |   zhubi batch articles --check-only "
    "--fail-on major   |   zhubi batch articles --to txt --out done --resume",
)
@click.argument("paths", type=shared.FILE, nargs=-1, required=True, metavar="DIR|FILES…")
@click.option("--to", "forms", multiple=True, callback=_forms, help="Forms to deliver in, parted by commas.")
@click.option("--check-only", is_flag=True, help="Deliver nothing, only check and report.")
@click.option("--fix", is_flag=True, help="Apply the safe fixes before checking and delivering.")
@click.option("--out", "-o", type=shared.FILE, default=None, help="Folder for all that is written.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="Processes; all cores when left out.")
@click.option("--resume", is_flag=True, help="Go on: files done before that have not changed are left as they are.")
@click.option("--force", is_flag=True, help="Begin anew where the folder holds a batch already.")
@shared.glossary_option
@shared.encoding_option
@shared.severity_option(Severity.CRITICAL)
def command(
    paths: tuple[Path, ...], forms: tuple[str, ...], check_only: bool, fix: bool, out: Path | None, jobs: int | None,
    resume: bool, force: bool, glossaries: tuple[Path, ...], encoding: str, fail_on: str,
) -> int:  # fmt: skip
    """Check every document in folders and among files, deliver it, and write one report, worst first.

    NAME.zh.EXT is the Chinese of NAME.en.EXT in the same folder (the two endings may differ). A file without .zh or
    .en is a document of its own: a bilingual file, or a translation without its Chinese. In a folder all files of
    formats that can be read are taken, those of its folders too. All that is written goes to --out
    (zhubi-batch in the first folder when left out), in the same folders: documents, zhubi-batch.html and .json
    (the report) and zhubi-batch.jsonl (what is done). A file that cannot be read is told and never stops the others.

    Exit code: 0 nothing as grave as --fail-on, 1 findings, 2 something could not be read or written, 130 interrupted.
    """
    if check_only == bool(forms):
        raise click.UsageError("Say --to and the forms to deliver in, or --check-only.")
    folder = out or (paths[0] if paths[0].is_dir() else Path()) / FOLDER
    if (folder / JOURNAL).exists() and not (resume or force):
        raise DocumentError(f"{folder} holds a batch already; add --resume to go on, or --force to begin anew.")
    planned = jobs_of(paths, folder)
    termbase = load_termbase(glossaries, newest_release())
    termbase.matcher  # noqa: B018  (a glossary that cannot be used is said here, once)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DocumentError(f"The folder {folder} cannot be made ({error.strerror}); name another.") from error
    journal = Journal(folder / JOURNAL, resume=resume)
    known = journal.known
    planned = [replace(job, known=known[job.key][1:] if job.key in known else None) for job in planned]
    batch = Batch(len(planned), forms, termbase.label, program_version(), finished=False)
    workers = min(jobs or cores(), len(planned))
    return Run(folder, journal, batch).do(outcomes(planned, workers, glossaries, Wish(forms, fix, encoding)), fail_on)


class Journal:
    """What is done, a line each, so that an interrupted batch can go on; of each line only its place is kept."""

    def __init__(self, path: Path, *, resume: bool) -> None:
        self._path = path
        # By key: where the line stands, stamp, files written.
        self.known: dict[str, tuple[int, str, tuple[str, ...]]] = {}
        going_on = resume and path.exists()
        if going_on:
            self._read()
        self._lines = path.open("r+b" if going_on else "w+b")
        self._end = self._lines.seek(0, os.SEEK_END)

    def add(self, outcome: Outcome) -> int:
        """Write a line, which is on the disk when this returns; where it stands."""
        place, line = self._end, encoded(outcome).encode() + b"\n"
        self._lines.seek(place)
        self._lines.write(line)
        self._lines.flush()
        self._end += len(line)
        return place

    def at(self, place: int) -> Outcome:
        """The outcome whose line stands at a place."""
        self._lines.seek(place)
        return decoded(self._lines.readline())

    def close(self) -> None:
        """Nothing more is added."""
        self._lines.close()

    def _read(self) -> None:
        """What is known; a last line that was cut off is none, and what follows it starts on a line of its own."""
        place = 0
        with self._path.open("rb") as lines:
            for line in lines:
                try:
                    done = decoded(line)
                    if done.problems:
                        self.known.pop(done.key, None)
                    else:
                        self.known[done.key] = (place, done.stamp, done.written)
                except ValueError:
                    log.info("%s: a line at %d is no outcome", self._path, place)
                place += len(line)
        if place and not line.endswith(b"\n"):
            with self._path.open("ab") as lines_again:
                lines_again.write(b"\n")


class Run:
    """One run over all files: the journal as it goes, the report at its end."""

    def __init__(self, folder: Path, journal: Journal, batch: Batch) -> None:
        self._folder = folder
        self._journal = journal
        self._batch = batch
        self._sums = Sums()
        self._kept = 0
        self._places: list[tuple[tuple[int, ...], str, int]] = []
        self._shown = self._started = time.monotonic()

    def do(self, answers: Generator[Answer, None, None], fail_on: str) -> int:
        """Take what becomes of each file and write the report; the exit code."""
        finished = False
        try:
            with closing(answers):
                for answer in answers:
                    self._take(answer)
            finished = True
        except KeyboardInterrupt:
            click.echo("\nzhubi: stopping…", err=True)
        self._batch = replace(self._batch, finished=finished)
        self._places.sort()
        for name, write in ((PAGE, as_page), (DATA, as_json)):
            with written_beside(self._folder / name) as stream:
                for piece in write(self._batch, self._sums, (self._journal.at(place) for *_, place in self._places)):
                    stream.write(piece.encode())
        code = self._say_end(fail_on)
        self._journal.close()
        return code

    def _take(self, answer: Answer) -> None:
        if isinstance(answer, str):
            place = self._journal.known[answer][0]
            outcome = self._journal.at(place)
            self._kept += 1
        else:
            place, outcome = self._journal.add(answer), answer
        self._places.append((outcome.rank, outcome.key, place))
        self._sums.add(outcome)
        now = time.monotonic()
        if now - self._shown >= SHOW_EVERY and sys.stderr.isatty():
            self._shown = now
            left = (self._batch.total - self._sums.files) * (now - self._started) / self._sums.files
            click.echo(f"\r{self._told()}, {left:.0f} s left   ", nl=False, err=True)

    def _told(self) -> str:
        return f"{self._sums.files} of {self._batch.total} files, {self._sums.failed} with problems"

    def _say_end(self, fail_on: str) -> int:
        seconds = time.monotonic() - self._started
        counts = ", ".join(f"{count} {s.value}" for s, count in zip(Severity, self._sums.counts, strict=True))
        click.echo(f"{self._told()}, {self._kept} done before; findings: {counts}; {seconds:.1f} s.")
        for *_, place in self._places[:TOLD]:
            outcome = self._journal.at(place)
            for problem in outcome.problems:
                named = problem if Path(outcome.key).name in problem else f"{outcome.key}: {problem}"
                click.echo(f"zhubi: {visible(named)}", err=True)
        click.echo(f"Report: {self._folder / PAGE}")
        if not self._batch.finished:
            click.echo("zhubi: interrupted; the same command with --resume goes on.", err=True)
            return INTERRUPTED
        if self._sums.failed:
            return CANNOT
        return int(fail_on != shared.NEVER and self._sums.as_grave(Severity(fail_on)) > 0)
