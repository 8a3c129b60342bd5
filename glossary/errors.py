"""What can go wrong with a glossary; every message says what, where and what to do."""

from __future__ import annotations


class GlossaryError(Exception):
    """Root of the glossary's errors: the person can mend it; the text is shown as it is."""


class GlossaryFileError(GlossaryError):
    """A glossary file cannot be read."""


class ReviewError(GlossaryError):
    """A suggestion cannot be changed or decided in this way; the sentence says why and what would help."""


class ReleaseError(GlossaryError):
    """The glossary cannot be released as it is."""
