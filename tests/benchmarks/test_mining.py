"""The goals of mining on the constructed set, and that the set says what it seems to say."""

import pytest

from benchmarks.edited_articles import ARTICLES, edited_articles, read_planted
from benchmarks.mining import PARTS, is_planted, measure, measure_speed
from glossary.mining import Triple
from glossary.model import Condition


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("source", [True, False], ids=["bilingual", "monolingual"])
def test_planted_corrections_are_found_and_little_else(name: str, source: bool) -> None:
    score = measure(name, source=source)
    assert score.precision >= 0.85, [f"{t.bad} → {t.good}" for t in score.wrong]
    assert score.recall >= 0.7, [p.bad for p in score.missed]
    assert score.explained >= 0.9 * len(score.found) or not source


def test_the_goals_hold_whatever_articles_are_drawn() -> None:
    scores = [measure(name, seed) for name in PARTS[1:] for seed in range(2, 8)]
    assert sum(s.precision for s in scores) / len(scores) >= 0.85
    assert all(s.precision >= 0.75 and s.recall >= 0.7 for s in scores)


def test_the_halves_are_sixty_articles_with_different_corrections_and_distractors() -> None:
    halves = {name: edited_articles(name) for name in PARTS[:2]}
    assert sum(len({p.document for p in pairs}) for pairs in halves.values()) == 2 * ARTICLES >= 60
    planted = {name: {p.bad for p in read_planted(name)} for name in halves}
    assert not planted["tuning"] & planted["held-out"]
    for name, pairs in halves.items():
        assert pairs == edited_articles(name)
        assert pairs != edited_articles(name, 2)
        assert {p.kind for p in read_planted(name)} == {"term", "contested"}
        segments = {(p.document, p.segment) for p in pairs}
        assert len(segments) < len(pairs), "somebody changes something back"
        assert any(p.machine == p.final for p in pairs)


def test_what_counts_as_planted_is_narrow() -> None:
    planted = next(p for p in read_planted("tuning") if p.bad == "judicial escort")

    def triple(bad: str, good: str) -> Triple:
        return Triple("", bad, good, Condition.CTX, ())

    assert is_planted(triple("judicial escorts", "judicial protection"), planted)
    assert is_planted(triple("escort", "protection"), planted)
    assert not is_planted(
        triple("strengthen the judicial escort for", "strengthen the judicial protection for"), planted
    )
    assert not is_planted(triple("judicial escort", "judicial safeguard"), planted)
    assert not is_planted(triple("judicial escort", "protection"), planted)


def test_the_clock_is_read() -> None:
    seconds, triples = measure_speed(600)
    assert 0 < seconds < 30
    assert triples > 10
