"""The table a reviewer works in and sends back, as Word document and as workbook: its columns and what is hidden in it.

Reading one back is in `review_reading`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.core.model import Finding, Mode, Segment, Severity
from editor.core.returning import seal
from editor.errors import DocumentError
from editor.formats.delivery import notice
from editor.formats.docx_table import HEADING_SHADE, cell, paragraph, row, table_document, widths_of
from editor.formats.protocol import Delivery, Exporter
from editor.formats.table import CJK_FACE, checked_cells, shown
from editor.i18n import fill, mark
from glossary.exchange.sheets import Look, sheet_bytes

STAMP = "#zhubi-review:1:"
LISTED = 50
MOST = 5_000
INVITATION = "Please change only the columns Final and Comment; the file is read back. 请只修改“定稿”和“批注”两栏。"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in code, its heading, its share of the page, and its width in a workbook."""

    name: str
    heading: str
    share: int
    width: int


NUMBER = Column("number", "No.", 5, 6)
SOURCE = Column("source", "Source 原文", 20, 38)
MACHINE = Column("machine", "MT 机器译文", 22, 42)
RECEIVED = Column("machine", "MT as received 收到的机器译文", 30, 52)
FINAL = Column("final", "Final 定稿", 24, 46)
FINDINGS = Column("findings", "Findings 检查结果", 17, 34)
COMMENT = Column("comment", "Comment 批注", 12, 26)


def columns_of(mode: Mode) -> tuple[Column, ...]:
    """The columns; without the Chinese the machine's text stands where the source would."""
    if mode is Mode.MONOLINGUAL:
        return NUMBER, RECEIVED, FINAL, FINDINGS, COMMENT
    return NUMBER, SOURCE, MACHINE, FINAL, FINDINGS, COMMENT


def stamp_of(delivery: Delivery) -> str:
    """What names the document in a file that is handed out."""
    return STAMP + (delivery.document.digest or delivery.document.id)


def mark_of(segment: Segment) -> str:
    """What names a segment, and its text and note as handed out."""
    return f"#{segment.id}:{seal(segment.target)}:{seal(segment.note)}#"


def critical_lines(delivery: Delivery) -> list[str]:
    """The open critical findings, to be said before all else."""
    places = {segment.id: n for n, segment in enumerate(delivery.segments, 1)}
    found = [f for f in delivery.findings if f.severity is Severity.CRITICAL]
    lines = [f"Segment {places[f.segment]}: {_said(f)}" for f in found[:LISTED]]
    return [*lines, f"… and {len(found) - LISTED} more."] if len(found) > LISTED else lines


def findings_of(delivery: Delivery) -> dict[int, list[str]]:
    """What is open in each segment, gravest first."""
    found: dict[int, list[str]] = {}
    for finding in delivery.findings:
        found.setdefault(finding.segment, []).append(f"{finding.check} {finding.severity.value}: {_said(finding)}")
    return found


def _said(finding: Finding) -> str:
    return fill(finding.message, finding.values, str)


def cells_of(delivery: Delivery, columns: Sequence[Column], number: int, s: Segment, found: Sequence[str]) -> list[str]:
    """The texts of a row."""
    form = delivery.document.format
    texts = {
        "number": str(number),
        "source": shown(s.source, form),
        "machine": shown(s.machine, form),
        "final": shown(s.target, form),
        "findings": "\n".join(found),
        "comment": s.note,
    }
    return [texts[column.name] for column in columns]


def write_review(delivery: Delivery) -> bytes:
    """The table as a Word document: landscape, its heading on each page, ids hidden in the column of numbers."""
    if len(delivery.segments) > MOST:
        raise DocumentError(
            f"{delivery.document.title} has {len(delivery.segments):,} segments; a review table in Word to be read "
            f"back holds {MOST:,}: deliver the workbook (review-xlsx) instead."
        )
    columns = columns_of(delivery.document.mode)
    widths = widths_of([column.share for column in columns])
    found, stamp = findings_of(delivery), stamp_of(delivery)
    rows = [_heading(columns, widths, stamp)]
    for number, segment in enumerate(delivery.segments, 1):
        texts = cells_of(delivery, columns, number, segment, found.get(segment.id, ()))
        rows.append(_row(columns, widths, texts, segment))
    return table_document(delivery, _head(delivery), rows, widths, stamp)


def _head(delivery: Delivery) -> str:
    critical = critical_lines(delivery)
    lines = [
        paragraph(delivery.document.title, style="Title"),
        paragraph(f"{notice(delivery)} {len(delivery.segments)} segments, {delivery.time[:10]}.", "<w:i/>"),
        paragraph(INVITATION),
        *([paragraph(f"Open critical findings: {len(critical)}", "<w:b/>")] if critical else []),
        *(paragraph(line) for line in critical),
        paragraph(""),
    ]
    return "".join(lines)


def _heading(columns: Sequence[Column], widths: Sequence[int], stamp: str) -> str:
    cells = [
        cell(width, paragraph(column.heading, "<w:b/>", hidden=stamp if column is NUMBER else ""), HEADING_SHADE)
        for column, width in zip(columns, widths, strict=True)
    ]
    return row(cells, heading=True)


def _row(columns: Sequence[Column], widths: Sequence[int], texts: Sequence[str], segment: Segment) -> str:
    cells = []
    for column, width, text in zip(columns, widths, texts, strict=True):
        small = '<w:sz w:val="16"/>' if column in (FINDINGS, NUMBER) else ""
        if column is NUMBER:
            state = paragraph(segment.state.value, '<w:color w:val="6B6B66"/><w:sz w:val="12"/>')
            cells.append(cell(width, paragraph(text, small, hidden=mark_of(segment)) + state))
        elif column is FINDINGS:
            lines = [paragraph(line, small) for line in text.split("\n")]
            cells.append(cell(width, "".join(lines)))
        else:
            cells.append(cell(width, paragraph(text), "FFFBEA" if column in (FINAL, COMMENT) else ""))
    return row(cells, whole=max(map(len, texts)) < 1500)


def write_review_sheet(delivery: Delivery) -> bytes:
    """The table as a workbook of texts; ids stand in a folded column, which moves with its rows when sorted."""
    columns, found = columns_of(delivery.document.mode), findings_of(delivery)
    rows: list[list[str]] = []
    for number, segment in enumerate(delivery.segments, 1):
        texts = cells_of(delivery, columns, number, segment, found.get(segment.id, ()))
        rows.append(checked_cells([*texts, mark_of(segment)], number))
    critical, stamp, said = critical_lines(delivery), stamp_of(delivery), notice(delivery)
    above = [delivery.document.title, said, INVITATION]
    above += [f"Open critical findings: {len(critical)}", *critical] if critical else []
    look = Look(
        delivery.document.title, "#", {column.heading: column.width for column in columns}, stamp, said, said, CJK_FACE,
        above=above,
    )  # fmt: skip
    return sheet_bytes([*(column.heading for column in columns), stamp], rows, look)


EXPORTERS = (
    Exporter("review", ".docx", mark("Review table in Word, to be sent back"), write_review),
    Exporter("review-xlsx", ".xlsx", mark("Review table as a workbook, to be sent back"), write_review_sheet),
)
