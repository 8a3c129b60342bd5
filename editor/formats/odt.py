"""OpenDocument texts: paragraphs, headings, lists, tables, notes, boxes, page edges in; the same document back.

OASIS OpenDocument 1.3, part 3, §§5–7 (text content, paragraph elements, fields and notes), part 2, §3 (packages).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from editor.core.placeables import LINE_BREAK, tags_of, without_tags
from editor.errors import DocumentError
from editor.formats.bilingual import Change, prefix_of
from editor.formats.inline import ALONE, PAIR, THROUGH, Shape, TagTable, nested, renewed, unwrapped
from editor.formats.markup import Element, Markup, parse_markup, xml_text
from editor.formats.office import Part, content_of, rewritten
from editor.formats.package import open_package, part_of
from editor.formats.protocol import Choice, Content, Delivery, Exporter, Importer
from editor.formats.skeleton import UnitNow
from editor.i18n import mark

_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_MAX_SPACES = 10_000
_KIND = b"application/vnd.oasis.opendocument.text"
_PARTS = ("content.xml", "styles.xml")
# Not text of the document: deleted text, comments, forms, styles.
_PASSED = {
    "tracked-changes",
    "annotation",
    "forms",
    "automatic-styles",
    "styles",
    "font-face-decls",
    "meta",
    "settings",
}
_GONE = {"change", "change-start", "change-end", "soft-page-break"}
_LAST = re.compile("-end$")
_WHITE = re.compile("[ \t\r\n]+")
_SPACES = re.compile(" {2,}")
_FIRST_SPACES = re.compile("^ +| {2,}")
# Differences between spans that nobody sees.
_UNSEEN = re.compile(r"rsid$|^language|^country|^script|^rfc-language|-complex$|^letter-kerning$")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph with text: its tags, what wraps all of it, and marks without a place that stay at its ends."""

    element: Element
    tags: TagTable
    text: str
    first: str
    last: str
    prefix: str


def read_odt(data: bytes, name: str, _choice: Choice) -> Content:
    """The paragraphs of a document that hold text; tracked changes are read as accepted."""
    parts = list(_parts_of(data, name))
    revised = any(next(part.markup.root.all("changed-region"), None) for part in parts)
    return content_of("odt", name, parts, revised=revised)


def _parts_of(data: bytes, name: str) -> Iterator[Part[_Paragraph]]:
    """The body, then headers and footers; a flat document is its own only part."""
    if data.lstrip()[:1] == b"<" or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        yield _part("", parse_markup(data, name), name)
        return
    with open_package(data, name, "ODT") as package:
        there = package.namelist()
        if "mimetype" in there and not part_of(package, "mimetype", name).strip().startswith(_KIND):
            raise DocumentError(f"{name} is no text document (its kind is another one); save it as ODT.")
        if "META-INF/manifest.xml" in there and b"encryption-data" in part_of(package, "META-INF/manifest.xml", name):
            raise DocumentError(f"{name} is protected by a password; save it as ODT without one.")
        for part in _PARTS:
            if part in there or part == _PARTS[0]:
                yield _part(part, parse_markup(part_of(package, part, name), f"{name} ({part})"), name)


def _part(part: str, markup: Markup, name: str) -> Part[_Paragraph]:
    if markup.root.space != _OFFICE:
        raise DocumentError(
            f"{name} is no OpenDocument text (it begins with <{markup.root.name[:40]}>); save it as ODT."
        )
    unseen = _unseen_styles(markup.root)
    found = (_read(markup, element, unseen) for element in _elements(markup.root))
    return Part(part, markup, [p for p in found if without_tags(p.text).strip()])


def _unseen_styles(root: Element) -> frozenset[str]:
    """Automatic styles of spans that change nothing a reader sees."""
    return frozenset(
        style.attributes.get(f"{_STYLE} name", "")
        for styles in root.elements("automatic-styles")
        for style in styles.elements("style")
        if style.attributes.get(f"{_STYLE} family") == "text"
        and f"{_STYLE} parent-style-name" not in style.attributes
        and all(
            _UNSEEN.search(key.rpartition(" ")[2]) for p in style.elements("text-properties") for key in p.attributes
        )
    )


def _elements(root: Element) -> Iterator[Element]:
    """Paragraphs and headings, those inside notes and boxes behind the one around them."""
    return (element for element in root.all("p", "h", without=_PASSED) if element.space == _TEXT)


