"""What the checks have said so far, by segment, with dismissals; plain data, no Qt and no threads."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from editor.checks.risk import Risk
from editor.core.model import Finding, Fix, SegmentId, Severity
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


Alike = tuple[str, str, str, str, str | None]


def alike(finding: Finding, fix: Fix, words: str) -> Alike:
    """What makes two fixes the same: check and rule, the words replaced, what stands there instead."""
    return finding.check, finding.rule, words.casefold(), fix.text.casefold(), fix.gap


def _likenesses(entries: Iterable[Entry]) -> set[Alike]:
    return {
        alike(e.finding, fix, e.finding.seen[fix.start : fix.end]) for e in entries if e.open for fix in e.finding.fixes
    }


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the segment-wide checks and the glossary say about one segment at one revision."""

    segment: SegmentId
    revision: int
    findings: tuple[Finding, ...]
    approved_source: tuple[Span, ...] = ()
    approved_target: tuple[Span, ...] = ()
    occurrences: tuple[Occurrence, ...] | None = None
    risk: Risk | None = None


def approved_spans(occurrences: Iterable[Occurrence]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Spans of approved terms in the source and in the target."""
    good = [o for o in occurrences if o.verdict is Verdict.APPROVED]
    return tuple(o.source for o in good if o.source), tuple(o.target for o in good if o.target)


def _beside(opinion: Opinion) -> object:
    """What an opinion shows beside its findings."""
    return opinion.approved_source, opinion.approved_target, opinion.risk


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
        self._alike: dict[Alike, dict[SegmentId, None]] = {}
        self._open: set[SegmentId] = set()
        self._checks: Counter[str] = Counter()
        self.open: Counter[Severity] = Counter()

    def put(self, opinion: Opinion) -> bool:
        """Take an opinion; whether anything shown changes."""
        old = self._opinions.get(opinion.segment)
        if old is not None and opinion.occurrences is None and old.revision == opinion.revision:
            opinion = replace(opinion, occurrences=old.occurrences)
        self._opinions[opinion.segment] = opinion
        changed = self.refresh(opinion.segment)
        return changed or old is None or _beside(old) != _beside(opinion)

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
        self._index(segment, old, entries)
        if entries == old:
            # Equal findings may have been seen in a newer text.
            self._entries.update({segment: entries} if entries else {})
            return False
        if entries:
            self._entries[segment] = entries
        else:
            self._entries.pop(segment, None)
        return True

    def _index(self, segment: SegmentId, old: tuple[Entry, ...], new: tuple[Entry, ...]) -> None:
        """Keep the sums and the places of like fixes up to date."""
        for key in _likenesses(old):
            places = self._alike.get(key, {})
            places.pop(segment, None)
            if not places:
                self._alike.pop(key, None)
        for key in _likenesses(new):
            self._alike.setdefault(key, {})[segment] = None
        self._checks.subtract(e.finding.check for e in old)
        self._checks.update(e.finding.check for e in new)
        self.open.subtract(e.finding.severity for e in old if e.open)
        self.open.update(e.finding.severity for e in new if e.open)
        if any(e.open for e in new):
            self._open.add(segment)
        else:
            self._open.discard(segment)

    def with_fix(self, key: Alike) -> tuple[SegmentId, ...]:
        """Segments that have an open finding with such a fix (`alike`)."""
        return tuple(self._alike.get(key, ()))

    def has_open(self, segment: SegmentId) -> bool:
        """Whether a segment has an open finding."""
        return segment in self._open

    @property
    def with_open(self) -> tuple[SegmentId, ...]:
        """Segments that have an open finding, in no order."""
        return tuple(self._open)

    @property
    def segments(self) -> tuple[SegmentId, ...]:
        """Segments that have findings, in no order."""
        return tuple(self._entries)

    @property
    def checks(self) -> tuple[str, ...]:
        """Ids of the checks that have found something, in order."""
        return tuple(sorted(check for check, count in self._checks.items() if count > 0))

    def of(self, segment: SegmentId) -> tuple[Entry, ...]:
        """All entries of a segment, in the order of its text."""
        return self._entries.get(segment, ())

    def open_of(self, segment: SegmentId) -> tuple[Finding, ...]:
        """Open findings of a segment."""
        return tuple(e.finding for e in self._entries.get(segment, ()) if e.open)

    def opinion(self, segment: SegmentId) -> Opinion | None:
        """The last opinion about a segment."""
        return self._opinions.get(segment)

    def risk(self, segment: SegmentId) -> Risk | None:
        """The risk of a segment, None while it is not known."""
        opinion = self._opinions.get(segment)
        return opinion.risk if opinion is not None else None

    def made(self) -> Iterator[Finding]:
        """All findings as the checks made them: not arranged, whatever of them is painted."""
        for opinion in self._opinions.values():
            yield from opinion.findings
        for findings in self._whole.values():
            yield from findings

    def __len__(self) -> int:
        return len(self._entries)
