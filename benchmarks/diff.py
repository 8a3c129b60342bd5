"""The difference of two segments of 30 tokens and of long texts, beside its peers; no product code here."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import partial

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel, Levenshtein

from benchmarks.table import Report, Row, best_of
from editor.core.diff import diff

WORDS = (
    "the court people president of law trial case work reform judge party county meeting and to for members must hold"
    " study carry improve quality efficiency service legal system team new year national provincial first in on with"
)
SHORT = 30
LIMIT = 0.1
# For long texts: the share of difflib's time that the performance table allows (11 of 80 ms, 80 ms of 3 s).
SHARES = {2_000: 0.14, 10_000: 0.027}
PAIRS = 200
# difflib takes the square of the length: 10,000 tokens are one run of many seconds.
DIFFLIB_RUNS = 3

Pair = tuple[str, str]


def measure(sizes: Sequence[int] = (2_000, 10_000), pairs: int = PAIRS) -> Report:
    """Milliseconds for one pair; ours gives hunks with spans and white space, the peers what they give."""
    report = Report("Diff (one pair, processor time)", ("rapidfuzz", "diff-match-patch"))
    rng = random.Random(7)
    short = [_pair(rng, SHORT) for _ in range(pairs)]
    work = f"{SHORT} tokens"
    figure = _each(diff, short)
    report.add(Row(work, "zhubi", figure, goal="≤ 0.1 ms", met=figure <= LIMIT))
    _peers(report, work, short, 7)
    for size in sizes:
        long = [_pair(rng, size)]
        work = f"{size:,} tokens"
        peers = _peers(report, work, long, DIFFLIB_RUNS)
        figure = _each(diff, long)
        report.compare(work, "zhubi", figure, peers[0], at_most=SHARES.get(size))
        report.compare(work, "zhubi", figure, peers[1])
    return report


def _peers(report: Report, work: str, pairs: list[Pair], runs: int) -> tuple[Row, Row]:
    """The rows of the peers; those of difflib and of rapidfuzz's opcodes are what ours is compared with."""
    known = report.add(Row(work, "difflib, words only", _each(_difflib, pairs, runs)))
    fast = report.add(Row(work, "rapidfuzz Indel opcodes, words only", _each(_indel, pairs)))
    report.add(Row(work, "rapidfuzz Levenshtein distance, words", _each(_distance, pairs)))
    report.add(Row(work, "diff-match-patch, characters", _each(_patch, pairs, runs)))
    return known, fast


def _pair(rng: random.Random, size: int) -> Pair:
    words = WORDS.split()
    before = [rng.choice(words) for _ in range(size)]
    after = [rng.choice(words) if rng.random() < 0.12 else word for word in before if rng.random() > 0.05]
    return " ".join(before), " ".join(after)


def _difflib(before: str, after: str) -> object:
    return SequenceMatcher(None, before.split(), after.split(), autojunk=False).get_opcodes()


def _indel(before: str, after: str) -> object:
    return Indel.opcodes(before.split(), after.split()).as_list()


def _distance(before: str, after: str) -> object:
    return Levenshtein.distance(before.split(), after.split())


def _patch(before: str, after: str) -> object:
    return diff_match_patch().diff_main(before, after)  # stops after its default 1 s


def _each(run: Callable[[str, str], object], pairs: list[Pair], runs: int = 7) -> float:
    return best_of(partial(_all, run, pairs), repeat=runs, cpu=True) / len(pairs)


def _all(run: Callable[[str, str], object], pairs: list[Pair]) -> None:
    for before, after in pairs:
        run(before, after)


def main() -> None:
    """Print the table."""
    measure().show()


if __name__ == "__main__":
    main()
