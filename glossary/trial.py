"""Trying one bad rendering on a sentence: whether it is reported there, what would be written, and if not, why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from glossary.matching import Matcher, Occurrence, Verdict
from glossary.model import BadRendering, Concept, Condition, InsideQuotes, RuleStatus

_PROFILE = "court-news"


class Why(StrEnum):
    """What keeps a rule silent. FORM: none of its forms stands there. SEVERAL: more than one thing at once."""

    FORM = "form"
    CASE = "case"
    CHINESE = "chinese"
    CHINESE_NONE = "chinese_none"
    NEAR_ANY = "near_any"
    NEAR_NONE = "near_none"
    QUOTES = "quotes"
    SHIELDED = "shielded"
    RETIRED = "retired"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Trial:
    """The outcome: `[start, end)` of what is reported and the text after its first repair, or why nothing is."""

    hit: bool
    start: int = 0
    end: int = 0
    repaired: str = ""
    why: tuple[Why, ...] = ()


def tried(concept: Concept, rule: BadRendering, source: str, target: str) -> Trial:
    """Try a rule of a concept on a sentence; an empty `source` means that the Chinese is not known."""
    found = _reported(concept, rule, source, target)
    if found is None or found.target is None:
        return Trial(False, why=tuple(_reasons(concept, rule, source, target)))
    start, end = found.target
    repaired = ""
    if found.fixes:
        first, last = found.fix_span or found.target
        repaired = target[:first] + found.fixes[0] + target[last:]
    return Trial(True, start, end, repaired)


def _reasons(concept: Concept, rule: BadRendering, source: str, target: str) -> Iterator[Why]:
    """Every single condition without which the rule would be reported."""
    if rule.status is not RuleStatus.APPROVED:
        yield Why.RETIRED
    rule = replace(rule, status=RuleStatus.APPROVED)
    if _reported(concept, rule, source, target) is not None:
        return
    bare = replace(
        rule, condition=Condition.MONO, source_any=(), source_none=(), near_any=(), near_none=(),
        inside_quotes=InsideQuotes.ANY, case_sensitive=False,
    )  # fmt: skip
    open_concept = _without_approved(concept)
    if _reported(open_concept, bare, "", target) is None:
        yield Why.FORM
        return
    relaxed = {
        Why.CASE: replace(rule, case_sensitive=False),
        Why.CHINESE: replace(rule, condition=Condition.MONO, source_any=("*",)),
        Why.CHINESE_NONE: replace(rule, source_none=()),
        Why.NEAR_ANY: replace(rule, near_any=()),
        Why.NEAR_NONE: replace(rule, near_none=()),
        Why.QUOTES: replace(rule, inside_quotes=InsideQuotes.ANY),
    }
    single = [why for why, other in relaxed.items() if other != rule and _reported(concept, other, source, target)]
    if _reported(open_concept, rule, source, target):
        single.append(Why.SHIELDED)
    yield from single or [Why.SEVERAL]


def _reported(concept: Concept, rule: BadRendering, source: str, target: str) -> Occurrence | None:
    whole = replace(concept, bad=(rule,))
    found = Matcher((whole,)).occurrences(source, target, profile=rule.profiles[0] if rule.profiles else _PROFILE)
    return next((o for o in found if o.verdict is Verdict.BAD and o.rule is not None and o.rule.id == rule.id), None)


def _without_approved(concept: Concept) -> Concept:
    """The concept without the English forms that could cover a wrong one."""
    kept = tuple(t for t in concept.terms if t.language == "zh")
    return replace(concept, terms=kept)
