"""What the checks have said so far, by segment, with dismissals; plain data, no Qt and no threads."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from editor.core.model import Finding, SegmentId, Severity
from glossary.matching import Occurrence, Span, Verdict


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding and why it was dismissed (empty: it is open)."""

    finding: Finding
    reason: str = ""

    @property
    def open(self) -> bool:
        """Whether nobody has dismissed it."""
        return not self.reason


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the segment-wide checks and the glossary say about one segment at one revision."""

    segment: SegmentId
    revision: int
    findings: tuple[Finding, ...]
    approved_source: tuple[Span, ...] = ()
    approved_target: tuple[Span, ...] = ()
    occurrences: tuple[Occurrence, ...] | None = None


def approved_spans(occurrences: Iterable[Occurrence]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Spans of approved terms in the source and in the target."""
    good = [o for o in occurrences if o.verdict is Verdict.APPROVED]
    return tuple(o.source for o in good if o.source), tuple(o.target for o in good if o.target)


class FindingBook:
    """Findings by segment: those of the segment itself and those of the whole document, arranged together."""

    def __init__(
        self,
        reason: Callable[[Finding], str],
        arrange: Callable[[SegmentId, Sequence[Finding]], Sequence[Finding]],
    ) -> None:
        self._reason = reason
        self._arrange = arrange
        self._opinions: dict[SegmentId, Opinion] = {}
        self._whole: dict[SegmentId, tuple[Finding, ...]] = {}
        self._entries: dict[SegmentId, tuple[Entry, ...]] = {}
        self.open: Counter[Severity] = Counter()

    def put(self, opinion: Opinion) -> bool:
        """Take an opinion; whether anything shown changes."""
        old = self._opinions.get(opinion.segment)
        if old is not None and opinion.occurrences is None and old.revision == opinion.revision:
            opinion = replace(opinion, occurrences=old.occurrences)
        self._opinions[opinion.segment] = opinion
        changed = self.refresh(opinion.segment)
        return (
            changed
            or old is None
            or (old.approved_source, old.approved_target)
            != (
                opinion.approved_source,
                opinion.approved_target,
            )
        )

    def put_whole(self, findings: Iterable[Finding]) -> tuple[SegmentId, ...]:
        """Replace the findings of the document-wide checks; the segments whose list changed."""
        found: defaultdict[SegmentId, list[Finding]] = defaultdict(list)
        for finding in findings:
            found[finding.segment].append(finding)
        new = {segment: tuple(here) for segment, here in found.items()}
        touched = [s for s in {*self._whole, *new} if self._whole.get(s) != new.get(s)]
        self._whole = new
        return tuple(s for s in touched if self.refresh(s))

    def drop(self, segments: Iterable[SegmentId]) -> None:
        """Forget segments that are gone."""
        for segment in segments:
            self._opinions.pop(segment, None)
            self._whole.pop(segment, None)
            self.refresh(segment)

    def refresh(self, segment: SegmentId) -> bool:
        """Arrange a segment's findings anew and look up their dismissals; whether the list changed."""
        opinion = self._opinions.get(segment)
        found = (*(opinion.findings if opinion else ()), *self._whole.get(segment, ()))
        arranged = self._arrange(segment, found) if found else ()
        entries = tuple(Entry(finding, self._reason(finding)) for finding in arranged)
        old = self._entries.get(segment, ())
        if entries == old:
            # Equal findings may have been seen in a newer text.
            self._entries.update({segment: entries} if entries else {})
            return False
        self.open.subtract(e.finding.severity for e in old if e.open)
        self.open.update(e.finding.severity for e in entries if e.open)
        if entries:
            self._entries[segment] = entries
        else:
            self._entries.pop(segment, None)
        return True

    def of(self, segment: SegmentId) -> tuple[Entry, ...]:
        """All entries of a segment, in the order of its text."""
        return self._entries.get(segment, ())

    def open_of(self, segment: SegmentId) -> tuple[Finding, ...]:
        """Open findings of a segment."""
        return tuple(e.finding for e in self._entries.get(segment, ()) if e.open)

    def opinion(self, segment: SegmentId) -> Opinion | None:
        """The last opinion about a segment."""
        return self._opinions.get(segment)

    def __len__(self) -> int:
        return len(self._entries)
