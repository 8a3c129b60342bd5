"""Making a project file: written beside its place, on the disk, then moved there; a failure leaves nothing."""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from editor.core.edits import Edit
from editor.core.model import Document, Segment
from editor.core.options import Options
from editor.errors import ProjectError, ProjectLocked
from editor.store import owner, schema, sealing
from editor.store.faults import LockHeld, check_segments, typed_errors
from editor.store.writing import transaction, write_edits, write_meta, write_rows


@dataclass(frozen=True, slots=True)
class Image:
    """All that a new project file holds; `genesis` is None for a first import, whose segments are the beginning."""

    document: Document
    segments: Sequence[Segment]
    options: Options = field(default_factory=Options)
    edits: Sequence[Edit] = ()
    genesis: int | None = None


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
        write_rows(connection, rows, seals)
        write_meta(connection, document=image.document, options=image.options, genesis=genesis)
        write_edits(connection, 1, image.edits, sealing.total_bytes(genesis), total)


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
