"""Every format: what is written is read again as it was, or what was lost is named; nothing comes in approved."""

from __future__ import annotations

import dataclasses
import gc
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.errors import GlossaryFileError
from glossary.exchange.formats import FORMATS, Format, format_of, read_file, write_file
from glossary.files import load_glossary
from glossary.model import BadRendering, Concept, ConceptId, RuleId, RuleStatus, Term, TermStatus
from tests.glossary.exchange import specimens

ROOT = Path(__file__).parents[3]
LOSSLESS = [f for f in FORMATS if f.read and f.name != "omegat"]
lossless = pytest.mark.parametrize("format_", LOSSLESS, ids=lambda f: f.name)
every = pytest.mark.parametrize("format_", FORMATS, ids=lambda f: f.name)
readable = pytest.mark.parametrize("format_", [f for f in FORMATS if f.read], ids=lambda f: f.name)


def there_and_back(format_: Format, concepts: tuple[Concept, ...], folder: Path) -> tuple[Concept, ...]:
    path = folder / f"glossary{format_.suffixes[0]}"
    write_file(path, concepts, format_.name)
    return read_file(path, format_.name, own=True).concepts


@lossless
def test_every_field_comes_back(format_: Format, tmp_path: Path) -> None:
    assert there_and_back(format_, specimens.EVERYTHING, tmp_path) == specimens.EVERYTHING


@lossless
def test_strings_that_break_careless_code_come_back(format_: Format, tmp_path: Path) -> None:
    glossary = specimens.NASTY_GLOSSARY
    assert len(glossary) >= 300
    if format_.name == "jsonl":  # UTF-8 has no half surrogate pairs, and here is no place to write them otherwise
        glossary = tuple(c for c in glossary if not any("\ud800" <= x <= "\udfff" for x in c.note))
    found = there_and_back(format_, glossary, tmp_path)
    assert [c.id for c in found] == [c.id for c in glossary]
    for there, back in zip(glossary, found, strict=True):
        assert back == there


@lossless
def test_the_glossary_of_the_program_comes_back(format_: Format, tmp_path: Path) -> None:
    glossary = load_glossary(ROOT / "resources/glossaries/court-news.jsonl")
    chosen = (*(c for c in glossary if c.bad or c.expansion), *glossary[:100])
    chosen = tuple({c.id: c for c in chosen}.values())
    assert there_and_back(format_, chosen, tmp_path) == chosen


_texts = st.text(st.characters(codec="utf-8") | st.sampled_from("|\"'=<&\t\r\n\u00a0{}:,;_x0"), max_size=12)
_forms = _texts.filter(lambda text: bool(text.strip()))
_terms = st.builds(
    Term,
    _forms,
    st.sampled_from(["zh", "en"]),
    st.sampled_from(TermStatus),
    _texts,
    _texts,
    st.sampled_from(["", "noun", "odd"]),
    st.sampled_from(["", "acronym", "odd"]),
    st.booleans(),
    st.booleans(),
    _texts,
)
_rules = st.builds(lambda forms, reason: BadRendering(RuleId("r"), tuple(forms), reason=reason),
                   st.lists(_forms, min_size=1, max_size=3), _texts)  # fmt: skip
_concepts = st.builds(
    Concept,
    _forms.map(ConceptId),
    _texts,
    st.lists(_terms, min_size=1, max_size=5).map(tuple),
    st.lists(_rules, max_size=1).map(tuple),
    definition=_texts,
    expansion=st.lists(_texts, max_size=2).map(tuple),
    jurisdiction=_texts,
    cross_references=st.lists(_texts, max_size=2).map(tuple),
    politically_fixed=st.booleans(),
    first_mention=_texts,
    note=_texts,
)


