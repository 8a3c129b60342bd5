"""Numbered, hashed states of the glossary, the difference between two, and the segments it reaches; no storage."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import UTC, datetime

from glossary.comparing import Comparison, Difference, Text
from glossary.errors import ReleaseError
from glossary.files import canonical
from glossary.model import BadRendering, Concept, RuleStatus, Term, TermStatus
from glossary.proposals import ChangeLine, Kind, Release, SuggestionId
from glossary.validate import run_tests

_LABEL = re.compile(r"(\d{4})\.(\d+)")
_WITHDRAWN = (TermStatus.DEPRECATED, TermStatus.SUPERSEDED)
_NAMED = 3


def digest(concepts: Iterable[Concept]) -> str:
    """SHA-256 over the content of the concepts, whatever their order."""
    total = hashlib.sha256()
    for concept in sorted(concepts, key=lambda c: c.id):
        total.update(canonical(concept))
        total.update(b"\n")
    return total.hexdigest()


def next_label(labels: Iterable[str], year: int) -> str:
    """The label that follows `labels` in `year`: `YYYY.n`, n counting from 1."""
    parsed = (_LABEL.fullmatch(label) for label in labels)
    numbers = [int(match[2]) for match in parsed if match and int(match[1]) == year]
    return f"{year}.{max(numbers, default=0) + 1}"


def make_release(
    concepts: Iterable[Concept],
    former: Iterable[Concept],
    *,
    labels: Iterable[str],
    author: str,
    time: float,
    suggestions: Sequence[SuggestionId] = (),
    despite: str = "",
    note: str = "",
) -> Release:
    """Release `concepts` after the `former` release's; `labels` are those of all releases so far, oldest first.

    `time` is seconds since 1970 UTC. ReleaseError where nothing has changed, and where hit or miss tests fail unless
    `despite` says why it is released all the same (kept beside the failures).
    """
    entries, old, known = tuple(concepts), tuple(former), tuple(labels)
    value = digest(entries)
    if known and value == digest(old):
        raise ReleaseError(f"Nothing has changed since {known[-1]}: there is nothing to release.")
    failures = tuple(str(problem) for problem in run_tests(entries))
    if failures and not despite.strip():
        more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
        raise ReleaseError(f"A rule fails its own test: {failures[0]}{more}. Mend the rule or its test first.")
    if failures:
        failures = (f"released despite failing tests: {despite}", *failures)
    return Release(
        next_label(known, datetime.fromtimestamp(time, UTC).year),
        value,
        time,
        author,
        len(entries),
        difference(old, entries),
        tuple(suggestions),
        sum(len(r.tests.hit) + len(r.tests.miss) for c in entries for r in c.bad if r.status is not RuleStatus.RETIRED),
        failures,
        known[-1] if known else "",
        note.strip(),
    )


def verify(release: Release, concepts: Iterable[Concept]) -> bool:
    """Whether the concepts are those that were released."""
    return digest(concepts) == release.digest


def affected(
    old: Iterable[Concept], new: Iterable[Concept], texts: Sequence[Text], profile: str = "court-news"
) -> tuple[Difference, ...]:
    """The segments (source, target) whose verdicts change from one state to the other, with what goes and comes."""
    return tuple(Comparison(old, new).differences(texts, profile))


def difference(old: Iterable[Concept], new: Iterable[Concept]) -> tuple[ChangeLine, ...]:
    """The change log from one state to the other, in the order of the new one, removed concepts last."""
    before = {concept.id: concept for concept in old}
    after = {concept.id: concept for concept in new}
    lines: list[ChangeLine] = []
    for name, concept in after.items():
        was = before.get(name)
        if was is None:
            lines.append(ChangeLine(Kind.ADDED, "concept", name, _title(concept), "", concept.preferred()))
        elif was != concept:
            lines += _inside(was, concept)
    lines += [
        ChangeLine(Kind.REMOVED, "concept", name, _title(concept), concept.preferred())
        for name, concept in before.items()
        if name not in after
    ]
    return tuple(lines)


def _inside(old: Concept, new: Concept) -> Iterator[ChangeLine]:
    """Changes within one concept: its own fields, its terms, its rules."""
    plain = [f.name for f in fields(Concept) if f.name not in ("id", "terms", "bad")]
    for name in plain:
        was, will = getattr(old, name), getattr(new, name)
        if was != will:
            yield ChangeLine(Kind.CHANGED, "concept", new.id, f"{_title(new)}: {name}", _shown(was), _shown(will))
    terms, wanted = {(t.language, t.text): t for t in old.terms}, {(t.language, t.text): t for t in new.terms}
    lines = [_term(new, terms.get(key), wanted.get(key)) for key in dict.fromkeys((*wanted, *terms))]
    rules, made = {r.id: r for r in old.bad}, {r.id: r for r in new.bad}
    lines += [_rule(new, rules.get(key), made.get(key)) for key in dict.fromkeys((*made, *rules))]
    found = [line for line in lines if line is not None]
    if not found and old.terms != new.terms:
        found.append(ChangeLine(Kind.CHANGED, "concept", new.id, f"{_title(new)}: order of terms"))
    if not found and old.bad != new.bad:
        found.append(ChangeLine(Kind.CHANGED, "concept", new.id, f"{_title(new)}: order of bad renderings"))
    yield from found


def _term(concept: Concept, old: Term | None, new: Term | None) -> ChangeLine | None:
    if new is None:
        return ChangeLine(Kind.REMOVED, "term", concept.id, old.text, old.status) if old else None
    if old is None:
        return ChangeLine(Kind.ADDED, "term", concept.id, new.text, "", new.status)
    if old == new:
        return None
    withdrawn = new.status in _WITHDRAWN and old.status is not new.status
    kind = Kind.DEPRECATED if withdrawn else Kind.CHANGED
    was, will = (old.status, new.status) if old.status is not new.status else _fields_changed(old, new)
    return ChangeLine(kind, "term", concept.id, new.text, was, will)


def _rule(concept: Concept, old: BadRendering | None, new: BadRendering | None) -> ChangeLine | None:
    if new is None:
        return ChangeLine(Kind.REMOVED, "rule", concept.id, _variants(old), old.status) if old else None
    if old is None:
        return ChangeLine(Kind.ADDED, "rule", concept.id, _variants(new), "", _writes(concept, new))
    if old == new:
        return None
    retired = new.status is RuleStatus.RETIRED and old.status is not new.status
    was, will = (str(old.status), str(new.status)) if retired else _fields_changed(old, new)
    return ChangeLine(Kind.DEPRECATED if retired else Kind.CHANGED, "rule", concept.id, _variants(new), was, will)


def _fields_changed(old: Term | BadRendering, new: Term | BadRendering) -> tuple[str, str]:
    names = [f.name for f in fields(old) if getattr(old, f.name) != getattr(new, f.name)]
    was, will = ("; ".join(f"{n}: {_shown(getattr(value, n))}" for n in names) for value in (old, new))
    return was, will


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_shown(item) for item in value)
    return str(getattr(value, "to", value))


def _variants(rule: BadRendering | None) -> str:
    if rule is None:
        return ""
    return " | ".join(rule.variants[:_NAMED]) + (" | …" if len(rule.variants) > _NAMED else "")


def _writes(concept: Concept, rule: BadRendering) -> str:
    return rule.fixes[0].to if rule.fixes else concept.preferred()


def _title(concept: Concept) -> str:
    return concept.preferred("zh") or concept.id
