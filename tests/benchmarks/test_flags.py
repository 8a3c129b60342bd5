"""The flag benchmark counts by hand-worked cases (equal to `score_flags.py` on its data, tried by hand)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.flags import main
from benchmarks.judgements import Judged, area, bootstrap, count, count_documents, figures, flags_of, total


def mark(
    start: int, end: int, severity: str = "Major", rater: int = 0, side: str = "mt", what: str = "X"
) -> dict[str, Any]:
    return {"start": start, "end": end, "side": side, "category": what, "severity": severity, "rater": rater}


def row(name: str, mt: str, spans: list[dict[str, Any]], raters: int = 1, source: str = "他去了。") -> dict[str, Any]:
    place = {"set": "own", "doc": name[0], "seg": int(name[1:]), "system": "s", "human": False, "gov": False}
    return {**place, "id": name, "source": source, "mt": mt, "n_raters": raters, "spans": spans}


ROWS = [
    row("a1", "He paid 30 yuan.", [mark(8, 10)], source="他支付了3元。"),
    row("a2", "He has gone.", []),
    row("b1", "He go.", [mark(3, 5, "Minor")]),
    row("b2", "He he went.", [mark(0, 5, rater=0), mark(3, 5, rater=1), mark(0, 2, "Neutral", rater=2)], 3),
]
JUDGED = [Judged(r) for r in ROWS]


def flag(start: int | None, end: int | None, severity: str = "major", side: str = "mt") -> dict[str, Any]:
    return {"start": start, "end": end, "severity": severity, "side": side, "check": "T"}


def test_bad_clean_and_agreed_regions() -> None:
    assert [j.bad for j in JUDGED] == [True, False, False, True]
    assert [j.clean for j in JUDGED] == [False, True, False, False]
    assert JUDGED[3].regions == (frozenset({3, 4}),)
    assert JUDGED[3].marked == {0, 1, 2, 3, 4}


def test_chance_is_the_share_of_places_at_which_a_flag_would_touch_a_mark() -> None:
    assert JUDGED[0].chance(2) == pytest.approx((3 / 15, 3 / 15))
    assert JUDGED[2].chance(6) == (1.0, 0.0)


def test_flags_are_cut_to_the_text() -> None:
    assert flags_of(JUDGED[2], {"flags": [flag(3, 99), flag(6, 6), flag(None, None)]}) == [
        ("mt", 3, 6, "T", True),
        ("mt", 5, 6, "T", True),
        ("seg", 0, 0, "T", True),
    ]


def test_figures_of_four_segments() -> None:
    flags = {"a1": [flag(8, 10)], "a2": [flag(0, 2)], "b1": [flag(3, 5, "minor")], "b2": []}
    found = figures(total(count(j, flags_of(j, {"flags": flags[j.id]})) for j in JUDGED))
    assert found["seg (any flag) MCC"] == pytest.approx((1 * 0 - 2 * 1) / (3 * 2 * 2 * 1) ** 0.5)
    assert found["seg (high flags) MCC"] == 0.0
    assert found["flag precision (any error)"] == pytest.approx(2 / 3)
    assert found["located flags: chance in same segment"] == pytest.approx((3 / 15 + 0 + 3 / 5) / 3)
    assert found["recall of consensus Major regions"] == 0.5
    assert found["false alarms /100 clean segs"] == 100.0


def test_an_omission_is_met_by_a_flag_on_the_source() -> None:
    judged = Judged(row("c1", "Gone.", [mark(0, 0, side="none", what="Accuracy/Omission")]))
    tally = count(judged, flags_of(judged, {"flags": [flag(0, 1, side="src")]}))
    assert (tally["* right"], tally["* grave"], tally["* located"]) == (1, 1, 0)


def test_area_counts_ties_half() -> None:
    assert area([(0.9, True), (0.5, True), (0.5, False), (0.1, False)]) == 0.875


def test_intervals_hold_the_figure() -> None:
    documents = count_documents(JUDGED, {"a1": [("mt", 8, 10, "T", True)], "b1": [("mt", 3, 5, "T", False)]})
    low, high = bootstrap(documents, 50)["flags /100 segs"]
    assert low <= figures(total(documents.values()))["flags /100 segs"] <= high


def test_the_command_prints_tables_examples_and_predictions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, out, said = tmp_path / "d.jsonl", tmp_path / "p.jsonl", tmp_path / "f.json"
    data.write_text("".join(json.dumps(r) + "\n" for r in ROWS), "utf-8")
    main([str(data), "--boot", "5", "--predictions", str(out), "--json", str(said)])
    assert "4 segments of 2 articles, 2 bad, 1 clean" in capsys.readouterr().out
    predictions = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [p["id"] for p in predictions] == ["a1", "a2", "b1", "b2"]
    assert [f["check"] for f in predictions[0]["flags"]] == ["X01"]
    assert {c["check"]: c["right"] for c in json.loads(said.read_text("utf-8"))["checks"]}["X01"] == 1.0
    main([str(data), "--examples", "X01", "5"])
    assert "0: Major X mt [30]" in capsys.readouterr().out
