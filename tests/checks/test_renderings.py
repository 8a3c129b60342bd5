"""How loud a rule of the glossary is depends on who stands behind it."""

from __future__ import annotations

import pytest

from editor.checks.catalogue import CHECKS
from editor.checks.framework import CheckSet
from editor.core.model import Mode, Segment, SegmentId
from glossary.matching import Matcher
from glossary.model import BadRendering, Concept, ConceptId, RuleFix, RuleId, RuleMode, RuleStatus, Term


@pytest.mark.parametrize(
    ("status", "mode", "painted", "at_once"),
    [
        (RuleStatus.APPROVED, RuleMode.SUGGEST, True, False),
        (RuleStatus.APPROVED, RuleMode.AUTOFIX, True, True),
        (RuleStatus.APPROVED, RuleMode.WARN, False, False),
        (RuleStatus.PROPOSED, RuleMode.SUGGEST, False, False),
        (RuleStatus.PROPOSED, RuleMode.AUTOFIX, False, False),
    ],
)
def test_only_an_approved_rule_that_earns_its_keep_marks_the_text_or_repairs_it_at_once(
    status: RuleStatus, mode: RuleMode, painted: bool, at_once: bool
) -> None:
    rule = BadRendering(RuleId("R"), ("warm post",), fixes=(RuleFix("care station"),), status=status, mode=mode)
    concept = Concept(ConceptId("C"), "court", (Term("暖心驿站", "zh"), Term("care station", "en")), (rule,))
    text = "The warm post is open."
    segment = Segment(SegmentId(1), "", text, text)
    [finding] = [f for f in CheckSet(CHECKS, Matcher([concept])).check_document([segment], Mode.MONOLINGUAL) if f.rule]
    assert finding.painted is painted
    assert [fix.safe for fix in finding.fixes] == [at_once]
    assert [fix.apply(text) for fix in finding.fixes] == ["The care station is open."]


def test_a_retired_rule_says_nothing() -> None:
    rule = BadRendering(RuleId("R"), ("warm post",), fixes=(RuleFix("care station"),), status=RuleStatus.RETIRED)
    concept = Concept(ConceptId("C"), "court", (Term("暖心驿站", "zh"), Term("care station", "en")), (rule,))
    segment = Segment(SegmentId(1), "", "The warm post is open.", "The warm post is open.")
    found = CheckSet(CHECKS, Matcher([concept])).check_document([segment], Mode.MONOLINGUAL)
    assert not [f for f in found if f.rule]
