"""Concepts and suggestions as the texts and rows the database holds, and back; no statements."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from glossary.errors import GlossaryError
from glossary.model import BadRendering, Concept, RuleStatus, Term
from glossary.proposals import State, Suggestion

Row = Mapping[str, Any]
Fields = tuple[tuple[str, object], ...]

ADD, PUT = "add", "put"


def _rest_fields(kind: type, *keys: str) -> Fields:
    """Fields of a value that lie in `rest`, with their defaults."""
    return tuple(
        (f.name, f.default_factory() if f.default_factory is not dataclasses.MISSING else f.default)
        for f in dataclasses.fields(kind)
        if f.name not in keys
    )


_CONCEPT = _rest_fields(Concept, "id", "domain", "politically_fixed", "terms", "bad")
_TERM = _rest_fields(Term, "language", "text", "status")
_RULE = _rest_fields(BadRendering, "id", "mode", "status")
_encode = msgspec.json.Encoder().encode
_suggestion = msgspec.json.Decoder(Suggestion).decode


def _rest(value: object, fields: Fields) -> str:
    differing = {name: held for name, default in fields if (held := getattr(value, name)) != default}
    return text_of(differing) if differing else "{}"


def text_of(value: object) -> str:
    """A value as JSON. GlossaryError for a character no store can hold (NUL, half a surrogate pair)."""
    try:
        text = _encode(value).decode()
    except UnicodeEncodeError as error:
        raise GlossaryError(_unstorable(error.object)) from error
    if "\\u0000" in text and "\0" in "".join(_strings(msgspec.json.decode(text))):
        raise GlossaryError(_unstorable(text))
    return text


def _strings(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _strings([*value.keys(), *value.values()])
    elif isinstance(value, Sequence):
        for item in value:
            yield from _strings(item)


def _unstorable(text: str) -> str:
    shown = text[:60].encode("ascii", "backslashreplace").decode()
    return f"“{shown}” holds a character that cannot be stored (NUL or half a surrogate pair). Remove it."


def entry_of(concept: Concept) -> dict[str, Any]:
    """A concept as plain values: its own fields, `terms` and `bad`, each with its `rest`."""
    return {
        "id": concept.id,
        "domain": concept.domain,
        "politically_fixed": concept.politically_fixed,
        "rest": _rest(concept, _CONCEPT),
        "terms": [
            {"language": t.language, "text": t.text, "status": t.status.value, "rest": _rest(t, _TERM)}
            for t in concept.terms
        ],
        "bad": [
            {"id": b.id, "mode": b.mode.value, "status": b.status.value, "rest": _rest(b, _RULE)} for b in concept.bad
        ],
    }


def rule_digest(rule: BadRendering) -> str:
    """What a rule says, in a digest: all of it but its mode and status."""
    return digest_of(_rest(rule, _RULE))


def concept_of(entry: Row, terms: Iterable[Row], bad: Iterable[Row]) -> Concept:
    """The concept of a row with those of its terms and bad renderings, in order."""
    plain = {
        **msgspec.json.decode(entry["rest"]),
        "id": entry["id"],
        "domain": entry["domain"],
        "politically_fixed": bool(entry["politically_fixed"]),
        "terms": [
            {**msgspec.json.decode(t["rest"]), "language": t["language"], "text": t["text"], "status": t["status"]}
            for t in terms
        ],
        "bad": [
            {**msgspec.json.decode(b["rest"]), "id": b["id"], "mode": b["mode"], "status": b["status"]} for b in bad
        ],
    }
    return msgspec.convert(plain, Concept)


def concept_of_text(text: str) -> Concept:
    """The concept of an entry kept as one text."""
    entry = msgspec.json.decode(text)
    return concept_of(entry, entry["terms"], entry["bad"])


def unapproved(concept: Concept) -> Concept:
    """The concept as an import brings it: none of its rules approved."""
    if not concept.bad:
        return concept
    rules = tuple(
        replace(rule, status=RuleStatus.PROPOSED) if rule.status is RuleStatus.APPROVED else rule
        for rule in concept.bad
    )
    return replace(concept, bad=rules)


@dataclass(frozen=True, slots=True)
class StoredConcept:
    """A concept as it stands in the termbase; `approved` is False for what an import brought and nobody approved."""

    concept: Concept
    version: int
    approved: bool
    author: str


def payload_of(before: Concept | None, after: Concept) -> str:
    """What approval puts into force: `add` where forms and rules only come to an entry, else `put` the whole entry."""
    entry = entry_of(after)
    if before is None:
        return text_of({"mode": PUT, "entry": entry})
    known = entry_of(before)
    terms, bad = len(known["terms"]), len(known["bad"])
    entry_grows = entry["terms"][:terms] == known["terms"] and entry["bad"][:bad] == known["bad"]
    if entry_grows and all(entry[key] == known[key] for key in ("id", "domain", "politically_fixed", "rest")):
        grown = {**entry, "terms": entry["terms"][terms:], "bad": entry["bad"][bad:]}
        return text_of({"mode": ADD, "entry": grown})
    return text_of({"mode": PUT, "entry": entry})


def digest_of(text: str) -> str:
    """SHA-256 of a text, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def suggestion_of(row: Row) -> Suggestion:
    """A suggestion as it was written, with what has happened to it since."""
    return replace(
        _suggestion(row["body"]),
        id=row["id"],
        author=row["author"],
        created=row["created"],
        state=State(row["state"]),
        version=row["version"],
        writers=tuple(msgspec.json.decode(row["writers"])),
        approvals=tuple(msgspec.json.decode(row["approvals"])),
        reviewer=row["reviewer"],
        target=row["target"],
    )


def suggestion_row(suggestion: Suggestion, payload: str, base: int) -> dict[str, Any]:
    """A suggestion as a row."""
    entry = msgspec.json.decode(payload)["entry"] if payload else {}
    return {
        "id": suggestion.id,
        "version": suggestion.version,
        "state": suggestion.state.value,
        "author": suggestion.author,
        "created": suggestion.created,
        "change": suggestion.change.value,
        "concept": entry.get("id", suggestion.concept),
        "zh": suggestion.zh,
        "en": suggestion.en,
        "politically_fixed": bool(entry.get("politically_fixed", suggestion.politically_fixed)),
        "body": text_of(suggestion),
        "payload": payload,
        "base": base,
        "writers": text_of(list(suggestion.writers)),
        "approvals": text_of(list(suggestion.approvals)),
        "reviewer": suggestion.reviewer,
        "target": suggestion.target,
    }
