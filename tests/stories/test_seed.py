"""The user's own example without its Chinese: each known fault is found in its place, right words are left alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import resources
from editor.checks.catalogue import CHECKS
from editor.checks.framework import CheckSet
from editor.core.model import Finding, Mode, Segment, SegmentId, Side
from editor.core.segmentation import segment_english
from glossary.files import load_glossary
from glossary.matching import Matcher

SEED = Path(__file__).parent.parent / "data" / "seed" / "changjiang-court.mt.en.txt"


@pytest.fixture(scope="module")
def segments() -> list[Segment]:
    """The article in sentences."""
    pieces = segment_english(SEED.read_text("utf-8")).pieces
    return [Segment(SegmentId(n + 1), "", p.text, p.text, gap=p.gap) for n, p in enumerate(pieces)]


@pytest.fixture(scope="module")
def found(segments: list[Segment]) -> list[Finding]:
    """What all checks say about it."""
    checks = CheckSet(CHECKS, Matcher(load_glossary(resources.folder("glossaries") / "court-news.jsonl")))
    return checks.check_document(segments, Mode.MONOLINGUAL)


def spans(found: list[Finding], segments: list[Segment], *ids: str) -> list[str]:
    """Texts of the spans of the findings of the named checks, in order."""
    return [segments[f.segment - 1].target[f.start : f.end] for f in found if f.check in ids]


def findings_on(text: str, found: list[Finding], segments: list[Segment]) -> list[Finding]:
    """Findings whose span is exactly `text`."""
    return [f for f in found if segments[f.segment - 1].target[f.start : f.end] == text]


BAD = {
    "class A cases": ("similar cases", 1),
    "three synchronous": ("three synchronizations", 1),
    "partial policemen": ("all court staff", 1),
    "Chen Fengchao dean": ("President Chen Fengchao", 2),
    "two one-stop": ("two one-stop systems", 1),
    "rule by law": ("rule of law", 1),
    "politics and law committee": ("Political and Legal Affairs Commission", 1),
}


@pytest.mark.parametrize("text", BAD)
def test_known_bad_rendering(text: str, found: list[Finding], segments: list[Segment]) -> None:
    """The bad rendering is marked, letter by letter, and the first fix is what the glossary says."""
    fix, times = BAD[text]
    here = [f for f in findings_on(text, found, segments) if f.fixes]
    assert [f.fixes[0].text for f in here] == [fix] * times


def test_different_judgments_in_similar_cases(found: list[Finding], segments: list[Segment]) -> None:
    """The second place of class A cases is the longer slogan."""
    (finding,) = findings_on("class A cases different judgment", found, segments)
    assert finding.fixes[0].text in ("different judgments in similar cases", "different judgment in similar cases")


@pytest.mark.parametrize("text", ["unity of the three genders", "five to two counties"])
def test_query_to_the_client(text: str, found: list[Finding], segments: list[Segment]) -> None:
    """What cannot be known without the Chinese is asked, not repaired."""
    (finding,) = findings_on(text, found, segments)
    assert not finding.fixes


def test_six_water(found: list[Finding], segments: list[Segment]) -> None:
    """The slogan of the six waters is found, as a rendering or as a query."""
    assert findings_on("six water should be", found, segments)


def test_place_name_in_three_spellings(found: list[Finding], segments: list[Segment]) -> None:
    """ChangJiang and changjiang are named; Changjiang is not."""
    marked = spans(found, segments, "R01")
    assert any("ChangJiang" in text for text in marked)
    assert any("changjiang" in text for text in marked)
    assert not any(text == "Changjiang" for text in marked)


def test_party_group_is_one_inconsistency(found: list[Finding]) -> None:
    """The renderings of 党组 are one finding of the document, with its occurrences as evidence."""
    about = [f for f in found if f.check == "D01" and "党组" in " ".join(v for _, v in f.values)]
    assert len(about) == 1
    assert about[0].side is Side.DOCUMENT
    assert len([e for e in about[0].evidence if e.kind == "occurrence"]) >= 4


def test_missing_fourth(found: list[Finding], segments: list[Segment]) -> None:
    """The gap is told at Fifth and not repaired."""
    (finding,) = [f for f in found if f.check == "A01"]
    assert segments[finding.segment - 1].target[finding.start : finding.end] == "Fifth"
    assert dict(finding.values)["missing"] == "Fourth"
    assert not finding.fixes


def test_all_missing_spaces(found: list[Finding], segments: list[Segment]) -> None:
    """17 after full stops, 9 after semicolons, 1 after a comma; all repaired, they are gone."""
    glued = [f for f in found if f.check == "F01"]
    assert Counter(spans(found, segments, "F01")) == {".": 17, ";": 9, ",": 1}
    assert all(len(f.fixes) == 1 and f.fixes[0].safe for f in glued)


def test_spaces_come_back(found: list[Finding], segments: list[Segment]) -> None:
    """Applying the fixes gives an article in which F01 finds nothing."""
    targets = {s.id: s.target for s in segments}
    gaps = {s.id: s.gap for s in segments}
    for finding in reversed([f for f in found if f.check == "F01"]):
        fix = finding.fixes[0]
        targets[finding.segment] = fix.apply(targets[finding.segment])
        gaps[finding.segment] = gaps[finding.segment] if fix.gap is None else fix.gap
    pieces = segment_english("".join(targets[s.id] + gaps[s.id] for s in segments)).pieces
    again = [Segment(SegmentId(n + 1), "", p.text, p.text, gap=p.gap) for n, p in enumerate(pieces)]
    only = CheckSet(tuple(c for c in CHECKS if c.id == "F01"), Matcher(()))
    assert only.check_document(again, Mode.MONOLINGUAL) == []


def test_crossed_quotation_marks(found: list[Finding], segments: list[Segment]) -> None:
    """The span goes from one crossed mark to the other; which words they hold is not certain: no fix."""
    (finding,) = [f for f in found if f.check == "F02"]
    target = segments[finding.segment - 1].target
    assert target[finding.start : finding.end + 16] == "“, “power ChangJiang"
    assert not finding.fixes


def test_form(found: list[Finding], segments: list[Segment]) -> None:
    """Words of the web page, double numbering, reporting formula, joint, capitals."""
    assert spans(found, segments, "F06") == [
        "2022-05-02 0 By",
        "Wechat id: HNCJfy Sina Weibo: @Changjiang Court",
    ]
    assert spans(found, segments, "F08") == ["01. First"]
    assert spans(found, segments, "G03") == ["Meeting pointed out"]
    assert spans(found, segments, "F05") == ["Promote"]
    assert "20th party congress" in spans(found, segments, "F03")


def test_salad(found: list[Finding], segments: list[Segment]) -> None:
    """The quotation that breaks off after a preposition."""
    assert spans(found, segments, "A04") == ["“basic jumped at the grass-roots level in”"]


def test_sentences_without_subject(found: list[Finding], segments: list[Segment]) -> None:
    """Bare verbs, bare infinitives and “we” of a report."""
    verbs = ["Establish", "Uphold", "Strictly implement", "Dissolve", "Further deepen", "Strengthen", "Take", "Improve"]
    assert Counter(spans(found, segments, "G02")) == Counter([*verbs, "Improve", "Strengthen"])
    assert spans(found, segments, "G04") == ["To carry", "to improve"]
    assert len(spans(found, segments, "G01")) >= 7


@pytest.mark.parametrize("text", ["Changjiang Li Autonomous County", "Hainan High People’s Court", "rule of law"])
def test_right_words_are_left_alone(text: str, found: list[Finding], segments: list[Segment]) -> None:
    """No painted finding touches them."""
    for segment in segments:
        at = segment.target.find(text)
        while at >= 0:
            here = [f for f in found if f.segment == segment.id and f.start < at + len(text) and at < f.end]
            assert not [f for f in here if f.painted and f.side is Side.TARGET and not f.check.startswith("F06")]
            at = segment.target.find(text, at + 1)


def test_nothing_else(found: list[Finding]) -> None:
    """A06, A02 and the number checks find nothing in the example: it has no such fault."""
    assert not [f for f in found if f.check in ("A02", "A06", "F09", "X02", "X03", "X05", "N02")]
