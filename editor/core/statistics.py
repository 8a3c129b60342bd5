"""How far a document is: segments by state, open findings by severity, words; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from editor.core.model import Segment, Severity, State

_DONE = (State.CONFIRMED, State.REVIEWED, State.LOCKED)


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of a document; `by_state` and `by_severity` name every state and severity, also those with 0."""

    segments: int
    by_state: tuple[tuple[State, int], ...]
    by_severity: tuple[tuple[Severity, int], ...]
    dismissed: int
    source_characters: int
    target_words: int
    done: int

    @property
    def progress(self) -> float:
        """Share of the segments that are confirmed, reviewed or locked; 1 for an empty document."""
        return self.done / self.segments if self.segments else 1.0

    @property
    def open_findings(self) -> int:
        """Findings that nobody has dismissed."""
        return sum(count for _, count in self.by_severity)


def count(segments: Sequence[Segment], severities: Iterable[Severity], dismissed: int) -> Statistics:
    """Statistics of `segments`; `severities` are those of the open findings."""
    states = Counter(segment.state for segment in segments)
    grave = Counter(severities)
    return Statistics(
        segments=len(segments),
        by_state=tuple((state, states[state]) for state in State),
        by_severity=tuple((severity, grave[severity]) for severity in Severity),
        dismissed=dismissed,
        source_characters=sum(len("".join(segment.source.split())) for segment in segments),
        target_words=sum(len(segment.target.split()) for segment in segments),
        done=sum(states[state] for state in _DONE),
    )
