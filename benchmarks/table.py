"""What all benchmarks share: timing, and figures as a table and as JSON with the versions used."""

from __future__ import annotations

import argparse
import gc
import json
import platform
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: what was measured, on what, with which tool; `ratio` compares with the row named in `beside`."""

    work: str
    tool: str
    value: float
    unit: str = "ms"
    beside: str = ""
    ratio: float | None = None
    goal: str = ""
    met: bool | None = None


@dataclass
class Report:
    """The rows of one benchmark."""

    title: str
    packages: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)

    def add(self, row: Row) -> Row:
        """Append a row and return it."""
        self.rows.append(row)
        return row

    def compare(
        self, work: str, tool: str, value: float, beside: Row, *, at_most: float | None = None, unit: str = "ms"
    ) -> Row:
        """Append a row with its ratio to another; with `at_most`, say whether that goal is met."""
        ratio = value / beside.value if beside.value else float("inf")
        goal = "" if at_most is None else f"≤ {at_most:g} ×"
        met = None if at_most is None else ratio <= at_most
        return self.add(Row(work, tool, value, unit, beside.tool, ratio, goal, met))

    def versions(self) -> dict[str, str]:
        """Python, system and package versions the figures belong to."""
        found = {"python": platform.python_version(), "system": platform.platform()}
        for name in self.packages:
            try:
                found[name] = version(name)
            except PackageNotFoundError:
                found[name] = "not installed"
        return found

    def text(self) -> str:
        """The table as aligned text."""
        head = ("work", "tool", "figure", "ratio", "beside", "goal", "met")
        lines = [head, *(_cells(row) for row in self.rows)]
        widths = [max(len(line[n]) for line in lines) for n in range(len(head))]
        printed = [
            "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
        ]
        return "\n".join([self.title, printed[0], "-" * len(printed[0]), *printed[1:]])

    def data(self) -> dict[str, object]:
        """The same as plain values, with the versions."""
        return {"title": self.title, "versions": self.versions(), "rows": [asdict(row) for row in self.rows]}

    def json(self) -> str:
        """The same as JSON."""
        return json.dumps(self.data(), ensure_ascii=False, indent=1)

    def show(self, arguments: Sequence[str] | None = None) -> None:
        """Print the table and, with `--json FILE` (`-` for standard output), write the JSON."""
        parser = argparse.ArgumentParser(description=self.title)
        parser.add_argument("--json", metavar="FILE", help="write the figures as JSON")
        chosen = parser.parse_known_args(arguments)[0]
        sys.stdout.write(self.text() + "\n" + ", ".join(f"{k} {v}" for k, v in self.versions().items()) + "\n")
        if chosen.json == "-":
            sys.stdout.write(self.json() + "\n")
        elif chosen.json:
            Path(chosen.json).write_text(self.json() + "\n", "utf-8")


def best_of(run: Callable[[], object], *, repeat: int = 7, seconds: float = 3.0, cpu: bool = False) -> float:
    """The fastest of up to `repeat` runs in milliseconds; stops early after `seconds`.

    The minimum is what the work costs; the rest is the machine's noise. With `cpu` the time of this process on a
    processor counts, which other programs disturb less; for work that neither waits nor uses several threads.
    Garbage collection is off while measuring.
    """
    clock = time.process_time if cpu else time.perf_counter
    best = float("inf")
    begin = time.perf_counter()
    collecting = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        for _ in range(repeat):
            start = clock()
            run()
            best = min(best, clock() - start)
            if time.perf_counter() - begin > seconds:
                break
    finally:
        if collecting:
            gc.enable()
    return best * 1000


def _cells(row: Row) -> tuple[str, ...]:
    figure = f"{row.value:,.3f}" if row.value < 10 else f"{row.value:,.1f}"
    ratio = "" if row.ratio is None else f"{row.ratio:.2f} ×"
    met = "" if row.met is None else ("yes" if row.met else "NO")
    return row.work, row.tool, f"{figure} {row.unit}", ratio, row.beside, row.goal, met
