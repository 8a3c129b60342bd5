"""TBX of every dialect and tool is read for what it means; the files are written by hand after the standards."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary.errors import GlossaryFileError
from glossary.exchange.report import Imported
from glossary.exchange.tbx_reading import read_tbx
from glossary.model import Concept, TermStatus

DATA = Path(__file__).parents[2] / "data/exchange"
HEAD = '<martif type="TBX" xml:lang="en"><text><body>'


def read(name: str) -> Imported:
    return read_tbx(DATA / name)


def forms(concept: Concept) -> list[tuple[str, str, str]]:
    return [(t.language, t.text, t.status.value) for t in concept.terms]


def losses(found: Imported) -> dict[str, int]:
    return {loss.what: loss.count for loss in found.report.losses}


def test_basic_dca_fields_go_where_they_belong() -> None:
    found = read("basic-dca.tbx")
    filing, assessor = found.concepts
    assert (filing.id, filing.domain, filing.jurisdiction) == ("filing-division", "court", "PRC")
    assert filing.definition == "The division that accepts and registers cases."
    assert filing.note.split("\n")[0] == "Seen on door plates."
    assert "source (zh): handbook" in filing.note
    assert forms(filing) == [
        ("zh", "立案庭", "preferred"),
        ("en", "case-filing division", "preferred"),
        ("en", "docket office", "superseded"),
        ("en", "registration court", "deprecated"),
    ]
    plain, named, old, _ = filing.terms
    assert (plain.part_of_speech, named.term_type, named.source) == ("noun", "fullForm", "https://court.example/plates")
    assert named.note == "context: She works in the case-filing division.\nsource: own sentence"
    assert old.note == "until 2021"
    assert forms(assessor)[:2] == [("en", "people’s assessor", "preferred"), ("en", "lay judge", "admitted")]
    assert filing.cross_references == (assessor.id,)
    assert losses(found) == {"Term in another language (de)": 1}


def test_an_id_that_only_numbers_gets_the_terms_added_and_stays_the_same() -> None:
    first, second = read("basic-dca.tbx").concepts[1], read("basic-dca.tbx").concepts[1]
    assert first.id == second.id
    assert first.id.startswith("c2.") and len(first.id) > len("c2.")


def test_basic_dct_is_read_like_dca_whatever_its_namespaces_are_called() -> None:
    (concept,) = read("basic-dct.tbx").concepts
    assert (concept.domain, concept.definition) == ("procedure", "Mediation comes before the case is filed.")
    assert forms(concept) == [
        ("zh", "先行调解", "preferred"),
        ("en", "mediation before filing", "preferred"),
        ("en", "prior mediation", "admitted"),
    ]
    assert (concept.terms[1].term_type, concept.terms[1].source) == ("phrase", "own")
    assert concept.terms[0].part_of_speech == "noun"


def test_linguist_fields() -> None:
    (concept,) = read("linguist-dca.tbx").concepts
    party, english = concept.terms
    assert party.reading == "dǎng zǔ"
    assert party.note == "register: neutralRegister\nreadingNote: pinyin"
    assert english.note == "transferComment: No such body in common-law courts."


def test_weblate_words() -> None:
    trial, banned, old = read("weblate.tbx").concepts
    assert trial.note == "Not the court of appeal."
    assert trial.forms("zh")[0].note == "also in headlines"
    assert banned.forms("en")[0].status is TermStatus.DEPRECATED
    assert banned.note == "usage note: house ban"
    assert old.forms("en")[0].status is TermStatus.SUPERSEDED
    assert old.forms("en")[0].note == "translationNote: no"
    assert old.forms("zh")[0].status is TermStatus.PREFERRED


def test_terminologue_words() -> None:
    (concept,) = read("terminologue.tbx").concepts
    assert concept.domain == "Law » Courts"
    assert concept.definition == "A bench that sits outside the seat."
    assert concept.note == "example (en): The circuit court sits in Shenzhen."
    assert forms(concept) == [
        ("en", "circuit court", "preferred"),
        ("en", "touring court", "deprecated"),
        ("zh", "巡回法庭", "preferred"),
    ]
    assert concept.terms[0].note == "transferComment: of the Supreme Court"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "this is not XML"),
        ("<martif", "this is not XML"),
        ("zh,en\n法院,court\n", "this is not XML"),
        ("<html><p>term</p></html>", "this is not TBX (it begins with <html>)"),
        (f"{HEAD}<termEntry><langSet xml:lang='zh'>", "the XML is broken"),
        ('<!DOCTYPE a [<!ENTITY x "y">]><martif>&x;</martif>', "declares entities"),
        ('<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><martif/>', "declares entities"),
        (
            f"<!DOCTYPE martif SYSTEM 'TBXcdv04.dtd'>{HEAD}<termEntry>&alpha;</termEntry>",
            "the entity &alpha; is not known",
        ),
        ("<tbx>" * 5000, "more than 100 deep"),
        ('<?xml version="1.0" encoding="zlib"?><martif/>', "unknown encoding “zlib”"),
        ('<?xml version="1.0" encoding="klingon"?><martif/>', "unknown encoding “klingon”"),
        (
            (
                f"{HEAD}<termEntry><note>Zhubi: {{oops</note>"
                "<langSet xml:lang='zh'><tig><term>院</term></tig></langSet></termEntry>"
            ),
            "the note that begins “Zhubi: ” is damaged",
        ),
        (
            f"{HEAD}<termEntry><langSet xml:lang='en'><tig><term>{'x' * 3000}</term></tig></langSet></termEntry>",
            "a form may have 2000",
        ),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "broken.tbx"
    path.write_text(text, "utf-8")
    with pytest.raises(GlossaryFileError) as caught:
        read_tbx(path)
    assert says in str(caught.value)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("codec", ["utf-16", "gb18030", "big5", "utf-8-sig", "iso-8859-1"])
def test_encodings_of_xml(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "coded.tbx"
    declared = {"utf-8-sig": "utf-8"}.get(codec, codec)
    term = "court" if codec == "iso-8859-1" else "法院"
    language = "en" if codec == "iso-8859-1" else "zh"
    text = (
        f'<?xml version="1.0" encoding="{declared}"?>{HEAD}<termEntry><langSet xml:lang="{language}"><tig><term>{term}'
    )
    path.write_bytes((text + "</term></tig></langSet></termEntry></body></text></martif>").encode(codec))
    assert [t.text for c in read_tbx(path).concepts for t in c.terms] == [term]
