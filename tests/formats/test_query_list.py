"""Questions to the client: which there are, and the two forms of the list."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import docx
import pytest

from editor.core.model import Document, Finding, Fix, Mode, Segment, SegmentId, Severity, Side
from editor.core.queries import queries, question_in
from editor.errors import DocumentError
from editor.formats.protocol import Delivery
from editor.formats.query_list import write_query_csv, write_query_document


def finding(check: str, severity: Severity, segment: int, *, fixed: bool = False) -> Finding:
    fixes = (Fix(0, 1, "x"),) if fixed else ()
    return Finding(check, severity, SegmentId(segment), Side.TARGET, 0, 1, "“{a}” is open", (("a", check),), fixes)


SEGMENTS = (
    Segment(SegmentId(5), "五地两县", "five places", "five places", note="？ Which two counties?\nsee mail"),
    Segment(SegmentId(9), "乙。", "=b", "=b", note="done"),
)
FINDINGS = (
    finding("X01", Severity.CRITICAL, 9),
    finding("P01", Severity.MAJOR, 9, fixed=True),
    finding("T01", Severity.MAJOR, 9, fixed=True),
    finding("R01", Severity.MINOR, 9),
    finding("S01", Severity.CRITICAL, 9),
)


def delivery(segments: tuple[Segment, ...] = SEGMENTS, findings: tuple[Finding, ...] = FINDINGS) -> Delivery:
    return Delivery(Document("d", "Sample", "txt", Mode.BILINGUAL), segments, findings, "built in 7", "0")


def test_a_note_is_a_question_where_it_begins_with_its_mark() -> None:
    assert [question_in(note) for note in ("?a", " ？ b", "is it?", "")] == ["a", "b", "", ""]


def test_noted_questions_political_wording_and_what_has_no_repair() -> None:
    found = [(q.place, q.reason) for q in queries(SEGMENTS, FINDINGS)]
    assert found == [(1, "note"), (2, "X01, critical"), (2, "P01, major")]


def test_both_forms_hold_place_source_text_question_and_reason() -> None:
    document = docx.Document(io.BytesIO(write_query_document(delivery())))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[1] == ["1", "1", "五地两县", "five places", "Which two counties?\nsee mail", "note", ""]
    assert any("built in 7" in p.text and "side by side" in p.text for p in document.paragraphs)
    table = list(csv.reader(io.StringIO(write_query_csv(delivery()).decode("utf-8-sig"))))
    assert table[1] == rows[1]
    assert table[2][3] == "'=b"
    assert "built in 7" in table[-1][0]


@pytest.mark.parametrize("write", [write_query_document, write_query_csv])
def test_without_a_question_there_is_no_list(write: Callable[[Delivery], bytes]) -> None:
    with pytest.raises(DocumentError, match="no open question"):
        write(delivery((SEGMENTS[1],), ()))
