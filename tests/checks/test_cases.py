"""Runs the cases of every check: `cases/ID.json`, a list of objects, one a case.

    {"kind": "wild" | "synthetic" | "negative" | "known failure",
     "text": "English of one segment", "zh": "its Chinese, may be left out",          # a case of one segment, or
     "segments": [["zh", "en"], ["zh", "en", "gap"], …],                             # one of several (zh may be "")
     "expect": [{"span": "text of the finding's span", "segment": 0,                 # segment: 0 if left out
                 "fixed": "the segment after the first fix", "gap": "its gap after it", "fixes": 0}],
     "year": 2026, "note": "why"}

A case expects exactly its findings, no more: all findings of this one check, in the order of the document. A negative
case has no `expect`. `fixed: null` or `fixes: 0` says that there is no fix. A known failure states what ought to be
and must fail. With Chinese in any segment the case is bilingual. The built-in glossary is used.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import resources
from editor.checks.catalogue import CHECKS
from editor.checks.framework import CheckSet, Profile
from editor.core.model import Finding, Mode, Segment, SegmentId, Side
from glossary.matching import Matcher

CASES = Path(__file__).parent / "cases"
BY_ID = {check.id: check for check in CHECKS}
KINDS = ("wild", "synthetic", "negative", "known failure")


@cache
def builtin_matcher() -> Matcher:
    """The matcher every case is run with."""
    path = resources.folder("glossaries") / "court-news.jsonl"
    if not path.exists():
        return Matcher(())
    from glossary.files import load_glossary

    return Matcher(load_glossary(path))


def load_cases() -> list[Any]:
    """Every case of every file as a pytest parameter."""
    params = []
    for path in sorted(CASES.glob("*.json")):
        for n, case in enumerate(json.loads(path.read_text("utf-8"))):
            marks = [pytest.mark.xfail(strict=True, reason=case.get("note", ""))] if case["kind"] == KINDS[3] else []
            params.append(pytest.param(path.stem, case, id=f"{path.stem}-{n}", marks=marks))
    return params


def segments_of(case: dict[str, Any]) -> list[Segment]:
    """The segments of a case."""
    rows = case.get("segments") or [[case.get("zh", ""), case["text"]]]
    segments = []
    for n, row in enumerate(rows):
        zh, en, gap = (*row, " ")[:3]
        segments.append(Segment(SegmentId(n + 1), zh, en, en, gap=gap))
    return segments


@pytest.mark.parametrize(("check", "case"), load_cases())
def test_case(check: str, case: dict[str, Any]) -> None:
    """The check raises exactly what the case expects."""
    segments = segments_of(case)
    mode = Mode.BILINGUAL if any(s.source for s in segments) else Mode.MONOLINGUAL
    checks = CheckSet((BY_ID[check],), builtin_matcher(), Profile(year=case.get("year", 2026)))
    found = checks.check_document(segments, mode)
    expected = case.get("expect", [])
    assert [span_of(f, segments) for f in found] == [(e["span"], e.get("segment", 0)) for e in expected]
    for finding, wanted in zip(found, expected, strict=True):
        look_at_fix(finding, wanted, segments[finding.segment - 1])


def span_of(finding: Finding, segments: list[Segment]) -> tuple[str, int]:
    """The text a finding points at and the number of its segment."""
    segment = segments[finding.segment - 1]
    text = segment.source if finding.side is Side.SOURCE else segment.target
    return text[finding.start : finding.end], finding.segment - 1


def look_at_fix(finding: Finding, wanted: dict[str, Any], segment: Segment) -> None:
    """The first fix gives what the case says, and every message can be filled."""
    names = {name for name, _ in finding.values}
    assert all("{" + name + "}" not in finding.message or name in names for name in names)
    assert finding.evidence
    if "fixes" in wanted:
        assert len(finding.fixes) == wanted["fixes"]
    if "fixed" in wanted and wanted["fixed"] is None:
        assert not finding.fixes
    elif "fixed" in wanted:
        assert finding.fixes, "no fix"
        assert finding.fixes[0].apply(segment.target) == wanted["fixed"]
    if "gap" in wanted:
        assert finding.fixes[0].gap == wanted["gap"]


@pytest.mark.parametrize("check", sorted(BY_ID))
def test_enough_cases(check: str) -> None:
    """At least 6 positive and 6 negative cases stand for each check, in kinds that exist."""
    cases = json.loads((CASES / f"{check}.json").read_text("utf-8"))
    kinds = Counter(case["kind"] for case in cases)
    assert set(kinds) <= set(KINDS)
    assert kinds["negative"] >= 6
    assert kinds["wild"] + kinds["synthetic"] >= 6
    assert all(case.get("expect") for case in cases if case["kind"] in KINDS[:2])
    assert not any(case.get("expect") for case in cases if case["kind"] == "negative")


def test_ids_are_unique() -> None:
    """No id stands for two checks, and every check says what it is and what to do."""
    assert len(BY_ID) == len(CHECKS)
    assert all(check.title and len(check.explanation) > 60 for check in CHECKS)
    assert all(check.segment or check.document for check in CHECKS)
