"""How far a finding is to be believed, and which findings are painted: measured worth of checks, and a budget.

A finding that is not painted stays in the list. Critical ones and known bad renderings of the glossary are painted
whatever they were worth.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from editor.checks.risk import text_odds
from editor.checks.weights import Weights, shipped_weights
from editor.core.model import Finding, Severity, Side

SHARE = 12
"""Percent of the text that may be painted, unless a person says otherwise."""
# In a short text a mark more or less is no flood of marks.
_AT_LEAST = 200
_OFFICIAL = re.compile("法院|检察|审判|司法|法官|执行局|党组|政法|党委|党员|纪委|监委|公安|干警|依法")
_OFFICIAL_ENGLISH = re.compile(
    r"\b(?:courts?|judicial|judges?|procurat\w+|trials?|police\w*|Party|party|cadres?|rule (?:of|by) law|cases?)\b"
)
_KNOWN_BAD = ("T01", "T03", "T05")


def always_painted(finding: Finding) -> bool:
    """Whether neither measuring nor budget may take a finding's paint away."""
    return finding.severity is Severity.CRITICAL or finding.check in _KNOWN_BAD


def weighed(found: Iterable[Finding], source: str, target: str, weights: Weights | None = None) -> list[Finding]:
    """The findings of one segment with the confidence that measuring gives them; noisy checks lose their paint."""
    weights = weights or shipped_weights()
    findings = list(found)
    if not any(f.check in weights.checks for f in findings):
        return findings
    odds, official = text_odds(source, target, weights), is_official(source, target)
    return [reweighed(finding, odds, weights, official=official) for finding in findings]


def is_official(source: str, target: str) -> bool:
    """Whether a segment is about courts, Party or police: no general news, of which the judged translations are."""
    return bool(_OFFICIAL.search(source) if source else _OFFICIAL_ENGLISH.search(target))


def reweighed(finding: Finding, odds: float, weights: Weights, *, official: bool) -> Finding:
    """A finding in a segment with these log-odds, with its measured confidence; in official text no check loses its
    paint for what it was worth in general news."""
    measured = weights.checks.get(finding.check)
    if measured is None:
        return finding
    steps = weights.declared * (log_odds(finding.confidence) - measured.declared)
    confidence = 1 / (1 + math.exp(-(log_odds(measured.confidence) + steps + weights.slope * odds)))
    painted = finding.painted and (measured.painted or official or always_painted(finding))
    return replace(finding, confidence=round(confidence, 3), painted=painted)


def log_odds(chance: float) -> float:
    """Log-odds of a chance, kept off 0 and 1."""
    kept = min(max(chance, 0.02), 0.98)
    return math.log(kept / (1 - kept))


def floor(share: int, weights: Weights | None = None) -> float:
    """The confidence below which nothing is painted: lower where a person wants more painted than usual."""
    usual = (weights or shipped_weights()).floor
    return usual if share <= SHARE else usual * SHARE / share


def cut(found: Iterable[Finding], characters: int, share: int = SHARE, weights: Weights | None = None) -> float:
    """The confidence a finding needs to be painted so that at most `share` percent of the characters are."""
    least = floor(share, weights)
    budget = max(characters * share / 100, _AT_LEAST if share else 0)
    findings = [f for f in found if f.painted and f.side is not Side.SOURCE]
    spent = sum(f.end - f.start for f in findings if always_painted(f))
    others = sorted((f for f in findings if not always_painted(f)), key=lambda f: -f.confidence)
    for finding in others:
        if finding.confidence < least:
            break
        # The last one may reach beyond the budget: a repeated sentence is found whole or not at all.
        if spent >= budget:
            return math.nextafter(finding.confidence, 1)
        spent += finding.end - finding.start
    return least


def painted(finding: Finding, least: float) -> bool:
    """Whether a finding is painted where a confidence of `least` is asked for."""
    return finding.painted and (finding.confidence >= least or always_painted(finding))


def within_budget(
    found: Sequence[Finding], characters: int, share: int = SHARE, weights: Weights | None = None
) -> list[Finding]:
    """The findings of a document, those without a place in the budget listed only."""
    least = cut(found, characters, share, weights)
    return [f if not f.painted or painted(f, least) else replace(f, painted=False) for f in found]
