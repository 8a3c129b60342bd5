"""The real window killed (kill -9) while somebody types without a pause: what was said to be saved, and what is there.

`python -m benchmarks.kill --kills 200 --workers 2`. The typist is the same module in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.processes import ROOT, environment, python
from benchmarks.table import Report, Row
from editor.core.edits import Edit, Field
from editor.core.model import Document, Mode, Segment, SegmentId
from editor.project import Project

KEYS_A_SECOND = 15
SEGMENTS = 20
WORDS = "the court heard case no 7 and gave judgment on May 12 "
# A kill comes at a random moment up to so many seconds after the first key.
LONGEST = 3.0
LIMIT = 0.5


@dataclass(frozen=True, slots=True)
class Outcome:
    """One kill: acknowledged edits, how many of them are not there, keys not there and the age of the oldest of them.

    `handed` and `written` are the longest seconds from a key to the project and from there to the disk; `stalled` is
    how much later than due a key came at most; `faults` say whatever else is not as it must be.
    """

    acknowledged: int
    lost: int
    keys: int
    keys_lost: int
    oldest: float
    reopened: float
    handed: float
    written: float
    stalled: float
    faults: tuple[str, ...]


def main() -> None:
    """Kill as often as asked and print the table; exit code 1 if anything was lost that must not be."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kill", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--type", metavar="PROJECT", help=argparse.SUPPRESS)
    parser.add_argument("--seed", type=int, default=0, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.type:
        type_for_ever(Path(chosen.type), chosen.seed)
        return
    outcomes = measure(chosen.kills, chosen.workers)
    report = report_on(outcomes)
    report.show(["--json", chosen.json] if chosen.json else [])
    for fault in sorted({fault for outcome in outcomes for fault in outcome.faults}):
        sys.stdout.write(f"fault: {fault}\n")
    sys.exit(any(row.met is False for row in report.rows))


def measure(kills: int, workers: int = 1) -> list[Outcome]:
    """Kill so many windows, several workers at a time, each with a project of its own."""
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".kill-") as folder, ThreadPoolExecutor(workers) as pool:
        shares = [range(n, kills, workers) for n in range(workers)]
        done = pool.map(lambda share: list(_kill_each(Path(folder) / f"w{share.start}", share)), shares)
        return [outcome for outcomes in done for outcome in outcomes]


def report_on(outcomes: list[Outcome]) -> Report:
    """The figures and whether they are as promised."""
    report = Report("kill -9 while typing in the window", packages=("PySide6-Essentials",))
    work = f"{len(outcomes)} kills, {KEYS_A_SECOND} keys a second"
    lost = sum(outcome.lost for outcome in outcomes)
    oldest = max(outcome.oldest for outcome in outcomes)
    slowest = max(outcome.reopened for outcome in outcomes)
    faults = sum(len(outcome.faults) for outcome in outcomes)

    def add(tool: str, value: float, unit: str, goal: str = "", met: bool | None = None) -> None:
        report.add(Row(work, tool, value, unit, goal=goal, met=met))

    add("edits acknowledged", sum(outcome.acknowledged for outcome in outcomes), "edits")
    add("acknowledged edits lost", lost, "edits", "0", lost == 0)
    add("keys typed", sum(outcome.keys for outcome in outcomes), "keys")
    add("keys not there, all kills", sum(outcome.keys_lost for outcome in outcomes), "keys")
    add("keys not there, worst kill", max(outcome.keys_lost for outcome in outcomes), "keys")
    add("age of the oldest of them", oldest * 1000, "ms", f"≤ {LIMIT * 1000:g} ms", oldest <= LIMIT)
    late = sum(outcome.oldest > LIMIT for outcome in outcomes)
    add(f"kills with a key not there older than {LIMIT * 1000:g} ms", late, "kills")
    add("longest from a key to the project", max(outcome.handed for outcome in outcomes) * 1000, "ms")
    add("longest from there to the disk", max(outcome.written for outcome in outcomes) * 1000, "ms")
    add("longest time the window heard no key", max(outcome.stalled for outcome in outcomes) * 1000, "ms")
    add("slowest reopening", slowest * 1000, "ms", "< 2,000 ms", slowest < 2)
    add("locks, notes, files, questions left", faults, "faults", "0", faults == 0)
    return report


def _kill_each(folder: Path, numbers: range) -> Iterator[Outcome]:
    folder.mkdir()
    path = folder / "news.zhubi"
    segments = [_segment(n) for n in range(1, SEGMENTS + 1)]
    Project.create(path, Document("d", "News", "txt", Mode.BILINGUAL), segments).close()
    for number in numbers:
        yield kill_once(path, number)


def _segment(number: int) -> Segment:
    text = f"The court held  meeting {number} ."
    return Segment(SegmentId(number), f"法院召开第{number}次会议。", text, text)


