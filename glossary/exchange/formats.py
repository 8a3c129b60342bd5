"""The formats glossaries are exchanged in, and the two doors: read a file, write a file."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from glossary.errors import GlossaryFileError
from glossary.exchange import omegat, page, table, tbx_reading, tbx_writing
from glossary.exchange.output import write_text
from glossary.exchange.report import STRICT, Imported, Manner, Report, Tally
from glossary.exchange.settling import settle
from glossary.exchange.table import TableMapping
from glossary.exchange.tbx_fields import BASIC_DCA, BASIC_DCT, LINGUIST_DCA, MARTIF, Dialect
from glossary.files import encoded, read_data, read_lines
from glossary.model import Concept


class Reads(Protocol):
    """Reads a file; approved rules come in as proposed unless the file is the person's `own`."""

    def __call__(self, path: Path, *, own: bool = False, manner: Manner = STRICT) -> Imported: ...


class Writes(Protocol):
    """Writes a file and says what it could not carry."""

    def __call__(self, path: Path, concepts: Sequence[Concept], *, title: str = "") -> Report: ...


@dataclass(frozen=True, slots=True)
class Format:
    """One format; of those with the same suffix the first is meant where only the suffix is known."""

    name: str
    suffixes: tuple[str, ...]
    title: str
    read: Reads | None
    write: Writes | None
    table: bool = False


def read_native(path: Path, *, own: bool = False, manner: Manner = STRICT) -> Imported:
    """The concepts of a file in Zhubi's own format. Raises GlossaryFileError."""
    tally = Tally("jsonl", manner)
    return settle(((concept, 0) for concept in read_lines(read_data(path), str(path))), str(path), tally, own=own)


def write_native(path: Path, concepts: Sequence[Concept], *, title: str = "") -> Report:
    """Write Zhubi's own format, which holds everything."""
    write_text(path, (encoded(concept).decode() + "\n" for concept in concepts))
    return Tally("jsonl").report(len(concepts), sum(len(concept.terms) for concept in concepts))


def _tbx(dialect: Dialect) -> Writes:
    return functools.partial(tbx_writing.write_tbx, dialect=dialect)


FORMATS = (
    Format("jsonl", (".jsonl",), "Zhubi glossary (everything)", read_native, write_native),
    Format("tbx-basic", (".tbx", ".xml"), "TBX-Basic, DCA", tbx_reading.read_tbx, _tbx(BASIC_DCA)),
    Format("tbx-basic-dct", (".tbx", ".xml"), "TBX-Basic, DCT", tbx_reading.read_tbx, _tbx(BASIC_DCT)),
    Format("tbx-linguist", (".tbx", ".xml"), "TBX-Linguist, DCA", tbx_reading.read_tbx, _tbx(LINGUIST_DCA)),
    Format("tbx-2008", (".tbx", ".xml"), "TBX of 2008 (Weblate, Terminologue)", tbx_reading.read_tbx, _tbx(MARTIF)),
    Format("csv", (".csv",), "Table (CSV)", table.read_table, table.write_table, table=True),
    Format("tsv", (".tsv", ".tab"), "Table (TSV)", table.read_table, table.write_table, table=True),
    Format("xlsx", (".xlsx",), "Workbook, also for print (XLSX)", table.read_table, table.write_table, table=True),
    Format("omegat", (".txt", ".utf8"), "Glossary text (OmegaT, Okapi)", omegat.read_omegat, omegat.write_omegat),
    Format("html", (".html",), "Page for print", None, page.write_page),
)


def format_of(path: Path, name: str = "") -> Format:
    """The format called `name`, or else that of the file's suffix. Raises GlossaryFileError."""
    names = ", ".join(format_.name for format_ in FORMATS)
    if name:
        found = [format_ for format_ in FORMATS if format_.name == name]
    else:
        found = [format_ for format_ in FORMATS if path.suffix.lower() in format_.suffixes]
    if not found:
        raise GlossaryFileError(f"{path}: no format “{name or path.suffix}” is known. Name one of these: {names}.")
    return found[0]


def read_file(
    path: Path,
    name: str = "",
    *,
    own: bool = False,
    mapping: TableMapping | None = None,
    manner: Manner = STRICT,
) -> Imported:
    """Read a glossary file in the format named or that of its suffix, a table as `mapping` says.

    Raises GlossaryFileError.
    """
    format_ = format_of(path, name)
    if format_.read is None:
        raise GlossaryFileError(f"{path}: {format_.title} is made for readers and cannot be read again.")
    if mapping is not None and format_.table:
        return table.read_table(path, mapping, own=own, manner=manner)
    return format_.read(path, own=own, manner=manner)


def write_file(path: Path, concepts: Sequence[Concept], name: str = "", *, title: str = "") -> Report:
    """Write a glossary file in the format named or that of its suffix. Raises GlossaryFileError."""
    format_ = format_of(path, name)
    if format_.write is None:
        raise GlossaryFileError(f"{path}: {format_.title} can only be read.")
    return format_.write(path, concepts, title=title)
