"""The quick comparison of two glossaries says what matching every segment with both would say."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.comparing import Comparison, sign
from glossary.matching import Matcher
from glossary.model import Concept, RuleStatus, Term, TermStatus
from tests.glossary.making import concept, rule

ENGLISH = ("court", "law yard", "people's court", "court president", "dean", "president", "case", "class case")
CHINESE = ("法院", "人民法院", "院长", "法院院长", "类案", "案", "长", "民法")
CONDITIONS = ("mono", "ctx", "src")


@st.composite
def concepts(draw: st.DrawFn) -> tuple[Concept, ...]:
    made = []
    for number in range(draw(st.integers(0, 4))):
        bad = [
            rule(draw(st.sampled_from(ENGLISH)), draw(st.sampled_from(CONDITIONS)), to=draw(st.sampled_from(ENGLISH)))
            for _ in range(draw(st.integers(0, 2)))
        ]
        if bad and draw(st.booleans()):
            bad[0] = replace(bad[0], source_any=(draw(st.sampled_from(CHINESE)),))
        if bad and draw(st.booleans()):
            bad[0] = replace(bad[0], variants=(r"\bcourt \w+",), match="regex")
        one = concept(draw(st.sampled_from(CHINESE)), draw(st.sampled_from(ENGLISH)), *bad)
        made.append(replace(one, id=f"c{number}"))
    return tuple(made)


texts = st.lists(
    st.tuples(
        st.lists(st.sampled_from(CHINESE), max_size=3).map("".join),
        st.lists(st.sampled_from((*ENGLISH, "the", "of")), max_size=5).map(" ".join),
    ),
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(concepts(), concepts(), texts)
def test_exactly_the_segments_whose_verdicts_change(
    old: tuple[Concept, ...], new: tuple[Concept, ...], segments: list[tuple[str, str]]
) -> None:
    assert_exact(old, new, segments)


@settings(max_examples=150, deadline=None)
@given(concepts(), concepts(), texts)
def test_exactly_the_segments_whose_verdicts_change_where_only_rules_do(
    old: tuple[Concept, ...], other: tuple[Concept, ...], segments: list[tuple[str, str]]
) -> None:
    rules = {c.id: c.bad for c in other}
    new = tuple(replace(c, bad=(*c.bad, *rules.get(c.id, ()))[::-1][:2]) for c in old)
    assert_exact(old, new, segments)


def assert_exact(old: tuple[Concept, ...], new: tuple[Concept, ...], segments: list[tuple[str, str]]) -> None:
    before, after = Matcher(old), Matcher(new)
    expected = {}
    for number, (source, target) in enumerate(segments):
        was = {sign(o) for o in before.occurrences(source, target)}
        will = {sign(o) for o in after.occurrences(source, target)}
        if was != will:
            expected[number] = (was - will, will - was)
    found = {
        d.segment: ({sign(o) for o in d.gone}, {sign(o) for o in d.come})
        for d in Comparison(old, new).differences(segments)
    }
    assert found == expected


def test_untouched_segments_are_not_read() -> None:
    old = (concept("法院", "court"), concept("院长", "president"))
    new = (old[0], replace(old[1], terms=(*old[1].terms, Term("court head", "en", TermStatus.ADMITTED))))
    comparison = Comparison(old, new)
    assert comparison.changed == {"院长"}
    assert list(comparison.candidates([("", "The court sat."), ("院长", "He sat."), ("", "Court heads sat.")])) == [
        (1, "院长", "He sat."),
        (2, "", "Court heads sat."),
    ]
    assert list(Comparison(old, old).differences([("院长", "president")])) == []


def test_a_retired_rule_is_a_change() -> None:
    old = (concept("法院", "court", rule("law yard")),)
    new = (replace(old[0], bad=(replace(old[0].bad[0], status=RuleStatus.RETIRED),)),)
    (found,) = Comparison(old, new).differences([("", "A court."), ("", "A law yard.")])
    assert (found.segment, len(found.gone), found.come) == (1, 1, ())
