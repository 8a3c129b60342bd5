"""Structure against the Chinese: the labels of a list in one sentence (A10), and the same sentence twice (S02)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.checks.framework import Check, DocumentView, Needs, SegmentView
from editor.checks.spans import CARDINALS, ORDINALS, flag
from editor.core.model import Evidence, Finding, Fix, Mode, Severity, Side
from editor.i18n import mark

_HAN = "一二三四五六七八九十"
_LABELS = (
    re.compile(rf"(?<![第\d])(?P<n>[{_HAN}])(?:是|要|看|抓)(?![否不])"),
    re.compile(rf"第(?P<n>[{_HAN}])(?=[，、,])"),
    re.compile(rf"[（(](?P<n>[{_HAN}])[)）]"),
)
_ENGLISH = [
    re.compile(
        rf"\b(?:the\s+)?{word}(?:ly)?\b|\b{count}\s+(?:is|was)\b|(?<![\d.,]){n}[.)、](?!\d)|\({n}\)|\b{n}{end}\b"
        + (r"|\bto begin with\b|\bin the first place\b" if n == 1 else "")
        + (r"|\bnext\b|\bthen\b|\banother\b|\balso\b" if n > 1 else "")
        + (r"|\bfinally\b|\blast(?:ly)?\b" if n > 1 else ""),
        re.IGNORECASE,
    )
    for n, (word, count, end) in enumerate(
        zip(ORDINALS, CARDINALS, ("st", "nd", "rd", *("th",) * 7), strict=False), start=1
    )
]


def lost_labels(view: SegmentView) -> Iterator[Finding]:
    """A10: 一是, 二是, 三是 in the source, First and Third alone in the translation."""
    if view.mode is Mode.MONOLINGUAL or not view.target or not re.search("[二三]", view.source):
        return
    for pattern in _LABELS:
        labels = list(pattern.finditer(view.source))
        numbers = [_HAN.index(match["n"]) + 1 for match in labels]
        if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)):
            continue
        there = [_ENGLISH[n - 1].search(view.target) is not None for n in numbers]
        if sum(there) < 2 or all(there):
            continue
        missing = labels[there.index(False)]
        message = mark("The source counts {count} points; “{label}” ({zh}) is not in the translation.")
        word = ORDINALS[numbers[there.index(False)] - 1]
        values = (("count", str(len(numbers))), ("label", word), ("zh", missing.group()))
        evidence = tuple(Evidence("source", m.group(), view.segment.id, *m.span()) for m in labels)
        yield Finding(
            "A10", Severity.MAJOR, view.segment.id, Side.SOURCE, *missing.span(), message, values, (), evidence, 0.7,
            "label",
        )  # fmt: skip
        return


_LEAST = 6


def told_twice(document: DocumentView) -> Iterator[Finding]:
    """S02: a sentence that comes again in the source with another translation."""
    if document.mode is Mode.MONOLINGUAL:
        return
    first: dict[str, SegmentView] = {}
    for view in document.views:
        key = re.sub(r"\s", "", view.source)
        if len(re.findall("[\u4e00-\u9fff]", key)) < _LEAST or not view.target.strip():
            continue
        before = first.setdefault(key, view)
        if before is view or before.target.strip() == view.target.strip():
            continue
        message = mark("The source said this before, and it was translated otherwise: “{text}”.")
        values = (("text", before.target),)
        evidence = (Evidence("occurrence", before.target, before.segment.id, 0, len(before.target)),)
        span = (0, len(view.target))
        fix = Fix(*span, before.target)
        yield flag(
            view, "S02", Severity.MINOR, span, message, values=values, fixes=(fix,), evidence=evidence,
            confidence=0.9, rule="twice", painted=False,
        )  # fmt: skip


CHECKS: tuple[Check, ...] = (
    Check(
        "A10",
        mark("Label of a point lost"),
        mark(
            "The Chinese numbers its points in this sentence (一是, 二是, 三是) and the translation has some of these "
            "labels and not all. A point was probably merged with another or dropped."
        ),
        Needs.SOURCE,
        Severity.MAJOR,
        segment=lost_labels,
    ),
    Check(
        "S02",
        mark("Same source, other translation"),
        mark(
            "A sentence comes again in the source word for word, and the translation says it otherwise. Decide on one; "
            "the fix takes the first."
        ),
        Needs.SOURCE,
        Severity.MINOR,
        document=told_twice,
        painted=False,
    ),
)
