from hypothesis import given
from hypothesis import strategies as st

from editor.core.edges import common_edges


@given(st.text("ab", max_size=8), st.text("ab", max_size=8))
def test_edges_are_shared_do_not_overlap_and_cannot_be_longer(old: str, new: str) -> None:
    head, tail = common_edges(old, new)
    assert old[:head] == new[:head]
    assert old[len(old) - tail :] == new[len(new) - tail :]
    assert head + tail <= min(len(old), len(new))
    if head + tail < min(len(old), len(new)):
        assert old[head] != new[head]
        assert old[-1 - tail] != new[-1 - tail]
