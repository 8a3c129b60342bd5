"""A person's wish with an id, so that it can be sent again without being done twice; no storage."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from glossary.store.rows import digest_of, text_of


@dataclass(frozen=True, slots=True)
class Request:
    """One wish: `verb` with what was `asked` (a digest); the same id always means the same wish."""

    id: str
    verb: str
    asked: str


def request_of(id_: str, verb: str, asked: object) -> Request:
    """The request for a wish; a fresh id where none is given."""
    return Request(id_ or secrets.token_hex(16), verb, digest_of(text_of(asked)))
