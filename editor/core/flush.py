"""When typed text must be written: a pause ends the wait, and non-stop typing cannot prolong it; no clock here."""

from __future__ import annotations

from dataclasses import dataclass, replace

PAUSE = 0.25
# At the latest 500 ms after a key its text must be on the disk: half of them belong to a busy window and the commit.
LIMIT = 0.25


@dataclass(frozen=True, slots=True)
class Typing:
    """Times (seconds, any steady clock) of the first and last key not yet written; None: nothing waits."""

    first: float | None = None
    last: float | None = None

    def pressed(self, now: float) -> Typing:
        """After a key at `now`."""
        return replace(self, first=now if self.first is None else self.first, last=now)

    def due(self) -> float | None:
        """When to write: after a pause, and at the latest `LIMIT` after the first key; None if nothing waits."""
        if self.first is None or self.last is None:
            return None
        return min(self.last + PAUSE, self.first + LIMIT)

    def wait(self, now: float) -> float | None:
        """Seconds from `now` until the text must be written (0 when overdue); None if nothing waits."""
        due = self.due()
        return None if due is None else max(0.0, due - now)

    def written(self) -> Typing:
        """After the waiting text has been handed over."""
        return Typing()
