"""Random and hostile texts break no check. 400 here at most; `python -m benchmarks.fuzz --runs 20000` for more."""

from __future__ import annotations

import pytest

from benchmarks import fuzz

SECONDS = 8.0


def test_no_text_breaks_a_check(monkeypatch: pytest.MonkeyPatch) -> None:
    # Time is judged by the full run: this machine may be busy.
    monkeypatch.setattr(fuzz, "SECONDS", 5.0)
    tried, broken = fuzz.run(400, 7, limit=SECONDS)
    assert tried > 20
    assert broken == []


def test_the_fuzz_sees_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "SECONDS", -1.0)
    assert fuzz.run(3, 1)[1]
