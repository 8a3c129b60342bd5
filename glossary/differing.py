"""How two states of an entry or suggestion differ, field by field; joining two persons' changes; no storage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from glossary.model import BadRendering, Concept, RuleFix, RuleTests, Term
from glossary.proposals import Suggestion

_PARTED = " | "
_OWN = frozenset({"id", "terms", "bad"})
# What review keeps in a suggestion; the rest is what people write.
_KEPT = frozenset({"id", "author", "created", "origin", "state", "version", "writers", "reviewer", "approvals",
                   "target", "evidence", "competing"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that changed: what it belongs to (a term, a wrong form; empty: the entry), its name, both values."""

    owner: str
    name: str
    old: str
    new: str


def entry_changes(before: Concept | None, after: Concept | None) -> tuple[FieldChange, ...]:
    """Everything that differs between two states of an entry; None where there is none."""
    if before is None or after is None:
        whole = after or before
        if whole is None:
            return ()
        blank = replace(whole, terms=(), bad=(), domain="", **_blank(whole))
        before, after = (blank, whole) if after is not None else (whole, blank)
    found = list(_fields("", before, after, _OWN))
    found += _parts(before.terms, after.terms, _term_key, _term_title)
    found += _parts(before.bad, after.bad, lambda rule: str(rule.id), _rule_title)
    if not found and before != after:
        found.append(FieldChange("", "order", _order(before), _order(after)))
    return tuple(found)


def suggestion_changes(before: Suggestion, after: Suggestion) -> tuple[FieldChange, ...]:
    """Everything a person changed in a suggestion."""
    found = list(_fields("", before, after, _KEPT | {"entry", "change"}))
    if after.entry is not None:
        found += entry_changes(before.entry, after.entry)
    return tuple(found)


def written(sentence: str, changes: Iterable[FieldChange]) -> str:
    """A sentence with changes after it, one a line, as the audit trail keeps them."""
    lines = ["\t".join(map(_flat, (c.owner, c.name, c.old, c.new))) for c in changes]
    return "\n".join([_flat(sentence), *lines])


def read(text: str) -> tuple[str, tuple[FieldChange, ...]]:
    """What `written` wrote; a text of another kind is all sentence."""
    sentence, *lines = text.split("\n")
    parts = [line.split("\t") for line in lines]
    if any(len(part) != 4 for part in parts):
        return text, ()
    return sentence, tuple(FieldChange(*part) for part in parts)


def joined(base: Concept, mine: Concept, theirs: Concept) -> Concept:
    """My entry with what they changed wherever I changed nothing; where both did, mine stays."""
    values: dict[str, Any] = {}
    for field in fields(base):
        if field.name not in _OWN:
            name = field.name
            values[name] = getattr(theirs if getattr(mine, name) == getattr(base, name) else mine, name)
    terms = _joined(base.terms, mine.terms, theirs.terms, _term_key)
    bad = _joined(base.bad, mine.bad, theirs.bad, lambda rule: str(rule.id))
    return replace(mine, terms=tuple(terms), bad=tuple(bad), **values)


def _joined(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any], key: Any) -> Iterator[Any]:
    old, their = {key(v): v for v in base}, {key(v): v for v in theirs}
    own = {key(v) for v in mine}
    for value in mine:
        name = key(value)
        if name not in old:
            yield value
        elif name not in their:
            if value != old[name]:
                yield value
        else:
            yield _one(old[name], value, their[name])
    yield from (value for name, value in their.items() if name not in own and name not in old)


def _one(base: Any, mine: Any, theirs: Any) -> Any:
    taken = {f.name: getattr(theirs, f.name) for f in fields(base) if getattr(mine, f.name) == getattr(base, f.name)}
    return replace(mine, **taken)


def _parts(before: Sequence[Any], after: Sequence[Any], key: Any, title: Any) -> Iterator[FieldChange]:
    old, new = {key(v): v for v in before}, {key(v): v for v in after}
    for name, value in old.items():
        if name not in new:
            yield FieldChange(title(value), "", _summary(value), "")
    for name, value in new.items():
        if name not in old:
            yield FieldChange(title(value), "", "", _summary(value))
        else:
            yield from _fields(title(value), old[name], value, frozenset({"id"}))


def _fields(owner: str, before: Any, after: Any, without: frozenset[str]) -> Iterator[FieldChange]:
    for field in fields(before):
        if field.name in without:
            continue
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old == new:
            continue
        if isinstance(old, RuleTests):
            yield from _fields(owner, old, new, frozenset())
        else:
            yield FieldChange(owner, field.name, said(old), said(new))


def said(value: object) -> str:
    """A value of a field as people read it."""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, RuleFix):
        return f"{value.to} ({value.when})" if value.when else value.to
    if isinstance(value, tuple):
        return _PARTED.join(said(part) for part in value)
    return "" if value is None else str(value)


def _blank(concept: Concept) -> dict[str, Any]:
    empty = Concept(concept.id, "", ())
    return {f.name: getattr(empty, f.name) for f in fields(empty) if f.name not in {*_OWN, "domain"}}


def _term_key(term: Term) -> tuple[str, str]:
    return (term.language, term.text)


def _term_title(term: Term) -> str:
    return term.text


def _rule_title(rule: BadRendering) -> str:
    return f"✗ {rule.variants[0] if rule.variants else rule.id}"


def _summary(value: Term | BadRendering) -> str:
    if isinstance(value, Term):
        return f"{value.text} ({value.status})"
    fixes = f" → {said(value.fixes)}" if value.fixes else ""
    return f"{said(value.variants)}{fixes} ({value.condition})"


def _order(concept: Concept) -> str:
    return _PARTED.join([*(t.text for t in concept.terms), *map(_rule_title, concept.bad)])


def _flat(text: str) -> str:
    return " ".join(text.split("\t")).replace("\n", " ")
