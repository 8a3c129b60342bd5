"""Offsets for Qt and back again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.gui.positions import Positions

TEXTS = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=30)


def test_astral_characters_count_two_units() -> None:
    where = Positions("a😀b𠮷c")
    assert [where.to_units(n) for n in range(6)] == [0, 1, 3, 4, 6, 7]
    assert where.span(1, 4) == (1, 5)


def test_the_middle_of_a_pair_is_its_character() -> None:
    where = Positions("a😀b")
    assert where.to_points(2) == 1
    assert [where.to_points(n) for n in (0, 1, 3, 4)] == [0, 1, 2, 3]


@given(TEXTS)
def test_there_and_back(text: str) -> None:
    where = Positions(text)
    for n in range(len(text) + 1):
        assert where.to_units(n) == len(text[:n].encode("utf-16-le")) // 2
        assert where.to_points(where.to_units(n)) == n


@given(TEXTS, st.integers(-3, 80))
def test_every_unit_lands_inside(text: str, unit: int) -> None:
    assert 0 <= Positions(text).to_points(unit) <= len(text)
