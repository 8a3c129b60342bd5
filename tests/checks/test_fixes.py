"""Every first fix that any check offers does what it says: its finding goes, and no fault of form comes instead."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import resources
from editor.checks.catalogue import CHECKS
from editor.checks.framework import CheckSet
from editor.core.fixing import repair
from editor.core.model import Finding, Mode, Segment, SegmentId, Side
from editor.core.segmentation import segment_english
from glossary.files import load_glossary
from glossary.matching import Matcher

HERE = Path(__file__).parent
SEED = HERE.parent / "data" / "seed" / "changjiang-court.mt.en.txt"
FORM = ("F01", "F04", "F09")


@cache
def all_checks() -> CheckSet:
    """Every check with the built-in glossary."""
    return CheckSet(CHECKS, Matcher(load_glossary(resources.folder("glossaries") / "court-news.jsonl")))


def documents() -> Iterator[tuple[str, list[Segment]]]:
    """Every case of every check, and the seed."""
    for path in sorted((HERE / "cases").glob("*.json")):
        for n, case in enumerate(json.loads(path.read_text("utf-8"))):
            rows = case.get("segments") or [[case.get("zh", ""), case["text"]]]
            padded = [(*row, " ")[:3] for row in rows]
            yield (
                f"{path.stem}-{n}",
                [Segment(SegmentId(i), *row[:2], row[1], gap=row[2]) for i, row in enumerate(padded, 1)],
            )
    pieces = segment_english(SEED.read_text("utf-8")).pieces
    yield "seed", [Segment(SegmentId(i), "", p.text, p.text, gap=p.gap) for i, p in enumerate(pieces, 1)]


def found_in(segments: Sequence[Segment]) -> list[Finding]:
    """What all checks say."""
    mode = Mode.BILINGUAL if any(s.source for s in segments) else Mode.MONOLINGUAL
    return all_checks().check_document(segments, mode)


def kinds(found: Sequence[Finding]) -> Counter[tuple[str, SegmentId]]:
    """How many findings of form there are in which segment."""
    return Counter((f.check, f.segment) for f in found if f.check in FORM)


def remains(finding: Finding, old: Segment, there: Sequence[Finding], now: Segment) -> bool:
    """Whether the same is still said of the same words at the place that was mended."""
    first = min(finding.start, finding.fixes[0].start)
    last = max(finding.end, finding.fixes[0].start + len(finding.fixes[0].text))
    return any(
        (f.check, f.rule, f.message, f.segment, f.side)
        == (finding.check, finding.rule, finding.message, old.id, finding.side)
        and now.target[f.start : f.end] == old.target[finding.start : finding.end]
        and first <= f.start < last
        for f in there
    )


def faults(name: str, segments: list[Segment]) -> Iterator[str]:
    """What is wrong with the first fixes of a document."""
    before = found_in(segments)
    had = kinds(before)
    for finding in before:
        if not finding.fixes:
            continue
        at = finding.segment - 1
        repaired = repair(segments[at], [(finding, finding.fixes[0])])
        after = [*segments[:at], replace(segments[at], target=repaired.target, gap=repaired.gap), *segments[at + 1 :]]
        there = found_in(after)
        text = segments[at].target[finding.start : finding.end]
        label = f"{name} {finding.check} {text!r} → {finding.fixes[0].text!r}"
        if finding.side is not Side.SOURCE and remains(finding, segments[at], there, after[at]):
            yield f"{label}: still there"
        new = kinds(there) - had
        if new:
            yield f"{label}: brings {dict(new)}"


@pytest.mark.parametrize(("name", "segments"), [pytest.param(*d, id=d[0]) for d in documents()])
def test_a_fix_ends_its_finding_and_breaks_no_form(name: str, segments: list[Segment]) -> None:
    assert list(faults(name, segments)) == []
