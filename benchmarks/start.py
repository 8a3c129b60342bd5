"""Cold start: the command's help, the sample article checked, and a usable window beside an empty PySide6 window.

Every run is a process of its own; files may be in the system's cache. `python -m benchmarks.start [--runs N]`.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.processes import ROOT, Taken, fastest, fastest_until_said, python
from benchmarks.table import Report, Row

ARTICLE = ROOT / "tests" / "data" / "seed" / "changjiang-court.mt.en.txt"
HELP_LIMIT, CHECK_LIMIT = 300, 2_000

EMPTY = """
import time
import PySide6.QtWidgets as w
a = w.QApplication([])
m = w.QMainWindow()
m.resize(1440, 900)
m.show()
a.processEvents()
print(time.process_time(), flush=True)
"""
# The very function behind `zhubi open --sample`; a timer looks when the article stands in the shown window.
OURS = """
import time
from editor.cli.open import open_window
from editor.sample import sample_project
from editor.gui.app import make_application
from editor.gui.window import MainWindow
from PySide6.QtCore import QTimer
application = make_application()
def look():
    shown = [w for w in application.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible() and w.desk]
    if shown:
        timer.stop()
        shown[0].repaint()
        application.processEvents()
        print(time.process_time(), flush=True)
        shown[0].close()
timer = QTimer()
timer.timeout.connect(look)
timer.start(0)
open_window(sample_project())
"""
# The same, with the sample's project made first, as at the very first start.
FIRST = f"""
import os, tempfile
os.environ["HOME"] = tempfile.mkdtemp(dir=os.environ["HOME"])
{OURS}"""
QT_FREE = """
import sys
from editor.cli.main import run
run(["--help"])
print()
print(sum(name.startswith(("PySide6", "shiboken6")) for name in sys.modules))
"""


def measure(runs: int = 5) -> Report:
    """The rows “Cold start”."""
    report = Report("Cold start (fastest of several; wall clock, and processor time)", ("PySide6-Essentials", "click"))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _add(report, "bare", "python -c pass", fastest(python("-c", "pass"), home, runs=runs))
        help_ = fastest(python("-m", "editor", "--help"), home, runs=runs)
        _add(report, "help", "zhubi --help", help_, limit=HELP_LIMIT)
        loaded = int(fastest(python("-c", QT_FREE), home, runs=1).output.split()[-1])
        report.add(Row("help", "Qt modules loaded", loaded, "modules", goal="none", met=loaded == 0))
        check = python("-m", "editor", "check", str(ARTICLE), "--fail-on", "never")
        _add(report, "seed article", "zhubi check", fastest(check, home, runs=runs), limit=CHECK_LIMIT)
        empty = fastest_until_said(python("-c", EMPTY), home, runs=runs)
        fastest_until_said(python("-c", OURS), home, runs=1)
        first = fastest_until_said(python("-c", FIRST), home, runs=runs)
        again = fastest_until_said(python("-c", OURS), home, runs=runs)
    beside = _add(report, "window", "empty PySide6 window", empty)
    report.compare("window", "zhubi open --sample", again.wall, beside, at_most=2)
    processor = report.add(Row("window, processor", "empty PySide6 window", empty.cpu))
    report.compare("window, processor", "zhubi open --sample", again.cpu, processor, at_most=2)
    report.compare("window, sample made first", "zhubi open --sample", first.wall, beside)
    return report


def _add(report: Report, work: str, tool: str, taken: Taken, *, limit: float | None = None) -> Row:
    goal, met = ("", None) if limit is None else (f"≤ {limit:,} ms", taken.wall <= limit)
    return report.add(Row(work, tool, taken.wall, goal=goal, met=met))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--runs", type=int, default=5)
    measure(parser.parse_known_args()[0].runs).show()


if __name__ == "__main__":
    main()
