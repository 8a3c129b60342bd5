"""Word documents: paragraphs of text, tables, notes, boxes, headers and footers in; the same document back."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from editor.core.placeables import without_tags
from editor.errors import DocumentError
from editor.formats.docx_paragraph import SPACES, Paragraph, read_paragraph
from editor.formats.inline import renewed
from editor.formats.markup import Element, Markup, parse_markup
from editor.formats.package import exchanged, open_package, part_of
from editor.formats.protocol import Choice, Content, Delivery, Exporter, Importer, Row
from editor.formats.skeleton import UnitNow, units_now, unpack
from editor.i18n import mark

_FIRST = "word/document.xml"
_KINDS = ("word/footnotes.xml", "word/endnotes.xml")
_EDGES = ("word/header", "word/footer")
Change = tuple[int, int, str]
Runs = Callable[[Paragraph, UnitNow], str]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the package with its paragraphs that hold text, in order."""

    name: str
    markup: Markup
    paragraphs: Sequence[Paragraph]


def read_docx(data: bytes, name: str, _choice: Choice) -> Content:
    """The paragraphs of a document that hold text; tracked changes are read as accepted."""
    parts = list(parts_of(data, name))
    rows = tuple(Row(p.text) for part in parts for p in part.paragraphs)
    if not rows:
        raise DocumentError(f"{name} holds no text; there is nothing to check.")
    revised = any(p.revised for part in parts for p in part.paragraphs)
    remark = f"{name} has tracked changes; they are read as if all were accepted."
    return Content("docx", rows=rows, remarks=(remark,) if revised else ())


def parts_of(data: bytes, name: str) -> Iterator[Part]:
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
    stack = [iter(markup.root.elements())]
    while stack:
        for child in stack[-1]:
            if child.name == "p" and child.space in SPACES:
                name = markup.raw(child.start, child.inside)[1:].split()[0].rstrip("/>")
                yield child, name[: name.rindex(":") + 1] if ":" in name else ""
            stack.append(iter(() if child.name == "Fallback" else child.elements()))
            break
        else:
            stack.pop()


def write_docx(delivery: Delivery) -> bytes:
    """The document with its paragraphs as they are now; untouched ones keep every byte."""
    return with_runs(delivery, lambda paragraph, unit: paragraph.runs(_text(unit)))


def _text(unit: UnitNow) -> str:
    return f"{unit.before}{unit.text}{unit.behind}" if unit.text else ""


def with_runs(delivery: Delivery, runs: Runs) -> bytes:
    """The document with the content of its changed paragraphs made by `runs`."""
    skeleton = unpack(delivery.document)
    file, units = skeleton.file, iter(units_now(skeleton, delivery.segments))
    parts: dict[str, bytes] = {}
    for part in parts_of(file, delivery.document.title):
        pairs: list[tuple[Paragraph, UnitNow]] = []
        for paragraph in part.paragraphs:
            unit = next(units, None)
            if unit is None:
                raise _misfit(delivery)
            pairs.append((paragraph, unit))
        changes = _changes(part, [(p, u) for p, u in pairs if u.changed], runs)
        if changes:
            parts[part.name] = part.markup.spliced(changes)
    if next(units, None) is not None:
        raise _misfit(delivery)
    return exchanged(file, parts)


def _misfit(delivery: Delivery) -> DocumentError:
    return DocumentError(f"{delivery.document.title} does not fit the file it came from; import the file again.")


def _changes(part: Part, pairs: Sequence[tuple[Paragraph, UnitNow]], runs: Runs) -> list[Change]:
    """What changes in a part, inner paragraphs (of text boxes) before those around them.

    A paragraph that is written anew takes the changes inside the things it holds along. The older twin of a drawing
    whose text has changed is emptied: it would show the old text.
    """
    changes: list[Change] = []
    twins = [(both, twin) for both in part.markup.root.all("AlternateContent") for twin in both.elements("Fallback")]
    for paragraph, unit in sorted(pairs, key=lambda pair: pair[0].element.start, reverse=True):
        element = paragraph.element
        inner = [c for c in changes if element.start < c[0] and c[1] <= element.end]
        if inner:
            changes = [c for c in changes if c not in inner]
            paragraph = replace(paragraph, raw=renewed(part.markup, paragraph.raw, inner))
        start = max((p.end for p in element.elements("pPr")), default=element.inside)
        changes.append((start, element.close, runs(paragraph, unit)))
        emptied = [(t.inside, t.close, "") for both, t in twins if both.start < element.start < t.start < both.end]
        changes += [change for change in emptied if change[0] < change[1] and change not in changes]
    return changes


IMPORTER = Importer("docx", (".docx", ".docm"), mark("Word document"), read_docx, keeps=True)
EXPORTER = Exporter("docx", ".docx", mark("The Word document it came from, in English"), write_docx, of=("docx",))
