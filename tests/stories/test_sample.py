"""The sample the program opens with: every fault planted in it is found in its place, and nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import resources
from editor.core.model import Finding, Mode, Segment, Side
from editor.intake import Intake, read_pair
from editor.termbase import load_termbase, make_checks

CHINESE = resources.folder("samples") / "court-meeting.zh.txt"
MACHINE = resources.folder("samples") / "court-meeting.mt.en.txt"

# Check, span, and a piece of the segment it stands in (Chinese where the English is missing).
PLANTED = [
    ("C01", "secretary of the party group and dean", "On the afternoon of July 14"),
    ("D01", "party group", "On the afternoon of July 14"),
    ("C03", "execution work", "briefed on the execution work"),
    ("C02", "All policemen", "All policemen attended"),
    ("F01", ".", "All policemen attended"),
    ("C06", "Zhou Wenhai dean", "affirmed the achievements"),
    ("X01", "3,200", "courts in the city accepted"),
    ("X01", "15.2%", "mediated before litigation"),
    ("S01", "案件平均审理天数比去年同期缩短七天。", "案件平均审理天数"),
    ("C03", "execution bureau", "The execution bureau launched"),
    ("F02", "“ Summer Action “", "The execution bureau launched"),
    ("C03", "executed persons", "The execution bureau launched"),
    ("G03", "Meeting pointed out", "strengthen political loyalty"),
    ("P02", "Xi Jinping’s rule of law thought", "strengthen political loyalty"),
    ("G01", "We", "absolute leadership over judicial work"),
    ("T03", "politics and law committee", "absolute leadership over judicial work"),
    ("G02", "Implement", "working mechanism"),
    ("N01", "three synchronous", "working mechanism"),
    ("P01", "Rule by law", "the best business environment"),
    ("T03", "trial mass effect", "First, improve"),
    ("T03", "class A cases", "First, improve"),
    ("T03", "class A cases different judgment", "First, improve"),
    ("C05", "people’s courts", "Second, strengthen"),
    ("G02", "Promote", "resolve conflicts at the source"),
    ("N01", "two one-stop", "resolve conflicts at the source"),
    ("A01", "Fourth", "Fourth, serve"),
    ("T03", "country revitalization", "Fourth, serve"),
    ("C04", "People’s Court of Nanxi County People’s Court", "After the meeting"),
    ("A06", "the the", "The staff of the tribunal"),
    ("R01", "Chen Zhi Yuan", "46 times this year"),
    ("S01", "李秀兰要求，法庭要用好调解平台，方便群众办事。", "李秀兰要求"),
    ("T02", "审判委员会", "the experts should check"),
    ("G04", "To strictly implement", "judicial responsibility system"),
    ("C07", "The two hospitals", "jointly protect minors"),
    ("S01", "Everyone was deeply moved and said that the future of the county is bright.", "Everyone was deeply moved"),
    ("R01", "qingling", "It is understood"),
    ("X01", "460 million", "the bidding stage"),
]

FIXED = {
    ("C06", "Zhou Wenhai dean"): "President Zhou Wenhai",
    ("X01", "3,200"): "32,000",
    ("X01", "15.2%"): "12.5%",
    ("X01", "460 million"): "4.6 million",
    ("C03", "execution bureau"): "enforcement bureau",
    ("P02", "Xi Jinping’s rule of law thought"): "Xi Jinping Thought on the Rule of Law",
    ("P01", "Rule by law"): "Rule of law",
    ("T03", "class A cases"): "similar cases",
    ("C05", "people’s courts"): "people’s tribunals",
    ("R01", "Chen Zhi Yuan"): "Chen Zhiyuan",
    ("R01", "qingling"): "Qingling",
}


@pytest.fixture(scope="module")
def sample() -> Intake:
    """The sample, paired with the help of the glossary as the program does it."""
    return read_pair(CHINESE, MACHINE, termbase=load_termbase())


@pytest.fixture(scope="module")
def found(sample: Intake) -> list[Finding]:
    """What all checks say about it."""
    return make_checks(load_termbase()).check_document(sample.segments, Mode.BILINGUAL)


def text_of(finding: Finding, segment: Segment) -> str:
    """The text a finding points at."""
    text = segment.source if finding.side is Side.SOURCE else segment.target
    return text[finding.start : finding.end]


def test_it_is_a_real_article(sample: Intake) -> None:
    """At least thirty sentences, bilingual, delivered as it was read."""
    assert sample.document.mode is Mode.BILINGUAL
    assert len(sample.segments) >= 30
    joined = sample.document.prefix + "".join(s.target + s.gap for s in sample.segments if s.target)
    assert joined.rstrip() == Path(MACHINE).read_text("utf-8").rstrip()


def test_dropped_added_merged_and_split_sentences(sample: Intake) -> None:
    """A dropped sentence is an empty target, an added one an empty source; merges and splits stay together."""
    assert [s.source for s in sample.segments if not s.target] == ["案件平均审理天数比去年同期缩短七天。"]
    assert [s.target[:8] for s in sample.segments if not s.source] == ["Everyone"]
    merged = next(s for s in sample.segments if "Uncle Wang" in s.target)
    assert merged.source.count("。") == 2
    split = next(s for s in sample.segments if "She visited" in s.target)
    assert split.target.count(".") == 2


@pytest.mark.parametrize(("check", "span", "where"), PLANTED)
def test_planted_fault(check: str, span: str, where: str, sample: Intake, found: list[Finding]) -> None:
    """The fault is found with the right span in the right sentence, and mended where the mending is certain."""
    by_id = {s.id: s for s in sample.segments}
    here = [
        f
        for f in found
        if f.check == check
        and text_of(f, by_id[f.segment]) == span
        and where in by_id[f.segment].target + by_id[f.segment].source
    ]
    assert len(here) == 1
    if (check, span) in FIXED:
        assert here[0].fixes[0].text == FIXED[check, span]


def test_nothing_else(sample: Intake, found: list[Finding]) -> None:
    """No finding that was not planted."""
    by_id = {s.id: s for s in sample.segments}
    told = Counter((f.check, text_of(f, by_id[f.segment])) for f in found)
    assert told == Counter((check, span) for check, span, _ in PLANTED)
