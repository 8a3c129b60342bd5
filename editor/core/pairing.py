"""Which English sentence renders which Chinese one, by lengths and anchors; reads and writes no files."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from editor.core.anchors import AnchorFinder, Keys, find_anchors
from editor.core.model import Segment, SegmentId
from editor.core.segmentation import Piece, segment_chinese, segment_english

# Costs are negative log likelihoods in nats; tuned on tests/data/pairing/tuning, judged on held-out.
_PRIOR = {(1, 1): 0.0, (1, 0): 3.2, (0, 1): 3.2, (1, 2): 2.4, (2, 1): 2.4, (2, 2): 5.0, (1, 3): 4.4, (3, 1): 4.4}
_RATIO = 3.6  # English letters to a Chinese character
_UNMATCHED = 0.25  # share of the weight of an anchor that is on one side only
_KIND_WEIGHT = {"n": 1.0, "w": 1.2, "p": 1.2, "c": 0.55, "t": 0.9}
_BREAK_INSIDE = 2.5  # a bead that reaches over a line break
_BREAK_ALIKE = 0.8  # both sides end a paragraph
_BREAK_UNLIKE = 0.6  # only one does
_BAND = 14


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


@dataclass(frozen=True, slots=True)
class _Group:
    """One to three neighbouring sentences of one side."""

    length: int
    keys: Keys
    weight: float


def pair(source_text: str, target_text: str, *, anchors: AnchorFinder | None = None) -> list[Bead]:
    """Beads in order; their source sides cover the Chinese and their target sides the English, each sentence once."""
    sources = segment_chinese(source_text).pieces
    targets = segment_english(target_text).pieces
    left, right = (anchors or find_anchors)([p.text for p in sources], [p.text for p in targets])
    table = _Table(sources, targets, left, right)
    return [_bead(source_text, target_text, sources, targets, spans) for spans in table.align()]


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


Spans = tuple[int, int, int, int]


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


class _Table:
    """The dynamic programme over two lists of sentences."""

    def __init__(self, sources: Sequence[Piece], targets: Sequence[Piece], left: list[Keys], right: list[Keys]) -> None:
        self._sources, self._targets = sources, targets
        self._left_keys, self._right_keys = left, right
        self._weights = _weights(left, right)
        lengths = [_letters(p.text) for p in sources], [_letters(p.text) for p in targets]
        self._left = _groups(lengths[0], left, self._weights)
        self._right = _groups(lengths[1], right, self._weights)
        self._ratio = _expected_ratio(sum(lengths[0]), sum(lengths[1]))
        self._left_ends = [p.ends_paragraph for p in sources[:-1]] + [True] * bool(sources)
        self._right_ends = [p.ends_paragraph for p in targets[:-1]] + [True] * bool(targets)
        # Where the machine glued all paragraphs into one, line breaks of the source say nothing.
        few, many = sorted((sum(self._left_ends), sum(self._right_ends)))
        self._structured = 2 * few >= many and few > 1

    def align(self) -> list[Spans]:
        """The cheapest sequence of beads."""
        spans = self._run()
        ratio = self._observed_ratio(spans)
        if abs(math.log(ratio / self._ratio)) > 0.1:
            self._ratio = ratio
            spans = self._run()
        return spans

    def _run(self) -> list[Spans]:
        n, m = len(self._sources), len(self._targets)
        windows = self._windows()
        best: list[dict[int, float]] = [{} for _ in range(n + 1)]
        back: list[dict[int, tuple[int, int]]] = [{} for _ in range(n + 1)]
        best[0][0] = 0.0
        for i in range(n + 1):
            low, high = windows[i]
            row, steps = best[i], back[i]
            for j in range(low, high + 1):
                for shape, prior in _PRIOR.items():
                    a, b = shape
                    before = best[i - a].get(j - b) if a <= i and b <= j else None
                    if before is None or before + prior - 60 > row.get(j, math.inf):
                        continue
                    cost = before + prior + self._cost(i - a, i, j - b, j)
                    if cost < row.get(j, math.inf):
                        row[j] = cost
                        steps[j] = shape
        return list(_walk_back(back, n, m))

    def _cost(self, i0: int, i1: int, j0: int, j1: int) -> float:
        breaks = self._break_cost(i0, i1, j0, j1)
        if i0 == i1 or j0 == j1:
            return breaks
        left, right = self._left[i1 - i0][i0], self._right[j1 - j0][j0]
        shared = sum(self._weights[key] for key in left.keys & right.keys)
        anchors = shared - _UNMATCHED * (left.weight + right.weight - 2 * shared)
        expected = self._ratio * left.length
        z2 = math.log((right.length + 8) / (expected + 8)) ** 2 / (0.05 + 2.5 / (left.length + 6))
        return breaks + min(z2 / 2, 12.0) - anchors

    def _break_cost(self, i0: int, i1: int, j0: int, j1: int) -> float:
        cost = 0.0
        if i1 - i0 > 1 and any(self._left_ends[i0 : i1 - 1]):
            cost += _BREAK_INSIDE if self._structured else 0.5
        if j1 - j0 > 1 and any(self._right_ends[j0 : j1 - 1]):
            cost += _BREAK_INSIDE
        if self._structured and i1 and j1:
            left, right = self._left_ends[i1 - 1], self._right_ends[j1 - 1]
            if left and right and i1 > i0 and j1 > j0:
                cost -= _BREAK_ALIKE
            elif left != right and i1 > i0 and j1 > j0:
                cost += _BREAK_UNLIKE
        return cost

    def _windows(self) -> list[tuple[int, int]]:
        """For every source position the target positions looked at: a band around the chain of certain pairs."""
        n, m = len(self._sources), len(self._targets)
        points = [(0, 0), *self._chain(), (n, m)]
        windows: list[tuple[int, int]] = []
        for (i0, j0), (i1, j1) in pairwise(points):
            slack = _BAND + max(i1 - i0, j1 - j0) // 4
            slope = (j1 - j0) / (i1 - i0) if i1 > i0 else 0.0
            for i in range(i0 if not windows else i0 + 1, i1 + 1):
                here, there = j0 + slope * (i - i0), j0 + slope * min(i1 - i0, i - i0 + 1)
                windows.append((max(0, int(here) - slack), min(m, int(there) + slack)))
        windows[-1] = (windows[-1][0], m)
        return [(0, m)] * (n + 1) if (n + 1) * (m + 1) <= 2500 else windows

    def _chain(self) -> list[tuple[int, int]]:
        """Sentence ends of pairs that share something nothing else has, the longest run in order on both sides."""
        first: dict[str, int] = {}
        once = _single(self._left_keys)
        for key, i in once.items():
            first[key] = i
        votes: Counter[tuple[int, int]] = Counter()
        for key, j in _single(self._right_keys).items():
            if key in first:
                votes[first[key], j] += 1
        pairs = sorted(place for place, count in votes.items() if count >= 2)
        return [(i + 1, j + 1) for i, j in _longest_increasing(pairs)]

    def _observed_ratio(self, spans: list[Spans]) -> float:
        left = right = 0
        for i0, i1, j0, j1 in spans:
            if i1 - i0 == 1 and j1 - j0 == 1:
                left += self._left[1][i0].length
                right += self._right[1][j0].length
        return _expected_ratio(left, right)


def _walk_back(back: list[dict[int, tuple[int, int]]], n: int, m: int) -> Iterator[Spans]:
    spans: list[Spans] = []
    i, j = n, m
    while i or j:
        a, b = back[i][j]
        spans.append((i - a, i, j - b, j))
        i, j = i - a, j - b
    return reversed(spans)


def _groups(lengths: list[int], keys: list[Keys], weights: dict[str, float]) -> list[list[_Group]]:
    """Groups by size (1 to 3) and first sentence."""
    sizes: list[list[_Group]] = [[]]
    for size in (1, 2, 3):
        row = []
        for at in range(len(lengths) - size + 1):
            union: Keys = frozenset().union(*keys[at : at + size])
            row.append(_Group(sum(lengths[at : at + size]), union, sum(weights[key] for key in union)))
        sizes.append(row)
    return sizes


def _weights(left: list[Keys], right: list[Keys]) -> dict[str, float]:
    """What an anchor is worth: the rarer in the document, the more."""
    counts: dict[str, int] = {}
    for side in (left, right):
        for key, count in Counter(key for keys in side for key in keys).items():
            counts[key] = max(count, counts.get(key, 0))
    total = max(len(left), len(right)) + 1
    return {
        key: _KIND_WEIGHT.get(key[0], 1.0) * min(4.0, max(0.15, math.log(total / (count + 0.5)) + 0.3))
        for key, count in counts.items()
    }


def _letters(text: str) -> int:
    return len("".join(text.split()))


def _expected_ratio(source: int, target: int) -> float:
    """English letters to a Chinese character, drawn to the usual value where there is little text."""
    return max(2.2, min(5.5, (target + 150 * _RATIO) / (source + 150)))


def _single(side: list[Keys]) -> dict[str, int]:
    """Keys that stand in one sentence only, and in which."""
    seen: dict[str, int] = {}
    for n, keys in enumerate(side):
        for key in keys:
            seen[key] = -1 if key in seen else n
    return {key: n for key, n in seen.items() if n >= 0}


def _longest_increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence of sorted pairs that rises on both sides."""
    tails: list[int] = []
    ends: list[int] = []
    parents: list[int] = []
    for n, (i, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        parent = ends[at - 1] if at else -1
        while parent >= 0 and pairs[parent][0] >= i:
            parent = parents[parent]
        parents.append(parent)
        if at == len(tails):
            tails.append(j)
            ends.append(n)
        elif j < tails[at]:
            tails[at], ends[at] = j, n
    chain = []
    n = ends[-1] if ends else -1
    while n >= 0:
        chain.append(pairs[n])
        n = parents[n]
    return chain[::-1]
