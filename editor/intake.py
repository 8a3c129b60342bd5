"""From files or pasted text to a document and its segments: reading, segmentation, pairing and an account of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from editor.core.anchors import anchor_finder, term_pairs
from editor.core.model import Document, Mode, Segment
from editor.core.pairing import build_segments, monolingual_segments
from editor.errors import DocumentError
from editor.formats.protocol import TextIn
from editor.formats.text import clean_text, read_text
from editor.termbase import Termbase

MAX_SEGMENTS = 1_000_000
_HAN = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Intake:
    """A document ready for a project. `text` is the MT as read: offsets of a check's output count in it.

    `remarks` are sentences for the person: guessed encodings, replaced characters.
    """

    document: Document
    segments: tuple[Segment, ...]
    text: str
    remarks: tuple[str, ...] = ()


def read_pair(source: Path | None, machine: Path, *, encoding: str = "", termbase: Termbase | None = None) -> Intake:
    """Read the MT and, where there is one, the Chinese, and pair them.

    Raises DocumentError where one cannot be read or holds nothing.
    """
    target = read_text(machine, encoding)
    chinese = read_text(source, encoding) if source else None
    remarks = remarks_on(machine.name, target)
    if source and chinese:
        remarks += remarks_on(source.name, chinese)
        if not chinese.text.strip():
            raise DocumentError(f"{source.name} is empty; leave it out to work without the Chinese.")
    if not target.text.strip():
        raise DocumentError(f"{machine.name} is empty; there is nothing to check.")
    return build(chinese.text if chinese else "", target.text, machine.stem, target.digest, remarks, termbase)


def take_text(source: str, machine: str, title: str, *, termbase: Termbase | None = None) -> Intake:
    """Pair pasted texts; the Chinese may be empty. Raises DocumentError where there is no English."""
    target, lost = clean_text(machine)
    chinese, lost_too = clean_text(source)
    if not target.strip():
        raise DocumentError("There is no English text; paste the machine translation.")
    digest = hashlib.sha256(target.encode()).hexdigest()
    return build(chinese, target, title, digest, _replaced("The pasted text", lost + lost_too), termbase)


def build(
    source: str, target: str, title: str, digest: str, remarks: tuple[str, ...], termbase: Termbase | None
) -> Intake:
    """Segments and document of clean texts; monolingual where the Chinese is empty."""
    title, _ = clean_text(title)
    if source.strip():
        if is_chinese(target) and not _HAN.search(source):
            raise DocumentError("The two texts are exchanged: the translation is Chinese and the source is not.")
        mode = Mode.BILINGUAL
        anchors = anchor_finder(term_pairs(termbase.concepts)) if termbase else None
        prefix, segments = build_segments(source, target, anchors=anchors)
    else:
        if is_chinese(target):
            remarks += ("This text is Chinese, not a translation: give it as the source, with its English.",)
        mode = Mode.MONOLINGUAL
        prefix, segments = monolingual_segments(target)
    if len(segments) > MAX_SEGMENTS:
        raise DocumentError(f"{title} has {len(segments)} sentences; up to {MAX_SEGMENTS} can be opened. Split it.")
    document = Document(id=digest[:16], title=title, format="txt", mode=mode, prefix=prefix, digest=digest)
    return Intake(document, tuple(segments), target, remarks)


def is_chinese(text: str) -> bool:
    """Whether a text has more Chinese characters than Latin letters."""
    return len(_HAN.findall(text)) > len(_LETTER.findall(text))


def remarks_on(name: str, read: TextIn) -> tuple[str, ...]:
    """What the person should know of how a file was read."""
    guessed = (
        f"{name}: read as {read.encoding}, which was guessed; if it looks wrong, save it as UTF-8 or use --encoding.",
    )
    return (guessed if read.guessed else ()) + _replaced(name, read.replaced)


def _replaced(name: str, count: int) -> tuple[str, ...]:
    if not count:
        return ()
    return (f"{name}: {count} control or broken characters were replaced by U+FFFD.",)


def offsets(document: Document, segments: tuple[Segment, ...]) -> list[int]:
    """Where each target of an untouched document starts in the MT text, in code points."""
    starts: list[int] = []
    place = len(document.prefix)
    for segment in segments:
        starts.append(place)
        if segment.target:
            place += len(segment.target) + len(segment.gap)
    return starts
