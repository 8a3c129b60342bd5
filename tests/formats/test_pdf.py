"""PDF: paragraphs are joined again out of lines, page edges left out; what has no text or is locked is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.errors import DocumentError
from editor.formats import pdf
from editor.formats.pdf import paragraphs
from editor.intake import read_pair
from tests.formats.specimens import make_pdf, pdf_file


def test_english_lines_are_joined_and_hyphens_taken_out() -> None:
    lines = [
        "Report on the work of the court",
        "The court held a meeting on the quality of its judg-",
        "ments and on well-",
        "being, which went on until the evening of that day",
        "and came to an end.",
        "The second paragraph begins here and is as long as a",
        "line of this page.",
        "(1) An item of its own",
    ]
    assert list(paragraphs(lines)) == [
        "Report on the work of the court",
        "The court held a meeting on the quality of its judgments and on well-",
        "being, which went on until the evening of that day and came to an end.",
        "The second paragraph begins here and is as long as a line of this page.",
        "(1) An item of its own",
    ]


def test_chinese_lines_are_joined_without_spaces() -> None:
    lines = [
        "法院召开工作会议", "　　会议要求提高审判质量，化解矛盾纠纷，依法保护",
        "当事人的合法权益，接受社会各界的监督和人民代",
        "表的监督。", "　　会议强调三点。"]  # fmt: skip
    assert list(paragraphs(lines)) == [
        "法院召开工作会议",
        "会议要求提高审判质量，化解矛盾纠纷，依法保护当事人的合法权益，接受社会各界的监督和人民代表的监督。",
        "会议强调三点。",
    ]


def test_page_edges_are_left_out() -> None:
    texts = {
        1: ["One meeting.", "It was long.", "Over."],
        2: ["Two cases.", "One closed."],
        3: ["Three visits.", "All done.", "End."],
    }
    pages = [["Court news 2024", *lines, f"- {n} -"] for n, lines in texts.items()]
    assert pdf._without_edges(pages) == [line for lines in texts.values() for line in lines]


def test_a_file_is_read_as_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf(["法院召开会议。", "The court met.", "Page 1 of 1"]))
    intake = read_pair(None, path)
    assert [s.target for s in intake.segments] == ["法院召开会议。", "The court met."]
    assert intake.document.format == "pdf"
    assert "lines, not paragraphs" in intake.remarks[0]


def test_fonts_that_say_nothing_are_said(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf(["\ue001\ue002\ue003 \ue004"]))
    with pytest.raises(DocumentError, match="fonts"):
        read_pair(None, path)


def test_a_reader_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 0.001)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_file("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"))
    with pytest.raises(DocumentError, match="takes more than"):
        read_pair(None, path)


def test_what_is_no_pdf_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"<html>")
    with pytest.raises(DocumentError, match="no PDF file"):
        read_pair(None, path)
