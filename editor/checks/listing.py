"""Lists told in the text: their ordinals and numbers, and the counts announced for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from editor.checks.framework import DocumentView, SegmentView
from editor.checks.spans import CARDINALS, ORDINALS, flag
from editor.core.model import Evidence, Finding, Severity
from editor.i18n import mark

_WORDS = "|".join(ORDINALS)
_ORDINAL = re.compile(
    rf"(?:^|[:;.]\s*|(?<=[;,] and ))[“]?(?:The\s+|the\s+)?(?P<word>(?:{_WORDS})(?:ly)?)(?=,| of all,| is\b| is,|:)"
    rf"(?!, (?:{_WORDS})\b)",
    re.I,
)
_NUMBER = re.compile(r"^(?:(?P<plain>\d{1,2})[.、)](?!\d)|[(（](?P<bracket>\d{1,2})[)）])\s*(?=[A-Z“])")
_ORDINAL_WORDS = frozenset((*ORDINALS, *(f"{word}ly" for word in ORDINALS)))
_LABEL_SIGNS = frozenset("0123456789(（")


@dataclass(frozen=True, slots=True)
class Item:
    """The label of one point of a list: its number, and where it stands."""

    kind: str
    number: int
    view: int
    start: int
    end: int


def list_items(document: DocumentView) -> Iterator[Item]:
    """Labels in the order of the document; `kind` is word, plain or bracket."""
    for n, view in enumerate(document.views):
        text = view.target
        match = _NUMBER.match(text) if text[:1] in _LABEL_SIGNS else None
        if match:
            kind = match.lastgroup or "plain"
            yield Item(kind, int(match[kind]), n, *match.span(kind))
        if not _ORDINAL_WORDS.isdisjoint(view.words):
            for match in _ORDINAL.finditer(text):
                number = ORDINALS.index(match["word"].lower().removesuffix("ly")) + 1
                yield Item("word", number, n, *match.span("word"))


def ordinal_gaps(document: DocumentView) -> Iterator[Finding]:
    """A01: First, Second, Third, Fifth."""
    open_lists: dict[str, list[Item]] = {}
    for item in list_items(document):
        lists = open_lists.setdefault(item.kind, [])
        if item.number == 1:
            lists.append(item)
            continue
        while lists and lists[-1].number != item.number - 1 and any(i.number == item.number - 1 for i in lists[:-1]):
            lists.pop()
        if not lists:
            continue
        before, lists[-1] = lists[-1], item
        if item.number > before.number + 1 or item.number == before.number:
            yield _gap(document, before, item)


def _gap(document: DocumentView, before: Item, item: Item) -> Finding:
    view = document.views[item.view]
    there = document.views[before.view]
    witness = there.target[before.start : before.end]
    evidence = (Evidence("occurrence", witness, there.segment.id, before.start, before.end),)
    shown = view.target[item.start : item.end]
    adverb = "ly" if shown.lower().endswith("ly") else ""
    missing = ", ".join(_named(n, item.kind, adverb) for n in range(before.number + 1, item.number))
    values = (("missing", missing), ("before", witness), ("after", shown))
    message = (
        mark("“{missing}” is missing between “{before}” and “{after}”.")
        if missing
        else mark("“{after}” comes twice in this list.")
    )
    rule = "gap" if missing else "repeat"
    span = item.start, item.end
    return flag(
        view, "A01", Severity.MAJOR, span, message, values=values, evidence=evidence, confidence=0.95, rule=rule
    )


def _named(number: int, kind: str, adverb: str) -> str:
    if kind != "word" or number > len(ORDINALS):
        return str(number)
    return ORDINALS[number - 1].capitalize() + adverb


_THINGS = (
    "requirements|aspects|measures|points|suggestions|opinions|tasks|areas|steps|principles|proposals|demands|lessons|"
    "respects|recommendations|goals|questions|reasons|views|issues|problems|priorities|directions"
)
_COUNTED = frozenset(_THINGS.split("|"))
_ANNOUNCED = re.compile(
    rf"\b(?P<count>{'|'.join(CARDINALS[1:])}|[2-9]|1[0-2]) (?:[a-z-]+ ){{0,2}}?(?:{_THINGS})\b"
    r"(?P<rest>[^.:;]*)(?P<end>[.:])",
    re.I,
)


def announced_counts(document: DocumentView) -> Iterator[Finding]:
    """A02: a number of points announced, another number given."""
    items = [item for item in list_items(document) if item.kind == "word"]
    near = {n for item in items if item.number == 1 for n in (item.view - 1, item.view)}
    candidates = [
        (n, view, match)
        for n, view in enumerate(document.views)
        if (n in near or ":" in view.target) and not _COUNTED.isdisjoint(view.words)
        for match in _ANNOUNCED.finditer(view.target)
    ]
    for n, view, match in candidates:
        announced = _value(match["count"])
        given = _labelled(items, document, n, match.end()) or _unlabelled(view.target, match)
        if given and given != announced:
            yield _miscount(view, match, announced, given)


def _value(text: str) -> int:
    return int(text) if text.isdigit() else CARDINALS.index(text.lower()) + 1


def _labelled(items: list[Item], document: DocumentView, n: int, after: int) -> int:
    """Number of points labelled First, Second … right after the announcement; 0 if there is no such list."""
    start = next((k for k, i in enumerate(items) if (i.view, i.start) >= (n, after)), -1)
    if start < 0 or items[start].number != 1 or items[start].view > n + 1:
        return 0
    highest = 1
    end = len(document.views)
    for item in items[start + 1 :]:
        if item.number == 1 or item.number > highest + 2:
            end = item.view
            break
        highest = max(highest, item.number)
    closing = any(v.target.startswith(("Finally", "Last", "In addition")) for v in document.views[n:end])
    return 0 if closing or highest == 1 else highest


def _unlabelled(text: str, match: re.Match[str]) -> int:
    """Number of short items after a colon, parted by semicolons or commas; 0 where that is not plain to see."""
    if match["end"] != ":":
        return 0
    rest = re.split(r"(?<=[a-z”])\.(?:\s|$)", text[match.end() :])[0].strip()
    if re.search(rf"\b(?:{_WORDS})(?:ly)?\b", rest, re.I) or not rest:
        return 0
    parts = [p for p in rest.split(";") if p.strip()]
    if len(parts) > 1:
        return len(parts)
    items = re.split(r",\s+and\s+|,\s+|\s+and\s+", rest)
    plain = rest.count(" and ") == 1 and all(0 < len(i.split()) <= 3 for i in items) and "“" not in rest
    return len(items) if plain and len(items) > 1 else 0


def _miscount(view: SegmentView, match: re.Match[str], announced: int, given: int) -> Finding:
    message = mark("The text announces {announced} and gives {given}.")
    values = (("announced", str(announced)), ("given", str(given)))
    evidence = (Evidence("count", f"{given} ≠ {announced}"),)
    span = match.start(), match.start("rest")
    return flag(view, "A02", Severity.MAJOR, span, message, values=values, evidence=evidence, confidence=0.8)
