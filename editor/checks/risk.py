"""How likely a segment holds a grave error, from its findings alone."""

from __future__ import annotations

from collections.abc import Iterable

from editor.core.model import Finding, Severity

# Share of findings of a severity, at full confidence, that stand for an error a reader would call major.
WEIGHT = {Severity.CRITICAL: 0.9, Severity.MAJOR: 0.6, Severity.MINOR: 0.15, Severity.INFO: 0.03}


def segment_risk(findings: Iterable[Finding]) -> float:
    """A number from 0 to 1: one minus the chance that none of the findings is a grave error."""
    none = 1.0
    for finding in findings:
        none *= 1.0 - WEIGHT[finding.severity] * finding.confidence
    return 1.0 - none
