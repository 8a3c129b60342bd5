"""What a reviewed table brings back: rows matched to segments, three texts compared; pure, nothing is changed here.

The three texts are the one handed out (known by its seal), the project's own now, and the reviewer's.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from editor.core import editing
from editor.core.edits import Edit
from editor.core.model import Segment, SegmentId, State
from editor.core.placeables import LINE_BREAK

# What Word, spreadsheets and keyboards exchange without being asked; a row that differs in nothing else is unchanged.
_SAME = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'", "…": "...", "\u2011": "-", "\u00ad": "", "\ufeff": ""}
)
_SPACE = re.compile(r"[\s\u200b]+")


class Verdict(StrEnum):
    """What a returned row is to its segment."""

    SAME = "same"
    CHANGED = "changed"
    FORM = "form"  # other quotation marks or spaces only
    EMPTIED = "emptied"
    CONFLICT = "conflict"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class ReviewedRow:
    """A row of a returned file. `segment`, `seal` and `note_seal` are what was put there when it was handed out.

    `margin` are comments beside the text, each with its author.
    """

    number: str
    segment: SegmentId | None
    seal: str
    note_seal: str
    source: str
    machine: str
    final: str
    comment: str
    margin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    """A segment that came back: its place from 1, both texts, the note as it would be, and the verdict on the text."""

    segment: SegmentId
    place: int
    mine: str
    theirs: str
    note_before: str
    note: str
    verdict: Verdict

    @property
    def differs(self) -> bool:
        """Whether there is anything to take, or to refuse."""
        return self.verdict is not Verdict.SAME or self.note != self.note_before


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows of a returned file: those of a segment, those of none, those that came twice, and places not in it."""

    returned: tuple[Returned, ...]
    strangers: tuple[ReviewedRow, ...] = ()
    doubled: tuple[ReviewedRow, ...] = ()
    missing: tuple[int, ...] = ()

    def of(self, *verdicts: Verdict) -> tuple[Returned, ...]:
        """The rows with one of these verdicts, in order."""
        return tuple(row for row in self.returned if row.verdict in verdicts)


def folded(text: str) -> str:
    """A text without what an office program may have exchanged by itself."""
    return _SPACE.sub(" ", text.translate(_SAME)).strip()


def seal(text: str) -> str:
    """The name of a text, eight signs, the same for texts that differ in form only."""
    return hashlib.sha256(folded(text).encode("utf-8", "replace")).hexdigest()[:8]


def plan(segments: Sequence[Segment], rows: Iterable[ReviewedRow], *, own: bool) -> Plan:
    """Match rows to segments by id, else by their source and MT where these are there once, and judge each.

    `own`: the file names this very document. Otherwise an id counts only where the source or MT is that segment's too.
    """
    by_id = {s.id: (n, s) for n, s in enumerate(segments, 1)}
    by_text: dict[tuple[str, str], list[SegmentId]] = {}
    for s in segments:
        by_text.setdefault((folded(s.source), folded(s.machine)), []).append(s.id)
    found: dict[SegmentId, Returned] = {}
    strangers, doubled = [], []
    for row in rows:
        at = _home(row, by_id, by_text, own)
        if at is None:
            strangers.append(row)
        elif at in found:
            doubled.append(row)
        else:
            known = row if row.segment == at else replace(row, seal="", note_seal="")
            found[at] = _judged(*by_id[at], known)
    returned = tuple(sorted(found.values(), key=lambda one: one.place))
    missing = tuple(n for n, s in enumerate(segments, 1) if s.id not in found)
    return Plan(returned, tuple(strangers), tuple(doubled), missing)


def _home(
    row: ReviewedRow,
    by_id: dict[SegmentId, tuple[int, Segment]],
    by_text: dict[tuple[str, str], list[SegmentId]],
    own: bool,
) -> SegmentId | None:
    if row.segment is not None and row.segment in by_id:
        segment = by_id[row.segment][1]
        pairs = ((row.source, segment.source), (row.machine, segment.machine))
        if own or any(folded(theirs) and folded(theirs) == folded(mine) for theirs, mine in pairs):
            return row.segment
    if row.segment is not None and own:
        return None  # a segment that was joined to another since
    same = by_text.get((folded(row.source), folded(row.machine)), [])
    return same[0] if len(same) == 1 and (folded(row.machine) or folded(row.source)) else None


def _judged(place: int, segment: Segment, row: ReviewedRow) -> Returned:
    theirs = row.final.strip()
    if LINE_BREAK not in segment.target + segment.machine:
        theirs = theirs.replace(LINE_BREAK, " ")
    verdict = _verdict(segment, theirs, row.seal)
    return Returned(segment.id, place, segment.target, theirs, segment.note, _note(segment.note, row), verdict)


def _verdict(segment: Segment, theirs: str, handed_out: str) -> Verdict:
    mine = segment.target
    if theirs == mine:
        return Verdict.SAME
    if folded(theirs) == folded(mine):
        return Verdict.FORM if not handed_out or seal(mine) == handed_out else Verdict.SAME
    if handed_out and seal(theirs) == handed_out:
        return Verdict.SAME  # changed here since, and not there
    if segment.state is State.LOCKED:
        return Verdict.LOCKED
    if not handed_out or seal(mine) != handed_out:
        return Verdict.CONFLICT
    return Verdict.CHANGED if theirs else Verdict.EMPTIED


def _note(mine: str, row: ReviewedRow) -> str:
    """The note with what the reviewer wrote: in place of the one handed out, under one that has changed since."""
    theirs = row.comment.strip()
    note = mine
    if row.note_seal and seal(theirs) != row.note_seal and seal(mine) == row.note_seal:
        note = theirs
    elif theirs and seal(theirs) != row.note_seal and folded(theirs) not in folded(mine):
        note = f"{mine}\n{theirs}".strip()
    for said in row.margin:
        if folded(said) not in folded(note):
            note = f"{note}\n{said}".strip()
    return note


def edits_of(rows: Iterable[Returned], segments: dict[SegmentId, Segment], texts: set[SegmentId]) -> list[Edit]:
    """The edits that take these rows over: the text where it is among `texts` and not locked, the note always.

    They fail as a RevisionConflict where a segment has changed since the plan was made.
    """
    edits: list[Edit] = []
    for row in rows:
        segment = replace(segments[row.segment], target=row.mine, note=row.note_before)
        if row.segment in texts and row.verdict not in (Verdict.SAME, Verdict.LOCKED):
            edits += editing.retarget(segment, row.theirs, "review")
        edits += editing.annotate(segment, row.note)
    return edits
