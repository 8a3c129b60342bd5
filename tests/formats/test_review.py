"""The review table and its way back: what a reviewer does, done with python-docx and openpyxl."""

from __future__ import annotations

import copy
import io
import random
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.model import Document, Finding, Mode, Segment, SegmentId, Severity, Side, State
from editor.core.returning import Plan, Verdict, plan
from editor.errors import DocumentError
from editor.formats.protocol import Delivery
from editor.formats.review import write_review, write_review_sheet
from editor.formats.review_reading import read_review

NO, SOURCE, MT, FINAL, COMMENT = 0, 1, 2, 3, 5
TEXTS = (
    ("会议由院长主持。", "The meeting was hosted by the dean.", "The meeting was chaired by the president."),
    ("与会人员学习了文件。", "Participants learned the documents.", "Participants studied the documents."),
    ("全院干警参加会议。", "All cadres took part.", "All court staff attended."),
    ("会议强调。", "The meeting stressed.", "The meeting stressed."),
)


def delivery_of(
    texts: Sequence[tuple[str, str, str]] = TEXTS, *, mode: Mode = Mode.BILINGUAL, notes: Sequence[str] = ()
) -> Delivery:
    segments = tuple(
        Segment(SegmentId(n * 7), zh, mt, en, State.DRAFT, revision=1, note=notes[n - 1] if n <= len(notes) else "")
        for n, (zh, mt, en) in enumerate(texts, 1)
    )
    document = Document("d", "Sample", "txt", mode, digest="f" * 64)
    finding = Finding("T01", Severity.CRITICAL, segments[0].id, Side.TARGET, 0, 3, "“{a}” <is> wrong", (("a", "=x"),))
    return Delivery(document, segments, (finding,), "built in 7", "0.1", author="A", time="2026-11-23T10:00:00Z")


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def back(delivery: Delivery, data: bytes, name: str = "a.docx", *, now: Sequence[Segment] | None = None) -> Plan:
    file = read_review(data, name)
    return plan(now or delivery.segments, file.rows, own=file.document == "f" * 64)


def retype(cell: Any, text: str) -> None:
    """What typing over a cell leaves: the runs that are seen are replaced, hidden ones stay."""
    for run in [r for p in cell.paragraphs for r in p.runs if not r.font.hidden]:
        run._r.getparent().remove(run._r)
    cell.paragraphs[0].add_run(text)


def verdicts(made: Plan) -> list[Verdict]:
    return [row.verdict for row in made.returned]


@pytest.mark.parametrize(("write", "name"), [(write_review, "a.docx"), (write_review_sheet, "a.xlsx")])
def test_untouched_nothing_has_changed(write: Any, name: str) -> None:
    delivery = delivery_of(notes=("ask\nthe client", "=1+1"))
    assert read_review(write(delivery), name).document == "f" * 64
    made = back(delivery, write(delivery), name)
    assert verdicts(made) == [Verdict.SAME] * 4
    assert not made.strangers
    assert not made.missing
    assert not [row for row in made.returned if row.differs]


def test_a_text_a_comment_and_a_comment_in_the_margin_come_back() -> None:
    delivery = delivery_of(notes=("old",))
    document = opened(write_review(delivery))
    rows = document.tables[0].rows
    retype(rows[1].cells[FINAL], "The president chaired the meeting.")
    retype(rows[1].cells[COMMENT], "better active")
    retype(rows[2].cells[COMMENT], "fine")
    document.add_comment(rows[3].cells[FINAL].paragraphs[0].runs, "Is “staff” right?", author="Li")
    made = back(delivery, saved(document))
    assert verdicts(made) == [Verdict.CHANGED, Verdict.SAME, Verdict.SAME, Verdict.SAME]
    assert made.returned[0].theirs == "The president chaired the meeting."
    assert [row.note for row in made.returned] == ["better active", "fine", "Li: Is “staff” right?", ""]


def test_three_texts_are_compared() -> None:
    delivery = delivery_of()
    document = opened(write_review(delivery))
    rows = document.tables[0].rows
    for n in (1, 2, 4):
        retype(rows[n].cells[FINAL], f"Theirs {n}.")
    now = [
        replace(delivery.segments[0], target="Mine."),
        delivery.segments[1],
        replace(delivery.segments[2], target="Mine too."),
        replace(delivery.segments[3], state=State.LOCKED),
    ]
    made = back(delivery, saved(document), now=now)
    assert verdicts(made) == [Verdict.CONFLICT, Verdict.CHANGED, Verdict.SAME, Verdict.LOCKED]


def test_the_same_change_here_and_there_is_no_conflict() -> None:
    delivery = delivery_of()
    document = opened(write_review(delivery))
    retype(document.tables[0].rows[1].cells[FINAL], "The same.")
    now = [replace(delivery.segments[0], target="The same."), *delivery.segments[1:]]
    assert verdicts(back(delivery, saved(document), now=now))[0] is Verdict.SAME


