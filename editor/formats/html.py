"""Pages saved from the web: the article in, without what belongs to the site; the same page back with its new texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from editor.core.placeables import LINE_BREAK, tags_of, without_tags
from editor.errors import DocumentError
from editor.formats.html_blocks import Block, Layout, Stretch, blocks_of, layout_of
from editor.formats.html_tree import Page, names, parse_html
from editor.formats.inline import ALONE, PAIR, THROUGH, Shape, TagTable, nested, unwrapped
from editor.formats.markup import Element, Markup, xml_text
from editor.formats.protocol import Choice, Content, Delivery, Exporter, Importer, Row
from editor.formats.skeleton import matched, units_now, unpack
from editor.formats.text import clean_text
from editor.i18n import mark

_PLAIN = names("font span label nobr ins time data bdi wbr")
_STYLES = ("bold", "italic", "underline", "line-through", "vertical-align:super", "vertical-align:sub")


class _Chosen(msgspec.Struct, frozen=True):
    """What the writer needs to find the same paragraphs again."""

    encoding: str
    block: int


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph of the article: where it stands, its text and tags, and what wraps all of it."""

    stretch: Stretch
    tags: TagTable
    text: str
    first: str
    last: str


def html_blocks(data: bytes, name: str, encoding: str = "") -> tuple[Block, ...]:
    """The parts of a page for a dialog, each with its first line; its number goes into `Choice.block`."""
    return blocks_of(layout_of(parse_html(data, name, encoding).markup))


def read_html(data: bytes, name: str, choice: Choice) -> Content:
    """The title, credit lines and paragraphs of the article of a page."""
    page = parse_html(data, name, choice.encoding)
    layout = layout_of(page.markup)
    if not layout.stretches:
        raise DocumentError(f"{name} holds no text; there is nothing to check. Is it drawn by a script? Copy the text.")
    number = layout.best if choice.block is None else choice.block
    if not 0 <= number < len(layout.blocks):
        raise DocumentError(f"{name} has no block {number}; it has {len(layout.blocks)}, from 0.")
    found = list(_paragraphs(page.markup, layout, number))
    rows = tuple(Row(paragraph.text) for paragraph in found)
    if not rows:
        raise DocumentError(f"Block {number} of {name} holds no text; choose another one.")
    return Content(
        "html",
        rows=rows,
        extra=msgspec.json.encode(
            _Chosen(page.markup.codec if page.guessed or choice.encoding else "", number)
        ).decode(),
        encoding=page.markup.codec,
        remarks=tuple(_remarks(name, page, layout, len(found))),
    )


def _remarks(name: str, page: Page, layout: Layout, taken: int) -> Iterator[str]:
    if page.guessed:
        codec = page.markup.codec
        yield f"{name}: read as {codec}, which was guessed; if it looks wrong, save it as UTF-8 or use --encoding."
    if page.replaced:
        yield f"{name}: {page.replaced} broken characters were replaced by U+FFFD."
    if taken < len(layout.stretches):
        whole = len(layout.stretches)
        yield f"{name}: {taken} of {whole} paragraphs were taken for the article; the rest belongs to the site."


def _paragraphs(markup: Markup, layout: Layout, number: int) -> Iterator[_Paragraph]:
    for stretch in layout.article(number):
        tags = TagTable(markup, _classify)
        tags.avoid(stretch.run)
        text, outer = unwrapped(clean_text(tags.read(stretch.run))[0].replace("\n", LINE_BREAK))
        if without_tags(text).strip():
            first = "".join(tags.raw[tag] for tag, _ in outer)
            last = "".join(tags.raw[tag] for _, tag in reversed(outer))
            yield _Paragraph(stretch, tags, text, first, last)


def _classify(element: Element) -> Shape:
    """How an inline element of a page is taken; what only names a font is passed over."""
    name, style = element.name, element.attributes.get("style", "").replace(" ", "").lower()
    if name == "br":
        return THROUGH, "br"
    if element.inside == element.end or name in ("script", "style", "noscript", "iframe", "svg", "object", "button"):
        return (THROUGH, "") if name == "wbr" else (ALONE, name)
    if name in _PLAIN and not any(word in style for word in _STYLES):
        return THROUGH, ""
    return PAIR, name


def write_html_back(delivery: Delivery) -> bytes:
    """The page with its paragraphs as they are now; what is unchanged keeps every byte.

    In a changed paragraph comments and elements that only name a font are lost.
    """
    skeleton = unpack(delivery.document)
    title = delivery.document.title
    try:
        chosen = msgspec.json.decode(skeleton.extra, type=_Chosen)
    except msgspec.MsgspecError as error:
        raise DocumentError(f"What {title} keeps of its file cannot be read; import the file again.") from error
    units = units_now(skeleton, delivery.segments)
    if not any(unit.changed for unit in units):
        return skeleton.file
    markup = parse_html(skeleton.file, title, chosen.encoding).markup
    found = list(_paragraphs(markup, layout_of(markup), chosen.block))
    changes: list[tuple[int, int, str]] = []
    for paragraph, unit in matched(delivery.document, found, units):
        if not unit.changed:
            continue
        run = paragraph.stretch.run
        body = nested(f"{unit.before}{unit.text}{unit.behind}", paragraph.tags.pairs) if unit.text else ""
        written = f"{paragraph.first}{_as_html(body, paragraph.tags.raw)}{paragraph.last}" if body else ""
        changes.append((run.start, run.end, written))
        changes += _page_title(markup, without_tags(paragraph.text).strip(), without_tags(unit.text))
    return markup.spliced(changes)


def _as_html(text: str, raw: Mapping[str, str]) -> str:
    parts: list[str] = []
    at = 0
    for tag in (*tags_of(text), None):
        if tag is None or tag.text in raw:
            piece = xml_text(text[at : tag.start if tag else None])
            parts += (piece.replace("\t", "&#9;").replace(LINE_BREAK, "<br>"), raw[tag.text] if tag else "")
            at = tag.end if tag else at
    return "".join(parts)


def _page_title(markup: Markup, old: str, new: str) -> Sequence[tuple[int, int, str]]:
    """The heading also stands in the title of the page."""
    element = next(markup.root.all("title"), None)
    if element is None or not new or len(old) < 4 or old not in element.text():
        return ()
    return ((element.inside, element.close, xml_text(element.text().replace(old, new, 1).replace(LINE_BREAK, " "))),)


IMPORTER = Importer("html", (".html", ".htm", ".xhtml", ".shtml"), mark("Web page"), read_html, keeps=True)
EXPORTER = Exporter("page", ".html", mark("The web page it came from, in English"), write_html_back, of=("html",))
