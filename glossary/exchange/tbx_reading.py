"""TBX of any dialect and age read into concepts: 2019 in both styles, 2008 with tig or ntig, tools' own words."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from glossary.errors import GlossaryFileError
from glossary.exchange import remainder
from glossary.exchange.markup import LANG, EntryReader, Node, tidy
from glossary.exchange.report import STRICT, Imported, Manner, Tally
from glossary.exchange.settling import Placed, own_id, settle, with_preference
from glossary.exchange.tbx_fields import language_of, status_of
from glossary.model import Concept, Term, TermStatus
from glossary.wording import said

ROOTS = frozenset({"tbx", "martif", "TBX"})
ENTRIES = frozenset({"conceptEntry", "termEntry"})
_LANGUAGES = frozenset({"langSec", "langSet"})
_TERMS = frozenset({"termSec", "tig", "ntig"})
_GROUPS = frozenset({"descripGrp", "adminGrp", "termNoteGrp", "termGrp", "itemGrp"})
_TYPED = frozenset({"descrip", "admin", "termNote", "ref", "xref", "adminNote", "descripNote"})
# Who changed what and when is the history of another termbase; parts of terms (termCompList) have no place here.
_PASSED = frozenset({"transacGrp", "transac", "date", "termCompList"})
# 2008 TBX says some of these otherwise.
_SAME = {"usageNote": "usage note", "Usage note": "usage note"}
_OUTSIDE = frozenset({"externalCrossReference", "xGraphic"})


@dataclass(frozen=True, slots=True)
class Datum:
    """One piece of information: data category, text, what it points to; `group` numbers what belongs together."""

    category: str
    text: str
    target: str = ""
    group: int = 0


def read_tbx(path: Path, *, own: bool = False, manner: Manner = STRICT) -> Imported:
    """The concepts of a TBX file. Raises GlossaryFileError.

    Approved rules come in as proposed unless the file is the person's `own`.
    """
    tally = Tally("TBX", manner)
    ids: dict[str, str] = {}
    found = settle(_entries(path, tally, ids), str(path), tally, own=own)
    return dataclasses.replace(found, concepts=tuple(_referring(concept, ids) for concept in found.concepts))


def _referring(concept: Concept, ids: dict[str, str]) -> Concept:
    """The concept with its references leading to the ids its neighbours got."""
    references = tuple(ids.get(id_, id_) for id_ in concept.cross_references)
    if references == concept.cross_references:
        return concept
    return dataclasses.replace(concept, cross_references=references)


def _entries(path: Path, tally: Tally, ids: dict[str, str]) -> Iterator[Placed]:
    reader = EntryReader(str(path), "TBX", ROOTS, ENTRIES)
    for node in reader.read(path):
        concept = concept_of(node, tally)
        if concept is None:
            continue
        note = _remainder_of(node)
        if note:
            try:
                concept = remainder.apply(concept, note, partial(tally.add, said("Kept data of a term that is gone")))
            except remainder.NotARemainder as problem:
                raise GlossaryFileError(
                    f"{path}, line {node.line}: the note that begins “{remainder.MARK}” is damaged ({problem}). "
                    "Remove this note."
                ) from problem
        ids[node.attributes.get("id", "").strip()] = concept.id
        yield concept, node.line


def concept_of(node: Node, tally: Tally) -> Concept | None:
    """The concept of an entry without its remainder; None, and counted, where no Chinese or English term is in it."""
    given = node.attributes.get("id", "").strip()
    terms: list[tuple[Term, bool]] = []
    usages: list[str] = []
    notes: list[str] = []
    filled = _Concept()
    for datum in data_of(node.children):
        filled.take(datum, notes)
    for part in node.children:
        if part.name not in _LANGUAGES:
            continue
        tag = part.attributes.get(LANG) or part.attributes.get("xml:lang") or part.attributes.get("lang", "")
        language = language_of(tag)
        inside = [child for child in part.children if child.name in _TERMS]
        if not language:
            tally.add(said("Term in another language ({tag})", tag=tag or "?"), given or _first_text(inside))
            continue
        for datum in data_of(part.children):
            filled.take(datum, notes, at=language)
        for section in inside:
            found = _term(section, language, tally, usages)
            if found:
                terms.append(found)
    if not terms:
        tally.add(said("Entry without a Chinese or English term"), given or f"line {node.line}")
        return None
    if len(set(usages)) > 1:
        tally.add(said("Geographical usage differs among the terms of a concept; the first is kept"), given)
    settled = with_preference(terms)
    concept = Concept(
        own_id(settled, given),
        filled.domain or "imported",
        settled,
        definition=filled.definition,
        cross_references=tuple(filled.references),
        note="\n".join(notes),
    )
    return dataclasses.replace(concept, jurisdiction=usages[0]) if usages else concept


@dataclass(slots=True)
class _Concept:
    """What is gathered for a concept from its entry and its language sections."""

    domain: str = ""
    definition: str = ""
    references: list[str] = field(default_factory=list)

    def take(self, datum: Datum, notes: list[str], at: str = "") -> None:
        if datum.category == "subjectField" and not self.domain:
            self.domain = datum.text
        elif datum.category == "definition" and not self.definition:
            self.definition = datum.text
        elif datum.category in ("crossReference", "relatedConcept") and datum.target:
            self.references.append(datum.target.removeprefix("#"))
        elif datum.category == "note":
            if not datum.text.startswith(f"{remainder.MARK}{{"):
                notes.append(datum.text)
        elif datum.text:
            label = datum.category + (f" ({at})" if at else "")
            notes.append(f"{label}: {datum.text}" if datum.category else datum.text)


def _term(section: Node, language: str, tally: Tally, usages: list[str]) -> tuple[Term, bool] | None:
    """The term of a section and whether its status is stated."""
    texts = [tidy(node.text) for node in _all(section, "term")]
    if not texts or not texts[0]:
        tally.add(said("Empty term"), f"line {section.line}")
        return None
    fields: dict[str, str] = {}
    notes: list[str] = []
    normative: TermStatus | None = None
    status: TermStatus | None = None
    for datum in data_of(section.children):
        category = datum.category
        if category == "administrativeStatus":
            status = _status(datum, status, notes, tally)
        elif category == "normativeAuthorization":
            normative = _status(datum, normative, notes, tally)
        elif category == "geographicalUsage":
            usages.append(datum.text)
        elif category in _FIELDS and category not in fields and not (category == "source" and datum.group):
            fields[category] = datum.text
        elif category == "note" or not category:
            notes.append(datum.text)
        elif datum.text:
            notes.append(f"{category}: {datum.text}")
    stated = status or normative
    term = Term(
        texts[0],
        language,
        stated or TermStatus.PREFERRED,
        fields.get("source") or "usage",
        fields.get("reading", ""),
        fields.get("partOfSpeech", ""),
        fields.get("termType", ""),
        note="\n".join(notes),
    )
    return term, stated is not None


_FIELDS = frozenset({"partOfSpeech", "termType", "source", "reading"})


def _status(datum: Datum, before: TermStatus | None, notes: list[str], tally: Tally) -> TermStatus | None:
    found = status_of(datum.text)
    if found is None:
        tally.add(said("Unknown status, kept as a note"), datum.text)
        notes.append(f"{datum.category}: {datum.text}")
    return before or found


def data_of(nodes: Iterable[Node]) -> list[Datum]:
    """The pieces of information directly in an element, groups opened; in DCT style the tag is the category."""
    out: list[Datum] = []
    group = 0
    for node in nodes:
        if node.name in _GROUPS:
            group += 1
            inner = data_of(node.children)
            # A source belongs to what it stands beside; with an adminGrp it is the thing itself.
            alone = len(inner) < 2 or inner[0].category == "source"
            out += [dataclasses.replace(datum, group=0 if alone else group) for datum in inner]
            continue
        if node.name in _PASSED or node.name in _LANGUAGES or node.name in _TERMS or node.name == "term":
            continue
        if node.name == "note":
            category = "note"
        elif node.name in _TYPED:
            category = node.attributes.get("type", "")
        else:
            category = node.name  # DCT style: the tag is the category
        target = node.attributes.get("target", "")
        text = tidy(node.text)
        if category in _OUTSIDE:
            text = " ".join(part for part in (text, target) if part)
        out.append(Datum(_SAME.get(category, category), text, target, 0))
    return out


def _all(node: Node, name: str) -> Iterator[Node]:
    for child in node.children:
        if child.name == name:
            yield child
        else:
            yield from _all(child, name)


def _first_text(sections: list[Node]) -> str:
    return next((tidy(term.text) for section in sections for term in _all(section, "term")), "")


def _remainder_of(node: Node) -> str:
    """The note that holds what TBX has no place for."""
    texts = (tidy(child.text) for child in node.children if child.name == "note")
    return next((text for text in texts if text.startswith(f"{remainder.MARK}{{")), "")
