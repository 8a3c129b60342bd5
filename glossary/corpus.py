"""Confirmed segments as mining reads them: their stems, and where a phrase stands before and after; no choice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from glossary.words import Stems, Word, is_name, joined, lower_words, words_of

_WINDOW = 70
# Sentences that share more than this of their words are the same for us; more contexts are not counted.
_ALIKE = 0.6
_MOST_CONTEXTS = 20


@dataclass(frozen=True, slots=True)
class EditPair:
    """One confirmed text of one segment; `time` is seconds since 1970 UTC, `source` is empty in monolingual work.

    Segments confirmed as the machine wrote them belong here too: they tell what is right as it is. A segment that was
    confirmed more than once has one pair for each time, and the last is what stands now.
    """

    document: str
    segment: str
    source: str
    machine: str
    final: str
    translator: str = ""
    time: float = 0.0


class Story:
    """All confirmed texts of one segment, in order of time; its words are found when they are asked for."""

    def __init__(self, pairs: Sequence[EditPair]) -> None:
        self.pairs = sorted(pairs, key=lambda pair: pair.time)
        self.last = self.pairs[-1]
        self.old = words_of(self.last.machine)
        self.new = words_of(self.last.final) if self.last.final != self.last.machine else self.old
        self.before = _line(self.old)
        self.after = _line(self.new) if self.new is not self.old else self.before

    @cached_property
    def earlier(self) -> list[str]:
        """Stems of the texts that were confirmed before the last, oldest first."""
        return [_line(words_of(pair.final)) for pair in self.pairs[:-1]]


@dataclass(frozen=True, slots=True)
class Correction:
    """A phrase and what stands for it, in stems; counts leave out the one inside the other."""

    old: Stems
    new: Stems

    def count_old(self, line: str) -> int:
        """How often the old phrase stands in a line of stems, not counting where it is a part of the new one."""
        return _count(self.old, line) - _count(self.old, _line_of(self.new)) * _count(self.new, line)

    def count_new(self, line: str) -> int:
        """How often the new phrase stands there, not counting where it is a part of the old one."""
        return _count(self.new, line) - _count(self.new, _line_of(self.old)) * _count(self.old, line)

    def made(self, before: str, after: str) -> bool:
        """Whether the correction was made between the two lines."""
        return self.count_old(before) > self.count_old(after) and self.count_new(after) > self.count_new(before)

    @property
    def inverse(self) -> Correction:
        """The new phrase changed into the old."""
        return Correction(self.new, self.old)


class Corpus:
    """The stories of many segments with an index of their words."""

    def __init__(self, pairs: Iterable[EditPair]) -> None:
        grouped: dict[tuple[str, str], list[EditPair]] = {}
        for pair in pairs:
            grouped.setdefault((pair.document, pair.segment), []).append(pair)
        self.stories = [Story(group) for group in grouped.values()]
        self._index: dict[str, set[int]] = {}
        for number, story in enumerate(self.stories):
            for word in (*story.old, *story.new) if story.new is not story.old else story.old:
                self._index.setdefault(word.stem, set()).add(number)

    @cached_property
    def lower(self) -> frozenset[str]:
        """Words that stand somewhere in lower case."""
        texts = [story.last.machine for story in self.stories]
        return lower_words(texts + [s.last.final for s in self.stories if s.last.final != s.last.machine])

    @cached_property
    def _pairs_of_characters(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for number, story in enumerate(self.stories):
            text = story.last.source
            for pair in {text[n : n + 2] for n in range(len(text) - 1)}:
                found.setdefault(pair, set()).add(number)
        return found

    @cached_property
    def with_source(self) -> int:
        """How many stories have a source."""
        return sum(bool(story.last.source) for story in self.stories)

    def with_chinese(self, text: str) -> set[int]:
        """Numbers of the stories whose source holds these two or more characters."""
        index = self._pairs_of_characters
        found = sorted((index.get(text[n : n + 2], set()) for n in range(len(text) - 1)), key=len)
        near = set.intersection(*found) if found else set()
        return {n for n in near if text in self.stories[n].last.source} if len(text) > 2 else near

    def with_words(self, stems: Stems) -> list[int]:
        """Numbers of the stories that have all these words, before or after."""
        found = sorted((self._index.get(stem, set()) for stem in set(stems)), key=len)
        return sorted(set.intersection(*found)) if found else []


def contexts(corpus: Corpus, numbers: Iterable[int], phrase: Stems) -> int:
    """In how many different sentences the phrase stood; sentences that share most of their words are one."""
    seen: list[set[str]] = []
    for number in numbers:
        words = corpus.stories[number].old
        rest = {w.stem for w in words if w.kind == "word" and not is_name(w, corpus.lower)}.difference(phrase)
        if all(len(rest & other) <= _ALIKE * len(rest | other) for other in seen):
            seen.append(rest)
            if len(seen) == _MOST_CONTEXTS:
                break
    return len(seen)


def surface(text: str, words: Sequence[Word], stems: Stems) -> tuple[str, bool]:
    """The phrase as it is written at its first place in the text, and whether that is the beginning of a sentence."""
    at = place(words, stems)
    if at < 0:
        return "", False
    initial = at == 0 or text[words[at - 1].start] in ".!?"
    return joined(text, words[at : at + len(stems)]), initial


def context(text: str, words: Sequence[Word], stems: Stems) -> str:
    """The text around the phrase, cut at words; the whole of a short one, or where the phrase does not stand."""
    at = place(words, stems)
    if at < 0 or len(text) <= 2 * _WINDOW:
        return text
    start, end = words[at].start - _WINDOW, words[at + len(stems) - 1].end + _WINDOW
    start = text.find(" ", start) + 1 if start > 0 else 0
    cut = text.rfind(" ", 0, end) if end < len(text) else len(text)
    return ("… " if start else "") + text[start:cut] + (" …" if cut < len(text) else "")


def place(words: Sequence[Word], stems: Stems) -> int:
    """Number of the word where the phrase begins; -1 where it does not stand."""
    for at in range(len(words) - len(stems) + 1 if stems else 0):
        if words[at].stem == stems[0] and tuple(w.stem for w in words[at : at + len(stems)]) == stems:
            return at
    return -1


def _line(words: Sequence[Word]) -> str:
    return " " + "  ".join(word.stem for word in words) + " "


def _line_of(stems: Stems) -> str:
    return " " + "  ".join(stems) + " "


def _count(stems: Stems, line: str) -> int:
    return line.count(_line_of(stems))
