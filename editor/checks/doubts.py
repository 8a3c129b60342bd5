"""Wordings to be compared with the Chinese: where translations of such words went wrong more often than elsewhere.

No rule is broken here. A phrase of the English (words with no function word or mark between) is held against the
Chinese: is there a word that may have given it, does a name stand there whose characters left no trace, is it quoted.
What these signs are worth is learnt (resources/trust/weights.json), and how many phrases are doubted is bounded there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from editor.checks.features import COMMON, Texts
from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.spans import FUNCTION_WORDS, flag
from editor.checks.weights import Weights, shipped_weights
from editor.core.diff import Op, diff
from editor.core.lexicon import glosses, readings
from editor.core.model import Evidence, Finding, Severity, State
from editor.core.stems import english_stem
from editor.i18n import mark

_WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*")
_RUN = re.compile("[\u4e00-\u9fff]+")
_SENTENCE = re.compile(r"(?:^|[.!?:])[\"”’)]*\s*[\"“]?$")
# A word or a title, not what somebody said.
_QUOTED = re.compile(r"[“\"‘]([^“”\"]{1,44}[^“”\".!?,])[”\"’]")
_POSSESSIVE = re.compile("['’]s$")
_LONGEST = 6
# How far from a word whose Chinese is known its neighbours are looked for, in words and in characters.
_NEAR, _REACH = 4, 8
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Said:
    """A word of the English and what of the Chinese may have given it: a word (its span), a character, syllables."""

    start: int
    end: int
    function: bool
    word: Span | None
    character: Span | None
    spelled: frozenset[str]
    capital: bool

    @property
    def unexplained(self) -> bool:
        """Whether nothing in the Chinese accounts for it."""
        return not (self.word or self.character or self.spelled)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the English, its signs by name, and the Chinese characters near it that leave no trace."""

    start: int
    end: int
    signs: dict[str, float]
    near: tuple[int, ...]

    def score(self, weights: Weights, odds: float) -> float:
        """How doubtful it is in a segment with these log-odds of a grave error."""
        doubt = weights.doubt
        return (
            doubt.bias
            + doubt.risk * odds
            + sum(doubt.signs.get(name, 0.0) * value for name, value in self.signs.items())
        )


@lru_cache(maxsize=512)
def phrases(source: str, target: str) -> tuple[Phrase, ...]:
    """The phrases of a translation with their signs; none without a source."""
    if not _RUN.search(source):
        return ()
    said = _words(source, target)
    spoken = frozenset(syllable for word in said for syllable in word.spelled)
    stems = frozenset(english_stem(m.group()) for m in _WORD.finditer(target))
    lost: list[int] = []
    kept: list[int] = []
    words = Texts(source, target).coverage
    for word in words.words:
        if len(word.text) == 1 and word.text not in COMMON:
            here = spoken.intersection(readings(word.text)) or stems.intersection(glosses(word.text))
            (kept if here else lost).append(word.start)
    missing = [word.start for word in words.missing]
    quotes = [m.span() for m in _QUOTED.finditer(target)]
    found = []
    for first, last in _divided(said, target):
        parts = said[first:last]
        window = _window(said, first, last)
        start, end = parts[0].start, parts[-1].end
        if end - start < 3:  # what is left of 90s, 1.5 m
            continue
        near = tuple(p for p in lost if any(a <= p < b for a, b in window))
        signs = _signs(parts) | {
            "lost near": math.log1p(len(near)),
            "kept near": math.log1p(sum(any(a <= p < b for a, b in window) for p in kept)),
            "missing near": math.log1p(sum(any(a <= p < b for a, b in window) for p in missing)),
            "quoted": float(any(a <= start < b for a, b in quotes)),
            "lost": math.log1p(len(lost)),
            "hyphen": float("-" in target[start:end]),
        }
        found.append(Phrase(start, end, signs, near))
    return tuple(found)


def _signs(parts: Sequence[_Said]) -> dict[str, float]:
    size = len(parts)
    unexplained = [p for p in parts if p.unexplained]
    return {
        "words": math.log(size),
        "unexplained share": len(unexplained) / size,
        "unexplained": math.log1p(len(unexplained)),
        "unexplained names": math.log1p(sum(p.capital for p in unexplained)),
        "by character": sum(p.word is None and p.character is not None for p in parts) / size,
        "spelled": sum(bool(p.spelled) for p in parts) / size,
        "capitals": sum(p.capital for p in parts) / size,
        "all explained": float(not unexplained),
    }


def _words(source: str, target: str) -> list[_Said]:
    words, characters = _known(source)
    syllables = frozenset(reading for char in source for reading in readings(char))
    found = []
    for match in _WORD.finditer(target):
        text = match.group().lower()
        function = text in FUNCTION_WORDS
        bare = _POSSESSIVE.sub("", text)
        stems = [english_stem(part) for part in (bare, *bare.split("-")) if len(part) > 1] if not function else []
        word = next((words[stem] for stem in stems if stem in words), None)
        character = next((characters[stem] for stem in stems if stem in characters), None)
        upper = match.group()[0].isupper()
        spelled = _syllables(bare, syllables) if upper and word is None and not function else frozenset()
        capital = upper and not _SENTENCE.search(target[: match.start()])
        found.append(_Said(match.start(), match.end(), function, word, character, spelled, capital))
    return found


