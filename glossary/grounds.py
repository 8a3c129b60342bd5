"""What a reviewer's decision rests on: rejected pairs, clashes, firings on clean text, and who must agree."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from glossary.applying import concept_id, with_change
from glossary.comparing import Comparison
from glossary.conflicts import Conflict, Lexicon, find_conflicts
from glossary.errors import ReviewError
from glossary.impact import Effect, fires_on
from glossary.matching import Matcher
from glossary.model import Concept, RuleStatus, TermStatus
from glossary.proposals import Change, Origin, Suggestion
from glossary.twins import chinese_key, english_key
from glossary.validate import rule_cases

_ANY = "*"


@dataclass(frozen=True, slots=True)
class Grounds:
    """What is known when a decision is taken.

    `rejected` are the keys of rejected pairs (`rejection_keys`). `clean_hits` are firings on clean text, None where
    nobody looked: nothing is approved then. `fixed`: the concept is politically fixed, whatever the suggestion says.
    `faults` say in sentences why the changed entry would not work (a rule that does not hit its own example).
    """

    rejected: frozenset[str] = frozenset()
    conflicts: tuple[Conflict, ...] = ()
    clean_hits: tuple[Effect, ...] | None = None
    fixed: bool = False
    faults: tuple[str, ...] = ()


NO_GROUNDS = Grounds()


def grounds_for(
    suggestion: Suggestion,
    concepts: Iterable[Concept],
    clean: Sequence[str],
    *,
    rejected: frozenset[str] = frozenset(),
    matcher: Matcher | None = None,
    lexicon: Lexicon | None = None,
) -> Grounds:
    """Everything an approval rests on; `matcher` and `lexicon` are those of `concepts`, where they exist already."""
    matcher = matcher or Matcher(concepts)
    entries = matcher.concepts
    conflicts = lexicon.conflicts(suggestion) if lexicon is not None else find_conflicts(entries, suggestion)
    known = next((c for c in entries if c.id == concept_id(suggestion)), None)
    fixed = needs_two(suggestion) or (known is not None and known.politically_fixed)
    try:
        after = with_change(entries, suggestion)
        hits = fires_on(entries, suggestion, clean, matcher=matcher)
    except ReviewError as problem:
        return Grounds(rejected, conflicts, (), fixed, (str(problem),))
    return Grounds(rejected, conflicts, hits, fixed, _faults(Comparison(entries, after, matcher), after))


def needs_two(suggestion: Suggestion) -> bool:
    """Whether the suggestion itself says that its wording is politically fixed."""
    return suggestion.politically_fixed or (suggestion.entry is not None and suggestion.entry.politically_fixed)


def _faults(comparison: Comparison, after: tuple[Concept, ...]) -> tuple[str, ...]:
    """What would not work: changed rules without a hit, and tests, whosesoever, that the change makes fail."""
    faults = [
        f"The rule for “{rule.variants[0] if rule.variants else rule.id}” does not find it in any of its examples:"
        " give an example sentence with the bad rendering in it (中文 => English where the Chinese is needed)."
        for concept in after
        if concept.id in comparison.changed
        for rule in concept.bad
        if rule not in comparison.known_rules and not rule.tests.hit and rule.status is not RuleStatus.RETIRED
    ]
    cases = [case for concept in after for rule in concept.bad for case in rule_cases(rule)]
    texts = [case.texts for case in cases]
    reached = [cases[number] for number, _source, _target in comparison.candidates(texts)]
    if not reached:
        return tuple(faults)
    before, matcher = comparison.old_matcher, comparison.new_matcher([case.texts for case in reached])
    for case in reached:
        new = case.rule not in comparison.known_rules
        if not case.passes(matcher) and (new or case.passes(before)):
            wanted = "found" if case.hit else "left alone"
            faults.append(
                f"“{case.text}” must be {wanted} by the rule for “{case.rule.variants[0]}” ({case.rule.id}), and would"
                " not be: narrow the one or the other, or correct the example."
            )
    return tuple(faults)


def wish_keys(suggestion: Suggestion) -> frozenset[str]:
    """What a suggestion asks for as a whole: two with a key in common ask for the same."""
    return frozenset(_keys(suggestion, with_any=False))


def proposal_keys(suggestion: Suggestion) -> frozenset[str]:
    """Everything a suggestion proposes, its pairs of terms too, in the form rejected ones are looked up by."""
    return wish_keys(suggestion) | frozenset(_term_pairs(suggestion))


def rejection_keys(suggestion: Suggestion) -> frozenset[str]:
    """What nobody may propose again once this suggestion is rejected.

    A pair with its Chinese blocks the same pair, and the pair without any Chinese; not the pair of other Chinese. A
    whole new entry blocks each of its pairs of terms; the edit of an entry that is in force blocks that very edit.
    """
    pairs = _term_pairs(suggestion) if suggestion.change is Change.ENTRY else ()
    return frozenset([*_keys(suggestion, with_any=True), *pairs])


def _keys(suggestion: Suggestion, *, with_any: bool) -> Iterable[str]:
    if suggestion.entry is not None and suggestion.change is Change.ENTRY:
        digest = hashlib.sha256(repr(suggestion.entry).encode("utf-8")).hexdigest()
        yield f"entry|{digest}"
        return
    zh, en = chinese_key(suggestion.zh), english_key(suggestion.en)
    for bad in [english_key(variant) for variant in suggestion.bad] or [""]:
        yield _key(zh or _ANY, bad, en)
        if with_any and zh:
            yield _key(_ANY, bad, en)


def _term_pairs(suggestion: Suggestion) -> Iterable[str]:
    """The Chinese and English forms a suggestion puts together; none for a wrong rendering or an edit of an entry."""
    if suggestion.entry is not None and suggestion.change is Change.ENTRY:
        if not suggestion.concept or suggestion.origin is Origin.IMPORTED:
            english = suggestion.entry.forms("en", TermStatus.PREFERRED, TermStatus.ADMITTED)
            for zh in suggestion.entry.forms("zh"):
                yield from (_key(chinese_key(zh.text), "", english_key(en.text)) for en in english)
    elif suggestion.change is not Change.RULE and suggestion.zh and suggestion.en:
        yield _key(chinese_key(suggestion.zh), "", english_key(suggestion.en))


def _key(zh: str, bad: str, en: str) -> str:
    return f"{zh}|{bad}|{en}"