def kill_once(path: Path, seed: int) -> Outcome:
    """Open the project in a window of its own process, let it type, kill it, and look at what is there."""
    rng = random.Random(seed)
    command = python("-m", "benchmarks.kill", "--type", str(path), "--seed", str(seed))
    child = subprocess.Popen(
        command, cwd=ROOT, env=environment(path.parent), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    if child.stdout is None or child.stderr is None:
        raise RuntimeError("the typist has no pipes")
    with child.stdout, child.stderr:
        said = [child.stdout.readline()]
        threading.Event().wait(rng.uniform(0.0, LONGEST))
        killed = time.monotonic()
        child.kill()
        said += child.stdout.readlines()
        complaint = child.stderr.read()
        child.wait()
    # The last line may have been cut in the pipe.
    told = [json.loads(line) for line in said if line.endswith("\n")]
    if not told:
        raise RuntimeError(f"the typist did not type:\n{complaint}")
    return _judge(path, told, killed)


def _judge(path: Path, told: list[dict[str, object]], killed: float) -> Outcome:
    begun = time.perf_counter()
    project = Project.open(path)
    reopened = time.perf_counter() - begun
    edits = project._history.edits
    made = {t["number"]: str(t["text"]) for t in told if t["what"] == "made"}
    saved = [t["number"] for t in told if t["what"] == "saved"]
    keys = [(str(t["key"]), float(str(t["time"]))) for t in told if t["what"] == "key"]
    segment = SegmentId(int(str(told[0]["segment"])))
    # What a number was made of is told by the window's thread, that it is saved by the store's.
    lost = [n for n in saved if isinstance(n, int) and not _has(edits, n, made.get(n))]
    there = project.segment(segment).target
    kept = 0 if not edits or edits[-1].segment != segment or not saved else _kept([key for key, _ in keys], there)
    faults = [] if kept >= 0 else [f"the text is none that was typed: {there!r}"]
    ages = [killed - at for _, at in keys[max(kept, 0) :] if at <= killed]
    faults += [] if project.can_undo or not saved else ["nothing to undo"]
    project.close()
    left = sorted(p.name for p in path.parent.glob(f"{path.name}*"))
    faults += [] if left == [path.name] else [f"left behind: {left}"]
    return Outcome(
        len(saved),
        len(lost),
        len(keys),
        len(ages),
        max(ages, default=0.0),
        reopened,
        *_delays(told),
        _stall(keys),
        tuple(faults),
    )


def _stall(keys: list[tuple[str, float]]) -> float:
    """How much longer than due the window heard no key."""
    times = [at for _, at in keys]
    return max((after - before - 1 / KEYS_A_SECOND for before, after in pairwise(times)), default=0.0)


def _delays(told: list[dict[str, object]]) -> tuple[float, float]:
    """The longest way from a key to the project and from the project to the disk, in seconds."""
    waiting: list[float] = []
    made: dict[object, float] = {}
    handed = written = 0.0
    for line in told:
        at = float(str(line.get("time", 0)))
        # A blank at the end is no change of a text yet.
        if line["what"] == "key" and line["key"] != " ":
            waiting.append(at)
        elif line["what"] == "made":
            made[line["number"]] = at
            handed, waiting = max([handed, *(at - key for key in waiting[:1])]), []
        elif line["what"] == "saved" and line["number"] in made:
            written = max(written, at - made[line["number"]])
    return handed, written


def _has(edits: Sequence[Edit], number: int, text: str | None) -> bool:
    """Whether the journal goes so far, and made the text the window said (if it could still say it)."""
    if number > len(edits):
        return False
    texts = [edit.after for edit in edits[:number] if edit.field is Field.TARGET]
    return text is None or texts[-1] == text


def _kept(keys: list[str], there: str) -> int:
    """How many keys the text on the disk holds; -1 if it is not what any number of them makes."""
    typed, best = "", 0 if not there else -1
    for number, key in enumerate(keys, 1):
        typed += key
        if typed.strip() == there:
            best = number
    return best


# The typist


def type_for_ever(path: Path, seed: int) -> None:
    """Open the project in the real window and type into a segment until killed; say what is made, saved and typed."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    from editor.core.events import Saved, SegmentsChanged
    from editor.gui import files
    from editor.gui.app import make_application, make_window
    from editor.settings import Settings

    application = make_application()
    window = make_window(Settings())
    window.show()
    files.open_path(window, path)
    while window.project is None:
        application.processEvents()
    project, desk = window.project, window.desk
    segment = project.segments[seed % SEGMENTS].id

    def say(what: str, **told: object) -> None:
        # One write: two threads speak.
        os.write(1, (json.dumps({"what": what, **told}) + "\n").encode())

    def made(_event: SegmentsChanged) -> None:
        say("made", number=len(project._history), text=project.segment(segment).target, time=time.monotonic())

    project.events.subscribe(SegmentsChanged, made)
    project.events.subscribe(Saved, lambda event: say("saved", number=event.number, time=time.monotonic()))
    count = 0

    def press() -> None:
        nonlocal count
        editor = desk.grid.editor if desk is not None else None
        if editor is None:
            raise RuntimeError("nothing to type into")
        key = WORDS[count % len(WORDS)]
        count += 1
        # Said first: the key itself may bring the text to the disk.
        say("key", key=key, time=time.monotonic())
        QTest.keyClicks(editor, key)

    if desk is not None:
        desk.grid.go_to(seed % SEGMENTS, 0)
        if desk.grid.editor is not None:
            desk.grid.editor.selectAll()
    say("begin", segment=segment)
    timer = QTimer(interval=int(1000 / KEYS_A_SECOND))
    timer.timeout.connect(press)
    timer.start()
    application.exec()


if __name__ == "__main__":
    main()