def _known(source: str) -> tuple[dict[str, Span], dict[str, Span]]:
    """Stems that a word of the source, and that a single character of it may have given, with its place."""
    words: dict[str, Span] = {}
    characters: dict[str, Span] = {}
    for run in _RUN.finditer(source):
        text = run.group()
        for at, char in enumerate(text):
            start = run.start() + at
            for length in range(2, min(_LONGEST, len(text) - at) + 1):
                for stem in glosses(text[at : at + length]):
                    words.setdefault(stem, (start, start + length))
            if char not in COMMON:
                for stem in glosses(char):
                    characters.setdefault(stem, (start, start + 1))
    return words, characters


def _syllables(word: str, syllables: frozenset[str]) -> frozenset[str]:
    """The syllables of the Chinese that a word is spelled of; empty if it is not."""
    letters = re.sub("[^a-z]", "", word)
    reached: dict[int, frozenset[str]] = {0: frozenset()}
    for at in range(len(letters)):
        if at in reached:
            for length in range(1, 7):
                piece = letters[at : at + length]
                if piece in syllables:
                    reached.setdefault(at + length, reached[at] | {piece})
    return reached.get(len(letters), frozenset()) if letters else frozenset()


def _divided(said: Sequence[_Said], target: str) -> Iterator[Span]:
    """First and last (exclusive) word of each phrase."""
    at = 0
    while at < len(said):
        end = at + 1
        if not said[at].function:
            while (
                end < len(said)
                and not said[end].function
                and not target[said[end - 1].end : said[end].start].strip(" -")
            ):
                end += 1
            yield at, end
        at = end


def _window(said: Sequence[_Said], first: int, last: int) -> list[Span]:
    """Where in the Chinese a phrase should have come from: beside what its words, or its neighbours, came from."""
    found = [(p.word[0] - 3, p.word[1] + 3) for p in said[first:last] if p.word]
    found += [(p.character[0] - 2, p.character[1] + 2) for p in said[first:last] if p.character and not p.word]
    if found:
        return found
    before = next((p.word for p in reversed(said[max(0, first - _NEAR) : first]) if p.word and not p.function), None)
    after = next((p.word for p in said[last : last + _NEAR + 1] if p.word and not p.function), None)
    found += [(before[0], before[0] + _REACH)] if before else []
    return found + ([(after[0] - _REACH + 1, after[0] + 1)] if after else [])


def doubts(known: Iterable[Phrase], odds: float, weights: Weights) -> Iterator[tuple[Phrase, float]]:
    """The doubtful ones among the phrases of a segment with these log-odds, and their scores."""
    for phrase in known:
        score = phrase.score(weights, odds)
        if score >= weights.doubt.least:
            yield phrase, score


def doubtful(view: SegmentView) -> Iterator[Finding]:
    """Q01: a wording of the machine's to be compared with the Chinese, unless a person wrote or confirmed it."""
    from editor.checks.risk import text_odds

    if view.source and view.target and view.segment.state in (State.MACHINE, State.DRAFT):
        weights = shipped_weights()
        odds = text_odds(view.source, view.target, weights)
        severity = severity_in(odds, weights)
        kept = [(h.after_start, h.after_end) for h in diff(view.segment.machine, view.target) if h.op is Op.EQUAL]
        for phrase, score in doubts(phrases(view.source, view.target), odds, weights):
            if any(start <= phrase.start and phrase.end <= end for start, end in kept):
                yield finding(view, phrase, score, severity)


def severity_in(odds: float, weights: Weights) -> Severity:
    """How grave a doubt is in a segment with these log-odds: major where the segment is at high risk by its texts."""
    return Severity.MAJOR if 1 / (1 + math.exp(-weights.bias - odds)) >= weights.risky else Severity.MINOR


def finding(view: SegmentView, phrase: Phrase, score: float, severity: Severity) -> Finding:
    """The finding on a doubtful phrase."""
    segment = view.segment.id
    text = view.target[phrase.start : phrase.end]
    evidence = tuple(Evidence("source", view.source[p], segment, p, p + 1) for p in phrase.near)
    message = (
        mark("Compare “{text}” with the Chinese: near it stand characters of a name or short form, {chinese}.")
        if evidence
        else mark("Compare “{text}” with the Chinese: such wordings are wrong more often than others.")
    )
    values = (("text", text), ("chinese", "".join(e.text for e in evidence)))
    return flag(
        view, "Q01", severity, (phrase.start, phrase.end), message, values=values, evidence=evidence,
        confidence=1 / (1 + math.exp(-score)),
    )  # fmt: skip


CHECKS: tuple[Check, ...] = (
    Check(
        "Q01",
        mark("Wording to compare"),
        mark(
            "No rule is broken. In translations that people judged, phrases like this one (names whose characters "
            "leave no trace, words nothing in the Chinese accounts for, quotations) were wrong more often than the "
            "words around them. Hold it against the Chinese; dismiss it if it is right, or confirm the segment."
        ),
        Needs.SOURCE,
        Severity.MINOR,
        segment=doubtful,
        yields=True,
    ),
)
