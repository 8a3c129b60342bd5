"""All benchmarks by one command: `python -m benchmarks [--only NAME]… [--json FILE]`; `--help` names what else."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.table import Report

# The rows of the performance table, in its order; each name is a module with `measure()`.
NAMES = ("glossary", "lookup", "import_terms", "memory", "diff", "checks", "window", "saving", "start")


def run(names: Sequence[str], pofilter: str, server: str = "", *, units: int = 0, toolkit: str = "") -> list[Report]:
    """Measure one after the other, printing each table as soon as it is there."""
    reports = []
    for name in names:
        measure: Callable[..., Report] = importlib.import_module(f"benchmarks.{name}").measure
        known: dict[str, dict[str, object]] = {
            "checks": {"pofilter": pofilter},
            "import_terms": {"server": server},
            "memory": {"toolkit": toolkit, **({"units": units} if units else {})},
        }
        report = measure(**known.get(name, {}))
        sys.stdout.write(f"{report.text()}\n{', '.join(f'{k} {v}' for k, v in report.versions().items())}\n\n")
        sys.stdout.flush()
        reports.append(report)
    return reports


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables and, where asked, write them as one JSON list."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", action="append", choices=NAMES, help="measure this one only; may be given again")
    parser.add_argument("--json", metavar="FILE", help="write the figures as JSON (`-`: to standard output)")
    parser.add_argument(
        "--pofilter", metavar="PATH", default="", help="the peer's command, in an environment of its own"
    )
    parser.add_argument("--server", metavar="URL", default="", help="import into this PostgreSQL termbase too")
    parser.add_argument("--units", metavar="N", type=int, default=0, help="size of the translation memory")
    parser.add_argument(
        "--toolkit", metavar="PYTHON", default="", help="a Python with translate-toolkit, the memory's peer"
    )
    chosen = parser.parse_args(arguments)
    names = chosen.only or NAMES
    reports = run(names, chosen.pofilter, chosen.server, units=chosen.units, toolkit=chosen.toolkit)
    text = json.dumps([report.data() for report in reports], ensure_ascii=False, indent=1) + "\n"
    if chosen.json == "-":
        sys.stdout.write(text)
    elif chosen.json:
        Path(chosen.json).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
