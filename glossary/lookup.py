"""Looking terms up as one types: Chinese, pinyin with or without tones, English; an index made once, then only read."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from glossary.model import Concept, Term

# Tone marks as Unicode takes them off a letter, with their numbers.
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_DIAERESIS = "\u0308"
_END = "\n"


@dataclass(frozen=True, slots=True)
class Found:
    """A concept with the form that was found; `exact` where the form is just what was typed."""

    concept: Concept
    text: str
    exact: bool


class Lookup:
    """Finds concepts by any of their forms; immutable."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = tuple(concepts)
        written: list[tuple[str, int, str]] = []
        plain: list[tuple[str, int, str]] = []
        toned: list[tuple[str, int, str]] = []
        numbered: list[tuple[str, int, str]] = []
        for number, concept in enumerate(self.concepts):
            for key, text in _written(concept):
                written.append((key, number, text))
            for term in concept.forms("zh"):
                for syllables in _readings(term):
                    plain.append(("".join(map(_toneless, syllables)), number, term.text))
                    toned.append(("".join(syllables), number, term.text))
                    numbered.append(("".join(map(_numbered, syllables)), number, term.text))
        self._written, self._plain = _Forms(written), _Forms(plain)
        self._toned, self._numbered = _Forms(toned), _Forms(numbered)

    def find(self, query: str, limit: int = 200) -> list[Found]:
        """The concepts that have what was typed in one of their forms: the same first, then beginnings, then parts."""
        wanted = folded(query)
        if not wanted:
            return []
        places = [*self._written.places(wanted, limit)]
        sound = wanted.replace(" ", "").replace("'", "")
        typed = sound.replace("ü", "v")
        if _marked(sound):
            places += self._toned.places(sound, limit)
        elif typed.isascii() and typed.isalpha():
            places += self._plain.places(typed, limit)
        elif typed.isascii() and typed[0].isalpha():
            places += self._numbered.places(typed, limit)
        places.sort(key=lambda place: place[0])
        best: dict[int, Found] = {}
        for rank, number, text in places:
            best.setdefault(number, Found(self.concepts[number], text, rank == 0))
        return list(best.values())[:limit]


class _Forms:
    """Forms in one long text, so that a search through all of them is one search."""

    def __init__(self, forms: Sequence[tuple[str, int, str]]) -> None:
        self._forms = forms
        self._starts: list[int] = []
        at = 1
        for key, _number, _text in forms:
            self._starts.append(at)
            at += len(key) + 1
        self._blob = _END + _END.join(key for key, _number, _text in forms) + _END

    def places(self, wanted: str, limit: int) -> list[tuple[int, int, str]]:
        """(rank, concept, form): 0 for the whole form, 1 for its beginning, 2 for a word's beginning, 3 for a part."""
        found = self._hits(wanted, 3, limit)
        if len(found) == limit:  # there may be better ones behind
            better = (f"{_END}{wanted}{_END}", f"{_END}{wanted}", f" {wanted}")
            found += [hit for rank, pattern in enumerate(better) for hit in self._hits(pattern, rank, limit)]
        return found

    def _hits(self, pattern: str, rank: int, limit: int) -> list[tuple[int, int, str]]:
        """The first forms with the pattern in them, one hit each."""
        hits: list[tuple[int, int, str]] = []
        at = self._blob.find(pattern)
        while at >= 0 and len(hits) < limit:
            form = bisect_right(self._starts, at + 1 if pattern[0] == _END else at) - 1
            key, number, text = self._forms[form]
            hits.append((rank if rank < 3 else _rank(key, pattern), number, text))
            # On with the next form: a second hit in the same one says nothing new.
            at = self._blob.find(pattern, self._starts[form] + len(key))
        return hits


def _rank(key: str, wanted: str) -> int:
    if key == wanted:
        return 0
    return 1 if key.startswith(wanted) else 2 if f" {wanted}" in key else 3


def folded(text: str) -> str:
    """What forms are compared by: one case and width, one space between words, plain apostrophes."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return " ".join(plain.split())


def _written(concept: Concept) -> Iterator[tuple[str, str]]:
    for term in concept.terms:
        yield folded(term.text), term.text
    for rule in concept.bad:
        if rule.match == "tokens":
            yield from ((folded(variant), variant) for variant in rule.variants)


def _readings(term: Term) -> Iterator[list[str]]:
    """The syllables of a Chinese term with tone marks: as the entry gives them, else as a dictionary does."""
    if term.reading:
        yield folded(term.reading).split()
        return
    from pypinyin import Style, lazy_pinyin

    yield [folded(part) for part in lazy_pinyin(term.text, style=Style.TONE, errors="default")]


@lru_cache(maxsize=4096)
def _toneless(syllable: str) -> str:
    letters: list[str] = []
    for letter in unicodedata.normalize("NFD", syllable):
        if letter == _DIAERESIS:
            letters[-1:] = ["v"]
        elif letter not in _TONES and letter.isalnum():
            letters.append(letter)
    return "".join(letters)


@lru_cache(maxsize=4096)
def _numbered(syllable: str) -> str:
    """A syllable with the number of its tone at the end."""
    tone = next((_TONES[c] for c in unicodedata.normalize("NFD", syllable) if c in _TONES), "")
    return _toneless(syllable) + tone


def _marked(text: str) -> bool:
    return any(c in _TONES for c in unicodedata.normalize("NFD", text))
