"""Frozen values of the editor: document, segment, finding; offsets are code points, end exclusive."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

SegmentId = NewType("SegmentId", int)


class Mode(StrEnum):
    """Bilingual: the Chinese is there. Monolingual: nothing can be verified against the source."""

    BILINGUAL = "bilingual"
    MONOLINGUAL = "monolingual"


class State(StrEnum):
    """Life of a segment; editing a confirmed or reviewed one makes it a draft again."""

    MACHINE = "machine"
    DRAFT = "draft"
    CONFIRMED = "confirmed"
    REVIEWED = "reviewed"
    LOCKED = "locked"


class Origin(StrEnum):
    """Where the present target came from: an axis of its own beside the state."""

    MT = "mt"
    TM = "tm"
    PROPAGATED = "propagated"
    TYPED = "typed"


class Side(StrEnum):
    """The text a finding points into; DOCUMENT findings are anchored at their first occurrence in a target."""

    SOURCE = "source"
    TARGET = "target"
    DOCUMENT = "document"


class Severity(StrEnum):
    """MQM severities, worst first by `rank`."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for critical up to 3 for info."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Segment:
    """One row: a source sentence, the machine's rendering (never changed) and what it is now.

    `gap` is the white space between this target and the next in the delivered text (empty where sentences are
    glued, a line break where a paragraph ends); `source_gap` the same for the source.
    """

    id: SegmentId
    source: str
    machine: str
    target: str
    state: State = State.MACHINE
    origin: Origin = Origin.MT
    revision: int = 0
    gap: str = " "
    source_gap: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What the segments belong to. `prefix` is the target text before the first segment; `skeleton` is the
    format's own; `digest` is the SHA-256 of the original MT file."""

    id: str
    title: str
    format: str
    mode: Mode
    source_language: str = "zh-Hans"
    target_language: str = "en"
    prefix: str = ""
    skeleton: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Fix:
    """Replace `[start, end)` of the segment's target by `text`; with `gap` set, set the segment's gap as well.

    `safe` fixes change form only (spacing, doubled numbering, full-width marks …) or are those of a rule approved as
    repaired at once; they may be applied unasked.
    """

    start: int
    end: int
    text: str
    safe: bool = False
    gap: str | None = None

    def apply(self, target: str) -> str:
        """The target after the fix."""
        return target[: self.start] + self.text + target[self.end :]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a finding: `kind` is source, rule, term, arithmetic, occurrence or count; `text` is data.

    `start`/`end` point into the source of `segment` for kind source, into its target for kind occurrence.
    """

    kind: str
    text: str
    segment: SegmentId | None = None
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Finding:
    """A check's opinion on a span; recomputed, never stored.

    `message` is a gettext id with `{names}` filled from `values`. `painted` false: listed only. `seen` is the target of
    the segment as the check saw it (set by `arrange`): fixes are placed by it when the text has changed since.
    """

    check: str
    severity: Severity
    segment: SegmentId
    side: Side
    start: int
    end: int
    message: str
    values: tuple[tuple[str, str], ...] = ()
    fixes: tuple[Fix, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.8
    rule: str = ""
    painted: bool = True
    sort_key: tuple[int, ...] = field(default=(), compare=False)
    seen: str = field(default="", compare=False, repr=False)

    @property
    def telling(self) -> tuple[Evidence, ...]:
        """The evidence that says more than the bare name of the check or of its rule."""
        return tuple(e for e in self.evidence if e.kind != "rule" or e.text not in (self.check, self.rule))

    def fingerprint(self, segment: Segment) -> str:
        """Name under which a dismissal is stored: check, rule, source span text and target span text.

        It stays the same over a re-run and a re-import and changes when one of the two texts does.
        """
        target = segment.source if self.side is Side.SOURCE else segment.target
        sources = "\x1f".join(e.text for e in self.evidence if e.kind == "source")
        parts = (self.check, self.rule, sources, target[self.start : self.end])
        return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()[:32]
