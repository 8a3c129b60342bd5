"""Reading a project file as if it came from a stranger: marks, schema, hashes, journal against segments."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from editor.core.contents import Contents, decode_document
from editor.core.edits import Edit
from editor.core.history import dismissals_after, revisions_after
from editor.core.model import Document, Segment, SegmentId
from editor.core.options import Options
from editor.core.segments import SegmentList
from editor.errors import ProjectError, ProjectTooNew, RevisionConflict
from editor.store import schema, sealing
from editor.store.faults import damaged

SELECT_SEGMENTS = (
    "SELECT id, previous, source, machine, target, state, origin, gap, source_gap, note, hash FROM segment"
)
SELECT_JOURNAL = (
    "SELECT number, batch, segment, field, before, after, key, kind, author, time, undoes, total, hash"
    " FROM journal ORDER BY number"
)
META = ("document", "genesis", "options")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sound project file holds; `genesis` is the sum of the segment rows before the first edit, `total` the
    present one, `head` the end of the journal's chain."""

    contents: Contents
    edits: list[Edit]
    options: Options
    genesis: int
    total: int
    head: bytes


@dataclass(frozen=True, slots=True)
class Present:
    """What a project file holds at one moment; `digest` is the sum of its segment rows. Revisions are not known."""

    path: Path
    document: Document
    options: Options
    segments: tuple[Segment, ...]
    digest: str


def read_marks(connection: schema.Connection, path: Path) -> None:
    """Refuse what is not a project, what is newer than this program, and what carries a foreign schema."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise ProjectError(f"{path}: this is not a Zhubi project. Open a file that ends in .zhubi.")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > schema.VERSION:
        raise ProjectTooNew(
            f"{path}: this project was written by a newer Zhubi (project version {version}, this program knows"
            f" {schema.VERSION}). Install the newer Zhubi to open it; nothing has been changed."
        )
    if version != schema.VERSION or not schema.is_ours(connection):
        raise damaged(path, "its tables are not those of a Zhubi project")


def read_all(connection: schema.Connection, path: Path) -> Reading:
    """Everything in the file, after every hash has been compared and the journal has been taken back to the start."""
    checked = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if checked != "ok":
        raise damaged(path, str(checked).splitlines()[0][:120])
    try:
        return _read(connection, path)
    except (RevisionConflict, msgspec.MsgspecError, ValueError, KeyError, TypeError, OverflowError) as error:
        raise damaged(path, "its journal and its segments do not belong together") from error


def _read(connection: schema.Connection, path: Path) -> Reading:
    meta = _read_meta(connection, path)
    genesis = int(meta["genesis"], 16)
    edits, said, head = _read_journal(connection, path, genesis)
    segments, total = _read_segments(connection, path, revisions_after(edits))
    if total != (genesis if said is None else said):
        raise damaged(path, "segments are missing or out of order")
    contents = Contents(decode_document(meta["document"]), SegmentList(segments), dismissals_after(edits))
    if _rewound_total(contents, edits, total) != genesis:
        raise damaged(path, "its journal does not lead back to the imported text")
    options = msgspec.json.decode(meta["options"], type=Options)
    return Reading(contents, edits, options, genesis, total, head)


def read_present(connection: schema.Connection, path: Path) -> Present:
    """What the file holds now, every row compared with its hash; how it came about is not gone through."""
    try:
        meta = _read_meta(connection, path)
        last = connection.execute("SELECT total FROM journal ORDER BY number DESC LIMIT 1").fetchone()
        segments, total = _read_segments(connection, path, {})
        if total != (int.from_bytes(last[0]) if last else int(meta["genesis"], 16)):
            raise damaged(path, "segments are missing or out of order")
        document, options = decode_document(meta["document"]), msgspec.json.decode(meta["options"], type=Options)
    except (RevisionConflict, msgspec.MsgspecError, ValueError, KeyError, TypeError, OverflowError) as error:
        raise damaged(path, "its segments cannot be read") from error
    return Present(path, document, options, tuple(segments), f"{total:064x}")


def _read_meta(connection: schema.Connection, path: Path) -> dict[str, str]:
    rows = connection.execute("SELECT key, value, hash FROM meta ORDER BY key").fetchall()
    if tuple(row[0] for row in rows) != META or any(sealing.seal_text(row[0], row[1]) != row[2] for row in rows):
        raise damaged(path, "what it says about the document has changed")
    return {row[0]: row[1] for row in rows}


def _read_journal(connection: schema.Connection, path: Path, genesis: int) -> tuple[list[Edit], int | None, bytes]:
    head = sealing.total_bytes(genesis)
    edits: list[Edit] = []
    total = b""
    for number, row in enumerate(connection.execute(SELECT_JOURNAL).fetchall(), start=1):
        body = row[:-1]
        head = sealing.chain(head, body)
        if body[0] != number or head != row[-1]:
            raise damaged(path, f"entry {number} of its journal has changed")
        edits.append(sealing.edit_of(body))
        total = body[-1]
    if edits and len(total) != 32:
        raise damaged(path, "the end of its journal is missing")
    return edits, int.from_bytes(total) if edits else None, head


def _read_segments(
    connection: schema.Connection, path: Path, revisions: dict[SegmentId, int]
) -> tuple[list[Segment], int]:
    after: dict[int, Segment] = {}
    seals: list[bytes] = []
    for row in connection.execute(SELECT_SEGMENTS).fetchall():
        body, written = row[:-1], row[-1]
        if sealing.seal(body) != written or body[1] in after:
            raise damaged(path, f"segment {body[0]} has changed")
        seals.append(written)
        after[body[1]] = sealing.segment_of(body, revisions.get(body[0], 0))
    segments: list[Segment] = []
    previous = 0
    while len(segments) < len(after) and (segment := after.get(previous)) is not None:
        segments.append(segment)
        previous = segment.id
    if len(segments) != len(after):
        raise damaged(path, "the order of its segments is broken")
    return segments, sealing.total_of(seals)


def _rewound_total(contents: Contents, edits: list[Edit], total: int) -> int:
    """The sum of the segment rows before the first edit, found by taking back the whole journal on a copy."""
    if not edits:
        return total
    now = contents.segments
    earlier = Contents(contents.document, SegmentList(now), dict(contents.dismissals))
    changes = earlier.rewind(edits)
    if earlier.dismissals:
        raise RevisionConflict("The journal does not say who dismissed a finding.")
    ids = list(changes.rows)
    return sealing.total_after(total, _seals(now, ids), _seals(earlier.segments, ids))


def _seals(segments: SegmentList, ids: list[SegmentId]) -> list[bytes]:
    here = [segments.place(id_) for id_ in ids if segments.has(id_)]
    return [sealing.seal(sealing.row_of(segments[at], segments[at - 1].id if at else SegmentId(0))) for at in here]
