"""Time the difference of two 30-token segments and of a long text against its peers; no product code here."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from difflib import SequenceMatcher

from editor.core.diff import diff

WORDS = (
    "the court people president of law trial case work reform judge party county meeting and to for members must hold"
    " study carry improve quality efficiency service legal system team new year national provincial first in on with"
)


def main() -> None:
    """Print microseconds (short) and milliseconds (long)."""
    rng = random.Random(7)
    pairs = [_pair(rng, 30) for _ in range(300)]
    print(f"30 tokens  zhubi      {_each(diff, pairs) * 1e6:8.1f} µs")
    print(f"30 tokens  difflib    {_each(_plain, pairs) * 1e6:8.1f} µs  (words only, no spans)")
    for size in (400, 2000, 10000):
        print(f"{size} tokens  zhubi  {_each(diff, [_pair(rng, size)]) * 1e3:8.1f} ms")
    print(f"2000 tokens difflib   {_each(_plain, [_pair(rng, 2000)]) * 1e3:8.1f} ms")


def _pair(rng: random.Random, size: int) -> tuple[str, str]:
    words = WORDS.split()
    before = [rng.choice(words) for _ in range(size)]
    after = [rng.choice(words) if rng.random() < 0.12 else word for word in before if rng.random() > 0.05]
    return " ".join(before), " ".join(after)


def _plain(before: str, after: str) -> object:
    return SequenceMatcher(None, before.split(), after.split(), autojunk=False).get_opcodes()


def _each(run: Callable[[str, str], object], pairs: list[tuple[str, str]]) -> float:
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        for before, after in pairs:
            run(before, after)
        best = min(best, (time.perf_counter() - start) / len(pairs))
    return best


if __name__ == "__main__":
    main()
