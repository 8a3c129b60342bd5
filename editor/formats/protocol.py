"""What a document format is: a file in with an account of what was done to it, a deliverable out as bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from editor.core.decisions import Decision
from editor.core.model import Document, Finding, Origin, Segment, State


@dataclass(frozen=True, slots=True)
class TextIn:
    """A text as it was read: line ends are `\\n`; `replaced` counts characters no store could keep.

    Each was replaced by one U+FFFD, so that offsets stay true. `guessed` is true where nothing in the file named
    its encoding.
    """

    text: str
    encoding: str
    guessed: bool = False
    replaced: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose about reading a file; empty: found out.

    `columns` are numbers from 0 of source, translation and note in a table (-1: there is none); `sheet` its name;
    `header` whether the first row names the columns; `block` the number of the part of a page that is the article.
    """

    encoding: str = ""
    columns: tuple[int, int, int] | None = None
    sheet: str = ""
    header: bool | None = None
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One unit of a file, in its order: a paragraph, cell, footnote or, in a bilingual file, one unit of its own.

    Inline formatting stands as placeables (`editor.core.placeables`), a line break inside as U+2028, a tabulator as it
    is; `\\n` does not occur. Of a file in one language only `text` is used. `machine` None: the same as `text`.
    """

    text: str
    source: str = ""
    machine: str | None = None
    state: State = State.MACHINE
    origin: Origin = Origin.MT
    note: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader found in a file.

    Plain text has `text` and no rows. Otherwise the rows are the text: paragraphs of one language, which are cut into
    sentences, or with `bilingual` units with both languages, each of which becomes one segment as it is.
    `extra` is what the format's writer needs beside the file itself. `remarks` are sentences for the person.
    """

    format: str
    text: str = ""
    rows: tuple[Row, ...] = ()
    bilingual: bool = False
    extra: str = ""
    title: str = ""
    encoding: str = ""
    remarks: tuple[str, ...] = ()
    source_language: str = "zh-Hans"
    target_language: str = "en"


@dataclass(frozen=True, slots=True)
class Importer:
    """A format one can read. `read` gets the bytes, the file's name for sentences, and what the person chose.

    It raises DocumentError (what, where, what to do) and nothing else, whatever the bytes are. `keeps` is true where a
    writer of the same name needs the file again to keep its layout.
    """

    name: str
    suffixes: tuple[str, ...]
    title: str
    read: Callable[[bytes, str, Choice], Content]
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """All that a deliverable says: the document, its segments as they are now, open findings, glossary release.

    `author` is whose work it is, `time` when it is delivered (ISO 8601, UTC); both stand in tracked changes.
    `dismissed` are findings with the reason they are none, `decisions` what was done to each touched segment.
    """

    document: Document
    segments: Sequence[Segment]
    findings: Sequence[Finding]
    glossary: str
    version: str
    notice: bool = True
    author: str = ""
    time: str = "1970-01-01T00:00:00Z"
    dismissed: Sequence[tuple[Finding, str]] = ()
    decisions: Sequence[Decision] = ()


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format one can deliver in; `write` gives the whole file as bytes or raises DocumentError.

    `of` names the document formats it can be written from (those whose layout it keeps); empty: any.
    """

    name: str
    suffix: str
    title: str
    write: Callable[[Delivery], bytes]
    of: tuple[str, ...] = ()
