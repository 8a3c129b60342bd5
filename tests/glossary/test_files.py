"""Reading and writing glossary files: round trips, errors that name the place, and speed."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from glossary.errors import GlossaryFileError
from glossary.files import load_glossary, write_glossary
from glossary.model import BadRendering, Concept, ConceptId, Condition, RuleFix, RuleId, RuleTests, Term, TermStatus


def similar_case() -> Concept:
    rule = BadRendering(
        RuleId("r1"),
        ("class case",),
        Condition.CTX,
        near_none=("infectious",),
        fixes=(RuleFix("similar case"), RuleFix("search for similar cases", "retriev")),
        reason="类案 is a case of the same type",
        tests=RuleTests(("strict retrieval of class cases",), ("Class A infectious diseases",)),
    )
    terms = (Term("类案", "zh"), Term("similar case", "en"), Term("like case", "en", TermStatus.ADMITTED, note="rare"))
    return Concept(ConceptId("lei-an"), "procedure", terms, (rule,), expansion=("一", "二"))


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl"
    write_glossary(path, [similar_case()])
    assert load_glossary(path) == (similar_case(),)


def test_defaults_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl"
    write_glossary(path, [Concept(ConceptId("x"), "court", (Term("法院", "zh"), Term("court", "en")))])
    written = path.read_text("utf-8")
    assert written.count("\n") == 1
    assert "status" not in written
    assert "jurisdiction" not in written


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "not JSON"),
        ('{"id":"a","domain":"court"}', "terms"),
        ('{"id":"a","domain":"court","terms":[],"colour":1}', "“colour”"),
        ('{"id":"a","domain":"court","terms":[{"text":"法院","language":"zh","satus":"preferred"}]}', "“satus”"),
        ('{"id":"a","domain":"court","terms":[{"text":"法院","language":"zh","status":"best"}]}', "best"),
        (
            '{"id":"a","domain":"c","terms":[],"bad":[{"id":"r","variants":["x"],"fixes":[{"too":"y","to":"z"}]}]}',
            "“too”",
        ),
        ('{"id":"first","domain":"court","terms":[]}', "line 1 already"),
    ],
)
def test_an_error_names_file_and_line(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text('{"id":"first","domain":"court","terms":[]}\n\n' + line + "\n", "utf-8")
    with pytest.raises(GlossaryFileError) as caught:
        load_glossary(path)
    assert "mine.jsonl, line 3" in str(caught.value)
    assert said in str(caught.value)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(GlossaryFileError, match=r"none\.jsonl cannot be read"):
        load_glossary(tmp_path / "none.jsonl")


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl"
    path.write_bytes(b'{"id":"a"}\n' + "类案".encode("gb18030"))
    with pytest.raises(GlossaryFileError, match=r"line 2: this is not UTF-8"):
        load_glossary(path)


def test_a_table_becomes_concepts(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("zh\ten\tadmitted\tbad\n类案|类似案件\tsimilar case\tlike case\tclass case|class A case\n", "utf-8")
    (concept,) = load_glossary(path)
    assert [t.text for t in concept.forms("zh")] == ["类案", "类似案件"]
    assert concept.preferred() == "similar case"
    assert [t.text for t in concept.forms("en", TermStatus.ADMITTED)] == ["like case"]
    assert concept.bad[0].variants == ("class case", "class A case")
    assert concept.bad[0].condition is Condition.MONO


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("zh,english\n类案,similar case\n", "line 1: there is no column “en”"),
        ("zh,en,colour\n类案,similar case,red\n", "unknown column “colour”"),
        ("zh,en\n类案,\n", "line 2: the English term is missing"),
        ("zh,en\n,similar case\n", "line 2: the Chinese term is missing"),
        ("zh,en\n类案,similar case, that is\n", "line 2: 3 cells"),
        ("zh,en,bad,condition\n类案,similar case,class case,always\n", "“always” is no condition"),
    ],
)
def test_a_wrong_table_is_refused_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(GlossaryFileError) as caught:
        load_glossary(path)
    assert said in str(caught.value)


def test_nine_hundred_concepts_load_at_once(tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl"
    write_glossary(
        path, [Concept(ConceptId(f"c{n}"), "court", similar_case().terms, similar_case().bad) for n in range(900)]
    )
    lines = path.read_bytes().splitlines()
    ours, plain = [], []
    for _ in range(5):
        begin = time.perf_counter()
        assert len(load_glossary(path)) == 900
        middle = time.perf_counter()
        assert len([json.loads(line) for line in lines]) == 900
        ours.append(middle - begin)
        plain.append(time.perf_counter() - middle)
    assert min(ours) < 10 * min(plain), "typed and checked loading stays near plain JSON (measured: 2–3 times)"
