from editor.core.edits import Edit, Field, GroupId
from editor.core.history import BURST_PAUSE, History, dismissals_after, net, revisions_after
from editor.core.model import SegmentId

ONE = SegmentId(1)


def typed(before: str, after: str, group: int, time: float = 0.0, segment: int = 1) -> Edit:
    return Edit(SegmentId(segment), Field.TARGET, before, after, time=time, group=GroupId(group))


def turn_back(history: History, edits: list[Edit]) -> list[Edit]:
    from dataclasses import replace

    signed = [replace(edit, group=history.next_group()) for edit in edits]
    history.add(signed)
    return signed


def test_undo_and_redo_move_steps_between_the_stacks() -> None:
    history = History([typed("a", "b", 1), typed("b", "c", 2)])
    first = turn_back(history, history.inverse_of_undoable())
    assert [(e.before, e.after, e.undoes, e.kind) for e in first] == [("c", "b", 2, "undo")]
    assert (history.undoable(), history.redoable()) == (1, 3)
    again = turn_back(history, history.inverse_of_redoable())
    assert [(e.before, e.after, e.undoes, e.kind) for e in again] == [("b", "c", 3, "redo")]
    assert (history.undoable(), history.redoable()) == (4, None)
    turn_back(history, history.inverse_of_undoable())
    turn_back(history, history.inverse_of_undoable())
    assert (history.undoable(), history.redoable()) == (None, 6)


def test_a_new_step_forgets_what_could_be_redone() -> None:
    history = History([typed("a", "b", 1)])
    turn_back(history, history.inverse_of_undoable())
    history.add([typed("a", "z", int(history.next_group()))])
    assert history.redoable() is None
    assert history.undoable() == 3


def test_the_stacks_are_the_same_when_told_from_the_journal() -> None:
    history = History([typed("a", "b", 1), typed("b", "c", 2), typed("c", "d", 3)])
    for _ in range(2):
        turn_back(history, history.inverse_of_undoable())
    turn_back(history, history.inverse_of_redoable())
    told = History(history.edits)
    assert (told.undoable(), told.redoable()) == (history.undoable(), history.redoable())
    assert told.inverse_of_undoable() == history.inverse_of_undoable()
    assert told.next_group() == history.next_group()


def test_a_burst_of_typing_is_one_step_until_a_pause_another_segment_or_another_deed() -> None:
    history = History()
    history.add([typed("a", "ab", 1, time=100.0)])
    assert history.burst(ONE, 101.0) == 1
    history.add([typed("ab", "abc", 1, time=101.0)])
    assert [(e.before, e.after) for e in history.inverse_of_undoable()] == [("abc", "a")]
    assert history.burst(SegmentId(2), 101.0) is None
    assert history.burst(ONE, 101.0 + BURST_PAUSE + 0.1) is None
    assert history.burst(ONE, 100.0) is None, "the clock was set back"
    history.add([Edit(ONE, Field.NOTE, "", "x", kind="note", group=GroupId(2), time=101.0)])
    assert history.burst(ONE, 101.0) is None
    assert History(history.edits[:2]).burst(ONE, 101.0) is None, "a burst ends with the session"


def test_a_burst_that_comes_to_nothing_can_be_taken_back_without_harm() -> None:
    history = History([typed("a", "b", 1), typed("b", "a", 1)])
    assert [(e.before, e.after) for e in history.inverse_of_undoable()] == [("a", "a")]
    assert history.of_segment(ONE) == []


def test_history_of_a_segment_tells_bursts_as_one_edit() -> None:
    history = History([typed("a", "b", 1), typed("b", "c", 1), typed("x", "y", 2, segment=2), typed("c", "d", 3)])
    assert [(e.before, e.after) for e in history.of_segment(ONE)] == [("a", "c"), ("c", "d")]
    assert history.first_before(ONE, Field.TARGET) == "a"
    assert history.first_before(ONE, Field.GAP) is None


def test_net_keeps_fields_apart_and_leaves_structure_alone() -> None:
    state = Edit(ONE, Field.STATE, "machine", "draft", group=GroupId(1))
    assert net([typed("a", "b", 1), state, typed("b", "c", 1)]) == [typed("a", "c", 1), state]
    structure = Edit(ONE, Field.STRUCTURE, "[]", "[]", group=GroupId(1))
    assert net([structure, structure]) == [structure, structure]


def test_dismissals_and_revisions_follow_from_the_edits() -> None:
    edits = [
        Edit(ONE, Field.DISMISSAL, "", "a name", "f1"),
        Edit(ONE, Field.DISMISSAL, "", "house style", "f2"),
        Edit(ONE, Field.DISMISSAL, "a name", "", "f1"),
        typed("a", "b", 4, segment=9),
    ]
    assert dismissals_after(edits) == {(1, "f2"): "house style"}
    assert revisions_after(edits) == {9: 4}
