"""The shared table of the benchmarks: ratios, goals and JSON say the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.table import Report, Row, best_of


def test_a_ratio_is_counted_against_its_row_and_its_goal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    report = Report("Diff", packages=("msgspec", "no-such-package"))
    limit = report.add(Row("30 words", "raw", 2.0))
    assert report.compare("30 words", "ours", 5.0, limit, at_most=2).met is False
    assert report.compare("30 words", "ours", 3.0, limit, at_most=2).met is True
    file = tmp_path / "figures.json"
    report.show(["--json", str(file)])
    printed = capsys.readouterr().out
    assert "2.50 ×" in printed
    assert "NO" in printed
    data = json.loads(file.read_text("utf-8"))
    assert [row["ratio"] for row in data["rows"]] == [None, 2.5, 1.5]
    assert data["versions"]["no-such-package"] == "not installed"
    assert data["versions"]["msgspec"][0].isdigit()


def test_the_fastest_run_counts() -> None:
    turns: list[int] = []
    assert best_of(lambda: turns.append(1), repeat=3, seconds=600.0) >= 0
    assert len(turns) == 3
