"""From files or pasted text to a document and its segments: reading, segmentation, pairing and an account of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from editor.core.anchors import anchor_finder, term_pairs
from editor.core.model import Document, Mode, Segment, SegmentId
from editor.core.pairing import build_segments, monolingual_segments
from editor.core.placeables import put_back, without_tags
from editor.errors import DocumentError
from editor.formats.catalogue import importer_named, read_file
from editor.formats.protocol import Choice, Content, Row
from editor.formats.skeleton import Unit, pack
from editor.formats.text import clean_text, replaced_remark
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


def read_pair(
    source: Path | None,
    machine: Path,
    *,
    encoding: str = "",
    choice: Choice | None = None,
    source_choice: Choice | None = None,
    termbase: Termbase | None = None,
) -> Intake:
    """Read the MT and, where there is one, the Chinese, and pair them; or one bilingual file.

    `choice` says how the MT is read, `source_choice` (None: the same encoding) the Chinese. Raises DocumentError where
    one cannot be read or holds nothing.
    """
    chosen = choice or Choice(encoding=encoding)
    target, data = read_file(machine, chosen)
    if target.bilingual:
        if source:
            raise DocumentError(f"{machine.name} holds both languages; give it alone, without {source.name}.")
        return take_rows(target, data, machine.stem)
    remarks, chinese = target.remarks, ""
    if source:
        content, _ = read_file(source, source_choice or replace(chosen, columns=None, sheet="", block=None))
        if content.bilingual:
            raise DocumentError(f"{source.name} holds both languages; give it alone, without {machine.name}.")
        chinese, remarks = without_tags(text_of(content)), remarks + content.remarks
        if not chinese.strip():
            raise DocumentError(f"{source.name} is empty; leave it out to work without the Chinese.")
    if not without_tags(text_of(target)).strip():
        raise DocumentError(f"{machine.name} is empty; there is nothing to check.")
    digest = hashlib.sha256(data).hexdigest()
    if target.rows:
        return _take_units(chinese, target, data, machine.stem, remarks, termbase)
    return build(chinese, target.text, machine.stem, digest, remarks, termbase)


def take_text(source: str, machine: str, title: str, *, termbase: Termbase | None = None) -> Intake:
    """Pair pasted texts; the Chinese may be empty. Raises DocumentError where there is no English."""
    target, lost = clean_text(machine)
    chinese, lost_too = clean_text(source)
    if not target.strip():
        raise DocumentError("There is no English text; paste the machine translation.")
    digest = hashlib.sha256(target.encode()).hexdigest()
    return build(chinese, target, title, digest, replaced_remark("The pasted text", lost + lost_too), termbase)


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
    _refuse_too_many(title, len(segments))
    document = Document(id=digest[:16], title=title, format="txt", mode=mode, prefix=prefix, digest=digest)
    return Intake(document, tuple(segments), target, remarks)


def take_rows(content: Content, data: bytes, title: str) -> Intake:
    """The units of a bilingual file as segments, one each; DocumentError where there are none."""
    if not content.rows:
        raise DocumentError(f"{title} holds no units with text; there is nothing to check.")
    _refuse_too_many(title, len(content.rows))
    segments = tuple(_segment_of(n, row) for n, row in enumerate(content.rows, 1))
    units = [_unit(row, (n,)) for n, row in enumerate(content.rows, 1)]
    mode = Mode.BILINGUAL if any(s.source for s in segments) else Mode.MONOLINGUAL
    document = _document(content, data, title, mode, units)
    return Intake(document, segments, "".join(s.target + s.gap for s in segments if s.target), content.remarks)


def _segment_of(number: int, row: Row) -> Segment:
    text = row.text.strip()
    machine = text if row.machine is None else row.machine.strip()
    return Segment(
        SegmentId(number), row.source.strip(), machine, text, row.state, row.origin, gap="\n", source_gap="\n",
        note=row.note,
    )  # fmt: skip


def _take_units(
    chinese: str, content: Content, data: bytes, title: str, remarks: tuple[str, ...], termbase: Termbase | None
) -> Intake:
    """Paragraphs of a document cut into sentences and paired with the Chinese; the tags come back where they stood."""
    tagged = text_of(content)
    plain = build(chinese, without_tags(tagged), title, "", remarks, termbase)
    starts = offsets(plain.document, plain.segments)
    filled = [(start, start + len(s.target)) for start, s in zip(starts, plain.segments, strict=True) if s.target]
    texts = iter(put_back(tagged, filled))
    segments = tuple(
        replace(s, machine=text, target=text) if s.target and (text := next(texts)) else s for s in plain.segments
    )
    units = _units_of(content, plain.segments, starts)
    document = _document(content, data, title, plain.document.mode, units)
    return Intake(document, segments, "".join(s.target + s.gap for s in segments if s.target), plain.remarks)


def _units_of(content: Content, segments: Sequence[Segment], starts: Sequence[int]) -> list[Unit]:
    """Which segments render which row: by where they start in the bare text, rows being its lines."""
    ends, at = [], 0
    for row in content.rows:
        at += len(without_tags(row.text.strip())) + 1
        ends.append(at)
    mine: list[list[int]] = [[] for _ in content.rows]
    unit = 0
    for segment, start in zip(segments, starts, strict=True):
        while unit < len(ends) - 1 and start >= ends[unit]:
            unit += 1
        mine[unit].append(int(segment.id))
    return [_unit(row, ids) for row, ids in zip(content.rows, mine, strict=True)]


def _unit(row: Row, ids: Sequence[int]) -> Unit:
    before = len(row.text) - len(row.text.lstrip())
    return Unit(tuple(ids), row.text[:before], row.text[max(before, len(row.text.rstrip())) :])


def _document(content: Content, data: bytes, title: str, mode: Mode, units: Sequence[Unit]) -> Document:
    digest = hashlib.sha256(data).hexdigest()
    name, _ = clean_text(content.title or title)
    kept = data if importer_named(content.format).keeps else b""
    return Document(
        id=digest[:16], title=name, format=content.format, mode=mode, source_language=content.source_language,
        target_language=content.target_language, skeleton=pack(kept, units, content.extra), digest=digest,
    )  # fmt: skip


def text_of(content: Content) -> str:
    """The text of a document in one language: its paragraphs as lines."""
    return "\n".join(row.text.strip() for row in content.rows) if content.rows else content.text


def _refuse_too_many(title: str, count: int) -> None:
    if count > MAX_SEGMENTS:
        raise DocumentError(f"{title} has {count} sentences; up to {MAX_SEGMENTS} can be opened. Split it.")


def is_chinese(text: str) -> bool:
    """Whether a text has more Chinese characters than Latin letters."""
    return len(_HAN.findall(text)) > len(_LETTER.findall(text))


def offsets(document: Document, segments: tuple[Segment, ...]) -> list[int]:
    """Where each target of an untouched document starts in the MT text, in code points."""
    starts: list[int] = []
    place = len(document.prefix)
    for segment in segments:
        starts.append(place)
        if segment.target:
            place += len(segment.target) + len(segment.gap)
    return starts
