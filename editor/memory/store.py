"""The memory's file: one SQLite database, the truth from which every index can be made again.

Many processes may read and write; each step is one transaction, durable when it returns. The rollback journal is used
and no write-ahead log: the SQLite of today's Pythons can damage a log that two processes write (RELIABILITY, SQLite
3.7.0-3.51.2).
"""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import fields
from pathlib import Path

from editor.errors import MemoryFault
from editor.memory.model import Contradiction, MadeBy, Unit, key_of

APPLICATION_ID, VERSION = 0x5A68426D, 1  # “ZhBm”
WAIT_MS = 15_000
_SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE);
CREATE TABLE unit (
  id INTEGER PRIMARY KEY AUTOINCREMENT, source_id INTEGER NOT NULL REFERENCES source(id), source TEXT NOT NULL,
  target TEXT NOT NULL, context TEXT NOT NULL, document TEXT NOT NULL, segment INTEGER NOT NULL, title TEXT NOT NULL,
  project TEXT NOT NULL, release TEXT NOT NULL, profile TEXT NOT NULL, author TEXT NOT NULL, made TEXT NOT NULL,
  time REAL NOT NULL, count INTEGER NOT NULL, note TEXT NOT NULL);
CREATE INDEX unit_of_source ON unit(source_id);
CREATE INDEX unit_of_place ON unit(document, segment) WHERE document <> '';
"""
_COLUMNS = tuple(f.name for f in fields(Unit) if f.name != "id")
_NAMES = ", ".join((*_COLUMNS, "id"))
_INSERT = f"INSERT INTO unit (source_id, {', '.join(_COLUMNS)}) VALUES ({', '.join('?' * (len(_COLUMNS) + 1))})"
_MOST_VARIABLES = 500
Rows = Iterable[tuple[int, str]]


class UnitStore:
    """Units in a file, found by their numbers and their keys; used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=WAIT_MS / 1000, check_same_thread=False)
            with ExitStack() as unless_ready:
                unless_ready.callback(self._db.close)
                self._prepare()
                unless_ready.pop_all()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def _prepare(self) -> None:
        db = self._db
        for pragma in ("synchronous=FULL", "trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0",
                       "foreign_keys=ON", "cache_size=-65536"):  # fmt: skip
            db.execute(f"PRAGMA {pragma}")
        known, version = _number(db, "PRAGMA application_id"), _number(db, "PRAGMA user_version")
        if known == 0 and version == 0 and not _number(db, "SELECT count(*) FROM sqlite_master"):
            self._make()
        elif known != APPLICATION_ID:
            raise MemoryFault(f"{self.path} is no translation memory of Zhubi; name another file (ZHUBI_MEMORY).")
        elif version > VERSION:
            raise MemoryFault(f"{self.path} was written by a newer Zhubi; update this program to use it.")
        db.execute("PRAGMA journal_mode=TRUNCATE")
        self.name = str(db.execute("SELECT value FROM about WHERE name='name'").fetchone()[0])

    def _make(self) -> None:
        with self._transaction():
            if _number(self._db, "PRAGMA user_version"):  # another process was quicker
                return
            for statement in _SCHEMA.split(";\n"):
                if statement.strip():
                    self._db.execute(statement)
            self._db.execute("INSERT INTO about VALUES ('name', ?)", (uuid.uuid4().hex,))
            self._db.execute(f"PRAGMA application_id={APPLICATION_ID}")
            self._db.execute(f"PRAGMA user_version={VERSION}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing, also when the process dies."""
        with _told(self.path), self._db:
            self._db.execute("BEGIN IMMEDIATE")
            yield

    # -- changing

    def add(self, units: Iterable[Unit]) -> int:
        """Keep units as one step; how many are new. The same pair in the same context is one unit, later and counted.

        A pair whose context is not known (imported) is the same as one whose context is. What was kept of the same
        place with other texts before gives way.
        """
        new = 0
        with self._transaction():
            for unit in units:
                new += self._add(unit)
        return new

    def _add(self, unit: Unit) -> int:
        source = self._source(key_of(unit.source))
        if unit.document:
            self._give_way(unit)
        known = self._db.execute(
            "SELECT id, document, segment, time FROM unit WHERE source_id=? AND source=? AND target=?"
            " AND (context=? OR context='' OR ?='') ORDER BY context=? DESC, id LIMIT 1",
            (source, unit.source, unit.target, *(unit.context,) * 3),
        ).fetchone()
        if known is None:
            self._db.execute(_INSERT, (source, *(getattr(unit, name) for name in _COLUMNS)))
            return 1
        if unit.document and unit.time >= known[3]:
            self._renew(known[0], unit, there=(known[1], known[2]) == (unit.document, unit.segment))
        return 0

    def _renew(self, number: int, unit: Unit, *, there: bool) -> None:
        """Let a unit be that of its last confirmation; one more place has it unless it was `there` before."""
        values = (unit.document, unit.segment, unit.title, unit.project, unit.release, unit.profile, unit.author)
        self._db.execute(
            "UPDATE unit SET document=?, segment=?, title=?, project=?, release=?, profile=?, author=?, made=?, time=?,"
            " context=CASE context WHEN '' THEN ? ELSE context END, count=count+? WHERE id=?",
            (*values, unit.made, unit.time, unit.context, int(not there), number),
        )

    def _give_way(self, unit: Unit) -> None:
        """Take out what the place of a unit said before."""
        old = self._db.execute(
            "SELECT id, count FROM unit WHERE document=? AND segment=? AND document<>'' AND"
            " NOT (source=? AND target=? AND context=?)",
            (unit.document, unit.segment, unit.source, unit.target, unit.context),
        ).fetchall()
        for number, count in old:
            if count > 1:
                self._db.execute("UPDATE unit SET count=count-1, document='' WHERE id=?", (number,))
            else:
                self._db.execute("DELETE FROM unit WHERE id=?", (number,))

    def _source(self, key: str) -> int:
        row = self._db.execute("SELECT id FROM source WHERE key=?", (key,)).fetchone()
        if row is not None:
            return int(row[0])
        return int(self._db.execute("INSERT INTO source (key) VALUES (?)", (key,)).lastrowid or 0)

    def delete(self, number: int) -> None:
        """Take a unit out for good."""
        with self._transaction():
            self._db.execute("DELETE FROM unit WHERE id=?", (number,))

    # -- reading

    def size(self) -> int:
        """How many units there are."""
        with _told(self.path):
            return _number(self._db, "SELECT count(*) FROM unit")

    def newest(self) -> tuple[int, int]:
        """The highest numbers of a source and of a unit."""
        with _told(self.path):
            row = self._db.execute(
                "SELECT (SELECT coalesce(max(id), 0) FROM source), (SELECT coalesce(max(id), 0) FROM unit)"
            ).fetchone()
        return int(row[0]), int(row[1])

    def source_number(self, key: str) -> int:
        """The number of a source by its key, 0 if there is none."""
        with _told(self.path):
            row = self._db.execute("SELECT id FROM source WHERE key=?", (key,)).fetchone()
        return int(row[0]) if row else 0

    def keys_after(self, number: int, most: int = -1) -> list[tuple[int, str]]:
        """Numbers and keys of the sources above a number, in order."""
        with _told(self.path):
            return list(self._db.execute("SELECT id, key FROM source WHERE id>? ORDER BY id LIMIT ?", (number, most)))

    def targets_after(self, number: int, most: int = -1) -> list[tuple[int, str]]:
        """Numbers and targets of the units above a number, in order."""
        with _told(self.path):
            return list(self._db.execute("SELECT id, target FROM unit WHERE id>? ORDER BY id LIMIT ?", (number, most)))

    def keys(self, numbers: Sequence[int]) -> dict[int, str]:
        """The keys of sources; those that are gone are left out."""
        return dict(self._some("SELECT id, key FROM source WHERE id", numbers))

    def units_of(self, sources: Sequence[int]) -> dict[int, list[Unit]]:
        """The units of sources, the latest first."""
        found: dict[int, list[Unit]] = {}
        for row in self._some(f"SELECT source_id, {_NAMES} FROM unit WHERE source_id", sources):
            found.setdefault(int(row[0]), []).append(_unit(row[1:]))
        for units in found.values():
            units.sort(key=lambda u: (-u.time, -u.id))
        return found

    def units(self, numbers: Sequence[int]) -> dict[int, Unit]:
        """Units by their numbers."""
        return {int(row[-1]): _unit(row) for row in self._some(f"SELECT {_NAMES} FROM unit WHERE id", numbers)}

    def everything(self) -> Iterator[Unit]:
        """All units in the order in which they came."""
        after = 0
        while True:
            with _told(self.path):
                rows = self._db.execute(
                    f"SELECT {_NAMES} FROM unit WHERE id>? ORDER BY id LIMIT 2000", (after,)
                ).fetchall()
            if not rows:
                return
            after = int(rows[-1][-1])
            yield from map(_unit, rows)

    def contradictions(self, most: int) -> list[Contradiction]:
        """Sources that have several targets, those with the latest change first."""
        with _told(self.path):
            rows = self._db.execute(
                "SELECT source_id FROM unit"
                " WHERE source_id IN (SELECT source_id FROM unit GROUP BY source_id HAVING count(*) > 1)"
                " GROUP BY source_id HAVING count(DISTINCT target) > 1"
                " ORDER BY max(time) DESC LIMIT ?",
                (most,),
            ).fetchall()
        numbers = [int(row[0]) for row in rows]
        units = self.units_of(numbers)
        return [Contradiction(units[n][0].source, tuple(units[n])) for n in numbers if n in units]

    def _some(self, select: str, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
        for start in range(0, len(numbers), _MOST_VARIABLES):
            part = numbers[start : start + _MOST_VARIABLES]
            with _told(self.path):
                rows = self._db.execute(f"{select} IN ({', '.join('?' * len(part))})", part).fetchall()
            yield from rows


def _unit(row: Sequence[object]) -> Unit:
    values = dict(zip((*_COLUMNS, "id"), row, strict=True))
    values["made"] = MadeBy(str(values["made"]))
    return Unit(**values)  # type: ignore[arg-type]


def _number(db: sqlite3.Connection, select: str) -> int:
    return int(db.execute(select).fetchone()[0])


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say in a sentence what went wrong with the file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise MemoryFault(
                f"The translation memory {path} cannot be used ({error}); check that its folder may be written to and"
                " has room, or name another file (ZHUBI_MEMORY)."
            ) from error
        raise MemoryFault(
            f"The translation memory {path} is damaged ({error}); put a copy back, or move it away and import its TMX."
        ) from error
    except (OSError, UnicodeEncodeError) as error:
        raise MemoryFault(f"The translation memory {path} cannot be used ({error}); name another file.") from error
