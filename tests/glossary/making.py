"""Short ways to write concepts and rules in the tests of the glossary."""

from __future__ import annotations

from typing import Any

from glossary.matching import Matcher, Occurrence, Verdict
from glossary.model import BadRendering, Concept, ConceptId, Condition, RuleFix, RuleId, Term, TermStatus


def concept(zh: str, en: str, *bad: BadRendering, **fields: Any) -> Concept:
    """A concept; forms are separated by `|`, the first of each language is preferred."""
    terms = []
    for language, forms in (("zh", zh), ("en", en)):
        for number, form in enumerate(f for f in forms.split("|") if f):
            terms.append(Term(form, language, TermStatus.ADMITTED if number else TermStatus.PREFERRED))
    return Concept(ConceptId(zh.split("|")[0]), "court", tuple(terms), bad, **fields)


def rule(variants: str, condition: str = "mono", *, to: str = "", **fields: Any) -> BadRendering:
    """A rule; variants and fixes are separated by `|`; its id is the first variant."""
    forms = tuple(variants.split("|")) if fields.get("match") != "regex" else (variants,)
    fixes = tuple(RuleFix(f) for f in to.split("|") if f)
    return BadRendering(RuleId(forms[0]), forms, Condition(condition), fixes=fixes, **fields)


def bad(matcher: Matcher, source: str, target: str, **options: str) -> list[str]:
    """Texts the matcher calls bad."""
    return [cut(o, target) for o in matcher.occurrences(source, target, **options) if o.verdict is Verdict.BAD]


def approved(matcher: Matcher, source: str, target: str) -> list[str]:
    """Texts the matcher calls approved."""
    return [cut(o, target) for o in matcher.occurrences(source, target) if o.verdict is Verdict.APPROVED]


def cut(occurrence: Occurrence, target: str) -> str:
    """The occurrence's place in the target."""
    start, end = occurrence.target or (0, 0)
    return target[start:end]
