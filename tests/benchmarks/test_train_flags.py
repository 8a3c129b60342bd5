"""Training on a small made-up set: it learns what was planted, keeps articles apart, and writes what is read again."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from benchmarks import train_flags
from benchmarks.contrast import damages, read_articles
from benchmarks.train_flags import folds, logistic
from editor.checks.weights import Weights


def made_up(path: Path) -> None:
    """Six correct articles, every third sentence with a wrong digit or said twice, and the raters' marks on it."""
    articles = read_articles()[:6]
    wrong = {(d.article, d.segment): d for d in damages(articles, ["digit changed", "sentence repeated"])}
    rows = []
    for a, article in enumerate(articles):
        for n, (source, target) in enumerate(article):
            damage = wrong.get((a, n)) if n % 3 == 0 else None
            mt = damage.target if damage else target
            mark = {"start": 0, "end": len(mt), "side": "mt", "category": "X", "severity": "Major", "rater": 0}
            place = {"set": "abc"[a % 3], "doc": f"d{a}", "seg": n, "system": "s", "human": False, "gov": False}
            row = {**place, "id": f"{a}/{n}", "source": source, "mt": mt, "n_raters": 1}
            rows.append({**row, "spans": [mark] if damage else []})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def test_training_learns_writes_and_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data, weights, page = tmp_path / "data.jsonl", tmp_path / "weights.json", tmp_path / "page.md"
    made_up(data)
    monkeypatch.setattr(train_flags, "WEIGHTS", weights)
    monkeypatch.setattr(train_flags, "TABLE", page)
    monkeypatch.setattr(train_flags, "FOLDS", 3)
    train_flags.main([str(data), "--write", "--boot", "3"])
    assert "AUC of risk" in capsys.readouterr().out
    learnt = msgspec.json.decode(weights.read_bytes(), type=Weights)
    assert learnt.features["findings"].weight > 0.2
    assert learnt.signature.articles == 6
    assert learnt.checks["A06"].right == learnt.checks["A06"].found
    assert "|A06|" in page.read_text("utf-8")


def test_no_article_teaches_its_own_test(tmp_path: Path) -> None:
    made_up(tmp_path / "d")
    cases = [train_flags.Case(j, (), {}) for j in train_flags.read_judged(tmp_path / "d")]
    for by_set in (False, True):
        parts = folds(cases, by_set=by_set)
        assert sum(len(test) for _, test in parts) == len(cases)
        for train, test in parts:
            assert not {c.judged.doc for c in train} & {c.judged.doc for c in test}


def test_a_logistic_regression_finds_the_odds_it_was_drawn_from() -> None:
    np = train_flags.np
    draws = np.random.default_rng(1)
    rows = np.c_[np.ones(20_000), draws.normal(size=20_000)]
    truth = (draws.random(20_000) < 1 / (1 + np.exp(-(0.5 + 1.5 * rows[:, 1])))).astype(float)
    assert logistic(rows, truth, 0.001) == pytest.approx([0.5, 1.5], abs=0.08)
