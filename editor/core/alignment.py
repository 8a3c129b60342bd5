"""The dynamic programme that lays two lists of sentences side by side; it sees lengths and anchors, no text."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Spans = tuple[int, int, int, int]
"""First and after-last source sentence, first and after-last target sentence of a bead."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What the alignment knows of a sentence: letters without white space, anchors, whether a paragraph ends."""

    length: int
    keys: frozenset[str]
    ends: bool


@dataclass(frozen=True, slots=True)
class Costs:
    """Negative log likelihoods in nats; found by search on tests/data/pairing/tuning.txt, judged on held-out.txt."""

    skip: float = 2.1
    merge: float = 2.1
    merge_both: float = 5.0
    merge_three: float = 7.0
    unsupported: float = 1.5
    unmatched: float = 0.25
    ratio: float = 3.6
    spread: float = 0.04
    spread_short: float = 2.1
    break_inside: float = 2.1
    break_alike: float = 0.8
    break_unlike: float = 0.9
    kinds: dict[str, float] = field(default_factory=lambda: {"n": 1.0, "w": 1.2, "p": 1.0, "c": 0.85, "t": 0.9})


_BAND = 8  # positions looked at on either side of the chain of certain pairs
_BEAM = 12  # and on either side of the best position of the row before
_MERGES = ((1, 2), (2, 1), (2, 2), (1, 3), (3, 1))
_HOPELESS = 12.0  # nats behind the best of its row from which a position starts no merge
_SUPPORT = 0.3  # weight a part of a merge must share of its own
_STRONG = 1.5  # weight of anchors from which a part of a merge must share one of them


def align(sources: Sequence[Sentence], targets: Sequence[Sentence], costs: Costs | None = None) -> list[Spans]:
    """The likeliest beads, in order, covering both sides."""
    return _Table(sources, targets, costs or Costs()).align()


