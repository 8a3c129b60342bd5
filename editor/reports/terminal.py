"""A check's findings for a person at a terminal: the line, the span marked, why, and what to write."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from editor.core.model import Evidence, Finding, Mode, Severity, Side

if TYPE_CHECKING:
    from editor.reports.checked import Checked

CONTEXT = 44
_LINE_BREAKS = re.compile(r"[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# What would command the terminal or turn its text about: C0 and C1 controls, marks of writing direction.
_COMMANDS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
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
    out = [f"{visible(checked.machine)}:{line}:{column}: {finding.severity.value} {finding.check} {title}"]
    out += _excerpt(checked, finding)
    out.append(f"    {visible(checked.message(finding))}")
    out += [f"    {label(e)}: {visible(e.text)}" for e in finding.telling]
    options = [visible(s) for s in checked.suggestions(finding) if s]
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
        return [f"    (no English) {visible(segment.source[:CONTEXT])}"]
    left = max(0, finding.start - CONTEXT)
    right = min(len(text), finding.end + CONTEXT)
    head = ("…" if left else "") + visible(text[left : finding.start])
    span = visible(text[finding.start : finding.end])
    tail = visible(text[finding.end : right]) + ("…" if right < len(text) else "")
    return [f"    {head}{span}{tail}", "    " + " " * width(head) + "^" * max(1, width(span))]


def visible(text: str) -> str:
    """A text as one line that a terminal shows and does not obey."""
    return _COMMANDS.sub("\ufffd", _LINE_BREAKS.sub(" ", text))


def width(text: str) -> int:
    """Columns a text takes in a terminal: Chinese characters take two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
