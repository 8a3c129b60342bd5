"""How likely a segment holds a grave error, and why: a weighted sum of features and of what its findings are worth."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from editor.checks.features import FEATURES, Texts, values
from editor.checks.weights import Weights, shipped_weights
from editor.core.model import Finding, Severity
from editor.i18n import mark

# What a finding of a check nobody could measure is worth: its share of grave errors at full confidence.
UNMEASURED = {Severity.CRITICAL: 0.8, Severity.MAJOR: 0.55, Severity.MINOR: 0.2, Severity.INFO: 0.05}
FINDINGS = "findings"
DOUBT = "Q01"
_TOLD = 0.12
_MOST_REASONS = 4


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a risk is high: a gettext id, its `count`, and how much it adds to the log-odds."""

    message: str
    count: int
    adds: float


@dataclass(frozen=True, slots=True)
class Risk:
    """The chance of a grave error, whether it is high enough to mark the segment, and the weightiest reasons."""

    value: float
    high: bool
    reasons: tuple[Reason, ...] = ()


def worth(finding: Finding, weights: Weights) -> float:
    """The chance that a finding stands for a grave error, by what its check was worth on judged data."""
    measured = weights.checks.get(finding.check)
    return measured.worth if measured else UNMEASURED[finding.severity] * finding.confidence


def findings_score(findings: Iterable[Finding], weights: Weights) -> float:
    """One number for all findings: the log-odds they would give alone, as if none knew of the others; 0 for none."""
    none = 1.0
    for finding in findings:
        if finding.check == DOUBT:  # it follows from the same features
            continue
        none *= 1.0 - min(worth(finding, weights), 0.95)
    return -math.log(none)


def assess(source: str, target: str, findings: Iterable[Finding], weights: Weights | None = None) -> Risk:
    """The risk of a segment with its reasons, weightiest first."""
    weights = weights or shipped_weights()
    found = tuple(findings)
    texts = Texts(source, target)
    numbers = values(texts)
    numbers[FINDINGS] = findings_score(found, weights)
    parts = {
        name: w.weight * (numbers[name] - w.mean) / w.spread for name, w in weights.features.items() if name in numbers
    }
    reasons = [
        Reason(f.reason, f.count(texts), parts[f.name])
        for f in FEATURES
        if f.reason and parts.get(f.name, 0.0) >= _TOLD
    ]
    if found and parts.get(FINDINGS, 0.0) >= _TOLD:
        count = sum(f.check != DOUBT for f in found)
        reasons.append(Reason(mark("Findings: {count}."), count, parts[FINDINGS]))
    value = 1 / (1 + math.exp(-(weights.bias + sum(parts.values()))))
    told = tuple(sorted(reasons, key=lambda r: -r.adds)[:_MOST_REASONS])
    return Risk(value, value >= weights.risky, told)


def text_odds(source: str, target: str, weights: Weights) -> float:
    """The part of a segment's log-odds that comes from its texts alone."""
    return odds_of(values(Texts(source, target)), weights)


def odds_of(numbers: Mapping[str, float], weights: Weights) -> float:
    """What features add to the log-odds, against the usual."""
    features = weights.features
    return sum(w.weight * (numbers[name] - w.mean) / w.spread for name, w in features.items() if name in numbers)
