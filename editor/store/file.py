"""One `.zhubi` file: made in one piece, held by one process, written in whole transactions, one file again at the end.

Never open the file in this process by any other means while it is held: closing any descriptor of it drops the lock.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from editor.core.contents import encode_document
from editor.core.edits import Edit
from editor.core.model import Document, Segment, SegmentId
from editor.core.options import Options
from editor.errors import ProjectDamaged, ProjectError, ProjectLocked
from editor.store import owner, schema, sealing
from editor.store.faults import LockHeld, check_segments, typed_errors
from editor.store.reading import Reading, read_all, read_marks

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


@dataclass(frozen=True, slots=True)
class Image:
    """All that a new project file holds; `genesis` is None for a first import, whose segments are the beginning."""

    document: Document
    segments: Sequence[Segment]
    options: Options = field(default_factory=Options)
    edits: Sequence[Edit] = ()
    genesis: int | None = None


class ProjectFile:
    """The open file. All calls but the last may come from any one thread at a time."""

    def __init__(self, path: Path, connection: schema.Connection, reading: Reading) -> None:
        self.path = path
        self.genesis = reading.genesis
        self._connection = connection
        self._total = reading.total
        self._head = reading.head
        self._number = len(reading.edits)
        self._unsure = False

    def write(self, batches: Iterable[Batch]) -> None:
        """Write changes in one transaction; on return they are on the disk, on ProjectError nothing is sure.

        After an error the same batches are to be given again, with those that have come since.
        """
        try:
            with typed_errors(self.path):
                if self._unsure:
                    self._settle()
                self._unsure = True
                self._write(batches)
                self._unsure = False
        except LockHeld as error:
            raise ProjectError(f"{self.path}: the file is in use elsewhere and could not be written.") from error

    def _write(self, batches: Iterable[Batch]) -> None:
        with transaction(self._connection):
            total, head, number = self._total, self._head, self._number
            for batch in batches:
                if batch.edits and batch.number <= number:
                    # The COMMIT that failed had taken all the same; a commit more makes it sure.
                    self._connection.execute("UPDATE meta SET value = value WHERE key = 'options'")
                    continue
                total = self._write_rows(batch, total)
                head = _write_edits(self._connection, batch.number, batch.edits, head, total)
                number += len(batch.edits)
                _write_meta(self._connection, document=batch.document, options=batch.options)
        self._total, self._head, self._number = total, head, number

    def _settle(self) -> None:
        """Look up how far the journal goes: an error while committing does not tell whether the commit took."""
        last = self._connection.execute(
            "SELECT number, hash, total FROM journal WHERE number > ? ORDER BY number DESC LIMIT 1", (self._number,)
        ).fetchone()
        if last:
            self._number, self._head, self._total = last[0], last[1], int.from_bytes(last[2])

    def _write_rows(self, batch: Batch, total: int) -> int:
        rows = [sealing.row_of(segment, previous) for segment, previous in batch.rows]
        seals = [sealing.seal(row) for row in rows]
        old: list[bytes] = []
        for id_ in (*batch.gone, *(row[0] for row in rows)):
            found = self._connection.execute("SELECT hash FROM segment WHERE id = ?", (id_,)).fetchone()
            old += [found[0]] if found else []
        if batch.gone:
            self._connection.executemany("DELETE FROM segment WHERE id = ?", [(id_,) for id_ in batch.gone])
        if rows:
            self._connection.executemany(_INSERT_SEGMENT, [(*row, one) for row, one in zip(rows, seals, strict=True)])
        return sealing.total_after(total, old, seals)

    def close(self) -> None:
        """Leave one single file: bring the log home, go back to a rollback journal, let go.

        ProjectError: it is closed all the same, and what was written is safe in file and log together.
        """
        try:
            with typed_errors(self.path), contextlib.closing(self._connection):
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                self._connection.execute("PRAGMA journal_mode=DELETE").fetchall()
        except (LockHeld, ProjectError) as error:
            raise ProjectError(
                f"{self.path}: the work is saved, but part of it still lies in {self.path.name}-wal beside it. Keep the"
                " two files together until the project has been opened and closed once more."
            ) from error
        finally:
            owner.remove_note(self.path)

    def abandon(self) -> None:
        """Let go without tidying up; what has been committed stays in file and log."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.close()
        owner.remove_note(self.path)


