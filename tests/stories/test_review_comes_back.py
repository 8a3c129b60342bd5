"""A reviewer gets a table, works in it in Word or a spreadsheet, and what comes back is one step in the project."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl

from editor.core.model import State
from editor.project import Project
from tests.cli.conftest import Zhubi, zhubi

__all__ = ["zhubi"]


def begun(zhubi: Zhubi, folder: Path) -> Path:
    source, machine, path = folder / "a.zh.txt", folder / "a.en.txt", folder / "a.zhubi"
    source.write_text("会议由院长主持。\n全院干警参加会议。\n会议结束。\n", encoding="utf-8")
    machine.write_text("The dean hosted.\nAll policemen came.\nThe meeting ended.\n", encoding="utf-8")
    assert zhubi("new", source, machine, "-o", path).code == 0
    return path


def test_from_word_by_the_command_line(zhubi: Zhubi, tmp_path: Path) -> None:
    path = begun(zhubi, tmp_path)
    table = tmp_path / "review.docx"
    assert zhubi("export", path, "--to", "review", "-o", table).code == 0
    document = docx.Document(str(table))
    rows = document.tables[0].rows
    for n, text in ((1, "The president presided."), (2, "All court staff attended."), (3, "It ended.")):
        rows[n].cells[3].paragraphs[0].runs[0].text = text
    rows[1].cells[5].paragraphs[0].add_run("?Ask: president or dean")
    document.save(str(table))
    with Project.open(path) as project:
        one, two, three = project.segments
        project.set_target(two.id, "All officers came.")
        project.set_state(three.id, State.LOCKED)
    looked = zhubi("review-file", "import", path, table, "--dry-run")
    assert looked.code == 1
    assert "1 texts would be taken over" in looked.out
    ran = zhubi("review-file", "import", path, table)
    assert ran.code == 1
    assert "! 2\tconflict: changed here too" in ran.out
    assert "! 3\trefused: the segment is locked" in ran.out
    with Project.open(path) as project:
        targets = [s.target for s in project.segments]
        assert targets == ["The president presided.", "All officers came.", "The meeting ended."]
        assert project.segments[0].note == "?Ask: president or dean"
        assert project.history(one.id)[-1].kind == "review"
        project.undo()
        assert (project.segments[0].target, project.segments[0].note) == ("The dean hosted.", "")
        project.redo()
    ran = zhubi("review-file", "import", path, table, "--conflicts", "theirs")
    with Project.open(path) as project:
        assert project.segments[1].target == "All court staff attended."


def test_from_a_workbook_by_the_command_line(zhubi: Zhubi, tmp_path: Path) -> None:
    path, table = begun(zhubi, tmp_path), tmp_path / "review.xlsx"
    assert zhubi("export", path, "--to", "review-xlsx", "-o", table).code == 0
    book = openpyxl.load_workbook(table)
    page = book.active
    assert page is not None
    cell = next(
        cell for row in page.iter_rows() for cell in row if cell.value == "The dean hosted." and cell.column == 4
    )
    cell.value = "The president presided."
    book.save(table)
    ran = zhubi("review-file", "import", path, table)
    assert (ran.code, ran.err) == (0, "")
    with Project.open(path) as project:
        assert project.segments[0].target == "The president presided."


def test_a_table_of_another_document_is_refused(zhubi: Zhubi, tmp_path: Path) -> None:
    path, table = begun(zhubi, tmp_path), tmp_path / "review.docx"
    assert zhubi("export", path, "--to", "review", "-o", table).code == 0
    other = tmp_path / "b.en.txt"
    other.write_text("Something else.\n", encoding="utf-8")
    assert zhubi("new", other, "-o", tmp_path / "b.zhubi").code == 0
    ran = zhubi("review-file", "import", tmp_path / "b.zhubi", table)
    assert ran.code == 2
    assert "No row of review.docx belongs to b.en" in ran.err
    assert zhubi("review-file", "import", path, other).code == 2
