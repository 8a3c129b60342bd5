"""What the glossary learns from: confirmed segments and their journal as edit pairs; nothing is mined here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from editor.core.edits import Edit, Field
from editor.core.model import Segment, SegmentId, State
from glossary.corpus import EditPair

_SETTLED = frozenset({State.CONFIRMED, State.REVIEWED})


@dataclass(frozen=True, slots=True)
class _Confirmed:
    """A text as somebody confirmed it; `translator` is who wrote it."""

    text: str
    translator: str
    time: float


def harvest(
    document: str, segments: Iterable[Segment], history: Callable[[SegmentId], Sequence[Edit]]
) -> list[EditPair]:
    """The edit pairs of a document: for each segment that is confirmed or reviewed now, every text it was confirmed
    with since its last split or merge, oldest first. Segments without a machine's text or without a target give none.
    """
    pairs: list[EditPair] = []
    for segment in segments:
        if segment.state in _SETTLED and segment.machine.strip() and segment.target.strip():
            for confirmed in _confirmed(segment, history(segment.id)):
                pairs.append(
                    EditPair(
                        document,
                        str(segment.id),
                        segment.source,
                        segment.machine,
                        confirmed.text,
                        confirmed.translator,
                        confirmed.time,
                    )
                )
    return pairs


def _confirmed(segment: Segment, edits: Sequence[Edit]) -> list[_Confirmed]:
    """The texts a segment was confirmed with; the last is the one that stands, whatever the journal says."""
    edits = _since_restructured(edits)
    text = next((e.before for e in edits if e.field is Field.TARGET), segment.target)
    writer = ""
    found: list[_Confirmed] = []
    # An undo journals its group backwards: the text of a group is settled before its state.
    for edit in sorted(edits, key=lambda e: (e.group, e.field is Field.STATE)):
        if edit.field is Field.TARGET:
            text, writer = edit.after, edit.author
        elif edit.field is Field.STATE and edit.after in _SETTLED:
            found.append(_Confirmed(text, writer or edit.author, edit.time))
        elif edit.field is Field.STATE and edit.before in _SETTLED and edit.kind == "undo" and found:
            found.pop()  # confirmed by mistake
    if not found or found[-1].text != segment.target:
        found.append(_Confirmed(segment.target, writer, edits[-1].time if edits else 0.0))
    return [c for n, c in enumerate(found) if c.text.strip() and (n == 0 or c.text != found[n - 1].text)]


def _since_restructured(edits: Sequence[Edit]) -> Sequence[Edit]:
    last = max((n for n, edit in enumerate(edits) if edit.field is Field.STRUCTURE), default=-1)
    return edits[last + 1 :]
