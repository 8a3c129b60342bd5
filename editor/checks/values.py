"""What the translation must take over from the source as it is: number values (X01) and the sentence itself (S01)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.spans import flag
from editor.core.chinese_numerals import chinese_numbers
from editor.core.english_numerals import english_numbers
from editor.core.model import Evidence, Finding, Fix, Mode, Severity, Side
from editor.core.numerals import DATE_PARTS, MONTHS, Kind, NumberMention, english, explain, ordinal
from editor.i18n import mark

_DIFFERS = mark("“{text}” differs from the source: {arithmetic}. Write “{good}”.")
_LOST = mark("In the source but not in the translation: {arithmetic}.")
_EMPTY = mark("This sentence has no translation.")
_SAME = mark("The translation is the source itself.")
_CHINESE = mark("This sentence is still in Chinese, wholly or in part.")
_ADDED = mark("This sentence has no counterpart in the source.")

_CJK = re.compile(r"[\u3400-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
_MUCH_CHINESE = 0.3
_LEAST_CHINESE = 4
_CONVERTED = frozenset({"亩", "斤", "里", "尺", "寸", "公斤", "公里", "吨", "点"})
_CURRENCY = re.compile(r"\b(?:USD|RMB|CNY|HKD|EUR)(?=[0-9])")
_MAY_COUNT = re.compile(r"[0-9０-９〇十百千万亿]|分之|成")
"""What a number that must be kept has in it; most sentences need not be read closely."""
_RANGE = re.compile(r"[一二三四五六七八九]{2}[十百千万亿]")
"""六七千 is six or seven thousand."""
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHARED_SCALE = re.compile(rf"\s*(?:-|–|—|to|and|or)\s*[\d.,]+\s+({'|'.join(_SCALES)})\b")
_ROUGH = Fraction(1, 5)
_NAMELESS = re.compile(r"[0-9]{5,}")
"""12368 is the name of a hotline: five digits and more that both sides write without commas stay as they are."""


def _numbers(view: SegmentView) -> Iterator[Finding]:
    if view.mode is Mode.MONOLINGUAL or not view.target.strip() or not _MAY_COUNT.search(view.source):
        return
    source = chinese_numbers(view.source)
    if not any(map(_is_strong, source)):
        return
    target = _CURRENCY.sub(lambda m: " " * len(m.group()), view.target)
    numbers = [_with_scale(t, target) for t in english_numbers(target)]
    left, right = _unmatched(source, numbers)
    lost: list[NumberMention] = []
    for mention, other in _pairs(left, right):
        if other is not None:
            yield _differs(view, mention, other)
        elif not _has_trace(mention, target):
            lost.append(mention)
    if lost:
        yield _lost(view, lost)


def _with_scale(mention: NumberMention, text: str) -> NumberMention:
    """The first number of “1.2 to 2.5 million” with the scale it shares with the second."""
    shared = _SHARED_SCALE.match(text, mention.end)
    if shared is None or mention.kind is not Kind.CARDINAL or re.search("[a-z]", mention.text):
        return mention
    return replace(mention, value=mention.value * _SCALES[shared.group(1)])


def _unmatched(
    source: Sequence[NumberMention], target: Sequence[NumberMention]
) -> tuple[list[NumberMention], list[NumberMention]]:
    """The numbers of each side that have no equal on the other."""
    left = [s for s in source if not any(_equal(s, t) for t in target)]
    right = [t for t in target if not any(_equal(s, t) for s in source)]
    # 1亿2000万 is read as two numbers; together they may be one of the other side.
    for s, following in pairwise(tuple(left)):
        total = next((t for t in right if s.amount + following.amount == t.amount), None)
        if total is not None and 0 <= following.start - s.end <= 1:
            left = [x for x in left if x not in (s, following)]
            right.remove(total)
    return left, right


def _equal(source: NumberMention, target: NumberMention) -> bool:
    if source.amount == target.amount or source.value == target.value:
        return True
    if target.kind is Kind.YEAR and source.value < 100 and target.value % 100 == source.value:
        return True
    if source.approximate or target.approximate or _RANGE.search(source.text):
        return abs(source.amount - target.amount) <= _ROUGH * abs(source.amount)
    return False


def _pairs(
    left: Sequence[NumberMention], right: Sequence[NumberMention]
) -> Iterator[tuple[NumberMention, NumberMention | None]]:
    """Each number missing from the translation, with the number of the same kind that stands there instead."""
    free = list(right)
    for mention in left:
        if not _is_strong(mention):
            continue
        alike = [t for t in free if _alike(mention, t)]
        other = next((t for t in alike if _is_shifted(mention, t)), alike[0] if alike else None)
        if other is not None:
            free.remove(other)
        yield mention, other


def _is_strong(mention: NumberMention) -> bool:
    """Whether a translator has to keep the number: digits, large units, percentages; not 两 or 第一."""
    if mention.unit in _CONVERTED or mention.kind in (Kind.ORDINAL, Kind.MULTIPLE):
        return False
    if re.fullmatch("[十百千万亿]+", mention.text):
        return False
    return bool(re.search(r"[0-9０-９%％]|分之|成$", mention.text)) or mention.value >= 100


def _alike(source: NumberMention, target: NumberMention) -> bool:
    if source.kind in DATE_PARTS or target.kind in DATE_PARTS:
        return source.kind is target.kind
    shares = (Kind.PERCENT, Kind.FRACTION)
    if source.kind in shares or target.kind in shares:
        return source.kind is target.kind
    return target.kind is Kind.CARDINAL and bool(re.search(r"[0-9]", target.text) or target.value >= 100)


def _is_shifted(source: NumberMention, target: NumberMention) -> bool:
    """Whether two values have the same digits and another size: 3.2万 as 3,200."""
    if not source.value or not target.value:
        return False
    ratio = source.value / target.value
    return any(ratio in (Fraction(10) ** n, Fraction(1, 10**n)) for n in range(1, 9))


def _differs(view: SegmentView, source: NumberMention, target: NumberMention) -> Finding:
    end = target.end
    if target.kind is Kind.DAY and re.match(r"st|nd|rd|th", view.target[end : end + 2]):
        end += 2
    good = _written(source, target, view.target[target.start : end])
    return flag(
        view,
        "X01",
        Severity.CRITICAL,
        (target.start, end),
        _DIFFERS,
        values=(("text", view.target[target.start : end]), ("arithmetic", explain(source)), ("good", good)),
        fixes=(Fix(target.start, end, good),),
        evidence=(
            Evidence("source", view.source[source.start : source.end], view.segment.id, source.start, source.end),
            Evidence("arithmetic", f"{explain(source)}; {explain(target)}"),
        ),
        confidence=0.98 if _is_shifted(source, target) else 0.9,
        rule="value",
    )


def _written(source: NumberMention, target: NumberMention, text: str) -> str:
    """The source's value in the form the translation uses."""
    value = source.value
    match target.kind:
        case Kind.PERCENT:
            unit = text.lstrip("0123456789.,")
            return english(value) + (unit if unit != text else "%")
        case Kind.MONTH:
            return MONTHS[int(value) - 1]
        case Kind.YEAR:
            return str(value)
        case Kind.DAY | Kind.ORDINAL:
            return ordinal(int(value)) if text[-1].isalpha() else str(value)
        case _ if _NAMELESS.fullmatch(source.text) and _NAMELESS.fullmatch(text):
            return source.text
        case _:
            return _in_words_of_size(value)


