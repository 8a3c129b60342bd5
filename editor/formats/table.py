"""Bilingual tables (CSV, TSV, XLSX): which column holds what, rows to units, and a workbook of texts out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from editor.core.model import Segment, State
from editor.core.placeables import LINE_BREAK
from editor.errors import DocumentError
from editor.formats.delivery import notice
from editor.formats.package import open_package
from editor.formats.protocol import Choice, Content, Delivery, Exporter, Importer, Row
from editor.formats.text import clean_text, decode_text, remarks_on, replaced_remark
from editor.i18n import mark
from glossary.errors import GlossaryFileError
from glossary.exchange.cells import MAX_CELL
from glossary.exchange.sheets import Look, names_in, rows_in, sheet_bytes
from glossary.exchange.table import delimiter_of

CJK_FACE = "Microsoft YaHei"
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_LOOKED_AT = 200
_NAMES = {
    "source": "source|src|zh|zh-cn|zh-hans|zh_cn|chinese|source text|原文|中文|源文|源语|中文原文",
    "machine": "machine|mt|machine translation|raw mt|机器译文|机翻|机器翻译|机译|初译",
    "target": "target|tgt|translation|en|en-us|en-gb|en_us|english|final|译文|英文|英语|定稿|终稿|目标|英译",
    "note": "note|notes|comment|comments|remark|remarks|备注|注释|批注|说明|意见",
    "state": "state|status|状态",
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names.split("|")}
_STATE_NAMES = {
    State.MACHINE: "machine|new|mt|机器|机翻|未处理",
    State.DRAFT: "draft|translated|草稿|已翻译|已译",
    State.CONFIRMED: "confirmed|final|approved|done|已确认|确认",
    State.REVIEWED: "reviewed|proofread|signed off|已审|已审校|已校对",
    State.LOCKED: "locked|锁定|已锁定",
}
_STATES = {name: state for state, names in _STATE_NAMES.items() for name in names.split("|")}
_HEADER = ("no", "source", "machine", "final", "state", "findings", "note")
_WIDTHS = {"no": 6, "source": 40, "machine": 45, "final": 45, "state": 11, "findings": 14, "note": 30}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column (from 0; -1: none) holds what, and whether the first row names them."""

    source: int = -1
    target: int = -1
    note: int = -1
    machine: int = -1
    state: int = -1
    header: bool = False


def columns_of(rows: Sequence[Sequence[str]], choice: Choice) -> Columns:
    """The columns of a table: as chosen, else by the names in the first row, else by Chinese and English letters."""
    first = [_FIELD_OF.get(_name(cell), "") for cell in rows[0]] if rows else []
    named = {field: n for n, field in reversed(list(enumerate(first))) if field}
    header = bool({"source", "target", "machine"} & set(named)) if choice.header is None else choice.header
    if choice.columns is not None:
        source, target, note = choice.columns
        return Columns(source, target, note, header=header)
    body = rows[1:] if header else rows
    found = Columns(**named, header=True) if header else Columns()
    source, target, machine = found.source, found.target, found.machine
    if target < 0 and machine >= 0:
        target, machine = machine, -1
    if source < 0 or target < 0:
        taken = {n for n in (source, target, machine, found.note, found.state) if n >= 0}
        source = source if source >= 0 else _best(body, taken, _HAN)
        target = target if target >= 0 else _best(body, taken | {source}, _LATIN)
    return Columns(source, target, found.note, machine, found.state, header)


def _name(cell: str) -> str:
    return " ".join(cell.strip().lower().split())


def _best(rows: Sequence[Sequence[str]], taken: set[int], letters: re.Pattern[str]) -> int:
    """The column with most text in these letters, in more than half of its cells; -1 where there is none."""
    scores: list[tuple[int, int]] = []
    for n in range(max(map(len, rows), default=0)):
        cells = [row[n] for row in rows if n < len(row) and row[n].strip()]
        fitting = [c for c in cells if _in(c, letters)]
        if n not in taken and len(fitting) * 2 > len(cells):
            scores.append((sum(map(len, fitting)), -n))
    return -max(scores)[1] if scores else -1


def _in(cell: str, letters: re.Pattern[str]) -> bool:
    other = _LATIN if letters is _HAN else _HAN
    return len(letters.findall(cell)) * (3 if letters is _HAN else 1) > len(other.findall(cell))


def cells_of(data: bytes, name: str, choice: Choice) -> tuple[list[list[str]], str, tuple[str, ...]]:
    """All rows of a table as texts, its encoding, and remarks; DocumentError."""
    if not data.strip():
        raise DocumentError(f"{name} is empty; there is nothing to check.")
    if data.startswith(b"PK\x03\x04") or name.lower().endswith((".xlsx", ".xlsm")):
        return _sheet_cells(data, name, choice)
    read = decode_text(data, name, choice.encoding)
    lines = csv.reader(io.StringIO(read.text, newline=""), delimiter=delimiter_of(Path(name), read.text))
    rows: list[list[str]] = []
    try:
        rows.extend(lines)
    except csv.Error as error:
        raise DocumentError(
            f"{name}, line {lines.line_num}: {error}; correct the quotation marks or split the cell."
        ) from error
    return rows, read.encoding, remarks_on(name, read)


