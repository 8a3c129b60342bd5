from hypothesis import given
from hypothesis import strategies as st

from editor.core.flush import LIMIT, PAUSE, Typing


def test_nothing_waits_before_the_first_key_and_after_writing() -> None:
    assert Typing().due() is None
    assert Typing().pressed(1.0).written().wait(2.0) is None


def test_a_pause_ends_the_wait() -> None:
    typing = Typing().pressed(10.0)
    assert typing.due() == 10.0 + PAUSE
    assert typing.wait(10.0 + PAUSE / 2) == PAUSE / 2
    assert typing.wait(99.0) == 0.0


def test_non_stop_typing_cannot_put_it_off() -> None:
    typing = Typing()
    for n in range(100):
        typing = typing.pressed(n * 0.05)
    assert typing.due() == LIMIT


@given(st.lists(st.floats(0.001, 2.0), min_size=1, max_size=60))
def test_no_key_waits_longer_than_half_a_second(pauses: list[float]) -> None:
    """Replays keys against the policy: whenever it is due before the next key, the text is written then."""
    now, typing, waiting = 0.0, Typing(), []
    for pause in [*pauses, 10.0]:
        due = typing.due()
        if due is not None and due <= now + pause:
            assert all(due - key <= 0.5 for key in waiting)
            typing, waiting = typing.written(), []
        now += pause
        typing = typing.pressed(now)
        waiting.append(now)
