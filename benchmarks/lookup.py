"""Looking terms up while typing, at several sizes of the glossary, and making the index for it.

`python -m benchmarks.lookup [--json FILE]`. Glossaries are those of `benchmarks.glossary`; every prefix of each query
is asked, as typing asks, and the slowest answer counts.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from benchmarks.glossary import concepts
from benchmarks.table import Report, Row
from glossary.lookup import Lookup

SIZES = (1_000, 10_000, 100_000)
QUERIES = ("环境诉讼", "huanjingsusong", "huán jìng", "huan2jing4", "environmental litigation", "e", "zzzzzz", "案件")
GOAL_MS = 50.0


def slowest(lookup: Lookup) -> float:
    """Milliseconds of the slowest answer to any beginning of the queries."""
    worst = 0.0
    for query in QUERIES:
        for end in range(1, len(query) + 1):
            began = time.perf_counter()
            lookup.find(query[:end])
            worst = max(worst, (time.perf_counter() - began) * 1000)
    return worst


def measure(sizes: Sequence[int] = SIZES) -> Report:
    """The rows for all sizes."""
    report = Report("Looking terms up", ("pypinyin",))
    for size in sizes:
        made = concepts(size)
        began = time.perf_counter()
        lookup = Lookup(made)
        took = (time.perf_counter() - began) * 1000
        report.add(Row(f"index of {size} concepts", "Zhubi", took))
        worst = min(slowest(lookup) for _ in range(3))
        report.add(
            Row(f"slowest key of {size} concepts", "Zhubi", worst, goal=f"≤ {GOAL_MS:g} ms", met=worst <= GOAL_MS)
        )
    return report


def main() -> None:
    """Print the table."""
    measure().show()


if __name__ == "__main__":
    main()
