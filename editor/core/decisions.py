"""What people decided in a document, told from its journal; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.core.edits import Edit, Field
from editor.core.model import SegmentId, State

_DONE = (State.CONFIRMED, State.REVIEWED, State.LOCKED)


@dataclass(frozen=True, slots=True)
class Decision:
    """How a segment came to be what it is: what was done to it, the state it was last given, by whom and when.

    `time` is seconds since 1970; `state` is empty where nobody called it done.
    """

    segment: SegmentId
    done: tuple[str, ...]
    state: str
    author: str
    time: float


def decision_of(segment: SegmentId, edits: Sequence[Edit]) -> Decision | None:
    """The decision on a segment from its edits, oldest first; None where it was never touched."""
    if not edits:
        return None
    kinds = dict.fromkeys(edit.kind for edit in edits if edit.field in (Field.TARGET, Field.GAP, Field.STRUCTURE))
    states = [edit for edit in edits if edit.field is Field.STATE]
    last = states[-1] if states and states[-1].after in _DONE else None
    told = last or edits[-1]
    return Decision(segment, tuple(kinds), last.after if last else "", told.author, told.time)
