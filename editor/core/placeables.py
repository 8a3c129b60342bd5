"""Inline tags of a document as protected placeables in a text, and the way between a text with and without them.

A tag stands in the text as `{1>` (opening), `<1}` (closing) or `{1}` (standing alone); what it means is the
format's own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from editor.core.model import Evidence, Finding, Fix, Segment, SegmentId, Side

_TAG = re.compile(r"\{(\d{1,5})>|<(\d{1,5})\}|\{(\d{1,5})\}")
LINE_BREAK = "\u2028"  # a line break inside a unit; the end of a unit is `\n`


class TagKind(StrEnum):
    """What a tag does to the text around it."""

    OPEN = "open"
    CLOSE = "close"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag and its span in the text, in code points."""

    start: int
    end: int
    kind: TagKind
    number: int

    @property
    def text(self) -> str:
        """The tag as it stands in the text."""
        return written(self.kind, self.number)


def written(kind: TagKind, number: int) -> str:
    """The tag of this kind and number as it stands in a text."""
    return {TagKind.OPEN: f"{{{number}>", TagKind.CLOSE: f"<{number}}}", TagKind.ALONE: f"{{{number}}}"}[kind]


def tags_of(text: str) -> tuple[Tag, ...]:
    """The tags of a text in order."""
    if "{" not in text and "}" not in text:
        return ()
    kinds = (TagKind.OPEN, TagKind.CLOSE, TagKind.ALONE)
    return tuple(
        Tag(m.start(), m.end(), kinds[(m.lastindex or 1) - 1], int(m[m.lastindex or 1])) for m in _TAG.finditer(text)
    )


def without_tags(text: str) -> str:
    """The text as a reader sees it."""
    return _TAG.sub("", text) if "{" in text or "}" in text else text


@dataclass(frozen=True, slots=True)
class Bare:
    """A text without its tags. `places` are offsets in `text` where a tag stood, in order, one for each of `tags`."""

    text: str
    tags: tuple[Tag, ...]
    places: tuple[int, ...]

    def start(self, offset: int) -> int:
        """Where a span that starts at `offset` of `text` starts in the tagged text: behind the tags there."""
        return offset + self._width(bisect_right(self.places, offset))

    def end(self, offset: int) -> int:
        """Where a span that ends at `offset` of `text` ends in the tagged text: before the tags there."""
        return offset + self._width(bisect_left(self.places, offset))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the tagged text; an empty one stands before the tags at its place."""
        return (self.start(start), self.end(end)) if start < end else (self.end(start), self.end(start))

    def between(self, start: int, end: int) -> tuple[Tag, ...]:
        """The tags inside the span of `text`, those at its two ends left out."""
        return self.tags[bisect_right(self.places, start) : bisect_left(self.places, end)] if start < end else ()

    def _width(self, count: int) -> int:
        return sum(tag.end - tag.start for tag in self.tags[:count])


def bare(text: str) -> Bare:
    """The text without its tags, and where they stood."""
    tags = tags_of(text)
    width, places = 0, []
    for tag in tags:
        places.append(tag.start - width)
        width += tag.end - tag.start
    return Bare(without_tags(text), tags, tuple(places))


def bare_segment(segment: Segment) -> Segment:
    """The segment as checks read it: without tags; the very same where there are none."""
    texts = (segment.source, segment.machine, segment.target)
    plain = tuple(map(without_tags, texts))
    if plain == texts:
        return segment
    return replace(segment, source=plain[0], machine=plain[1], target=plain[2])


def restore(finding: Finding, segments: Mapping[SegmentId, Segment]) -> Finding:
    """A finding made on segments without tags, placed in those with them; a fix keeps the tags inside its span.

    `segments` are the tagged ones of the finding and of its evidence, by id; one that is not there is left as it is.
    """
    segment = segments.get(finding.segment)
    if segment is None:
        return finding
    target = bare(segment.target)
    own = bare(segment.source) if finding.side is Side.SOURCE else target
    start, end = own.span(finding.start, finding.end)
    return replace(
        finding,
        start=start,
        end=end,
        fixes=tuple(_restored_fix(fix, target) for fix in finding.fixes),
        evidence=tuple(_restored_evidence(e, segments) for e in finding.evidence),
        seen=segment.target,
    )


def _restored_fix(fix: Fix, target: Bare) -> Fix:
    start, end, text = refit(target, fix.start, fix.end, fix.text)
    return replace(fix, start=start, end=end, text=text)


def refit(text: Bare, start: int, end: int, instead: str) -> tuple[int, int, str]:
    """A replacement of a span of the bare text as one of the tagged text; it keeps the tags inside its span."""
    inside = text.between(start, end)
    before = "".join(tag.text for tag in inside if tag.kind is TagKind.OPEN)
    behind = "".join(tag.text for tag in inside if tag.kind is not TagKind.OPEN)
    return *text.span(start, end), before + instead + behind


def _restored_evidence(evidence: Evidence, segments: Mapping[SegmentId, Segment]) -> Evidence:
    segment = segments.get(evidence.segment) if evidence.segment is not None else None
    if segment is None or evidence.start < 0:
        return evidence
    text = bare(segment.source if evidence.kind == "source" else segment.target)
    start, end = text.span(evidence.start, evidence.end)
    return replace(evidence, start=start, end=end)


def tag_reference(segment: Segment) -> str:
    """The text whose tags those of the target are compared with: the source, or without tags there the machine's."""
    return segment.source if tags_of(segment.source) else segment.machine


