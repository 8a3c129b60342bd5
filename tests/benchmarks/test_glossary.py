"""The glossary benchmark asks the same questions at every size and gets the same answers."""

from __future__ import annotations

from benchmarks.glossary import article, concepts, found, measure


def test_a_larger_glossary_finds_the_same_in_the_same_article() -> None:
    small = found(1_000)
    assert small == found(3_000)
    assert small["bad"] > 10
    assert small["approved"] > 100
    assert small["neither"] > 10


def test_glossary_and_article_are_seeded() -> None:
    assert concepts(50) == concepts(60)[:50]
    assert article(concepts(50)) == article(concepts(50))


def test_every_size_is_measured_beside_its_peers() -> None:
    rows = measure([40, 80]).rows
    verdicts = [row for row in rows if row.tool == "whole verdict"]
    assert [row.work for row in verdicts] == ["40 terms", "80 terms", "80 terms"]
    assert {"raw, both", "Matcher"} <= {row.tool for row in rows if row.work == "build 80 terms"}
    assert all(row.value > 0 for row in rows)
