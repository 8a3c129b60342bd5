"""Splitting and merging of segments as pure functions: the delivered text stays the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from editor.core.edges import common_edges
from editor.core.model import Origin, Segment, SegmentId, State

_SENTENCE_END = re.compile(r"[。！？；][”’」』）]*")
_WORD_START = re.compile(r"(?<=\s)\S")


def split(segment: Segment, target_at: int, source_at: int, new_id: SegmentId) -> tuple[Segment, Segment]:
    """Cut a segment in two; offsets into target and source.

    White space at the cut becomes the gap of the first part, so the delivered text does not change. The machine text
    is cut at the place that corresponds (the same place where target and machine agree); white space there is left
    to the gap, thus an untouched segment gives two untouched ones. A confirmed segment becomes two drafts.
    A first part with text always has machine text too where the whole had: without, it would count as a sentence the
    machine dropped, which delivery separates from the text before.
    """
    target, gap, rest = _cut(segment.target, target_at)
    machine, _, machine_rest = _cut(segment.machine, _corresponding(segment.target, segment.machine, target_at))
    if target and not machine:
        machine, machine_rest = machine_rest, ""
    source, source_gap, source_rest = _cut(segment.source, source_at)
    state = segment.state if segment.state is State.MACHINE else State.DRAFT
    first = replace(
        segment,
        source=source,
        machine=machine,
        target=target,
        state=state,
        gap=gap if rest else segment.gap,
        source_gap=source_gap if source_rest else segment.source_gap,
    )
    second = replace(
        segment, id=new_id, source=source_rest, machine=machine_rest, target=rest, state=state, note="",
    )  # fmt: skip
    return first, second


def merge(first: Segment, second: Segment) -> Segment:
    """Join a segment with the next one under the first one's id; texts are joined by the gap that stood between.

    The machine texts are joined the same way. The result is machine text only if both were.
    """
    between = first.gap or space_before(second, first)
    target, gap = _join((first.target, first.gap), between, (second.target, second.gap))
    source, source_gap = _join((first.source, first.source_gap), first.source_gap, (second.source, second.source_gap))
    machine, _ = _join((first.machine, ""), first.gap, (second.machine, ""))
    untouched = first.state is second.state is State.MACHINE
    return replace(
        first,
        source=source,
        machine=machine,
        target=target,
        state=State.MACHINE if untouched else State.DRAFT,
        origin=first.origin if first.origin is second.origin else Origin.TYPED,
        gap=gap,
        source_gap=source_gap,
        note="\n".join(note for note in (first.note, second.note) if note),
    )


def space_before(segment: Segment, previous: Segment) -> str:
    """The white space `joining.deliver` puts before a sentence the machine dropped, when nothing else separates it."""
    if segment.machine:
        return ""
    return "\n" if "\n" in previous.source_gap else " "


def guess_source_cut(segment: Segment, target_at: int) -> int:
    """Where to cut the source when only the place in the target is known: the end of a sentence nearest in proportion.

    Without such an end inside, the source stays whole with the first part.
    """
    ends = [m.end() for m in _SENTENCE_END.finditer(segment.source) if m.end() < len(segment.source)]
    if not ends:
        return len(segment.source)
    wanted = len(segment.source) * target_at / max(1, len(segment.target))
    return min(ends, key=lambda end: abs(end - wanted))


def _cut(text: str, at: int) -> tuple[str, str, str]:
    left, right = text[:at], text[at:]
    kept, rest = left.rstrip(), right.lstrip()
    return kept, left[len(kept) :] + right[: len(right) - len(rest)], rest


def _join(left: tuple[str, str], between: str, right: tuple[str, str]) -> tuple[str, str]:
    """Text and gap of the whole out of text and gap of the parts; a part without text leaves the other as it is."""
    if left[0] and right[0]:
        return left[0] + between + right[0], right[1]
    return left if left[0] else right


def _corresponding(target: str, machine: str, at: int) -> int:
    """The offset in the machine text for one in the target: by what they share at the start and end, else in
    proportion, at the start of a word."""
    head, tail = common_edges(target, machine)
    if at <= head:
        return at
    if len(target) - at <= tail:
        return len(machine) - (len(target) - at)
    wanted = len(machine) * at / max(1, len(target))
    starts: Sequence[int] = [m.start() for m in _WORD_START.finditer(machine)]
    return min(starts, key=lambda start: abs(start - wanted), default=len(machine))
