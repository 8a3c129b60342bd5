"""Tables of other people: encodings, separators, columns assigned and guessed; formulas stay text both ways."""

from __future__ import annotations

import csv
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from glossary.errors import GlossaryFileError
from glossary.exchange.cells import escaped, unescaped
from glossary.exchange.formats import read_file, write_file
from glossary.exchange.table import FIELDS, TableMapping, preview, read_table, write_table
from glossary.model import Concept, ConceptId, RuleStatus, Term
from tests.glossary.exchange import specimens

FORMULAS = ("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "＝1", '=HYPERLINK("http://x","y")')


def save(folder: Path, name: str, text: str, codec: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(codec))
    return path


def pairs(concepts: tuple[Concept, ...]) -> list[tuple[str, str]]:
    return [(c.preferred("zh"), c.preferred("en")) for c in concepts]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_encodings_are_found_out(codec: str, tmp_path: Path) -> None:
    text = "中文,英文,备注\r\n人民法院,people's court,一级\r\n法官,judge,\r\n"
    path = save(tmp_path, "a.csv", text, codec)
    seen = preview(path)
    assert seen.columns == ("中文", "英文", "备注")
    assert seen.guess.columns == ("zh", "en", "note")
    assert seen.rows[0] == ("人民法院", "people's court", "一级")
    assert pairs(read_table(path).concepts) == [("人民法院", "people's court"), ("法官", "judge")]


def test_an_encoding_that_cannot_be_found_out_is_named(tmp_path: Path) -> None:
    path = save(tmp_path, "a.csv", "zh,en\n法院,court\n", "big5")
    mapping = TableMapping(("zh", "en"), encoding="big5")
    assert pairs(read_table(path, mapping).concepts) == [("法院", "court")]
    assert preview(path, TableMapping((), encoding="big5")).rows == (("法院", "court"),)
    with pytest.raises(GlossaryFileError, match="line 2: this is not utf-8"):
        read_table(path, TableMapping(("zh", "en"), encoding="utf-8"))
    with pytest.raises(GlossaryFileError, match="unknown encoding “klingon”"):
        read_table(path, TableMapping(("zh", "en"), encoding="klingon"))


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ";"), ("a.csv", "\t"), ("a.tsv", "\t"), ("a.csv", ",")])
def test_separators_are_found_out(name: str, delimiter: str, tmp_path: Path) -> None:
    rows = ["zh,en,note".replace(",", delimiter), f'法院{delimiter}"court{delimiter} ""x"""{delimiter}"a\nb"']
    path = save(tmp_path, name, "\n".join(rows))
    (concept,) = read_table(path).concepts
    assert (concept.preferred(), concept.note) == (f'court{delimiter} "x"'.strip(), "a\nb")


def test_without_names_chinese_and_english_are_known_by_their_letters(tmp_path: Path) -> None:
    path = save(tmp_path, "a.csv", "1,judge,法官\n2,court,法院\n")
    seen = preview(path)
    assert (seen.guess.header, seen.guess.columns) == (False, ("", "en", "zh"))
    assert seen.columns == ("1", "2", "3")
    assert pairs(read_table(path).concepts) == [("法官", "judge"), ("法院", "court")]


def test_columns_are_assigned_as_told_and_what_is_left_is_named(tmp_path: Path) -> None:
    path = save(tmp_path, "a.csv", "A,B,C,D\n庭/审判庭,division/chamber,branch,x\n院,court,,y\n")
    mapping = TableMapping(("zh", "en", "bad", ""), separator="/")
    found = read_table(path, mapping)
    first = found.concepts[0]
    assert [(t.text, t.status.value) for t in first.terms] == [
        ("庭", "preferred"),
        ("审判庭", "admitted"),
        ("division", "preferred"),
        ("chamber", "admitted"),
    ]
    assert [(r.variants, r.status) for r in first.bad] == [(("branch",), RuleStatus.PROPOSED)]
    assert read_table(path, mapping, own=True).concepts[0].bad[0].status is RuleStatus.APPROVED
    assert [(loss.what, loss.count) for loss in found.report.losses] == [("Column “D” not assigned", 2)]


def test_the_same_table_gives_the_same_ids_each_time(tmp_path: Path) -> None:
    path = save(tmp_path, "a.csv", "zh,en\n法院,court\n法院,court\n")
    first, second = read_table(path), read_table(path)
    assert first.concepts == second.concepts
    assert len({c.id for c in first.concepts}) == 2
    assert first.report.losses[0].what == "Identifier used twice, a number added"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("a,b\n1,2\n", "no column is known as Chinese or English"),
        ("zh,en\n法院,court,extra\n", "line 2: 3 cells, but the table has 2 columns"),
        ("zh,en,bad,condition\n法院,court,yard,never\n", "line 2: “never” is no condition"),
        ("zh,en,zhubi\n法院,court,Zhubi: {\n", "line 2: the column zhubi is damaged"),
        ('zh,en,zhubi\n法院,court,"Zhubi: {""approved"":1}"\n', "unknown field “approved”"),
        ('zh,en,zhubi\n法院,court,"Zhubi: {""bad"":[{""id"":""x""}]}"\n', "the column zhubi is damaged"),
        (f"zh,en\n法院,{'x' * 200_000}\n", "line 2: field larger than field limit"),
        (f"zh,en\n法院,{'x' * 2_001}\n", "line 2: “xxxxxxxxxxxxxxxxxxxx…” has 2001 characters"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, says: str, tmp_path: Path) -> None:
    path = save(tmp_path, "a.csv", text)
    with pytest.raises(GlossaryFileError) as caught:
        read_table(path)
    assert says in str(caught.value)


