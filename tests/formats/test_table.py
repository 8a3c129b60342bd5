"""Bilingual tables: which columns are taken, what stands in them, and that nothing becomes a formula."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from editor.core.model import Document, Mode, Segment, SegmentId, State
from editor.errors import DocumentError
from editor.formats.delivery import write_csv
from editor.formats.protocol import Choice, Delivery
from editor.formats.table import read_table, sheets_of, write_sheet_table
from editor.intake import read_pair


def rows_of(text: str, name: str = "a.csv", choice: Choice | None = None) -> list[tuple[str, str]]:
    return [(row.source, row.text) for row in read_table(text.encode(), name, choice or Choice()).rows]


@pytest.mark.parametrize(
    "heading",
    [
        "原文,译文,备注",
        "Source,Target,Note",
        "ZH,EN,Comment",
        "源语,英文,意见",
        "Chinese,  MT ,Remarks",
        "中文,机器译文,说明",
    ],
)
def test_columns_are_known_by_their_names(heading: str) -> None:
    content = read_table(f"{heading}\n法院开会。,The court met.,ask\n".encode(), "a.csv", Choice())
    assert [(row.source, row.text, row.note) for row in content.rows] == [("法院开会。", "The court met.", "ask")]


def test_without_names_columns_are_known_by_their_letters() -> None:
    assert rows_of("1\tThe court met.\t法院开会。\n2\tIt rose.\t散会。\n", "a.tsv") == [
        ("法院开会。", "The court met."),
        ("散会。", "It rose."),
    ]


def test_a_person_chooses_other_columns() -> None:
    table = "甲,乙,c,d\n法院开会。,别的,The court met.,Other.\n"
    assert rows_of(table, choice=Choice(columns=(1, 3, -1), header=True)) == [("别的", "Other.")]
    assert rows_of(table, choice=Choice(columns=(-1, 2, -1), header=True)) == [("", "The court met.")]


def test_machine_final_state_and_note_of_our_own_table_come_back(tmp_path: Path) -> None:
    segments = (
        Segment(SegmentId(1), "甲。", "A.", "=A1", State.CONFIRMED, note="two\nlines"),
        Segment(SegmentId(2), "乙。", "B.", "", State.MACHINE),
        Segment(SegmentId(3), "丙。", "C.", "C\u2028D, “x;y”", State.LOCKED),
    )
    delivery = Delivery(Document("d", "t", "xliff", Mode.BILINGUAL), segments, (), "g", "0")
    for name, data in (("t.csv", write_csv(delivery)), ("t.xlsx", write_sheet_table(delivery))):
        path = tmp_path / name
        path.write_bytes(data)
        intake = read_pair(None, path)
        now = [(s.source, s.machine, s.target, s.state, s.note) for s in intake.segments]
        assert now == [(s.source, s.machine, s.target, s.state, s.note) for s in segments]
        assert intake.document.mode is Mode.BILINGUAL


def test_no_cell_of_the_workbook_is_a_formula_and_every_text_is_exact() -> None:
    nasty = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0", "00123", "1/2", "_x0041_", "'x", "a\x0bb"]
    segments = tuple(Segment(SegmentId(n), f"{n}。", text, text, note=text) for n, text in enumerate(nasty, 1))
    delivery = Delivery(Document("d", "t", "txt", Mode.BILINGUAL), segments, (), "g", "0")
    data = write_sheet_table(delivery)
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    assert page is not None
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)
    read = [row.text for row in read_table(data, "a.xlsx", Choice()).rows]
    assert read == [text.strip().replace("\x0b", "\u2028") for text in nasty]


def test_a_sheet_is_named_and_others_are_said() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "说明"
    page.append(["只是说明"])
    other = book.create_sheet("译文")
    other.append(["法院开会。", "The court met."])
    out = io.BytesIO()
    book.save(out)
    data = out.getvalue()
    assert sheets_of(data, "a.xlsx") == ("说明", "译文")
    content = read_table(data, "a.xlsx", Choice(sheet="译文"))
    assert content.rows[0].text == "The court met."
    assert "first was read" in read_table(data, "a.xlsx", Choice()).remarks[0]
    with pytest.raises(DocumentError, match="no sheet"):
        read_table(data, "a.xlsx", Choice(sheet="x"))


def test_gb18030_is_read_and_said() -> None:
    content = read_table("原文,译文\n法院召开会议研究执行工作。,The court met.\n".encode("gb18030"), "a.csv", Choice())
    assert content.rows[0].source == "法院召开会议研究执行工作。"
    assert "guessed" in content.remarks[0]


def test_a_table_of_nothing_is_refused() -> None:
    for text in ("1,2\n3,4\n", "原文,译文\n,\n"):
        with pytest.raises(DocumentError, match=r"a\.csv"):
            rows_of(text)


def test_chinese_alone_makes_segments_without_a_translation() -> None:
    assert rows_of("原文\n法院开会。\n") == [("法院开会。", "")]
