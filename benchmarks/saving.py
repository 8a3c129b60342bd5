"""One durable edit of a project beside one fdatasync of as many bytes and beside rewriting a JSON project."""

from __future__ import annotations

import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.table import Report, Row
from editor.core.model import Document, Mode, Segment, SegmentId
from editor.project import Project

SIZES = (1_000, 10_000, 100_000)
EDITS = 300
REWRITES = 3


def measure(sizes: Sequence[int] = SIZES, edits: int = EDITS) -> Report:
    """Medians and 95th percentiles in milliseconds for each size of project."""
    report = Report("Saving one edit durably")
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        for size in sizes:
            _measure(report, Path(folder), size, edits)
    return report


def main() -> None:
    """Print the table."""
    measure().show()


def _measure(report: Report, folder: Path, size: int, count: int) -> None:
    segments = [_segment(n) for n in range(size)]
    work = f"{size:,} segments"
    path = folder / f"{size}.zhubi"
    project = Project.create(path, Document("d", "News", "txt", Mode.BILINGUAL), segments)
    written = _bytes_of_an_edit(project)
    # Turn and turn about, because the disk and the machine have their moods.
    edits, syncs = [], []
    with (folder / "plain").open("wb", buffering=0) as plain:
        # Written into a file that has its size already: the cheapest durable write there is.
        _write(plain.fileno(), 0, written * count)
        for n in range(count):
            syncs.append(_timed(lambda n=n: _write(plain.fileno(), n * written, written)))  # type: ignore[misc]
            edits.append(_timed(lambda n=n: _edit(project, n)))  # type: ignore[misc]
    beside = report.add(Row(work, f"write {written:,} bytes + fdatasync", statistics.median(syncs)))
    report.compare(work, "zhubi: set_target, committed", statistics.median(edits), beside, at_most=3.0)
    report.add(Row(f"{work}, p95", "write + fdatasync", _p95(syncs)))
    report.add(Row(f"{work}, p95", "zhubi", _p95(edits)))
    rewrites = [_timed(lambda: _rewrite(folder / "peer.json", segments)) for _ in range(REWRITES)]
    report.compare(work, "JSON project rewritten", statistics.median(rewrites), beside)
    project.close()
    report.add(Row(work, "zhubi: open and verify", _timed(lambda: Project.open(path).abandon())))
    path.unlink()


def _bytes_of_an_edit(project: Project) -> int:
    """What the log grows by for an edit, on average over the first hundred."""
    log = project.path.with_name(project.path.name + "-wal")
    before = log.stat().st_size
    for n in range(100):
        _edit(project, n)
    return (log.stat().st_size - before) // 100


def _edit(project: Project, n: int) -> None:
    segment = project.segments[random.Random(n).randrange(len(project.segments))]
    project.set_target(segment.id, f"The court published its list of cases for the {n}th time this year.")


def _write(descriptor: int, offset: int, size: int) -> None:
    os.pwrite(descriptor, bytes(size), offset)
    os.fdatasync(descriptor)


def _rewrite(path: Path, segments: list[Segment]) -> None:
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as file:
        json.dump([asdict(segment) for segment in segments], file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _segment(n: int) -> Segment:
    text = f"The people's court of district {n} accepted the case and heard it in public on the same day."
    return Segment(SegmentId(n + 1), f"第{n}区人民法院受理该案并于当日公开开庭审理。", text, text)


def _timed(deed: Callable[[], object]) -> float:
    start = time.perf_counter()
    deed()
    return (time.perf_counter() - start) * 1000


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    main()
