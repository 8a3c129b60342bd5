"""The list of questions to the client, as Word document and as CSV."""

from __future__ import annotations

import csv
import io

from editor.core.model import Mode
from editor.core.queries import Query, queries
from editor.errors import DocumentError
from editor.formats.delivery import notice
from editor.formats.docx_table import HEADING_SHADE, cell, paragraph, row, table_document, widths_of
from editor.formats.protocol import Delivery, Exporter
from editor.formats.table import shown
from editor.i18n import mark
from glossary.exchange.cells import escaped

_HEADINGS = ("No.", "Place 位置", "Source 原文", "Text 译文", "Query 疑问", "Reason 缘由", "Answer 答复")
_SHARES = (4, 6, 22, 22, 22, 10, 14)


def _rows(delivery: Delivery) -> list[list[str]]:
    found = queries(delivery.segments, delivery.findings)
    if not found:
        raise DocumentError(
            f"{delivery.document.title} has no open question; begin a note with “?” to ask the client something."
        )
    return [_cells(number, query, delivery) for number, query in enumerate(found, 1)]


def _cells(number: int, query: Query, delivery: Delivery) -> list[str]:
    form, alone = delivery.document.format, delivery.document.mode is Mode.MONOLINGUAL
    source = "(not given)" if alone else shown(query.source, form)
    return [str(number), str(query.place), source, shown(query.target, form), query.question, query.reason, ""]


def write_query_document(delivery: Delivery) -> bytes:
    """The questions as a table with a column for the answers; DocumentError where there is none."""
    widths = widths_of(_SHARES)
    lines = [row([cell(w, paragraph(h, "<w:b/>"), HEADING_SHADE) for w, h in zip(widths, _HEADINGS, strict=True)],
                 heading=True)]  # fmt: skip
    for texts in _rows(delivery):
        cells = [
            cell(width, paragraph(text), "FFFBEA" if n == len(texts) - 1 else "")
            for n, (width, text) in enumerate(zip(widths, texts, strict=True))
        ]
        lines.append(row(cells, whole=max(map(len, texts)) < 1500))
    head = paragraph(f"Queries: {delivery.document.title}", style="Title")
    said = f"{notice(delivery)} {len(lines) - 1} queries, {delivery.time[:10]}."
    return table_document(delivery, head + paragraph(said, "<w:i/>") + paragraph(""), lines, widths)


def write_query_csv(delivery: Delivery) -> bytes:
    """The questions as a table; cells a spreadsheet would calculate get an apostrophe in front."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(["no", "place", "source", "text", "query", "reason", "answer"])
    table.writerows([escaped(text) for text in texts] for texts in _rows(delivery))
    table.writerow([])
    table.writerow([notice(delivery)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


EXPORTERS = (
    Exporter("queries", ".docx", mark("Questions to the client in Word"), write_query_document),
    Exporter("queries-csv", ".csv", mark("Questions to the client as a table"), write_query_csv),
)
