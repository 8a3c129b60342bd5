"""Looking into a project file without taking or changing it; what somebody has open is not looked into.

A reader that closed a file this process holds would drop its lock, and a log beside a file means that the file alone
is not the whole truth. So both are refused, and the file is read as one that nobody changes.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from editor.errors import ProjectDamaged, ProjectError, ProjectLocked
from editor.store import owner, schema
from editor.store.faults import LockHeld, typed_errors
from editor.store.reading import Present, read_marks, read_present

# What SQLite leaves beside a file that is open, or was when the program died.
_BESIDE = ("-wal", "-journal")


def peek(path: Path) -> Present:
    """What stands in a project now. ProjectLocked if it is open or was left open, else as when it is opened."""
    try:
        if not path.is_file():
            raise ProjectError(f"{path}: there is no such file. Look whether it was moved or renamed.")
        held = owner.note_path(path).exists() or any(_has_content(Path(f"{path}{end}")) for end in _BESIDE)
    except OSError as error:
        raise ProjectError(f"{path}: you may not look into its folder. Ask its owner, or copy the file.") from error
    if held:
        raise ProjectLocked(
            f"{path}: open by {owner.describe_owner(path)}, or left open. Close it there; if nobody has it open, open"
            " and close it once here."
        )
    try:
        with (
            typed_errors(path, reading=True),
            contextlib.closing(schema.connect_to_read(str(path))) as connection,
        ):
            schema.harden(connection)
            read_marks(connection, path)
            return read_present(connection, path)
    except (LockHeld, MemoryError, RecursionError, sqlite3.Error) as error:
        raise ProjectDamaged(f"{path}: the project file cannot be read; take the last copy that is whole.") from error


def _has_content(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0
