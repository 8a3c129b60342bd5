"""Which English sentence renders which Chinese one, and the segments made of that; reads and writes no files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.core.alignment import Sentence, Spans, align
from editor.core.anchors import AnchorFinder, Keys, find_anchors
from editor.core.model import Segment, SegmentId
from editor.core.segmentation import Piece, segment_chinese, segment_english


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that belong together; one side is empty where the other was dropped (1-0) or added (0-1).

    `source_start` / `target_start` are offsets into the whole texts (for an empty side: where it would stand).
    """

    kind: str
    source_text: str
    target_text: str
    source_start: int
    target_start: int
    source_gap: str
    gap: str


def pair(source_text: str, target_text: str, *, anchors: AnchorFinder | None = None) -> list[Bead]:
    """Beads in order; their source sides cover the Chinese and their target sides the English, each sentence once."""
    sources = segment_chinese(source_text).pieces
    targets = segment_english(target_text).pieces
    left, right = (anchors or find_anchors)([p.text for p in sources], [p.text for p in targets])
    spans = align(_side(sources, left), _side(targets, right))
    return [_bead(source_text, target_text, sources, targets, span) for span in spans]


def build_segments(
    source_text: str, target_text: str, *, anchors: AnchorFinder | None = None
) -> tuple[str, list[Segment]]:
    """Prefix and segments of a bilingual document; delivered untouched they give `target_text` exactly.

    A dropped sentence becomes a segment with an empty target. Its gap is what should follow it once it is filled in.
    """
    beads = pair(source_text, target_text, anchors=anchors)
    line_break = next((b.gap for b in beads if "\n" in b.gap), "\n")
    segments = [
        Segment(
            id=SegmentId(n),
            source=bead.source_text,
            machine=bead.target_text,
            target=bead.target_text,
            gap=bead.gap if bead.target_text else line_break if "\n" in bead.source_gap else " ",
            source_gap=bead.source_gap,
        )
        for n, bead in enumerate(beads, 1)
    ]
    return segment_english(target_text).prefix, segments


def monolingual_segments(text: str) -> tuple[str, list[Segment]]:
    """Prefix and segments of a translation without its source."""
    cut = segment_english(text)
    segments = [
        Segment(id=SegmentId(n), source="", machine=p.text, target=p.text, gap=p.gap)
        for n, p in enumerate(cut.pieces, 1)
    ]
    return cut.prefix, segments


def _side(pieces: Sequence[Piece], keys: Sequence[Keys]) -> list[Sentence]:
    last = len(pieces) - 1
    return [
        Sentence(len("".join(piece.text.split())), anchors, piece.ends_paragraph or n == last)
        for n, (piece, anchors) in enumerate(zip(pieces, keys, strict=True))
    ]


def _bead(source: str, target: str, left: Sequence[Piece], right: Sequence[Piece], spans: Spans) -> Bead:
    i0, i1, j0, j1 = spans
    source_start, source_end, source_gap = _stretch(left, i0, i1, len(source))
    target_start, target_end, gap = _stretch(right, j0, j1, len(target))
    return Bead(
        kind=f"{i1 - i0}-{j1 - j0}",
        source_text=source[source_start:source_end],
        target_text=target[target_start:target_end],
        source_start=source_start,
        target_start=target_start,
        source_gap=source_gap,
        gap=gap,
    )


def _stretch(pieces: Sequence[Piece], first: int, after: int, length: int) -> tuple[int, int, str]:
    if first == after:
        at = pieces[first].start if first < len(pieces) else length
        return at, at, ""
    return pieces[first].start, pieces[after - 1].end, pieces[after - 1].gap
