"""The checks find damage done to correct translations, and leave the correct ones alone; a part of the benchmark."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.contrast import Trial, alarm_rate, alarms, attempt, damages, makers, read_articles

ARTICLES = read_articles()
# Share found over the articles below, at the least: what is reached, less a margin for a rule that goes.
AT_LEAST = {
    "digit changed": 0.9,
    "万/亿 slip": 0.9,
    "name swapped": 0.6,
    "name misspelt": 0.5,
    "negation dropped": 0.5,
    "clause dropped": 0.4,
    "sentence repeated": 0.95,
    "phrase repeated": 0.95,
    "sibling term": 0.8,
    "untranslated": 0.95,
}


@pytest.fixture(scope="module")
def trials() -> list[Trial]:
    """Every damage to every fourth article."""
    some = ARTICLES[::4]
    return attempt(some, list(damages(some)))


def test_there_are_enough_pairs() -> None:
    assert sum(map(len, ARTICLES)) >= 150


@pytest.mark.parametrize("kind", makers())
def test_each_kind_damages_what_it_says(kind: str) -> None:
    """The damaged sentence differs, and there are enough of a kind to count shares."""
    done = list(damages(ARTICLES, [kind]))
    assert len(done) >= 20
    assert all(d.target != ARTICLES[d.article][d.segment][1] for d in done)


@pytest.mark.parametrize(("kind", "least"), AT_LEAST.items())
def test_damage_is_found(trials: list[Trial], kind: str, least: float) -> None:
    mine = [t for t in trials if t.damage.kind == kind]
    assert mine
    missed = [t.damage.target for t in mine if not t.found]
    assert 1 - len(missed) / len(mine) >= least, Counter(missed)


def test_at_most_three_painted_findings_in_a_thousand_unharmed_words() -> None:
    found = alarms(ARTICLES)
    shown = [(f.check, ARTICLES[n][f.segment]) for n, here in enumerate(found) for f in here if f.painted]
    assert alarm_rate(ARTICLES, found) <= 3, shown