class _Table:
    def __init__(self, sources: Sequence[Sentence], targets: Sequence[Sentence], costs: Costs) -> None:
        self._sources, self._targets, self._costs = sources, targets, costs
        self._weights = _weights(sources, targets, costs.kinds)
        self._left = _Groups(sources, self._weights)
        self._right = _Groups(targets, self._weights)
        self._places: dict[str, list[int]] = defaultdict(list)
        for n, sentence in enumerate(targets):
            for key in sentence.keys:
                self._places[key].append(n)
        self._shared: list[dict[int, float]] = []
        self._lowest: list[float] = []
        self._ratio = self._draw(sum(s.length for s in sources), sum(s.length for s in targets))
        # Where the machine glued all paragraphs into one, line breaks of the source say nothing.
        few, many = sorted((sum(s.ends for s in sources), sum(s.ends for s in targets)))
        self._structured = 2 * few >= many and few > 1
        self._windows = self._plan()

    def align(self) -> list[Spans]:
        """The cheapest beads; a second time where their lengths say that the ratio was guessed badly."""
        spans = self._run()
        ratio = self._observed(spans)
        if abs(math.log(ratio / self._ratio)) > 0.1:
            self._ratio = ratio
            spans = self._run()
        return spans

    def _run(self) -> list[Spans]:
        n, m = len(self._sources), len(self._targets)
        best: list[dict[int, float]] = []
        back: list[dict[int, tuple[int, int]]] = []
        self._shared = []
        self._lowest = []
        for i in range(n + 1):
            low, high = self._window(i, best)
            row: dict[int, float] = {}
            steps: dict[int, tuple[int, int]] = {}
            best.append(row)
            back.append(steps)
            if i:
                self._shared.append(self._sharing(i - 1, low, high))
            else:
                row[0] = 0.0
            for j in range(low, high + 1):
                self._fill(best, steps, i, j)
            self._lowest.append(min(row.values()))
        return _walk_back(back, n, m)

    def _window(self, i: int, best: list[dict[int, float]]) -> tuple[int, int]:
        low, high = self._windows[i]
        if best and high - low > 2 * _BEAM:
            before = best[-1]
            middle = min(before, key=before.__getitem__)
            low = max(low, min(middle - _BEAM, high))
            if i < len(self._sources):
                high = min(high, max(middle + _BEAM, low))
            # Where one side has far fewer sentences the chain may run ahead of what can be reached from the row before.
            low, high = min(low, max(before)), max(high, min(before))
        return low, high

    def _fill(self, best: list[dict[int, float]], steps: dict[int, tuple[int, int]], i: int, j: int) -> None:
        costs, row = self._costs, best[i]
        cheapest = row.get(j, math.inf)
        step = (0, 0)
        if i and j in best[i - 1]:
            cost = best[i - 1][j] + costs.skip
            if cost < cheapest:
                cheapest, step = cost, (1, 0)
        if j and j - 1 in row:
            cost = row[j - 1] + costs.skip
            if cost < cheapest:
                cheapest, step = cost, (0, 1)
        if i and j:
            if j - 1 in best[i - 1]:
                shared = self._shared[i - 1].get(j - 1, 0.0)
                cost = best[i - 1][j - 1] + self._match(i - 1, i, j - 1, j, shared)
                if cost < cheapest:
                    cheapest, step = cost, (1, 1)
            floor = costs.break_alike - costs.merge
            for a, b in _MERGES:
                if a <= i and b <= j and j - b in best[i - a]:
                    before = best[i - a][j - b]
                    if before > self._lowest[i - a] + _HOPELESS:
                        continue
                    # No bead is cheaper than all it may share: most merges are out before they are looked at.
                    if before - floor - self._most(i - a, i, j - b, j) < cheapest:
                        cost = before + self._merged(i - a, i, j - b, j)
                        if cost < cheapest:
                            cheapest, step = cost, (a, b)
        if step != (0, 0):
            row[j] = cheapest
            steps[j] = step

    def _most(self, i0: int, i1: int, j0: int, j1: int) -> float:
        """An upper bound of what the sentences share."""
        total = 0.0
        for i in range(i0, i1):
            row = self._shared[i]
            for j in range(j0, j1):
                if j in row:
                    total += row[j]
        return total

    def _sharing(self, i: int, low: int, high: int) -> dict[int, float]:
        """Weight of what source sentence `i` shares with the target sentences near the window."""
        shared: dict[int, float] = defaultdict(float)
        first, last = low - 4, high + 4
        for key in self._sources[i].keys:
            places = self._places.get(key)
            if places:
                weight = self._weights[key]
                for at in range(bisect_left(places, first), len(places)):
                    j = places[at]
                    if j > last:
                        break
                    shared[j] += weight
        return dict(shared)

    def _match(self, i0: int, i1: int, j0: int, j1: int, shared: float) -> float:
        """Cost of the sentences being renderings of each other, by anchors, lengths and paragraph ends."""
        costs = self._costs
        left, right = self._left, self._right
        unmatched = left.weight(i0, i1 - i0) + right.weight(j0, j1 - j0) - 2 * shared
        length = left.length(i0, i1)
        ratio = math.log((right.length(j0, j1) + 8) / (self._ratio * length + 8))
        cost = min(ratio * ratio / (costs.spread + costs.spread_short / (length + 6)) / 2, 12.0)
        if self._structured:
            ends = self._sources[i1 - 1].ends, self._targets[j1 - 1].ends
            cost += -costs.break_alike if all(ends) else costs.break_unlike if any(ends) else 0.0
        return cost - shared + costs.unmatched * unmatched

    def _merged(self, i0: int, i1: int, j0: int, j1: int) -> float:
        """Cost of a bead of more than two sentences: every part should share something with the other side."""
        costs = self._costs
        a, b = i1 - i0, j1 - j0
        cost = costs.merge if a + b == 3 else costs.merge_both if a == b else costs.merge_three
        if any(s.ends for s in self._sources[i0 : i1 - 1]):
            cost += costs.break_inside if self._structured else 0.5
        if any(s.ends for s in self._targets[j0 : j1 - 1]):
            cost += costs.break_inside
        if cost > 3 * costs.merge_both:
            return cost
        union = self._left.keys(i0, a) & self._right.keys(j0, b)
        cost += self._unsupported(self._left, i0, i1, union) + self._unsupported(self._right, j0, j1, union)
        return cost + self._match(i0, i1, j0, j1, sum(self._weights[key] for key in union))

    def _unsupported(self, side: _Groups, first: int, after: int, shared: frozenset[str]) -> float:
        """What it costs that a part of a merge shares nothing with the other side but what its neighbours share."""
        if after - first == 1:
            return 0.0
        cost = 0.0
        for n in range(first, after):
            own = side.keys(n, 1) & shared
            for other in range(first, after):
                if other != n and own:
                    own -= side.keys(other, 1)
            if sum(self._weights[key] for key in own) <= _SUPPORT:
                cost += self._costs.unsupported * (1 if side.weight(n, 1) < _STRONG else 2)
        return cost

    def _plan(self) -> list[tuple[int, int]]:
        """For every source position the target positions looked at: a band around the chain of certain pairs."""
        n, m = len(self._sources), len(self._targets)
        if (n + 1) * (m + 1) <= 2500:
            return [(0, m)] * (n + 1)
        windows: list[tuple[int, int]] = []
        for (i0, j0), (i1, j1) in pairwise([(0, 0), *self._chain(), (n, m)]):
            slack = _BAND + max(i1 - i0, j1 - j0) // 4
            slope = (j1 - j0) / (i1 - i0) if i1 > i0 else 0.0
            for i in range(i0 if not windows else i0 + 1, i1 + 1):
                here, there = j0 + slope * (i - i0), j0 + slope * min(i1 - i0, i - i0 + 1)
                windows.append((max(0, int(here) - slack), min(m, int(there) + slack)))
        windows[-1] = (windows[-1][0], m)
        return windows

    def _chain(self) -> list[tuple[int, int]]:
        """Ends of pairs that share two things nothing else has: the longest run in order on both sides."""
        left, right = _single(self._sources), _single(self._targets)
        votes = Counter((i, right[key]) for key, i in left.items() if key in right)
        pairs = sorted(place for place, count in votes.items() if count >= 2)
        return [(i + 1, j + 1) for i, j in _longest_increasing(pairs)]

    def _observed(self, spans: list[Spans]) -> float:
        single = [(i, j) for i, i1, j, j1 in spans if i1 - i == 1 and j1 - j == 1]
        return self._draw(
            sum(self._sources[i].length for i, _ in single), sum(self._targets[j].length for _, j in single)
        )

    def _draw(self, source: int, target: int) -> float:
        """English letters to a Chinese character, drawn to the usual value where there is little text."""
        usual = self._costs.ratio
        return max(2.2, min(5.5, (target + 150 * usual) / (source + 150)))


