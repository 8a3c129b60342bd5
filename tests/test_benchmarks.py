"""Every benchmark runs in a tiny configuration and yields its rows; no time is asserted, so that none can rot."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from subprocess import CalledProcessError

import pytest

from benchmarks import __main__ as command
from benchmarks import checks, diff, import_terms, lookup, memory, preview, processes, saving, start, window
from benchmarks.table import Report


def tools(report: Report) -> list[tuple[str, str]]:
    assert report.rows
    assert all(row.value >= 0 for row in report.rows)
    return [(row.work, row.tool) for row in report.rows]


def test_diff_is_measured_beside_its_peers() -> None:
    found = tools(diff.measure(sizes=(40,), pairs=2))
    for work in ("30 tokens", "40 tokens"):
        assert {tool.split()[0] for at, tool in found if at == work} == {
            "zhubi",
            "difflib,",
            "rapidfuzz",
            "diff-match-patch,",
        }


def test_checks_are_measured_and_the_missing_peer_is_named() -> None:
    report = checks.measure(1, repeat=1)
    assert len(tools(report)) == 2
    assert "--pofilter PATH" in report.rows[0].beside
    assert all(chinese and english for article in checks.articles() for chinese, english in article)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_the_peer_of_the_checks_runs_in_a_python_of_its_own(tmp_path: Path) -> None:
    """A `python` beside the named command is run with the pairs; here one that answers as translate-toolkit would."""
    python = tmp_path / "python"
    answer = '{"seconds": 0.5, "filters": 42, "version": "3"}'
    python.write_text(f"#!/bin/sh\ngrep -q '会议' \"$3\" && echo '{answer}'\n", "utf-8")
    python.chmod(0o755)
    rows = checks.measure(1, pofilter=str(tmp_path / "pofilter"), repeat=1).rows
    assert (rows[0].tool, rows[0].value) == ("pofilter 3, 42 checks", 2.0 * len(checks.articles()[0]))
    assert rows[1].ratio == rows[1].value / rows[0].value


def test_saving_is_measured_beside_a_plain_durable_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = tools(saving.measure(sizes=(20,), edits=5))
    assert ("20 segments", "zhubi: set_target, committed") in found
    assert any("fdatasync" in tool for _, tool in found)
    assert not list(tmp_path.iterdir())


def test_a_window_is_measured_beside_a_view_that_measures_every_row(qtbot: object) -> None:
    found = tools(window.measure(counts=(30,), peers=(30,), keys=3))
    assert ("30 segments", "zhubi: show") in found
    assert ("30 segments", "QTableView, ResizeToContents: show") in found
    assert ("30 segments, checked", "zhubi: key to paint, p95") in found


def test_cold_start_is_measured_beside_an_empty_window() -> None:
    report = start.measure(runs=1)
    found = tools(report)
    assert ("window", "empty PySide6 window") in found
    assert ("window", "zhubi open --sample") in found
    assert next(row.value for row in report.rows if row.tool == "Qt modules loaded") == 0


def test_a_program_that_fails_gives_no_figure(tmp_path: Path) -> None:
    with pytest.raises(CalledProcessError):
        processes.fastest(processes.python("-c", "raise SystemExit(3)"), tmp_path, runs=1)
    with pytest.raises(CalledProcessError):
        processes.fastest_until_said(processes.python("-c", "print(1); raise SystemExit(3)"), tmp_path, runs=1)


def test_one_command_measures_all_or_one_and_writes_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny = partial(diff.measure, sizes=(), pairs=2)
    monkeypatch.setattr(diff, "measure", tiny)
    file = tmp_path / "figures.json"
    command.main(["--only", "diff", "--json", str(file)])
    assert "30 tokens" in capsys.readouterr().out
    (report,) = json.loads(file.read_text("utf-8"))
    assert report["versions"]["python"]
    assert report["rows"]
    assert all((Path(command.__file__).parent / f"{name}.py").is_file() for name in command.NAMES)


def test_the_preview_is_measured() -> None:
    assert len(tools(preview.measure(projects=1, segments=5))) == 4


def test_importing_and_looking_up_are_measured() -> None:
    found = tools(import_terms.measure(terms=2_000))
    assert [work for work, _tool in found] == ["2,000 terms", "memory at most", "stopped half-way"]
    assert len(tools(lookup.measure(sizes=(200,)))) == 2


def test_the_memory_is_measured_beside_comparing_with_everything() -> None:
    found = tools(memory.measure(units=400, questions=4))
    assert ("fuzzy look-up, p50", "rapidfuzz over everything") in found
    assert ("fuzzy look-up, p50", "zhubi") in found
