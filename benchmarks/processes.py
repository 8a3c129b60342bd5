"""Timing whole programs: wall clock and processor time of a child; no figures of ours or of a peer here."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Taken:
    """The fastest of several runs of a program: milliseconds by the clock and on the processor, and what it printed."""

    wall: float
    cpu: float
    output: str


def peak_memory() -> float:
    """The memory this process needed at most, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # the other figure begins with the peak of the process this one was started from
        return int(status.read_text("utf-8").split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def environment(home: Path) -> dict[str, str]:
    """The environment of a person without settings or projects, and without a screen."""
    known = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "HOME": str(home)}
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        known[name] = str(home / name.lower())
    # Compiled modules are kept as in any installation, but not beside the sources.
    known.pop("PYTHONDONTWRITEBYTECODE", None)
    known["PYTHONPYCACHEPREFIX"] = str(home / "compiled")
    return known


def python(*arguments: str) -> list[str]:
    """The command that runs this Python."""
    return [sys.executable, *arguments]


def fastest(command: Sequence[str], home: Path, *, runs: int = 5) -> Taken:
    """Run a program to its end several times; a failing one raises CalledProcessError."""
    wall, cpu, output = float("inf"), float("inf"), ""
    for _ in range(runs):
        before, start = os.times(), time.perf_counter()
        done = subprocess.run(command, env=environment(home), capture_output=True, encoding="utf-8", check=True)
        wall = min(wall, time.perf_counter() - start)
        after = os.times()
        spent = after.children_user + after.children_system - before.children_user - before.children_system
        cpu = min(cpu, spent)
        output = done.stdout
    return Taken(wall * 1000, cpu * 1000, output)


def fastest_until_said(command: Sequence[str], home: Path, *, runs: int = 5) -> Taken:
    """As `fastest`, but until the program prints its first line: its own processor seconds up to there."""
    wall, cpu, output = float("inf"), float("inf"), ""
    for _ in range(runs):
        start = time.perf_counter()
        with subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, encoding="utf-8") as child:
            assert child.stdout is not None
            output = child.stdout.readline()
            wall = min(wall, time.perf_counter() - start)
            child.stdout.read()
        if child.returncode:
            raise subprocess.CalledProcessError(child.returncode, command, output)
        cpu = min(cpu, float(output))
    return Taken(wall * 1000, cpu * 1000, output)
