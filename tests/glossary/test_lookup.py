"""Looking terms up by Chinese, pinyin and English."""

from __future__ import annotations

import pytest

from glossary.lookup import Lookup
from glossary.model import BadRendering, Concept, ConceptId, RuleId, Term


def concept(zh: str, en: str, reading: str = "", bad: str = "") -> Concept:
    rules = (BadRendering(RuleId(f"{en}.1"), (bad,)),) if bad else ()
    return Concept(ConceptId(en), "court", (Term(zh, "zh", reading=reading), Term(en, "en")), rules)


LOOKUP = Lookup(
    [
        concept("院长", "president", "yuàn zhǎng", "dean"),
        concept("副院长", "vice president", "fù yuàn zhǎng"),
        concept("类案", "similar cases"),
        concept("法律援助", "legal aid"),
        concept("女法官", "Women judges’ group"),
    ]
)


def found(query: str) -> list[str]:
    return [f.concept.id for f in LOOKUP.find(query)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("院长", ["president", "vice president"]),
        ("yuanzhang", ["president", "vice president"]),
        ("yuan zhang", ["president", "vice president"]),
        ("yuànzhǎng", ["president", "vice president"]),
        ("yuàn zh", ["president", "vice president"]),
        ("yuan4zhang3", ["president", "vice president"]),
        ("yuan2zhang3", []),
        ("yuānzhǎng", []),
        ("lei'an", ["similar cases"]),
        ("lèi", ["similar cases"]),
        ("falvyuanzhu", ["legal aid"]),
        ("falü", ["legal aid"]),
        ("lǜ yuán", ["legal aid"]),
        ("PRESIDENT", ["president", "vice president"]),
        ("dean", ["president"]),
        ("cases", ["similar cases"]),
        ("women judges'", ["Women judges’ group"]),
        ("ＬＥＧＡＬ  aid", ["legal aid"]),
        ("", []),
        ("   ", []),
        ("zzzz", []),
        ("42", []),
        ("%", []),
    ],
)  # fmt: skip
def test_what_is_found(query: str, expected: list[str]) -> None:
    assert found(query) == expected


def test_what_is_written_so_comes_first() -> None:
    assert LOOKUP.find("president")[0].exact
    assert not LOOKUP.find("presiden")[0].exact


def test_no_more_than_asked_for() -> None:
    many = Lookup([concept(f"第{n}院", f"court {n}") for n in range(50)])
    assert len(many.find("court", 7)) == 7
    assert len(many.find("o", 7)) == 7
