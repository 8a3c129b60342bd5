"""Markdown out: a title, paragraphs and the notice; the text never becomes a mark."""

from __future__ import annotations

import pytest

from editor.formats.markdown import write_markdown
from editor.formats.protocol import Delivery
from editor.intake import take_text


def written(text: str, *, notice: bool = False) -> str:
    intake = take_text("", text, "t")
    return write_markdown(Delivery(intake.document, intake.segments, (), "g 1", "0.1", notice=notice)).decode()


def test_title_paragraphs_and_notice() -> None:
    said = written("Court meets\n\nIt was long.\nIt ended.\n", notice=True)
    assert said.startswith("# Court meets\n\nIt was long.\n\nIt ended.\n\n---\n\n*Not verified")
    assert "Glossary: g 1." in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1. First", "1\\. First"), ("- a", "\\- a"), ("# a", "\\# a"), ("> a", "\\> a"),
        ("a *b* _c_ `d`", "a \\*b\\* \\_c\\_ \\`d\\`"),
        ("[a](b)", "\\[a\\](b)"), ("<b>", "\\<b\\>"),
        ("R&amp;D & Co", "R\\&amp;D & Co"), ("312 cases", "312 cases"), ("-5 degrees", "-5 degrees"),
        ("---", "\\---"), ("back\\slash", "back\\\\slash"),
    ],
)  # fmt: skip
def test_text_is_no_mark(text: str, said: str) -> None:
    assert written(f"Title\n{text}\n") == f"# Title\n\n{said}\n"
