"""Spelling of Chinese places and persons in Latin letters: R01."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from editor.checks.framework import Check, DocumentView, Needs, SegmentView
from editor.checks.spans import flag
from editor.core.model import Evidence, Finding, Fix, Severity
from editor.core.pinyin import SYLLABLES, is_pinyin, is_surname
from editor.core.tokens import Token
from editor.i18n import mark
from glossary.matching import Matcher

_CASE = mark("“{text}” is a place name with wrong capitals. Write “{good}”.")
_SPLIT = mark("“{text}” is spelt “{good}” elsewhere in this document.")
_PERSON = mark("This person is also spelt “{good}” in this document.")
_NEARLY = mark("“{text}” and “{good}” may be one person; ask if the source is not at hand.")
_CAMEL = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+")
_PLACE_WORDS = frozenset(
    {"court", "county", "city", "district", "province", "prefecture", "town", "township", "village", "municipality"}
    | {"autonomous"}
)
_ADDRESS = "@._/\\#-"
_LEAST_LETTERS = 5


class Word(NamedTuple):
    """A word of a target with its place; a possessive ending is not part of it.

    A named tuple like Token, for every word of the document becomes one.
    """

    view: SegmentView
    text: str
    start: int
    end: int

    @property
    def in_address(self) -> bool:
        """Whether it is part of a handle, a web address or a hyphenated word."""
        target = self.view.target
        before = target[self.start - 1 : self.start]
        return bool(before and before in _ADDRESS) or bool(re.match(r"[@_/\\#-]|\.\w", target[self.end : self.end + 2]))


class Row:
    """The words of one target: their texts at once, their places only where a name may stand."""

    def __init__(self, view: SegmentView) -> None:
        self.view = view
        self.texts = [_without_possessive(text) for text in view.token_texts if not text[0].isdecimal()]

    @cached_property
    def words(self) -> list[Word]:
        """The words with their places."""
        return [_word(self.view, t) for t in self.view.tokens if t.kind == "word"]


def _spelling(document: DocumentView) -> Iterator[Finding]:
    rows = [Row(view) for view in document.views]
    known = _places_of(rows)
    yield from _cases(rows, _gazetteer(document.matcher), known)
    yield from _splits(rows, known)
    yield from _persons(rows)


@lru_cache(maxsize=16384)
def _may_be_place(text: str) -> bool:
    """Whether the word is long enough for a place and reads as pinyin."""
    return len(text) >= _LEAST_LETTERS and is_pinyin(text.lower())


@lru_cache(maxsize=16384)
def _may_be_family_name(text: str) -> bool:
    return text.istitle() and is_surname(text)


@lru_cache(maxsize=16384)
def _without_possessive(text: str) -> str:
    return text[:-2] if text.endswith(("'s", "’s")) else text


def _word(view: SegmentView, token: Token) -> Word:
    text = _without_possessive(token.text)
    return Word(view, text, token.start, token.start + len(text))


def _cases(rows: list[Row], places: frozenset[str], used: frozenset[str]) -> Iterator[Finding]:
    """changjiang and ChangJiang where the list of places or the document itself knows Changjiang."""
    known = places | used
    for row, n in [(each, n) for each in rows for n in _where(_may_be_place, each.texts)]:
        text = row.texts[n]
        low = text.lower()
        # Many an English word reads as pinyin (leading, change), so a small letter needs a list or a Court after it.
        as_place = row.texts[n + 1 : n + 2] and row.texts[n + 1].lower() in _PLACE_WORDS
        small = text.islower() and (low in places or (low in known and as_place))
        if not small and not _is_camel(text):
            continue
        word = row.words[n]
        if not word.in_address and (small or not _is_given_name(word)):
            good = low.capitalize()
            fix = Fix(word.start, word.end, good, safe=low in known)
            why = "a known place" if low in places else "so in this document" if low in known else "pinyin is one word"
            yield _finding(word.view, word.start, word.end, _CASE, good, fix, Evidence("rule", f"{good}: {why}"), 0.95)


def _is_camel(text: str) -> bool:
    """Whether a word is written with a capital at each syllable: ChangJiang, but not EasyPay."""
    return bool(_CAMEL.fullmatch(text)) and all(p.lower() in SYLLABLES for p in re.findall("[A-Z][a-z]+", text))


def _is_given_name(word: Word) -> bool:
    """Whether a word with an inner capital stands after a family name, so that it is a given name."""
    before = [t for t in word.view.tokens if t.end <= word.start]
    return bool(before) and before[-1].kind == "word" and before[-1].text[0].isupper() and is_surname(before[-1].text)


def _where(test: Callable[[str], bool], texts: list[str]) -> list[int]:
    return [n for n, text in enumerate(texts) if test(text)]


def _places_of(rows: list[Row]) -> frozenset[str]:
    """Pinyin words with a capital that the document uses as a place: beside Court, County and the like."""
    found = set()
    for row in rows:
        for n in _where(_may_be_place, row.texts[:-1]):
            text = row.texts[n]
            if row.texts[n + 1].lower() in _PLACE_WORDS and text.istitle():
                between = row.view.target[row.words[n].end : row.words[n + 1].start].strip()
                if between in ("", "’s", "'s"):
                    found.add(text.lower())
    return frozenset(found)


def _splits(rows: list[Row], known: frozenset[str]) -> Iterator[Finding]:
    """Chang Jiang County beside Changjiang County."""
    beginnings = frozenset(place[:n] for place in known for n in range(1, len(place)))
    for row in rows if known else ():
        for n in _where(lambda text: text.lower() in beginnings, row.texts[:-2]):
            first, second, after = row.words[n : n + 3]
            if not (after.text.lower() in _PLACE_WORDS and first.text.istitle() and second.text.istitle()):
                continue
            joined = first.text.lower() + second.text.lower()
            between = first.view.target[first.end : second.start]
            if between in (" ", "-") and joined in known:
                good = joined.capitalize()
                fix = Fix(first.start, second.end, good)
                yield _finding(first.view, first.start, second.end, _SPLIT, good, fix, Evidence("rule", good), 0.8)


def _persons(rows: list[Row]) -> Iterator[Finding]:
    """The rarer spellings of a person's name; two names that differ by one letter are only asked about."""
    clusters: dict[str, list[tuple[str, Word, Word]]] = defaultdict(list)
    for row in rows:
        for first, last in _names(row):
            text = first.view.target[first.start : last.end]
            clusters[re.sub(r"[^a-z]", "", text.lower())].append((text, first, last))
    usual: dict[str, str] = {}
    for key, found in clusters.items():
        counts = Counter(text for text, _, _ in found)
        good = max(
            counts, key=lambda text: (counts[text], re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z’']+", text) is not None)
        )
        usual[key] = good
        for text, first, last in found:
            if text != good:
                fix = Fix(first.start, last.end, good)
                because = Evidence("count", f"{good} × {counts[good]}, {text} × {counts[text]}")
                yield _finding(first.view, first.start, last.end, _PERSON, good, fix, because, 0.85)
    yield from _near_names(clusters, usual)


def _near_names(clusters: dict[str, list[tuple[str, Word, Word]]], usual: dict[str, str]) -> Iterator[Finding]:
    for key, found in clusters.items():
        other = next((k for k in clusters if len(clusters[k]) > len(found) and _one_sound(key, k)), None)
        if other is None:
            continue
        for _, first, last in found:
            because = Evidence("count", f"{usual[other]} × {len(clusters[other])}, {usual[key]} × {len(found)}")
            yield _finding(first.view, first.start, last.end, _NEARLY, usual[other], None, because, 0.5)


def _one_sound(one: str, other: str) -> bool:
    """Whether two spellings differ only in sounds that are often mixed up: n and ng, z and zh, c and ch, s and sh."""

    def fold(text: str) -> str:
        return re.sub(r"(?<=[zcs])h", "", re.sub(r"(?<=n)g(?![aeiou])", "", text))

    return one != other and len(one) > _LEAST_LETTERS and fold(one) == fold(other)


def _names(row: Row) -> Iterator[tuple[Word, Word]]:
    """First and last word of what reads as family name and given name."""
    after = 0
    for at in _where(_may_be_family_name, row.texts[:-1]):
        if at < after or not _may_be_given_name(row.texts[at + 1]):
            continue
        surname, given = row.words[at], row.words[at + 1]
        if not _adjacent(surname, given):
            continue
        third = row.words[at + 2] if at + 2 < len(row.words) else None
        # A given name in two words: each part one syllable.
        if third and _is_part(given) and _is_part(third) and _adjacent(given, third):
            yield surname, third
            after = at + 3
            continue
        yield surname, given
        after = at + 2


@lru_cache(maxsize=16384)
def _may_be_given_name(text: str) -> bool:
    return text[:1].isupper() and not text.isupper() and is_pinyin(text)


def _is_part(word: Word) -> bool:
    return word.text.istitle() and len(word.text) <= _LEAST_LETTERS + 1 and is_pinyin(word.text)


def _adjacent(one: Word, other: Word) -> bool:
    return one.view.target[one.end : other.start] == " "


@lru_cache(maxsize=4)
def _gazetteer(matcher: Matcher) -> frozenset[str]:
    """Pinyin words in the names of the glossary's places."""
    words: set[str] = set()
    for concept in matcher.concepts:
        if concept.domain == "place":
            words.update(w.lower() for t in concept.forms("en") for w in t.text.split() if w.istitle())
    return frozenset(w for w in words if len(w) >= _LEAST_LETTERS and is_pinyin(w))


def _finding(
    view: SegmentView,
    start: int,
    end: int,
    message: str,
    good: str,
    fix: Fix | None,
    because: Evidence,
    confidence: float,
) -> Finding:
    text = view.target[start:end]
    return flag(
        view,
        "R01",
        Severity.MINOR,
        (start, end),
        message,
        values=(("text", text), ("good", good)),
        fixes=(fix,) if fix else (),
        evidence=(because,),
        confidence=confidence,
        rule="spelling",
        painted=fix is not None,
    )


CHECKS = (
    Check(
        "R01",
        mark("Name spelt in different ways"),
        mark(
            "A place with wrong capitals, or a place or person whose spelling changes in the document. Wrong capitals"
            " are mended without asking; another spelling is only proposed."
        ),
        Needs.EITHER,
        Severity.MINOR,
        document=_spelling,
        replaces=("F03",),
    ),
)
