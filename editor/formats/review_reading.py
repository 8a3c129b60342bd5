"""A review table that comes back from Word, a spreadsheet or another program: its rows, whatever was done to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from editor.core.model import SegmentId
from editor.core.placeables import LINE_BREAK
from editor.core.returning import ReviewedRow
from editor.errors import DocumentError
from editor.formats.markup import Element, parse_markup
from editor.formats.package import open_package, part_of
from editor.formats.protocol import Choice
from editor.formats.review import STAMP
from editor.formats.table import cells_of
from editor.formats.text import clean_text

_MARK = re.compile(r"#(\d{1,12}):([0-9a-f]{8}):([0-9a-f]{8})#")
_STAMPED = re.compile(re.escape(STAMP) + r"([0-9A-Za-z._\-]{1,128})")
_DIGITS = re.compile(r"\d+")
_ROLES = {
    "no": "number", "no.": "number", "序号": "number", "source": "source", "原文": "source", "mt": "machine",
    "机器译文": "machine", "final": "final", "定稿": "final", "findings": "findings", "检查结果": "findings",
    "comment": "comment", "批注": "comment",
}  # fmt: skip
# Elements that only wrap rows, cells or runs; elements whose text is not there (any more).
_THROUGH = {"sdt", "sdtContent", "customXml", "ins", "smartTag", "moveTo"}
_GONE = {"del", "moveFrom", "pPr", "rPr", "tcPr", "instrText", "delText", "delInstrText", "Fallback", "sdtPr"}
_SIGNS = {"tab": "\t", "br": LINE_BREAK, "cr": LINE_BREAK, "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_OTHERWISE = (
    "It is no review table of Zhubi, or its heading row is gone: put the heading back, or export the table again."
)


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """A returned table: the document it says it belongs to (empty: it does not say), and its rows in order."""

    document: str
    rows: tuple[ReviewedRow, ...]


@dataclass(slots=True)
class _Cells:
    """A row by what its columns are, before it is a reviewed row."""

    texts: dict[str, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    all_text: str = ""

    def add(self, role: str, text: str) -> None:
        """More text of a column: what stands in a cell that was split."""
        known = self.texts.get(role, "")
        self.texts[role] = f"{known}\n{text}" if known and text else known or text


def read_review(data: bytes, name: str) -> ReviewFile:
    """The rows of a returned Word document or workbook; DocumentError where it is none."""
    if not data:
        raise DocumentError(f"{name} is empty; there is nothing to take back.")
    if name.lower().endswith((".xlsx", ".xlsm")):
        return _from_sheet(data, name)
    if name.lower().endswith((".docx", ".docm")):
        return _from_word(data, name)
    raise DocumentError(f"{name} is neither a Word document nor a workbook; save the table as .docx or .xlsx.")


def role_of(heading: str) -> str:
    """What the column of this heading holds; empty: nothing that is read."""
    words = _STAMPED.sub("", heading).strip().lower().split()
    return next((_ROLES[word] for word in words[:1] + words[-1:] if word in _ROLES), "")


def _roles(headings: Sequence[str]) -> list[str]:
    """The roles of the cells of a row; nothing where it is no heading row."""
    roles = [role_of(heading) for heading in headings]
    return roles if "final" in roles and {"number", "machine", "source"} & set(roles) else []


def _reviewed(cells: _Cells) -> ReviewedRow | None:
    """The row; None where it holds nothing."""
    found = _MARK.search(cells.all_text)
    texts = {role: clean_text(text)[0] for role, text in cells.texts.items()}
    number = _DIGITS.search(_MARK.sub("", texts.get("number", "")))
    if not any(text.strip() for role, text in texts.items() if role != "number") and not found:
        return None
    return ReviewedRow(
        number=number[0] if number else "",
        segment=SegmentId(int(found[1])) if found else None,
        seal=found[2] if found else "",
        note_seal=found[3] if found else "",
        source=texts.get("source", "").strip(),
        machine=texts.get("machine", "").strip(),
        final=texts.get("final", "").replace("\n", " ").strip(),
        comment=texts.get("comment", "").replace(LINE_BREAK, "\n").strip(),
        margin=tuple(cells.comments),
    )


def _from_sheet(data: bytes, name: str) -> ReviewFile:
    rows, _, _ = cells_of(data, name, Choice())
    start = next((n for n, row in enumerate(rows) if _roles(row)), None)
    if start is None:
        raise DocumentError(f"{name}: {_OTHERWISE}")
    roles = _roles(rows[start])
    found: list[ReviewedRow] = []
    for row in rows[start + 1 :]:
        cells = _Cells(all_text="\n".join(row))
        for n, text in enumerate(row):
            if role := roles[n] if n < len(roles) else "":
                cells.add(role, text.replace("\n", LINE_BREAK) if role == "final" else text)
        if (made := _reviewed(cells)) is not None:
            found.append(made)
    stamp = _STAMPED.search("\n".join(rows[start]))
    return ReviewFile(stamp[1] if stamp else "", tuple(found))


def _from_word(data: bytes, name: str) -> ReviewFile:
    with open_package(data, name, "DOCX") as package:
        root = parse_markup(part_of(package, "word/document.xml", name), name).root
        said = _comments(package.read("word/comments.xml"), name) if "word/comments.xml" in package.namelist() else {}
        core = package.read("docProps/core.xml") if "docProps/core.xml" in package.namelist() else b""
    found: list[ReviewedRow] = []
    stamp = _STAMPED.search(core.decode("utf-8", "replace"))
    known = False
    for table in root.all("tbl"):
        rows = [_row(row) for row in _wrapped(table, "tr") if not _deleted(row)]
        start = next((n for n, row in enumerate(rows) if _roles([cell.text for cell in row])), None)
        if start is None:
            continue
        known = True
        stamp = _STAMPED.search("\n".join(cell.text for cell in rows[start])) or stamp
        found += _rows_of(rows[start], rows[start + 1 :], said)
    if not known:
        raise DocumentError(f"{name}: {_OTHERWISE}")
    return ReviewFile(stamp[1] if stamp else "", tuple(found))


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of Word: where it begins and ends in the grid, its text (paragraphs by `\\n`), ids of comments on it."""

    start: int
    end: int
    text: str
    comments: tuple[str, ...]
    continues: bool


