"""What the edits of a journal act on: document, segments and dismissals; applying a group is all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from editor.core.edits import Edit, Field
from editor.core.model import Document, Origin, Segment, SegmentId, State
from editor.core.segments import SegmentList
from editor.errors import RevisionConflict

_CHANGED = "Segment {id} has changed in the meantime; look at it again and repeat the step."
_STATES = {state.value: state for state in State}
_ORIGINS = {origin.value: origin for origin in Origin}


@dataclass(slots=True)
class Changes:
    """What applying edits did: segments touched (in order, some may be gone), segments whose row or predecessor
    changed, splices as (position, removed ids, added ids)."""

    touched: dict[SegmentId, None] = field(default_factory=dict)
    rows: dict[SegmentId, None] = field(default_factory=dict)
    splices: list[tuple[int, tuple[SegmentId, ...], tuple[SegmentId, ...]]] = field(default_factory=list)
    document: bool = False


@dataclass(slots=True)
class Contents:
    """Document, segments and dismissals (reason by segment and fingerprint) as the journal has made them."""

    document: Document
    segments: SegmentList
    dismissals: dict[tuple[SegmentId, str], str] = field(default_factory=dict)

    def apply(self, edits: Sequence[Edit], number: int) -> Changes:
        """Apply edits in order; the first has journal number `number`. RevisionConflict: nothing has changed."""
        changes = Changes()
        for done, edit in enumerate(edits):
            try:
                self._apply(edit, number + done, changes)
            except RevisionConflict:
                for earlier in reversed(edits[:done]):
                    self._apply(earlier.inverse(), number, Changes())
                raise
        return changes

    def rewind(self, edits: Sequence[Edit]) -> Changes:
        """Take back the edits of a whole journal, last first; RevisionConflict if they do not fit the contents."""
        changes = Changes()
        for edit in reversed(edits):
            self._apply(edit.inverse(), 0, changes)
        return changes

    def _apply(self, edit: Edit, number: int, changes: Changes) -> None:
        match edit.field:
            case Field.DISMISSAL:
                self._dismiss(edit, changes)
            case Field.STRUCTURE:
                self._restructure(edit, number, changes)
            case Field.DOCUMENT:
                if encode_document(self.document) != edit.before:
                    raise RevisionConflict("The document has changed in the meantime; repeat the step.")
                self.document = decode_document(edit.after)
                changes.document = True
            case Field.TARGET | Field.STATE | Field.ORIGIN | Field.GAP | Field.NOTE:
                if not self.segments.has(edit.segment):
                    raise _conflict(edit)
                self.segments.replace(with_value(self.segments.by_id(edit.segment), edit, number))
                changes.touched[edit.segment] = None
                changes.rows[edit.segment] = None

    def _dismiss(self, edit: Edit, changes: Changes) -> None:
        place = (edit.segment, edit.key)
        if self.dismissals.get(place, "") != edit.before:
            raise _conflict(edit)
        if edit.after:
            self.dismissals[place] = edit.after
        else:
            self.dismissals.pop(place, None)
        changes.touched[edit.segment] = None

    def _restructure(self, edit: Edit, number: int, changes: Changes) -> None:
        before, after = decode_segments(edit.before), decode_segments(edit.after)
        anchor = SegmentId(int(edit.key or 0))
        try:
            position = self.segments.place(anchor) + 1 if anchor else 0
            standing = self.segments[position : position + len(before)]
            if encode_segments(standing) != edit.before:
                raise _conflict(edit)
            self.segments.splice(position, len(before), [replace(segment, revision=number) for segment in after])
        except KeyError:
            raise _conflict(edit) from None
        removed, added = tuple(s.id for s in before), tuple(s.id for s in after)
        changes.touched.update(dict.fromkeys((*removed, *added)))
        changes.rows.update(changes.touched)
        if position + len(added) < len(self.segments):
            changes.rows[self.segments[position + len(added)].id] = None
        changes.splices.append((position, removed, added))


def with_value(segment: Segment, edit: Edit, number: int) -> Segment:
    """The segment after an edit of one of its own fields; RevisionConflict if `before` is not what it holds."""
    if getattr(segment, edit.field.value) != edit.before:
        raise _conflict(edit)
    try:
        match edit.field:
            case Field.TARGET:
                return replace(segment, target=edit.after, revision=number)
            case Field.STATE:
                return replace(segment, state=_STATES[edit.after], revision=number)
            case Field.ORIGIN:
                return replace(segment, origin=_ORIGINS[edit.after], revision=number)
            case Field.GAP:
                return replace(segment, gap=edit.after, revision=number)
            case _:
                return replace(segment, note=edit.after, revision=number)
    except KeyError:
        raise _conflict(edit) from None


def encode_segments(segments: Iterable[Segment]) -> str:
    """Segments as the value of a STRUCTURE edit: JSON without revisions, the same text for the same segments."""
    return msgspec.json.encode([replace(segment, revision=0) for segment in segments]).decode()


def decode_segments(text: str) -> list[Segment]:
    """The segments of a STRUCTURE edit; RevisionConflict if the text is not such a value."""
    try:
        return msgspec.json.decode(text, type=list[Segment])
    except msgspec.MsgspecError:
        raise RevisionConflict("A change of structure in the journal cannot be read.") from None


def encode_document(document: Document) -> str:
    """The document as the value of a DOCUMENT edit."""
    return msgspec.json.encode(document).decode()


def decode_document(text: str) -> Document:
    """The document of a DOCUMENT edit; RevisionConflict if the text is not such a value."""
    try:
        return msgspec.json.decode(text, type=Document)
    except msgspec.MsgspecError:
        raise RevisionConflict("A change of the document in the journal cannot be read.") from None


def _conflict(edit: Edit) -> RevisionConflict:
    return RevisionConflict(_CHANGED.format(id=edit.segment))
