"""What a check found, as text for the terminal, JSON, SARIF or a page."""

from __future__ import annotations

import bisect
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote

from editor.core.model import Document, Evidence, Finding, Mode, Segment, Severity, Side
from editor.i18n import fill
from editor.reports import page, terminal

SCHEMA = 1
SARIF_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.INFO: "note",
}


@dataclass(frozen=True)
class Checked:
    """A checked document: `starts` are the offsets of the targets in `text`, the MT as read; `checks` are
    (id, title, explanation) of all checks."""

    document: Document
    segments: tuple[Segment, ...]
    starts: tuple[int, ...]
    text: str
    findings: tuple[Finding, ...]
    machine: str
    source: str
    glossary: str
    version: str
    checks: tuple[tuple[str, str, str], ...]

    @cached_property
    def place(self) -> dict[int, int]:
        """Position of a segment by its id."""
        return {segment.id: n for n, segment in enumerate(self.segments)}

    @cached_property
    def titles(self) -> dict[str, str]:
        """Title of a check by its id."""
        return {check: title for check, title, _ in self.checks}

    @cached_property
    def lines(self) -> list[int]:
        """Where each line of the MT text starts."""
        return [0, *(n + 1 for n, char in enumerate(self.text) if char == "\n")]

    def segment(self, finding: Finding) -> Segment:
        """The segment a finding belongs to."""
        return self.segments[self.place[finding.segment]]

    def span(self, finding: Finding) -> tuple[int, int]:
        """A finding's span: in the MT text, or in the segment's Chinese for side source."""
        if finding.side is Side.SOURCE:
            return finding.start, finding.end
        start = self.starts[self.place[finding.segment]]
        return start + finding.start, start + finding.end

    def quoted(self, finding: Finding) -> str:
        """The text a finding points at."""
        segment = self.segment(finding)
        text = segment.source if finding.side is Side.SOURCE else segment.target
        return text[finding.start : finding.end]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of an offset in the MT text."""
        line = bisect.bisect_right(self.lines, offset)
        return line, offset - self.lines[line - 1] + 1

    def message(self, finding: Finding) -> str:
        """What is wrong, in English."""
        return fill(finding.message, finding.values, str)

    def suggestions(self, finding: Finding) -> list[str]:
        """What to write instead of the span, best first."""
        target = self.segment(finding).target
        return [suggestion(finding, fix.start, fix.end, fix.text, fix.gap, target) for fix in finding.fixes]


def suggestion(finding: Finding, start: int, end: int, text: str, gap: str | None, target: str) -> str:
    """A fix as a replacement of the finding's own span, whatever span the fix itself has."""
    if start > finding.end or end < finding.start:
        return text
    grown = target[finding.start : max(finding.start, start)] + text + target[min(end, finding.end) : finding.end]
    return grown + (gap or "")


def render(checked: Checked, form: str) -> str:
    """The report in one of the forms text, json, sarif, html."""
    if form == "json":
        return json.dumps(as_json(checked), ensure_ascii=False, indent=1) + "\n"
    if form == "sarif":
        return json.dumps(as_sarif(checked), ensure_ascii=False, indent=1) + "\n"
    if form == "html":
        return page.check_page(checked)
    return terminal.check_text(checked)


def as_json(checked: Checked) -> dict[str, Any]:
    """The documented, versioned form (manual, chapter “Command line”)."""
    return {
        "schema": SCHEMA,
        "mode": checked.document.mode.value,
        "verified_against_source": checked.document.mode is Mode.BILINGUAL,
        "glossary": checked.glossary,
        "program": f"zhubi {checked.version}",
        "segments": [
            {"id": s.id, "source": s.source, "target": s.target, "start": start, "end": start + len(s.target)}
            for s, start in zip(checked.segments, checked.starts, strict=True)
        ],
        "findings": [finding_json(checked, f) for f in checked.findings],
    }


def finding_json(checked: Checked, finding: Finding) -> dict[str, Any]:
    """One finding of the JSON form."""
    start, end = checked.span(finding)
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "message": checked.message(finding),
        "segment": finding.segment,
        "side": finding.side.value,
        "start": start,
        "end": end,
        "text": checked.quoted(finding),
        "suggestions": checked.suggestions(finding),
        "confidence": round(finding.confidence, 3),
        "evidence": [evidence_json(e) for e in finding.evidence],
        "rule": finding.rule,
        "painted": finding.painted,
    }


def evidence_json(evidence: Evidence) -> dict[str, Any]:
    """One piece of evidence; the span only where it points somewhere."""
    out: dict[str, Any] = {"kind": evidence.kind, "text": evidence.text}
    if evidence.segment is not None:
        out["segment"] = evidence.segment
    if evidence.start >= 0:
        out |= {"start": evidence.start, "end": evidence.end}
    return out


def as_sarif(checked: Checked) -> dict[str, Any]:
    """SARIF 2.1.0 with one run; regions carry line, column and character offsets in code points."""
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "zhubi",
                        "version": checked.version,
                        "rules": [
                            {"id": i, "shortDescription": {"text": t}, "fullDescription": {"text": e}}
                            for i, t, e in checked.checks
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "properties": {"mode": checked.document.mode.value, "glossary": checked.glossary},
                "results": [_sarif_result(checked, f) for f in checked.findings],
            }
        ],
    }


def _sarif_result(checked: Checked, finding: Finding) -> dict[str, Any]:
    start, end = checked.span(finding)
    if finding.side is Side.SOURCE:
        start = end = checked.starts[checked.place[finding.segment]]
    line, column = checked.line_and_column(start)
    end_line, end_column = checked.line_and_column(end)
    return {
        "ruleId": finding.check,
        "level": SARIF_LEVELS[finding.severity],
        "message": {"text": _with_suggestions(checked, finding)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(checked.machine)},
                    "region": {
                        "startLine": line,
                        "startColumn": column,
                        "endLine": end_line,
                        "endColumn": end_column,
                        "charOffset": start,
                        "charLength": end - start,
                    },
                }
            }
        ],
        "properties": {"severity": finding.severity.value, "confidence": round(finding.confidence, 3)},
    }


def _with_suggestions(checked: Checked, finding: Finding) -> str:
    text = checked.message(finding)
    options = checked.suggestions(finding)
    return f"{text} → {' | '.join(options)}" if options else text
