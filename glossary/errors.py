"""What can go wrong with a glossary; every message says what, where and what to do."""

from __future__ import annotations

from glossary.wording import Values, filled


class GlossaryError(Exception):
    """Root of the glossary's errors: the person can mend it.

    `message` with `values` says it in another language where it is known there; `str` says it in English.
    """

    def __init__(self, message: str, **values: object) -> None:
        self.message = message
        self.values: Values = tuple((name, str(value)) for name, value in values.items())
        super().__init__(filled(message, self.values))


class GlossaryFileError(GlossaryError):
    """A glossary file cannot be read."""


class ReviewError(GlossaryError):
    """A suggestion cannot be changed or decided in this way; the sentence says why and what would help."""


class ReleaseError(GlossaryError):
    """The glossary cannot be released as it is."""


class Stopped(GlossaryError):
    """The person stopped it; nothing of it has been kept."""


class Unreachable(GlossaryError):
    """A server does not answer; whether the last change took is settled by asking again with the same request."""
