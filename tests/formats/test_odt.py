"""OpenDocument texts: formatting, notes, boxes, tables and tracked changes survive; only what changed changes."""

# ruff: noqa: E501  (packages with the long lines that packages have)

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from editor.core.model import Segment, State
from editor.errors import DocumentError
from editor.formats.markup import parse_markup
from editor.formats.odt import write_odt
from editor.formats.protocol import Delivery
from editor.intake import Intake, read_pair
from tests.formats.specimens import make_odt, odt_package

STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties fo:language="en"/></style:style>'
)
NOTE = '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>'


def taken(data: bytes, folder: Path, name: str = "a.odt") -> Intake:
    path = folder / name
    path.write_bytes(data)
    return read_pair(None, path)


def targets(intake: Intake) -> list[str]:
    return [s.target for s in intake.segments]


def written(intake: Intake, changes: dict[int, str]) -> bytes:
    def now(segment: Segment) -> Segment:
        text = changes.get(int(segment.id))
        return segment if text is None else replace(segment, target=text, state=State.DRAFT, revision=1)

    return write_odt(Delivery(intake.document, tuple(map(now, intake.segments)), (), "g", "v"))


def content(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        first = files.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        text = files.read("content.xml")
    parse_markup(text, "content.xml")
    return text.decode()


def test_spans_become_tags_and_unseen_ones_do_not(tmp_path: Path) -> None:
    document = odt_package(
        '<text:p>The <text:span text:style-name="T1">court</text:span> <text:span text:style-name="T2">met.</text:span></text:p>'
        '<text:p><text:span text:style-name="T1">All bold.</text:span></text:p>'
        '<text:p>a<text:s text:c="3"/>b<text:tab/>c\n  d<text:line-break/>e <text:a xlink:href="x" xmlns:xlink="http://www.w3.org/1999/xlink">f</text:a></text:p>',
        STYLES,
    )
    intake = taken(document, tmp_path)
    assert targets(intake) == ["The {1>court<1} met.", "All bold.", "a   b\tc d", "e {1>f<1}"]
    assert written(intake, {}) == document
    now = content(written(intake, {1: "A {1>tribunal<1} met & rose.", 2: "Bold.", 3: "1  2\t3"}))
    assert '<text:p>A <text:span text:style-name="T1">tribunal</text:span> met &amp; rose.</text:p>' in now
    assert '<text:span text:style-name="T1">Bold.</text:span>' in now
    assert '1 <text:s text:c="1"/>2<text:tab/>3<text:line-break/>e <text:a' in now


def test_notes_tables_marks_and_tracked_changes(tmp_path: Path) -> None:
    deleted = '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>Gone.</text:p></text:deletion></text:changed-region></text:tracked-changes>'
    document = odt_package(
        deleted
        + f'<text:p><text:bookmark-start text:name="m"/>See{NOTE} here<text:change text:change-id="c1"/>.<text:bookmark-end text:name="m"/></text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>Cell.</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p>Remark<office:annotation><text:p>No text.</text:p></office:annotation>ed.</text:p>"
    )
    intake = taken(document, tmp_path)
    assert targets(intake) == ["See{1} here.", "A note.", "Cell.", "Remarked."]
    assert "tracked changes" in intake.remarks[0]
    now = content(written(intake, {1: "There{1} it is.", 2: "Another note.", 3: "Field."}))
    assert '<text:p><text:bookmark-start text:name="m"/>There<text:note ' in now
    assert "<text:p>Another note.</text:p></text:note-body></text:note> it is.<text:bookmark-end" in now
    assert "Field." in now
    assert content(written(intake, {2: "Only the note."})).count("Only the note.") == 1


@pytest.mark.parametrize("text", ["it<1} {1>", "{1>it", "<1}{2>it{3}{3}<1}", "no tags", "{9}<9} unknown {7>", ""])
def test_whatever_the_tags_are_like_the_document_stays_sound(text: str, tmp_path: Path) -> None:
    body = f'<text:p>See <text:span text:style-name="T1">the <text:a>bulletin</text:a></text:span>{NOTE} now</text:p>'
    intake = taken(odt_package(body, STYLES), tmp_path)
    assert "bulletin" not in content(written(intake, {1: text}))


def test_a_flat_document_is_read_and_written(tmp_path: Path) -> None:
    flat = content(make_odt(["One.", "Two."])).encode()
    intake = taken(flat, tmp_path, "a.fodt")
    assert targets(intake) == ["One.", "Two."]
    assert written(intake, {2: "Three."}) == flat.replace(b"Two.", b"Three.")


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    sheet = io.BytesIO()
    locked = io.BytesIO()
    with zipfile.ZipFile(sheet, "w") as files:
        files.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with zipfile.ZipFile(locked, "w") as files:
        files.writestr("META-INF/manifest.xml", "<m><encryption-data/></m>")
    for data, told in (
        (b"PK\x03\x04 no", "not a sound ODT"),
        (odt_package(""), "no text"),
        (sheet.getvalue(), "kind is another"),
        (locked.getvalue(), "password"),
        (b"<html/>", "no OpenDocument text"),
    ):
        with pytest.raises(DocumentError, match=told) as caught:
            taken(data, tmp_path)
        assert "a.odt" in str(caught.value)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
def test_libreoffice_opens_what_is_written(tmp_path: Path) -> None:
    intake = taken(make_odt(["Work report", "The court held  a meeting.", "Last."]), tmp_path)
    (tmp_path / "b.odt").write_bytes(written(intake, {2: "The court convened & closed  it.", 3: "a\tb"}))
    made = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "txt:Text", "b.odt"],
        cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert (tmp_path / "b.txt").read_text("utf-8-sig").split("\n")[:3] == [
        "Work report", "    • The court convened & closed  it.", "    • a\tb",
    ], made.stderr  # fmt: skip