@dataclass(frozen=True, slots=True)
class TagFaults:
    """What is wrong with the tags of a text: those it lacks, those it has too many, those that close out of turn."""

    lost: tuple[Tag, ...]
    added: tuple[Tag, ...]
    crossed: tuple[Tag, ...]

    def __bool__(self) -> bool:
        return bool(self.lost or self.added or self.crossed)


def tag_faults(reference: str, text: str) -> TagFaults:
    """Compare the tags of a text with those of its source (or of what it was); order counts only for nesting."""
    wanted, present = tags_of(reference), tags_of(text)
    due, there = Counter(t.text for t in wanted), Counter(t.text for t in present)
    return TagFaults(
        lost=_surplus(wanted, due - there),
        added=_surplus(present, there - due),
        crossed=() if _crossed(wanted) else _crossed(present),
    )


def next_missing(segment: Segment, *, pair: bool = False) -> tuple[str, ...]:
    """The next tag that the target lacks; with `pair` the first opening and closing one that both are missing."""
    lost = tag_faults(tag_reference(segment), segment.target).lost
    if not pair:
        return tuple(tag.text for tag in lost[:1])
    for tag in lost:
        closing = written(TagKind.CLOSE, tag.number)
        if tag.kind is TagKind.OPEN and any(other.text == closing for other in lost):
            return tag.text, closing
    return ()


def _surplus(tags: Iterable[Tag], count: Counter[str]) -> tuple[Tag, ...]:
    """The last ones of those that are too many."""
    left, found = count.copy(), []
    for tag in reversed(tuple(tags)):
        if left[tag.text] > 0:
            left[tag.text] -= 1
            found.append(tag)
    return tuple(reversed(found))


def _crossed(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    """Closing tags whose opening one stands behind them, or closes after one that was opened later."""
    all_tags = tuple(tags)
    opened = {tag.number for tag in all_tags if tag.kind is TagKind.OPEN}
    stack: list[int] = []
    wrong: list[Tag] = []
    for tag in all_tags:
        if tag.kind is TagKind.OPEN:
            stack.append(tag.number)
        elif tag.kind is TagKind.CLOSE and tag.number in opened:
            if stack and stack[-1] == tag.number:
                stack.pop()
            else:
                wrong.append(tag)
                stack = [number for number in stack if number != tag.number]
    return tuple(wrong)


def put_back(tagged: str, pieces: Iterable[tuple[int, int]]) -> list[str]:
    """The tagged texts of spans of the bare text, in order; every tag of `tagged` comes to stand in exactly one.

    A tag between two pieces goes to the one in its own line; in the same line to the one before where it closes, else
    to the one behind.
    """
    text = bare(tagged)
    spans = list(pieces)
    parts: list[list[tuple[int, str]]] = [[] for _ in spans]
    for tag, place in zip(text.tags, text.places, strict=True):
        home = _home(tag, place, spans, text.text)
        if home is not None:
            parts[home].append((min(max(place, spans[home][0]), spans[home][1]), tag.text))
    return [_joined(text.text, span, tags) for span, tags in zip(spans, parts, strict=True)]


def _home(tag: Tag, place: int, spans: list[tuple[int, int]], text: str) -> int | None:
    if not spans:
        return None
    behind = next((n for n, (start, end) in enumerate(spans) if place < end or (place <= start < end)), len(spans))
    inside = behind < len(spans) and spans[behind][0] < place
    if inside or behind == 0:
        return min(behind, len(spans) - 1)
    if behind == len(spans) or "\n" in text[place : spans[behind][0]]:
        return behind - 1
    if "\n" in text[spans[behind - 1][1] : place]:
        return behind
    return behind - 1 if tag.kind is TagKind.CLOSE else behind


def _joined(text: str, span: tuple[int, int], tags: list[tuple[int, str]]) -> str:
    parts: list[str] = []
    at = span[0]
    for place, tag in tags:
        parts += (text[at:place], tag)
        at = place
    return "".join((*parts, text[at : span[1]]))
