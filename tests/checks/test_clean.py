"""All checks together leave correct official English alone: the corpus of `tests/data/clean` is our own writing."""

from __future__ import annotations

from pathlib import Path

import pytest

import resources
from editor.checks.catalogue import CHECKS
from editor.checks.framework import CheckSet
from editor.core.model import Finding, Mode, Segment, SegmentId
from editor.core.segmentation import segment_english
from editor.i18n import fill
from glossary.files import load_glossary
from glossary.matching import Matcher

CLEAN = Path(__file__).parent.parent / "data" / "clean"
PER_THOUSAND = 3


def segments_of(text: str) -> list[Segment]:
    """A text as it comes in: one segment a sentence."""
    pieces = segment_english(text).pieces
    return [Segment(SegmentId(n + 1), "", p.text, p.text, gap=p.gap) for n, p in enumerate(pieces)]


@pytest.fixture(scope="module")
def checks() -> CheckSet:
    """Every check, with the built-in glossary."""
    return CheckSet(CHECKS, Matcher(load_glossary(resources.folder("glossaries") / "court-news.jsonl")))


def test_at_most_three_findings_in_a_thousand_words(checks: CheckSet) -> None:
    """Counted over the whole corpus; printed where it fails."""
    words = 0
    shown: list[str] = []
    for path in sorted(CLEAN.glob("*.txt")):
        text = path.read_text("utf-8")
        words += len(text.split())
        segments = segments_of(text)
        shown += [line(path.name, f, segments) for f in checks.check_document(segments, Mode.MONOLINGUAL)]
    assert words >= 3000
    assert len(shown) <= PER_THOUSAND * words / 1000, "\n".join(shown)


def test_safe_fixes_leave_the_corpus_as_it_is(checks: CheckSet) -> None:
    """Nothing of what may be changed unasked is found in correct English."""
    for path in sorted(CLEAN.glob("*.txt")):
        segments = segments_of(path.read_text("utf-8"))
        found = checks.check_document(segments, Mode.MONOLINGUAL)
        assert not [line(path.name, f, segments) for f in found if any(fix.safe for fix in f.fixes)]


def line(name: str, finding: Finding, segments: list[Segment]) -> str:
    """A finding as one line for the failure message."""
    target = segments[finding.segment - 1].target
    message = fill(finding.message, finding.values, str)
    return f"{name}:{finding.segment} {finding.check} [{target[finding.start : finding.end]}] {message}"
