"""Importing a million terms into the termbase, in a file and (with `--server URL`) on PostgreSQL: time, memory, stop.

`python -m benchmarks.import_terms [--terms 1000000] [--server postgresql://REVIEWER@…]`
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.processes import peak_memory
from benchmarks.table import Report, Row
from glossary.model import Concept, ConceptId, Term
from glossary.proposals import Role
from glossary.store.faults import Cancelled
from glossary.store.termbase import TermbaseStore

TERMS = 1_000_000
STOP_AT = 0.5  # the share of the import after which the person stops it


def concepts(terms: int, prefix: str) -> Iterator[Concept]:
    """Concepts of two terms each, made one by one."""
    for n in range(terms // 2):
        chinese = Term(f"第{n}类行政案件集中管辖", "zh", source="https://example.org/list")
        english = Term(f"centralized jurisdiction over administrative cases of class {n}", "en")
        yield Concept(ConceptId(f"{prefix}{n:07}"), "procedure", (chinese, english), definition="Made for measuring.")


def import_once(where: str, terms: int) -> dict[str, float]:
    """Import and be measured: seconds, the memory the process needed at most (MB), and how long a stop took."""
    with TermbaseStore.open(where, who="measurer", role=Role.REVIEWER) as store:
        stopped_after = _stop(store, min(terms, 200_000))
        before = peak_memory()
        began = time.perf_counter()
        report = store.import_concepts(concepts(terms, f"m{time.time_ns()}-"), label="measured")
        taken = time.perf_counter() - began
    peak = peak_memory()
    return {"seconds": taken, "terms": report.terms, "peak": peak, "before": before, "stop": stopped_after}


def _stop(store: TermbaseStore, terms: int) -> float:
    asked: list[float] = []
    done = 0

    def progress(number: int) -> None:
        nonlocal done
        done = number

    def cancelled() -> bool:
        if done >= terms / 2 * STOP_AT:
            asked.append(time.perf_counter())
        return bool(asked)

    try:
        store.import_concepts(concepts(terms, "stop"), label="stopped", progress=progress, cancelled=cancelled)
    except Cancelled:
        return time.perf_counter() - asked[0]
    raise AssertionError("the import was to be stopped")


def measure(terms: int = TERMS, server: str = "") -> Report:
    """Figures for a file, and for a server where one is named, each in a process of its own."""
    report = Report(f"Importing {terms:,} terms in one transaction", ("sqlalchemy", "psycopg"))
    with tempfile.TemporaryDirectory() as folder:
        places = {"SQLite": str(Path(folder) / "termbase.sqlite")} | ({"PostgreSQL": server} if server else {})
        for tool, where in places.items():
            command = [sys.executable, "-m", "benchmarks.import_terms", "--terms", str(terms), "--one", where]
            done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
            taken = json.loads(done.stdout)
            work = f"{int(taken['terms']):,} terms"
            met = taken["seconds"] < 60
            report.add(Row(work, tool, taken["seconds"], "s", goal="< 60 s", met=met))
            report.add(Row("memory at most", tool, taken["peak"], "MB", goal="< 300 MB", met=taken["peak"] < 300))
            report.add(Row("stopped half-way", tool, taken["stop"], "s", goal="< 1 s", met=taken["stop"] < 1))
    return report


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--terms", type=int, default=TERMS)
    parser.add_argument("--server", default="", help="the address of a termbase, as one of its reviewers")
    parser.add_argument("--one", metavar="WHERE", help="measure this one in this process")
    parser.add_argument("--json", metavar="FILE", help="write the figures as JSON")
    chosen = parser.parse_args()
    if chosen.one:
        sys.stdout.write(json.dumps(import_once(chosen.one, chosen.terms)))
    else:
        measure(chosen.terms, chosen.server).show()


if __name__ == "__main__":
    main()
