"""Punctuation marks of the English text: missing spaces, quotation marks, Chinese marks; no words, no numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from editor.checks.framework import Check, DocumentView, Needs, SegmentView
from editor.checks.quotation import faults_of_quotation
from editor.checks.spans import flag
from editor.core.model import Finding, Fix, Severity
from editor.i18n import mark

_GLUED = re.compile(r"[.,;:!?][”’)]?(?=[A-Za-z“]|(?<=,)\d)")
_CAPITALS = re.compile(r"[A-Z]{2,3}\b")
_OPENS = re.compile(r"(?:the|this|these|and|we|he|she|they|but|also|then|with|for|by)\b")
_WORDS_END = re.compile(r"[a-z]{2}$")
_ABBREVIATION = re.compile(r"(?:\b(?:Ph|e|i|a|p|No|Mr|Ms|Dr|St|vs|www)|\b[A-Z])\.$")
_ADDRESS = re.compile(r"://|www\.|@|\.(?:com|cn|org|net|gov|edu|html?|pdf|docx?|js|JS)\b|/\w+\.")
_SENTENCE_END = re.compile(r"[.!?;:][”’\")]*$")
_ADDRESS_REACH = 300  # characters of one address; without an end, a row of stops would cost its square
_BEFORE = " \t\n([“‘"


def glued_in_segment(view: SegmentView) -> Iterator[Finding]:
    """F01 inside a segment: a mark runs straight into the next word."""
    text = view.target
    for match in _GLUED.finditer(text):
        start, end = match.span()
        if not _is_glued(text, start, end) or _in_address(text, start):
            continue
        if _ABBREVIATION.search(text[max(0, start - 4) : start + 1]):
            continue
        yield _glued(view, start, end, Fix(end, end, " ", safe=True))


def _is_glued(text: str, start: int, end: int) -> bool:
    """Whether what stands around a mark without a space makes it the end of a clause."""
    sign, before, after = text[start], text[start - 1 : start], text[end]
    if not before or not (before.isalnum() or before in ")”’%"):
        return False
    if sign in ",;" and not after.isdigit():
        return True
    wordy = _WORDS_END.search(text, max(0, start - 2), start) is not None
    if sign in ",:":
        return wordy and not after.islower()
    if after.islower():
        return sign == "." and end == start + 1 and wordy and _OPENS.match(text, end) is not None
    return not before.isupper() and not _CAPITALS.match(text, end)


def glued_between_segments(document: DocumentView) -> Iterator[Finding]:
    """F01 between segments: nothing stands between the final mark and the next sentence."""
    views = [view for view in document.views if view.target]
    for view, follower in pairwise(views):
        match = _SENTENCE_END.search(view.target) if view.segment.gap == "" else None
        if match and follower.target[0] not in ".,;:!?)”’":
            end = len(view.target)
            yield _glued(view, match.start(), end, Fix(end, end, "", safe=True, gap=" "))


def _glued(view: SegmentView, start: int, end: int, fix: Fix) -> Finding:
    text = mark("There is no space after “{mark}”.")
    values = (("mark", view.target[start:end]),)
    return flag(view, "F01", Severity.MINOR, (start, end), text, values=values, fixes=(fix,), confidence=0.99)


def _in_address(text: str, at: int) -> bool:
    near = max(0, at - _ADDRESS_REACH), at + _ADDRESS_REACH
    start = max(near[0], text.rfind(" ", near[0], at) + 1)
    end = text.find(" ", at, near[1])
    return _ADDRESS.search(text, start, end if end >= 0 else near[1]) is not None


def quotation_faults(document: DocumentView) -> Iterator[Finding]:
    """F02: quotation marks or brackets that do not pair."""
    return faults_of_quotation(document)


_CJK = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+|[\u2014\u2015]{2,}|\u2026{2,}|\u00b7{2,}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_PLAIN = {"、": ",", "。": ".", "【": "[", "】": "]", "〔": "[", "〕": "]", "「": "“", "」": "”", "『": "“", "』": "”"}
_TITLE_MARKS = {"《": "“", "》": "”", "〈": "‘", "〉": "’"}


def chinese_marks(view: SegmentView) -> Iterator[Finding]:
    """F04: full-width and other Chinese characters left in the English."""
    text = view.target
    if text.isascii():
        return
    for match in _CJK.finditer(text):
        start, end = match.span()
        run = match.group()
        if _HAN.search(run):
            if not _is_gloss(text, start, end):
                yield _untranslated(view, start, end)
            continue
        plain = _as_english(text, start, end)
        fixes = (Fix(start, end, plain, safe=not any(c in _TITLE_MARKS for c in run)),) if plain is not None else ()
        message = mark("“{mark}” is a Chinese mark, not an English one.")
        yield flag(
            view, "F04", Severity.MINOR, (start, end), message, values=(("mark", run),), fixes=fixes, confidence=0.99
        )


def _untranslated(view: SegmentView, start: int, end: int) -> Finding:
    message = mark("“{mark}” was left in Chinese.")
    values = (("mark", view.target[start:end]),)
    return flag(view, "F04", Severity.MINOR, (start, end), message, values=values, confidence=0.9, rule="han")


def _is_gloss(text: str, start: int, end: int) -> bool:
    """Whether the Chinese stands in brackets or quotation marks after its English, as an explanation does."""
    return start > 0 and text[start - 1] in "([“‘（" and text[end : end + 1] in tuple(")]”’）")


def _as_english(text: str, start: int, end: int) -> str | None:
    run = text[start:end]
    if run[0] in "\u2014\u2015":
        return "—"
    if run[0] in "…·":
        return run[0]
    if run == "、" and re.search(r"(?:^|[\s(])\d{1,2}$", text[max(0, start - 4) : start]):
        plain = "."
    else:
        plain = "".join(_PLAIN.get(c) or _TITLE_MARKS.get(c) or unicodedata.normalize("NFKC", c) for c in run)
    if any("\u3001" <= c <= "\u303f" for c in plain):
        return None
    if plain[-1] in ",.;:!?)" and text[end : end + 1].isalnum() and not _inside_number(text, start, end):
        plain += " "
    if plain[0] == "(" and start and text[start - 1].isalnum():
        plain = " " + plain
    return plain


def _inside_number(text: str, start: int, end: int) -> bool:
    return start > 0 and text[start - 1].isdigit() and text[end].isdigit()


CHECKS: tuple[Check, ...] = (
    Check(
        "F01",
        mark("Missing space after a mark"),
        mark(
            "Chinese sets no space after a full stop, comma or semicolon, and engines often carry that over, so two "
            "sentences or clauses run together. Put one space after the mark; the fix does just that."
        ),
        Needs.TARGET,
        Severity.MINOR,
        segment=glued_in_segment,
        document=glued_between_segments,
    ),
    Check(
        "F02",
        mark("Unbalanced or crossed quotation marks"),
        mark(
            "A quotation mark or bracket has no partner, or opens where it should close; the reader cannot tell where "
            "the quoted words end. Look up which words are the name or the quotation and set both marks around them."
        ),
        Needs.TARGET,
        Severity.MINOR,
        document=quotation_faults,
    ),
    Check(
        "F04",
        mark("Chinese marks in the English"),
        mark(
            "Full-width commas, stops, brackets, digits or Chinese characters were left in the translation. Replace "
            "them by the English mark; characters that are still Chinese need a translation."
        ),
        Needs.TARGET,
        Severity.MINOR,
        segment=chinese_marks,
    ),
)
