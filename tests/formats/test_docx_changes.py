"""Tracked changes: rejected they give the machine's text, accepted the present one; LibreOffice opens them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.model import Document, Mode, Segment, SegmentId, State
from editor.core.placeables import without_tags
from editor.formats.docx_changes import marked, write_changes
from editor.formats.docx_clean import write_word
from editor.formats.markup import parse_markup
from editor.formats.protocol import Delivery
from editor.intake import read_pair

MARKS = "\ue0f0\ue0f1\ue0f2"
WORDS = st.lists(st.sampled_from(["The ", "court", " ", "{1>", "<1}", "{2}", "法院", ".", "\t"]), max_size=12).map(
    "".join
)
SEGMENTS = (
    Segment(SegmentId(1), "", "Work report", "Work report", gap="\n"),
    Segment(SegmentId(2), "", "The class A cases rise.", "Similar cases rise.", State.DRAFT, gap=" "),
    Segment(SegmentId(3), "", "Old & gone.", "", gap="\n"),
    Segment(SegmentId(4), "", "", "A sentence <more>.", gap="\n"),
)
DELIVERY = Delivery(
    Document("d", "Report", "txt", Mode.MONOLINGUAL), SEGMENTS, (), "court-news 2026.1", "9", notice=True,
    author='Wang "W" Li', time="2026-11-23T10:00:00Z",
)  # fmt: skip


def body(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        text = files.read("word/document.xml")
    parse_markup(text, "document.xml")
    return text.decode()


def texts(xml: str, gone: str) -> list[str]:
    """Paragraph texts after all changes of the other kind were taken out."""
    kept = re.sub(rf"<w:{gone} .*?</w:{gone}>", "", xml, flags=re.DOTALL)
    found = ["".join(re.findall(r"<w:(?:t|delText)[^>]*>([^<]*)<", p)) for p in re.findall(r"<w:p>.*?</w:p>", kept)]
    return [text for text in found if text]


@given(WORDS, WORDS)
def test_taking_one_kind_of_mark_away_gives_either_text(before: str, after: str) -> None:
    whole = marked(before, after)
    accepted = re.sub(f"{MARKS[0]}.*?{MARKS[2]}", "", whole, flags=re.DOTALL)
    rejected = re.sub(f"{MARKS[1]}.*?{MARKS[2]}", "", whole, flags=re.DOTALL)
    strip = str.maketrans("", "", MARKS)
    assert accepted.translate(strip) == after
    assert without_tags(rejected.translate(strip)) == without_tags(before)


def test_a_text_file_becomes_a_document_with_every_change_tracked() -> None:
    xml = body(write_changes(DELIVERY))
    note = "[Not verified against the source: edited without the Chinese text. Glossary: court-news 2026.1. Zhubi 9.]"
    assert texts(xml, "del") == ["Work report", "Similar cases rise.", "A sentence &lt;more&gt;.", note]
    assert texts(xml, "ins") == ["Work report", "The class A cases rise. Old &amp; gone.", note]
    assert 'w:author=\'Wang "W" Li\' w:date="2026-11-23T10:00:00Z"' in xml
    numbers = re.findall(r'w:id="(\d+)"', xml)
    assert len(set(numbers)) == len(numbers) > 2


def test_a_word_document_keeps_its_layout_and_its_tags(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The ")
    paragraph.add_run("class A").bold = True
    paragraph.add_run(" cases rise.")
    document.add_paragraph("Untouched.")
    document.save(str(tmp_path / "a.docx"))
    intake = read_pair(None, tmp_path / "a.docx")
    one, two = intake.segments
    changed = replace(one, target="The {1>similar<1} cases rose.", revision=1)
    xml = body(write_changes(replace(DELIVERY, document=intake.document, segments=(changed, two))))
    assert re.search(
        r"<w:ins [^>]*><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">similar</w:t></w:r></w:ins>", xml
    )
    assert "<w:delText" in xml
    assert xml.count("Untouched.") == 1


def test_the_clean_document_says_mode_and_glossary() -> None:
    document = docx.Document(io.BytesIO(write_word(DELIVERY)))
    assert [p.text for p in document.paragraphs][:3] == ["Work report", "Similar cases rise.", "A sentence <more>."]
    assert "court-news 2026.1" in document.paragraphs[-1].text
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.name == "Title"
    assert document.core_properties.author == 'Wang "W" Li'


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
@pytest.mark.parametrize(("write", "shown"), [(write_word, "Similar cases rise."), (write_changes, "Similar cases")])
def test_libreoffice_reads_it(write: object, shown: str, tmp_path: Path) -> None:
    assert callable(write)
    (tmp_path / "c.docx").write_bytes(write(DELIVERY))
    made = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "txt:Text", "c.docx"],
        cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert shown in (tmp_path / "c.txt").read_text("utf-8-sig"), made.stderr
