"""What the next release is worked out of, and its row; what a release says is for glossary.releases."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from glossary.errors import ReleaseError
from glossary.model import Concept
from glossary.proposals import Release, State, Suggestion
from glossary.releases import make_release, next_label
from glossary.store import reading, schema, trail
from glossary.store.rows import text_of


@dataclass(frozen=True, slots=True)
class Material:
    """What is known when a release is made; `before` are the concepts of the release before it, `after` its own."""

    number: int
    label: str
    author: str
    time: float
    sequence: int
    labels: tuple[str, ...]
    before: tuple[Concept, ...]
    after: tuple[Concept, ...]
    suggestions: tuple[Suggestion, ...]


Build = Callable[[Material], Release]


def material(connection: Connection, author: str) -> Material:
    """The material of the next release."""
    sequence = trail.last_sequence(connection)
    labels = tuple(release.label for release in reading.releases(connection))
    number = int(connection.execute(select(func.max(schema.release.c.number))).scalar_one() or 0) + 1
    now = time.time()
    year = datetime.fromtimestamp(now, UTC).year
    return Material(
        number,
        next_label(labels, year),
        author,
        now,
        sequence,
        labels,
        reading.released_concepts(connection, number - 1),
        tuple(stored.concept for stored in reading.stored_concepts(connection)),
        tuple(reading.suggestions(connection, [State.APPROVED])),
    )


def standard(material: Material, *, despite: str = "", note: str = "") -> Release:
    """The release of the material, as `glossary.releases` works it out."""
    return make_release(
        material.after,
        material.before,
        labels=material.labels,
        author=material.author,
        time=material.time,
        suggestions=[suggestion.id for suggestion in material.suggestions],
        despite=despite,
        note=note,
    )


def row_of(made_of: Material, release: Release) -> dict[str, Any]:
    """The row of a release. ReleaseError if it is not the one that is due."""
    if release.label != made_of.label or not release.digest or release.concepts != len(made_of.after):
        raise ReleaseError(
            "The release {label} is not the one that is due ({due}). Make it again.",
            label=release.label,
            due=made_of.label,
        )
    return {
        "number": made_of.number,
        "label": release.label,
        "digest": release.digest,
        "time": made_of.time,
        "author": made_of.author,
        "body": text_of(release),
    }
