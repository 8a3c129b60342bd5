"""Numbers as the English alone shows them: broken digits, 万 and 亿 left-overs, odd number words; no comparison."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.spans import flag
from editor.core.english_numerals import parse_english
from editor.core.model import Evidence, Finding, Fix, Severity
from editor.core.numerals import english
from editor.i18n import mark

_NUMBER_WORD = (
    "(?:seven|eigh|nine|four|six|thir|fif)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|zero|one|two|three|four|five|"
    "six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|million|billion"
)
_SPELLED = re.compile(
    rf"\b(?P<number>(?:{_NUMBER_WORD})(?:(?: and |[ -]| point )(?:{_NUMBER_WORD}))*)\s*"
    r"(?P<unit>%|Pieces?\b|pieces\b(?! of)|cases/pieces?\b)",
    re.IGNORECASE,
)
_DIGIT_PIECES = re.compile(r"\b(?P<number>\d[\d,]*)\s*(?P<unit>Pieces?\b|(?:cases/pieces?|pieces?/cases?)\b)")


def counted_pieces(view: SegmentView) -> Iterator[Finding]:
    """X02: a spelled-out number before % or the measure word Pieces."""
    text = view.target
    if "%" not in text and "iece" not in text:
        return
    for pattern in (_SPELLED, _DIGIT_PIECES):
        for match in pattern.finditer(text):
            if pattern is _SPELLED and match["unit"] == "pieces" and " " not in match["number"].strip():
                continue
            start, end = match.start(), match.end()
            number = match["number"].strip(" -")
            digits = _in_figures(number) if pattern is _SPELLED else number
            new = digits + ("%" if match["unit"] == "%" else " cases")
            fixes = (Fix(start, end, new),) if digits else ()
            message = mark("“{text}” is a number of the machine’s: write it in figures, with a real unit.")
            values = (("text", text[start:end]),)
            yield flag(view, "X02", Severity.MAJOR, (start, end), message, values=values, fixes=fixes, confidence=0.95)


def _in_figures(number: str) -> str:
    try:
        return english(parse_english(number))
    except ValueError:
        return ""


_SPACED = re.compile(r"(?<![\d.,/-])\b\d{1,3}(?: \d){2,}\b(?![\d.,/-]\d)")
_TORN = re.compile(r"\d(?: \d|[Ool]|\s+\.|\.\s+\d)")
_DIGIT = re.compile(r"\d")
_LATE_YEAR = re.compile(r" 2(?:0[2-9]|[1-9]\d)\d\b")
_LETTER = re.compile(r"\b\d+[Ool]\d+\b|\b\d+[Ol]\b(?=\s*(?:cases|yuan|percent|%))")
_SPLIT_DECIMAL = re.compile(r"(?<=\d)\.\s+(?=\d+\s*(?:%|percent\b|million\b|billion\b))|(?<=\d)\s+\.(?=\d)")
_YEAR = re.compile(
    r"(?:\b(?:[Ii]n|[Ss]ince|[Ff]rom|[Dd]uring|[Oo]f|[Yy]ear|[Bb]etween|[Uu]ntil|[Bb]y|and|January|February|March|April|"
    r"May|June|July|August|September|October|November|December|\d,)) (?P<year>2\d{3})"
    r"(?=[;:)”]|,(?!\d)|\.(?!\d)|$|\s+(?:and|to|the|when|after|it|he|she|they|there|a)\b)"
)
_PLANNED = frozenset((2030, 2035, 2040, 2045, 2047, 2049, 2050, 2060))


def broken_digits(view: SegmentView) -> Iterator[Finding]:
    """X03: digits torn apart or mixed with letters, and years that lie in the future."""
    text = view.target
    if not _DIGIT.search(text):
        return
    if _TORN.search(text):
        yield from _torn_digits(view)
    latest = view.profile.year + 1
    for match in _YEAR.finditer(text) if _LATE_YEAR.search(text) else ():
        year = int(match["year"])
        if year > latest and year not in _PLANNED:
            message = mark("{year} lies in the future: are the digits right?")
            values = (("year", match["year"]),)
            evidence = (Evidence("arithmetic", f"{year} > {latest}"),)
            yield flag(
                view, "X03", Severity.MAJOR, match.span("year"), message, values=values, evidence=evidence,
                confidence=0.9, rule="year",
            )  # fmt: skip


def _torn_digits(view: SegmentView) -> Iterator[Finding]:
    text = view.target
    for match in _SPACED.finditer(text):
        together = match.group().replace(" ", "")
        yield _broken(view, match.span(), (Fix(*match.span(), together),), "spaced")
    for match in _LETTER.finditer(text):
        digits = match.group().replace("O", "0").replace("o", "0").replace("l", "1")
        yield _broken(view, match.span(), (Fix(*match.span(), digits),), "letter")
    for match in _SPLIT_DECIMAL.finditer(text):
        start = text.rfind(" ", 0, match.start()) + 1
        found = re.compile(r"\d+").match(text, match.end())
        end = found.end() if found else match.end()
        yield _broken(view, (start, end), (Fix(*match.span(), "."),), "decimal")


def _broken(view: SegmentView, span: tuple[int, int], fixes: tuple[Fix, ...], rule: str) -> Finding:
    message = mark("The digits of “{text}” are broken.")
    values = (("text", view.target[slice(*span)]),)
    return flag(view, "X03", Severity.MAJOR, span, message, values=values, fixes=fixes, confidence=0.9, rule=rule)


_SCALE_VALUE = {"hundred million": 10**8, "ten million": 10**7, "ten thousand": 10**4, "hundred thousand": 10**5,
                "thousand million": 10**9, "million million": 10**12, "w": 10**4}  # fmt: skip
_SCALED = re.compile(
    r"\b(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>hundred million|ten million|ten thousand|hundred thousand|"
    r"thousand million|million million|w(?= yuan\b))\b",
    re.I,
)
_SCALE_SIGNS = ("illion", "housand", "undred", "yuan", "ercent")
_MYRIAD_SIGN = re.compile(r"\d ?[hmbt]?(?:und|ill|hou|ri|uan|yu|w |en |er)| ten thousand|0 yuan|[(（]hundred")
_UNIT = re.compile(
    r"\b\d[\d,.]*\s+(?P<unit>10,?000)\s+yuan\b"
    r"|(?<!per )(?<!every )(?<!each )\b(?P<gdp>10,?000 yuan of) (?:GDP|output)"
)
_IN_BRACKETS = re.compile(
    r"[(（](?:[Uu]nit: ?)?(?:ten thousand|hundred million|10,?000) yuan[)）]"
    r"|\b(?:several|some|dozens of) ten thousand\b"
)
_GLUED = re.compile(
    r"(?<![\w.])(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>million|billion|trillion|thousand|hundred|yuan|percent)\b"
)


def myriads(view: SegmentView) -> Iterator[Finding]:
    """X05: what 万 and 亿 leave behind in English."""
    text = view.target
    if not any(sign in text for sign in _SCALE_SIGNS) or not _MYRIAD_SIGN.search(text):
        return
    for match in _SCALED.finditer(text):
        value = Fraction(match["number"].replace(",", "")) * _SCALE_VALUE[match["scale"].lower()]
        shown = in_english(value)
        evidence = (Evidence("arithmetic", f"{match['number']} × {_SCALE_VALUE[match['scale'].lower()]:,} = {shown}"),)
        yield _myriad(view, match.span(), (Fix(*match.span(), shown),), evidence)
    for match in _UNIT.finditer(text):
        yield _myriad(view, match.span(match.lastgroup or 0), (), ())
    for match in _IN_BRACKETS.finditer(text):
        yield _myriad(view, match.span(), (), ())
    for match in _GLUED.finditer(text):
        message = mark("There is no space between “{number}” and “{unit}”.")
        values = (("number", match["number"]), ("unit", match["unit"]))
        fixes = (Fix(*match.span(), f"{match['number']} {match['unit']}"),)
        yield flag(
            view, "X05", Severity.MAJOR, match.span(), message, values=values, fixes=fixes, confidence=0.9, rule="glued"
        )


def in_english(value: Fraction) -> str:
    """A large number as news writes it: 320 million, 1.2 billion, 50,000."""
    for name, size in (("billion", 10**9), ("million", 10**6)):
        if value >= size:
            return f"{english(value / size)} {name}"
    return english(value)


def _myriad(
    view: SegmentView, span: tuple[int, int], fixes: tuple[Fix, ...], evidence: tuple[Evidence, ...]
) -> Finding:
    message = mark("“{text}” counts in 万 or 亿; English counts in thousands and millions.")
    values = (("text", view.target[slice(*span)]),)
    return flag(view, "X05", Severity.MAJOR, span, message, values=values, fixes=fixes, evidence=evidence)


_NUMERONYM = re.compile(
    r"[“\"](?P<inner>(?P<number>two|three|four|five|six|seven|eight|nine|ten|[2-9]|10) "
    r"(?P<rest>[A-Za-z][\w’'-]*(?: [\w’'-]+){0,4}))[”\"]",
    re.I,
)
_PLURAL = re.compile(
    r"(?:[^su\W]s|ss?es|people|children|men|women|criteria|media|data|percent|hundred|thousand|million|dozen)$", re.I
)


def unknown_numeronym(view: SegmentView) -> Iterator[Finding]:
    """N02: a quoted number word with nothing to count, which the glossary does not know."""
    for match in _NUMERONYM.finditer(view.target):
        words = match["rest"].split()
        relation = words[0].lower() in ("in", "to", "of", "from", "into")
        if not relation and any(_PLURAL.search(word) for word in words):
            continue
        start, end = match.span("inner")
        if any(o.target and o.target[0] < end and start < o.target[1] for o in view.occurrences):
            continue
        message = mark("“{text}” counts something that is not named: a slogan in figures. What does it stand for?")
        values = (("text", match["inner"]),)
        yield flag(view, "N02", Severity.MAJOR, (start, end), message, values=values, confidence=0.75)


CHECKS: tuple[Check, ...] = (
    Check(
        "X02",
        mark("Number word with % or Pieces"),
        mark(
            "Engines spell numbers out and keep the sign or the Chinese measure word after them. Write the number "
            "in figures with percent, or with what is counted (件 is mostly cases)."
        ),
        Needs.TARGET,
        Severity.MAJOR,
        segment=counted_pieces,
    ),
    Check(
        "X03",
        mark("Broken digits"),
        mark(
            "Digits are torn apart, mixed with letters, or make a year that lies in the future. Compare with the "
            "source; without one, ask the client for the number."
        ),
        Needs.TARGET,
        Severity.MAJOR,
        segment=broken_digits,
    ),
    Check(
        "X05",
        mark("Left-overs of 万 and 亿"),
        mark(
            "The number still counts in ten thousands or hundred millions, or its unit is glued to it. Convert "
            "it; check the size against the source, for a factor of ten is quickly lost here."
        ),
        Needs.TARGET,
        Severity.MAJOR,
        segment=myriads,
    ),
    Check(
        "N02",
        mark("Slogan in figures without its noun"),
        mark(
            "Chinese sums up policies as “three this” and “two that”; word for word the reader cannot know what "
            "is counted. Find out what it stands for and spell it out; if nobody knows, ask the client."
        ),
        Needs.TARGET,
        Severity.MAJOR,
        segment=unknown_numeronym,
    ),
)
