"""One change to a project: history, undo, crash recovery, effort log and mining input at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NewType

from editor.core.model import SegmentId

GroupId = NewType("GroupId", int)


class Field(StrEnum):
    """What an edit changes. DISMISSAL has the finding's fingerprint as key and the reason as value (empty: open).

    STRUCTURE holds JSON lists of segments: those at a place before, and those that stand there after; its key is the id
    of the segment before that place (empty: the beginning). DOCUMENT holds the document as JSON (re-import).
    """

    TARGET = "target"
    STATE = "state"
    ORIGIN = "origin"
    GAP = "gap"
    NOTE = "note"
    DISMISSAL = "dismissal"
    STRUCTURE = "structure"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of one segment from `before` to `after`.

    Edits of one `group` are one step for undo. `kind` says what the person did (type, fix, replace, confirm, split,
    merge, dismiss, note, undo, redo …). `time` is seconds since 1970 UTC; order is the journal's number, never time.
    `undoes` names the group an undo or redo turns back.
    """

    segment: SegmentId
    field: Field
    before: str
    after: str
    key: str = ""
    kind: str = "type"
    author: str = ""
    time: float = 0.0
    group: GroupId = GroupId(0)
    undoes: GroupId = GroupId(0)

    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        return replace(self, before=self.after, after=self.before)
