"""What has to be asked: questions a person noted, and findings only the client can settle; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor.core.model import Finding, Segment, SegmentId, Severity
from editor.i18n import fill

# A note is a question where its first line begins with one of these.
MARKS = ("?", "？")
POLITICAL = ("P01", "P02")
# What is missing, doubled, inconsistent or broken in form is the translator's own to mend.
_OWN = ("S", "A", "F", "G", "D")
_GRAVE = (Severity.CRITICAL, Severity.MAJOR)


@dataclass(frozen=True, slots=True)
class Query:
    """A question: its segment and place from 1, the texts it is about, what is asked, and why (a check, or a note)."""

    segment: SegmentId
    place: int
    source: str
    target: str
    question: str
    reason: str


def question_in(note: str) -> str:
    """The question a note holds; empty where it is none."""
    text = note.strip()
    return text[1:].strip() if text.startswith(MARKS) else ""


def is_query(finding: Finding) -> bool:
    """Whether an open finding is for the client: political wording, or a grave one for which there is no repair."""
    if finding.check in POLITICAL:
        return True
    return finding.severity in _GRAVE and not finding.fixes and not finding.check.startswith(_OWN)


def queries(segments: Sequence[Segment], findings: Iterable[Finding]) -> list[Query]:
    """The questions of a document in the order of its text; noted ones of a segment first."""
    open_ones: dict[SegmentId, list[Finding]] = {}
    for finding in findings:
        if is_query(finding):
            open_ones.setdefault(finding.segment, []).append(finding)
    found: list[Query] = []
    for place, segment in enumerate(segments, 1):
        texts = (segment.source, segment.target)
        if question := question_in(segment.note):
            found.append(Query(segment.id, place, *texts, question, "note"))
        for finding in open_ones.get(segment.id, ()):
            asked = fill(finding.message, finding.values, str)
            found.append(Query(segment.id, place, *texts, asked, f"{finding.check}, {finding.severity.value}"))
    return found
