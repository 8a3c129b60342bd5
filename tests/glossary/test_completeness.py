"""What a suggestion needs before it is proposed; what it needs before approval is tested with the review."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.completeness import missing_to_approve, missing_to_submit
from glossary.model import ConceptId, RuleMode
from glossary.proposals import Change, Evidence, Suggestion, SuggestionId
from tests.glossary.making import concept
from tests.glossary.proposing import rule_of, term_of

RULE = rule_of("类案", "class case", "similar case")
TERM = term_of("类案", "similar case")


@pytest.mark.parametrize(
    "complete",
    [
        RULE,
        TERM,
        replace(RULE, zh=""),
        replace(RULE, example="", evidence=(Evidence("a class case", "a similar case"),)),
        replace(RULE, en="", mode=RuleMode.QUERY),
        replace(RULE, bad=("similar Case",), case_sensitive=True),
        replace(TERM, change=Change.TERM, zh="", concept=ConceptId("x")),
    ],
)
def test_enough_to_propose(complete: Suggestion) -> None:
    assert missing_to_submit(complete) == ()


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        (replace(TERM, zh=" "), "The Chinese term is missing."),
        (replace(TERM, en=""), "The English rendering is missing."),
        (replace(RULE, en=""), "The English rendering is missing."),
        (replace(RULE, domain=""), "The domain is missing."),
        (replace(RULE, example=" "), "One example sentence is missing."),
        (replace(RULE, bad=()), "The bad rendering is missing."),
        (replace(RULE, bad=(" ",)), "The bad rendering is missing."),
        (replace(TERM, change=Change.TERM, zh=""), "Neither the Chinese term nor the concept is named."),
        (replace(RULE, bad=("The similar-case",)), "The bad rendering and the approved one are the same."),
        (replace(RULE, entry=concept("法院", "court")), "Only a change of a whole entry may hold an entry."),
        (Suggestion(SuggestionId("S"), Change.ENTRY, "wang"), "The edited entry is missing."),
        (
            Suggestion(SuggestionId("S"), Change.ENTRY, "wang", entry=concept("", "court")),
            "The entry needs a Chinese term and a domain.",
        ),
    ],
)
def test_what_is_missing_is_named(lacking: Suggestion, said: str) -> None:
    assert said in missing_to_submit(lacking)
    assert said in missing_to_approve(lacking)


def test_a_query_writes_nothing() -> None:
    assert missing_to_approve(replace(RULE, mode=RuleMode.QUERY)) != ()
    assert missing_to_approve(replace(RULE, mode=RuleMode.QUERY, en="", source="SPC 2021")) == ()
