"""Random and hostile texts through the checks and the way in: `python -m benchmarks.fuzz --runs 20000`.

Wanted for every text: no exception, spans inside it, fixes that fit, the same answer twice, safe fixes that come to an
end, offsets that point at the text as it was read, and no sentence that costs more than `SECONDS` of processor time.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from editor.checks.catalogue import CHECKS
from editor.checks.framework import CheckSet, arrange
from editor.core.fixing import repair
from editor.core.model import Finding, Mode, Segment, Side
from editor.intake import Intake, offsets, take_text
from editor.termbase import Termbase, load_termbase

SECONDS = 1.0  # of one sentence of up to 10,000 characters


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_WORDS = _words(
    "the the a an of to court Court president dean class A cases rule by law three synchronous two one-stop Party"
    " Group party group Chen Fengchao Changjiang County People's Supreme Procuratorate first, second; Fourth 01. First,"
    " 1. (1) No. 12 10,000 1.5 million 100 billion yuan percent 2023 2099 January 32, 31, meeting pointed out said that"
    " By 0 we our should be is are police officers politics and committee six water five to counties Mr. e.g. U.S."
    " www.court.gov.cn a@b.cn https://x.cn/a.b?c=d,e table | x = 1;y x,y a.B"
)
_CHINESE = _words(
    "法院 院长 人民法院 党组 会议指出 一是 三同步 类案检索 干警 1亿 二〇二三年 12.5% 昌江 海南 ， 。 ： “ ” 《 》"
    " （ ） ； 第一 张三"
)
_MARKS = (
    *"“”‘’\"'()（）[]《》「」,.;:!?，。；：！？、…—–-·%&<>|\\/@#{}",
    "...",
    "——",
    "……",
    "。。",
    ",,",
    ". .",
)
_STRANGE = (
    *"\u00a0\u200b\u202e\u0301\u05d0\u0627😀𝒜\ufeff\u2028\u0130ß\ufb01\u00ad\u3000\t\n",
    "\r\n",
    "\n\n",
    "e\u0301",
)
_ROWS = (
    "“", "” ", "“a” ", "'", "(", ") ", "（", "the ", "the the ", "1 ", "1,000 ", "1.", "(1) ", "a.B", "a,b,", "A.B.",
    "dean ", "，a", "Party Group ", "class A cases ", "President Chen Fengchao, dean of ", "one hundred and ",
    "first, ", "\u0301", "\u202e", "a-", "January 1, 2020 ", "10 million ", "中a", "http://a.b/", "a@b.c ", "-",
    "x" * 40 + " ", "！", "\u2028", "and ",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bench:
    """What texts are checked with."""

    termbase: Termbase
    checks: CheckSet


def make_bench() -> Bench:
    """Every check, on or off by default, with the built-in glossary."""
    termbase = load_termbase()
    return Bench(termbase, CheckSet(CHECKS, termbase.matcher))


def texts(rng: random.Random) -> Iterator[tuple[str, str]]:
    """Pairs of Chinese (often empty) and English without end: made of words, of marks, of rows, of anything."""
    makers: Sequence[Callable[[random.Random], str]] = (_prose, _prose, _marked, _row, _anything)
    while True:
        machine = rng.choice(makers)(rng)
        yield " ".join(rng.choices(_CHINESE, k=rng.randrange(1, 60))) if rng.random() < 0.4 else "", machine


def _prose(rng: random.Random) -> str:
    return " ".join(rng.choices(_WORDS, k=rng.randrange(1, 80)))


def _marked(rng: random.Random) -> str:
    parts = rng.choices((*_WORDS, *_MARKS, *_STRANGE, *_CHINESE), k=rng.randrange(1, 120))
    return "".join(part + rng.choice(("", "", " ")) for part in parts)


def _row(rng: random.Random) -> str:
    unit = rng.choice(_ROWS)
    return unit * rng.choice((1, 3, 50, rng.randrange(1, max(2, 10_000 // len(unit)))))


def _anything(rng: random.Random) -> str:
    return "".join(
        chr(rng.choice((rng.randrange(32, 128), rng.randrange(0x110000)))) for _ in range(rng.randrange(1, 200))
    )


def faults(bench: Bench, source: str, machine: str) -> Iterator[str]:
    """What goes wrong with one text, in a word each."""
    if not machine.strip():
        return
    intake = take_text(source, machine, "fuzz", termbase=bench.termbase)
    mode = intake.document.mode
    begun = time.process_time()
    found = bench.checks.check_document(intake.segments, mode)
    spent = time.process_time() - begun
    if spent > SECONDS * max(1, len(intake.text) / 10_000):
        yield f"{spent:.1f} s for {len(intake.text)} characters"
    yield from _misplaced(intake, found)
    if bench.checks.check_document(intake.segments, mode) != found:
        yield "another answer the second time"
    views = [bench.checks.view(segment, n, mode) for n, segment in enumerate(intake.segments)]
    if arrange(found, views, CHECKS) != found:
        yield "arranging twice differs"
    yield from _endless(bench, intake.segments, mode)


def _misplaced(intake: Intake, found: Sequence[Finding]) -> Iterator[str]:
    starts = dict(zip((s.id for s in intake.segments), offsets(intake.document, intake.segments), strict=True))
    by_id = {s.id: s for s in intake.segments}
    for segment in intake.segments:
        if segment.target and not intake.text.startswith(segment.target, starts[segment.id]):
            yield f"segment {segment.id} is not at its offset"
        if segment.target != segment.target.strip():
            yield f"segment {segment.id} has white space around it"
    for finding in found:
        target = by_id[finding.segment].target
        text = by_id[finding.segment].source if finding.side is Side.SOURCE else target
        if not 0 <= finding.start <= finding.end <= len(text):
            yield f"{finding.check} points outside: {finding.start}–{finding.end} of {len(text)}"
        for fix in finding.fixes:
            if not 0 <= fix.start <= fix.end <= len(target):
                yield f"{finding.check} mends outside: {fix.start}–{fix.end} of {len(target)}"
            elif fix.apply(target) == target and fix.gap is None:
                yield f"{finding.check} has a fix that changes nothing"


def _endless(bench: Bench, segments: Sequence[Segment], mode: Mode) -> Iterator[str]:
    for _ in range(8):
        pairs = [
            (f, next(x for x in f.fixes if x.safe))
            for f in bench.checks.check_document(segments, mode)
            if any(x.safe for x in f.fixes)
        ]
        if not pairs:
            return
        now = []
        for segment in segments:
            mine = [pair for pair in pairs if pair[0].segment == segment.id]
            repaired = repair(segment, mine)
            now.append(replace(segment, target=repaired.target, gap=repaired.gap))
        segments = now
    yield f"safe fixes do not end: {pairs[0][0].check}"


def run(runs: int, seed: int, *, limit: float = float("inf")) -> tuple[int, list[tuple[str, str, str]]]:
    """How many texts were tried, and (fault, source, machine) of those that broke something."""
    bench = make_bench()
    end = time.monotonic() + limit
    broken: list[tuple[str, str, str]] = []
    tried = 0
    for source, machine in texts(random.Random(seed)):
        if tried >= runs or time.monotonic() > end:
            break
        tried += 1
        try:
            broken += [(fault, source, machine) for fault in faults(bench, source, machine)]
        except (
            ArithmeticError,
            LookupError,
            ValueError,
            TypeError,
            AttributeError,
            RecursionError,
            AssertionError,
        ) as error:
            broken.append((repr(error), source, machine))
    return tried, broken


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print what broke, and answer 1 if anything did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    chosen = parser.parse_args(arguments)
    tried, broken = run(chosen.runs, chosen.seed, limit=chosen.seconds)
    for fault, source, machine in broken[:40]:
        print(f"{fault}\n  zh {source[:80]!r}\n  en {machine[:160]!r}")
    print(f"{tried} texts, {len(broken)} faults (seed {chosen.seed})")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