@pytest.mark.parametrize("text", [*FORMULAS, *(f"'{f}" for f in FORMULAS), "'", "''", "'tis", "a=1", ""])
def test_escaping_can_always_be_undone(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert not escaped(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


def formula_glossary() -> tuple[Concept, ...]:
    return tuple(
        Concept(ConceptId(f"f{n}-x"), "form", (Term(f"甲{n}", "zh"), Term(f, "en")), definition=f, note=f)
        for n, f in enumerate(FORMULAS)
    )


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_no_cell_of_a_text_table_can_be_calculated(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    write_table(path, formula_glossary())
    with path.open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream, delimiter="\t" if name == "a.tsv" else ",") for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))]
    assert read_table(path, own=True).concepts == formula_glossary()


def test_no_cell_of_a_workbook_is_a_formula_and_its_text_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_table(path, formula_glossary(), title="=1+1")
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet and "<f " not in sheet
        assert 'quotePrefix="1"' in archive.read("xl/styles.xml").decode()
    page = openpyxl.load_workbook(path).active
    assert page is not None
    assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value is not None} == {"s"}
    plain = [f for f in FORMULAS if "\r" not in f]
    column = [page.cell(row, FIELDS.index("definition") + 1).value for row in range(2, len(FORMULAS) + 2)]
    assert set(plain) - {f for f in plain if f != f.strip()} <= set(column)


def test_a_formula_of_another_program_comes_in_as_the_value_it_shows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (["zh", "en", "note"], ["法院", "court", 5], ["法官", "judge", 1.5], ["庭", "=1+1", True]):
        page.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    found = read_table(path).concepts
    assert [c.note for c in found] == ["5", "1.5", "TRUE"]
    assert found[2].preferred() == ""  # it was never calculated: there is nothing to show


def test_a_sheet_is_chosen_by_its_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("second").append(["法院", "court"])
    path = tmp_path / "a.xlsx"
    book.save(path)
    mapping = TableMapping(("zh", "en"), header=False, sheet="second")
    seen = preview(path, TableMapping((), sheet="second"))
    assert (seen.sheets, seen.guess.columns) == (("Sheet", "second"), ("zh", "en"))
    assert pairs(read_table(path, mapping).concepts) == [("法院", "court")]
    with pytest.raises(GlossaryFileError, match=r"has no sheet “third”\. It has “Sheet”, “second”"):
        read_table(path, TableMapping(("zh", "en"), sheet="third"))


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_cell_too_long_is_refused_and_the_old_file_stays(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{suffix}"
    write_table(path, specimens.EVERYTHING)
    before = path.read_bytes()
    long = Concept(ConceptId("long"), "form", (Term("长", "zh"),), definition="😀" * 16_384)
    with pytest.raises(GlossaryFileError, match=r"“long” has 16384 characters in definition; a cell holds 32,767"):
        write_table(path, (long,))
    assert path.read_bytes() == before
    write_table(path, (Concept(ConceptId("long"), "form", (Term("长", "zh"),), definition="x" * 32_767),))
    assert len(read_table(path).concepts[0].definition) == 32_767


def test_a_reviewer_may_edit_the_bad_renderings_in_the_table(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_table(path, specimens.EVERYTHING)
    text = path.read_text("utf-8-sig")
    assert "party gang|members' cluster" in text
    path.write_text(text.replace("party gang|members' cluster", "party gang|party mob", 1), "utf-8")
    kept, expression, new = read_table(path).concepts[0].bad
    assert (kept.variants, kept.near_any, kept.fixes) == (("party gang",), ("meet",), specimens.RULE.fixes)
    assert expression.variants == specimens.EXPRESSION.variants
    assert (new.variants, new.status) == (("party mob",), RuleStatus.PROPOSED)


def test_the_page_shows_every_form_and_holds_no_markup_from_outside(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    write_file(path, (*specimens.EVERYTHING, *specimens.NASTY_GLOSSARY), title="<b>Court</b>")
    text = path.read_text("utf-8")
    assert "<title>&lt;b&gt;Court&lt;/b&gt;</title>" in text
    for shown in ("党组", "dǎng zǔ", "party gang", "Party group", "五地两县", "leading Party members group (dangzu)"):
        assert shown in text
    assert "<script" not in text and "<b>" not in text and "http" not in text.split("<body>")[0]


def test_nothing_heavy_is_loaded_before_a_workbook_is_needed() -> None:
    code = "import sys, glossary.exchange.formats; print({'openpyxl', 'lxml', 'defusedxml'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[3])
    assert done.stdout.strip() == "set()", done.stderr


def test_native_files_in_table_form_are_still_read(tmp_path: Path) -> None:
    path = save(
        tmp_path, "a.csv", "zh,en,admitted,bad,domain,condition,source,note,definition\n院,court,yard|苑,,,,,,\n"
    )
    (concept,) = read_file(path).concepts
    assert [(t.language, t.text) for t in concept.terms] == [
        ("zh", "院"),
        ("zh", "苑"),
        ("en", "court"),
        ("en", "yard"),
    ]