@pytest.mark.parametrize("format_", [format_of(Path(), name) for name in ("tbx-basic", "tbx-basic-dct", "csv")])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(concepts=st.lists(_concepts, min_size=1, max_size=3, unique_by=lambda c: c.id).map(tuple))
def test_whatever_a_glossary_holds_comes_back(format_: Format, concepts: tuple[Concept, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert there_and_back(format_, concepts, Path(folder)) == concepts


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(concepts=st.lists(_concepts, min_size=1, max_size=3, unique_by=lambda c: c.id).map(tuple))
def test_whatever_a_glossary_holds_comes_back_from_a_workbook(concepts: tuple[Concept, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert there_and_back(format_of(Path("x.xlsx")), concepts, Path(folder)) == concepts


def test_omegat_keeps_every_usable_pair_and_names_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "glossary.txt"
    report = write_file(path, specimens.EVERYTHING, "omegat")
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    assert ["党组", "Party group"] in [line[:2] for line in lines]
    assert "party cell" not in path.read_text("utf-8")
    named = {loss.what: loss.count for loss in report.losses}
    assert named["Term not to be used (deprecated)"] == 1
    assert named["Known bad rendering"] == 2
    found = read_file(path, own=True).concepts
    pairs = {(zh.text, en.text) for c in found for zh in c.forms("zh") for en in c.forms("en")}
    assert pairs == {(line[0], line[1]) for line in lines}


def test_omegat_is_read_in_either_direction(tmp_path: Path) -> None:
    path = tmp_path / "glossary.txt"
    path.write_text("# a comment\ncourt\t法院\tplace\njudge\t法官\n\ntribunal\t法院\n", "utf-8")
    court, judge = read_file(path).concepts
    assert [(t.language, t.text, t.status.value) for t in court.terms] == [
        ("zh", "法院", "preferred"),
        ("en", "court", "preferred"),
        ("en", "tribunal", "admitted"),
    ]
    assert (court.note, judge.preferred()) == ("place", "judge")


@readable
def test_what_comes_from_others_is_never_approved(format_: Format, tmp_path: Path) -> None:
    path = tmp_path / f"glossary{format_.suffixes[0]}"
    write_file(path, specimens.EVERYTHING, format_.name)
    concepts = read_file(path, format_.name).concepts
    statuses = [rule.status for concept in concepts for rule in concept.bad]
    assert RuleStatus.APPROVED not in statuses
    assert format_.name == "omegat" or statuses == [RuleStatus.PROPOSED, RuleStatus.RETIRED]
    terms = {term.text: term.status for concept in concepts for term in concept.terms}
    assert terms["Party group"] is TermStatus.ADMITTED


@every
def test_what_a_format_has_no_field_for_is_named(format_: Format, tmp_path: Path) -> None:
    report = write_file(tmp_path / f"x{format_.suffixes[0]}", specimens.EVERYTHING, format_.name)
    named = {loss.what for loss in report.losses}
    if format_.name == "jsonl":
        assert not named
    elif format_.name == "html":
        assert "Condition, fix and evidence of a bad rendering" in named
    else:
        assert "Known bad rendering" in named
        assert all(loss.kept for loss in report.losses) == (format_.name != "omegat")
        assert all(line.endswith(".") for line in report.lines())


@every
def test_a_file_is_written_whole_or_not_at_all(format_: Format, tmp_path: Path) -> None:
    path = tmp_path / f"glossary{format_.suffixes[0]}"
    write_file(path, specimens.EVERYTHING, format_.name, title="../../<b>=x")
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    with pytest.raises(GlossaryFileError, match="cannot be written"):
        write_file(tmp_path / "missing" / path.name, specimens.EVERYTHING, format_.name)


@readable
@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 100, b"\xff\xfe\x00", b"PK\x03\x04 nonsense", b"<tbx", bytes(range(256)) * 9], ids=range(6)
)
def test_rubbish_is_refused_in_a_sentence(format_: Format, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"glossary{format_.suffixes[0]}"
    path.write_bytes(data)
    try:
        assert read_file(path, format_.name).concepts == ()
    except GlossaryFileError as problem:
        assert str(path) in str(problem)
        assert str(problem).endswith(".")


@readable
def test_a_file_that_is_not_there_is_named(format_: Format, tmp_path: Path) -> None:
    with pytest.raises(GlossaryFileError, match="cannot be read"):
        read_file(tmp_path / f"missing{format_.suffixes[0]}", format_.name)


@lossless
def test_a_cut_file_is_refused_or_read_without_a_traceback(format_: Format, tmp_path: Path) -> None:
    whole = tmp_path / f"whole{format_.suffixes[0]}"
    write_file(whole, specimens.EVERYTHING, format_.name)
    data = whole.read_bytes()
    path = tmp_path / f"cut{format_.suffixes[0]}"
    refused = 0
    for n in range(1, 20):
        path.write_bytes(data[: len(data) * n // 20])
        try:
            read_file(path, format_.name)
        except GlossaryFileError as problem:
            refused += 1
            assert str(path) in str(problem)
    assert refused > 8 or format_.name == "tsv"


def test_a_workbook_with_broken_parts_is_refused_and_closed_again(tmp_path: Path) -> None:
    whole, path = tmp_path / "whole.xlsx", tmp_path / "broken.xlsx"
    write_file(whole, specimens.EVERYTHING)
    with zipfile.ZipFile(whole) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    refused = 0
    for name, data in parts.items():
        for broken in (data[: len(data) // 2], b"", data.replace(b'="', b'="9'), data.replace(b"sheet", b"cheat")):
            with zipfile.ZipFile(path, "w") as archive:
                for other, held in parts.items():
                    archive.writestr(other, broken if other == name else held)
            try:
                read_file(path)
            except GlossaryFileError as problem:
                refused += 1
                assert str(path) in str(problem)
    gc.collect()  # a file left open would be a warning, and so a failure
    assert refused > len(parts)


def test_a_format_is_found_by_name_or_suffix() -> None:
    assert format_of(Path("a.TBX")).name == "tbx-basic"
    assert format_of(Path("a.tbx"), "tbx-2008").name == "tbx-2008"
    for path, name in ((Path("a.doc"), ""), (Path("a.tbx"), "tbx-9")):
        with pytest.raises(GlossaryFileError, match="Name one of these: jsonl, tbx-basic"):
            format_of(path, name)
    with pytest.raises(GlossaryFileError, match="cannot be read again"):
        read_file(Path("a.html"))


def test_edited_by_another_program_kept_data_follows_its_term(tmp_path: Path) -> None:
    path = tmp_path / "x.tbx"
    write_file(path, specimens.EVERYTHING)
    text = path.read_text("utf-8")
    path.write_text(text.replace("<term>Party group</term>", "<term>party group</term>"), "utf-8")
    found = read_file(path, own=True)
    changed = next(t for t in found.concepts[0].terms if t.text == "party group")
    assert not changed.case_sensitive
    assert [loss.what for loss in found.report.losses] == ["Kept data of a term that is gone"]
    expected = dataclasses.replace(specimens.FULL, terms=found.concepts[0].terms)
    assert found.concepts[0] == expected
