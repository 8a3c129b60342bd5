"""Which Chinese words stand behind a correction: in its segments, and hardly anywhere else; no dictionary."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

SHORTEST, LONGEST = 2, 8
# The words must stand behind this share of the corrections, and this share of their segments must be corrections.
COVERAGE, PRECISION = 0.9, 0.5
# So many segments with a correction tell its Chinese as well as all of them.
_SAMPLE = 50

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
# Characters of grammar that neither begin nor end a term.
_GRAMMAR = frozenset("的了着过和与及或在对将把被由从向为以于是也都就并而要会应须各该本此其这那每让使等之所到给")


@dataclass(frozen=True, slots=True)
class Background:
    """The segments without the correction: how many they are, and how many of them hold some Chinese words."""

    size: int
    holding: Callable[[str], int]


def source_span(sources: Sequence[str], background: Background, terms: Collection[str] = ()) -> str:
    """The Chinese words that stand behind a correction; empty where nothing can be told.

    `sources` are the segments with the correction. Words of `terms` (a glossary) go first where they explain it as
    well. The best by log-likelihood is taken; of equally good ones the longest.
    """
    texts = [text for text in sources if text][:_SAMPLE]
    if len(texts) < 2:
        return ""
    needed = math.ceil(COVERAGE * len(texts))
    counts = Counter(gram for text in texts for gram in _grams(text))
    common = {gram: n for gram, n in counts.items() if n >= needed}
    scored = []
    for gram, inside in _closed(common, terms).items():
        outside = background.holding(gram)
        if inside >= PRECISION * (inside + outside * len(texts) / len(sources)):
            score = log_likelihood(inside, len(texts), outside, background.size)
            scored.append((gram in terms, round(score, 6), len(gram), gram))
    return max(scored, default=(False, 0.0, 0, ""))[3]


def log_likelihood(inside: int, size: int, outside: int, other_size: int) -> float:
    """Dunning's G² for `inside` of `size` against `outside` of `other_size`; 0 where it is not more frequent inside."""
    total = size + other_size
    if not total or inside * other_size < outside * size:
        return 0.0
    hits = inside + outside
    cells = (
        (inside, size * hits / total),
        (size - inside, size * (total - hits) / total),
        (outside, other_size * hits / total),
        (other_size - outside, other_size * (total - hits) / total),
    )
    return 2 * sum(seen * math.log(seen / expected) for seen, expected in cells if seen and expected)


def _grams(text: str) -> set[str]:
    """Runs of 2 to 8 Chinese characters that neither begin nor end with a character of grammar."""
    found: set[str] = set()
    for match in _HAN.finditer(text):
        run = match.group()
        for start in range(len(run) - SHORTEST + 1):
            if run[start] in _GRAMMAR:
                continue
            for end in range(start + SHORTEST, min(start + LONGEST, len(run)) + 1):
                if run[end - 1] not in _GRAMMAR:
                    found.add(run[start:end])
    return found


def _closed(counts: dict[str, int], terms: Collection[str]) -> dict[str, int]:
    """Without the parts of longer runs that stand just as often; terms of the glossary stay."""
    kept: dict[str, int] = {}
    for gram in sorted(counts, key=len, reverse=True):
        if gram in terms or not any(gram in longer and counts[longer] >= counts[gram] for longer in kept):
            kept[gram] = counts[gram]
    return kept
