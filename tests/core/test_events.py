from editor.core.edits import GroupId
from editor.core.events import Events, Saved, SaveFailed, SegmentsChanged


def test_a_callback_hears_its_kind_of_event_only_and_in_order() -> None:
    events, heard = Events(), []
    events.subscribe(Saved, lambda e: heard.append(("first", e.number)))
    events.subscribe(Saved, lambda e: heard.append(("second", e.number)))
    events.subscribe(SegmentsChanged, lambda e: heard.append(("changed", e.segments)))
    events.emit(Saved(3, 0))
    events.emit(SaveFailed("the disk is full", 1))
    events.emit(SegmentsChanged((), GroupId(1), "type"))
    assert heard == [("first", 3), ("second", 3), ("changed", ())]


def test_a_callback_may_end_its_subscription_while_it_is_called() -> None:
    events, heard = Events(), []

    def once(event: Saved) -> None:
        heard.append(event.number)
        end()
        end()

    end = events.subscribe(Saved, once)
    events.emit(Saved(1, 0))
    events.emit(Saved(2, 0))
    assert heard == [1]
