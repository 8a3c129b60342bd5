"""Titles that stand after a Chinese name as they do in Chinese: C06."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.spans import flag
from editor.core.model import Evidence, Finding, Fix, Severity
from editor.core.pinyin import is_pinyin, is_surname
from editor.i18n import mark

_AFTER = mark("“{text}” has the title after the name, as in Chinese. Write “{good}”.")
_TITLE = (
    r"(?P<rank>(?:executive |standing |first )?(?:vice|deputy|assistant|general|party|chief|county|provincial)[ -]"
    r"(?:party )?)?(?P<title>dean|president|secretary|director|chair(?:man|person|woman)|judge|justice|procurator"
    r"|prosecutor|minister|governor|mayor|magistrate|commissioner|inspector)"
)
_NAME_TITLE = re.compile(
    rf"\b(?P<surname>[A-Z][a-z]+) (?P<given>[A-Z][a-z]+(?:[-’'][A-Za-z][a-z]+)?) (?i:{_TITLE})\b(?P<tail>[’']s)?"
)
_MADE = re.compile(
    r"\b(?:elect|appoint|nam|nominat|mak|made|remov|dismiss|call|promot|confirm|recommend)\w*\W+(?:\w+\W+){0,3}$", re.I
)
_CONJUNCTION = re.compile(r"\s+(?:of|and|at|for|in)\b")
_VERBAL = re.compile(r"\s+(?:the|a|an|that|whether|how|if|what|by)\b")


def _title_after(view: SegmentView) -> Iterator[Finding]:
    for match in _NAME_TITLE.finditer(view.target):
        surname, given = match["surname"], match["given"]
        if not is_surname(surname) or not is_pinyin(given):
            continue
        before, after = view.target[: match.start()], view.target[match.end() :]
        if _MADE.search(before) or (match["title"] == "judge" and _VERBAL.match(after)):
            continue
        yield _finding(view, match, after)


def _finding(view: SegmentView, match: re.Match[str], after: str) -> Finding:
    end = match.end("title")
    text = view.target[match.start() : end]
    title = f"{match['rank'] or ''}{match['title']}".replace("-", " ").lower().replace("dean", "president")
    name = f"{match['surname']} {match['given']}"
    in_apposition = _CONJUNCTION.match(after) and not match["tail"]
    titled = " ".join(word.capitalize() for word in title.split())
    good = f"{name}, {title}" if in_apposition else f"{titled} {name}"
    return flag(
        view,
        "C06",
        Severity.MAJOR,
        (match.start(), end),
        _AFTER,
        values=(("text", text), ("good", good)),
        fixes=(Fix(match.start(), end, good),),
        evidence=(Evidence("rule", f"{name} + {title}"),),
        confidence=0.9,
        rule="title-after-name",
    )


CHECKS = (
    Check(
        "C06",
        mark("Title after the name"),
        mark(
            "Chinese puts the title after the name (陈凤超院长). English puts it before, with a capital, or after"
            " a comma with what the person is the head of."
        ),
        Needs.TARGET,
        Severity.MAJOR,
        segment=_title_after,
        replaces=("C01", "T01", "T03", "R02"),
    ),
)
