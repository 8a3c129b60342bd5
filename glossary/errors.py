"""What can go wrong with a glossary; every message says what, where and what to do."""

from __future__ import annotations

from glossary.wording import Said, said


class GlossaryError(Exception):
    """Root of the glossary's errors: the person can mend it.

    `said` holds the sentence so that it can be said in another language; `str` says it in English.
    """

    def __init__(self, message: str | Said, **values: object) -> None:
        self.said = message if isinstance(message, Said) else said(message, **values)
        super().__init__(str(self.said))


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