def test_quotation_marks_and_spaces_that_word_exchanged_are_no_change() -> None:
    texts = [("甲。", 'It\'s "one" - two.', 'It\'s "one" - two...'), ("乙。", "b", "a b")]
    delivery = delivery_of(texts)
    document = opened(write_review(delivery))
    rows = document.tables[0].rows
    retype(rows[1].cells[FINAL], "It’s “one” - two…")
    retype(rows[2].cells[FINAL], "a\u00a0 b")
    assert verdicts(back(delivery, saved(document))) == [Verdict.FORM, Verdict.FORM]


def test_tracked_changes_count_as_accepted_and_rejected_ones_are_gone() -> None:
    delivery = delivery_of()
    document = opened(write_review(delivery))
    cell = document.tables[0].rows[1].cells[FINAL]
    run = cell.paragraphs[0].runs[0]._r
    who = f'{nsdecls("w")} w:id="9" w:author="Li" w:date="2026-11-23T00:00:00Z"'
    gone = parse_xml(
        f"<w:del {who}><w:r><w:delText>The meeting was chaired by the president.</w:delText></w:r></w:del>"
    )
    new = parse_xml(f"<w:ins {who}><w:r><w:t>The president</w:t></w:r><w:r><w:t> chaired it.</w:t></w:r></w:ins>")
    run.addprevious(gone)
    run.addprevious(new)
    run.getparent().remove(run)
    row = document.tables[0].rows[4]._tr
    row.get_or_add_trPr().append(parse_xml(f"<w:del {who}/>"))
    made = back(delivery, saved(document))
    assert made.returned[0].theirs == "The president chaired it."
    assert made.missing == (4,)


def test_a_cell_split_across_or_down_is_one_text() -> None:
    delivery = delivery_of()
    document = opened(write_review(delivery))
    table = document.tables[0]
    rows = table.rows
    final = rows[1].cells[FINAL]
    retype(final, "The president")
    second = copy.deepcopy(final._tc)  # across: the grid gets a column more, every other row spans it
    final._tc.addnext(second)
    second.findall(".//" + qn("w:t"))[0].text = "chaired the meeting."
    grid = table._tbl.tblGrid
    grid.insert(FINAL, copy.deepcopy(grid[FINAL]))
    for row in [*rows][:1] + [*rows][2:]:
        row._tr.tc_lst[FINAL].get_or_add_tcPr().append(parse_xml(f'<w:gridSpan {nsdecls("w")} w:val="2"/>'))
    down = copy.deepcopy(rows[2]._tr)  # down: a row more, in which the other cells go on
    rows[2]._tr.addnext(down)
    for n, cell in enumerate(down.tc_lst):
        if n == FINAL:
            cell.findall(".//" + qn("w:t"))[0].text = "And more."
            continue
        cell.get_or_add_tcPr().append(parse_xml(f"<w:vMerge {nsdecls('w')}/>"))
        for text in cell.findall(".//" + qn("w:t")):
            text.text = ""
    made = back(delivery, saved(document))
    assert made.returned[0].theirs == "The president chaired the meeting."
    assert made.returned[1].theirs == "Participants studied the documents. And more."
    assert len(made.returned) == 4
    assert not made.strangers


def test_numbers_edited_rows_moved_added_copied_and_deleted() -> None:
    delivery = delivery_of()
    document = opened(write_review(delivery))
    table = document.tables[0]
    rows = list(table.rows)
    retype(rows[1].cells[NO], "99")
    rows[1]._tr.addprevious(rows[4]._tr)
    twin = copy.deepcopy(rows[2]._tr)
    rows[2]._tr.addnext(twin)
    rows[3]._tr.getparent().remove(rows[3]._tr)
    added = table.add_row()
    added.cells[FINAL].text = "A new sentence."
    made = back(delivery, saved(document))
    assert [row.place for row in made.returned] == [1, 2, 4]
    assert verdicts(made) == [Verdict.SAME] * 3
    assert made.missing == (3,)
    assert [row.final for row in made.strangers] == ["A new sentence."]
    assert len(made.doubled) == 1


def test_without_ids_rows_are_known_by_their_texts_and_never_taken_unasked() -> None:
    delivery = delivery_of()
    document = opened(write_review(delivery))
    for row in document.tables[0].rows[1:]:
        row.cells[NO].text = "7"
    retype(document.tables[0].rows[1].cells[FINAL], "Other.")
    made = back(delivery, saved(document))
    assert verdicts(made) == [Verdict.CONFLICT, Verdict.SAME, Verdict.SAME, Verdict.SAME]


def test_a_table_of_another_document_matches_nothing() -> None:
    delivery = delivery_of()
    file = read_review(write_review(delivery), "a.docx")
    others = [Segment(SegmentId(7), "别的。", "Something else.", "Something else.")]
    made = plan(others, file.rows, own=False)
    assert not made.returned
    assert len(made.strangers) == 4