def _sheet_cells(data: bytes, name: str, choice: Choice) -> tuple[list[list[str]], str, tuple[str, ...]]:
    open_package(data, name, "XLSX").close()
    try:
        sheets = names_in(data, name)
        cleaned = [[clean_text(cell) for cell in row] for row in rows_in(data, name, choice.sheet)]
    except GlossaryFileError as error:
        raise DocumentError(str(error)) from error
    remarks = replaced_remark(name, sum(count for row in cleaned for _, count in row))
    if len(sheets) > 1 and not choice.sheet:
        remarks += (f"{name}: of {len(sheets)} sheets the first was read, “{sheets[0]}”.",)
    return [[text for text, _ in row] for row in cleaned], "", remarks


def sheets_of(data: bytes, name: str) -> tuple[str, ...]:
    """The names of the sheets of a workbook; DocumentError."""
    open_package(data, name, "XLSX").close()
    try:
        return names_in(data, name)
    except GlossaryFileError as error:
        raise DocumentError(str(error)) from error


def read_table(data: bytes, name: str, choice: Choice) -> Content:
    """A unit for each row with a text; DocumentError where no column is known as the translation."""
    rows, encoding, remarks = cells_of(data, name, choice)
    columns = columns_of(rows[:_LOOKED_AT], choice)
    if columns.target < 0 and columns.source < 0:
        raise DocumentError(
            f"{name}: no column is known as Chinese or English; name one source and one translation in the first row."
        )
    body = rows[int(columns.header) :]
    units = [unit for unit in (_unit(row, columns) for row in body) if unit.text or unit.source]
    if not units:
        raise DocumentError(
            f"{name} has no row with a text in the chosen columns; it is empty or another one is meant."
        )
    return Content("table", rows=tuple(units), bilingual=True, encoding=encoding, remarks=remarks)


def _unit(row: Sequence[str], columns: Columns) -> Row:
    def cell(n: int) -> str:
        return row[n].strip().replace("\n", LINE_BREAK) if 0 <= n < len(row) else ""

    state = _STATES.get(_name(cell(columns.state)), State.MACHINE)
    text = cell(columns.target)
    machine = cell(columns.machine) if columns.machine >= 0 else None
    note = cell(columns.note).replace(LINE_BREAK, "\n")
    return Row(text, cell(columns.source), machine, state if text else State.MACHINE, note=note)


def shown(text: str, form: str) -> str:
    """A text for a cell: line breaks inside a unit as such, but in a plain text, where U+2028 is a character."""
    return text if form == "txt" else text.replace(LINE_BREAK, "\n")


def checked_cells(cells: Iterable[str], number: int) -> list[str]:
    """The cells of a row; DocumentError where a spreadsheet would cut one."""
    row = list(cells)
    for text in row:
        if len(text.encode("utf-16-le", "replace")) // 2 > MAX_CELL:
            raise DocumentError(
                f"Segment {number} has {len(text):,} characters, a cell of a spreadsheet holds {MAX_CELL:,}; "
                "split the segment, or deliver as CSV."
            )
    return row


def open_codes(delivery: Delivery) -> dict[int, str]:
    """The check ids of the open findings of each segment, gravest first."""
    found: dict[int, list[str]] = {}
    for finding in delivery.findings:
        found.setdefault(finding.segment, []).append(finding.check)
    return {segment: " ".join(dict.fromkeys(codes)) for segment, codes in found.items()}


def write_sheet_table(delivery: Delivery) -> bytes:
    """The bilingual table as a workbook: every cell is a text, none a formula; mode and glossary stand under it."""
    codes, form = open_codes(delivery), delivery.document.format

    def cells(number: int, s: Segment) -> list[str]:
        texts = (shown(text, form) for text in (s.source, s.machine, s.target))
        return checked_cells([str(number), *texts, s.state.value, codes.get(s.id, ""), s.note], number)

    rows = [cells(number, segment) for number, segment in enumerate(delivery.segments, 1)]
    said = notice(delivery)
    look = Look(delivery.document.title, "", _WIDTHS, remark=said, footer=said, face=CJK_FACE, below=("", said))
    return sheet_bytes(_HEADER, rows, look)


IMPORTER = Importer(
    "table", (".csv", ".tsv", ".tab", ".xlsx", ".xlsm"), mark("Bilingual table (CSV, TSV, XLSX)"), read_table
)
EXPORTER = Exporter("xlsx", ".xlsx", mark("Bilingual table as a workbook"), write_sheet_table)
