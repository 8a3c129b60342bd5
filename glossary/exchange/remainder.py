"""What a format does not carry of a concept, as one line of JSON beside it, and the concept made whole again.

The difference is taken between the concept and what reading the written entry gives, so whatever a format drops,
changes or reorders is in the remainder by construction.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from glossary.files import plain
from glossary.model import BadRendering, Concept, ConceptId, Term, TermStatus
from glossary.wording import Said, said

MARK = "Zhubi: "
Named = Callable[[str], None]

# Whatever XML, UTF-8 or a spreadsheet may not hold or may change; inside JSON all of these can be escaped.
_DELICATE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_PLAIN_FIELDS = tuple(f.name for f in dataclasses.fields(Concept) if f.name not in ("terms", "bad"))
_TERM_FIELDS = tuple(f.name for f in dataclasses.fields(Term))
_EMPTY = Term("", "")
NAMES = {
    "id": said("Identifier changed"),
    "domain": said("Domain"),
    "bad": said("Known bad rendering"),
    "definition": said("Definition"),
    "expansion": said("Expansion of a numeronym"),
    "jurisdiction": said("Jurisdiction"),
    "cross_references": said("Cross-reference"),
    "politically_fixed": said("“Politically fixed”"),
    "first_mention": said("Form at first mention"),
    "note": said("Note of a concept"),
    "order": said("Order of terms across languages"),
    "text": said("Text of a term"),
    "language": said("Language of a term"),
    "status": said("Status of a term"),
    "source": said("Source of a term"),
    "reading": said("Reading"),
    "part_of_speech": said("Part of speech"),
    "term_type": said("Term type"),
    "case_sensitive": said("“Case-sensitive”"),
    "exact": said("“No inflection”"),
    "term.note": said("Note of a term"),
    "terms": said("Terms as a whole"),
}


class NotARemainder(ValueError):
    """The JSON is broken or holds what no concept can hold."""


def difference(whole: Concept, carried: Concept) -> dict[str, Any]:
    """What has to be added to `carried` to make `whole`; empty if nothing."""
    rest: dict[str, Any] = {}
    for name in _PLAIN_FIELDS:
        held = getattr(whole, name)
        if held != getattr(carried, name):
            rest[name] = list(held) if isinstance(held, tuple) else held
    if whole.bad != carried.bad:
        rest["bad"] = [plain(rule) for rule in whole.bad]
    if whole.terms != carried.terms:
        rest |= _term_difference(whole.terms, carried.terms)
    return rest


def _term_difference(whole: tuple[Term, ...], carried: tuple[Term, ...]) -> dict[str, Any]:
    if len(whole) != len(carried) or len({_key(t) for t in carried}) < len(carried):
        return {"terms": [_bare(t) for t in whole]}
    order = _pairing(whole, carried)
    if order is None:
        return {"terms": [_bare(t) for t in whole]}
    rest: dict[str, Any] = {}
    changes = []
    for term, place in zip(whole, order, strict=True):
        there = carried[place]
        fields = {n: _value(getattr(term, n)) for n in _TERM_FIELDS if getattr(term, n) != getattr(there, n)}
        if fields:
            changes.append([there.language, there.text, fields])
    if changes:
        rest["term"] = changes
    if order != sorted(order):
        rest["order"] = [[carried[place].language, carried[place].text] for place in order]
    return rest


def _pairing(whole: tuple[Term, ...], carried: tuple[Term, ...]) -> list[int] | None:
    """For each term the place of its carried form: by language and text, those left over by language and order."""
    places = {_key(t): n for n, t in enumerate(carried)}
    if len({_key(t) for t in whole}) < len(whole):
        return None
    found = [places.pop(_key(t), None) for t in whole]
    left = sorted(places.values())
    for number, place in enumerate(found):
        if place is None:
            same = next((p for p in left if carried[p].language == whole[number].language), None)
            if same is None:
                return None
            left.remove(same)
            found[number] = same
    return [place for place in found if place is not None]


def _key(term: Term) -> tuple[str, str]:
    return term.language, term.text


def _bare(term: Term) -> dict[str, Any]:
    held = {n: _value(getattr(term, n)) for n in _TERM_FIELDS if getattr(term, n) != getattr(_EMPTY, n)}
    return {"text": "", "language": ""} | held


def _value(value: object) -> object:
    return value.value if isinstance(value, TermStatus) else value


def write(rest: Mapping[str, Any]) -> str:
    """The remainder as text without line breaks or characters a file format might change."""
    text = json.dumps(rest, ensure_ascii=False, separators=(",", ":"))
    return MARK + _DELICATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def apply(carried: Concept, text: str, missing: Named) -> Concept:
    """The concept with the remainder `text` added; `missing` hears of terms that are no longer there.

    Raises NotARemainder.
    """
    try:
        rest = json.loads(text.removeprefix(MARK))
        if not isinstance(rest, dict):
            raise NotARemainder("it is not an object")
        unknown = rest.keys() - {*_PLAIN_FIELDS, "bad", "term", "order", "terms"}
        if unknown:
            raise NotARemainder(f"unknown field “{sorted(unknown)[0]}”")
        fields: dict[str, Any] = {
            name: msgspec.convert(rest[name], _TYPES[name]) for name in _PLAIN_FIELDS if name in rest
        }
        if "id" in fields:
            fields["id"] = ConceptId(fields["id"])
        if "bad" in rest:
            fields["bad"] = msgspec.convert(rest["bad"], tuple[BadRendering, ...])
        fields["terms"] = _terms(carried.terms, rest, missing)
    except (msgspec.ValidationError, RecursionError, ValueError, TypeError) as problem:
        raise NotARemainder(str(problem)) from problem
    return dataclasses.replace(carried, **fields)


_TYPES: dict[str, Any] = {
    name: tuple[str, ...] if name in ("expansion", "cross_references") else bool if name == "politically_fixed" else str
    for name in _PLAIN_FIELDS
}


def _terms(carried: tuple[Term, ...], rest: Mapping[str, Any], missing: Named) -> tuple[Term, ...]:
    if "terms" in rest:
        return msgspec.convert(rest["terms"], tuple[Term, ...])
    terms = list(carried)
    places = {_key(t): n for n, t in reversed(list(enumerate(carried)))}
    changes = msgspec.convert(rest.get("term", []), list[tuple[str, str, dict[str, Any]]])
    for language, text, fields in changes:
        place = places.get((language, text))
        if place is None:
            missing(text)
            continue
        terms[place] = msgspec.convert(_bare(terms[place]) | fields, Term)
    order = [places.get((language, text)) for language, text in msgspec.convert(rest.get("order", []), list[list[str]])]
    if order and None not in order and sorted(p for p in order if p is not None) == list(range(len(terms))):
        terms = [terms[p] for p in order if p is not None]
    return tuple(terms)


def names_of(rest: Mapping[str, Any]) -> list[tuple[Said, int]]:
    """The kinds of things in a remainder, in words, each with how many of it."""
    found: dict[str, int] = {}
    for name, held in rest.items():
        if name == "term":
            for _, _, fields in held:
                for part in fields:
                    key = "term.note" if part == "note" else part
                    found[key] = found.get(key, 0) + 1
        else:
            found[name] = len(held) if name in ("bad", "cross_references") else 1
    return [(NAMES[name], max(count, 1)) for name, count in found.items()]
