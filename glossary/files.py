"""Glossary files, read and written: JSON Lines (one concept a line) here, simple tables through `tables`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import Any

import msgspec

from glossary.errors import GlossaryError, GlossaryFileError
from glossary.model import BadRendering, Concept, RuleFix, RuleTests, Term
from glossary.patterns import compile_expression

_DECODER = msgspec.json.Decoder(Concept)
_RAW = msgspec.json.Decoder()
_ENCODER = msgspec.json.Encoder()
_CANONICAL = msgspec.json.Encoder(order="sorted")
MAX_FORM = 2000
SEVERITIES = frozenset({"critical", "major", "minor", "info"})
MAX_BYTES = 256 * 1024 * 1024


def _fields(kind: type) -> frozenset[str]:
    return frozenset(f.name for f in dataclasses.fields(kind))


_CONCEPT, _TERM, _RULE = _fields(Concept), _fields(Term), _fields(BadRendering)
_FIX, _TESTS = _fields(RuleFix), _fields(RuleTests)


def load_glossary(path: Path) -> tuple[Concept, ...]:
    """Read a glossary: `.tsv`/`.csv` as a table with a header, anything else as JSON Lines.

    Raises GlossaryFileError naming the file, the line and what to do.
    """
    return parse_glossary(read_data(path), str(path))


def read_data(path: Path) -> bytes:
    """The bytes of a glossary file; GlossaryFileError where it cannot be read or is too large."""
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise GlossaryFileError(f"The glossary {path} cannot be read: {reason}. Check the name.") from problem
    if len(data) > MAX_BYTES:
        raise GlossaryFileError(f"The glossary {path} has more than {MAX_BYTES // 2**20} MB. Split it.")
    return data


def parse_glossary(data: bytes, name: str) -> tuple[Concept, ...]:
    """Concepts of a file's bytes: `name` tells a table (`.tsv`, `.csv`) from JSON Lines and is what errors call it."""
    if name.lower().endswith((".tsv", ".csv")):
        from glossary.tables import read_table

        return read_table(data, name)
    return read_lines(data, name)


def read_lines(data: bytes, name: str) -> tuple[Concept, ...]:
    """Concepts of JSON Lines `data`; `name` is what errors call the file."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise GlossaryFileError(f"{name}, line {line}: this is not UTF-8. Save the glossary as UTF-8.") from problem
    concepts = []
    seen: dict[str, int] = {}
    for number, text in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not text.strip():
            continue
        concept = _read_line(text, name, number)
        if concept.id in seen:
            raise GlossaryFileError(
                f"{name}, line {number}: the id “{concept.id}” stands in line {seen[concept.id]} already. "
                "Give one of them another id."
            )
        seen[concept.id] = number
        concepts.append(concept)
    return tuple(concepts)


def write_glossary(path: Path, concepts: Iterable[Concept]) -> None:
    """Write concepts as JSON Lines, leaving out what has its default value."""
    Path(path).write_bytes(b"".join(encoded(concept) + b"\n" for concept in concepts))


def encoded(concept: Concept) -> bytes:
    """The line of a concept, without what has its default value."""
    return _ENCODER.encode(plain(concept))


def canonical(concept: Concept) -> bytes:
    """The concept as JSON with sorted fields and without defaults; equal content always gives equal bytes."""
    return _CANONICAL.encode(plain(concept))


def _read_line(line: bytes, name: str, number: int) -> Concept:
    place = f"{name}, line {number}"
    try:
        concept = _DECODER.decode(line)
    except msgspec.ValidationError as problem:
        raise GlossaryFileError(f"{place}: {problem}. Correct this field.") from problem
    except (msgspec.DecodeError, RecursionError) as problem:
        raise GlossaryFileError(
            f"{place}: this is not JSON ({problem}). One concept must stand on one line."
        ) from problem
    unknown = _unknown(_RAW.decode(line))
    if unknown:
        names = ", ".join(f"“{n}”" for n in sorted(unknown))
        raise GlossaryFileError(f"{place}: unknown field {names}. Remove it or correct its name.")
    wrong = fault(concept)
    if wrong:
        raise GlossaryFileError(f"{place}: {wrong}")
    return concept


def fault(concept: Concept) -> str:
    """Why a concept cannot be worked with, in a sentence; empty where it can."""
    for text in [term.text for term in concept.terms] + [v for rule in concept.bad for v in rule.variants]:
        if not text.strip():
            return "a term or variant is empty. Remove it or fill it in."
        if len(text) > MAX_FORM:
            return f"“{text[:20]}…” has {len(text)} characters; a form may have {MAX_FORM}. Shorten it."
    for rule in concept.bad:
        expressions = [f.when for f in rule.fixes if f.when] + (list(rule.variants) if rule.match == "regex" else [])
        for expression in expressions:
            try:
                compile_expression(expression, exact=True)
            except GlossaryError as problem:
                return str(problem)
        if rule.severity not in SEVERITIES:
            return f"unknown severity “{rule.severity}”. Write critical, major, minor or info."
        if rule.match not in ("tokens", "regex"):
            return f"unknown way of matching “{rule.match}”. Write tokens or regex."
    return ""


def _unknown(raw: dict[str, Any]) -> set[str]:
    """Names of fields the model does not know (msgspec passes over them for dataclasses)."""
    unknown = raw.keys() - _CONCEPT
    for term in raw["terms"]:
        if not term.keys() <= _TERM:
            unknown |= term.keys() - _TERM
    for rule in raw.get("bad", ()):
        unknown |= rule.keys() - _RULE
        unknown |= rule.get("tests", {}).keys() - _TESTS
        for fix in rule.get("fixes", ()):
            unknown |= fix.keys() - _FIX
    return unknown


def plain(value: Any) -> Any:
    """The value as JSON holds it, fields with their default left out."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if not dataclasses.is_dataclass(value):
        return value
    fields = {}
    for field in dataclasses.fields(value):
        held = getattr(value, field.name)
        if held != field.default and held != RuleTests():
            fields[field.name] = plain(held)
    return fields
