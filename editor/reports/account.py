"""The change report: what was found, decided, dismissed and asked, how much was edited, and every change, as a page."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from editor.core.decisions import Decision
from editor.core.diff import Op, diff
from editor.core.model import Document, Finding, Mode, Segment, SegmentId, Severity
from editor.core.queries import Query
from editor.core.statistics import Statistics
from editor.i18n import fill
from editor.reports.changes import marked
from editor.reports.page import frame


@dataclass(frozen=True, slots=True)
class Account:
    """All that the report says; `findings` are open ones, gravest first, `dismissed` have their reasons."""

    document: Document
    segments: Sequence[Segment]
    statistics: Statistics
    findings: Sequence[Finding]
    dismissed: Sequence[tuple[Finding, str]]
    queries: Sequence[Query]
    decisions: Sequence[Decision]
    glossary: str
    version: str
    author: str
    time: str


def edit_rate(segments: Iterable[Segment]) -> tuple[int, int]:
    """Words put in or taken out since the machine's text (the greater of both at a place), and words of that text."""
    edits = words = 0
    for segment in segments:
        words += len(segment.machine.split())
        if segment.machine != segment.target:
            hunks = (h for h in diff(segment.machine, segment.target) if h.op is not Op.EQUAL)
            edits += sum(max(len(h.old.split()), len(h.new.split()), 1) for h in hunks)
    return edits, words


def account_page(account: Account) -> str:
    """The whole report as one page that prints well; every text of a document is escaped."""
    title = f"Change report: {account.document.title}"
    places = {segment.id: n for n, segment in enumerate(account.segments, 1)}
    critical = [f for f in account.findings if f.severity is Severity.CRITICAL]
    checked = f"Glossary: {account.glossary}. Zhubi {account.version}. {account.author}, {account.time}."
    parts = [
        f"<h1>{escape(title)}</h1>",
        _mode(account),
        f'<p class="facts">{escape(checked)}</p>',
        _findings("Open critical findings", critical, places) if critical else "",
        _statistics(account),
        _findings("Open findings", account.findings, places),
        _dismissed(account.dismissed, places),
        _queries(account.queries),
        _decisions(account.decisions, places),
        _changes(account),
    ]
    return frame(title, "\n".join(part for part in parts if part))


def _mode(account: Account) -> str:
    if account.document.mode is Mode.MONOLINGUAL:
        return "<p><strong>Not verified against the source: edited without the Chinese text.</strong></p>"
    return "<p>Edited side by side with the source.</p>"


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], none: str) -> str:
    """A part of the page; cells are markup already."""
    head = f"<h2>{escape(title)} ({len(rows)})</h2>"
    if not rows:
        return f'{head}\n<p class="soft">{escape(none)}</p>'
    lines = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    names = "".join(f"<th>{escape(name)}</th>" for name in heads)
    return f"{head}\n<table>\n<thead><tr>{names}</tr></thead>\n<tbody>\n{lines}\n</tbody>\n</table>"


def _said(finding: Finding) -> str:
    return escape(fill(finding.message, finding.values, str))


def _kind(finding: Finding) -> str:
    return f'<span class="severity">{finding.severity.value}</span> <span class="soft">{escape(finding.check)}</span>'


def _findings(title: str, findings: Sequence[Finding], places: dict[SegmentId, int]) -> str:
    rows = [(str(places[f.segment]), _kind(f), _said(f)) for f in findings]
    return _table(title, ("Segment", "Severity", "What"), rows, "None is open.")


def _dismissed(dismissed: Sequence[tuple[Finding, str]], places: dict[SegmentId, int]) -> str:
    rows = [(str(places[f.segment]), _kind(f), _said(f), escape(reason)) for f, reason in dismissed]
    return _table("Dismissed findings", ("Segment", "Severity", "What", "Reason"), rows, "None was dismissed.")


def _queries(queries: Sequence[Query]) -> str:
    rows = [(str(q.place), escape(q.source), escape(q.question), escape(q.reason)) for q in queries]
    return _table("Open queries", ("Segment", "Source", "Query", "Reason"), rows, "Nothing has to be asked.")


def _decisions(decisions: Sequence[Decision], places: dict[SegmentId, int]) -> str:
    rows = [
        (str(places[d.segment]), escape(", ".join(d.done) or "—"), escape(d.state or "open"), escape(d.author),
         _when(d.time))
        for d in decisions if d.segment in places
    ]  # fmt: skip
    return _table("Decisions", ("Segment", "Done", "State", "Who", "When (UTC)"), rows, "Nothing was touched.")


def _when(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.gmtime(seconds)) if seconds else "—"


def _statistics(account: Account) -> str:
    counts, (edits, words) = account.statistics, edit_rate(account.segments)
    changed = sum(s.machine != s.target for s in account.segments)
    rows = [
        ("Segments", str(counts.segments)),
        *((f"… {state.value}", str(count)) for state, count in counts.by_state),
        ("Changed since the machine's text", f"{changed} of {counts.segments}"),
        ("Edit rate", f"{edits} of {words} words ({edits / words:.1%})" if words else "no words"),
        *((f"Open findings, {severity.value}", str(count)) for severity, count in counts.by_severity),
        ("Dismissed findings", str(counts.dismissed)),
        ("Words delivered", str(counts.target_words)),
        ("Chinese characters", str(counts.source_characters)),
    ]
    lines = "\n".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in rows)
    return f'<h2>Statistics</h2>\n<table class="facts">\n{lines}\n</table>'


def _changes(account: Account) -> str:
    rows = [
        (str(n), f'<span lang="zh">{escape(s.source)}</span>', marked(s.machine, s.target))
        for n, s in enumerate(account.segments, 1)
        if s.machine != s.target
    ]
    told = "Changes from the machine's text: struck through is gone, underlined is new"
    return _table(told, ("Segment", "Source", "MT to final"), rows, "Nothing was changed.")
