"""What a file would bring is known before anything is written: new, changed, identical, clashing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.arriving import Arrival, Arrivals, Arriving, joined
from glossary.errors import Stopped
from glossary.model import BadRendering, Concept, ConceptId, RuleFix, RuleId, RuleStatus, Term, TermStatus

BENCH = Concept(
    ConceptId("he-yi-ting"), "court", (Term("合议庭", "zh"), Term("collegial bench", "en")),
    (BadRendering(RuleId("he-yi-ting.1"), ("collegiate court",), fixes=(RuleFix("collegial bench"),)),),
    definition="Several judges.",
)  # fmt: skip
GAVEL = Concept(ConceptId("fa-chui"), "court", (Term("法槌", "zh"), Term("gavel", "en")))


def never() -> bool:
    return False


def of(*coming: Concept) -> list[Arriving]:
    return list(Arrivals((BENCH, GAVEL), never).foresee(coming))


def plain(zh: str, en: str, id_: str = "x") -> Concept:
    return Concept(ConceptId(id_), "imported", (Term(zh, "zh"), Term(en, "en")))


def test_an_entry_nobody_has_is_new() -> None:
    (found,) = of(plain("法庭", "courtroom"))
    assert (found.kind, found.known) == (Arrival.NEW, False)


def test_an_entry_with_nothing_more_is_known_whatever_its_id() -> None:
    proposed = replace(BENCH, bad=tuple(replace(r, status=RuleStatus.PROPOSED) for r in BENCH.bad))
    for coming in (BENCH, proposed, plain("合议庭", "Collegial bench".lower(), "other")):
        (found,) = of(coming)
        assert found.kind is Arrival.IDENTICAL, coming
        assert found.why == "The glossary has all of it already (he-yi-ting)."


def test_an_entry_with_more_changes_the_one_there_is_and_takes_nothing_away() -> None:
    coming = replace(
        plain("法槌", "gavel"), terms=(*plain("法槌", "gavel").terms, Term("mallet", "en", TermStatus.ADMITTED))
    )
    (found,) = of(coming)
    assert (found.kind, found.known, found.concept.id) == (Arrival.CHANGED, True, "fa-chui")
    assert [t.text for t in found.concept.terms] == ["法槌", "gavel", "mallet"]
    assert found.concept.domain == "court"


def test_another_preferred_form_clashes() -> None:
    for coming in (
        plain("合议庭", "collegial panel"),
        plain("合議庭", "collegial panel"),
        plain("合议庭", "panel", "he-yi-ting"),
    ):
        (found,) = of(coming)
        assert found.kind is Arrival.CLASHING
        assert "second preferred form" in found.why
    assert found.known
    assert [(t.text, t.status) for t in found.concept.forms("en")] == [
        ("collegial bench", TermStatus.ADMITTED), ("panel", TermStatus.PREFERRED),
    ]  # fmt: skip


def test_the_same_term_of_another_jurisdiction_is_said_to_be_that() -> None:
    (found,) = of(replace(plain("合议庭", "bench of judges"), jurisdiction="HK"))
    assert (found.kind, found.why) == (Arrival.CLASHING, "“合议庭” is “collegial bench” in PRC (he-yi-ting).")


def test_bad_and_approved_forms_meet() -> None:
    (found,) = of(plain("某庭", "collegiate court"))
    assert "called a wrong rendering of “合议庭”" in found.why
    rule = BadRendering(RuleId("y.1"), ("Gavel",))
    (found,) = of(replace(plain("小锤", "hammer", "y"), bad=(rule,)))
    assert "which is an approved form of “法槌”" in found.why


def test_a_rule_of_another_entry_is_not_taken_over() -> None:
    rule = BadRendering(RuleId("he-yi-ting.1"), ("court of colleagues",))
    (found,) = of(replace(plain("小锤", "hammer", "y"), bad=(rule,)))
    assert found.why == "Its rule he-yi-ting.1 belongs to another entry."


def test_entries_of_one_file_are_compared_with_each_other() -> None:
    first, second, third = of(
        plain("法庭", "courtroom", "a"), plain("法庭", "court room", "b"), plain("法庭", "courtroom", "c")
    )
    assert [first.kind, second.kind, third.kind] == [Arrival.NEW, Arrival.CLASHING, Arrival.IDENTICAL]
    assert second.why == "The file has “法庭” twice, as “courtroom” and as “court room”."


def test_a_plain_table_does_not_blunt_a_rule_it_names() -> None:
    rule = BadRendering(RuleId("he-yi-ting-bad"), ("collegiate court", "college court"))
    after = joined(BENCH, replace(plain("合议庭", "collegial bench"), bad=(rule,)))
    assert after.bad[0] == BENCH.bad[0]
    assert after.bad[1].variants == ("college court",)


def test_a_look_can_be_stopped() -> None:
    with pytest.raises(Stopped):
        Arrivals((), lambda: True).foresee([GAVEL])
