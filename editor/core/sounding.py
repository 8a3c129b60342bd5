"""How well a Chinese transliteration and a Latin name sound alike, by a table learnt from place names; no verdicts."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

import resources
from editor.core.gazetteer import letters, ordinary_spans, readings

_LONGEST = 5
_DEAREST = 20
"""A reading that costs more a letter is not followed: no verdict needs to tell such names apart."""
_SLACK = 40
_UNSEEN = 60
_UNSEEN_LETTER = 12
_SKELETON = 38
_DOUBLE = re.compile(r"([^aeiou])\1")
_VOWELS = str.maketrans("", "", "aeiouywh")
_FOLD = str.maketrans("cqgzvb", "kkjsfp")
_NOT_FOREIGN = -30
_GUARDED = -45


class Likeness(NamedTuple):
    """Where in the Chinese a Latin name is best heard; the cost a letter is in tenths of a logarithm, low is alike."""

    cost: float
    start: int
    end: int


class Run(NamedTuple):
    """A stretch of Chinese that is written like a foreign name."""

    start: int
    end: int
    odds: float


@lru_cache(maxsize=8192)
def likeness(chinese: str, latin: str) -> Likeness:
    """The part of `chinese` that sounds most like `latin`, and how much it costs to hear it so."""
    name = _DOUBLE.sub(r"\1", letters(latin))
    size, width = len(chinese), len(name)
    if not size or not width:
        return Likeness(99.0, 0, 0)
    best, end, begin = float(99 * width), 0, 0
    # What j letters cost at the least so far, and where in the Chinese that reading began; it may begin anywhere.
    states: dict[int, tuple[int, int]] = {}
    for i, char in enumerate(chinese):
        after: dict[int, tuple[int, int]] = {}
        states[0] = 0, i
        for j, (cost, start) in states.items():
            for length, more in _steps(char, name[j : j + _LONGEST]):
                if not length and not j:
                    continue
                total, to = cost + more, j + length
                if total <= _DEAREST * to + _SLACK and (to not in after or total < after[to][0]):
                    after[to] = total, start
        states = after
        if width in states and states[width][0] < best:
            (best, begin), end = states[width], i + 1
    return Likeness(best / width, begin, end)


@lru_cache(maxsize=4096)
def foreign_runs(text: str) -> tuple[Run, ...]:
    """Stretches of two and more characters that are written like foreign names, best odds over their neighbours."""
    table = _odds()
    scores = [table.get(char, _NOT_FOREIGN) for char in text]
    for start, end in ordinary_spans(text):
        if "·" not in text[max(0, start - 1) : end + 1]:
            scores[start:end] = [min(s, _GUARDED) for s in scores[start:end]]
    found: list[Run] = []
    start, total, peak, stop = -1, 0.0, 0.0, 0
    for at, score in enumerate([*scores, -1000]):
        if start < 0:
            if score > 0:
                start, total, peak, stop = at, score, score, at + 1
            continue
        total += score
        if total > peak and score > 0:
            peak, stop = total, at + 1
        elif total <= 0 or total < peak - 40:
            if stop - start > 1:
                found.append(Run(start, stop, peak / 10))
            start = -1
    return tuple(found)


def foreignness(text: str) -> int:
    """How much a text is written like a foreign name rather than Chinese, in tenths of a logarithm, over all of it."""
    table = _odds()
    return sum(table.get(char, _NOT_FOREIGN) for char in text)


@lru_cache(maxsize=65536)
def _steps(char: str, ahead: str) -> tuple[tuple[int, int], ...]:
    """How many of the letters ahead a character may stand for, and what each costs."""
    return tuple((length, _cost(char, ahead[:length])) for length in range(len(ahead) + 1))


def _cost(char: str, chunk: str) -> int:
    known, skeletons = _sounds(char)
    if chunk in known:
        return known[chunk]
    bare = _skeleton(chunk)
    if bare in skeletons:
        return skeletons[bare] + 12 if bare else 55
    return _UNSEEN + _UNSEEN_LETTER * len(chunk)


def _skeleton(chunk: str) -> str:
    return chunk.translate(_VOWELS).translate(_FOLD)


@lru_cache(maxsize=4096)
def _sounds(char: str) -> tuple[dict[str, int], dict[str, int]]:
    known = dict(_table().get(char, ()))
    for n, reading in enumerate(readings(char)):
        if reading:
            known[reading.replace("v", "u")] = min(known.get(reading, 99), 8 + 8 * min(n, 2) if known else 3 + 8 * n)
    skeletons: dict[str, int] = {}
    for chunk, cost in known.items():
        bare = _skeleton(chunk)
        skeletons[bare] = min(cost, skeletons.get(bare, 99))
    return known, skeletons


@cache
def _rows() -> list[list[str]]:
    text = (resources.folder("gazetteer") / "sounds.tsv").read_text("utf-8")
    return [line.split("\t") for line in text.split("\n")[1:] if line]


@cache
def _odds() -> dict[str, int]:
    return {char: int(odds) for char, odds, _ in _rows()} | {"·": 25}


@cache
def _table() -> dict[str, list[tuple[str, int]]]:
    def chunk(item: str) -> tuple[str, int]:
        text = item.rstrip("0123456789")
        return text.replace("-", ""), int(item[len(text) :])

    return {char: [chunk(item) for item in chunks.split(" ")] for char, _, chunks in _rows()}
