"""XLSX read and written as rows of texts: no formula comes in or goes out; openpyxl is loaded only when needed."""

from __future__ import annotations

import contextlib
import datetime
import io
import itertools
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from glossary.errors import GlossaryFileError
from glossary.exchange.archive import check_archive
from glossary.exchange.cells import MAX_CELL, encodable
from glossary.exchange.output import write_whole

MAX_CELLS = 3_000_000
MAX_EMPTY = 10_000
_BLOCK = 50
_LINE, _HIGHEST = 14.5, 409.0  # points; a row of a spreadsheet is never higher
_A4 = 9  # ECMA-376 part 1, 18.3.1.63
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
        yield from _rows(book, path, sheet)


def names_in(data: bytes, name: str) -> tuple[str, ...]:
    """The names of the sheets of a workbook that was looked through already. Raises GlossaryFileError."""
    with _book(Path(name), io.BytesIO(data)) as book:
        return tuple(book.sheetnames)


def rows_in(data: bytes, name: str, sheet: str = "") -> Iterator[list[str]]:
    """The rows of a sheet of a workbook that was looked through already. Raises GlossaryFileError."""
    with _book(Path(name), io.BytesIO(data)) as book:
        yield from _rows(book, Path(name), sheet)


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
        with _book(path, stream) as book:
            yield book


@contextlib.contextmanager
def _book(path: Path, stream: IO[bytes]) -> Iterator[Any]:
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
    page = next((p for p in book.worksheets if not sheet or p.title == sheet), None)
    if page is None:
        names = ", ".join(f"“{name}”" for name in book.sheetnames)
        raise GlossaryFileError(f"{path} has no sheet “{sheet}”. It has {names}.")
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
    reason = (str(problem).split("\n") or [""])[0][:200].rstrip(".")
    return GlossaryFileError(f"{path}: this is not a sound XLSX file ({reason}). Save it again.")


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


@dataclass(frozen=True, slots=True)
class Look:
    """How a sheet looks: title, widths of columns by name, the beginning of names that are folded away.

    `identifier` and `remark` go into the properties of the file, `footer` under each printed page; lines `above` and
    `below` the table run over its cells.
    """

    title: str
    hidden: str
    widths: Mapping[str, int] = field(default_factory=lambda: WIDTHS)
    identifier: str = ""
    remark: str = ""
    footer: str = ""
    face: str = ""
    above: Sequence[str] = ()
    below: Sequence[str] = ()


def write_sheet(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]], *, title: str, hidden: str) -> None:
    """Write one sheet of texts, ready for print; columns whose name begins with `hidden` are folded away.

    Raises GlossaryFileError.
    """
    packed = sheet_bytes(header, rows, Look(title, hidden))
    write_whole(path, lambda stream: stream.write(packed))


def sheet_bytes(header: Sequence[str], rows: Iterable[Sequence[str]], look: Look) -> bytes:
    """A workbook with one sheet of texts; every cell is a text (`quotePrefix`), so `=1+1` stays what it is."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook(write_only=True)
    book.properties.identifier, book.properties.description = look.identifier or None, look.remark or None
    page = book.create_sheet(_sheet_title(look.title))
    _for_print(page, look)
    for number, name in enumerate(header, 1):
        column = page.column_dimensions[get_column_letter(number)]
        column.width = look.widths.get(name, 14)
        column.hidden = bool(look.hidden) and name.startswith(look.hidden)
    line = Side(style="thin", color="BFBFBF")
    top, border = Alignment(vertical="top", wrap_text=True), Border(line, line, line, line)
    face, grey = look.face or None, PatternFill("solid", "E7E6E6")
    plain, bold = Font(name=face), Font(name=face, bold=True)

    def cell(text: str, font: Font, *, framed: bool = True) -> Any:
        made = WriteOnlyCell(page, value=_TO_CODE.sub(_code, encodable(text)))
        made.data_type, made.number_format, made.quotePrefix, made.font = "s", "@", True, font
        if framed:
            made.alignment, made.border = top, border
        if framed and font is bold:
            made.fill = grey
        return made

    for text in look.above:
        page.append([cell(text, plain, framed=False)])
    page.append([cell(name, bold) for name in header])
    widths = [0 if look.hidden and name.startswith(look.hidden) else look.widths.get(name, 14) for name in header]
    for number, row in enumerate(rows, len(look.above) + 2):
        # Not every program measures rows when it opens a file.
        page.row_dimensions[number].height = _height(row, widths)
        page.append([cell(text, plain) for text in row])
    for text in look.below:
        page.append([cell(text, plain, framed=False)])
    packed = io.BytesIO()  # saved before the disk may refuse: an unsaved book leaves its own temporary files behind
    book.save(packed)
    return packed.getvalue()


def _height(row: Sequence[str], widths: Sequence[int]) -> float:
    """The height, in points, of the most lines a cell needs; a Chinese character takes the room of two letters."""
    lines = 1
    for text, width in zip(row, widths, strict=False):
        if width:
            room = max(width - 2, 1)
            sizes = (len(line) + sum(char > "\u2e7f" for char in line) for line in text[:MAX_CELL].split("\n"))
            lines = max(lines, sum(max(1, -(-size // room)) for size in sizes))
    return min(lines * _LINE + 3, _HIGHEST)


def _for_print(page: Any, look: Look) -> None:
    first = len(look.above) + 1
    page.freeze_panes = f"A{first + 1}"
    page.print_title_rows = f"{first}:{first}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins.left = page.page_margins.right = 0.4
    page.oddFooter.left.text = look.footer.replace("&", "&&") or None
    page.oddFooter.right.text = "&P / &N"


def _code(match: re.Match[str]) -> str:
    return f"_x{ord(match[0]):04X}_"


def _sheet_title(title: str) -> str:
    return re.sub(r"[\\/*?:\[\]\x00-\x1f]", " ", encodable(title)).strip(" '")[:31] or "Glossary"
