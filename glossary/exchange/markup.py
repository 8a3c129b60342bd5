"""XML from strangers, read entry by entry without trust, and XML written; what the elements mean is for `tbx_*`.

Expat streams: no DTD is loaded, no address opened, no entity replaced, and a tree exists for one entry at a time, so
neither a bomb nor a flood of elements can fill the memory (docs/decisions/0013).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from glossary.errors import GlossaryFileError

LANG = "http://www.w3.org/XML/1998/namespace lang"
MAX_BYTES = 200 * 2**20
MAX_DEPTH = 100
MAX_NODES = 100_000
MAX_TEXT = 2_000_000
_CHUNK = 1 << 16
_UNFIT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._\-]{1,40})["']""")
_BREAKS = re.compile("[ \t]*[\r\n][ \t\r\n]*")
_NATIVE = {"utf-8", "utf-16", "utf-16le", "utf-16be", "iso-8859-1", "us-ascii"}
# Marks inside a text: their content belongs to it. (ISO 30042, noteText; 2008 also bpt, ept, it, ut)
_INLINE = frozenset({"hi", "foreign", "sc", "ec", "ph", "bpt", "ept", "it", "ut"})


@dataclass(slots=True)
class Node:
    """An element: `space` and `name` of its tag, attributes, and its text (inline marks removed) or its children."""

    name: str
    space: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list[Node] = field(default_factory=list)
    line: int = 0

    def add(self, name: str, text: str = "", **attributes: str) -> Node:
        """Append an element and return it."""
        child = Node(name, self.space, attributes, fit(text))
        self.children.append(child)
        return child


def fit(text: str) -> str:
    """The text with characters XML cannot hold replaced by U+FFFD."""
    return _UNFIT.sub("\ufffd", text)


def tidy(text: str) -> str:
    """Text of an element without the line breaks and indentation of the file."""
    return _BREAKS.sub(" ", text).strip(" \t\r\n")


class _Found(Exception):
    """Stops the parser from inside a handler; carries the sentence for the person."""


