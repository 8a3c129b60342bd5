"""Documents broken in every way through every reader: `python -m benchmarks.fuzz_documents --runs 10000`.

Wanted of each: read, or one DocumentError; no other exception, no crash of the process, no more than `SECONDS`, and
less than `MEMORY` in all. The documents are those of tests/data/documents, made by real programs.
"""

from __future__ import annotations

import argparse
import faulthandler
import io
import random
import re
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from benchmarks.processes import peak_memory
from editor.errors import DocumentError
from editor.intake import read_pair

DOCUMENTS = Path(__file__).parents[1] / "tests" / "data" / "documents"
SECONDS = 5.0
MEMORY = 500 * 2**20
_BATCH = 50
_TOKENS = (
    b"<", b">", b"&", b"\x00", b"\xff\xfe", b"]]>", b"<!--", b"<![CDATA[", b"&#0;", b"&x;", b'"', b"'", b"</", b"/>",
    b"<!DOCTYPE a [<!ENTITY x 'y'>]>", b"999999999999999999999", b"-1", b"{1>", b"<1}", b"\xe2\x80\xa8", b"\r",
    b"\n\n", "\ud55c国".encode(), b"msgid", b"\\", b"endobj", b"stream", b"<table>", b"xml:id=",
    b"\xf0\x9f\x98\x80", b"PK\x01\x02",
)  # fmt: skip
_VALUE = re.compile(rb'="([^"<>]*)"')
_LEAF = re.compile(rb"<([\w:]+)(?:\s[^<>]*)?(?:/>|>[^<]*</\1>)|(?<=>)[^<>]+(?=<)")
_VALUES = (
    b"", b"-1", b"0", b"99999999999999999999", b"x" * 5000, b"../../etc/passwd", b"C:\\CON", b"file:///etc/passwd",
    b"yes", b"&lt;&amp;&#10;", b"{1&gt;", "国\u202e".encode(), b"preserve", b"utf-16", b"true",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one document ended: "read", "refused" or a fault, and what it cost."""

    name: str
    number: int
    end: str
    seconds: float
    memory: int


def documents(only: str = "") -> list[Path]:
    """The whole documents, in order; `only` those whose name holds a word."""
    return sorted(path for path in DOCUMENTS.iterdir() if path.suffix not in (".py", ".md") and only in path.name)


def mutated(number: int, seed: int, files: Sequence[Path]) -> tuple[str, bytes]:
    """The broken document of this number: the name of the file it was, and its bytes."""
    rng = random.Random(seed * 1_000_003 + number)
    path = files[number % len(files)]
    data = path.read_bytes()
    if data.startswith(b"PK") and rng.random() < 0.75:
        return path.name, _inside(data, rng)
    return path.name, _broken(data, rng)


def _broken(data: bytes, rng: random.Random) -> bytes:
    if b"<" in data[:200] and rng.random() < 0.5:
        return _sound(data, rng)
    ways: Sequence[Callable[[bytearray, random.Random], None]] = (_flip, _cut, _drop, _repeat, _put, _swap)
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        if changed:
            rng.choice(ways)(changed, rng)
    return bytes(changed[: 4 * 2**20])


def _sound(data: bytes, rng: random.Random) -> bytes:
    """Markup with other values, elements gone, twice or in another's place: mostly still well-formed."""
    for _ in range(rng.choice((1, 2, 5, 20))):
        spans = [m.span(1) for m in _VALUE.finditer(data)] if rng.random() < 0.4 else []
        spans = spans or [m.span() for m in _LEAF.finditer(data)]
        if not spans:
            break
        start, end = rng.choice(spans)
        value = data[start : start + 1] != b"<"
        new = rng.choice(_VALUES) if value else rng.choice((b"", data[start:end] * 2, data[slice(*rng.choice(spans))]))
        data = data[:start] + new + data[end:]
    return data[: 4 * 2**20]


def _flip(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.choice((1, 4, 30))):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def _cut(data: bytearray, rng: random.Random) -> None:
    del data[rng.randrange(len(data)) :]


def _drop(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data))
    del data[at : at + rng.choice((1, 10, 200))]


def _repeat(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data))
    data[at:at] = bytes(data[max(0, at - rng.choice((1, 20, 300))) : at]) * rng.choice((1, 3, 500))


def _put(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data))
    data[at:at] = rng.choice(_TOKENS) * rng.choice((1, 1, 3, 2000))


