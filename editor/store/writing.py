"""Putting edits, rows and settings into the tables of a project file, inside a transaction."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from editor.core.contents import Changes, Contents, encode_document
from editor.core.edits import Edit
from editor.core.model import Document, Segment, SegmentId
from editor.core.options import Options
from editor.store import schema, sealing

_INSERT_META = "INSERT OR REPLACE INTO meta VALUES (?, ?, ?)"
_INSERT_SEGMENT = f"INSERT OR REPLACE INTO segment VALUES ({', '.join('?' * 11)})"
_INSERT_JOURNAL = f"INSERT INTO journal VALUES ({', '.join('?' * 13)})"


@dataclass(frozen=True, slots=True)
class Batch:
    """What one change writes: edits with the number of the first, the rows as they are afterwards, rows gone."""

    number: int = 0
    edits: tuple[Edit, ...] = ()
    rows: tuple[tuple[Segment, SegmentId], ...] = ()
    gone: tuple[SegmentId, ...] = ()
    document: Document | None = None
    options: Options | None = None


def batch_of(contents: Contents, number: int, edits: tuple[Edit, ...], changes: Changes) -> Batch:
    """What the file needs to follow `changes` that `edits` have made; values are frozen, so it may be written later."""
    segments = contents.segments
    return Batch(
        number,
        edits,
        rows=tuple((segments.by_id(id_), segments.previous(id_)) for id_ in changes.rows if segments.has(id_)),
        gone=tuple(id_ for id_ in changes.rows if not segments.has(id_)),
        document=contents.document if changes.document else None,
    )


@contextlib.contextmanager
def transaction(connection: schema.Connection) -> Iterator[None]:
    """Commit at the end; on any error roll back."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")


def write_rows(connection: schema.Connection, rows: Sequence[sealing.SegmentRow], seals: Sequence[bytes]) -> None:
    """Put segment rows with their hashes, over those of the same id."""
    connection.executemany(_INSERT_SEGMENT, [(*row, one) for row, one in zip(rows, seals, strict=True)])


def write_edits(connection: schema.Connection, number: int, edits: Sequence[Edit], head: bytes, total: int) -> bytes:
    """Append edits to the journal; `total` is that of the segments after them. The new end of the chain."""
    rows = []
    for offset, edit in enumerate(edits):
        last = offset == len(edits) - 1
        row = sealing.journal_row(number + offset, edit, sealing.total_bytes(total) if last else b"")
        head = sealing.chain(head, row)
        rows.append((*row, head))
    if rows:
        connection.executemany(_INSERT_JOURNAL, rows)
    return head


def write_meta(
    connection: schema.Connection,
    *,
    document: Document | None = None,
    options: Options | None = None,
    genesis: int | None = None,
) -> None:
    """Put what is given under its key, with its hash."""
    values: dict[str, str] = {}
    if document is not None:
        values["document"] = encode_document(document)
    if options is not None:
        values["options"] = msgspec.json.encode(options).decode()
    if genesis is not None:
        values["genesis"] = f"{genesis:064x}"
    for key, value in values.items():
        connection.execute(_INSERT_META, (key, value, sealing.seal_text(key, value)))
