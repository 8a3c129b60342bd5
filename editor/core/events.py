"""What a project tells those who watch it: small typed values and a plain observer; no Qt, no threads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from editor.core.edits import GroupId
from editor.core.model import SegmentId

Event = TypeVar("Event")


@dataclass(frozen=True, slots=True)
class SegmentsChanged:
    """Segments whose text, state, note or dismissals changed, in the order of the document."""

    segments: tuple[SegmentId, ...]
    group: GroupId
    kind: str


@dataclass(frozen=True, slots=True)
class StructureChanged:
    """At `position`, `removed` segments gave way to `added` ones (ids may stand in both)."""

    position: int
    removed: tuple[SegmentId, ...]
    added: tuple[SegmentId, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """Everything up to journal number `number` has been committed; `pending` edits still wait."""

    number: int
    pending: int


@dataclass(frozen=True, slots=True)
class SaveFailed:
    """Writing failed for the reason in `message`; `pending` edits are kept and written with the next attempt."""

    message: str
    pending: int


class Events:
    """Callbacks by type of event; they run in the thread that emits, in the order of subscription."""

    def __init__(self) -> None:
        self._callbacks: dict[type[Any], list[Callable[[Any], None]]] = {}

    def subscribe(self, kind: type[Event], callback: Callable[[Event], None]) -> Callable[[], None]:
        """Have `callback` called with every event of `kind`; the returned function ends it."""
        callbacks = self._callbacks.setdefault(kind, [])
        callbacks.append(callback)

        def unsubscribe() -> None:
            if callback in callbacks:
                callbacks.remove(callback)

        return unsubscribe

    def emit(self, event: object) -> None:
        """Call those who subscribed to this type of event."""
        for callback in tuple(self._callbacks.get(type(event), ())):
            callback(event)
