"""The dynamic programme on its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.core.alignment import Sentence, align

SENTENCES = st.lists(
    st.builds(Sentence, st.integers(1, 300), st.frozensets(st.sampled_from(["n1", "n2", "cx", "pa"])), st.booleans()),
    max_size=12,
)


@given(SENTENCES, SENTENCES)
def test_every_sentence_is_in_exactly_one_bead(left: list[Sentence], right: list[Sentence]) -> None:
    i = j = 0
    for i0, i1, j0, j1 in align(left, right):
        assert (i0, j0) == (i, j)
        assert (i1 - i0) + (j1 - j0) > 0
        i, j = i1, j1
    assert (i, j) == (len(left), len(right))


def test_a_long_text_is_followed_past_a_run_of_dropped_sentences() -> None:
    left = [Sentence(30, frozenset({f"n{n}", f"p{n}"}), n % 4 == 3) for n in range(200)]
    right = [Sentence(108, s.keys, s.ends) for n, s in enumerate(left) if not 60 <= n < 90]
    spans = align(left, right)
    assert [i0 for i0, i1, j0, j1 in spans if j0 == j1] == list(range(60, 90))
    assert sum(i1 - i0 == j1 - j0 == 1 for i0, i1, j0, j1 in spans) == 170


def test_lengths_alone_find_a_dropped_sentence() -> None:
    sizes = [12, 80, 25, 60, 15]
    left = [Sentence(size, frozenset(), False) for size in sizes]
    right = [Sentence(round(size * 3.6), frozenset(), False) for size in sizes if size != 60]
    assert [i0 for i0, _, j0, j1 in align(left, right) if j0 == j1] == [3]


def test_one_side_may_have_thousands_of_sentences_more() -> None:
    few = [
        Sentence(9, frozenset(("n1",)), False),
        Sentence(90, frozenset(("n2",)), True),
        Sentence(300, frozenset(), True),
    ]
    many = [Sentence(2, frozenset(), False) for _ in range(2600)]
    for left, right in ((few, many), (many, few), (few * 9, many), (many, few * 9)):
        assert align(left, right)[-1][1::2] == (len(left), len(right))
