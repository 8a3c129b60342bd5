"""Reports as pages of their own: escaped text, no script, no outside address."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from editor.core.model import Evidence, Finding, Mode, Side
from editor.reports import terminal

if TYPE_CHECKING:
    from editor.reports.checked import Checked

STYLE = """
:root { color-scheme: light dark; --line: #d7d7d2; --soft: #6b6b66; --paper: #fff; --ink: #1d1d1b; }
@media (prefers-color-scheme: dark) { :root { --line: #44443f; --soft: #a8a8a0; --paper: #1e1e1c; --ink: #ecece6; } }
body { font: 15px/1.55 system-ui, "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif; margin: 2rem auto;
  max-width: 70rem; padding: 0 1rem; background: var(--paper); color: var(--ink); }
h1 { font-size: 1.4rem; } .facts { color: var(--soft); }
table { border-collapse: collapse; width: 100%; }
td, th { border-top: 1px solid var(--line); padding: .5rem .6rem; text-align: left; vertical-align: top; }
mark { background: none; color: inherit; border-bottom: 3px solid; }
.critical mark { border-color: #b3261e; } .major mark { border-color: #c2571a; border-bottom-style: double; }
.minor mark { border-color: #8a6d00; border-bottom-style: dashed; }
.info mark { border-color: #4a6fa5; border-bottom-style: dotted; }
.severity { font-weight: 600; white-space: nowrap; } .write { font-weight: 600; } .soft { color: var(--soft); }
h2 { font-size: 1.1rem; margin-top: 2rem; } table.facts { width: auto; color: inherit; }
@media print { :root { color-scheme: light; --line: #bbb; --soft: #444; --paper: #fff; --ink: #000; }
  body { margin: 0; max-width: none; font-size: 10pt; } thead { display: table-header-group; }
  tr { break-inside: avoid; } del, ins, mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
del { background: #f7d9d6; color: #7a1710; text-decoration: line-through; }
ins { background: #d6efd9; color: #0f5121; text-decoration: underline; }
"""


def frame(title: str, body: str) -> str:
    """A whole page around `body`, which is markup already."""
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def check_page(checked: Checked) -> str:
    """The findings of a check as one page."""
    facts = "<br>".join(escape(line) for line in terminal.summary(checked).split("\n"))
    rows = "\n".join(_row(checked, f) for f in checked.findings)
    warning = (
        "" if checked.document.mode is Mode.BILINGUAL else "<p><strong>Not verified against the source.</strong></p>"
    )
    return frame(
        f"Check of {checked.document.title}",
        f"<h1>Check of {escape(checked.document.title)}</h1>\n{warning}\n"
        f'<p class="facts">{facts}<br>Zhubi {escape(checked.version)}</p>\n'
        f"<table>\n<thead><tr><th>Where</th><th>Severity</th><th>What and why</th></tr></thead>\n<tbody>\n{rows}\n"
        "</tbody>\n</table>",
    )


def _row(checked: Checked, finding: Finding) -> str:
    start = checked.span(finding)[0]
    place = checked.place[finding.segment]
    if finding.side is Side.SOURCE:
        start = checked.starts[place]
    line, column = checked.line_and_column(start)
    options = " | ".join(s for s in checked.suggestions(finding) if s)
    write = f'<br><span class="write">→ {escape(options)}</span>' if options else ""
    evidence = "".join(f'<br><span class="soft">{_evidence(e)}</span>' for e in finding.telling)
    return (
        f'<tr class="{finding.severity.value}"><td class="soft">{place + 1}<br>{line}:{column}</td>'
        f'<td class="severity">{finding.severity.value}<br><span class="soft">{escape(finding.check)}</span></td>'
        f"<td>{_excerpt(checked, finding)}<br>{escape(checked.message(finding))}{write}{evidence}</td></tr>"
    )


def _evidence(evidence: Evidence) -> str:
    return f"{escape(terminal.label(evidence))}: {escape(evidence.text)}"


def _excerpt(checked: Checked, finding: Finding) -> str:
    segment = checked.segment(finding)
    text = segment.source if finding.side is Side.SOURCE else segment.target
    if not text:
        return f'<span class="soft">(no English)</span> {escape(segment.source)}'
    return (
        escape(text[: finding.start])
        + f"<mark>{escape(text[finding.start : finding.end])}</mark>"
        + escape(text[finding.end :])
    )
