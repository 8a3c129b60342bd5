"""What a machine does when it loses the source: it says a phrase again (A09) or spells it out in pinyin (S04)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.spans import FUNCTION_WORDS, flag
from editor.core.lexicon import readings
from editor.core.model import Evidence, Finding, Fix, Mode, Severity
from editor.core.pinyin import is_pinyin
from editor.i18n import mark

_LEAST = 6
_TELLING = 3
_LEAST_CHINESE = 4


def said_again(view: SegmentView) -> Iterator[Finding]:
    """A09: six words or more in a row that come again although the source does not say anything twice."""
    words = view.words
    if view.mode is Mode.MONOLINGUAL or not view.source or len(words) < 2 * _LEAST:
        return
    pairs = view.word_pairs
    if len(pairs) - len(view.pair_set) < _LEAST - 1:
        return
    found = _again(words)
    if found is None or _repeats(view.source):
        return
    first, second, length = found
    if sum(w not in FUNCTION_WORDS for w in words[second : second + length]) < _TELLING:
        return
    start, end = _span(view, second, length)
    one = _span(view, first, length)
    phrase = view.target[start:end]
    message = mark("“{phrase}” was said before in this sentence; the source says it once.")
    evidence = (Evidence("occurrence", view.target[slice(*one)], view.segment.id, *one),)
    fixes = (Fix(start, len(view.target), ""),) if not re.search(r"\w", view.target[end:]) and start else ()
    yield flag(
        view, "A09", Severity.MAJOR, (start, end), message, values=(("phrase", phrase),), fixes=fixes,
        evidence=evidence, confidence=0.85, rule="loop",
    )  # fmt: skip


_WORD = re.compile(r"\w+(?:[’'-]\w+)*")


def _span(view: SegmentView, at: int, length: int) -> tuple[int, int]:
    """The characters of `length` words from the word number `at` (words as the view counts them)."""
    places = [match.span() for match in _WORD.finditer(view.target.lower())]
    return places[at][0], places[at + length - 1][1]


def _again(words: tuple[str, ...]) -> tuple[int, int, int] | None:
    """First and second place, and length, of the longest row of words that comes again without overlap."""
    seen: dict[tuple[str, ...], int] = {}
    best: tuple[int, int, int] | None = None
    at = 0
    while at + _LEAST <= len(words):
        key = words[at : at + _LEAST]
        before = seen.setdefault(key, at)
        if before + _LEAST <= at:
            length = _LEAST
            while at + length < len(words) and before + length < at and words[before + length] == words[at + length]:
                length += 1
            if best is None or length > best[2]:
                best = before, at, length
        at += 1
    return best


def _repeats(source: str) -> bool:
    """Whether four characters of the source come again."""
    clear = re.sub(r"[^\u4e00-\u9fff0-9A-Za-z]", "", source)
    seen: set[str] = set()
    for at in range(len(clear) - _LEAST_CHINESE + 1):
        part = clear[at : at + _LEAST_CHINESE]
        if part in seen:
            return True
        seen.add(part)
    return False


_RUN = re.compile(r"(?<![\w’'-])[a-zü]{2,}(?:[ -][a-zü]{2,})*(?![\w’'-])")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LEAST_SYLLABLES = 3
_MOST_SYLLABLES = 12
_LEAST_LETTERS = 9


def in_pinyin(view: SegmentView) -> Iterator[Finding]:
    """S04: words of the source spelled out in small letters instead of translated."""
    if view.mode is Mode.MONOLINGUAL or not view.source or not view.target:
        return
    letters = "|".join(_pinyin_runs(view.target))
    if not letters:
        return
    found = next((zh for zh in _spelled(view.source, letters)), None)
    if found is None:
        return
    start, end, spelled = found
    for match in _RUN.finditer(view.target):
        place = _within(match, spelled)
        if place:
            zh = view.source[start:end]
            message = mark("“{text}” is {zh} in pinyin, not a translation.")
            evidence = (Evidence("source", zh, view.segment.id, start, end),)
            values = (("text", view.target[slice(*place)]), ("zh", zh))
            yield flag(
                view, "S04", Severity.CRITICAL, place, message, values=values, evidence=evidence, confidence=0.9,
                rule="pinyin",
            )  # fmt: skip
            return


def _pinyin_runs(target: str) -> Iterator[str]:
    """Small words in a row that all read as pinyin, without the spaces; only what is long enough."""
    for match in _RUN.finditer(target):
        joined = ""
        for word in (*re.split("[ -]", match.group()), "x"):
            if is_pinyin(word):
                joined += word
            else:
                if len(joined) >= _LEAST_LETTERS:
                    yield joined
                joined = ""


def _spelled(source: str, letters: str) -> Iterator[tuple[int, int, str]]:
    """Longest stretches of the source whose pinyin stands among the small letters of the target."""
    for run in _HAN.finditer(source):
        syllables = [(readings(char) or ("",))[0] for char in run.group()]
        for at in range(len(syllables) - _LEAST_SYLLABLES + 1):
            spelled, size = "", 0
            for syllable in syllables[at : at + _MOST_SYLLABLES]:
                if not syllable or spelled + syllable not in letters:
                    break
                spelled, size = spelled + syllable, size + 1
            if size >= _LEAST_SYLLABLES and len(spelled) >= _LEAST_LETTERS:
                yield run.start() + at, run.start() + at + size, spelled


def _within(match: re.Match[str], spelled: str) -> tuple[int, int] | None:
    """The part of a run of small words that is exactly the pinyin, whole words; None if there is none."""
    words = [
        (match.start() + m.start(), match.start() + m.end(), m.group()) for m in re.finditer(r"[a-zü]+", match.group())
    ]
    for first in range(len(words)):
        joined = ""
        for start, end, word in words[first:]:
            joined += word
            if joined == spelled:
                return words[first][0], end
            if not spelled.startswith(joined):
                break
            del start
    return None


CHECKS: tuple[Check, ...] = (
    Check(
        "A09",
        mark("Said again in one sentence"),
        mark(
            "Six words or more come again in the same sentence, and the Chinese repeats nothing. The machine lost its "
            "place: something else of the source may be missing where the repetition stands."
        ),
        Needs.SOURCE,
        Severity.MAJOR,
        segment=said_again,
    ),
    Check(
        "S04",
        mark("Left in pinyin"),
        mark(
            "Three characters or more of the source stand in the translation in pinyin and small letters, so they are "
            "no name: the machine did not know the words. Translate them."
        ),
        Needs.SOURCE,
        Severity.CRITICAL,
        segment=in_pinyin,
    ),
)
