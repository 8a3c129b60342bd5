"""Transliterations and Latin names: what sounds alike, and where foreign names stand."""

from __future__ import annotations

import pytest

from editor.core.name_ledger import ALIKE
from editor.core.sounding import foreign_runs, foreignness, likeness

ALIKE_PAIRS = (
    ("特朗普", "Trump"),
    ("泽连斯基", "Zelensky"),
    ("布林肯", "Blinken"),
    ("拉夫罗夫", "Lavrov"),
    ("默克尔", "Merkel"),
    ("约翰逊", "Johnson"),
    ("史密斯", "Smith"),
    ("斯托尔滕贝格", "Stoltenberg"),
    ("罗伯特", "Roberto"),
    ("奥巴马", "Obama"),
)
OTHER_PAIRS = (
    ("特朗普", "Biden"),
    ("拜登", "Trump"),
    ("岸田文雄", "Shinzo"),
    ("默克尔", "Macron"),
    ("拉夫罗夫", "Putin"),
    ("布林肯", "Pompeo"),
    ("约翰逊", "Sunak"),
    ("斯托尔滕贝格", "Guterres"),
    ("莱特希泽", "Navarro"),
    ("沙利文", "Austin"),
)


@pytest.mark.parametrize(("chinese", "latin"), ALIKE_PAIRS)
def test_a_transliteration_sounds_like_its_name(chinese: str, latin: str) -> None:
    """The cost a letter stays below the limit of verdicts."""
    assert likeness(chinese, latin).cost <= ALIKE


@pytest.mark.parametrize(("chinese", "latin"), OTHER_PAIRS)
def test_another_name_does_not(chinese: str, latin: str) -> None:
    """And above it for somebody else."""
    assert likeness(chinese, latin).cost > ALIKE


def test_the_place_of_the_name_is_told() -> None:
    """The best part of a longer text."""
    text = "总统特朗普发表讲话"
    found = likeness(text, "Trump")
    assert text[found.start : found.end] == "特朗普"


@pytest.mark.parametrize("latin", ["", "!", "李"])
def test_nothing_sounds_like_no_letters(latin: str) -> None:
    """Neither does anything sound like an empty text."""
    assert likeness("特朗普", latin).cost > 90
    assert likeness("", "Trump").cost > 90


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("总统埃里克森会见代表团", ["埃里克森"]),
        ("埃伦·哈岑指出", ["埃伦·哈岑"]),
        ("公司马上恢复生产", []),
    ],
)
def test_foreign_names_are_seen_by_their_characters(text: str, names: list[str]) -> None:
    """Ordinary words of the same characters are not."""
    assert [text[r.start : r.end] for r in foreign_runs(text)] == names


def test_how_foreign_a_name_is_written() -> None:
    """A transliteration more than a Chinese name."""
    assert foreignness("埃里克森") > 100 > foreignness("张建国")
