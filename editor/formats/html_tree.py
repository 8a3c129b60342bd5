"""Pages as browsers take them, as a tree that knows where its parts stand in the file; what is text there is for html.

A scanner of our own: a page is written back in place, and no parser at hand (html.parser, lxml, selectolax) tells where
an element ends. It reads every byte once, whatever the page is like (docs/decisions/0025).
"""

from __future__ import annotations

import codecs
import html
import re
from dataclasses import dataclass, field

from editor.core.placeables import LINE_BREAK
from editor.errors import DocumentError
from editor.formats.encodings import guess
from editor.formats.markup import Element, Markup
from editor.formats.text import decode_text

MAX_BYTES = 16 * 2**20
MAX_MARKS = 150_000
MAX_DEPTH = 120


def names(words: str) -> frozenset[str]:
    """A set of names out of a line of them."""
    return frozenset(words.split())


VOID = names("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
RAW = names("script style textarea title xmp iframe noembed noframes")
_BLOCKS = names(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form frameset"
    " h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody td"
    " tfoot th thead tr ul"
)
# What a start tag closes, and up to which element around it one looks.
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
}
_TAG = re.compile(rb"""<(/?)([A-Za-z][^\s/>]{0,60})(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")
_NAME = re.compile(rb"</?([A-Za-z][^\s/>]{0,60})")
# An element without content as XHTML writes it; the slash of `href=/>` is the address.
_EMPTY = re.compile(rb"""["'\s]/>$|^<[^=]*/>$""")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]*))?""")
_WHITE = re.compile("[ \t\n\r\f]+")
# A line end between Chinese characters parts nothing.
_BROKEN_LINE = re.compile("(?<=[\u3001-\u9fff\uff00-\uff5e])[ \t]*[\r\n][ \t\r\n]*(?=[\u3001-\u9fff\uff00-\uff5e])")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_\-:]{2,40})""", re.I)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._\-]{1,40})["']""")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Names that pages use, and the superset that browsers decode them with.
_CODECS = {
    "utf-8": "utf-8", "utf8": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030",
    "gb18030": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs",
    "iso-8859-1": "cp1252", "windows-1252": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252", "latin1": "cp1252",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its tree, whether its encoding was guessed, and how many broken characters were replaced."""

    markup: Markup
    guessed: bool
    replaced: int


def parse_html(data: bytes, name: str, encoding: str = "") -> Page:
    """The tree of a page, whatever its markup is like; DocumentError where it is too big or its text unreadable."""
    if not data.strip():
        raise DocumentError(f"{name} is empty; there is nothing to check.")
    if len(data) > MAX_BYTES:
        raise DocumentError(f"{name} has more than {MAX_BYTES // 2**20} MB; save the article alone.")
    mark, codec, text, guessed = _decoded(data, name, encoding)
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    builder = _Builder(text.encode(), name)
    return Page(Markup(builder.data, codec, mark, builder.build()), guessed, text.count("\ufffd"))


def holds_block(element: Element) -> bool:
    """Whether an element is a block of its own or has one inside."""
    return element.name in _BLOCKS or " block" in element.attributes


def _decoded(data: bytes, name: str, encoding: str) -> tuple[bytes, str, str, bool]:
    mark, codec = next(((m, c) for m, c in _BOMS if data.startswith(m)), (b"", ""))
    bare = data[len(mark) :]
    if encoding:
        return mark, encoding, decode_text(data, name, encoding).text, False
    if not codec:
        declared = _CHARSET.search(data[:4096]) or _DECLARED.match(data[:300])
        codec = _CODECS.get(declared[1].decode("ascii").lower(), "") if declared else ""
    if codec:
        text = bare.decode(codec, "replace")
        if mark or text.count("\ufffd") * 50 <= len(text):
            return mark, codec, text, False
    found = guess(bare)
    if found is None:
        raise DocumentError(f"The encoding of {name} cannot be told; save it as UTF-8, or name it with --encoding.")
    return mark, found[1], found[0], found[1] != "utf-8"


@dataclass(slots=True)
class _Builder:
    data: bytes
    name: str
    open: list[Element] = field(default_factory=list)
    count: int = 0
    broken: bool = False

    def build(self) -> Element:
        root = Element("", "", {}, 0, 0, len(self.data), len(self.data))
        self.open.append(root)
        at = 0
        while at < len(self.data):
            place = self.data.find(b"<", at)
            if place < 0:
                place = len(self.data)
            self._text(self.data[at:place])
            at = self._mark(place) if place < len(self.data) else place
        self._close(1, len(self.data), len(self.data))
        return root

    def _mark(self, place: int) -> int:
        """Take what begins with `<` at a place; where it ends."""
        self.count += 1
        if self.count > MAX_MARKS:
            raise DocumentError(f"{self.name} has more than {MAX_MARKS:,} tags; save the article alone.")
        data = self.data
        if data.startswith(b"<!--", place):
            end = data.find(b"-->", place + 4)
            return end + 3 if end >= 0 else len(data)
        if data[place + 1 : place + 2] in (b"!", b"?"):
            end = data.find(b">", place)
            return end + 1 if end >= 0 else len(data)
        if not _NAME.match(data, place):
            self._text(b"<")
            return place + 1
        found = None if self.broken else _TAG.match(data, place)
        if found is None:
            # A quotation mark without its end: from here on quotation marks mean nothing.
            self.broken = True
            end = data.find(b">", place) + 1
            if not end:
                return len(data)
        else:
            end = found.end()
        tag = data[place:end]
        name = (_NAME.match(tag) or [b"", b"x"])[1].decode(errors="replace").lower()
        if tag.startswith(b"</"):
            self._end_tag(name, place, end)
            return end
        return self._start_tag(name, tag, place, end)

    def _start_tag(self, name: str, tag: bytes, place: int, end: int) -> int:
        self._implied(name, place)
        attributes = _attributes(tag) if len(tag) < 20_000 else {}
        element = Element(name, "", attributes, place, end, end, end)
        self.open[-1].children.append(element)
        if name == "br":
            element.children.append(LINE_BREAK)
            # A whole article in one element for its font: lines in it may be paragraphs.
            for around in reversed(self.open):
                if around.name not in ("font", "span"):
                    break
                around.attributes[" block"] = ""
        if name in _BLOCKS:
            for around in reversed(self.open):
                if around.name in _BLOCKS or " block" in around.attributes:
                    break
                around.attributes[" block"] = ""
        if name in RAW:
            return self._raw(element, end)
        if name not in VOID and not (_EMPTY.search(tag) and name not in _BLOCKS) and len(self.open) < MAX_DEPTH:
            self.open.append(element)
        return end

    def _raw(self, element: Element, start: int) -> int:
        """A script and the like: everything up to its end tag."""
        found = re.compile(rb"</" + element.name.encode() + rb"\b", re.I).search(self.data, start)
        element.close = found.start() if found else len(self.data)
        element.end = self.data.find(b">", element.close) + 1 or len(self.data)
        if element.name in ("title", "textarea"):
            element.children.append(_shown(self.data[start : element.close]))
        return element.end

    def _implied(self, name: str, place: int) -> None:
        """Close what a start tag closes without a word: a paragraph before a block, an item before the next."""
        if name in _BLOCKS:
            for n in range(len(self.open) - 1, 0, -1):
                if self.open[n].name == "p":
                    self._close(n, place, place)
                    break
                if self.open[n].name in ("td", "th", "div", "li", "table", "body", "section", "article"):
                    break
        closes, until = _ENDS.get(name, (frozenset[str](), frozenset[str]()))
        if closes:
            last = 0
            for n in range(len(self.open) - 1, 0, -1):
                if self.open[n].name in until:
                    break
                last = n if self.open[n].name in closes else last
            if last:
                self._close(last, place, place)

    def _end_tag(self, name: str, place: int, end: int) -> None:
        barrier = ("td", "th", "table") if name not in ("table", "tr", "tbody", "body", "html") else ()
        for n in range(len(self.open) - 1, 0, -1):
            if self.open[n].name == name:
                self._close(n, place, end)
                return
            if self.open[n].name in barrier and name != "td":
                return

    def _close(self, depth: int, place: int, end: int) -> None:
        for element in reversed(self.open[depth:]):
            element.close = element.end = place
        if depth < len(self.open):
            self.open[depth].end = end
        del self.open[depth:]

    def _text(self, raw: bytes) -> None:
        if raw:
            children = self.open[-1].children
            children.append(_shown(raw))


def _shown(raw: bytes) -> str:
    """Text as a browser shows it: white space made one space, character references replaced."""
    return html.unescape(_WHITE.sub(" ", _BROKEN_LINE.sub("", raw.decode(errors="replace"))))


def _attributes(tag: bytes) -> dict[str, str]:
    text = tag.decode(errors="replace").rstrip("/>")
    _, _, rest = text.partition(" ") if " " in text else (text, "", re.sub(r"^<\S+", "", text))
    return {m[1].lower(): html.unescape((m[2] or "").strip("\"'")) for m in _ATTRIBUTE.finditer(rest)}
