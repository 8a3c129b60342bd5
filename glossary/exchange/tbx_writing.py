"""Concepts written as TBX; what a dialect has no field for goes into a note of the entry and is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from glossary.exchange import remainder
from glossary.exchange.markup import Node, fit, tidy, xml_of
from glossary.exchange.output import write_text
from glossary.exchange.report import Report, Tally
from glossary.exchange.tbx_fields import (
    BASIC,
    CORE,
    MIN,
    MODULES,
    PARTS_OF_SPEECH,
    STATUS_NAMES,
    TERM_TYPES,
    Dialect,
)
from glossary.exchange.tbx_reading import concept_of
from glossary.model import Concept, Term
from glossary.wording import said

# XML names as far as they are needed; ids outside them are kept in the note.
_NAME = re.compile("[A-Za-z_\u4e00-\u9fff][A-Za-z0-9_.\\-\u4e00-\u9fff]*\\Z")


def write_tbx(path: Path, concepts: Sequence[Concept], dialect: Dialect, *, title: str = "") -> Report:
    """Write concepts to `path`, replacing it only when all is written."""
    tally = Tally(dialect.name)
    ids = _ids(concepts)
    counts = [0, 0]
    write_text(path, _document(concepts, dialect, ids, tally, title or "Zhubi glossary", counts))
    return tally.report(counts[0], counts[1])


def _ids(concepts: Iterable[Concept]) -> dict[str, str]:
    """For each concept the id of its entry: its own where XML allows it, else a numbered one."""
    ids: dict[str, str] = {}
    fitting = {c.id for c in concepts if _NAME.match(c.id)}
    number = 0
    for concept in concepts:
        if concept.id in fitting:
            ids[concept.id] = concept.id
            continue
        number += 1
        while f"c{number}" in fitting:
            number += 1
        ids[concept.id] = f"c{number}"
    return ids


def _document(
    concepts: Sequence[Concept], dialect: Dialect, ids: dict[str, str], tally: Tally, title: str, counts: list[int]
) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield _opening(dialect, title)
    for concept in concepts:
        entry = entry_of(concept, dialect, ids, tally)
        if entry is not None:
            counts[0] += 1
            counts[1] += len(concept.terms)
            yield xml_of(entry, 3)
    yield f"    </body>\n  </text>\n</{'martif' if dialect.style == '2008' else 'tbx'}>\n"


def _opening(dialect: Dialect, title: str) -> str:
    old = dialect.style == "2008"
    file = Node("fileDesc")
    file.add("titleStmt").add("title", title)
    file.add("sourceDesc").add("p", "Written by Zhubi.")
    header = xml_of(Node("martifHeader" if old else "tbxHeader", children=[file]), 1)
    if old:
        start = '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">\n<martif type="TBX" xml:lang="en">\n'
    else:
        spaces = f' xmlns:min="{MIN}" xmlns:basic="{BASIC}"' if dialect.style == "dct" else ""
        start = f'<tbx type="{dialect.type}" style="{dialect.style}" xml:lang="en" xmlns="{CORE}"{spaces}>\n'
    return f"{start}{header}  <text>\n    <body>\n"


def entry_of(concept: Concept, dialect: Dialect, ids: dict[str, str], tally: Tally) -> Node | None:
    """The entry of a concept with all it holds; None, and counted, where it has no term."""
    if not concept.terms:
        tally.add(said("Concept without terms"), concept.id)
        return None
    entry = _carried(concept, dialect, ids)
    quiet = Tally("")
    back = concept_of(_as_read(entry, dialect), quiet)
    whole_back = back or Concept(concept.id, "", ())
    rest = remainder.difference(concept, whole_back)
    if rest:
        note = Node("note", text=fit(remainder.write(rest)))
        sections = sum(child.name == dialect.language for child in entry.children)
        entry.children.insert(len(entry.children) - sections, note)
        for what, count in remainder.names_of(rest):
            for _ in range(count):
                tally.add(what, concept.id, kept=True)
    return entry


def _carried(concept: Concept, dialect: Dialect, ids: dict[str, str]) -> Node:
    """The entry with what the dialect has fields for."""
    entry = Node(dialect.entry, attributes={"id": ids[concept.id]})
    _datum(entry, dialect, "descrip", "subjectField", concept.domain)
    if concept.definition:
        _datum(entry.add("descripGrp"), dialect, "descrip", "definition", concept.definition)
    for id_ in concept.cross_references:
        if id_ in ids:
            _datum(entry, dialect, "ref", "crossReference", id_, target=ids[id_])
    _notes(entry, concept.note)
    for language in dict.fromkeys(term.language for term in concept.terms):
        section = entry.add(dialect.language, **{"xml:lang": fit(language)})
        for term in concept.terms:
            if term.language == language:
                _term(section.add(dialect.term), term, concept, dialect)
    return entry


def _term(section: Node, term: Term, concept: Concept, dialect: Dialect) -> None:
    section.add("term", term.text)
    _datum(section, dialect, "termNote", "administrativeStatus", STATUS_NAMES[term.status])
    if term.part_of_speech in PARTS_OF_SPEECH:
        _datum(section, dialect, "termNote", "partOfSpeech", term.part_of_speech)
    if term.term_type in TERM_TYPES:
        _datum(section, dialect, "termNote", "termType", term.term_type)
    _datum(section, dialect, "termNote", "geographicalUsage", concept.jurisdiction)
    if term.source != "usage":
        _datum(section, dialect, "admin", "source", term.source)
    if dialect.reading:
        _datum(section, dialect, "admin", "reading", term.reading)
    _notes(section, term.note)


def _notes(parent: Node, text: str) -> None:
    """Add a note for each line; one that looks like ours is left to the remainder."""
    for line in text.split("\n"):
        if line and not tidy(line).startswith(f"{remainder.MARK}{{"):
            parent.add("note", line)


def _datum(parent: Node, dialect: Dialect, kind: str, category: str, text: str, **attributes: str) -> None:
    """Add a data category in the style of the dialect; nothing where there is no text."""
    if not text:
        return
    if dialect.style == "dct":
        parent.add(f"{MODULES[category]}:{category}", text, **attributes)
    else:
        parent.add(kind, text, type=category, **attributes)


def _as_read(node: Node, dialect: Dialect) -> Node:
    """The node as the reader will see it: prefixes resolved, line ends as XML gives them."""
    prefix, _, name = node.name.rpartition(":")
    space = {"min": MIN, "basic": BASIC, "": CORE if dialect.style != "2008" else ""}[prefix]
    return Node(name, space, dict(node.attributes), node.text, [_as_read(child, dialect) for child in node.children])