def _swap(data: bytearray, rng: random.Random) -> None:
    one, two = rng.randrange(len(data)), rng.randrange(len(data))
    size = rng.choice((1, 8, 64))
    data[one : one + size], data[two : two + size] = data[two : two + size], data[one : one + size]


def _inside(data: bytes, rng: random.Random) -> bytes:
    """The package with some of its parts broken, or named in a nasty way; sums and sizes are those of the new parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        members = [name for name in old.namelist() if not name.endswith("/")]
        parts = [name for name in members if name.endswith(("document.xml", "content.xml", "styles.xml", "sheet1.xml"))]
        chosen = (
            {rng.choice(parts or members), rng.choice(members)}
            if rng.random() < 0.5
            else {rng.choice(parts or members)}
        )
        for name in members:
            if name in chosen and rng.random() < 0.05:
                continue
            content = old.read(name)
            new.writestr(name, _broken(content, rng) if name in chosen else content)
        if rng.random() < 0.05:
            new.writestr(rng.choice(("../../x.xml", "/etc/x", "C:\\x", "word/\\..\\x.xml")), b"<a/>")
    return out.getvalue()


def tried(numbers: Sequence[int], seed: int, only: str = "") -> list[Outcome]:
    """Read the documents of these numbers, each with a look at the clock and the memory."""
    files, found = documents(only), []
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            name, data = mutated(number, seed, files)
            path = Path(folder, name)
            path.write_bytes(data)
            faulthandler.dump_traceback_later(60, exit=True)
            begun = time.perf_counter()
            end = _end_of(path)
            spent = time.perf_counter() - begun
            faulthandler.cancel_dump_traceback_later()
            memory = round(peak_memory() * 2**20)
            if end in ("read", "refused") and spent > SECONDS:
                end = f"{spent:.1f} s"
            found.append(Outcome(name, number, end, spent, memory))
    return found


def _end_of(path: Path) -> str:
    try:
        intake = read_pair(None, path)
    except DocumentError as error:
        return "refused" if len(str(error).splitlines()) == 1 and path.stem in str(error) else f"says {error!s:.200}"
    except (
        ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError, OSError, RuntimeError,
        SyntaxError, TypeError, ValueError, zipfile.BadZipFile, zlib.error,
    ) as error:  # fmt: skip
        return f"{error!r:.200}"
    return "read" if intake.segments else "no segments"


def run(numbers: Sequence[int], seed: int, *, processes: int = 1, only: str = "") -> Iterator[Outcome]:
    """The outcomes of the broken documents of these numbers; a batch whose process dies is tried again one by one."""
    batches = [numbers[n : n + _BATCH] for n in range(0, len(numbers), _BATCH)]
    waiting: list[Sequence[int]] = list(reversed(batches))
    while waiting:
        with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
            going: list[tuple[Sequence[int], Future[list[Outcome]]]] = []
            while waiting and len(going) < 40:
                batch = waiting.pop()
                going.append((batch, pool.submit(tried, batch, seed, only)))
            for batch, future in going:
                try:
                    yield from future.result()
                except BrokenProcessPool:
                    if len(batch) == 1:
                        yield Outcome(mutated(batch[0], seed, documents(only))[0], batch[0], "crash", 0.0, 0)
                    else:
                        waiting += [[number] for number in batch]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print the figures and what broke, and answer 1 if anything did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first document, to try one again")
    parser.add_argument("--only", default="", help="documents whose name holds this word")
    parser.add_argument("--processes", type=int, default=1)
    chosen = parser.parse_args(arguments)
    numbers = range(chosen.first, chosen.first + chosen.runs)
    found = list(run(numbers, chosen.seed, processes=chosen.processes, only=chosen.only))
    faults = [outcome for outcome in found if outcome.end not in ("read", "refused")]
    for outcome in faults[:60]:
        print(f"{outcome.name} --first {outcome.number}: {outcome.end}")
    ends = Counter((outcome.name, outcome.end) for outcome in found)
    for name in sorted({outcome.name for outcome in found}):
        slowest = max(outcome.seconds for outcome in found if outcome.name == name)
        print(f"{name:24} read {ends[name, 'read']:5} refused {ends[name, 'refused']:5} slowest {slowest:.2f} s")
    memory = max((outcome.memory for outcome in found), default=0)
    print(f"{len(found)} documents, {len(faults)} faults, peak {memory // 2**20} MB (seed {chosen.seed})")
    return int(bool(faults) or memory > MEMORY)


if __name__ == "__main__":
    sys.exit(main())
