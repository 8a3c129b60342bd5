"""What Word and OpenDocument files share: parts with paragraphs, read into rows and written back where changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Generic, Protocol, TypeVar

from editor.errors import DocumentError
from editor.formats.bilingual import Change
from editor.formats.markup import Markup
from editor.formats.package import exchanged
from editor.formats.protocol import Content, Delivery, Row
from editor.formats.skeleton import UnitNow, matched, units_now, unpack


class HasText(Protocol):
    """A paragraph of either kind of file."""

    @property
    def text(self) -> str:
        """Its text with tags."""


Paragraph = TypeVar("Paragraph", bound=HasText)


@dataclass(frozen=True, slots=True)
class Part(Generic[Paragraph]):
    """A part of the package ("": the file is the part) with its paragraphs that hold text, in order."""

    name: str
    markup: Markup
    paragraphs: Sequence[Paragraph]


def content_of(form: str, name: str, parts: Iterable[Part[Paragraph]], *, revised: bool) -> Content:
    """The paragraphs as rows; DocumentError where there are none. `revised`: tracked changes were read as accepted."""
    rows = tuple(Row(p.text) for part in parts for p in part.paragraphs)
    if not rows:
        raise DocumentError(f"{name} holds no text; there is nothing to check.")
    remark = f"{name} has tracked changes; they are read as if all were accepted."
    return Content(form, rows=rows, remarks=(remark,) if revised else ())


def rewritten(
    delivery: Delivery,
    read: Callable[[bytes, str], Iterable[Part[Paragraph]]],
    changes: Callable[[Markup, list[tuple[Paragraph, UnitNow]]], list[Change]],
) -> bytes:
    """The document with what `changes` makes of the changed paragraphs of each part; other parts keep every byte."""
    skeleton = unpack(delivery.document)
    file = skeleton.file
    parts = list(read(file, delivery.document.title))
    found = [paragraph for part in parts for paragraph in part.paragraphs]
    pairs = iter(matched(delivery.document, found, units_now(skeleton, delivery.segments)))
    written: dict[str, bytes] = {}
    for part in parts:
        mine = [(paragraph, unit) for paragraph, unit in islice(pairs, len(part.paragraphs)) if unit.changed]
        if made := changes(part.markup, mine):
            written[part.name] = part.markup.spliced(made)
    return written.get("") or exchanged(file, written)
