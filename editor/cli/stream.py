"""`zhubi check --jsonl`: pairs in, flags out, line by line on all cores, in the order of the input."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from multiprocessing.pool import Pool
from pathlib import Path
from typing import Any, TextIO

import click

from editor.checks.risk import segment_risk
from editor.core.model import Finding, Mode, Segment, SegmentId, Side
from editor.errors import DocumentError
from editor.formats.text import clean_text
from editor.termbase import load_termbase, make_checks

CHUNK = 64
SHOW_EVERY = 1000


class Checker:
    """Checks one line at a time; each process makes its own once."""

    _checks: Any = None

    def __init__(self, glossaries: Sequence[Path]) -> None:
        self._checks = make_checks(load_termbase(glossaries))

    def check(self, line: str) -> str:
        """The output line of an input line; ValueError says what is wrong with it."""
        pair = _parse(line)
        source, _ = clean_text(pair.get("source") or "")
        mt, _ = clean_text(pair["mt"])
        segment = Segment(SegmentId(1), source, mt, mt)
        mode = Mode.BILINGUAL if source.strip() else Mode.MONOLINGUAL
        findings = self._checks.check_document([segment], mode)
        flags = [_flag(f, mt) for f in findings]
        out = {"id": pair.get("id"), "flags": flags, "risk": round(segment_risk(findings), 4)}
        return json.dumps(out, ensure_ascii=False)


def _parse(line: str) -> dict[str, Any]:
    try:
        pair = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON ({error.msg})") from error
    if not isinstance(pair, dict) or not isinstance(pair.get("mt"), str):
        raise ValueError('has no text "mt"')
    if not isinstance(pair.get("source") or "", str):
        raise ValueError('has a "source" that is not text')
    return pair


def _flag(finding: Finding, mt: str) -> dict[str, Any]:
    side = Side.SOURCE if finding.side is Side.SOURCE else Side.TARGET
    return {
        "start": finding.start,
        "end": finding.end,
        "check": finding.check,
        "severity": finding.severity.value,
        "suggestions": [f.text for f in finding.fixes],
        "side": side.value,
        "confidence": round(finding.confidence, 3),
        "painted": finding.painted,
    }


_worker: list[Checker] = []


def _start_worker(glossaries: Sequence[Path]) -> None:
    _worker[:] = [Checker(glossaries)]


def _check_numbered(numbered: tuple[int, str]) -> tuple[int, str, str]:
    number, line = numbered
    try:
        return number, _worker[0].check(line), ""
    except ValueError as error:
        return number, "", str(error)


def check_stream(source: Path, out: Path | None, glossaries: Sequence[Path], jobs: int | None) -> int:
    """Check a file of pairs (`-` for standard input) and write flags; 0 when every line could be checked.

    The output file is written beside and put in place at the end. A line that cannot be read stops the run with
    DocumentError naming it.
    """
    with contextlib.ExitStack() as stack:
        lines = stack.enter_context(_open_in(source))
        write, finish = _open_out(out, stack)
        started = datetime.now(UTC)
        done = 0
        for number, answer, problem in _answers(lines, glossaries, jobs):
            if problem:
                raise DocumentError(f"{source}, line {number} {problem}; nothing was written.")
            write.write(answer + "\n")
            done += 1
            if done % SHOW_EVERY == 0 and sys.stderr.isatty():
                click.echo(f"\r{done} pairs", nl=False, err=True)
        finish()
    seconds = (datetime.now(UTC) - started).total_seconds()
    click.echo(f"zhubi: {done} pairs checked in {seconds:.1f} s.", err=True)
    return 0


def _answers(lines: Iterable[str], glossaries: Sequence[Path], jobs: int | None) -> Iterator[tuple[int, str, str]]:
    numbered = ((n, line) for n, line in enumerate(lines, 1) if line.strip())
    workers = jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1
    pool = _start_pool(workers, glossaries) if workers > 1 else None
    if pool is None:
        _start_worker(glossaries)
        yield from map(_check_numbered, numbered)
        return
    with pool:
        yield from pool.imap(_check_numbered, numbered, CHUNK)


def _start_pool(workers: int, glossaries: Sequence[Path]) -> Pool | None:
    """Processes to check in, or nothing where the system gives none the locks they share (no /dev/shm)."""
    load_termbase(glossaries)  # a glossary that cannot be read is said here, once, not by every process
    try:
        return multiprocessing.get_context("spawn").Pool(workers, partial(_start_worker, glossaries))
    except (OSError, ImportError) as error:
        click.echo(f"zhubi: checking in one process, for this system allows no more ({error}).", err=True)
        return None


def _open_in(source: Path) -> contextlib.AbstractContextManager[TextIO]:
    if str(source) == "-":
        return contextlib.nullcontext(sys.stdin)
    try:
        return source.open(encoding="utf-8")
    except OSError as error:
        raise DocumentError(f"{source} cannot be read ({error.strerror}); check its name.") from error


def _open_out(out: Path | None, stack: contextlib.ExitStack) -> tuple[TextIO, Any]:
    if out is None:
        return sys.stdout, sys.stdout.flush
    try:
        handle, name = tempfile.mkstemp(prefix=f".{out.name}.", suffix=".part", dir=out.parent)
    except OSError as error:
        raise DocumentError(f"{out} cannot be written ({error.strerror}); choose another folder.") from error
    part = Path(name)
    stack.callback(part.unlink, missing_ok=True)
    stream = stack.enter_context(os.fdopen(handle, "w", encoding="utf-8"))

    def finish() -> None:
        stream.flush()
        os.fsync(stream.fileno())
        part.replace(out)

    return stream, finish
