"""All checks over bilingual segments, and one edited segment, beside translate-toolkit's pofilter.

`python -m benchmarks.checks [--pofilter PATH]`. pofilter is GPL: it stays in an environment of its own (`python3 -m
venv V && V/bin/pip install translate-toolkit`, then `--pofilter V/bin/pofilter`), runs as a process of its own and is
never imported here. Both sides get the same pairs in memory and are timed in processor time without reading files.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from benchmarks.pairing import read_articles
from benchmarks.table import Report, Row, best_of
from editor.checks.framework import CheckSet
from editor.core.model import Mode, Segment, SegmentId
from editor.termbase import load_termbase, make_checks

ARTICLES = 1_000
ROUNDS = 5
EDIT_LIMIT = 10
# Run by the peer's own Python: its two standard checkers over every unit, fastest of seven, in seconds.
PEER = """
import json, sys, time
from translate.filters import checks
from translate.filters.pofilter import pocheckfilter
from translate.storage import po
import types
pairs = json.load(open(sys.argv[1], encoding="utf-8"))
units = []
for source, target in pairs:
    unit = po.pounit(source)
    unit.target = target
    units.append(unit)
options = types.SimpleNamespace(
    limitfilters=None, excludefilters=None, includefuzzy=True, includereview=True, autocorrect=False, addnotes=False
)
config = checks.CheckerConfig(targetlanguage="en")
peer = pocheckfilter(options, [checks.StandardChecker, checks.StandardUnitChecker], config)
best = float("inf")
for _ in range(7):
    start = time.process_time()
    for unit in units:
        peer.filterunit(unit)
    best = min(best, time.process_time() - start)
filters = sum(len(checker.defaultfilters) for checker in peer.checker.checkers)
from importlib.metadata import version
print(json.dumps({"seconds": best, "filters": filters, "version": version("translate-toolkit")}))
"""


def articles() -> list[list[tuple[str, str]]]:
    """The paired sentences of the test articles, article by article."""
    names = ("tuning.txt", "held-out.txt")
    return [[pair for part in article for pair in part] for name in names for article in read_articles(name)]


def measure(count: int = ARTICLES, *, pofilter: str = "", repeat: int = 15) -> Report:
    """The rows “Checks” over `count` articles, each a document of its own."""
    report = Report("Checks, all on, bilingual (processor time)", ("ahocorasick-rs", "regex"))
    texts = articles()[:count]
    documents = [[Segment(SegmentId(n), zh, en, en) for n, (zh, en) in enumerate(text, 1)] for text in texts]
    segments = [segment for document in documents for segment in document]
    work = f"{len(segments):,} segments in {len(documents)} articles"
    ours = make_checks(load_termbase())
    _documents(ours, documents)
    tool = f"zhubi, {len(ours.checks)} checks with glossary"
    flat = [pair for text in texts for pair in text]
    speed, peer = 0.0, None
    # Turn and turn about, because the machine has its moods; the best of each counts.
    for _ in range(ROUNDS if pofilter else 1):
        taken = best_of(partial(_documents, ours, documents), repeat=repeat, seconds=30, cpu=True)
        speed = max(speed, len(segments) / taken * 1000)
        again = _peer(flat, work, pofilter)
        peer = again if peer is None or (again is not None and again.value > peer.value) else peer
    if peer is None:
        report.add(Row(work, tool, speed, "segments/s", "pofilter not measured: give --pofilter PATH"))
    else:
        beside = report.add(peer)
        ratio = speed / beside.value
        report.add(Row(work, tool, speed, "segments/s", beside.tool, ratio, "≥ 2 ×", ratio >= 2))
    one = max(best_of(partial(_edited, ours, s), repeat=5, cpu=True) for s in segments[:60])
    report.add(Row("one edited segment", "zhubi, slowest of 60", one, goal="≤ 10 ms", met=one <= EDIT_LIMIT))
    return report


def _documents(checks: CheckSet, documents: Sequence[Sequence[Segment]]) -> None:
    for document in documents:
        checks.check_document(document, Mode.BILINGUAL)


def _edited(checks: CheckSet, segment: Segment) -> None:
    checks.check_segment(segment, 0, Mode.BILINGUAL)


def _peer(texts: Sequence[tuple[str, str]], work: str, pofilter: str) -> Row | None:
    """The peer's row, measured by its own Python on the same texts; None where no peer is named."""
    if not pofilter:
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pairs.json"
        file.write_text(json.dumps(texts, ensure_ascii=False), "utf-8")
        command = [str(Path(pofilter).with_name("python")), "-c", PEER, str(file)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    said = json.loads(done.stdout)
    tool = f"pofilter {said['version']}, {said['filters']} checks"
    return Row(work, tool, len(texts) / said["seconds"], "segments/s")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--pofilter", default="")
    measure(pofilter=parser.parse_known_args()[0].pofilter).show()


if __name__ == "__main__":
    main()
