"""Decisions on many suggestions in one transaction; those on each of them are kept all or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from sqlalchemy import Connection

from glossary.proposals import Decision, Role, Suggestion
from glossary.store import preparing
from glossary.store.faults import NotAllowed, NotPossible, Stale, typed_errors
from glossary.store.requests import Request, request_of

Wishes = Sequence[tuple[Suggestion, Sequence[Decision]]]


class Deciding(Protocol):
    """What can keep a decision: a file or a server."""

    who: str
    role: Role

    def decide(
        self,
        connection: Connection,
        request: Request,
        before: Mapping[str, Any],
        row: Mapping[str, Any],
        decision: Decision,
        force: str,
    ) -> str:
        """Keep a decision, the suggestion as it is afterwards, and what it puts into force."""


def decide_all(connection: Connection, door: Deciding, wishes: Wishes, place: str) -> dict[str, str]:
    """Keep the decisions on each suggestion, or say by its id in a sentence why they are refused."""
    refused: dict[str, str] = {}
    for made, decisions in wishes:
        try:
            with typed_errors(place), connection.begin_nested():
                for decision in decisions:
                    _decide(connection, door, replace(made, state=decision.after), decision)
        except (Stale, NotAllowed, NotPossible) as problem:
            refused[made.id] = str(problem)
    return refused


def _decide(connection: Connection, door: Deciding, after: Suggestion, decision: Decision) -> None:
    own = replace(decision, who=door.who, role=door.role)
    before, row, force = preparing.decided(connection, after, own)
    door.decide(connection, request_of("", "decide", [after.id, own]), before, row, own, force)