class EntryReader:
    """Collects elements named in `entries` one at a time; everything else is passed over but its root and header."""

    def __init__(self, name: str, kind: str, roots: frozenset[str], entries: frozenset[str]) -> None:
        self.name = name
        self.kind = kind
        self.roots = roots
        self.entries = entries
        self.root: Node | None = None
        self.ready: list[Node] = []
        self._open: list[Node] = []
        self._depth = self._nodes = self._size = self._outside = 0
        self._parser: expat.XMLParserType | None = None

    def read(self, path: Path) -> Iterator[Node]:
        """Entries of the file in order. Raises GlossaryFileError."""
        try:
            with path.open("rb") as stream:
                head = stream.read(_CHUNK)
                decode = self._begin(head)
                taken = len(head)
                while True:
                    self._feed(decode, head)
                    yield from self.ready
                    self.ready.clear()
                    if not head:
                        return
                    head = stream.read(_CHUNK)
                    taken += len(head)
                    if taken > MAX_BYTES:
                        raise GlossaryFileError(f"{self.name} has more than {MAX_BYTES // 2**20} MB. Split it.")
        except OSError as problem:
            reason = problem.strerror or str(problem)
            raise GlossaryFileError(f"{self.name} cannot be read: {reason}. Check the name.") from problem

    def _begin(self, head: bytes) -> Callable[[bytes], bytes]:
        """Make the parser; encodings it does not know are turned into UTF-8 on the way."""
        declared = _DECLARED.match(head.removeprefix(b"\xef\xbb\xbf"))
        codec = declared[1].decode().lower() if declared else "utf-8"
        if codec in _NATIVE or head[:2] in (b"\xff\xfe", b"\xfe\xff"):
            self._parser = expat.ParserCreate(namespace_separator=" ")
            decode: Callable[[bytes], bytes] = bytes
        else:
            decode = self._recode(codec)
            self._parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        parser = self._parser
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped
        return decode

    def _recode(self, codec: str) -> Callable[[bytes], bytes]:
        import codecs

        try:
            decoder = codecs.getincrementaldecoder(codec)()
            decoder.decode(b"")
        except (LookupError, AttributeError, TypeError) as problem:
            raise GlossaryFileError(f"{self.name}: unknown encoding “{codec}”. Save the file as UTF-8.") from problem

        def recode(data: bytes) -> bytes:
            text = decoder.decode(data, not data)
            if not isinstance(text, str):
                raise _Found(f"unknown encoding “{codec}”. Save the file as UTF-8.")
            return text.encode("utf-8", "surrogatepass")

        try:
            recode(b"")
        except (_Found, UnicodeError, ValueError, TypeError) as problem:
            raise GlossaryFileError(f"{self.name}: unknown encoding “{codec}”. Save the file as UTF-8.") from problem
        decoder.reset()
        return recode

    def _feed(self, decode: Callable[[bytes], bytes], data: bytes) -> None:
        parser = self._parser
        if parser is None:
            raise GlossaryFileError(f"{self.name} has not been opened.")
        try:
            parser.Parse(decode(data), not data)
        except _Found as problem:
            raise GlossaryFileError(f"{self.name}, line {parser.CurrentLineNumber}: {problem}") from problem
        except UnicodeError as problem:
            raise GlossaryFileError(
                f"{self.name}: the text is not in the encoding the file names. Save it as UTF-8."
            ) from problem
        except expat.ExpatError as problem:
            if self.root is None:
                raise GlossaryFileError(
                    f"{self.name}, line {problem.lineno}: this is not XML ({expat.ErrorString(problem.code)}). "
                    "Choose the format the file has."
                ) from problem
            raise GlossaryFileError(
                f"{self.name}, line {problem.lineno}: the XML is broken ({expat.ErrorString(problem.code)}). "
                "Export the file again."
            ) from problem

    def _entity(self, *_: object) -> None:
        raise _Found("the file declares entities, which can hide other files or endless text. Export it without them.")

    def _skipped(self, name: str, parameter: bool) -> None:
        if not parameter:
            raise _Found(f"the entity &{name}; is not known. Export the file without it.")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _Found(f"elements lie in one another more than {MAX_DEPTH} deep. This is no glossary.")
        space, _, name = tag.rpartition(" ")
        line = self._parser.CurrentLineNumber if self._parser else 0
        node = Node(name, space, attributes, "", [], line)
        if self.root is None:
            self.root = node
            if name not in self.roots:
                raise _Found(f"this is not {self.kind} (it begins with <{name[:40]}>). Choose the format the file has.")
        elif self._open and name in _INLINE:
            self._open.append(self._open[-1])
        elif self._open:
            self._nodes += 1
            if self._nodes > MAX_NODES:
                raise _Found(f"one entry has more than {MAX_NODES:,} elements. This is no glossary.")
            self._open[-1].children.append(node)
            self._open.append(node)
        elif name in self.entries:
            self._nodes = self._size = 0
            self._open.append(node)
        else:
            self._outside += 1
            if self._outside > MAX_NODES:
                raise _Found(f"more than {MAX_NODES:,} elements stand outside the entries. This is no glossary.")

    def _text(self, data: str) -> None:
        if self._open:
            self._size += len(data)
            if self._size > MAX_TEXT:
                raise _Found(f"one entry has more than {MAX_TEXT:,} characters. This is no glossary.")
            self._open[-1].text += data

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._open:
            node = self._open.pop()
            if not self._open:
                self.ready.append(node)


def xml_of(node: Node, depth: int = 0) -> str:
    """A node and what is in it, indented; a node has either text or children."""
    indent = "  " * depth
    attributes = "".join(f" {name}={quoteattr(fit(value))}" for name, value in node.attributes.items())
    if node.children:
        inner = "".join(xml_of(child, depth + 1) for child in node.children)
        return f"{indent}<{node.name}{attributes}>\n{inner}{indent}</{node.name}>\n"
    text = escape(node.text, {"\r": "&#13;"})
    return f"{indent}<{node.name}{attributes}>{text}</{node.name}>\n"
