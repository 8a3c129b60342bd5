"""TMX 1.4b: translation units in, and the finished pairs of a document out (www.gala-global.org, TMX 1.4b, 2005)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editor.core.model import Mode, State
from editor.core.placeables import LINE_BREAK, without_tags
from editor.errors import DocumentError
from editor.formats.inline import ALONE, CLOSE, OPEN, PAIR, Shape, TagTable
from editor.formats.markup import XML, Element, Markup, parse_markup, xml_text
from editor.formats.protocol import Choice, Content, Delivery, Exporter, Importer, Row
from editor.i18n import mark

FINISHED = (State.CONFIRMED, State.REVIEWED)


@dataclass(frozen=True, slots=True)
class MemoryUnit:
    """A pair of texts as a memory keeps it, without tags; who and when as the file says (`20260102T030405Z`)."""

    source: str
    target: str
    author: str = ""
    time: str = ""
    note: str = ""


def classify(element: Element) -> Shape:
    """How an inline element of TMX is taken."""
    ids = element.attributes
    match element.name:
        case "hi":
            return PAIR, f"hi {ids.get('x', '')}"
        case "bpt":
            return OPEN, f"pt {ids.get('x', ids.get('i', ''))}"
        case "ept":
            return CLOSE, f"pt {ids.get('i', '')}"
        case _:
            return ALONE, f"{element.name} {ids.get('x', '')}"


def units_of(markup: Markup, name: str, source: str = "zh", target: str = "en") -> Iterator[tuple[Row, MemoryUnit]]:
    """Units with both languages (told by how their codes begin), as rows and as a memory keeps them."""
    if markup.root.name != "tmx":
        raise DocumentError(f"{name} is no TMX file (it begins with <{markup.root.name[:40]}>); choose its format.")
    for unit in markup.root.all("tu"):
        texts = {_language(tuv): tuv for tuv in reversed(unit.elements("tuv"))}
        left = next((tuv for code, tuv in texts.items() if code.startswith(source)), None)
        right = next((tuv for code, tuv in texts.items() if code.startswith(target)), None)
        if left is None or right is None:
            continue
        one, two = left.first("seg"), right.first("seg")
        if one is None or two is None:
            continue
        tags = TagTable(markup, classify)
        tags.avoid(one)
        tags.avoid(two)
        note = "\n".join(n.text().strip() for n in unit.elements("note"))
        row = Row(source=tags.read(one), text=tags.read(two), note=note)
        yield row, MemoryUnit(without_tags(row.source), without_tags(row.text), *_who(right, unit), note)


def _language(tuv: Element) -> str:
    return (tuv.attributes.get(f"{XML} lang") or tuv.attributes.get("lang", "")).lower()


def _who(*elements: Element) -> tuple[str, str]:
    """The last change's author and time, of the variant or else of the unit."""
    found = [
        next((e.attributes[name] for e in elements for name in names if name in e.attributes), "")
        for names in (("changeid", "creationid"), ("changedate", "creationdate"))
    ]
    return found[0], found[1]


def read_tmx(data: bytes, name: str, _choice: Choice) -> Content:
    """The pairs of a memory as a document: finished, each a segment of its own."""
    markup = parse_markup(data, name)
    rows = tuple(row for row, _ in units_of(markup, name))
    count = sum(1 for _ in markup.root.all("tu"))
    left_out = f"{name}: {count - len(rows)} of {count} units have not both Chinese and English and are left out."
    return Content("tmx", rows=rows, bilingual=True, remarks=(left_out,) if count > len(rows) else ())


def write_tmx(delivery: Delivery) -> bytes:
    """The confirmed and reviewed pairs of a document; DocumentError where there are none or no Chinese was there."""
    document = delivery.document
    if document.mode is Mode.MONOLINGUAL:
        raise DocumentError(f"{document.title} was edited without the Chinese; no memory can be made of it.")
    pairs = [
        MemoryUnit(without_tags(s.source), without_tags(s.target), note=s.note)
        for s in delivery.segments
        if s.state in FINISHED and s.source and s.target
    ]
    if not pairs:
        raise DocumentError(f"No segment of {document.title} is confirmed; a memory holds confirmed ones only.")
    return tmx_of(pairs, delivery.version, document.source_language, document.target_language, delivery.glossary)


def tmx_of(
    units: Iterable[MemoryUnit], version: str, source: str = "zh-Hans", target: str = "en", glossary: str = ""
) -> bytes:
    """A TMX file of these pairs; `glossary` names the release they were checked with."""
    checked = f'    <prop type="x-glossary">{xml_text(glossary)}</prop>\n' if glossary else ""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'  <header creationtool="Zhubi" creationtoolversion="{xml_text(version)}" segtype="sentence" o-tmf="zhubi" '
        f'adminlang="en" srclang="{source}" datatype="plaintext">\n{checked}  </header>\n  <body>\n'
    )
    return (head + "".join(_unit(unit, source, target) for unit in units) + "  </body>\n</tmx>\n").encode()


def _unit(unit: MemoryUnit, source: str, target: str) -> str:
    note = f"      <note>{xml_text(unit.note)}</note>\n" if unit.note else ""
    who = "".join(
        f' {name}="{xml_text(value).replace(chr(34), "&quot;")}"'
        for name, value in (("changeid", unit.author), ("changedate", unit.time))
        if value
    )
    return (
        f"    <tu>\n{note}"
        f'      <tuv xml:lang="{source}"><seg>{_text(unit.source)}</seg></tuv>\n'
        f'      <tuv xml:lang="{target}"{who}><seg>{_text(unit.target)}</seg></tuv>\n'
        "    </tu>\n"
    )


def _text(text: str) -> str:
    return xml_text(text).replace(LINE_BREAK, "\n")


IMPORTER = Importer("tmx", (".tmx",), mark("Translation memory (TMX)"), read_tmx)
EXPORTER = Exporter("tmx", ".tmx", mark("Translation memory of the confirmed segments"), write_tmx)
