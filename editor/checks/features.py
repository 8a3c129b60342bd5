"""What of a pair of texts goes with grave errors, as numbers: lengths, names, coverage; nothing is judged here."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from editor.checks.spans import FUNCTION_WORDS
from editor.core.lexicon import Coverage, coverage
from editor.i18n import mark

_WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*")
_HAN = re.compile("[\u4e00-\u9fff]")
# Grammar, numbers and measures: they stand alone in any sentence.
COMMON = frozenset(
    "的了在是和与及或等也都就而但又还再把被将对为以从向由至于到所之其该这那此一有着过地得中上下里内外前后时他她它我你您并且"
    "则如若因会要应更最很已正不没未无非来去说称做作用给让使令吧吗呢啊们位名件次年月日号人者家各每某几多余约近第点分倍元万亿"
    "百千十二三四五六七八九两据根"
)
# English words for a Chinese character, as far as translations of news go.
_WORDS_A_CHARACTER = 0.62


@dataclass(frozen=True)
class Texts:
    """A source (empty: none) and its translation; what is derived is computed once."""

    source: str
    target: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Words of the translation, in lower case."""
        return tuple(w.lower() for w in _WORD.findall(self.target))

    @cached_property
    def coverage(self) -> Coverage:
        """Which Chinese words leave a trace."""
        return coverage(self.source, self.target)

    @cached_property
    def characters(self) -> int:
        """Chinese characters of the source."""
        return len(_HAN.findall(self.source))

    @cached_property
    def alone(self) -> int:
        """Characters that the dictionary joins with no other: parts of names, abbreviations, rare expressions."""
        return sum(len(w.text) == 1 and w.text not in COMMON for w in self.coverage.words)

    @cached_property
    def content_run(self) -> int:
        """The longest row of words without a function word."""
        longest = here = 0
        for word in self.words:
            here = 0 if word in FUNCTION_WORDS else here + 1
            longest = max(longest, here)
        return longest

    @cached_property
    def balance(self) -> float:
        """Logarithm of how many times longer the English is than its Chinese lets expect."""
        return math.log((1 + len(self.words)) / (1 + _WORDS_A_CHARACTER * self.characters))


@dataclass(frozen=True, slots=True)
class Feature:
    """A number taken from a pair. `reason` is a gettext id that tells a person what it says, with a place for `count`;
    features without one are not told. `bilingual`: it needs the source."""

    name: str
    value: Callable[[Texts], float]
    count: Callable[[Texts], int]
    reason: str
    bilingual: bool = True


def _missing(texts: Texts) -> int:
    return len(texts.coverage.missing)


def _quotes(texts: Texts) -> int:
    return len(re.findall("[“”《》]", texts.source)) // 2


def _numbers(texts: Texts) -> int:
    return len(re.findall(r"\d+", texts.source))


def _heading(texts: Texts) -> int:
    return int(bool(texts.source.strip()) and not re.search("[。！？”…；：]$", texts.source.strip()))


FEATURES: tuple[Feature, ...] = (
    Feature(
        "words", lambda t: math.log1p(len(t.words)), lambda t: len(t.words),
        mark("A sentence of {count} words."), bilingual=False,
    ),
    Feature(
        "alone", lambda t: math.log1p(t.alone), lambda t: t.alone,
        mark("Characters in the Chinese that form no word of the dictionary, as in names and short forms: {count}."),
    ),
    Feature(
        "content run", lambda t: float(min(t.content_run, 12)), lambda t: t.content_run,
        mark("{count} words stand in a row without a the, of or and: names or a pile of nouns."), bilingual=False,
    ),
    Feature(
        "missing", lambda t: (_missing(t) + 2) / (len(t.coverage.content) + 10), _missing,
        mark("Words of the Chinese whose usual English is not there: {count}."),
    ),
    Feature("balance", lambda t: t.balance, lambda _: 0, mark("The English is long for its Chinese.")),
    Feature(
        "imbalance", lambda t: abs(t.balance), lambda _: 0,
        mark("The English is much longer or shorter than its Chinese."),
    ),
    Feature("quotes", lambda t: float(min(_quotes(t), 4)), _quotes, mark("Quotations and titles of works: {count}.")),
    Feature("numbers", lambda t: math.log1p(_numbers(t)), _numbers, mark("Few numbers for its length.")),
    Feature("heading", lambda t: float(_heading(t)), _heading, mark("A heading or a line without an end.")),
)  # fmt: skip


def values(texts: Texts) -> dict[str, float]:
    """The features of a pair by name; without a source only those that need none."""
    return {f.name: f.value(texts) for f in FEATURES if texts.source or not f.bilingual}
