"""A rule tried on a sentence says whether it is reported there, and why not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from glossary.model import BadRendering, Concept, ConceptId, Condition, InsideQuotes, RuleFix, RuleId, RuleStatus, Term
from glossary.trial import Trial, Why, tried

RULE = BadRendering(RuleId("r"), ("class cases",), fixes=(RuleFix("similar cases"),))
CONCEPT = Concept(
    ConceptId("c"), "court", (Term("类案", "zh"), Term("similar cases", "en"), Term("middle class cases", "en"))
)


@pytest.mark.parametrize(
    ("changes", "source", "target", "why"),
    [
        ({}, "", "They searched similar cases.", (Why.FORM,)),
        ({"condition": Condition.SRC}, "", "They searched class cases.", (Why.CHINESE,)),
        ({"condition": Condition.SRC}, "检索案件。", "They searched class cases.", (Why.CHINESE,)),
        ({"source_none": ("甲类",)}, "甲类类案。", "They searched class cases.", (Why.CHINESE_NONE,)),
        ({"near_none": ("drug",)}, "", "They searched class cases of drugs.", (Why.NEAR_NONE,)),
        ({"near_any": ("retriev",)}, "", "They searched class cases.", (Why.NEAR_ANY,)),
        ({"inside_quotes": InsideQuotes.ONLY}, "", "They searched class cases.", (Why.QUOTES,)),
        ({"case_sensitive": True}, "", "They searched Class Cases.", (Why.CASE,)),
        ({"status": RuleStatus.RETIRED}, "", "They searched class cases.", (Why.RETIRED,)),
        ({}, "", "They searched middle class cases.", (Why.SHIELDED,)),
        ({"near_none": ("drug",), "condition": Condition.SRC}, "", "Drugs: class cases.", (Why.SEVERAL,)),
    ],
)
def test_a_miss_is_explained(changes: dict[str, Any], source: str, target: str, why: tuple[Why, ...]) -> None:
    assert tried(CONCEPT, replace(RULE, **changes), source, target) == Trial(False, why=why)


def test_a_hit_shows_what_would_be_written() -> None:
    trial = tried(CONCEPT, replace(RULE, condition=Condition.SRC), "检索类案。", "They searched class cases.")
    assert trial == Trial(True, 14, 25, "They searched similar cases.")
    assert tried(CONCEPT, RULE, "", "Class cases were searched.").repaired == "Similar cases were searched."
