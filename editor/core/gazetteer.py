"""The shipped name tables: places, institutions, readings, Latin words; loaded on first use, no opinion on texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

import resources

_BY_HAND = (
    *(("region", "regions.tsv"), ("institution", "institutions.tsv")),
    *(("country", "countries.tsv"), ("person", "people.tsv")),
)
"""Tables with several Chinese names a row; the later ones count where a name stands in two."""
_INFLECTIONS = ("'s", "’s", "s", "es", "d", "ed", "ing", "er", "ers", "ly", "ness", "est", "able", "or")
_DOUBLING = frozenset(["ed", "ing", "er", "ers", "est", "or", "able"])
_PREFIXES = (
    *("inter", "non", "anti", "pre", "post", "micro", "macro", "multi", "co", "sub", "super", "trans", "over"),
    *("under", "re", "un", "mis", "dis", "cross", "self"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A name of the tables: its Chinese, what kind of thing it is, and the English forms, any of which will do."""

    chinese: str
    kind: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """An entry that stands in a Chinese text, with its span in code points."""

    start: int
    end: int
    entry: Entry


@lru_cache(maxsize=1024)
def mentions(text: str) -> tuple[Mention, ...]:
    """The names of the tables that stand in a Chinese text, leftmost and longest first, none overlapping."""
    search, _ = _search()
    return tuple(Mention(start, end, _entry(n)) for n, start, end in search.find_matches_as_indexes(text))


def ordinary_spans(text: str) -> list[tuple[int, int]]:
    """Spans of ordinary Chinese words that are written with characters of foreign names: 巴士, 马上, 克服."""
    return [(start, end) for _, start, end in _ordinary().find_matches_as_indexes(text)]


@lru_cache(maxsize=8192)
def readings(char: str) -> tuple[str, ...]:
    """The readings of a character without tones, the usual one first; v stands for ü."""
    return _readings().get(char, ())


@lru_cache(maxsize=16384)
def is_english_word(word: str) -> bool:
    """Whether a word is ordinary English, inflected, derived, hyphenated or not; names are not."""
    low = word.lower().replace("’", "'").replace("‑", "-")
    if "-" in low:
        return all(is_english_word(part) for part in low.split("-") if part)
    if _is_listed(low, 2):
        return True
    # round-table
    for at in range(5, len(low) - 3):
        if low[:at] in _english() and low[at:] in _english():
            return True
    return any(low.startswith(p) and len(low) > len(p) + 3 and _is_listed(low[len(p) :], 1) for p in _PREFIXES)


def _is_listed(low: str, depth: int) -> bool:
    words = _english()
    if low in words:
        return True
    for ending in _INFLECTIONS if depth else ():
        stem = low[: -len(ending)]
        if low.endswith(ending) and len(stem) > 2:
            stems = {stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] and ending in _DOUBLING else stem}
            stems |= {stem[:-1] + "y"} if stem[-1] == "i" else set()
            if any(_is_listed(each, depth - 1) for each in stems):
                return True
    return False


@lru_cache(maxsize=16384)
def is_latin_name(word: str) -> bool:
    """Whether a word is in the list of personal and place names of many countries."""
    name = letters(word).encode()
    return name.decode() in _of_people() or _stands_in(name, _latin())


def _stands_in(name: bytes, lines: bytes) -> bool:
    """Whether a name is one of sorted lines; splitting them all would take longer than all look-ups of a document."""
    low, high = 0, len(lines)
    while low < high:
        middle = lines.rfind(b"\n", 0, (low + high) // 2) + 1
        if middle < low:
            middle = low
        end = lines.find(b"\n", middle)
        line = lines[middle:end]
        if line == name:
            return True
        if line < name:
            low = end + 1
        else:
            high = middle
    return False


@lru_cache(maxsize=1024)
def japanese_family(chinese: str) -> tuple[str, ...]:
    """The Latin readings of a Japanese family name written in simplified characters."""
    return _japanese().get(chinese, ())


@lru_cache(maxsize=16384)
def letters(text: str) -> str:
    """The small Latin letters of a text without accents, spaces and marks."""
    if text.isascii():
        return "".join(c for c in text.lower() if "a" <= c <= "z")
    plain = unicodedata.normalize("NFD", text.replace("ø", "o").replace("ł", "l").replace("ß", "ss").replace("đ", "d"))
    return "".join(c for c in plain.lower() if "a" <= c <= "z")


def _rows(name: str) -> Iterator[list[str]]:
    path = resources.folder("gazetteer") / name
    return (line.split("\t") for line in path.read_text("utf-8").split("\n") if line and line[0] != "#")


def _words(name: str) -> frozenset[str]:
    text = (resources.folder("gazetteer") / name).read_text("utf-8")
    return frozenset(text.partition("\n")[2].split())


def _named() -> Iterator[tuple[str, str, str]]:
    """Chinese name, kind and English forms of every row of the tables."""
    for chinese, level, _, forms in _rows("divisions.tsv"):
        yield chinese, f"division{level}", forms
    for chinese, kind, forms in _rows("world.tsv"):
        yield chinese, kind, forms
    for kind, name in _BY_HAND:
        for several, forms in _rows(name):
            for chinese in several.split("|"):
                yield chinese, kind, forms


@cache
def _search() -> tuple[AhoCorasick, list[tuple[str, str, str]]]:
    by_name = {row[0]: row for row in _named()}
    return _automaton(by_name), list(by_name.values())


@lru_cache(maxsize=4096)
def _entry(number: int) -> Entry:
    chinese, kind, forms = _search()[1][number]
    return Entry(chinese, kind, tuple(forms.split("|")))


@cache
def _ordinary() -> AhoCorasick:
    return _automaton(_words("words.txt"))


def _automaton(words: Iterable[str]) -> AhoCorasick:
    return AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest)


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    return {char: tuple(sounds.split()) for sounds, chars in _rows("readings.tsv") for char in chars}


@cache
def _english() -> frozenset[str]:
    return _words("english.txt") | {word.lower() for word in _words("capitals.txt")}


@cache
def _latin() -> bytes:
    return (resources.folder("gazetteer") / "latin.txt").read_bytes().partition(b"\n")[2]


@cache
def _of_people() -> frozenset[str]:
    return frozenset(letters(part) for _, forms in _rows("people.tsv") for part in forms.replace("|", " ").split())


@cache
def _japanese() -> dict[str, tuple[str, ...]]:
    return {chinese: tuple(forms.split("|")) for chinese, forms in _rows("japanese.tsv")}


@lru_cache(maxsize=4096)
def is_chinese_place(word: str) -> bool:
    """Whether a word is the English name of a province, prefecture or county of China."""
    return letters(word) in _divisions()


@cache
def _divisions() -> frozenset[str]:
    return frozenset(letters(form) for _, _, _, forms in _rows("divisions.tsv") for form in forms.split("|"))


@cache
def no_names() -> frozenset[str]:
    """Chinese words that look like a family name with a given name and are none: 白皮书, 宣言."""
    return _words("no-names.txt")


@cache
def abbreviations() -> dict[str, Entry]:
    """One-character names of countries, regions and provinces: 俄, 滇."""
    return {char: Entry(char, "country", tuple(forms.split("|"))) for char, forms in _rows("abbreviations.tsv")}
