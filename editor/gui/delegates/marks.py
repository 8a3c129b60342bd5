"""Marks on text: which spans of a segment are marked how, always by colour and by shape; nothing is painted here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QTextCharFormat

from editor.core.model import Finding, Severity, Side
from editor.gui.positions import Positions
from editor.gui.theme import Theme


class MarkKind(StrEnum):
    """What a mark says, faintest first; the graver one wins where two overlap."""

    APPROVED = "approved"
    INFO = "info"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Mark:
    """`[start, end)` in code points and what it says."""

    start: int
    end: int
    kind: MarkKind


_RANK = {kind: n for n, kind in enumerate(MarkKind)}
_KINDS = {
    Severity.CRITICAL: MarkKind.CRITICAL,
    Severity.MAJOR: MarkKind.MAJOR,
    Severity.MINOR: MarkKind.MINOR,
    Severity.INFO: MarkKind.INFO,
}
_Shape = QTextCharFormat.UnderlineStyle
SHAPES = {
    MarkKind.CRITICAL: _Shape.WaveUnderline,
    MarkKind.MAJOR: _Shape.WaveUnderline,
    MarkKind.MINOR: _Shape.DashUnderline,
    MarkKind.INFO: _Shape.DotLine,
    MarkKind.APPROVED: _Shape.SingleUnderline,
    MarkKind.CURRENT: _Shape.SingleUnderline,
}


# Approved terms are good news: their line is there for who looks for it.
QUIET = 150


def marks_of(findings: Iterable[Finding], approved: Sequence[tuple[int, int]], side: Side) -> tuple[Mark, ...]:
    """The marks of one side of a segment, faintest first; `approved` are spans of approved terms on that side."""
    marks = {Mark(start, end, MarkKind.APPROVED) for start, end in approved}
    for finding in findings:
        if finding.painted:
            marks |= {Mark(start, end, _KINDS[finding.severity]) for start, end in spans(finding, side)}
    return tuple(sorted(marks, key=lambda m: (_RANK[m.kind], m.start, m.end)))


def spans(finding: Finding, side: Side) -> Iterable[tuple[int, int]]:
    """Where a finding shows on a side: its own span, and what it points at in the source."""
    if (finding.side is Side.SOURCE) == (side is Side.SOURCE):
        yield finding.start, max(finding.end, finding.start + 1)
    elif side is Side.SOURCE:
        for evidence in finding.evidence:
            if evidence.kind == "source" and evidence.start >= 0 and evidence.segment in (None, finding.segment):
                yield evidence.start, evidence.end


def formats(marks: Iterable[Mark], where: Positions, theme: Theme) -> list[tuple[int, int, QTextCharFormat]]:
    """`(start, length, format)` in UTF-16 units for each mark that lies in the text."""
    found = []
    for mark in marks:
        start, length = where.span(mark.start, mark.end)
        if length > 0:
            found.append((start, length, char_format(mark.kind, theme)))
    return found


def char_format(kind: MarkKind, theme: Theme) -> QTextCharFormat:
    """How a kind of mark looks: tint and underline shape."""
    made = QTextCharFormat()
    made.setUnderlineStyle(SHAPES[kind])
    # Critical and major share the wave; a line above as well tells them apart without colour.
    made.setFontOverline(kind is MarkKind.CRITICAL)
    ink, tint = {
        MarkKind.CRITICAL: (theme.critical, theme.critical_tint),
        MarkKind.MAJOR: (theme.major, theme.major_tint),
        MarkKind.MINOR: (theme.minor, theme.minor_tint),
        MarkKind.INFO: (theme.info, theme.info_tint),
        MarkKind.APPROVED: (theme.approved, ""),
        MarkKind.CURRENT: (theme.accent, theme.selection),
    }[kind]
    line = QColor(ink)
    if kind is MarkKind.APPROVED:
        line.setAlpha(QUIET)
    made.setUnderlineColor(line)
    if tint:
        made.setBackground(QColor(tint))
    return made
