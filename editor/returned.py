"""Taking back a table that a reviewer has worked in: read, compare, take over as one step; no widget."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from editor.core import returning
from editor.core.model import SegmentId
from editor.core.returning import Plan, Verdict
from editor.errors import DocumentError
from editor.formats.review_reading import read_review
from editor.formats.text import read_bytes
from editor.i18n import Translate, fill, mark
from editor.project import Project

VERDICTS = {
    Verdict.SAME: mark("the same"),
    Verdict.CHANGED: mark("changed"),
    Verdict.FORM: mark("only quotation marks or spaces"),
    Verdict.EMPTIED: mark("emptied"),
    Verdict.CONFLICT: mark("conflict: changed here too"),
    Verdict.LOCKED: mark("refused: the segment is locked"),
}
STRANGER = mark("Row {number} belongs to no segment of this document: {text}")
DOUBLED = mark("Row {number} came twice; the second is left out: {text}")
MISSING = mark("{count} segments are not in the file and stay as they are: {places}")
UNNAMED = mark("The file does not say which document it belongs to; rows were matched by their texts.")
OTHER = mark("The file was made from another import of this document; rows were matched by their texts too.")
_LONGEST = 70
_PLACES = 20


@dataclass(frozen=True, slots=True)
class Comeback:
    """A returned file beside the project: what it would change; `own` is true where it names this very document."""

    path: Path
    plan: Plan
    named: bool
    own: bool


def look(project: Project, path: Path) -> Comeback:
    """Read a returned file and compare it; changes nothing. DocumentError where it belongs to another document."""
    file = read_review(read_bytes(path), path.name)
    document = project.document
    own = file.document in (document.digest or document.id, document.id) and bool(file.document)
    made = returning.plan(project.segments, file.rows, own=own)
    if not made.returned:
        raise DocumentError(
            f"No row of {path.name} belongs to {document.title}; open the document this table was made from."
        )
    return Comeback(path, made, bool(file.document), own)


def usual(plan: Plan) -> set[SegmentId]:
    """The texts that are taken unless a person says otherwise: changed there, and not here."""
    return {row.segment for row in plan.of(Verdict.CHANGED)}


def take(project: Project, plan: Plan, texts: Iterable[SegmentId]) -> int:
    """Take over these texts and all comments as one step; how many segments it touched.

    RevisionConflict where a segment has changed since the file was looked at; nothing is changed then.
    """
    segments = {row.segment: project.segment(row.segment) for row in plan.returned}
    edits = returning.edits_of(plan.returned, segments, set(texts))
    project.apply(edits, kind="review")
    return len({edit.segment for edit in edits})


def remarks(comeback: Comeback, tr: Translate) -> list[str]:
    """What could not be matched, in sentences."""
    plan, said = comeback.plan, []
    if not comeback.own:
        said.append(tr(OTHER if comeback.named else UNNAMED))
    for message, rows in ((STRANGER, plan.strangers), (DOUBLED, plan.doubled)):
        said += [
            fill(message, (("number", row.number or "?"), ("text", _short(row.final or row.machine))), tr)
            for row in rows
        ]
    if plan.missing:
        places = ", ".join(map(str, plan.missing[:_PLACES])) + (" …" if len(plan.missing) > _PLACES else "")
        said.append(fill(MISSING, (("count", str(len(plan.missing))), ("places", places)), tr))
    return said


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
