"""The hash chain of the audit trail: a new entry on top of the last one, and where a chain is broken; no storage."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from glossary.proposals import AuditEntry, Decision, Role

START = "0" * 64


def next_entry(
    last: AuditEntry | None,
    time: float,
    who: str,
    role: Role,
    what: str,
    *,
    old: str = "",
    new: str = "",
    why: str = "",
) -> AuditEntry:
    """The entry that follows `last` (None: the first one)."""
    sequence = last.sequence + 1 if last else 1
    previous = last.digest if last else START
    made = AuditEntry(sequence, time, who, role, what, old, new, why, previous, "")
    return AuditEntry(sequence, time, who, role, what, old, new, why, previous, digest(made))


def decision_entry(last: AuditEntry | None, decision: Decision) -> AuditEntry:
    """The entry that records a decision."""
    why = " · ".join(part for part in (decision.reason or "", decision.target, decision.comment) if part)
    what = f"{decision.action} {decision.suggestion} v{decision.version}"
    return next_entry(
        last, decision.time, decision.who, decision.role, what, old=decision.before, new=decision.after, why=why
    )


def digest(entry: AuditEntry) -> str:
    """SHA-256 over everything in the entry but its own digest."""
    fields = (
        entry.sequence, repr(float(entry.time)), entry.who, str(entry.role), entry.what, entry.old, entry.new,
        entry.why, entry.previous,
    )  # fmt: skip
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8")).hexdigest()


def first_break(entries: Iterable[AuditEntry]) -> int | None:
    """The sequence number at which the chain does not hold (changed, missing, moved); None for a whole chain."""
    previous, expected = START, 1
    for entry in entries:
        if entry.sequence != expected or entry.previous != previous or entry.digest != digest(entry):
            return expected
        previous, expected = entry.digest, expected + 1
    return None
