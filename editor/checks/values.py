"""What the translation must take over from the source as it is: number values (X01) and the sentence itself (S01)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.spans import CARDINALS, ORDINALS, flag
from editor.core.model import Evidence, Finding, Fix, Mode, Severity, Side
from editor.core.numerals import MONTHS, Kind, NumberMention, english, explain, ordinal
from editor.core.reckoning import SCALES, has_trace, is_shifted, is_strong
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
_MAY_COUNT = re.compile(r"[0-9０-９〇一二三四五六七八九十两百千万亿双]|分之|成")
_NAMELESS = re.compile(r"[0-9]{5,}")
"""12368 is the name of a hotline: five digits and more that both sides write without commas stay as they are."""


def _numbers(view: SegmentView) -> Iterator[Finding]:
    if view.mode is Mode.MONOLINGUAL or not view.target.strip() or not _MAY_COUNT.search(view.source):
        return
    for pair in view.account.changed:
        yield _differs(view, pair.source, pair.target)
    lost = [m for m in view.account.lost if is_strong(m) and not has_trace(m, view.target)]
    if lost:
        yield _lost(view, lost)


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
        confidence=0.98 if is_shifted(source, target) else 0.9 if is_strong(source) else 0.75,
        rule="value",
    )


def _written(source: NumberMention, target: NumberMention, text: str) -> str:
    """The source's value in the form the translation uses."""
    value = source.value
    if source.kind is Kind.YEAR:
        return str(value)
    if text.isalpha() and target.kind in (Kind.CARDINAL, Kind.ORDINAL) and 1 <= value <= 10 and value.denominator == 1:
        word = (CARDINALS if target.kind is Kind.CARDINAL else ORDINALS)[int(value) - 1]
        return word.capitalize() if text[0].isupper() else word
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
    for name, size in reversed(SCALES.items()):
        amount = value / size
        if size >= 10**6 and amount >= 1 and (amount * 1000).denominator == 1:
            return f"{english(amount)} {name}"
    return english(value)


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
