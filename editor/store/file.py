"""One open `.zhubi` file: held by one process, written in whole transactions, one single file again at the end.

Never open the file in this process by any other means while it is held: closing any descriptor of it drops the lock.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from editor.errors import ProjectDamaged, ProjectError, ProjectLocked
from editor.store import owner, schema, sealing
from editor.store.faults import LockHeld, typed_errors
from editor.store.reading import Reading, read_all, read_marks
from editor.store.writing import Batch, transaction, write_edits, write_meta, write_rows


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
        self._identity = _identity(path)

    def write(self, batches: Iterable[Batch]) -> None:
        """Write changes in one transaction; on return they are on the disk, on ProjectError nothing is sure.

        After an error the same batches are to be given again, with those that have come since.
        """
        lost = self.lost()
        if lost is not None:
            raise lost
        try:
            with typed_errors(self.path):
                if self._unsure:
                    self._settle()
                self._unsure = True
                self._write(batches)
                self._unsure = False
        except LockHeld as error:
            raise ProjectError(f"{self.path}: the file is in use elsewhere and could not be written.") from error

    def lost(self) -> ProjectError | None:
        """The error to raise where the file was moved or deleted while open: SQLite would write on into nothing."""
        try:
            found = _identity(self.path)
        except OSError:  # a folder that may not be looked into says nothing of the file
            return None
        if self._identity is None or found == self._identity:
            return None
        return ProjectError(
            f"{self.path}: the file was moved, replaced or deleted while it was open. Your work is kept in memory: save"
            " a copy of it elsewhere before closing."
        )

    def _write(self, batches: Iterable[Batch]) -> None:
        with transaction(self._connection):
            total, head, number = self._total, self._head, self._number
            for batch in batches:
                if batch.edits and batch.number <= number:
                    # The COMMIT that failed had taken all the same; a commit more makes it sure.
                    self._connection.execute("UPDATE meta SET value = value WHERE key = 'options'")
                    continue
                total = self._write_rows(batch, total)
                head = write_edits(self._connection, batch.number, batch.edits, head, total)
                number += len(batch.edits)
                write_meta(self._connection, document=batch.document, options=batch.options)
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
            write_rows(self._connection, rows, seals)
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


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at a path; nothing where none does. It is not opened: that would drop the lock."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


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
