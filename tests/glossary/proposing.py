"""Short ways to write suggestions in the tests of review."""

from __future__ import annotations

from typing import Any

from glossary.grounds import Grounds
from glossary.model import Condition, RuleMode, TermStatus
from glossary.proposals import Change, Suggestion, SuggestionId

CLEAR = Grounds(clean_hits=())


def rule_of(zh: str, bad: str, en: str, **fields: Any) -> Suggestion:
    """A complete suggestion of bad renderings (separated by `|`) that one approval is enough for."""
    variants = tuple(bad.split("|"))
    given: dict[str, Any] = {
        "domain": "court",
        "example": f"{zh} => They spoke of a {variants[0]} today.",
        "rationale": "a calque",
        "condition": Condition.SRC,
        "mode": RuleMode.SUGGEST,
    }
    return Suggestion(SuggestionId("S1"), Change.RULE, "wang", zh=zh, bad=variants, en=en, **(given | fields))


def term_of(zh: str, en: str, **fields: Any) -> Suggestion:
    """A complete suggestion of a new concept (or, with `concept`, of a new term on it)."""
    given: dict[str, Any] = {
        "domain": "court",
        "example": f"{zh} => They spoke of {en}.",
        "source": "en.example.org, 2024",
        "status": TermStatus.PREFERRED,
    }
    change = Change.TERM if fields.get("concept") else Change.CONCEPT
    return Suggestion(SuggestionId("S1"), change, "wang", zh=zh, en=en, **(given | fields))
