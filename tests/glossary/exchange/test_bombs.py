"""Files made to fill the memory, read other files or call a server: refused at once, in a sentence."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from glossary.errors import GlossaryFileError
from glossary.exchange.formats import read_file
from glossary.exchange.table import TableMapping, read_table

ROOT = Path(__file__).parents[3]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xml(text: str) -> bytes:
    return text.encode()


def billion_laughs() -> bytes:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return xml(f'<!DOCTYPE m [<!ENTITY l0 "ha">{lines}]><martif><p>&l9;</p></martif>')


def quadratic() -> bytes:
    return xml(f'<!DOCTYPE m [<!ENTITY a "{"a" * 100_000}">]><martif p="{"&a;" * 10_000}"/>')


def outside(declaration: str) -> bytes:
    return xml(f"<!DOCTYPE m [{declaration}]><martif><text>&x;</text></martif>")


def entry(inside: str) -> bytes:
    return xml(f"<martif><text><body><termEntry>{inside}</termEntry></body></text></martif>")


def archive(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for name, data in parts.items():
            out.writestr(name, data)
    return packed.getvalue()


def workbook(sheet: bytes, **more: bytes) -> bytes:
    """An XLSX with this sheet, as small as openpyxl reads it."""
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": xml(
            f'<Types xmlns="{types}"><Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": xml(
            f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{OFFICE}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": xml(
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": xml(
            f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{OFFICE}/worksheet"'
            ' Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": sheet,
    }
    return archive(parts | more)


def rows(inside: str, start: str = "") -> bytes:
    return xml(f'{start}<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData></worksheet>')


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def zeros(megabytes: int) -> bytes:
    return archive({"xl/workbook.xml": b" " * (megabytes * 2**20)})


def lying() -> bytes:
    """A part that says it is smaller than it is."""
    data = bytearray(zeros(60))
    size = struct.pack("<I", 60 * 2**20)
    while size in data:
        place = data.find(size)
        data[place : place + 4] = struct.pack("<I", 1000)
    return bytes(data)


def many_members() -> bytes:
    return archive({f"m{n}": b"" for n in range(10_001)})


def lying_count() -> bytes:
    data = bytearray(many_members())
    place = data.rfind(b"PK\x05\x06")
    data[place + 8 : place + 12] = struct.pack("<HH", 3, 3)
    return bytes(data)


def escaping() -> bytes:
    names = ("../evil", "/evil", "C:\\evil", "\\\\host\\evil", "..\\evil", "con", "a\x01b")
    return archive(dict.fromkeys(names, b"evil"))


def far_row() -> bytes:
    return workbook(rows(f'<row r="9999999999">{text_cell("A9999999999", "x")}</row>'))


def wide_rows() -> bytes:
    return workbook(rows("".join(f'<row r="{n}">{text_cell(f"XFD{n}", "x")}</row>' for n in range(1, 1000))))


LAUGHS = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>'
TERM = '<langSet xml:lang="en"><tig><term>x</term></tig></langSet>'
BOMBS: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "billion laughs": (".tbx", billion_laughs, "declares entities"),
    "quadratic": (".tbx", quadratic, "declares entities"),
    "file": (".tbx", lambda: outside('<!ENTITY x SYSTEM "file:///etc/passwd">'), "declares entities"),
    "address": (".tbx", lambda: outside('<!ENTITY x SYSTEM "http://127.0.0.1:9/x">'), "declares entities"),
    "parameter": (".tbx", lambda: outside('<!ENTITY % p SYSTEM "http://127.0.0.1:9/x">%p;'), "declares entities"),
    "utf-16": (".tbx", lambda: billion_laughs().decode().encode("utf-16"), "declares entities"),
    "gb18030": (".tbx", lambda: b'<?xml version="1.0" encoding="gb18030"?>' + billion_laughs(), "declares entities"),
    "depth": (".tbx", lambda: b"<martif>" + b"<a>" * 1_000_000, "more than 100 deep"),
    "elements in an entry": (".tbx", lambda: entry("<a/>" * 200_000), "100,000 elements"),
    "text in an entry": (".tbx", lambda: entry("<note>" + "x" * 3_000_000 + "</note>"), "2,000,000 characters"),
    "flood outside": (".tbx", lambda: b"<martif>" + b"<a/>" * 1_000_000, "outside the entries"),
    "zeros": (".xlsx", lambda: zeros(60), "zip bomb"),
    "large part": (".xlsx", lambda: zeros(65), "unpacked it would have 65 MB"),
    "lying size": (".xlsx", lying, "not a sound XLSX file"),
    "members": (".xlsx", many_members, "more than 10,000 members"),
    "lying count": (".xlsx", lying_count, ""),
    "escaping names": (".xlsx", escaping, "not a sound XLSX file"),
    "laughs in a sheet": (".xlsx", lambda: workbook(rows("", LAUGHS)), "declares entities"),
    "laughs without suffix": (
        ".xlsx",
        lambda: workbook(rows(""), **{"xl/hidden": rows("", LAUGHS)}),
        "declares entities",
    ),
    "far row": (".xlsx", far_row, ""),
    "wide rows": (".xlsx", wide_rows, ""),
    "long cell": (".xlsx", lambda: workbook(rows(f"<row>{text_cell('A1', 'x' * 40_000)}</row>")), "a cell has 40000"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_once(name: str, tmp_path: Path) -> None:
    suffix, make, says = BOMBS[name]
    path = tmp_path / f"bomb{suffix}"
    path.write_bytes(make())
    with pytest.raises(GlossaryFileError) as caught:
        read_file(path)
    assert says in str(caught.value)
    assert str(path) in str(caught.value)
    assert [p.name for p in tmp_path.rglob("*")] == [path.name]


@pytest.mark.parametrize("make", [far_row, wide_rows])
def test_a_table_with_too_many_cells_is_refused_also_when_its_columns_are_told(
    make: Callable[[], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "far.xlsx"
    path.write_bytes(make())
    with pytest.raises(GlossaryFileError, match="more than 3,000,000 cells or 10,000 empty rows"):
        read_table(path, TableMapping(("zh", "en", *[""] * 16_384), header=False))


def test_a_document_type_alone_is_allowed_and_not_fetched(tmp_path: Path) -> None:
    path = tmp_path / "a.tbx"
    path.write_bytes(b'<!DOCTYPE martif SYSTEM "http://127.0.0.1:9/TBXcoreStructV02.dtd">' + entry(TERM))
    assert [t.text for c in read_file(path).concepts for t in c.terms] == ["x"]


def test_bombs_open_no_file_and_no_socket_and_need_little_memory(tmp_path: Path) -> None:
    for number, (suffix, make, _) in enumerate(BOMBS.values()):
        (tmp_path / f"{number}{suffix}").write_bytes(make())
    code = """
import pathlib, sys
from glossary.errors import GlossaryError
from glossary.exchange import sheets
from glossary.exchange.formats import read_file
import openpyxl, openpyxl.cell._writer
folder = pathlib.Path(sys.argv[1])
def hook(event, args):
    if event.startswith("socket.") or event == "open" and isinstance(args[0], str) and (
            args[0].startswith("/etc") or args[1] and "w" in str(args[1])):
        print("TOUCHED", event, args[:2])
sys.addaudithook(hook)
for path in sorted(folder.iterdir()):
    try:
        read_file(path)
    except GlossaryError:
        pass
# Not ru_maxrss: a child begins with the peak of the test runner it was started from.
status = pathlib.Path("/proc/self/status").read_text()
print(int(status.split("VmHWM:")[1].split()[0]) // 1024)
"""
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "TOUCHED" not in done.stdout
    assert int(done.stdout) < 300
