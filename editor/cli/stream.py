"""`zhubi check --jsonl`: pairs in, flags out, line by line on all cores, in the order of the input."""

from __future__ import annotations

import bisect
import codecs
import contextlib
import json
import multiprocessing
import os
import re
import signal
import sys
from collections import defaultdict, deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import click

from editor.core.model import Finding, Mode, Segment, SegmentId, Side
from editor.errors import DocumentError
from editor.formats.text import clean_text, written_beside
from editor.releases import newest_release
from editor.termbase import load_termbase, make_checks

CHUNK = 64
AHEAD = 4
SHOW_EVERY = 1000

# The sides by the names of their texts in the input.
SIDES = {Side.SOURCE: "src", Side.TARGET: "mt"}
# More lines than this are not held for one text.
LONGEST_TEXT = 2000

Answer = tuple[int, str, str]
Numbered = tuple[int, bytes]


class Checker:
    """Checks one text at a time, most often one pair; each process makes its own once."""

    _checks: Any = None

    def __init__(self, glossaries: Sequence[Path]) -> None:
        self._checks = make_checks(load_termbase(glossaries, newest_release()))

    def check(self, pairs: Sequence[dict[str, Any]]) -> list[str]:
        """The output lines of the pairs of one text, which document-wide checks see as a whole."""
        texts = [(clean_text(pair.get("source") or "")[0], clean_text(pair["mt"])[0]) for pair in pairs]
        segments = [Segment(SegmentId(n), source, mt, mt) for n, (source, mt) in enumerate(texts)]
        mode = Mode.BILINGUAL if any(source.strip() for source, _ in texts) else Mode.MONOLINGUAL
        by: defaultdict[int, list[Finding]] = defaultdict(list)
        for finding in self._checks.check_document(segments, mode):
            by[finding.segment].append(finding)
        return [_answer(pair, *texts[n], by[n]) for n, pair in enumerate(pairs)]


def _answer(pair: dict[str, Any], source: str, mt: str, findings: Sequence[Finding]) -> str:
    from editor.checks.risk import assess

    sides = {Side.SOURCE: _dropped(pair.get("source") or ""), Side.TARGET: _dropped(pair["mt"])}
    risk = assess(source, mt, findings)
    flags = [_flag(f, sides) for f in findings if f.painted]
    listed = [_flag(f, sides) for f in findings if not f.painted]
    if risk.high and not flags:
        flags.append(_whole(risk.value))
    out = {"id": pair.get("id"), "flags": flags, "risk": round(risk.value, 4), "listed": listed}
    try:
        answer = json.dumps(out, ensure_ascii=False)
        answer.encode()
    except UnicodeEncodeError:  # half a surrogate pair in the id: it goes back as it came
        answer = json.dumps(out)
    return answer


def _parse(line: bytes) -> dict[str, Any]:
    try:
        pair = json.loads(line.removeprefix(codecs.BOM_UTF8).decode())
    except UnicodeDecodeError as error:
        raise ValueError(f"is not UTF-8 (byte {error.start + 1})") from error
    except (ValueError, RecursionError) as error:
        raise ValueError(f"is not JSON ({getattr(error, 'msg', 'too deep, or too long a number')})") from error
    if not isinstance(pair, dict) or not isinstance(pair.get("mt"), str):
        raise ValueError('has no text "mt"')
    if not isinstance(pair.get("source") or "", str):
        raise ValueError('has a "source" that is not text')
    return pair


def _dropped(text: str) -> list[int]:
    """Where in a cleaned text characters of the given one are missing: the CR of each CRLF."""
    return [m.start() - n for n, m in enumerate(re.finditer("\r\n", text))]


def _flag(finding: Finding, dropped: dict[Side, list[int]]) -> dict[str, Any]:
    side = Side.SOURCE if finding.side is Side.SOURCE else Side.TARGET
    return {
        "start": finding.start + bisect.bisect_left(dropped[side], finding.start),
        "end": finding.end + bisect.bisect_left(dropped[side], finding.end),
        "check": finding.check,
        "severity": finding.severity.value,
        "suggestions": [f.text for f in finding.fixes],
        "side": SIDES[side],
        "confidence": round(finding.confidence, 3),
        "painted": finding.painted,
    }


def _whole(risk: float) -> dict[str, Any]:
    """The flag on a whole segment at risk: it points at no place."""
    place = {"start": None, "end": None, "side": SIDES[Side.TARGET]}
    return {
        **place,
        "check": "risk",
        "severity": "major",
        "suggestions": [],
        "confidence": round(risk, 3),
        "painted": True,
    }


_worker: list[Checker] = []


def _start_worker(glossaries: Sequence[Path]) -> None:
    # Ctrl-C reaches every process of the terminal; the first one stops the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker[:] = [Checker(glossaries)]


