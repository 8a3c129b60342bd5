"""Which Chinese words of a sentence leave a trace in its English, by a dictionary of glosses; no alignment, no opinion.

The table (resources/lexicon, made by docs/make_lexicon.py from CC-CEDICT) has a line for each first character; it is
read apart when a word with it is first looked up, so nothing is loaded before the first question and little after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import resources
from editor.core.cues import cue_table
from editor.core.stems import english_stem, stems_of

_RUN = re.compile(r"[\u4e00-\u9fff]+")
_NO_LETTER = re.compile(r"[^a-z]+")
_ALONE = 1.6
_EMPTY = frozenset(
    """
    的 了 在 是 和 与 及 或 等 也 都 就 而 但 又 还 再 把 被 将 对 对于 关于 为 为了 以 从 向 由 由于 到 至 于 所 之
    其 该 这 那 此 这个 那个 这些 那些 一个 一 个 有 着 过 地 得 中 上 下 里 内 外 前 后 时 他 她 它 我 你 您 我们
    他们 她们 它们 你们 自己 并 并且 且 则 如 如果 因 因为 所以 因此 虽然 但是 然而 以及 通过 进行 可以 可 能 能够
    会 要 应 应该 应当 更 最 很 已 已经 正 正在 还是 就是 也是 不 没有 没 未 无 非 与其 来 去 说 称 表示 做 作 作为
    用 给 让 使 令 吧 吗 呢 啊 们 位 名 件 次 年 月 日 号 人 者 家 各 每 某 几 多 余 约 近 第 点 分 倍 元 美元 万 亿
    百 千 十 方面 情况 一些 一种 一定 之间 之后 之前 以后 以前 以来 以上 以下 期间 当时 其中 其他 同时 此外 另外
    发生 可能 来自 什么 时候 大家 受到 得到 取得 具有 存在 出现 到了 此次 这种 非常 如何 出来 一下 或者 而且 并非
    用于 分别 大约 似的 同样 部分 不会 任何 人员 人士 方式 时间 现在 目前 当前 据 根据 按照 随着 成为 认为 出 起 开
    好 大 小 新
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Word:
    """A Chinese word in a text: whether it is one that says something, known to the table, found in the English."""

    start: int
    end: int
    text: str
    content: bool
    known: bool
    found: bool


@dataclass(frozen=True)
class Coverage:
    """The words of a source text and how many of the telling ones a translation shows."""

    words: tuple[Word, ...]

    @cached_property
    def content(self) -> tuple[Word, ...]:
        """The words that say something and that the table knows."""
        return tuple(word for word in self.words if word.content and word.known)

    @cached_property
    def missing(self) -> tuple[Word, ...]:
        """Those of the telling words that leave no trace."""
        return tuple(word for word in self.content if not word.found)

    @property
    def share(self) -> float:
        """Share of the telling words that leave a trace; 1.0 where there are none."""
        content = self.content
        return sum(word.found for word in content) / len(content) if content else 1.0

    def within(self, start: int, end: int) -> Coverage:
        """The part of it between two offsets of the source."""
        return Coverage(tuple(word for word in self.words if start <= word.start and word.end <= end))


@lru_cache(maxsize=2048)
def coverage(source: str, target: str) -> Coverage:
    """Which words of `source` leave a trace in `target`: a stem of a gloss, the word itself in pinyin or as it is."""
    stems = stems_of(target)
    run_on = _NO_LETTER.sub("", target.lower().replace("ü", "v"))
    return Coverage(
        tuple(
            Word(start, end, text, content, bool(meanings), content and _leaves_trace(text, meanings, stems, run_on))
            for start, end, text, content, meanings in _source_words(source)
        )
    )


@lru_cache(maxsize=2048)
def _source_words(source: str) -> tuple[tuple[int, int, str, bool, frozenset[str]], ...]:
    """Span, text, whether it is telling, and glosses of each word: what does not change while a person types."""
    return tuple(
        (start, start + len(text), text, len(text) > 1 and text not in _EMPTY, glosses(text))
        for start, text in chinese_words(source)
    )


