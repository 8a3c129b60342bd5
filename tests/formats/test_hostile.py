"""Bombs, entities and paths that lead elsewhere: every format refuses or opens them, and touches no other file."""

from __future__ import annotations

import io
import random
import struct
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from editor.errors import DocumentError
from editor.formats.catalogue import EXPORTERS
from editor.formats.protocol import Delivery
from editor.intake import read_pair
from tests.formats.specimens import SPECIMENS, pdf_file

ARTICLE = ("The court held a meeting.", "Forty people took part.")
MAKE = {specimen.name: specimen.make for specimen in SPECIMENS}
_watched: list[str] = []
_watching = [False]


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if _watching[0] and (event == "open" or event.startswith(("socket.", "urllib."))):
        _watched.append(f"{event} {arguments[0]}")


sys.addaudithook(_hook)


@contextmanager
def watched() -> Iterator[list[str]]:
    """The files opened and the sockets used inside, without Python's own modules."""
    _watched.clear()
    _watching[0] = True
    try:
        yield _watched
    finally:
        _watching[0] = False


def packed(part: str) -> Callable[[bytes], bytes]:
    def make(xml: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr(part, xml)
        return out.getvalue()

    return make


XML: dict[str, Callable[[bytes], bytes]] = {
    "a.docx": packed("word/document.xml"),
    "a.odt": packed("content.xml"),
    "a.fodt": bytes,
    "a.xlf": bytes,
    "a.tmx": bytes,
}
LAUGHS = b"".join(b'<!ENTITY l%d "%b">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"lol") for n in range(10))
BOMBS = {
    "billion laughs": b"<?xml version='1.0'?><!DOCTYPE a [" + LAUGHS + b"]><a>&l9;</a>",
    "quadratic": b"<!DOCTYPE a [<!ENTITY x '" + b"x" * 100_000 + b"'>]><a>" + b"&x;" * 10_000 + b"</a>",
    "deep": b"<a>" * 1_000_000,
    "file": b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
    "address": b"<!DOCTYPE a [<!ENTITY x SYSTEM 'http://127.0.0.1:9/x'>]><a>&x;</a>",
    "parameter": b"<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1:9/x'> %x;]><a/>",
    "attributes": b"<a " + b" ".join(b"a%d='x'" % n for n in range(20_000)) + b"/>",
}


@pytest.mark.parametrize("name", XML)
@pytest.mark.parametrize("bomb", BOMBS)
def test_xml_bombs_are_refused_and_open_nothing(name: str, bomb: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(XML[name](BOMBS[bomb]))
    with watched() as opened, pytest.raises(DocumentError, match="a"):
        read_pair(None, path)
    assert not [what for what in opened if not what.endswith((".py", ".pyc", str(path))) and "python" not in what]


def zip_bombs(part: str) -> dict[str, bytes]:
    """Packages with one part that is too much, too many parts, sizes that lie, or packages inside."""
    much, many, whole = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(much, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(part, b" " * (70 * 2**20))
    with zipfile.ZipFile(many, "w") as package:
        for n in range(10_100):
            package.writestr(f"{n}", b"")
        package.writestr(part, b"<a/>")
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(part, b"<a>" + b"x" * 20_000 + b"</a>")
        package.writestr("inner.zip", much.getvalue())
    small = whole.getvalue()
    lying = small.replace(struct.pack("<I", 20_007), struct.pack("<I", 7))
    huge = small.replace(struct.pack("<I", 20_007), struct.pack("<I", 0xFFFF_FFF0))
    assert small not in (lying, huge)
    twice = bytearray(small)
    at = small.rindex(b"PK\x01\x02")
    twice[at + 42 : at + 46] = struct.pack("<I", 0)  # the second member lies where the first does
    return {"much": much.getvalue(), "many": many.getvalue(), "lying": lying, "huge": huge, "twice": bytes(twice),
            "nested": small}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "part"), [("a.docx", "word/document.xml"), ("a.odt", "content.xml"), ("a.xlsx", "xl/workbook.xml")]
)
def test_zip_bombs_are_refused(name: str, part: str, tmp_path: Path) -> None:
    for data in zip_bombs(part).values():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(DocumentError, match=name):
            read_pair(None, tmp_path / name)


@pytest.mark.parametrize("name", ["../../x", "/tmp/x", "C:\\x", "\\\\host\\x", "CON", "a\x00b", "word/../../x", "."])
def test_names_in_a_package_lead_nowhere(name: str, tmp_path: Path) -> None:
    for kind in ("docx", "odt"):
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(MAKE[kind](ARTICLE))) as old, zipfile.ZipFile(out, "w") as new:
            for member in old.infolist():
                new.writestr(member, old.read(member))
            new.writestr(zipfile.ZipInfo("x"), b"<a/>")
            new.infolist()[-1].filename = name
        path = tmp_path / f"a.{kind}"
        path.write_bytes(out.getvalue())
        with watched() as opened:
            try:
                intake = read_pair(None, path)
            except DocumentError:
                continue
            writer = next(e for e in EXPORTERS if e.name == kind)
            writer.write(Delivery(intake.document, intake.segments, (), "g", "v"))
        assert not [what for what in opened if not what.endswith((".py", ".pyc", str(path))) and "python" not in what]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.docx", "a.odt"]


def test_a_dtd_by_its_address_is_not_fetched(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_bytes(MAKE["tmx"](ARTICLE))
    assert b"tmx14.dtd" in path.read_bytes()
    with watched() as opened:
        assert len(read_pair(None, path).segments) == 2
    assert not [what for what in opened if what.endswith(".dtd") or what.startswith("socket")]


def test_pdf_bombs_end(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    loop = pdf_file("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>")
    many = pdf_file(
        "<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{'3 0 R ' * 5000}]/Count 5000>>", "<</Type/Page>>"
    )
    blank = pdf_file(
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R>>"
    )
    locked = pdf_file("<</Type/Catalog>>", "<</Filter/Standard/V 1/R 2/O(x)/U(y)/P -4>>", trailer="/Encrypt 2 0 R")
    noise = b"%PDF-1.4\n" + random.Random(3).randbytes(100_000)
    for data, told in ((loop, ""), (many, "pages"), (blank, "scanned"), (locked, "password"), (noise, "damaged")):
        path.write_bytes(data)
        with pytest.raises(DocumentError, match=rf"a\.pdf.*{told}"):
            read_pair(None, path)
