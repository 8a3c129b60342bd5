"""An entry edited on behalf of a suggestion: kept as that suggestion where it can say it, else as an entry; pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from glossary.applying import changed_concept, concept_id, rule_id
from glossary.differing import joined
from glossary.errors import ReviewError
from glossary.model import BadRendering, Concept, Condition, RuleTests, Term
from glossary.proposals import Change, Suggestion


def entry_of(suggestion: Suggestion, known: Concept | None) -> Concept:
    """The entry as the suggestion would leave it; made up from what it says where it is not complete."""
    try:
        return changed_concept((known,) if known is not None else (), suggestion)
    except ReviewError:
        terms = [Term(text, language) for text, language in ((suggestion.zh, "zh"), (suggestion.en, "en")) if text]
        bad: tuple[BadRendering, ...] = ()
        if suggestion.bad:
            misses = RuleTests((suggestion.example,) if suggestion.example else (), suggestion.misses)
            bad = (
                BadRendering(
                    rule_id(suggestion), suggestion.bad, suggestion.condition or Condition.CTX, tests=misses,
                    reason=suggestion.rationale, mode=suggestion.mode, severity=suggestion.severity,
                    case_sensitive=suggestion.case_sensitive, near_none=suggestion.near_none,
                ),
            )  # fmt: skip
        return Concept(concept_id(suggestion), suggestion.domain, tuple(terms), bad, definition=suggestion.definition)


def edited(
    suggestion: Suggestion, known: Concept | None, entry: Concept, *, rationale: str, exception: str
) -> Suggestion:
    """The suggestion after its entry was edited into `entry`; `known` is the entry in force, if there is one.

    What the suggestion's own fields can say stays a suggestion of its kind, so that whoever completes it does not
    become a writer of it; anything else makes it a change of the whole entry.
    """
    reasoned = replace(suggestion, rationale=rationale, exception=exception)
    if suggestion.change is Change.ENTRY:
        return _whole(reasoned, entry)
    before = entry_of(suggestion, known)
    if _alike(before, entry):
        return _explicit(reasoned, entry)
    candidate = _narrow(reasoned, before, entry)
    made = entry_of(candidate, known)
    # What nobody touched follows from the suggestion: its reason, its repair, tests made from its evidence.
    if _alike(made, joined(before, entry, made)):
        return candidate
    return _whole(reasoned, entry)


def _whole(suggestion: Suggestion, entry: Concept) -> Suggestion:
    """The suggestion as a change of the whole entry."""
    return replace(
        suggestion, change=Change.ENTRY, entry=entry, zh=entry.preferred("zh"), en=entry.preferred(),
        domain=entry.domain, politically_fixed=entry.politically_fixed,
    )  # fmt: skip


def _explicit(suggestion: Suggestion, entry: Concept) -> Suggestion:
    """What was left open and is shown decided: who saves it has decided it so."""
    rule = _own_rule(suggestion, entry)
    if rule is not None and suggestion.condition is None:
        return replace(suggestion, condition=rule.condition)
    return suggestion


def _narrow(suggestion: Suggestion, before: Concept, entry: Concept) -> Suggestion:
    values: dict[str, Any] = {
        "domain": entry.domain, "definition": entry.definition, "expansion": entry.expansion,
        "politically_fixed": entry.politically_fixed,
    }  # fmt: skip
    if suggestion.change is not Change.RULE:
        values |= _term_values(suggestion, before, entry)
    rule, former = _own_rule(suggestion, entry), _own_rule(suggestion, before)
    if rule is not None and former is not None:
        values |= {
            "bad": rule.variants, "condition": rule.condition, "mode": rule.mode, "severity": rule.severity,
            "case_sensitive": rule.case_sensitive, "near_none": rule.near_none,
            "misses": tuple(dict.fromkeys((*suggestion.misses, *_new(rule.tests.miss, former.tests.miss)))),
        }  # fmt: skip
        fresh = _new(rule.tests.hit, former.tests.hit)
        if fresh:
            values["example"] = fresh[0]
        if rule.reason != former.reason:
            values["rationale"] = rule.reason
        if suggestion.change is Change.RULE and rule.fixes:
            values["en"] = rule.fixes[0].to
    return replace(suggestion, **values)


def _term_values(suggestion: Suggestion, before: Concept, entry: Concept) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for language, name in (("zh", "zh"), ("en", "en")):
        text = getattr(suggestion, name)
        place = next((n for n, t in enumerate(before.terms) if (t.language, t.text) == (language, text)), None)
        if place is None or place >= len(entry.terms) or entry.terms[place].language != language:
            continue
        term = entry.terms[place]
        values[name] = term.text
        if language == "en":
            values["status"] = term.status
            if term.source != before.terms[place].source:
                values["source"] = term.source
    return values


def _own_rule(suggestion: Suggestion, entry: Concept) -> BadRendering | None:
    wanted = rule_id(suggestion)
    return next((rule for rule in entry.bad if rule.id == wanted), None) if suggestion.bad else None


def _new(tests: tuple[str, ...], former: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(test for test in tests if test not in former)


def _alike(one: Concept, other: Concept) -> bool:
    """Whether two entries are the same but for the order of tests."""
    return _sorted(one) == _sorted(other)


def _sorted(concept: Concept) -> Concept:
    rules = tuple(
        replace(r, tests=RuleTests(tuple(sorted(r.tests.hit)), tuple(sorted(r.tests.miss)))) for r in concept.bad
    )
    return replace(concept, bad=rules)
