"""What a glossary file would bring into a termbase, entry by entry, before anything is written; no storage."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from glossary.errors import Stopped
from glossary.model import BadRendering, Concept, ConceptId, RuleId, RuleStatus, Term, TermStatus
from glossary.twins import chinese_key, english_key
from glossary.wording import Values, filled, mark

_APPROVED = (TermStatus.PREFERRED, TermStatus.ADMITTED)
_LOOK = 500  # entries between two looks whether the person wants it stopped
_UNSAID = frozenset({"", "imported"})  # domains that say nothing

SAME = mark("The glossary has all of it already ({id}).")
ADDS = mark("It adds to the entry {id}.")
RULE_KNOWN = mark("Its rule {rule} belongs to another entry.")
SECOND_PREFERRED = mark("“{zh}” is “{known}” in the glossary ({id}); “{new}” would be a second preferred form.")
OTHER_LAND = mark("“{zh}” is “{known}” in {land} ({id}).")
BAD_THERE = mark("“{en}” is called a wrong rendering of “{zh}” ({id}).")
APPROVED_THERE = mark("It calls “{en}” wrong, which is an approved form of “{zh}” ({id}).")
TWICE = mark("The file has “{zh}” twice, as “{known}” and as “{new}”.")


class Arrival(StrEnum):
    """What an entry of a file is to the termbase."""

    NEW = "new"
    CHANGED = "changed"
    IDENTICAL = "identical"
    CLASHING = "clashing"


@dataclass(frozen=True, slots=True)
class Arriving:
    """One entry of a file: what it is to the termbase, the entry it would make there, and why (a message, values).

    `known`: the termbase has an entry of this id, so the entry can only be proposed as its change.
    """

    concept: Concept
    kind: Arrival
    message: str = ""
    values: Values = ()
    known: bool = False

    @property
    def why(self) -> str:
        """The reason in English."""
        return filled(self.message, self.values)


class Arrivals:
    """The entries of a termbase by what those of a file are compared by; built once for a file."""

    def __init__(self, known: Iterable[Concept], stopped: Callable[[], bool]) -> None:
        self._stopped = stopped
        self._by_id: dict[str, Concept] = {}
        self._by_chinese: dict[str, list[Concept]] = {}
        self._approved: dict[str, Concept] = {}
        self._bad: dict[str, Concept] = {}
        self._rules: dict[str, ConceptId] = {}
        for number, concept in enumerate(known):
            self._look(number)
            self._add(concept)

    def foresee(self, coming: Iterable[Concept]) -> tuple[Arriving, ...]:
        """What each of these entries is to the termbase and to those before it. Stopped if the person stops it."""
        found = []
        own: set[ConceptId] = set()
        for number, concept in enumerate(coming):
            self._look(number)
            arriving = self._arriving(concept, own)
            found.append(arriving)
            if arriving.kind is not Arrival.IDENTICAL:
                self._add(arriving.concept)
                own.add(arriving.concept.id)
        return tuple(found)

    def _look(self, number: int) -> None:
        if number % _LOOK == 0 and self._stopped():
            raise Stopped("The look at the file was stopped; nothing has been kept.")

    def _add(self, concept: Concept) -> None:
        self._by_id[concept.id] = concept
        for key in _chinese(concept):
            there = self._by_chinese.setdefault(key, [])
            there[:] = [*(c for c in there if c.id != concept.id), concept]
        for term in concept.forms("en", *_APPROVED):
            self._approved.setdefault(english_key(term.text), concept)
        for rule in _live(concept):
            self._rules[rule.id] = concept.id
            for variant in rule.variants:
                self._bad.setdefault(english_key(variant), concept)

    def _arriving(self, concept: Concept, own: set[ConceptId]) -> Arriving:
        known = self._by_id.get(concept.id) or self._twin(concept)
        if known is not None:
            after = joined(known, replace(concept, id=known.id))
            if after == known:
                return Arriving(known, Arrival.IDENTICAL, SAME, (("id", known.id),), known=True)
            clash = self._clash(after, own)
            if clash is None and known.preferred() and after.preferred() != known.preferred():
                clash = (SECOND_PREFERRED, _pair(after, known))
            message, values = clash or (ADDS, (("id", known.id),))
            return Arriving(after, Arrival.CLASHING if clash else Arrival.CHANGED, message, values, known=True)
        clash = self._clash(concept, own)
        if clash is not None:
            return Arriving(concept, Arrival.CLASHING, *clash)
        return Arriving(concept, Arrival.NEW)

    def _twin(self, concept: Concept) -> Concept | None:
        """The entry with the same Chinese and the same preferred English under another id."""
        wanted = english_key(concept.preferred())
        for key in _chinese(concept):
            for other in self._by_chinese.get(key, ()):
                if wanted and english_key(other.preferred()) == wanted and other.jurisdiction == concept.jurisdiction:
                    return other
        return None

    def _clash(self, concept: Concept, own: set[ConceptId]) -> tuple[str, Values] | None:
        for rule in _live(concept):
            if self._rules.get(rule.id, concept.id) != concept.id:
                return RULE_KNOWN, (("rule", rule.id),)
        for key in _chinese(concept):
            for other in self._by_chinese.get(key, ()):
                if other.id == concept.id or not concept.preferred() or not other.preferred():
                    continue
                if other.jurisdiction != concept.jurisdiction:
                    return OTHER_LAND, (*_pair(concept, other), ("land", other.jurisdiction))
                if english_key(other.preferred()) != english_key(concept.preferred()):
                    return (TWICE if other.id in own else SECOND_PREFERRED), _pair(concept, other)
        for term in concept.forms("en", *_APPROVED):
            ruler = self._bad.get(english_key(term.text))
            if ruler is not None and ruler.id != concept.id:
                return BAD_THERE, (("en", term.text), ("zh", ruler.preferred("zh")), ("id", ruler.id))
        for rule in _live(concept):
            for variant in rule.variants:
                owner = self._approved.get(english_key(variant))
                if owner is not None and owner.id != concept.id:
                    return APPROVED_THERE, (("en", variant), ("zh", owner.preferred("zh")), ("id", owner.id))
        return None


def joined(known: Concept, coming: Concept) -> Concept:
    """The known entry with what the coming one adds or says otherwise; nothing is taken away from it.

    A preferred form that is replaced becomes an admitted one.
    """
    terms = list(known.terms)
    places = {(t.language, t.text): n for n, t in enumerate(terms)}
    for term in coming.terms:
        place = places.get((term.language, term.text))
        if place is None:
            terms.append(term)
        else:
            terms[place] = _joined_term(terms[place], term)
    for language in ("zh", "en"):
        wanted, old = coming.preferred(language), known.preferred(language)
        if wanted and old and wanted != old:
            terms = [_lowered(t) if (t.language, t.text) == (language, old) else t for t in terms]
    rules = {rule.id: rule for rule in known.bad}
    said = {(english_key(v), r.condition) for r in known.bad for v in r.variants}
    for rule in coming.bad:
        new = tuple(v for v in rule.variants if (english_key(v), rule.condition) not in said)
        if rule.id in rules and _unruled(rules[rule.id]) != _unruled(rule):
            variants = tuple(dict.fromkeys((*rules[rule.id].variants, *rule.variants)))
            plain = len(_said(rule)) < len(_said(rules[rule.id]))
            rules[rule.id] = replace(rules[rule.id] if plain else rule, variants=variants)
        elif rule.id not in rules and new:
            rules[rule.id] = replace(rule, variants=new)
    return replace(
        known,
        terms=tuple(terms),
        bad=tuple(rules.values()),
        domain=known.domain if coming.domain in _UNSAID else coming.domain,
        definition=coming.definition or known.definition,
        expansion=coming.expansion or known.expansion,
        cross_references=tuple(dict.fromkeys((*known.cross_references, *coming.cross_references))),
        politically_fixed=known.politically_fixed or coming.politically_fixed,
        first_mention=coming.first_mention or known.first_mention,
        note=_joined_note(known, coming.note),
    )


def _joined_note(known: Concept, coming: str) -> str:
    """The coming note unless it only repeats the known fields, as a glossary text has them in its one comment."""
    said = {known.domain, known.definition, known.note}
    return known.note if set(coming.split("; ")) <= said | {""} else coming


def _joined_term(known: Term, coming: Term) -> Term:
    return replace(
        known,
        status=coming.status,
        source=known.source if coming.source == "usage" else coming.source,
        reading=coming.reading or known.reading,
        part_of_speech=coming.part_of_speech or known.part_of_speech,
        term_type=coming.term_type or known.term_type,
        note=coming.note or known.note,
    )


def _lowered(term: Term) -> Term:
    return replace(term, status=TermStatus.ADMITTED) if term.status is TermStatus.PREFERRED else term


def _unruled(rule: BadRendering) -> BadRendering:
    """The rule without what an import never brings: its standing."""
    return replace(rule, id=RuleId(""), status=RuleStatus.PROPOSED)


def _said(rule: BadRendering) -> list[object]:
    """What a rule says beside its forms; a plain table says little."""
    return [part for part in (rule.fixes, rule.near_any, rule.near_none, rule.source_any, rule.tests.hit) if part]


def _live(concept: Concept) -> list[BadRendering]:
    return [rule for rule in concept.bad if rule.match == "tokens" and rule.status is not RuleStatus.RETIRED]


def _chinese(concept: Concept) -> list[str]:
    return [chinese_key(term.text) for term in concept.forms("zh", *_APPROVED)]


def _pair(new: Concept, known: Concept) -> Values:
    return (
        ("zh", new.preferred("zh")), ("known", known.preferred()), ("new", new.preferred()), ("id", known.id),
    )  # fmt: skip
