"""A check's findings for a person at a terminal: the line, the span marked, why, and what to write."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from editor.core.model import Evidence, Finding, Mode, Severity, Side

if TYPE_CHECKING:
    from editor.reports.checked import Checked

CONTEXT = 44
LABELS = {
    "source": "Chinese",
    "rule": "because",
    "term": "term",
    "arithmetic": "sum",
    "occurrence": "also",
    "count": "count",
}


def check_text(checked: Checked) -> str:
    """All findings and a closing count."""
    blocks = [_block(checked, finding) for finding in checked.findings]
    return "\n".join([*blocks, summary(checked)]) + "\n"


def summary(checked: Checked) -> str:
    """How many findings of which severity, and what the check stood on."""
    counts = [(s, sum(f.severity is s for f in checked.findings)) for s in Severity]
    told = ", ".join(f"{n} {s.value}" for s, n in counts if n) or "nothing found"
    total = len(checked.findings)
    head = f"{total} finding{'s' if total != 1 else ''}: {told}." if total else "Nothing found."
    mode = (
        "NOT verified against the source: no Chinese text was given."
        if checked.document.mode is Mode.MONOLINGUAL
        else "Checked against the Chinese."
    )
    return f"{head}\n{len(checked.segments)} segments. {mode} Glossary {checked.glossary}."


def _block(checked: Checked, finding: Finding) -> str:
    title = checked.titles.get(finding.check, "")
    start, _ = checked.span(finding)
    if finding.side is Side.SOURCE:
        start = checked.starts[checked.place[finding.segment]]
    line, column = checked.line_and_column(start)
    out = [f"{checked.machine}:{line}:{column}: {finding.severity.value} {finding.check} {title}"]
    out += _excerpt(checked, finding)
    out.append(f"    {checked.message(finding)}")
    out += [f"    {label(e)}: {e.text}" for e in finding.telling]
    options = [s for s in checked.suggestions(finding) if s]
    if options:
        out.append(f"    write: {' | '.join(options)}")
    elif finding.fixes:
        out.append("    write: (nothing: delete it)")
    return "\n".join(out) + "\n"


def label(evidence: Evidence) -> str:
    """The word before a piece of evidence."""
    return LABELS.get(evidence.kind, evidence.kind)


def _excerpt(checked: Checked, finding: Finding) -> list[str]:
    segment = checked.segment(finding)
    text = segment.source if finding.side is Side.SOURCE else segment.target
    if not text:
        return [f"    (no English) {segment.source[:CONTEXT]}"]
    left = max(0, finding.start - CONTEXT)
    right = min(len(text), finding.end + CONTEXT)
    head = ("…" if left else "") + text[left : finding.start]
    span = text[finding.start : finding.end]
    tail = text[finding.end : right] + ("…" if right < len(text) else "")
    line = f"    {head}{span}{tail}".replace("\n", " ")
    return [line, "    " + " " * width(head) + "^" * max(1, width(span))]


def width(text: str) -> int:
    """Columns a text takes in a terminal: Chinese characters take two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
