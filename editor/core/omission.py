"""How likely a clause of a Chinese sentence is gone from its English: what leaves no trace, how short the English is.

The figures are those of 1,647 segments, half of the development data (documents by even hash); they say how news is
translated in general: characters of English for one of Chinese, and how often a telling word shows by a stem of the
dictionary when its clause is there and when it is not.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from editor.core.lexicon import Coverage, clauses, coverage

_LETTER = re.compile(r"[\u4e00-\u9fff0-9A-Za-z]")
_RATIO = 1.364
_SPREAD = 0.208
"""Mean and standard deviation of the logarithm of English characters for a Chinese one."""
_FOUND = math.log(0.12 / 0.78)
_MISSED = math.log(0.88 / 0.22)
_TEMPER = 0.6
"""Words of a clause are not independent: free translation changes several of them at once."""
_MOST_FROM_LENGTH = 6.0
_MOST_LENGTH = 0.5
"""A translation longer than usual by this many deviations is not looked at more closely."""
_LEAST_CLAUSE = 6
_LEAST_WORDS = 3
_MOST_CLAUSES = 3
_MOST_OF_SENTENCE = 0.8


@dataclass(frozen=True, slots=True)
class Gone:
    """A stretch of clauses and the evidence that it is gone: `odds` is the logarithm of how much likelier that is."""

    start: int
    end: int
    odds: float
    coverage: Coverage
    letters: int
    expected: int


def gone_clause(source: str, target: str) -> Gone | None:
    """The clause or run of up to three clauses that is likeliest to be gone; None if there is nothing to judge."""
    size = _size(source)
    spans = clauses(source)
    if len(spans) < 2 or not target or size < 2 * _LEAST_CLAUSE:
        return None
    if math.log(len(target) / size) - _RATIO > _MOST_LENGTH * _SPREAD:
        return None
    covered = coverage(source, target)
    if not covered.missing:
        return None
    stretches = _stretches(source, target, covered, size)
    return max(stretches, key=lambda gone: gone.odds, default=None)


def _stretches(source: str, target: str, covered: Coverage, size: int) -> Iterator[Gone]:
    spans = clauses(source)
    parts = [covered.within(*span) for span in spans]
    counts = [(len(p.content), len(p.missing), _size(source[a:b])) for p, (a, b) in zip(parts, spans, strict=True)]
    whole = math.log(len(target) / size) - _RATIO
    for first in range(len(spans)):
        for last in range(first, min(len(spans), first + _MOST_CLAUSES)):
            count, missing, letters = (sum(c[n] for c in counts[first : last + 1]) for n in range(3))
            if not _LEAST_CLAUSE <= letters <= _MOST_OF_SENTENCE * size or count < _LEAST_WORDS:
                continue
            if count == len(covered.content) or not missing:
                continue
            words = (count - missing) * _FOUND + missing * _MISSED
            without = math.log(len(target) / (size - letters)) - _RATIO
            length = (whole**2 - without**2) / (2 * _SPREAD**2)
            odds = _TEMPER * words + max(-_MOST_FROM_LENGTH, min(_MOST_FROM_LENGTH, length))
            start, end = spans[first][0], spans[last][1]
            expected = round(math.exp(_RATIO) * size)
            yield Gone(start, end, odds, covered.within(start, end), len(target), expected)


def _size(text: str) -> int:
    return len(_LETTER.findall(text))