def _check_chunk(chunk: Sequence[Numbered]) -> list[Answer]:
    """Answers to lines, those of one text checked together."""
    read: list[tuple[int, dict[str, Any] | None, str]] = []
    for number, line in chunk:
        try:
            read.append((number, _parse(line), ""))
        except ValueError as error:
            read.append((number, None, str(error)))
    texts: dict[object, list[tuple[int, dict[str, Any]]]] = {}
    for number, pair, _ in read:
        if pair is not None:
            text = (str(pair["doc"]), str(pair.get("system"))) if "doc" in pair else number
            texts.setdefault(text, []).append((number, pair))
    told = {
        number: line
        for lines in texts.values()
        for (number, _), line in zip(lines, _worker[0].check([pair for _, pair in lines]), strict=True)
    }
    return [(number, told.get(number, ""), problem) for number, _, problem in read]


def _chunks(numbered: Iterable[Numbered], size: int) -> Iterator[list[Numbered]]:
    """Lines in order, `size` at a time or a few more: lines of the same "doc" that follow each other stay together."""
    chunk: list[Numbered] = []
    before = None
    for number, line in numbered:
        text = _text_of(line)
        if chunk and (len(chunk) >= LONGEST_TEXT or (len(chunk) >= size and (text is None or text != before))):
            yield chunk
            chunk = []
        chunk.append((number, line))
        before = text
    if chunk:
        yield chunk


def _text_of(line: bytes) -> str | None:
    """The text that a line belongs to, None where it does not say."""
    if b'"doc"' not in line:
        return None
    try:
        pair = _parse(line)
    except ValueError:
        return None
    return str(pair["doc"]) if "doc" in pair else None


def check_stream(source: Path, out: Path | None, glossaries: Sequence[Path], jobs: int | None) -> int:
    """Check a file of pairs (`-` for standard input) and write flags; 0 when every line could be checked.

    The output file is written beside and put in place at the end. A line that cannot be read stops the run with
    DocumentError naming it.
    """
    started = datetime.now(UTC)
    done = 0
    with contextlib.ExitStack() as stack:
        lines = stack.enter_context(_open_in(source))
        stream = stack.enter_context(written_beside(out)) if out else sys.stdout.buffer
        answers = stack.enter_context(contextlib.closing(_answers(lines, glossaries, jobs)))
        for number, answer, problem in answers:
            if problem:
                raise DocumentError(
                    f"{source}, line {number} {problem}; {'nothing was written' if out else 'stopped'}."
                )
            stream.write(answer.encode() + b"\n")
            done += 1
            if done % SHOW_EVERY == 0 and sys.stderr.isatty():
                click.echo(f"\r{done} pairs", nl=False, err=True)
        stream.flush()
    seconds = (datetime.now(UTC) - started).total_seconds()
    click.echo(f"zhubi: pairs checked: {done}, in {seconds:.1f} s.", err=True)
    return 0


def _answers(lines: Iterable[bytes], glossaries: Sequence[Path], jobs: int | None) -> Generator[Answer, None, None]:
    numbered = ((n, line) for n, line in enumerate(lines, 1) if line.strip())
    workers = jobs or (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
    pool = _start_pool(workers, glossaries) if workers > 1 else None
    if pool is None:
        _worker[:] = [Checker(glossaries)]
        yield from chain.from_iterable(map(_check_chunk, _chunks(numbered, 1)))
        return
    try:
        yield from _in_order(pool, numbered, workers * AHEAD)
    except BrokenProcessPool as error:
        raise DocumentError(
            "A process that checked was ended from outside (is there enough memory?); run again with --jobs 1."
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, numbered: Iterator[Numbered], ahead: int) -> Iterator[Answer]:
    """Answers in the order of the lines; never more than `ahead` chunks are held."""
    waiting: deque[Future[list[Answer]]] = deque()
    for chunk in _chunks(numbered, CHUNK):
        waiting.append(pool.submit(_check_chunk, chunk))
        if len(waiting) > ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _start_pool(workers: int, glossaries: Sequence[Path]) -> ProcessPoolExecutor | None:
    """Processes to check in, or nothing where the system gives none the locks they share (no /dev/shm)."""
    load_termbase(glossaries, newest_release()).matcher  # noqa: B018  (a glossary that cannot be used is said here, once)
    try:
        return ProcessPoolExecutor(
            workers, multiprocessing.get_context("spawn"), initializer=_start_worker, initargs=(tuple(glossaries),)
        )
    except (OSError, ImportError) as error:
        click.echo(f"zhubi: checking in one process, for this system allows no more ({error}).", err=True)
        return None


def _open_in(source: Path) -> contextlib.AbstractContextManager[BinaryIO]:
    if str(source) == "-":
        return contextlib.nullcontext(sys.stdin.buffer)
    try:
        return source.open("rb")
    except OSError as error:
        raise DocumentError(f"{source} cannot be read ({error.strerror}); check its name.") from error
