"""What lies under the pointer in a segment's text, and how it is told in a tooltip; nothing is shown here."""

from __future__ import annotations

from editor.core.model import Finding, Fix, Segment, Side
from editor.gui.delegates.marks import spans
from editor.gui.panels.findings import EVIDENCE, NAMED, SEVERITIES, fix_text
from editor.gui.panels.terms import VERDICTS
from editor.gui.session import Session
from editor.gui.theme import SEVERITY_SIGN, VERDICT_SIGN
from editor.i18n import Translate, fill, mark
from glossary.matching import Verdict

MOST, MOST_EVIDENCE, LONGEST = 4, 3, 120


class Pointing:
    """Findings and terms by their place in a text, and their explanation in plain text."""

    def __init__(self, session: Session, tr: Translate) -> None:
        self._session = session
        self._tr = tr

    def findings(self, segment: Segment, side: Side, point: int) -> list[Finding]:
        """Marked findings at a code point of one side, gravest and shortest first."""
        if point < 0:
            return []
        found = [
            finding
            for finding in self._session.open_findings(segment.id)
            if finding.painted and any(start <= point < end for start, end in spans(finding, side))
        ]
        return sorted(found, key=lambda f: (f.severity.rank, f.end - f.start))

    def explain(self, segment: Segment, side: Side, point: int) -> str:
        """What is marked at a place, why, and what would mend it; empty where nothing is marked."""
        told = [self._finding(segment, finding) for finding in self.findings(segment, side, point)[:MOST]]
        return "\n\n".join(told) or self._term(segment, side, point)

    def _finding(self, segment: Segment, finding: Finding) -> str:
        title = self._tr(self._session.checking.title(finding.check))
        named = (("name", self._tr(SEVERITIES[finding.severity])), ("text", title))
        rows = [f"{SEVERITY_SIGN[finding.severity]} {fill(NAMED, named, self._tr)}"]
        rows.append(fill(finding.message, finding.values, self._tr))
        for evidence in finding.telling[:MOST_EVIDENCE]:
            kind = self._tr(EVIDENCE.get(evidence.kind, mark("Evidence")))
            rows.append(fill(NAMED, (("name", kind), ("text", _short(evidence.text))), self._tr))
        rows += [self._fix(segment, finding, fix) for fix in finding.fixes[:2]]
        return "\n".join(rows)

    def _fix(self, segment: Segment, finding: Finding, fix: Fix) -> str:
        text = fix_text(finding, fix, segment, self._tr)
        return text if text.startswith("→") else f"→ {text}"

    def _term(self, segment: Segment, side: Side, point: int) -> str:
        opinion = self._session.checking.book.opinion(segment.id)
        if opinion is None or opinion.revision != segment.revision:
            return ""
        spans_here = opinion.approved_source if side is Side.SOURCE else opinion.approved_target
        if not any(start <= point < end for start, end in spans_here):
            return ""
        told = f"{VERDICT_SIGN[Verdict.APPROVED]} {self._tr(VERDICTS[Verdict.APPROVED])}"
        for occurrence in opinion.occurrences or ():
            span = occurrence.source if side is Side.SOURCE else occurrence.target
            if occurrence.verdict is Verdict.APPROVED and span and span[0] <= point < span[1]:
                concept = occurrence.concept
                return f"{told}\n{concept.preferred('zh')} → {concept.preferred('en')}"
        return told


def _short(text: str) -> str:
    shown = text.replace("\n", " ")
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"