def test_the_workbook_comes_back_sorted_with_changes_and_is_never_a_formula() -> None:
    texts = [*TEXTS, ("公式。", "=1+1", "=SUM(A1)"), ("加。", "+1", "@x")]
    delivery = delivery_of(texts)
    book = openpyxl.load_workbook(io.BytesIO(write_review_sheet(delivery)))
    page = book.active
    assert page is not None
    assert not [cell for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    values = [[cell.value for cell in row] for row in page.iter_rows()]
    start = next(n for n, row in enumerate(values) if str(row[0]).startswith("No."))
    body = list(reversed(values[start + 1 :]))
    body[-1][FINAL], body[-1][0], body[-2][COMMENT] = "By hand.", 400, "ok"
    for n, row in enumerate(body, start + 2):
        for k, value in enumerate(row, 1):
            cell = page.cell(n, k)
            cell.value = value
            cell.data_type = "s" if isinstance(value, str) else cell.data_type
    out = io.BytesIO()
    book.save(out)
    made = back(delivery, out.getvalue(), "a.xlsx")
    assert verdicts(made) == [Verdict.CHANGED] + [Verdict.SAME] * 5
    assert made.returned[0].theirs == "By hand."
    assert made.returned[1].note == "ok"


def test_a_cell_too_long_for_a_spreadsheet_is_refused_by_number() -> None:
    delivery = delivery_of([("甲。", "a", "b"), ("乙。", "a", "x" * 32_768)])
    with pytest.raises(DocumentError, match="Segment 2 has 32,768"):
        write_review_sheet(delivery)


def test_a_document_too_long_for_word_is_refused_before_it_goes_out() -> None:
    with pytest.raises(DocumentError, match="review-xlsx"):
        write_review(delivery_of([("甲。", "a", "b")] * 5_001))


def test_without_the_chinese_the_table_says_so_and_comes_back() -> None:
    delivery = delivery_of([("", mt, en) for _, mt, en in TEXTS], mode=Mode.MONOLINGUAL)
    data = write_review(delivery)
    document = opened(data)
    assert "MT as received" in document.tables[0].rows[0].cells[1].text
    assert any("Not verified against the source" in p.text for p in document.paragraphs)
    retype(document.tables[0].rows[2].cells[2], "Other.")
    assert verdicts(back(delivery, saved(document)))[:3] == [Verdict.SAME, Verdict.CHANGED, Verdict.SAME]


def test_critical_findings_stand_before_the_table() -> None:
    document = opened(write_review(delivery_of()))
    texts = [p.text for p in document.paragraphs]
    assert "Segment 1: “=x” <is> wrong" in texts
    assert document.core_properties.identifier == "#zhubi-review:1:" + "f" * 64


_ANY = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=30)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(st.tuples(_ANY, _ANY, _ANY), min_size=1, max_size=8), seed=st.integers(0, 9), word=st.booleans())
def test_ids_survive_shuffling_and_what_was_not_touched_is_the_same(
    texts: list[tuple[str, str, str]], seed: int, word: bool
) -> None:
    tidy = [(f"第{n}。{a}".strip(), b.strip() or "b", c.strip() or "c") for n, (a, b, c) in enumerate(texts)]
    delivery = delivery_of(tidy)
    if not word:
        assert not [r for r in back(delivery, write_review_sheet(delivery), "a.xlsx").returned if r.differs]
        return
    document = opened(write_review(delivery))
    rows = [row._tr for row in document.tables[0].rows[1:]]
    random.Random(seed).shuffle(rows)
    for row in rows:
        document.tables[0]._tbl.append(row)
    retype(document.tables[0].rows[1].cells[NO], "x")
    made = back(delivery, saved(document))
    assert [row.segment for row in made.returned] == [s.id for s in delivery.segments]
    assert verdicts(made) == [Verdict.SAME] * len(texts)


def test_broken_files_are_refused_with_a_sentence() -> None:
    rng = random.Random(3)
    for write, name in ((write_review, "a.docx"), (write_review_sheet, "a.xlsx")):
        whole = write(delivery_of())
        for _ in range(30):
            data = bytearray(whole)
            for _ in range(6):
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            try:
                read_review(bytes(data), name)
            except DocumentError as error:
                assert name in str(error)
    for name in ("a.docx", "a.xlsx", "a.txt"):
        with pytest.raises(DocumentError, match=r"empty|neither"):
            read_review(b"", name)
    with pytest.raises(DocumentError, match="no review table"):
        read_review(saved(docx.Document()), "a.docx")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
@pytest.mark.parametrize(("write", "name"), [(write_review, "a.docx"), (write_review_sheet, "a.xlsx")])
def test_libreoffice_prints_it_and_what_it_saves_comes_back(write: Any, name: str, tmp_path: Path) -> None:
    delivery = delivery_of(notes=("ask\nthe client",))
    path = tmp_path / name
    path.write_bytes(write(delivery))
    suffix, out = path.suffix[1:], tmp_path / "again"
    for form in ("pdf", suffix):
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", form,
             "--outdir", str(out), str(path)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
    assert (out / "a.pdf").stat().st_size > 5_000
    made = back(delivery, (out / name).read_bytes(), name)
    assert verdicts(made) == [Verdict.SAME] * 4
    assert not [row for row in made.returned if row.differs]
    assert not made.strangers
