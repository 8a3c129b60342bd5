"""What is written as TBX is valid TBX: order of elements, places of categories, pick lists, ids, references."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from glossary.exchange.formats import write_file
from glossary.exchange.tbx_fields import BASIC, CORE, MIN, MODULES, status_of
from glossary.files import load_glossary
from glossary.model import Concept, TermStatus
from tests.glossary.exchange import specimens

ROOT = Path(__file__).parents[3]
DATA = ROOT / "tests/data/exchange"
NAMED = {"core": CORE, "min": MIN, "basic": BASIC}
GLOSSARIES = {
    "every field": specimens.EVERYTHING,
    "nasty strings": specimens.NASTY_GLOSSARY,
    "of the program": load_glossary(ROOT / "resources/glossaries/court-news.jsonl")[::10],
}
each = pytest.mark.parametrize("concepts", GLOSSARIES.values(), ids=GLOSSARIES)


def written(folder: Path, concepts: tuple[Concept, ...], name: str) -> etree._ElementTree:
    path = folder / "a.tbx"
    write_file(path, concepts, name, title="A & <b>")
    return etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


@each
@pytest.mark.parametrize("name", ["tbx-basic", "tbx-linguist"])
def test_attribute_style_follows_the_grammar(name: str, concepts: tuple[Concept, ...], tmp_path: Path) -> None:
    tree = written(tmp_path, concepts, name)
    grammar = etree.RelaxNG(etree.parse(DATA / "tbx-2019-dca.rng"))
    assert grammar.validate(tree), grammar.error_log.last_error
    assert ("reading" in {e.get("type") for e in tree.iter(f"{{{CORE}}}admin")}) == (name == "tbx-linguist")


@each
def test_the_grammar_of_2008_is_followed(concepts: tuple[Concept, ...], tmp_path: Path) -> None:
    tree = written(tmp_path, concepts, "tbx-2008")
    grammar = etree.DTD(DATA / "tbx-2008.dtd")
    assert grammar.validate(tree), grammar.error_log.last_error


@each
def test_tag_style_says_the_same_as_attribute_style(concepts: tuple[Concept, ...], tmp_path: Path) -> None:
    tree = written(tmp_path, concepts, "tbx-basic-dct").getroot()
    assert (tree.get("type"), tree.get("style")) == ("TBX-Basic", "dct")
    kinds = {"crossReference": "ref", "definition": "descrip", "subjectField": "descrip", "source": "admin"}
    for element in list(tree.iter()):
        name = etree.QName(element)
        if name.namespace != CORE:
            assert name.namespace == NAMED[MODULES[name.localname]]
            element.tag = f"{{{CORE}}}{kinds.get(name.localname, 'termNote')}"
            element.set("type", name.localname)
        else:
            assert element is tree or "type" not in element.attrib
    tree.set("style", "dca")
    etree.cleanup_namespaces(tree)
    assert etree.tostring(tree, method="c14n") == etree.tostring(
        written(tmp_path, concepts, "tbx-basic"), method="c14n"
    )


@pytest.mark.parametrize(
    "name", ["basic-dca.tbx", "basic-dct.tbx", "linguist-dca.tbx", "weblate.tbx", "terminologue.tbx"]
)
def test_the_files_written_by_hand_are_xml_for_others_too(name: str) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    assert etree.parse(DATA / name, parser).getroot().tag in ("martif", f"{{{CORE}}}tbx")


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("preferredTerm-admn-sts", TermStatus.PREFERRED),
        ("admittedTerm", TermStatus.ADMITTED),
        ("Deprecated", TermStatus.DEPRECATED),
        ("supersededTerm-admn-sts", TermStatus.SUPERSEDED),
        ("forbidden", TermStatus.DEPRECATED),
        (" obsolete ", TermStatus.SUPERSEDED),
        ("proposed", None),
        ("", None),
    ],
)
def test_words_for_a_status(word: str, status: TermStatus | None) -> None:
    assert status_of(word) is status
