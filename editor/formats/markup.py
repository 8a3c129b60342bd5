"""XML from strangers as a tree that knows where its parts stand in the file, so that a change touches nothing else.

Expat parses; no DTD is loaded, no address opened, no entity replaced. What the elements mean is for the formats.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape

from editor.errors import DocumentError

XML = "http://www.w3.org/XML/1998/namespace"
MAX_DEPTH = 200
MAX_ELEMENTS = 600_000
_DECLARED = re.compile(r"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._\-]{1,40})["']""")
_ATTRIBUTE = re.compile(r"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")
_TAG_END = re.compile(rb"""(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(slots=True)
class Element:
    """An element and its places in the text of the file, in bytes of UTF-8.

    `start` is that of its first tag, `inside` behind it, `close` before its last tag, `end` behind that; an element
    without content may have `inside == close == end`. `children` are elements and texts in order.
    """

    name: str
    space: str
    attributes: dict[str, str]
    start: int
    inside: int = -1
    close: int = -1
    end: int = -1
    children: list[Element | str] = field(default_factory=list)

    def elements(self, *names: str) -> list[Element]:
        """The elements right below, of these local names (none given: all)."""
        return [c for c in self.children if isinstance(c, Element) and (not names or c.name in names)]

    def first(self, name: str) -> Element | None:
        """The first element of this name right below."""
        return next(iter(self.elements(name)), None)

    def all(self, *names: str, without: Container[str] = ()) -> Iterator[Element]:
        """Elements of these names below it, at any depth, in the order of the file; none inside those `without`."""
        stack = [iter(self.elements())]
        while stack:
            for child in stack[-1]:
                if child.name in names:
                    yield child
                stack.append(iter(() if child.name in without else child.elements()))
                break
            else:
                stack.pop()

    def text(self) -> str:
        """All text inside, marks left out."""
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)


@dataclass(frozen=True, slots=True)
class Markup:
    """A parsed file: its text as UTF-8 without mark, how it was encoded, and its tree."""

    data: bytes
    codec: str
    mark: bytes
    root: Element

    def raw(self, start: int, end: int) -> str:
        """A stretch of the file as it stands."""
        return self.data[start:end].decode()

    def spliced(self, changes: list[tuple[int, int, str]]) -> bytes:
        """The file, in its own encoding, with spans (in bytes of `data`, not overlapping) replaced."""
        parts: list[bytes] = []
        at = 0
        for start, end, text in sorted(changes, key=lambda change: (change[0], change[1])):
            parts += (self.data[at:start], text.encode())
            at = max(at, end)
        whole = b"".join((*parts, self.data[at:]))
        if self.codec == "utf-8":
            return self.mark + whole
        return self.mark + whole.decode().encode(self.codec, "xmlcharrefreplace")


class _Refused(Exception):
    """Stops the parser from inside a handler; carries the reason."""


def parse_markup(data: bytes, name: str) -> Markup:
    """Parse a file; DocumentError with its name, the line and what to do."""
    if not data.strip():
        raise DocumentError(f"{name} is empty; there is nothing to check.")
    mark, codec, text = _decoded(data, name)
    utf8 = text.encode()
    builder = _Builder(utf8)
    try:
        builder.parser.Parse(utf8, True)
    except _Refused as reason:
        raise DocumentError(f"{name}, line {builder.parser.CurrentLineNumber}: {reason}") from reason
    except expat.ExpatError as error:
        raise DocumentError(
            f"{name}, line {error.lineno}: the XML is broken ({expat.ErrorString(error.code)}); export the file again."
        ) from error
    if builder.root is None:
        raise DocumentError(f"{name} holds no XML element; export the file again.")
    return Markup(utf8, codec, mark, builder.root)


def _decoded(data: bytes, name: str) -> tuple[bytes, str, str]:
    mark, codec = next(((m, c) for m, c in _BOMS if data.startswith(m)), (b"", ""))
    if not codec:
        declared = _DECLARED.match(data[:300].decode("latin-1"))
        codec = declared[1].lower() if declared else "utf-8"
        if data[:2] in (b"<\x00", b"\x00<"):
            codec = "utf-16-le" if data[:2] == b"<\x00" else "utf-16-be"
    codec = "utf-8" if codec in ("utf8", "us-ascii", "ascii") else "gb18030" if codec in ("gbk", "gb2312") else codec
    try:
        return mark, codec, data[len(mark) :].decode(codec)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{name} says it is {codec} but byte {error.start + 1} is not; export it again as UTF-8."
        ) from error
    except (LookupError, ValueError) as error:
        raise DocumentError(f"{name} names the encoding {codec}, which is not known; export it as UTF-8.") from error


class _Builder:
    """Makes the tree while expat reads."""

    def __init__(self, data: bytes) -> None:
        self.root: Element | None = None
        self._data = data
        self._open: list[Element] = []
        self._count = 0
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self.parser.SkippedEntityHandler = self._skipped

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise _Refused(f"there are more than {MAX_ELEMENTS:,} elements; split the file.")
        if len(self._open) >= MAX_DEPTH:
            raise _Refused(f"elements lie in one another more than {MAX_DEPTH} deep; this is no document.")
        space, _, name = tag.rpartition(" ")
        start = self.parser.CurrentByteIndex
        element = Element(name, space, attributes, start, _end_of_tag(self._data, start))
        if self._open:
            self._open[-1].children.append(element)
        elif self.root is None:
            self.root = element
        self._open.append(element)

    def _end(self, _tag: str) -> None:
        element = self._open.pop()
        place = self.parser.CurrentByteIndex
        if self._data[element.inside - 2 : element.inside] == b"/>":
            element.close = element.end = element.inside
        else:
            element.close = place
            element.end = _end_of_tag(self._data, place)

    def _text(self, data: str) -> None:
        if self._open:
            self._open[-1].children.append(data)

    def _entity(self, *_: object) -> None:
        raise _Refused("it declares entities, which can hide other files or endless text; export it without them.")

    def _skipped(self, name: str, parameter: bool) -> None:
        if not parameter:
            raise _Refused(f"the entity &{name}; is not known; export the file without it.")


def _end_of_tag(data: bytes, start: int) -> int:
    """Behind the `>` that ends the tag at `start`; attribute values may hold one."""
    found = _TAG_END.match(data, start)
    return found.end() if found else len(data)


def xml_text(text: str) -> str:
    """A text as XML content; what XML cannot hold becomes U+FFFD."""
    return escape(_UNFIT.sub("\ufffd", text), {"\r": "&#13;"})


def with_attributes(tag: str, values: dict[str, str | None]) -> str:
    """The start tag with attributes (names as written in the file) set, or taken out where None."""
    end = len(tag) - (2 if tag.endswith("/>") else 1)
    head, tail = tag[:end].rstrip(), tag[end:]
    for name, value in values.items():
        there = next((m for m in _ATTRIBUTE.finditer(head) if m[1] == name), None)
        if value is None:
            head = head[: there.start()] + head[there.end() :] if there else head
            continue
        written = f' {name}="{escape(value, {chr(34): "&quot;"})}"'
        head = head[: there.start()] + written + head[there.end() :] if there else head + written
    return head + tail
