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

SEGMENTS = 1_200
EDIT_LIMIT = 10
# Run by the peer's own Python: its two standard checkers over every unit, fastest of three, in seconds.
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
for _ in range(3):
    start = time.process_time()
    for unit in units:
        peer.filterunit(unit)
    best = min(best, time.process_time() - start)
filters = sum(len(checker.defaultfilters) for checker in peer.checker.checkers)
from importlib.metadata import version
print(json.dumps({"seconds": best, "filters": filters, "version": version("translate-toolkit")}))
"""


def pairs(count: int) -> list[tuple[str, str]]:
    """Paired sentences of the test articles, over and over, each time with another year so that no two are equal."""
    known = [p for name in ("tuning.txt", "held-out.txt") for a in read_articles(name) for part in a for p in part]
    made = []
    for n in range(count):
        source, target = known[n % len(known)]
        turn = n // len(known)
        made.append((source, f"{target} In {2000 + turn}." if turn else target))
    return made


def measure(count: int = SEGMENTS, *, pofilter: str = "", repeat: int = 3) -> Report:
    """The rows “Checks”."""
    report = Report("Checks, all on, bilingual (processor time)", ("ahocorasick-rs", "regex"))
    texts = pairs(count)
    segments = [Segment(SegmentId(n), zh, en, en) for n, (zh, en) in enumerate(texts, 1)]
    checks = make_checks(load_termbase())
    checks.check_document(segments, Mode.BILINGUAL)
    seconds = best_of(partial(checks.check_document, segments, Mode.BILINGUAL), repeat=repeat, seconds=30, cpu=True)
    speed = count / seconds * 1000
    work = f"{count:,} segments"
    peer = _peer(texts, pofilter)
    ours = f"zhubi, {len(checks.checks)} checks with glossary"
    if peer is None:
        why = "pofilter not measured: give --pofilter PATH"
        report.add(Row(work, ours, speed, "segments/s", why))
    else:
        beside = report.add(peer)
        ratio = speed / beside.value
        report.add(Row(work, ours, speed, "segments/s", beside.tool, ratio, "≥ 2 ×", ratio >= 2))
    alone = best_of(partial(_segment_wide, checks, segments), repeat=repeat, seconds=30, cpu=True)
    report.add(Row(work, "zhubi, one segment at a time", count / alone * 1000, "segments/s"))
    one = max(best_of(partial(_segment_wide, checks, [s]), repeat=5, cpu=True) for s in segments[:60])
    report.add(Row("one edited segment", "zhubi, slowest of 60", one, goal="≤ 10 ms", met=one <= EDIT_LIMIT))
    return report


def _segment_wide(checks: CheckSet, segments: Sequence[Segment]) -> None:
    for n, segment in enumerate(segments):
        checks.check_segment(segment, n, Mode.BILINGUAL)


def _peer(texts: Sequence[tuple[str, str]], pofilter: str) -> Row | None:
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
    return Row(f"{len(texts):,} segments", tool, len(texts) / said["seconds"], "segments/s")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--pofilter", default="")
    measure(pofilter=parser.parse_known_args()[0].pofilter).show()


if __name__ == "__main__":
    main()
