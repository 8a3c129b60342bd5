"""Word documents: formatting, links, notes, boxes, fields and tracked changes survive; only what changed changes."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from editor.core.model import Segment, State
from editor.errors import DocumentError
from editor.formats.docx import write_docx
from editor.formats.markup import parse_markup
from editor.formats.protocol import Delivery
from editor.intake import Intake, read_pair

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    "</Types>"
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
BOLD = "<w:rPr><w:b/></w:rPr>"


def t(text: str, form: str = "") -> str:
    return f'<w:r>{form}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr>{"".join(runs)}</w:p>'


def package(*paragraphs: str, **parts: str) -> bytes:
    body = f'<?xml version="1.0"?><w:document {SPACES}><w:body>{"".join(paragraphs)}<w:sectPr/></w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as files:
        for name, text in {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": body}.items():
            files.writestr(name, text)
        for name, text in parts.items():
            files.writestr(f"word/{name}.xml", f'<?xml version="1.0"?><w:{name} {SPACES}>{text}</w:{name}>')
    return out.getvalue()


def taken(data: bytes, folder: Path) -> Intake:
    path = folder / "a.docx"
    path.write_bytes(data)
    return read_pair(None, path)


def targets(intake: Intake) -> list[str]:
    return [s.target for s in intake.segments]


def written(intake: Intake, changes: dict[int, str]) -> bytes:
    def now(segment: Segment) -> Segment:
        text = changes.get(int(segment.id))
        return segment if text is None else replace(segment, target=text, state=State.DRAFT, revision=1)

    return write_docx(Delivery(intake.document, tuple(map(now, intake.segments)), (), "g", "v"))


def body(data: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        text = files.read(part)
    parse_markup(text, part)
    return text.decode()


def test_formatting_becomes_tags_and_comes_back(tmp_path: Path) -> None:
    document = package(
        p(t("The "), t("court", BOLD), t(" held a meeting. It was "), t("long", BOLD), t(".")),
        p(t("Plain.", '<w:rPr><w:rFonts w:hint="eastAsia"/><w:lang w:val="zh-CN"/></w:rPr>'), t(" More.")),
    )
    intake = taken(document, tmp_path)
    assert targets(intake) == ["The {1>court<1} held a meeting.", "It was {2>long<2}.", "Plain.", "More."]
    assert written(intake, {}) == document
    now = body(written(intake, {1: "A {1>tribunal<1} met."}))
    assert now.count("<w:b/>") == 2
    assert t("tribunal", BOLD) in now
    assert t("A ") in now
    # The other paragraph keeps its very bytes.
    assert '<w:rFonts w:hint="eastAsia"/>' in now


def test_links_notes_and_fields_stand_as_tags(tmp_path: Path) -> None:
    link = '<w:hyperlink r:id="rId4">' + t("the bulletin", BOLD) + "</w:hyperlink>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    marks = '<w:bookmarkStart w:id="0" w:name="x"/>', '<w:bookmarkEnd w:id="0"/>'
    document = package(
        p(marks[0], t("See "), link, note, t(" now."), marks[1]), p(field, t("x y")), footnotes=p(t("A note."))
    )
    intake = taken(document, tmp_path)
    assert targets(intake) == ["See {1>{2>the bulletin<2}<1}{3} now.", "{1}x y", "A note."]
    now = written(intake, {1: "Now see{3} {1>{2>it<2}<1}.", 3: "Another note."})
    assert (
        t("Now see")
        + note
        + t(" ")
        + '<w:hyperlink r:id="rId4">'
        + t("it", BOLD)
        + "</w:hyperlink>"
        + t(".")
        + marks[1]
    ) in body(now)
    assert t("Another note.") in body(now, "word/footnotes.xml")


@pytest.mark.parametrize("text", ["it<1} {1>", "{1>it", "<1}{2>it{3}{3}<1}", "no tags", "{9}<9} unknown {7>", ""])
def test_whatever_the_tags_are_like_the_document_stays_sound(text: str, tmp_path: Path) -> None:
    link = '<w:hyperlink r:id="rId4">' + t("the bulletin") + "</w:hyperlink>"
    intake = taken(package(p(t("See "), link, t(" now", BOLD), "<w:r><w:drawing/></w:r>")), tmp_path)
    again = taken(data, tmp_path) if (data := written(intake, {1: text})) and text else None
    if again is None:
        assert "bulletin" not in body(data)
    elif text.startswith("{9}"):
        assert "".join(targets(again)).replace(" ", "") == text.replace(" ", "")


def test_a_text_box_is_read_once_and_its_older_twin_is_emptied(tmp_path: Path) -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>" + p(t("In the box."))
        + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>" + p(t("In the box."))
        + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )  # fmt: skip
    intake = taken(
        package(p(t("Around. "), box), "<w:tbl><w:tr><w:tc>" + p(t("Cell.")) + "</w:tc></w:tr></w:tbl>"), tmp_path
    )
    assert targets(intake) == ["Around.{1}", "In the box.", "Cell."]
    inner = body(written(intake, {2: "Boxed."}))
    assert (inner.count("Boxed."), inner.count("In the box."), inner.count("Around. ")) == (1, 0, 1)
    both = body(written(intake, {1: "Outside.{1}", 2: "Boxed.", 3: "Field."}))
    assert (both.count("Boxed."), both.count("In the box."), both.count("Outside."), both.count("Field.")) == (
        1,
        0,
        1,
        1,
    )


def test_tracked_changes_are_read_as_accepted_and_said(tmp_path: Path) -> None:
    document = package(p(t("The "), '<w:ins w:id="1" w:author="a">' + t("new ") + '</w:ins><w:del w:id="2">'
                         '<w:r><w:delText>old </w:delText></w:r></w:del>', t("court.")))  # fmt: skip
    intake = taken(document, tmp_path)
    assert targets(intake) == ["The new court."]
    assert "tracked changes" in intake.remarks[0]


def test_tabs_and_breaks_are_kept(tmp_path: Path) -> None:
    run = "<w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>"
    intake = taken(package(p(run)), tmp_path)
    assert targets(intake) == ["One\ttwo", "three"]
    now = body(written(intake, {1: "1\t2", 2: "3"}))
    assert "<w:tab/>" in now
    assert "<w:br/>" in now


def test_chinese_and_english_documents_are_paired(tmp_path: Path) -> None:
    zh, en = tmp_path / "a.zh.docx", tmp_path / "a.en.docx"
    zh.write_bytes(package(p(t("法院召开会议。", BOLD)), p(t("会议强调三点。"))))
    en.write_bytes(package(p(t("The court held "), t("a meeting", BOLD), t(".")), p(t("Three points were stressed."))))
    intake = read_pair(zh, en)
    assert [(s.source, s.target) for s in intake.segments] == [
        ("法院召开会议。", "The court held {1>a meeting<1}."),
        ("会议强调三点。", "Three points were stressed."),
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"PK\x03\x04 not a zip", "not a sound DOCX"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "password"),
        (package(), "no text"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, told: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=told) as caught:
        taken(data, tmp_path)
    assert "a.docx" in str(caught.value)


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("word/document.xml", b" " * (80 * 2**20))
    with pytest.raises(DocumentError, match="not opened"):
        taken(out.getvalue(), tmp_path)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
def test_libreoffice_opens_what_is_written(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Work report", 0)
    paragraph = document.add_paragraph("The court ")
    paragraph.add_run("held").bold = True
    paragraph.add_run(" a meeting.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Cases", "312"
    out = io.BytesIO()
    document.save(out)
    intake = taken(out.getvalue(), tmp_path)
    at = next(s for s in intake.segments if "held" in s.target)
    (tmp_path / "b.docx").write_bytes(written(intake, {int(at.id): at.target.replace("held", "convened & closed")}))
    made = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "txt:Text", "b.docx"],
        cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert (tmp_path / "b.txt").read_text("utf-8-sig").split("\n")[:2] == [
        "Work report", "The court convened & closed a meeting.",
    ], made.stderr  # fmt: skip
