"""What a suggestion still lacks before it can be proposed, and before it can be approved; one sentence for each."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.model import RuleMode, TermStatus
from glossary.proposals import Change, Suggestion
from glossary.twins import english_key
from glossary.wording import mark

NUMERONYM = "numeronym"
_USAGE = frozenset({"", "usage", "user"})


def missing_to_submit(suggestion: Suggestion) -> tuple[str, ...]:
    """What is missing to propose it: Chinese, English, domain, one example.

    The Chinese may be unknown where a bad rendering is proposed (monolingual work); a query needs no English.
    """
    return tuple(_to_submit(suggestion))


def missing_to_approve(suggestion: Suggestion) -> tuple[str, ...]:
    """What is missing to approve it; includes what is missing to propose it."""
    return (*_to_submit(suggestion), *_to_approve(suggestion))


def _to_submit(suggestion: Suggestion) -> Iterator[str]:
    if suggestion.change is Change.ENTRY:
        if suggestion.entry is None:
            yield mark("The edited entry is missing.")
        elif not suggestion.entry.forms("zh") or not suggestion.entry.domain:
            yield mark("The entry needs a Chinese term and a domain.")
        elif not all(term.text.strip() for term in suggestion.entry.terms):
            yield mark("One of the forms is empty: write it, or remove it.")
        elif not all(any(v.strip() for v in rule.variants) for rule in suggestion.entry.bad):
            yield mark("One of the wrong renderings names no form: write it, or remove it.")
        return
    if suggestion.entry is not None:
        yield mark("Only a change of a whole entry may hold an entry.")
    is_rule = suggestion.change is Change.RULE
    if is_rule and not any(variant.strip() for variant in suggestion.bad):
        yield mark("The bad rendering is missing.")
    if suggestion.change is Change.CONCEPT and not suggestion.zh.strip():
        yield mark("The Chinese term is missing.")
    if suggestion.change is Change.TERM and not suggestion.zh.strip() and not suggestion.concept:
        yield mark("Neither the Chinese term nor the concept is named.")
    if not suggestion.en.strip() and not (is_rule and suggestion.mode is RuleMode.QUERY):
        yield mark("The English rendering is missing.")
    written_so = suggestion.en in suggestion.bad or not suggestion.case_sensitive
    if written_so and english_key(suggestion.en) in {english_key(v) for v in suggestion.bad if v.strip()}:
        yield mark("The bad rendering and the approved one are the same.")
    if not suggestion.domain.strip():
        yield mark("The domain is missing.")
    if not suggestion.example.strip() and not suggestion.evidence:
        yield mark("One example sentence is missing.")


def _to_approve(suggestion: Suggestion) -> Iterator[str]:
    if suggestion.entry is not None:
        yield from _entry(suggestion)
        return
    is_rule = suggestion.change is Change.RULE
    if suggestion.source.strip() in _USAGE and not suggestion.rationale.strip():
        yield mark("Name the source of the rendering, or say why usage is enough.")
    if is_rule and not suggestion.rationale.strip():
        yield mark("Say why the bad rendering is wrong.")
    if not is_rule and suggestion.status is None:
        yield mark("Choose the status of the term: preferred, admitted, deprecated or superseded.")
    if suggestion.bad and suggestion.condition is None:
        yield mark("Choose when the bad rendering may be believed: mono, ctx or src.")
    if not suggestion.concept and not suggestion.zh.strip():
        yield mark("Choose the concept, or give the Chinese term.")
    if suggestion.politically_fixed and suggestion.mode is RuleMode.AUTOFIX:
        yield mark("Politically fixed wording is never repaired unasked: choose another mode.")
    new = suggestion.change is Change.CONCEPT or not suggestion.concept
    if new and suggestion.domain == NUMERONYM and not suggestion.definition.strip():
        yield mark("A numeronym needs a definition that spells it out.")
    if suggestion.mode is RuleMode.QUERY and is_rule and suggestion.en:
        yield mark("A query offers no replacement: remove the English rendering or choose another mode.")


def _entry(suggestion: Suggestion) -> Iterator[str]:
    entry = suggestion.entry
    if entry is None:
        return
    reasoned = bool(suggestion.rationale.strip() or entry.note.strip())
    for term in entry.forms("en", TermStatus.PREFERRED, TermStatus.ADMITTED):
        if term.source.strip() in _USAGE and not reasoned:
            yield f"Name the source of “{term.text}”, or say why usage is enough."
    if entry.domain == NUMERONYM and not entry.definition.strip() and not entry.expansion:
        yield mark("A numeronym needs a definition that spells it out.")
    for rule in entry.bad:
        if entry.politically_fixed and rule.mode is RuleMode.AUTOFIX:
            yield f"“{rule.variants[0] if rule.variants else rule.id}” is politically fixed and never repaired unasked."