def _rows_of(heading: Sequence[_Cell], rows: Sequence[Sequence[_Cell]], said: Mapping[str, str]) -> list[ReviewedRow]:
    """Rows under a heading. A cell belongs to the heading over its beginning, also where it was split; a row whose
    number continues the one above is a part of that."""
    roles = _roles([cell.text for cell in heading])
    whole: list[_Cells] = []
    for row in rows:
        if _roles([cell.text for cell in row]) == roles:
            continue  # the heading, repeated by hand
        placed = [(_over(cell, heading, roles), cell) for cell in row]
        if not whole or not any(role == "number" and cell.continues for role, cell in placed):
            whole.append(_Cells())
        now = whole[-1]
        for role, cell in placed:
            now.comments += [said[one] for one in cell.comments if one in said]
            now.all_text += f"{cell.text}\n"
            if role:
                now.add(role, cell.text)
    return [row for row in map(_reviewed, whole) if row is not None]


def _over(cell: _Cell, heading: Sequence[_Cell], roles: Sequence[str]) -> str:
    return next((role for role, top in zip(roles, heading, strict=True) if top.start <= cell.start < top.end), "")


def _value(element: Element | None, name: str = "val") -> str:
    if element is None:
        return ""
    return next((v for key, v in element.attributes.items() if key.rpartition(" ")[2] == name), "")


def _wrapped(element: Element, *names: str) -> Iterator[Element]:
    """Children of these names, also inside elements that only wrap them."""
    for child in element.elements():
        if child.name in names:
            yield child
        elif child.name in _THROUGH:
            yield from _wrapped(child, *names)


def _deleted(row: Element) -> bool:
    properties = row.first("trPr")
    return properties is not None and properties.first("del") is not None


def _row(row: Element) -> list[_Cell]:
    properties = row.first("trPr")
    before = _value(properties.first("gridBefore") if properties else None)
    at, cells = int(before) if before.isdecimal() and len(before) < 4 else 0, []
    for cell in _wrapped(row, "tc"):
        own = cell.first("tcPr")
        span = _value(own.first("gridSpan") if own else None)
        width = max(1, int(span)) if span.isdecimal() and len(span) < 4 else 1
        merged = own.first("vMerge") if own else None
        continues = merged is not None and _value(merged) != "restart"
        comments = tuple(_value(ref, "id") for ref in cell.all("commentReference"))
        cells.append(_Cell(at, at + width, _text_of(cell).strip("\n"), comments, continues))
        at += width
    return cells


def _text_of(element: Element) -> str:
    """The text as it stands with all tracked changes accepted; a paragraph ends in `\\n` unless its end was deleted."""
    parts: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child if element.name == "t" else "")
        elif child.name in _SIGNS and element.name == "r":
            parts.append(_SIGNS[child.name])
        elif child.name not in _GONE:
            parts.append(_text_of(child))
            if child.name == "p" and not _end_deleted(child):
                parts.append("\n")
    return "".join(parts)


def _end_deleted(paragraph: Element) -> bool:
    properties = paragraph.first("pPr")
    form = properties.first("rPr") if properties else None
    return form is not None and form.first("del") is not None


def _comments(data: bytes, name: str) -> dict[str, str]:
    """Comments beside the text by id, each with its author."""
    found: dict[str, str] = {}
    for comment in parse_markup(data, Path(name).name).root.all("comment"):
        text = clean_text(_text_of(comment).replace(LINE_BREAK, "\n").strip())[0]
        author = clean_text(_value(comment, "author"))[0]
        if text:
            found[_value(comment, "id")] = f"{author}: {text}" if author else text
    return found
