"""A disk under our storage layer that remembers every call, can lose power at any of them and can fail at any of them.

The files are real; an apsw VFS sees what SQLite writes, syncs, truncates and deletes. `ApswConnection` gives apsw the
face of `sqlite3` that the storage layer uses.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import apsw

Call = tuple[str, str, int, bytes]

_SECTOR = 512


class Disk:
    """What was called so far; with `fail_at` set, the call of that number (from 0, writes and syncs) fails."""

    def __init__(self) -> None:
        self.log: list[Call] = []
        self.calls = 0
        self.fail_at: int | None = None
        self.failure: type[apsw.Error] = apsw.IOError
        self.failed = False

    def act(self, *call: Any) -> None:
        """Remember a call, or fail instead."""
        if call[0] in "ws":
            self.calls += 1
            if self.fail_at is not None and self.calls - 1 == self.fail_at:
                self.failed = True
                raise self.failure("the disk fails as the test wants it")
        self.log.append(call)


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: Any, flags: list[int]) -> None:
        self._disk = disk
        self._name = Path(name.filename() if hasattr(name, "filename") else name or "").name
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.act("w", self._name, offset, bytes(data))
        super().xWrite(data, offset)

    def xTruncate(self, size: int) -> None:
        self._disk.act("t", self._name, size, b"")
        super().xTruncate(size)

    def xSync(self, flags: int) -> None:
        self._disk.act("s", self._name, 0, b"")
        super().xSync(flags)


class _Vfs(apsw.VFS):
    def __init__(self, name: str, disk: Disk) -> None:
        self._disk = disk
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: list[int]) -> _File:
        return _File(self._disk, name, flags)

    def xDelete(self, name: str, sync_folder: bool) -> None:
        self._disk.act("d", Path(name).name, 0, b"")
        super().xDelete(name, sync_folder)


class ApswConnection:
    """An apsw connection with the methods and the errors of `sqlite3` that the storage layer knows."""

    def __init__(self, path: str, vfs: str) -> None:
        self._connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE, vfs=vfs)
        # A short log makes checkpoints part of the session.
        self._connection.execute("PRAGMA wal_autocheckpoint=16")

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def execute(self, sql: str, parameters: Any = (), /) -> _Rows:
        return _Rows(_as_sqlite3(lambda: list(self._connection.execute(sql, parameters))))

    def executemany(self, sql: str, parameters: Any, /) -> _Rows:
        return _Rows(_as_sqlite3(lambda: list(self._connection.executemany(sql, parameters))))

    def close(self) -> None:
        _as_sqlite3(lambda: self._connection.close(True))


class _Rows:
    def __init__(self, rows: list[Any]) -> None:
        self._rows = rows

    def fetchone(self) -> Any:
        return self._rows.pop(0) if self._rows else None

    def fetchall(self) -> list[Any]:
        return self._rows


def _as_sqlite3(deed: Any) -> Any:
    try:
        return deed()
    except apsw.Error as error:
        told = sqlite3.OperationalError(str(error))
        told.sqlite_errorcode = getattr(error, "result", 1)
        raise told from error


class Bench:
    """A disk with its VFS; `connect` is what a project takes."""

    def __init__(self, name: str) -> None:
        self.disk = Disk()
        self._vfs = _Vfs(name, self.disk)
        self._name = name

    def remove(self) -> None:
        """Take the disk away, before anything of it is."""
        self._vfs.unregister()

    def connect(self, path: str) -> ApswConnection:
        """A connection over this disk."""
        return ApswConnection(path, self._name)


def cut(start: dict[str, bytes], calls: Iterable[Call], rng: random.Random) -> dict[str, bytes]:
    """The files after a loss of power behind `calls`, when all of `start` was on the disk before.

    What was synced is there; every later write is there, lost, or torn at a sector, as the dice will have it.
    """
    files = {name: bytearray(content) for name, content in start.items()}
    unsynced: dict[str, list[Call]] = {}
    for call in calls:
        kind, name = call[:2]
        if kind in "wt":
            unsynced.setdefault(name, []).append(call)
        elif kind == "s":
            files.setdefault(name, bytearray())
            for earlier in unsynced.pop(name, []):
                _write(files[name], earlier)
        else:
            files.pop(name, None)
            unsynced.pop(name, None)
    for name, left in unsynced.items():
        for call in left:
            dice = rng.random()
            if dice < 0.45:
                _write(files.setdefault(name, bytearray()), call)
            elif dice < 0.6 and call[0] == "w":
                torn = call[3][: rng.randrange(len(call[3]) // _SECTOR + 1) * _SECTOR]
                _write(files.setdefault(name, bytearray()), ("w", name, call[2], torn))
    return {name: bytes(content) for name, content in files.items()}


def _write(content: bytearray, call: Call) -> None:
    kind, _, offset, data = call
    if kind == "t":
        del content[offset:]
        return
    content.extend(b"\0" * max(0, offset - len(content)))
    content[offset : offset + len(data)] = data
