"""Releases: numbering, the hash over the content, the change log, failing tests, and the segments a release reaches."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import ReleaseError
from glossary.model import Concept, RuleFix, RuleMode, RuleStatus, RuleTests, Term, TermStatus
from glossary.proposals import Kind, Release, SuggestionId
from glossary.releases import affected, difference, digest, make_release, next_label, verify
from tests.glossary.making import concept, rule

YARD = replace(rule("law yard", to="court"), tests=RuleTests(("The law yard sat.",), ("The court sat.",)))
COURT = concept("法院", "court", YARD)
CASE = concept("类案", "similar case")
IN_2024 = 1_710_000_000.0


def released(
    *concepts: Concept, former: tuple[Concept, ...] = (), labels: tuple[str, ...] = (), **more: str
) -> Release:
    return make_release(concepts, former, labels=labels, author="li", time=IN_2024, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("labels", "year", "wanted"),
    [((), 2024, "2024.1"), (("2024.1", "2024.9", "2024.10"), 2024, "2024.11"), (("2024.3",), 2025, "2025.1")],
)
def test_labels_count_within_the_year(labels: tuple[str, ...], year: int, wanted: str) -> None:
    assert next_label(labels, year) == wanted


def test_a_release_says_what_it_holds() -> None:
    made = make_release(
        (COURT, CASE), (CASE,), labels=("2024.1",), author="li", time=IN_2024, suggestions=[SuggestionId("S1")]
    )
    assert (made.label, made.previous, made.concepts, made.tests) == ("2024.2", "2024.1", 2, 2)
    assert made.failures == ()
    assert made.suggestions == ("S1",)
    assert [(line.kind, line.text, line.new) for line in made.changes] == [(Kind.ADDED, "法院", "court")]
    assert made.signature == f"2024.2+{made.digest[:8]}"
    assert verify(made, (CASE, COURT))
    assert not verify(made, (CASE,))


def test_the_hash_depends_on_content_not_on_order() -> None:
    assert digest((COURT, CASE)) == digest((CASE, COURT))
    assert digest((COURT,)) != digest((replace(COURT, note="x"),))
    assert digest((COURT,)) != digest((replace(COURT, bad=(replace(YARD, mode=RuleMode.WARN),)),))
    assert digest(()) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(st.text(max_size=4), st.text(max_size=4), st.text(max_size=4), st.text(max_size=4))
def test_different_contents_have_different_hashes(a: str, b: str, c: str, d: str) -> None:
    one, other = replace(CASE, note=a, definition=b), replace(CASE, note=c, definition=d)
    assert (digest((one,)) == digest((other,))) is (one == other)


def test_nothing_new_is_not_released() -> None:
    with pytest.raises(ReleaseError, match=r"Nothing has changed since 2024\.1"):
        released(CASE, former=(CASE,), labels=("2024.1",))


def test_failing_tests_stop_a_release_unless_somebody_says_why_not() -> None:
    broken = replace(COURT, bad=(replace(YARD, tests=RuleTests(("The yard sat.",), ("The court sat.",))),))
    with pytest.raises(ReleaseError, match=r"must hit “The yard sat\.”"):
        released(broken)
    made = released(broken, despite="urgent")
    assert made.failures[0] == "released despite failing tests: urgent"
    assert "must hit" in made.failures[1]


def lines(old: Concept, new: Concept) -> list[tuple[Kind, str, str, str, str]]:
    return [(line.kind, line.what, line.text, line.old, line.new) for line in difference([old], [new])]


def test_the_change_log_names_every_kind_of_change() -> None:
    assert [(line.kind, line.text) for line in difference((COURT,), (CASE,))] == [
        (Kind.ADDED, "类案"),
        (Kind.REMOVED, "法院"),
    ]
    admitted = Term("law court", "en", TermStatus.ADMITTED)
    more = replace(COURT, terms=(*COURT.terms, admitted))
    assert lines(COURT, more) == [(Kind.ADDED, "term", "law court", "", "admitted")]
    assert lines(more, COURT) == [(Kind.REMOVED, "term", "law court", "admitted", "")]
    gone = replace(more, terms=(*COURT.terms, replace(admitted, status=TermStatus.SUPERSEDED)))
    assert lines(more, gone) == [(Kind.DEPRECATED, "term", "law court", "admitted", "superseded")]
    sourced = replace(more, terms=(*COURT.terms, replace(admitted, source="SPC 2021")))
    assert lines(more, sourced) == [(Kind.CHANGED, "term", "law court", "source: usage", "source: SPC 2021")]
    assert lines(COURT, replace(COURT, bad=())) == [(Kind.REMOVED, "rule", "law yard", "approved", "")]
    assert lines(replace(COURT, bad=()), COURT) == [(Kind.ADDED, "rule", "law yard", "", "court")]
    retired = replace(COURT, bad=(replace(YARD, status=RuleStatus.RETIRED),))
    assert lines(COURT, retired) == [(Kind.DEPRECATED, "rule", "law yard", "approved", "retired")]
    other = replace(COURT, bad=(replace(YARD, fixes=(RuleFix("tribunal"),)),))
    assert lines(COURT, other) == [(Kind.CHANGED, "rule", "law yard", "fixes: court", "fixes: tribunal")]
    assert lines(COURT, replace(COURT, domain="law")) == [(Kind.CHANGED, "concept", "法院: domain", "court", "law")]
    turned = replace(more, terms=more.terms[::-1])
    assert lines(more, turned) == [(Kind.CHANGED, "concept", "法院: order of terms", "", "")]
    assert difference((COURT, CASE), (CASE, COURT)) == ()


def test_exactly_the_segments_that_change_are_affected() -> None:
    texts = [("", "The court sat."), ("法院开庭。", "The law yard sat."), ("", "A garden."), ("", "Two law yards.")]
    found = affected((replace(COURT, bad=()), CASE), (COURT, CASE), texts)
    assert [d.segment for d in found] == [1, 3]
    assert [o.fixes for d in found for o in d.come] == [("court",), ("courts",)]
    assert affected((COURT,), (replace(COURT, note="seen again"),), texts) == ()
