"""Reading the audit trail and following its chain; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select

from glossary.audit import first_break
from glossary.proposals import AuditEntry, Role
from glossary.store.schema import audit

_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """Whether the trail is whole: how many entries, the last digest, and where the chain breaks (None: nowhere)."""

    entries: int
    head: str
    broken_at: int | None

    @property
    def whole(self) -> bool:
        """Whether no entry was changed, left out or moved."""
        return self.broken_at is None


def entry_of_row(row: RowMapping) -> AuditEntry:
    """An audit entry of its row."""
    return AuditEntry(
        row["sequence"],
        row["time"],
        row["who"],
        Role(row["role"]),
        row["what"],
        row["old"],
        row["new"],
        row["why"],
        row["previous"],
        row["digest"],
    )


def entries(connection: Connection, *where: Any) -> Iterator[AuditEntry]:
    """Audit entries in their order, those that meet `where`."""
    found = connection.execute(select(audit).where(*where).order_by(audit.c.sequence))
    for part in found.mappings().partitions(_BATCH):
        yield from (entry_of_row(row) for row in part)


def last_sequence(connection: Connection) -> int:
    """The number of the last entry; 0 in an empty trail."""
    return int(connection.execute(select(func.max(audit.c.sequence))).scalar_one() or 0)


def check(connection: Connection) -> AuditCheck:
    """Follow the whole chain."""
    seen, head = 0, ""

    def counted() -> Iterator[AuditEntry]:
        nonlocal seen, head
        for entry in entries(connection):
            seen, head = entry.sequence, entry.digest
            yield entry

    broken = first_break(counted())
    return AuditCheck(seen, head, broken)
