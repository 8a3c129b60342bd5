"""Whether a bad rendering that stands in the text may be believed: source, profile, neighbours, quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property

from glossary.forms import cased
from glossary.model import BadRendering, Condition, InsideQuotes

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_OPENING, _CLOSING = "“", "”"


@dataclass
class Scene:
    """One segment as conditions see it: `low` is the folded target, `covered(zh)` whether the term stands there."""

    source: str
    low: str
    profile: str
    covered: Callable[[str], bool]

    @cached_property
    def quotes(self) -> tuple[tuple[int, int], ...]:
        """Spans between quotation marks; an unclosed mark reaches to the end."""
        return quotation_spans(self.low)

    @cached_property
    def words(self) -> list[int]:
        """Where the words of the target begin."""
        return [match.start() for match in _WORD.finditer(self.low)]

    def quoted(self, start: int, end: int) -> bool:
        """Whether the span lies between quotation marks."""
        return any(a <= start and end <= b for a, b in self.quotes)

    def believes(self, rule: BadRendering, chinese: Collection[str], start: int, end: int) -> bool:
        """Whether the rule holds for the span; `chinese` are its concept's terms."""
        if rule.condition is Condition.CTX and self.profile not in rule.profiles:
            return False
        if not self._source_allows(rule, chinese):
            return False
        if rule.inside_quotes is not InsideQuotes.ANY:
            wanted = rule.inside_quotes is InsideQuotes.ONLY
            if self.quoted(start, end) is not wanted:
                return False
        return self._neighbours_allow(rule, start, end)

    def _source_allows(self, rule: BadRendering, chinese: Collection[str]) -> bool:
        if not self.source:
            return rule.condition is not Condition.SRC
        if any(text in self.source for text in rule.source_none):
            return False
        wanted = rule.source_any or chinese
        if "*" in wanted or not wanted:
            return True
        if rule.condition is Condition.SRC:
            return any(self.covered(text) for text in wanted)
        return any(text in self.source for text in wanted)

    def _neighbours_allow(self, rule: BadRendering, start: int, end: int) -> bool:
        if not rule.near_any and not rule.near_none:
            return True
        if rule.near_none and self._near(rule.near_none, rule.window, start, end):
            return False
        return not rule.near_any or self._near(rule.near_any, rule.window, start, end)

    def _near(self, beginnings: tuple[str, ...], window: int, start: int, end: int) -> bool:
        """Whether a word (or several) with one of the beginnings stands within `window` words before or after."""
        wanted = tuple(cased(beginning) for beginning in beginnings)
        if not any(beginning in self.low for beginning in wanted):
            return False
        first, last = bisect_left(self.words, start), bisect_left(self.words, end)
        near = (*self.words[max(0, first - window) : first], *self.words[last : last + window])
        return any(self.low.startswith(wanted, place) for place in near)


def quotation_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Spans between double quotation marks, curly or straight, without the marks."""
    spans = []
    opened = -1
    for at, mark in enumerate(text):
        if mark == _OPENING or (mark == '"' and opened < 0):
            opened = at + 1
        elif mark in (_CLOSING, '"') and opened >= 0:
            spans.append((opened, at))
            opened = -1
    if opened >= 0:
        spans.append((opened, len(text)))
    return tuple(spans)
