"""XLSX read and written as rows of texts: no formula comes in or goes out; openpyxl is loaded only when needed."""

from __future__ import annotations

import contextlib
import datetime
import io
import itertools
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from glossary.errors import GlossaryFileError
from glossary.exchange.archive import check_archive
from glossary.exchange.cells import MAX_CELL, encodable
from glossary.exchange.output import write_whole

MAX_CELLS = 3_000_000
MAX_EMPTY = 10_000
_BLOCK = 50
WIDTHS = {"zh": 24, "en": 36, "admitted": 36, "definition": 40, "note": 40, "bad": 30, "source": 24}
# OOXML writes characters XML cannot hold, and the carriage return, as _xHHHH_ (ECMA-376 part 1, 22.9.2.19).
_CODED = re.compile("_x([0-9A-Fa-f]{4})_")
_TO_CODE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
# openpyxl meets a broken file with whatever error its code happens to raise.
_BROKEN = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError, OSError, RuntimeError,
    SyntaxError, TypeError, ValueError, zipfile.BadZipFile,
)  # fmt: skip


def sheet_names(path: Path) -> tuple[str, ...]:
    """The names of the sheets. Raises GlossaryFileError."""
    with _opened(path) as book:
        return tuple(book.sheetnames)


def read_sheet(path: Path, sheet: str = "") -> Iterator[list[str]]:
    """The rows of a sheet (the first if none is named) as texts. Raises GlossaryFileError."""
    with _opened(path) as book:
        if sheet and sheet not in book.sheetnames:
            names = ", ".join(f"“{name}”" for name in book.sheetnames)
            raise GlossaryFileError(f"{path} has no sheet “{sheet}”. It has {names}.")
        yield from _rows(book, path, sheet)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The workbook of a file that is closed again whatever happens; openpyxl alone leaves it open when it fails."""
    try:
        stream = path.open("rb")
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise GlossaryFileError(f"{path} cannot be read: {reason}. Check the name.") from problem
    with stream:
        check_archive(path, stream)
        book = _load(path, stream)
        try:
            yield book
        finally:
            book.close()


def _load(path: Path, stream: IO[bytes]) -> Any:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts of the file that are of no interest here
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except _BROKEN as problem:
        raise _broken(path, problem) from problem
    if not book.worksheets:
        book.close()
        raise GlossaryFileError(f"{path} has no sheet with a table. Save it again.")
    return book


def _rows(book: Any, path: Path, sheet: str) -> Iterator[list[str]]:
    page = next(p for p in book.worksheets if not sheet or p.title == sheet)
    page.reset_dimensions()  # what the file says of its size may be a lie
    cells = number = empty = 0
    rows = iter(page.iter_rows(values_only=True))
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                block = list(itertools.islice(rows, _BLOCK))
        except _BROKEN as problem:
            raise _broken(path, problem) from problem
        if not block:
            return
        for values in block:
            number += 1
            cells += len(values)
            empty = 0 if values else empty + 1
            if cells > MAX_CELLS or empty > MAX_EMPTY:
                raise GlossaryFileError(
                    f"{path}: the table has more than {MAX_CELLS:,} cells or {MAX_EMPTY:,} empty rows. Remove the rest."
                )
            yield [_text(value, path, number) for value in values]


def _broken(path: Path, problem: BaseException) -> GlossaryFileError:
    return GlossaryFileError(f"{path}: this is not a sound XLSX file ({str(problem)[:200]}). Save it again.")


def _text(value: object, path: Path, row: int) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        if len(value) > MAX_CELL * 8:
            raise GlossaryFileError(f"{path}, row {row}: a cell has {len(value)} characters. Shorten it.")
        text = _CODED.sub(lambda m: chr(int(m[1], 16)), value)
        if len(text) > MAX_CELL:
            raise GlossaryFileError(f"{path}, row {row}: a cell has {len(text)} characters. Shorten it.")
        return text
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def write_sheet(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]], *, title: str, hidden: str) -> None:
    """Write one sheet of texts, ready for print; columns whose name begins with `hidden` are folded away.

    Every cell is a text (`quotePrefix`), so `=1+1` stays what it is. Raises GlossaryFileError.
    """
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet(_sheet_title(title))
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    for number, name in enumerate(header, 1):
        column = page.column_dimensions[get_column_letter(number)]
        column.width = WIDTHS.get(name, 14)
        column.hidden = name.startswith(hidden)
    top, bold = Alignment(vertical="top", wrap_text=True), Font(bold=True)

    def cell(text: str, font: Font | None = None) -> Any:
        made = WriteOnlyCell(page, value=_TO_CODE.sub(_code, encodable(text)))
        made.data_type = "s"
        made.quotePrefix = True
        made.alignment = top
        if font is not None:
            made.font = font
        return made

    page.append([cell(name, bold) for name in header])
    for row in rows:
        page.append([cell(text) if text else None for text in row])
    packed = io.BytesIO()  # saved before the disk may refuse: an unsaved book leaves its own temporary files behind
    book.save(packed)
    write_whole(path, lambda stream: stream.write(packed.getbuffer()))


def _code(match: re.Match[str]) -> str:
    return f"_x{ord(match[0]):04X}_"


def _sheet_title(title: str) -> str:
    return re.sub(r"[\\/*?:\[\]\x00-\x1f]", " ", encodable(title)).strip(" '")[:31] or "Glossary"
