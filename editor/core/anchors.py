"""What a Chinese and an English sentence can share: numbers, Latin words, pinyin, cues, terms; no alignment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from editor.core.chinese_numerals import chinese_numbers
from editor.core.cues import cue_table
from editor.core.english_numerals import english_numbers
from editor.core.numerals import NumberMention
from editor.core.pinyin import is_pinyin
from glossary.model import Concept, TermStatus

Keys = frozenset[str]
AnchorFinder = Callable[[Sequence[str], Sequence[str]], tuple[list[Keys], list[Keys]]]
"""Keys of every source and of every target sentence; equal keys speak for a pair.

The first letter of a key is its kind: `n` number, `w` Latin word, `p` pinyin, `c` cue, `t` term.
"""

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+(?:[-.@/][A-Za-z0-9]+)*")
_ENGLISH_WORD = re.compile(r"[A-Za-z]+(?:-[a-z]+)?")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_NAME_LENGTHS = (2, 3, 4)


def find_anchors(sources: Sequence[str], targets: Sequence[str]) -> tuple[list[Keys], list[Keys]]:
    """Keys without a glossary: numbers by value, Latin words, pinyin and everyday cues."""
    return anchor_finder(())(sources, targets)


def anchor_finder(terms: Iterable[tuple[str, str]]) -> AnchorFinder:
    """A finder that also knows `terms`, pairs of a Chinese term and an English rendering."""
    known: dict[str, set[str]] = {}
    for chinese, english in terms:
        if chinese and english:
            known.setdefault(chinese, set()).add(english.lower())
    find_terms = _term_finder(known) if known else None

    def find(sources: Sequence[str], targets: Sequence[str]) -> tuple[list[Keys], list[Keys]]:
        latin = {word for text in sources for word in _latin(text)}
        syllabic = {w.lower() for text in targets for w in _ENGLISH_WORD.findall(text) if _may_be_name(w)}
        left = [_source_keys(text) | _pinyin_keys(text, syllabic) for text in sources]
        right = [_target_keys(text, latin, syllabic) for text in targets]
        untranslated = {run for text in targets for run in _HAN.findall(text) if len(run) > 1}
        left = [keys | _copied(text, untranslated) for keys, text in zip(left, sources, strict=True)]
        right = [keys | _copied(text, untranslated) for keys, text in zip(right, targets, strict=True)]
        if find_terms:
            more_left, more_right = find_terms(sources, targets)
            # A rendering the document never uses says nothing: a machine that knew the approved one needs no editor.
            used = frozenset().union(*more_left) & frozenset().union(*more_right)
            more_left, more_right = ([keys & used for keys in side] for side in (more_left, more_right))
            left = [a | b for a, b in zip(left, more_left, strict=True)]
            right = [a | b for a, b in zip(right, more_right, strict=True)]
        return left, right

    return find


def term_pairs(concepts: Iterable[Concept]) -> list[tuple[str, str]]:
    """The Chinese and English forms of concepts, every combination that is in use."""
    wanted = (TermStatus.PREFERRED, TermStatus.ADMITTED)
    return [
        (chinese.text, english.text)
        for concept in concepts
        for chinese in concept.forms("zh")
        for english in concept.forms("en", *wanted)
    ]


def _term_finder(known: dict[str, set[str]]) -> AnchorFinder:
    chinese = list(known)
    english = sorted({form for forms in known.values() for form in forms})
    number = {form: n for n, form in enumerate(english)}
    renderings = [[number[form] for form in known[term]] for term in chinese]
    source_search = AhoCorasick(chinese, matchkind=MatchKind.LeftmostLongest)
    target_search = AhoCorasick(english, matchkind=MatchKind.LeftmostLongest)

    def find(sources: Sequence[str], targets: Sequence[str]) -> tuple[list[Keys], list[Keys]]:
        left = [
            frozenset(f"t{n}" for term, _, _ in source_search.find_matches_as_indexes(text) for n in renderings[term])
            for text in sources
        ]
        right = [
            frozenset(
                f"t{n}"
                for n, start, end in target_search.find_matches_as_indexes(text.lower())
                if not text[start - 1 : start].isalpha() and not text[end : end + 2].rstrip(" s.,;’'").isalpha()
            )
            for text in targets
        ]
        return left, right

    return find


def _number_keys(mentions: Iterable[NumberMention]) -> set[str]:
    return {f"n{m.amount}" for m in mentions}


def _latin(text: str) -> list[str]:
    return [word.lower() for word in _LATIN.findall(text)]


def _source_keys(text: str) -> Keys:
    keys = _number_keys(chinese_numbers(text))
    keys.update(f"w{word}" for word in _latin(text))
    search, groups = _chinese_cues()
    keys.update(f"c{groups[n]}" for n, _, _ in search.find_matches_as_indexes(text, overlapping=True))
    return frozenset(keys)


def _target_keys(text: str, latin: set[str], syllabic: set[str]) -> Keys:
    keys = _number_keys(english_numbers(text))
    keys.update(f"w{word}" for word in _latin(text) if word in latin)
    for word in _ENGLISH_WORD.findall(text):
        lower = word.lower()
        if lower in syllabic:
            keys.add(f"p{lower}")
        keys.update(_english_cues(lower))
    return frozenset(keys)


def _copied(text: str, untranslated: set[str]) -> Keys:
    """Chinese the machine left standing."""
    return frozenset(f"w{run}" for run in untranslated if run in text)


def _may_be_name(word: str) -> bool:
    return len(word) >= 5 and is_pinyin(word)


def _pinyin_keys(text: str, wanted: set[str]) -> Keys:
    """Which of the `wanted` pinyin words two to four characters of the text in a row may be read as."""
    if not wanted:
        return frozenset()
    found: set[str] = set()
    for run in _HAN.findall(text):
        syllables = [_syllable(char) for char in run]
        for length in _NAME_LENGTHS:
            for at in range(len(syllables) - length + 1):
                word = "".join(syllables[at : at + length])
                if word in wanted:
                    found.add(f"p{word}")
    return frozenset(found)


@cache
def _syllable(char: str) -> str:
    from pypinyin import Style, lazy_pinyin

    return str(lazy_pinyin(char, style=Style.NORMAL)[0])


@cache
def _chinese_cues() -> tuple[AhoCorasick, list[int]]:
    words = [(word, n) for n, (chinese, _) in enumerate(cue_table()) for word in chinese]
    return AhoCorasick([word for word, _ in words]), [n for _, n in words]


@cache
def _english_stems() -> dict[str, list[tuple[str, int]]]:
    stems: dict[str, list[tuple[str, int]]] = {}
    for n, (_, english) in enumerate(cue_table()):
        for stem in english:
            stems.setdefault(stem[:2], []).append((stem, n))
    return stems


@cache
def _english_cues(word: str) -> Keys:
    """Cues an English word may stand for; short stems must be the word itself."""
    near = _english_stems().get(word[:2], [])
    return frozenset(
        f"c{n}" for stem, n in near if word.startswith(stem) and (len(stem) > 3 or len(word) <= len(stem) + 3)
    )