def open_file(path: Path, connect: schema.Connect = schema.connect) -> tuple[ProjectFile, Reading]:
    """Take and read a project file; ProjectLocked, ProjectTooNew, ProjectDamaged or another ProjectError."""
    try:
        there = path.is_file()
    except OSError as error:
        raise ProjectError(f"{path}: you may not look into its folder. Ask its owner, or copy the file.") from error
    if not there:
        raise ProjectError(f"{path}: there is no such file. Look whether it was moved or renamed.")
    connection: schema.Connection | None = None
    try:
        with typed_errors(path, reading=True):
            connection = connect(str(path))
            schema.harden(connection)
            read_marks(connection, path)
            schema.lock(connection)
            reading = read_all(connection, path)
        owner.leave_note(path)
        file, connection = ProjectFile(path, connection, reading), None
        return file, reading
    except LockHeld as error:
        raise ProjectLocked(
            f"{path}: already open by {owner.describe_owner(path)}. Close it there, then open it here."
        ) from error
    except (MemoryError, RecursionError) as error:
        raise ProjectDamaged(f"{path}: the project file cannot be read; take the last copy that is whole.") from error
    finally:
        if connection is not None:
            with contextlib.suppress(sqlite3.Error):
                connection.close()


def create_file(path: Path, image: Image, *, replace: bool = False, connect: schema.Connect = schema.connect) -> None:
    """Write a whole project beside its place and move it there when it is on the disk; a failure leaves nothing."""
    check_segments(image.document, image.segments)
    if path.exists() and not replace:
        raise ProjectError(f"{path}: a file of this name is already there. Choose another name.")
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        with typed_errors(path):
            if replace:
                _make_way(path, connect)
            os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            with contextlib.closing(connect(str(beside))) as connection:
                schema.harden(connection)
                _fill(connection, image)
            _sync(beside, os.O_RDWR)
            beside.replace(path)
            _sync_folder(path.parent)
    except LockHeld as error:
        raise ProjectLocked(f"{path}: already open by {owner.describe_owner(path)}. Choose another name.") from error
    finally:
        for left in (beside, beside.with_name(beside.name + "-journal")):
            with contextlib.suppress(OSError):
                left.unlink()


def _fill(connection: schema.Connection, image: Image) -> None:
    rows = sealing.rows_of(image.segments)
    seals = [sealing.seal(row) for row in rows]
    total = sealing.total_of(seals)
    genesis = total if image.genesis is None else image.genesis
    # The file is not at its place yet: a crash leaves rubbish beside, so it is synced once, at the end.
    connection.execute("PRAGMA synchronous=OFF").fetchall()
    with transaction(connection):
        schema.create_tables(connection)
        connection.executemany(_INSERT_SEGMENT, [(*row, one) for row, one in zip(rows, seals, strict=True)])
        _write_meta(connection, document=image.document, options=image.options, genesis=genesis)
        _write_edits(connection, 1, image.edits, sealing.total_bytes(genesis), total)


def _write_edits(connection: schema.Connection, number: int, edits: Sequence[Edit], head: bytes, total: int) -> bytes:
    rows = []
    for offset, edit in enumerate(edits):
        last = offset == len(edits) - 1
        row = sealing.journal_row(number + offset, edit, sealing.total_bytes(total) if last else b"")
        head = sealing.chain(head, row)
        rows.append((*row, head))
    if rows:
        connection.executemany(_INSERT_JOURNAL, rows)
    return head


def _write_meta(
    connection: schema.Connection,
    *,
    document: Document | None = None,
    options: Options | None = None,
    genesis: int | None = None,
) -> None:
    values: dict[str, str] = {}
    if document is not None:
        values["document"] = encode_document(document)
    if options is not None:
        values["options"] = msgspec.json.encode(options).decode()
    if genesis is not None:
        values["genesis"] = f"{genesis:064x}"
    for key, value in values.items():
        connection.execute(_INSERT_META, (key, value, sealing.seal_text(key, value)))


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


def _make_way(path: Path, connect: schema.Connect) -> None:
    """Make sure nobody has the old file open, and that no log of it is left: SQLite would play it into the new one."""
    if path.exists():
        with contextlib.suppress(sqlite3.DatabaseError), contextlib.closing(connect(str(path))) as connection:
            try:
                connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                    raise LockHeld(str(path)) from error
    for left in (path.with_name(path.name + suffix) for suffix in ("-wal", "-journal", "-shm")):
        left.unlink(missing_ok=True)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    # Windows cannot sync a folder; there the rename itself is written through.
    if os.name == "posix":
        _sync(folder, os.O_RDONLY)