def _read(markup: Markup, element: Element, unseen: frozenset[str]) -> _Paragraph:
    silent: list[Element] = []
    shown = _shown(element, silent)

    def classify(inner: Element) -> Shape:
        if inner.space == _TEXT and inner.name in ("s", "tab", "line-break"):
            return THROUGH, ""
        if inner.space == _TEXT and inner.name == "span":
            style = inner.attributes.get(f"{_TEXT} style-name", "")
            return (THROUGH, "") if style in unseen or not inner.children else (PAIR, f"span {style}")
        if inner.space == _TEXT and inner.name in ("a", "meta") and inner.children:
            return PAIR, inner.name
        return ALONE, inner.name

    tags = TagTable(markup, classify)
    tags.avoid(shown)
    text, outer = unwrapped(tags.read(shown))
    ends = {True: [], False: []}  # type: dict[bool, list[str]]
    for part in silent:
        if part.name not in _GONE:
            ends[bool(_LAST.search(part.name))].append(markup.raw(part.start, part.end))
    first = "".join((*ends[False], *(tags.raw[tag] for tag, _ in outer)))
    last = "".join((*(tags.raw[tag] for _, tag in reversed(outer)), *ends[True]))
    return _Paragraph(element, tags, text, first, last, prefix_of(markup, element))


def _shown(element: Element, silent: list[Element]) -> Element:
    """The element as a reader sees it: white space made one space, spaces and tabs for what stands for them.

    Marks without a place in the text go to `silent`.
    """
    children: list[Element | str] = []
    for child in element.children:
        if isinstance(child, str):
            children.append(_WHITE.sub(" ", child))
        elif child.space == _TEXT and child.name in ("s", "tab", "line-break"):
            children.append(_copy(child, [_character(child)]))
        elif child.space == _TEXT and child.name in ("span", "a", "meta"):
            children.append(_shown(child, silent))
        elif _is_silent(child):
            silent.append(child)
        else:
            children.append(child)
    return _copy(element, children)


def _is_silent(element: Element) -> bool:
    if element.space == _OFFICE:
        return element.name.startswith("annotation")
    return element.name in _GONE or (
        element.name.startswith(("bookmark", "reference-mark")) and element.name[-3:] != "ref"
    )


def _character(element: Element) -> str:
    if element.name != "s":
        return "\t" if element.name == "tab" else LINE_BREAK
    count = element.attributes.get(f"{_TEXT} c", "1")
    return " " * min(int(count) if count.isascii() and count.isdigit() and len(count) < 6 else 1, _MAX_SPACES)


def _copy(element: Element, children: list[Element | str]) -> Element:
    return Element(
        element.name,
        element.space,
        element.attributes,
        element.start,
        element.inside,
        element.close,
        element.end,
        children,
    )


def write_odt(delivery: Delivery) -> bytes:
    """The document with its paragraphs as they are now; untouched ones keep every byte."""
    return rewritten(delivery, _parts_of, _changes)


def _changes(markup: Markup, pairs: Sequence[tuple[_Paragraph, UnitNow]]) -> list[Change]:
    """What changes, inner paragraphs (of notes and boxes) before those around them, which take them along."""
    changes: list[Change] = []
    for paragraph, unit in sorted(pairs, key=lambda pair: pair[0].element.start, reverse=True):
        element, raw = paragraph.element, paragraph.tags.raw
        inner = [c for c in changes if element.start < c[0] and c[1] <= element.end]
        if inner:
            changes = [c for c in changes if c not in inner]
            raw = renewed(markup, raw, inner)
        body = nested(f"{unit.before}{unit.text}{unit.behind}", paragraph.tags.pairs) if unit.text else ""
        written = f"{paragraph.first}{_xml_of(body, raw, paragraph.prefix)}{paragraph.last}"
        changes.append((element.inside, element.close, written))
    return changes


def _xml_of(text: str, raw: Mapping[str, str], prefix: str) -> str:
    def spaces(found: re.Match[str]) -> str:
        lead = " " if found.start() else ""
        return f'{lead}<{prefix}s {prefix}c="{len(found[0]) - len(lead)}"/>'

    parts: list[str] = []
    at = 0
    for tag in (*tags_of(text), None):
        if tag is None or tag.text in raw:
            piece = (_SPACES if parts else _FIRST_SPACES).sub(spaces, xml_text(text[at : tag.start if tag else None]))
            piece = piece.replace("\t", f"<{prefix}tab/>").replace(LINE_BREAK, f"<{prefix}line-break/>")
            parts += (piece, raw[tag.text] if tag else "")
            at = tag.end if tag else at
    return "".join(parts)


IMPORTER = Importer("odt", (".odt", ".fodt", ".ott"), mark("OpenDocument text"), read_odt, keeps=True)
EXPORTER = Exporter("odt", ".odt", mark("The OpenDocument text it came from, in English"), write_odt, of=("odt",))
