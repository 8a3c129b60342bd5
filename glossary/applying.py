"""What a suggestion does to the concepts when it is approved, deprecated or superseded; whether it may is review's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from glossary.errors import ReviewError
from glossary.matching import Matcher
from glossary.model import (
    BadRendering,
    Concept,
    ConceptId,
    Condition,
    RuleFix,
    RuleId,
    RuleStatus,
    RuleTests,
    Term,
    TermStatus,
)
from glossary.proposals import Change, Evidence, Origin, State, Suggestion
from glossary.twins import chinese_key
from glossary.validate import rule_hits

Concepts = tuple[Concept, ...]

_GONE = {State.DEPRECATED: TermStatus.DEPRECATED, State.SUPERSEDED: TermStatus.SUPERSEDED}
_KEPT_TESTS, _KEPT_EVIDENCE = 3, 5


def apply_suggestion(concepts: Iterable[Concept], suggestion: Suggestion) -> Concepts:
    """The concepts after an approved suggestion; without its forms after a deprecated or superseded one.

    A rejected suggestion changes nothing, unless it asked whether a demoted rule may stay: then the rule is retired.
    ReviewError for one that is not decided.
    """
    entries = tuple(concepts)
    if suggestion.state in (State.APPROVED, State.RELEASED):
        return with_change(entries, suggestion)
    if suggestion.state in _GONE:
        return _without(entries, suggestion, _GONE[suggestion.state])
    if suggestion.state is State.REJECTED:
        return _without(entries, suggestion, None) if suggestion.origin is Origin.DEMOTED else entries
    raise ReviewError(
        "{id} is not approved, so it changes nothing in the glossary. Approve it first.", id=suggestion.id
    )


def with_change(concepts: Concepts, suggestion: Suggestion) -> Concepts:
    """The concepts as they would be after approval, whatever the state (for previews); new ones come last."""
    changed = changed_concept(concepts, suggestion)
    known = [n for n, concept in enumerate(concepts) if concept.id == changed.id]
    if not known:
        return (*concepts, changed)
    return (*concepts[: known[0]], changed, *concepts[known[0] + 1 :])


def concept_id(suggestion: Suggestion) -> ConceptId:
    """The id of the concept a suggestion changes or makes."""
    if suggestion.entry is not None:
        return suggestion.entry.id
    return suggestion.concept or ConceptId(f"s-{suggestion.id}")


def rule_id(suggestion: Suggestion) -> RuleId:
    """The id of the bad rendering a suggestion changes or makes."""
    return suggestion.rule or RuleId(f"{concept_id(suggestion)}.{suggestion.id}")


def changed_concept(concepts: Iterable[Concept], suggestion: Suggestion) -> Concept:
    """The one concept a suggestion changes, as it would be after approval."""
    if suggestion.change is Change.ENTRY:
        if suggestion.entry is None:
            raise ReviewError(
                "{id} says it changes a whole entry but holds none. Open and save it again.", id=suggestion.id
            )
        rules = tuple(
            replace(rule, status=RuleStatus.APPROVED) if rule.status is RuleStatus.PROPOSED else rule
            for rule in suggestion.entry.bad
        )
        return replace(suggestion.entry, bad=rules)
    wanted = concept_id(suggestion)
    known = next((concept for concept in concepts if concept.id == wanted), None)
    known = _new_concept(suggestion) if known is None else _updated(known, suggestion)
    if suggestion.bad:
        known = _with_rule(known, suggestion)
    return known


def _new_concept(suggestion: Suggestion) -> Concept:
    if suggestion.concept and suggestion.change is not Change.CONCEPT:
        raise ReviewError(
            "{id} belongs to the concept “{concept}”, which is not in the glossary. Choose another concept.",
            id=suggestion.id,
            concept=suggestion.concept,
        )
    if not suggestion.zh:
        raise ReviewError(
            "{id} has no Chinese term and no concept. Choose the concept it belongs to.", id=suggestion.id
        )
    source = suggestion.source or "usage"
    status = suggestion.status or TermStatus.PREFERRED
    return Concept(
        concept_id(suggestion),
        suggestion.domain,
        (Term(suggestion.zh, "zh", source=source), Term(suggestion.en, "en", status, source=source)),
        definition=suggestion.definition,
        expansion=suggestion.expansion,
        politically_fixed=suggestion.politically_fixed,
        note="" if status is TermStatus.PREFERRED else suggestion.rationale,
    )


def _updated(concept: Concept, suggestion: Suggestion) -> Concept:
    """The concept with the forms and fields of the suggestion."""
    terms = list(concept.terms)
    own = {chinese_key(t.text) for t in concept.forms("zh")}
    # The Chinese beside a bad rendering is its condition (`source_any`), not a form of the concept.
    if suggestion.change is not Change.RULE and suggestion.zh and chinese_key(suggestion.zh) not in own:
        terms.append(Term(suggestion.zh, "zh", TermStatus.ADMITTED, source=suggestion.source or "usage"))
    if suggestion.status is not None and suggestion.en:
        terms = _with_term(terms, suggestion, suggestion.status)
    return replace(
        concept,
        terms=tuple(terms),
        definition=suggestion.definition or concept.definition,
        expansion=suggestion.expansion or concept.expansion,
        politically_fixed=suggestion.politically_fixed or concept.politically_fixed,
    )


def _with_term(terms: list[Term], suggestion: Suggestion, status: TermStatus) -> list[Term]:
    """English terms with the suggested one; what it replaces is superseded.

    A concept that a suggestion made and that is reworded by it supersedes its own former form.
    """
    replaced = {suggestion.replaces} - {""}
    if suggestion.change is Change.CONCEPT and status is TermStatus.PREFERRED:
        replaced |= {t.text for t in terms if t.language == "en" and t.status is TermStatus.PREFERRED}
    made, found = [], False
    for term in terms:
        if term.language == "en" and term.text == suggestion.en:
            found = True
            made.append(replace(term, status=status, source=suggestion.source or term.source))
        elif term.language == "en" and term.text in replaced:
            made.append(replace(term, status=TermStatus.SUPERSEDED))
        else:
            made.append(term)
    if not found:
        made.append(Term(suggestion.en, "en", status, source=suggestion.source or "usage"))
    return made


def _with_rule(concept: Concept, suggestion: Suggestion) -> Concept:
    wanted = rule_id(suggestion)
    old = next((rule for rule in concept.bad if rule.id == wanted), None)
    zh = suggestion.zh
    own = {chinese_key(t.text) for t in concept.forms("zh")}
    rule = replace(
        old or BadRendering(wanted, ()),
        variants=suggestion.bad,
        condition=suggestion.condition or Condition.SRC,
        case_sensitive=suggestion.case_sensitive,
        near_none=suggestion.near_none,
        fixes=_fixes(old) if _same_default(concept, old, suggestion.en) else (RuleFix(suggestion.en),),
        mode=suggestion.mode,
        severity=suggestion.severity,
        reason=suggestion.rationale or (old.reason if old else ""),
        evidence=tuple(_cited(e) for e in suggestion.evidence[:_KEPT_EVIDENCE]) or (old.evidence if old else ()),
        status=RuleStatus.APPROVED,
    )
    if zh and chinese_key(zh) not in own:
        rule = replace(rule, source_any=(zh,))
    rule = replace(rule, tests=generated_tests(concept, rule, suggestion))
    kept = tuple(rule if r.id == wanted else r for r in concept.bad)
    return replace(concept, bad=kept if old else (*kept, rule))


def _fixes(rule: BadRendering | None) -> tuple[RuleFix, ...]:
    return rule.fixes if rule else ()


def _same_default(concept: Concept, rule: BadRendering | None, en: str) -> bool:
    """Whether the rule writes `en` by default already, so that its conditional fixes (or none at all) can stay."""
    if not en or (rule is not None and not rule.fixes and concept.preferred() == en):
        return True
    return any(fix.to == en and not fix.when for fix in _fixes(rule))


def generated_tests(concept: Concept, rule: BadRendering, suggestion: Suggestion) -> RuleTests:
    """Hit and miss tests out of the example, the evidence and the former tests; hits are those the rule does hit."""
    whole = replace(concept, bad=(*(r for r in concept.bad if r.id != rule.id), rule))
    matcher = Matcher((whole,))
    sources = [_case(e.source, e.before) for e in suggestion.evidence if not e.reversed]
    hits = [c for c in (suggestion.example, *rule.tests.hit, *sources) if c and rule_hits(matcher, rule, c)]
    mended = [_case(e.source, e.after) for e in suggestion.evidence if not e.reversed]
    made = [_repaired(case, suggestion) for case in hits]
    misses = [c for c in (*rule.tests.miss, *mended, *made) if c and not rule_hits(matcher, rule, c)]
    # What a person wrote as a miss stays even if it fails: the failure must be seen, not swept away.
    return RuleTests(_first(hits), tuple(dict.fromkeys([*suggestion.misses, *_first(misses)])))


def _first(cases: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cases))[:_KEPT_TESTS]


def _case(source: str, target: str) -> str:
    return f"{source} => {target}" if source and target else target


def _repaired(case: str, suggestion: Suggestion) -> str:
    """The test case with the approved form where a bad one stands; empty where none is found as it is written."""
    low = case.lower()
    for variant in suggestion.bad:
        at = low.find(variant.lower())
        if at >= 0 and suggestion.en:
            return case[:at] + suggestion.en + case[at + len(variant) :]
    return ""


def _cited(evidence: Evidence) -> str:
    place = "/".join(part for part in (evidence.document, evidence.segment) if part) or "edit"
    return f"{place}: {evidence.before} → {evidence.after}"


def _without(concepts: Concepts, suggestion: Suggestion, status: TermStatus | None) -> Concepts:
    """The concepts with the suggestion's English form in another status and its rule retired."""
    wanted, rule = concept_id(suggestion), rule_id(suggestion)
    forms = {suggestion.en} if suggestion.change is not Change.RULE else set()
    rules = {rule} if suggestion.bad else set()
    if suggestion.entry is not None:
        forms = {t.text for t in suggestion.entry.forms("en")}
        rules = {r.id for r in suggestion.entry.bad}
    changed = []
    for concept in concepts:
        if concept.id != wanted:
            changed.append(concept)
            continue
        terms = tuple(
            replace(t, status=status) if status and t.language == "en" and t.text in forms else t for t in concept.terms
        )
        bad = tuple(replace(r, status=RuleStatus.RETIRED) if r.id in rules else r for r in concept.bad)
        note = concept.note
        if status and not note and not any(t.language == "en" and t.status is TermStatus.PREFERRED for t in terms):
            note = f"Every English form is {status}; the approved one is to be found."
        changed.append(replace(concept, terms=terms, bad=bad, note=note))
    return tuple(changed)
