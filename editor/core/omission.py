"""How likely a clause is gone from the English, or stands there without a Chinese one: traces and lengths, no opinion.

The figures are those of 1,647 segments, half of the development data (documents by even hash); they say how news is
translated in general: characters of English for one of Chinese, and how often a telling word shows by a stem of the
dictionary when its clause is there and when it is not; the same for the words of English clauses.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from editor.core.lexicon import Coverage, clauses, coverage, renderings
from editor.core.stems import english_stem

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


_CLAUSE = re.compile(r"[^,;:.!?—()“”]+")
_WORD = re.compile(r"[A-Za-z]+(?:[’'][a-z]+)?")
_PARENTED = math.log(0.08 / 0.81)
_ORPHANED = math.log(0.92 / 0.19)
_LEAST_SAID = 4
_LEAST_ENGLISH = 20


@dataclass(frozen=True, slots=True)
class Surplus:
    """A stretch of English clauses and the evidence that the source has nothing like it; `words` are those without.

    `longer`: the English is longer than usual, and of the usual length without the stretch.
    """

    start: int
    end: int
    odds: float
    words: tuple[str, ...]
    count: int
    longer: bool


def surplus_clause(source: str, target: str, empty: frozenset[str]) -> Surplus | None:
    """The stretch of English clauses that is likeliest to have no Chinese; words of grammar (`empty`) do not count.

    Capitalised words that nothing explains are left out: names are judged elsewhere.
    """
    spans = [match.span() for match in _CLAUSE.finditer(target) if re.search("[A-Za-z]", match.group())]
    size = _size(source)
    if len(spans) < 2 or size < 2 * _LEAST_CLAUSE or math.log(len(target) / size) - _RATIO < -_MOST_LENGTH * _SPREAD:
        return None
    stems, pinyin = renderings(source)
    lower = source.lower()
    said: list[list[tuple[str, bool]]] = []
    for start, end in spans:
        words = [w for w in _WORD.findall(target, start, end) if len(w) > 2 and w.lower() not in empty]
        known = [(w, english_stem(w) in stems or w.lower() in pinyin or w.lower() in lower) for w in words]
        said.append([(w, ok) for w, ok in known if ok or not w[0].isupper()])
    return max(_added(spans, said, len(target), size), key=lambda surplus: surplus.odds, default=None)


def _added(
    spans: list[tuple[int, int]], said: list[list[tuple[str, bool]]], length: int, size: int
) -> Iterator[Surplus]:
    whole = math.log(length / size) - _RATIO
    for first in range(len(spans)):
        for last in range(first, min(len(spans), first + _MOST_CLAUSES)):
            start, end = spans[first][0], spans[last][1]
            words = [word for clause in said[first : last + 1] for word in clause]
            if not _LEAST_ENGLISH <= end - start <= _MOST_OF_SENTENCE * length or len(words) < _LEAST_SAID:
                continue
            orphans = tuple(word for word, known in words if not known)
            odds = (len(words) - len(orphans)) * _PARENTED + len(orphans) * _ORPHANED
            without = math.log((length - (end - start)) / size) - _RATIO
            shorter = (whole**2 - without**2) / (2 * _SPREAD**2)
            odds = _TEMPER * odds + max(-_MOST_FROM_LENGTH, min(_MOST_FROM_LENGTH, shorter))
            yield Surplus(start, end, odds, orphans, len(words), shorter > 0)


def _size(text: str) -> int:
    return len(_LETTER.findall(text))
