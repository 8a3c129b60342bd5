"""Many small articles through `zhubi batch`: pairs a second, and the memory of every process as it goes.

`python -m benchmarks.batch [COUNT]` makes COUNT pairs (10,000 when left out) in a folder of its own and prints a line
every ten seconds: files done, and the resident memory of the first process and of the others in MB (Linux).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

CHINESE = "第{n}次会议由院长主持。全市法院受理案件3.2万件。\n一、与会人员学习了文件。\n"
ENGLISH = "Meeting {n} was chaired by the president.The courts of the city accepted {number} cases.\n01. It ended.\n"
EVERY = 10.0


def make(folder: Path, count: int) -> None:
    """Write `count` pairs, every third with a wrong number."""
    for n in range(count):
        place = folder / f"{n // 500:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"a{n}.zh.txt").write_text(CHINESE.format(n=n), "utf-8")
        number = "32,000" if n % 3 else "3,200"
        (place / f"a{n}.en.txt").write_text(ENGLISH.format(n=n, number=number), "utf-8")


def resident(process: int) -> list[int]:
    """Resident memory of a process and of its children, in MB."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        except OSError:  # it has ended
            continue
        if str(process) in (status.parent.name, lines["PPid"].strip()) and "VmRSS" in lines:
            found.append((status.parent.name != str(process), int(lines["VmRSS"].split()[0]) // 1024))
    return [size for _, size in sorted(found)]


def measure(count: int) -> int:
    """Run the batch over `count` pairs; its exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "in", Path(name) / "out"
        make(folder, count)
        command = [sys.executable, "-m", "editor", "batch", str(folder), "--to", "html", "--out", str(out)]
        started = time.monotonic()
        with subprocess.Popen([*command, "--fail-on", "never"]) as running:
            journal = out / "zhubi-batch.jsonl"
            while running.poll() is None:
                time.sleep(EVERY)
                done = journal.read_bytes().count(b"\n") if journal.exists() else 0
                sys.stdout.write(f"{time.monotonic() - started:6.0f} s  {done:6} files  MB {resident(running.pid)}\n")
                sys.stdout.flush()
            return running.returncode


def main(arguments: Sequence[str]) -> int:
    """Measure with the number of pairs given."""
    return measure(int(arguments[0]) if arguments else 10_000)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