class _Groups:
    """Lengths, anchors and weights of one to three neighbouring sentences."""

    def __init__(self, sentences: Sequence[Sentence], weights: dict[str, float]) -> None:
        self._sentences = sentences
        self._weights = weights
        self._sums = [0]
        for sentence in sentences:
            self._sums.append(self._sums[-1] + sentence.length)
        self._single = [sum(weights[key] for key in s.keys) for s in sentences]
        self._keys: dict[tuple[int, int], frozenset[str]] = {}
        self._many: dict[tuple[int, int], float] = {}

    def length(self, first: int, after: int) -> int:
        """Letters from sentence `first` up to `after`."""
        return self._sums[after] - self._sums[first]

    def keys(self, first: int, count: int) -> frozenset[str]:
        """Anchors of `count` sentences."""
        if count == 1:
            return self._sentences[first].keys
        found = self._keys.get((first, count))
        if found is None:
            found = frozenset().union(*(s.keys for s in self._sentences[first : first + count]))
            self._keys[first, count] = found
        return found

    def weight(self, first: int, count: int) -> float:
        """Weight of the anchors of `count` sentences."""
        if count == 1:
            return self._single[first]
        found = self._many.get((first, count))
        if found is None:
            found = sum(self._weights[key] for key in self.keys(first, count))
            self._many[first, count] = found
        return found


def _walk_back(back: list[dict[int, tuple[int, int]]], n: int, m: int) -> list[Spans]:
    spans: list[Spans] = []
    i, j = n, m
    while i or j:
        a, b = back[i][j]
        spans.append((i - a, i, j - b, j))
        i, j = i - a, j - b
    return spans[::-1]


def _weights(left: Sequence[Sentence], right: Sequence[Sentence], kinds: dict[str, float]) -> dict[str, float]:
    """What an anchor is worth: the rarer in the document, the more."""
    counts: dict[str, int] = {}
    for side in (left, right):
        for key, count in Counter(key for sentence in side for key in sentence.keys).items():
            counts[key] = max(count, counts.get(key, 0))
    total = max(len(left), len(right)) + 1
    return {
        key: kinds.get(key[0], 1.0) * min(4.0, max(0.1, math.log(total / (count + 0.5)) + 0.3))
        for key, count in counts.items()
    }


def _single(side: Sequence[Sentence]) -> dict[str, int]:
    """Anchors that stand in one sentence only, and in which."""
    seen: dict[str, int] = {}
    for n, sentence in enumerate(side):
        for key in sentence.keys:
            seen[key] = -1 if key in seen else n
    return {key: n for key, n in seen.items() if n >= 0}


def _longest_increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence of sorted pairs that rises on both sides."""
    tails: list[int] = []
    ends: list[int] = []
    parents: list[int] = []
    # Equal source positions come with falling target positions, so that no two of them are in one run.
    ordered = sorted(pairs, key=lambda place: (place[0], -place[1]))
    for n, (_, j) in enumerate(ordered):
        at = bisect_left(tails, j)
        parents.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(j)
            ends.append(n)
        else:
            tails[at], ends[at] = j, n
    chain = []
    n = ends[-1] if ends else -1
    while n >= 0:
        chain.append(ordered[n])
        n = parents[n]
    return chain[::-1]
