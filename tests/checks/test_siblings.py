"""The contrast sets are sound: nothing stands twice, forms answer to one another, and every exchange is found."""

from __future__ import annotations

from collections import Counter

import pytest

from editor.checks.framework import CheckSet
from editor.checks.siblings import CHECKS, ContrastSet, Member, contrast_sets
from editor.core.model import Mode, Segment, SegmentId
from glossary.matching import Matcher


@pytest.fixture(scope="module")
def checks() -> CheckSet:
    """The check alone; it needs no glossary."""
    return CheckSet(CHECKS, Matcher(()))


def pairs() -> list[tuple[str, Member, Member]]:
    """Every two members of a set, either way round."""
    return [(one.id, a, b) for one in contrast_sets() for a in one.members for b in one.members if a is not b]


def test_there_are_enough_sets_and_their_ids_differ() -> None:
    ids = [one.id for one in contrast_sets()]
    assert len(ids) >= 50
    assert len(set(ids)) == len(ids)
    assert all(len(one.members) >= 2 for one in contrast_sets())


@pytest.mark.parametrize("one", contrast_sets(), ids=lambda one: one.id)
def test_no_chinese_term_stands_twice_in_a_set(one: ContrastSet) -> None:
    count = Counter(zh for member in one.members for zh in member.zh)
    assert [zh for zh, n in count.items() if n > 1] == []
    assert all(any(member.forms) or member.more for member in one.members)


def test_a_rendering_by_a_sibling_is_found(checks: CheckSet) -> None:
    """Each form of a member in place of the one that answers to it, in a bare sentence."""
    tried = found = 0
    for _, right, wrong in pairs():
        own = {form.lower() for form in (*right.forms, *right.more, *right.also)}
        for form in {*filter(None, wrong.forms)} - own:
            # A form that holds one of ours (chief prosecutor, prosecutor) is no clear exchange.
            if any(f" {mine} " in f" {form} " for mine in own):
                continue
            text = f"They spoke of the {form} there."
            segment = Segment(SegmentId(1), f"他们谈到{right.zh[0]}。", text, text)
            tried += 1
            found += any(f.start < 18 + len(form) for f in checks.check_document([segment], Mode.BILINGUAL))
    assert tried > 700
    assert found >= 0.99 * tried


def test_the_right_rendering_is_left_alone(checks: CheckSet) -> None:
    for one in contrast_sets():
        for member in one.members:
            for form in filter(None, (*member.forms, *member.more, *member.also)):
                text = f"They spoke of the {form} there."
                segment = Segment(SegmentId(1), f"他们谈到{member.zh[0]}。", text, text)
                assert checks.check_document([segment], Mode.BILINGUAL) == [], (one.id, member.zh, form)
