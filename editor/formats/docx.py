"""Word documents: paragraphs of text, tables, notes, boxes, headers and footers in; the same document back."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from editor.core.placeables import without_tags
from editor.errors import DocumentError
from editor.formats.bilingual import Change, prefix_of
from editor.formats.docx_paragraph import SPACES, Paragraph, read_paragraph
from editor.formats.inline import renewed
from editor.formats.markup import Element, Markup, parse_markup
from editor.formats.office import Part, content_of, rewritten
from editor.formats.package import open_package, part_of
from editor.formats.protocol import Choice, Content, Delivery, Exporter, Importer
from editor.formats.skeleton import UnitNow
from editor.i18n import mark

_FIRST = "word/document.xml"
_KINDS = ("word/footnotes.xml", "word/endnotes.xml")
_EDGES = ("word/header", "word/footer")
Runs = Callable[[Paragraph, UnitNow], str]


def read_docx(data: bytes, name: str, _choice: Choice) -> Content:
    """The paragraphs of a document that hold text; tracked changes are read as accepted."""
    parts = list(parts_of(data, name))
    revised = any(p.revised for part in parts for p in part.paragraphs)
    return content_of("docx", name, parts, revised=revised)


def parts_of(data: bytes, name: str) -> Iterator[Part[Paragraph]]:
    """The parts with text: the body, foot- and endnotes, headers and footers."""
    with open_package(data, name, "DOCX") as package:
        for part in _names(package, name):
            markup = parse_markup(part_of(package, part, name), f"{name} ({part})")
            found = [read_paragraph(markup, p, prefix) for p, prefix in _elements(markup)]
            yield Part(part, markup, [p for p in found if without_tags(p.text).strip()])


def _names(package: zipfile.ZipFile, name: str) -> list[str]:
    there = package.namelist()
    if _FIRST not in there:
        raise DocumentError(f"{name} has no {_FIRST}; it is no Word document. Save it again as DOCX.")
    edges = sorted(n for n in there if n.startswith(_EDGES) and n.endswith(".xml"))
    return [_FIRST, *(n for n in _KINDS if n in there), *edges]


def _elements(markup: Markup) -> Iterator[tuple[Element, str]]:
    """Paragraphs with the prefix of their elements; the older twin of a drawing is left out."""
    return ((p, prefix_of(markup, p)) for p in markup.root.all("p", without=("Fallback",)) if p.space in SPACES)


def write_docx(delivery: Delivery) -> bytes:
    """The document with its paragraphs as they are now; untouched ones keep every byte."""
    return with_runs(delivery, lambda paragraph, unit: paragraph.runs(_text(unit)))


def _text(unit: UnitNow) -> str:
    return f"{unit.before}{unit.text}{unit.behind}" if unit.text else ""


def with_runs(delivery: Delivery, runs: Runs) -> bytes:
    """The document with the content of its changed paragraphs made by `runs`."""
    return rewritten(delivery, parts_of, lambda markup, pairs: _changes(markup, pairs, runs))


def _changes(markup: Markup, pairs: Sequence[tuple[Paragraph, UnitNow]], runs: Runs) -> list[Change]:
    """What changes in a part, inner paragraphs (of text boxes) before those around them.

    A paragraph that is written anew takes the changes inside the things it holds along. The older twin of a drawing
    whose text has changed is emptied: it would show the old text.
    """
    changes: list[Change] = []
    twins = [(both, twin) for both in markup.root.all("AlternateContent") for twin in both.elements("Fallback")]
    for paragraph, unit in sorted(pairs, key=lambda pair: pair[0].element.start, reverse=True):
        element = paragraph.element
        inner = [c for c in changes if element.start < c[0] and c[1] <= element.end]
        if inner:
            changes = [c for c in changes if c not in inner]
            paragraph = replace(paragraph, raw=renewed(markup, paragraph.raw, inner))
        start = max((p.end for p in element.elements("pPr")), default=element.inside)
        changes.append((start, element.close, runs(paragraph, unit)))
        emptied = [(t.inside, t.close, "") for both, t in twins if both.start < element.start < t.start < both.end]
        changes += [change for change in emptied if change[0] < change[1] and change not in changes]
    return changes


IMPORTER = Importer("docx", (".docx", ".docm"), mark("Word document"), read_docx, keeps=True)
EXPORTER = Exporter("docx", ".docx", mark("The Word document it came from, in English"), write_docx, of=("docx",))