@lru_cache(maxsize=2048)
def renderings(source: str) -> tuple[frozenset[str], str]:
    """Stems of all English words that may render words of the source or parts of them, and the source in pinyin."""
    stems: set[str] = set()
    for _, _, text, _, meanings in _source_words(source):
        stems |= meanings
        for at in range(len(text) - 1 if len(text) > 2 else 0):
            stems |= glosses(text[at : at + 2])
    return frozenset(stems), "".join((readings(char) or ("",))[0] for char in source)


def chinese_words(text: str) -> list[tuple[int, str]]:
    """The words of a Chinese text with their offsets: as few as the table allows."""
    return [
        (run.start() + start, run.group()[start:end])
        for run in _RUN.finditer(text)
        for start, end in _divided(run.group())
    ]


def glosses(word: str) -> frozenset[str]:
    """Stems of English words that may render a Chinese word; empty if the table does not know it."""
    return _block(word[0]).words.get(word[1:], frozenset()) if word else frozenset()


def readings(char: str) -> tuple[str, ...]:
    """How a character is read, in pinyin without tones."""
    return _block(char).readings


def _divided(run: str) -> list[tuple[int, int]]:
    """The division of a run into fewest words; a character nobody knows in a word costs more than one."""
    size = len(run)
    cost = [0.0] + [1e9] * size
    came = [0] * (size + 1)
    for start, char in enumerate(run):
        here = cost[start]
        if here + _ALONE < cost[start + 1]:
            cost[start + 1], came[start + 1] = here + _ALONE, start
        block = _block(char)
        for length in range(2, min(block.longest, size - start) + 1):
            # The later of two divisions with as many words wins: 和|尚未 before 和尚|未.
            if run[start + 1 : start + length] in block.words and here + 1 < cost[start + length]:
                cost[start + length], came[start + length] = here + 1, start
    found: list[tuple[int, int]] = []
    end = size
    while end:
        found.append((came[end], end))
        end = came[end]
    return found[::-1]


def _leaves_trace(text: str, meanings: frozenset[str], stems: frozenset[str], run_on: str) -> bool:
    if not meanings.isdisjoint(stems):
        return True
    return _shortened(text, stems) or any(pinyin in run_on for pinyin in _spelled(text))


def _shortened(text: str, stems: frozenset[str]) -> bool:
    """Whether the two halves of a compound leave their own traces: 防灾减灾, 审判质量."""
    if len(text) < 3:
        return False
    parts = (text[:2], text[2:]) if len(text) > 3 else (text[:2], text[1:])
    return any(len(part) > 1 and not glosses(part).isdisjoint(stems) for part in parts)


@lru_cache(maxsize=8192)
def _spelled(text: str) -> tuple[str, ...]:
    """The word in pinyin, in its first readings; only what is long enough to be no accident."""
    syllables = [readings(char)[:1] for char in text]
    spelled = "".join(s[0] for s in syllables if s)
    return (spelled,) if len(spelled) > 4 and all(syllables) else ()


@cache
def _lines() -> dict[str, str]:
    text = (resources.folder("lexicon") / "zh-en.tsv").read_text("utf-8")
    return {line[0]: line for line in text.split("\n")[1:] if line}


@cache
def _cues() -> dict[str, dict[str, frozenset[str]]]:
    found: dict[str, dict[str, frozenset[str]]] = {}
    for chinese, english in cue_table():
        for word in chinese:
            found.setdefault(word[0], {})[word[1:]] = frozenset(map(english_stem, english))
    return found


@dataclass(frozen=True, slots=True)
class _Block:
    """How a character is read, and the words that begin with it: without it, with the stems of their glosses."""

    readings: tuple[str, ...]
    words: dict[str, frozenset[str]]
    longest: int


@cache
def _block(first: str) -> _Block:
    head, *rows = _lines().get(first, first).split("\t")
    words: dict[str, frozenset[str]] = {}
    for row in rows:
        rest, _, stems = row.partition(" ")
        words[rest] = frozenset(stems.split())
    for word, more in _cues().get(first, {}).items():
        words[word] = words.get(word, frozenset()) | more
    return _Block(tuple(head[1:].split()), words, 1 + max(map(len, words), default=0))


def clauses(source: str) -> Sequence[tuple[int, int]]:
    """Spans of the clauses of a Chinese text, parted by commas, semicolons, colons and full stops."""
    return [m.span() for m in re.finditer(r"[^，；。：！？,;!?\s]+", source)]
