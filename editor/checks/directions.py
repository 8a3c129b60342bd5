"""Rise and fall exchanged (X07): the number is right, but the translation lets it go the other way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.spans import flag
from editor.core.chinese_numerals import chinese_numbers
from editor.core.english_numerals import english_numbers
from editor.core.model import Evidence, Finding, Fix, Mode, Severity
from editor.core.numerals import NumberMention
from editor.i18n import mark

_TURNED = mark("“{text}” turns the source round: {zh}.")

_FALLS = "下降|减少|降低|下滑|回落|缩短|下跌|减幅"
_RISES = "上升|增长|增加|提高|提升|上涨|增幅|攀升"
_BEFORE = re.compile(rf"(?:(?P<fall>{_FALLS})|(?P<rise>{_RISES}))(?:了|约|近|超|超过|达|为|至少|逾)?\s?$")
_RESULT = re.compile(r"[到至]\s?$")
"""下降到 says where it went, not by how much; either way of putting that is right English."""
_MOVED = re.compile("拖累|拉低|放缓|遏制|抑制")
"""拖累经济增长 is a fall although it has the word for a rise."""
_REACH = 8

_PAIRS = (
    ("increase", "decrease"),
    ("increases", "decreases"),
    ("increased", "decreased"),
    ("increasing", "decreasing"),
    ("rise", "fall"),
    ("rises", "falls"),
    ("rose", "fell"),
    ("risen", "fallen"),
    ("rising", "falling"),
    ("growth", "decline"),
    ("grew", "declined"),
    ("grown", "declined"),
    ("up", "down"),
    ("upward", "downward"),
    ("higher", "lower"),
)
_MORE_FALLS = ("drop", "drops", "dropped", "dropping", "reduction", "reduced", "reducing", "declines", "declining")
_MORE_RISES = ("grow", "grows", "growing", "raised", "improved", "improvement", "improving")
_TO_FALL = dict(_PAIRS)
_TO_RISE = {fall: rise for rise, fall in reversed(_PAIRS)} | {
    "drop": "rise", "drops": "rises", "dropped": "rose", "dropping": "rising",
    "reduction": "increase", "reduced": "increased", "reducing": "increasing",
    "decline": "rise", "declined": "rose", "declines": "rises", "declining": "rising",
}  # fmt: skip
_FALLING = frozenset([fall for _, fall in _PAIRS] + list(_MORE_FALLS))
_RISING = frozenset([rise for rise, _ in _PAIRS] + list(_MORE_RISES))
_WORD = re.compile(r"[A-Za-z]+")
_CLAUSE = re.compile(r"[,;:.!?](?=\s|$)|[()“”]")
_NO_DIRECTION = re.compile(
    r"\b(?:set|made|takes?|taken|summed|follow\w*|build\w*|step\w*|speed\w*)\s+up\b|\bup to\b|\bgrown[- ]up\b"
    r"|\b(?:drag\w*|hand\w*|track\w*|crack\w*|pass\w*|laid|broken?|boils?)\s+(?:it\s+|them\s+)?down\b",
    re.IGNORECASE,
)


def exchanged(view: SegmentView) -> Iterator[Finding]:
    """X07: a number that falls in the source and rises in the translation, or the reverse."""
    if view.mode is Mode.MONOLINGUAL or not re.search(f"{_FALLS}|{_RISES}", view.source):
        return
    numbers: list[NumberMention] | None = None
    for mention in chinese_numbers(view.source):
        match = _BEFORE.search(view.source, max(0, mention.start - _REACH), mention.start)
        if match is None or _MOVED.search(view.source, max(0, match.start() - _REACH), match.start()):
            continue
        if _RESULT.search(view.source[: mention.start]):
            continue
        numbers = list(english_numbers(view.target)) if numbers is None else numbers
        # A value that stands twice may go up once and down once.
        same = [n for n in numbers if n.amount == mention.amount]
        if len(same) != 1:
            continue
        found = _against(view.target, same[0], falls=match["fall"] is not None)
        if found is not None:
            yield _turned(view, found, (match.start(), mention.end), falls=match["fall"] is not None)


def _against(text: str, number: NumberMention, *, falls: bool) -> tuple[int, int] | None:
    """The one word of direction in the clause of a number, if it is of the wrong direction."""
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, number.start)), default=0)
    stop = _CLAUSE.search(text, number.end)
    end = stop.start() if stop else len(text)
    idle = [m.span() for m in _NO_DIRECTION.finditer(text, start, end)]
    words = [m for m in _WORD.finditer(text, start, end) if not any(a <= m.start() < b for a, b in idle)]
    told = [m for m in words if m.group().lower() in _FALLING | _RISING]
    wrong = _RISING if falls else _FALLING
    if len(told) != 1 or told[0].group().lower() not in wrong:
        return None
    # Another number between the word and this one takes the word for itself.
    low, high = sorted((told[0].start(), number.start))
    between = [n for n in english_numbers(text[low:high]) if low + n.start not in (low, number.start)]
    return None if between else told[0].span()


def _turned(view: SegmentView, span: tuple[int, int], source: tuple[int, int], *, falls: bool) -> Finding:
    word = view.target[slice(*span)]
    good = (_TO_FALL if falls else _TO_RISE).get(word.lower(), "")
    good = good.capitalize() if word[:1].isupper() else good
    zh = view.source[slice(*source)]
    article = _article(view.target, span[0], word, good)
    fixes = (Fix(span[0] - len(article[0]), span[1], article[1] + good),) if good else ()
    return flag(
        view,
        "X07",
        Severity.CRITICAL,
        span,
        _TURNED,
        values=(("text", word), ("zh", zh)),
        fixes=fixes,
        evidence=(Evidence("source", zh, view.segment.id, *source),),
        confidence=0.9,
        rule="direction",
    )


def _article(text: str, start: int, word: str, good: str) -> tuple[str, str]:
    """The article right before a word and what it becomes: an increase, a decrease."""
    match = re.search(r"\b([Aa])n? $", text[:start])
    if match is None or not good or (word[0] in "aeiou") == (good[0] in "aeiou"):
        return "", ""
    return match.group(), f"{match[1]}{'n' if good[0] in 'aeiou' else ''} "


CHECKS: tuple[Check, ...] = (
    Check(
        "X07",
        mark("Rise and fall exchanged"),
        mark(
            "The source says that a number falls and the translation that it rises, or the reverse. The number itself "
            "is right, so no comparison of numbers sees it; read the clause and turn its verb or noun round."
        ),
        Needs.SOURCE,
        Severity.CRITICAL,
        segment=exchanged,
    ),
)
