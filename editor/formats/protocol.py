"""What a document format is: text in with an account of what was done to it, a deliverable out as bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from editor.core.model import Document, Finding, Segment


@dataclass(frozen=True, slots=True)
class TextIn:
    """A text as it was read: line ends are `\\n`; `replaced` counts characters no store could keep.

    Each was replaced by one U+FFFD, so that offsets stay true. `guessed` is true where nothing in the file named
    its encoding.
    """

    text: str
    encoding: str
    guessed: bool = False
    replaced: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """All that a deliverable says: the document, its segments as they are now, open findings, glossary release."""

    document: Document
    segments: Sequence[Segment]
    findings: Sequence[Finding]
    glossary: str
    version: str
    notice: bool = True


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format one can deliver in; `write` gives the whole file as bytes."""

    name: str
    suffix: str
    title: str
    write: Callable[[Delivery], bytes]
