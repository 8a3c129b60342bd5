"""Pairing quotation marks and brackets over the sentences of a paragraph; what is quoted and what does not pair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editor.checks.framework import DocumentView, SegmentView
from editor.checks.spans import flag
from editor.core.model import Finding, Fix, Severity
from editor.i18n import mark

_MARK = re.compile(r"[“”\"《》「」()（）]")
_QUOTE = re.compile('[“”"]')
_PARTNER = {"”": "“", "》": "《", "」": "「", ")": "(", "）": "（"}
_LABEL = re.compile(r"(?:^|[\s;:,])(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})$")
_BRACKETS = "()（）"
_REACH = 8
_DEPTH = 64  # marks that stand open at once; more is no text, and looking through all costs the square
_LABEL_REACH = 8  # longer than any label
_NAMED = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """One quotation mark or bracket: which view of the document, where in its target."""

    view: int
    at: int
    char: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """Pairs of marks, and those without a partner, of one document."""

    pairs: tuple[tuple[Mark, Mark], ...]
    single: tuple[Mark, ...]


def pair_marks(views: Sequence[SegmentView]) -> Pairing:
    """Pair the marks within each paragraph; a quotation may run over several sentences of it."""
    pairs: list[tuple[Mark, Mark]] = []
    single: list[Mark] = []
    stack: list[Mark] = []
    for n, view in enumerate(views):
        text = view.target
        for match in _MARK.finditer(text):
            _place(Mark(n, match.start(), match.group()), text, stack, pairs, single)
        if "\n" in view.segment.gap and stack:
            single += _close_paragraph(stack, views, n, pairs)
    single += stack
    return Pairing(tuple(pairs), tuple(sorted(single, key=lambda m: (m.view, m.at))))


def _place(here: Mark, text: str, stack: list[Mark], pairs: list[tuple[Mark, Mark]], single: list[Mark]) -> None:
    """Put one mark on the stack or pair it; quotation marks and brackets do not disturb each other."""
    straight = here.char == '"'
    opening = '"' if straight else _PARTNER.get(here.char, "")
    deepest = max(-1, len(stack) - 1 - _DEPTH) if opening else len(stack) - 1
    found = next((n for n in range(len(stack) - 1, deepest, -1) if stack[n].char == opening), -1)
    if straight and found >= 0 and _looks_opening(text, here.at):
        found = -1
    if found >= 0 and here.view - stack[found].view <= _REACH:
        inside = [m for m in stack[found + 1 :] if (m.char in _BRACKETS) == (opening in _BRACKETS)]
        single += inside
        pairs.append((stack[found], here))
        stack[found:] = [m for m in stack[found + 1 :] if m not in inside]
    elif here.char in '“《「(（"':
        stack.append(here)
    elif not (here.char == ")" and _LABEL.search(text[max(0, here.at - _LABEL_REACH) : here.at])):
        single.append(here)


def _looks_opening(text: str, at: int) -> bool:
    return (at == 0 or text[at - 1] in " (") and text[at + 1 : at + 2].isalnum()


def _close_paragraph(
    stack: list[Mark], views: Sequence[SegmentView], n: int, pairs: list[tuple[Mark, Mark]]
) -> list[Mark]:
    """What stays open at the end of a paragraph and should not.

    A quotation that goes on opens its next paragraph anew; left open, it may also be closed by the next mark there.
    """
    first, *rest = stack
    stack.clear()
    if first.char not in '“"' or n + 1 >= len(views):
        return [first, *rest]
    if views[n + 1].target.startswith(first.char):
        pairs.append((first, Mark(n, len(views[n].target), "”")))
        return rest
    if not rest and _closed_next(views, n + 1, first.char):
        stack.append(first)
        return []
    return [first, *rest]


def _closed_next(views: Sequence[SegmentView], at: int, opening: str) -> bool:
    """Whether the first quotation mark of the paragraph that begins with view `at` closes."""
    for view in views[at : at + _REACH]:
        match = _QUOTE.search(view.target)
        if match:
            closing = match.group() == "”" if opening == "“" else match.group() == opening
            return closing and not _looks_opening(view.target, match.start())
        if "\n" in view.segment.gap:
            return False
    return False


def quoted_in_document(views: Sequence[SegmentView]) -> dict[int, list[tuple[int, int]]]:
    """For each view (by its number) the spans of its target that lie inside double quotation marks."""
    spans: dict[int, list[tuple[int, int]]] = {}
    pairing = pair_marks(views)
    for opened, closed in pairing.pairs:
        if opened.char in '“"':
            _spread(spans, views, opened, closed)
    for alone in pairing.single:
        if alone.char == "“":
            spans.setdefault(alone.view, []).append((alone.at + 1, len(views[alone.view].target)))
    return spans


def _spread(spans: dict[int, list[tuple[int, int]]], views: Sequence[SegmentView], opened: Mark, closed: Mark) -> None:
    for n in range(opened.view, closed.view + 1):
        start = opened.at + 1 if n == opened.view else 0
        end = closed.at if n == closed.view else len(views[n].target)
        spans.setdefault(n, []).append((start, end))


def faults_of_quotation(document: DocumentView) -> Iterator[Finding]:
    """One finding for each segment that holds marks without a partner, over all of them."""
    alone: dict[tuple[int, bool], list[Mark]] = {}
    for here in pair_marks(document.views).single:
        alone.setdefault((here.view, here.char in "()（）"), []).append(here)
    for (n, bracket), marks in alone.items():
        for group in [[m] for m in marks] if bracket else [marks]:
            yield _fault(document.views[n], group)


def _fault(view: SegmentView, marks: list[Mark]) -> Finding:
    span = marks[0].at, marks[-1].at + 1
    if len(marks) == 1:
        message = mark("“{mark}” has no partner.")
    else:
        message = mark("Quotation marks do not pair here: they are crossed, or one is missing.")
    values = (("mark", " ".join(m.char for m in marks[:_NAMED])),)
    fixes = _certain_fix(view.target, marks)
    return flag(view, "F02", Severity.MINOR, span, message, values=values, fixes=fixes, confidence=0.95)


def _certain_fix(text: str, marks: list[Mark]) -> tuple[Fix, ...]:
    """The fix where position alone tells the direction: two marks, one before a word and one after it."""
    if len(marks) != 2 or any(m.char not in '“”"' for m in marks):
        return ()
    first, last = marks
    inner = text[first.at + 1 : last.at]
    opens = (first.at == 0 or text[first.at - 1] in " (\n") and inner[:1].isalnum()
    after = text[last.at + 1 : last.at + 2]
    closes = bool(inner) and not inner[-1].isspace() and not after.isalnum()
    return (Fix(first.at, last.at + 1, f"“{inner}”"),) if opens and closes else ()
