"""The change report: what it says, what it escapes, what it counts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from editor.core.model import Document, Mode, Segment, SegmentId, Severity, State
from editor.deliverable import DELIVERABLES, deliver_file, deliverable, deliverables_for
from editor.project import Project
from editor.reports.account import edit_rate

BY_NAME = {exporter.name: exporter for exporter in DELIVERABLES}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    segments = [
        Segment(SegmentId(1), "今年共受理案件3.2万件。", "This year 3,200 cases were accepted.", "", gap="\n"),
        Segment(SegmentId(2), "会议结束。", "The <script>alert(1)</script> ended.", "", gap="\n"),
    ]
    segments = [Segment(s.id, s.source, s.machine, s.machine, gap=s.gap) for s in segments]
    return Project.create(tmp_path / "a.zhubi", Document("d", "<img src=x>", "txt", Mode.BILINGUAL), segments)


def page(project: Project, folder: Path) -> str:
    path = folder / "report.html"
    deliver_file(project, deliverable(project), BY_NAME["report"], path)
    return path.read_text("utf-8")


def test_it_says_what_is_open_dismissed_asked_decided_and_changed(project: Project, tmp_path: Path) -> None:
    one, two = project.segments
    before = page(project, tmp_path)
    assert "Open critical findings" in before
    assert before.index("Open critical findings") < before.index("Statistics")
    finding = next(f for f in project.check() if f.severity is Severity.CRITICAL)
    project.dismiss(finding, "the client's <b>own</b> figure")
    project.set_target(two.id, "The <script>alert(2)</script> ended early.")
    project.set_state(two.id, State.CONFIRMED)
    project.set_note(one.id, "？Is the figure right?")
    text = page(project, tmp_path)
    assert "the client&#x27;s &lt;b&gt;own&lt;/b&gt; figure" in text
    assert "Is the figure right?" in text
    assert re.search(r"<ins>\s?early</ins>", text)
    assert "confirmed" in text
    assert "Glossary: " in text
    assert "Edited side by side" in text
    assert "<script" not in text
    assert "<img" not in text
    project.close()


def test_the_edit_rate_counts_words() -> None:
    segments = [
        Segment(SegmentId(1), "", "one two three four", "one 2 three four five six"),
        Segment(SegmentId(2), "", "same same", "same same"),
    ]
    assert edit_rate(segments) == (3, 6)


def test_the_report_is_there_for_every_document() -> None:
    assert [e.name for e in deliverables_for("txt")].count("report") == 1
    assert len({e.name for e in DELIVERABLES}) == len(DELIVERABLES)


def test_without_the_chinese_it_says_so(tmp_path: Path) -> None:
    segment = Segment(SegmentId(1), "", "It rose.", "It rose.")
    with Project.create(tmp_path / "b.zhubi", Document("d", "b", "txt", Mode.MONOLINGUAL), [segment]) as project:
        assert "Not verified against the source" in page(project, tmp_path)
