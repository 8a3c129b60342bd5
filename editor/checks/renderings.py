"""Findings made from what the glossary says about a segment; the rule's `check` decides who reports them."""

from __future__ import annotations

from collections.abc import Iterator

from editor.checks.framework import SegmentView
from editor.core.model import Evidence, Finding, Fix, Severity, Side
from editor.i18n import mark
from glossary.matching import Occurrence
from glossary.model import Concept, Condition, RuleMode, RuleStatus, TermStatus

_BAD = mark("“{text}” is a known wrong rendering of {zh}. Write “{good}”.")
_BAD_CONFIRMED = mark("The source has {zh}, and “{text}” is a known wrong rendering of it. Write “{good}”.")
_BAD_OPEN = mark("“{text}” is a known wrong rendering of {zh}.")
_QUERY = mark("“{text}” looks like a calque of {zh}, whose meaning is not certain here: ask the client.")
_FIXED = mark("“{text}” is not the fixed wording for {zh}, which is “{good}”.")
_CONFIDENCE = {Condition.MONO: 0.9, Condition.CTX: 0.8, Condition.SRC: 0.5}


def rule_findings(view: SegmentView, check: str) -> Iterator[Finding]:
    """Findings of the glossary rules that are reported under `check`."""
    for occurrence in view.bad:
        if occurrence.rule is not None and occurrence.rule.check == check:
            yield bad_finding(view, occurrence, check)


def bad_finding(view: SegmentView, occurrence: Occurrence, check: str) -> Finding:
    """One known bad rendering as a finding of `check`; the occurrence has a rule and a target span."""
    rule, span = occurrence.rule, occurrence.target
    if rule is None or span is None:
        raise ValueError("only a bad rendering in the target makes a finding")
    query, approved = rule.mode is RuleMode.QUERY, rule.status is RuleStatus.APPROVED
    place = occurrence.fix_span or span
    at_once = rule.mode is RuleMode.AUTOFIX and approved and not occurrence.concept.politically_fixed
    fixes = () if query else tuple(Fix(*place, text, safe=at_once) for text in occurrence.fixes)
    return Finding(
        check,
        Severity.CRITICAL if occurrence.concept.politically_fixed else Severity(rule.severity),
        view.segment.id,
        Side.TARGET,
        *span,
        _message(occurrence, query),
        (
            ("text", view.target[span[0] : span[1]]),
            ("zh", chinese_of(occurrence.concept)),
            ("good", good_form(occurrence)),
        ),
        fixes,
        evidence_of(view, occurrence),
        confidence=0.98 if occurrence.confirmed else _CONFIDENCE[rule.condition],
        rule=rule.id,
        # A rule that nobody has approved, or that people kept waving away, is worth a line in the list and no mark.
        painted=approved and rule.mode is not RuleMode.WARN,
    )


def good_form(occurrence: Occurrence) -> str:
    """What to write: the fitted fix where there is one, else the preferred form; empty where there is none."""
    if occurrence.fixes:
        return occurrence.fixes[0]
    return occurrence.concept.preferred()


def chinese_of(concept: Concept) -> str:
    """The first Chinese form of the concept, or its id where it has none."""
    forms = concept.forms("zh")
    return forms[0].text if forms else concept.id


def evidence_of(view: SegmentView, occurrence: Occurrence) -> tuple[Evidence, ...]:
    """The source span, the concept and the rule's reason."""
    found: list[Evidence] = []
    if occurrence.source is not None:
        start, end = occurrence.source
        found.append(Evidence("source", view.source[start:end], view.segment.id, start, end))
    forms = "; ".join(t.text for t in occurrence.concept.forms("en", TermStatus.PREFERRED, TermStatus.ADMITTED))
    found.append(Evidence("term", f"{chinese_of(occurrence.concept)} = {forms}" if forms else occurrence.concept.note))
    if occurrence.rule is not None and occurrence.rule.reason:
        found.append(Evidence("rule", occurrence.rule.reason))
    return tuple(e for e in found if e.text)


def _message(occurrence: Occurrence, query: bool) -> str:
    if query:
        return _QUERY
    if not good_form(occurrence):
        return _BAD_OPEN
    if occurrence.concept.politically_fixed:
        return _FIXED
    return _BAD_CONFIRMED if occurrence.confirmed else _BAD