def _in_words_of_size(value: Fraction) -> str:
    """260 million rather than 260,000,000, where three decimals are enough."""
    for name, size in reversed(_SCALES.items()):
        amount = value / size
        if size >= 10**6 and amount >= 1 and (amount * 1000).denominator == 1:
            return f"{english(amount)} {name}"
    return english(value)


def _has_trace(mention: NumberMention, target: str) -> bool:
    """Whether a number may stand there in a form that is not read (the 1980s, two decades) or may well be left out."""
    digits = re.sub(r"[^0-9]", "", mention.text)
    if mention.kind in DATE_PARTS or mention.value < 10 or _RANGE.search(mention.text):
        return True
    # 每百万 is “per million”, without a number.
    if any(mention.value == size and name in target for name, size in _SCALES.items()):
        return True
    if mention.unit == "年" and re.search(r"decade|centur", target):
        return True
    return bool(digits) and digits in re.sub(r"[,.]", "", target)


def _lost(view: SegmentView, mentions: Sequence[NumberMention]) -> Finding:
    """One finding for all numbers of the sentence that are gone: they mostly go together with their clause."""
    first = mentions[0]
    arithmetic = "; ".join(explain(m) for m in mentions)
    return Finding(
        "X01",
        Severity.CRITICAL,
        view.segment.id,
        Side.SOURCE,
        first.start,
        first.end,
        _LOST,
        (("arithmetic", arithmetic),),
        (),
        (
            *(Evidence("source", m.text, view.segment.id, m.start, m.end) for m in mentions),
            Evidence("arithmetic", arithmetic),
        ),
        confidence=0.7,
        rule="lost",
    )


def _present(view: SegmentView) -> Iterator[Finding]:
    source, target = view.source.strip(), view.target.strip()
    if view.mode is Mode.MONOLINGUAL:
        return
    if not target:
        if _LETTER.search(source):
            yield _of_source(view)
    elif not source:
        yield _of_target(view, _ADDED, "added", Severity.MAJOR, 0.6)
    elif _CJK.search(source) and target == source:
        yield _of_target(view, _SAME, "same", Severity.CRITICAL, 0.99)
    elif _CJK.search(target):
        chinese, letters = len(_CJK.findall(target)), len(_LETTER.findall(target))
        if chinese >= _LEAST_CHINESE and chinese > _MUCH_CHINESE * letters:
            yield _of_target(view, _CHINESE, "chinese", Severity.CRITICAL, 0.97)


def _of_source(view: SegmentView) -> Finding:
    evidence = (Evidence("source", view.source, view.segment.id, 0, len(view.source)),)
    return Finding(
        "S01",
        Severity.CRITICAL,
        view.segment.id,
        Side.SOURCE,
        0,
        len(view.source),
        _EMPTY,
        evidence=evidence,
        confidence=0.99,
        rule="empty",
    )


def _of_target(view: SegmentView, message: str, rule: str, severity: Severity, confidence: float) -> Finding:
    span = (0, len(view.target))
    return flag(view, "S01", severity, span, message, confidence=confidence, rule=rule)


CHECKS = (
    Check(
        "X01",
        mark("Number differs from the source"),
        mark(
            "A number of the source has another value in the translation, or none. Values are compared, not digits:"
            " 3.2万 is 32,000, 三成 is 30%. Dates, percentages and fractions are compared with their own kind."
        ),
        Needs.SOURCE,
        Severity.CRITICAL,
        segment=_numbers,
        replaces=("X05", "X03"),
    ),
    Check(
        "S01",
        mark("Sentence missing on one side or not translated"),
        mark(
            "The translation is empty, is the source itself or is still Chinese; or the translation has a sentence the"
            " source has not. Both are faults of a machine that no reader of the English alone can see."
        ),
        Needs.SOURCE,
        Severity.CRITICAL,
        segment=_present,
        replaces=("F04", "T02"),
    ),
)
