"""An entry that goes: deprecated, superseded by another, or its forms taken into another; pure, nothing is decided."""

from __future__ import annotations

from dataclasses import replace

from glossary.model import Concept, ConceptId, RuleId, RuleStatus, Term, TermStatus
from glossary.proposals import Suggestion
from glossary.twins import chinese_key, english_key
from glossary.widening import entry_of

_APPROVED = (TermStatus.PREFERRED, TermStatus.ADMITTED)


def retired(entry: Concept, why: str, by: Concept | None = None) -> Concept:
    """The entry with no English form in force and its rules retired; superseded where another takes its place."""
    status = TermStatus.DEPRECATED if by is None else TermStatus.SUPERSEDED
    terms = tuple(replace(t, status=status) if t.language == "en" and t.status in _APPROVED else t for t in entry.terms)
    rules = tuple(replace(rule, status=RuleStatus.RETIRED) for rule in entry.bad)
    told = why if by is None else f"Superseded by “{by.preferred() or by.preferred('zh')}” ({by.id}): {why}"
    seen = entry.cross_references
    if by is not None and by.id not in seen:
        seen = (*seen, by.id)
    return replace(
        entry, terms=terms, bad=rules, note="\n".join(filter(None, (entry.note, told))), cross_references=seen
    )


def in_force(entry: Concept) -> bool:
    """Whether anything of the entry counts."""
    return bool(entry.forms("en", *_APPROVED)) or any(r.status is not RuleStatus.RETIRED for r in entry.bad)


def taken_in(entry: Concept, other: Concept) -> Concept:
    """The entry with the forms and wrong renderings of another: its forms as admitted ones, none twice."""
    terms, bad = list(entry.terms), list(entry.bad)
    known = {_key(term) for term in terms}
    for term in other.terms:
        if _key(term) not in known and term.text:
            known.add(_key(term))
            status = TermStatus.ADMITTED if term.status is TermStatus.PREFERRED else term.status
            terms.append(replace(term, status=status))
    wrong = {english_key(v) for rule in bad for v in rule.variants}
    for number, rule in enumerate(other.bad, 1):
        if not {english_key(v) for v in rule.variants} <= wrong:
            bad.append(replace(rule, id=RuleId(f"{entry.id}.{rule.id}" if rule.id else f"{entry.id}.m{number}")))
    return replace(entry, terms=tuple(_sorted(terms)), bad=tuple(bad))


def proposed_entry(suggestion: Suggestion) -> Concept:
    """What a suggestion says, as an entry of its own, to be taken into another."""
    alone = replace(suggestion, concept=ConceptId(""))
    return entry_of(alone, None)


def _key(term: Term) -> tuple[str, str]:
    key = chinese_key(term.text) if term.language == "zh" else english_key(term.text)
    return (term.language, key)


def _sorted(terms: list[Term]) -> list[Term]:
    return [t for t in terms if t.language == "zh"] + [t for t in terms if t.language != "zh"]
