"""The tables of a project file, its marks, and the settings of every connection to one; no segments, no edits."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, Protocol

APPLICATION_ID = 0x5A484249  # "ZHBI"
VERSION = 1

META = """CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL, hash BLOB NOT NULL
) STRICT, WITHOUT ROWID"""

SEGMENT = """CREATE TABLE segment (
    id INTEGER NOT NULL PRIMARY KEY, previous INTEGER NOT NULL, source TEXT NOT NULL, machine TEXT NOT NULL,
    target TEXT NOT NULL, state TEXT NOT NULL, origin TEXT NOT NULL, gap TEXT NOT NULL, source_gap TEXT NOT NULL,
    note TEXT NOT NULL, hash BLOB NOT NULL
) STRICT"""

JOURNAL = """CREATE TABLE journal (
    number INTEGER NOT NULL PRIMARY KEY, batch INTEGER NOT NULL, segment INTEGER NOT NULL, field TEXT NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL, author TEXT NOT NULL,
    time REAL NOT NULL, undoes INTEGER NOT NULL, total BLOB NOT NULL, hash BLOB NOT NULL
) STRICT"""

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
KEEPS = f"CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal {_REFUSE}"
STAYS = f"CREATE TRIGGER journal_stays BEFORE DELETE ON journal {_REFUSE}"
# INSERT OR REPLACE deletes without asking the trigger above; it cannot reuse a number.
GROWS = f"""CREATE TRIGGER journal_grows BEFORE INSERT ON journal
    WHEN NEW.number <> 1 + (SELECT coalesce(max(number), 0) FROM journal) {_REFUSE}"""

TABLES = (META, SEGMENT, JOURNAL, KEEPS, STAYS, GROWS)


class Cursor(Protocol):
    """What is used of a cursor."""

    def fetchone(self) -> Any:
        """The next row or None."""

    def fetchall(self) -> list[Any]:
        """All rows left."""


class Connection(Protocol):
    """What is used of a `sqlite3.Connection` in autocommit mode; errors are `sqlite3.Error`."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""

    def execute(self, sql: str, parameters: Any = (), /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Any, /) -> Cursor:
        """Run one statement for each row."""

    def close(self) -> None:
        """Close without writing."""


class Connect(Protocol):
    """How a file is opened: the place where a test puts its failing disk."""

    def __call__(self, path: str) -> Connection:
        """A connection in autocommit mode that waits a moment, not more, for a lock."""


def connect(path: str) -> Connection:
    """A connection to the file at `path`, which must be there; a lock is waited for no longer than 0.3 s."""
    uri = Path(path).absolute().as_uri() + "?mode=rw"
    return sqlite3.connect(uri, uri=True, timeout=0.3, isolation_level=None, check_same_thread=False)


def connect_to_read(path: str) -> Connection:
    """A connection that takes no lock and cannot write; only for a file that nobody has open."""
    uri = Path(path).absolute().as_uri() + "?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)


def harden(connection: Connection) -> None:
    """Settings that do not read the file: no trust in its schema, no memory mapping, every cell looked at.

    The exclusive mode comes before the first look, so that a log left by a crash is read without shared memory.
    """
    for setting in (
        "locking_mode=EXCLUSIVE",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "mmap_size=0",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {setting}").fetchall()


def lock(connection: Connection) -> None:
    """Take the file for this process alone and have every commit reach the disk before it is said to be done."""
    for setting in ("journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {setting}").fetchall()


def create_tables(connection: Connection) -> None:
    """Lay the tables and marks into an empty file."""
    for statement in TABLES:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={VERSION}")


def is_ours(connection: Connection) -> bool:
    """Whether the schema is exactly the one written here: no trigger, view, table or column of anybody else."""
    return _schema(connection) == set(TABLES)


def _schema(connection: Connection) -> set[str]:
    # An automatic index has no SQL; ours is that of no table, since the only text key is WITHOUT ROWID.
    return {str(row[0]) for row in connection.execute("SELECT sql FROM sqlite_master").fetchall()}
