"""Numbers in English text by value, in digits and words, date parts included; pronouns are not numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from editor.core.numerals import MONTHS, Kind, NumberMention


def _numbered(words: str, start: int = 0, step: int = 1) -> dict[str, int]:
    return {word: start + step * n for n, word in enumerate(words.split())}


_ONES = _numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
_ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    1,
) | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}

_MONTH = r"(?:" + "|".join(f"{m[:3]}(?:{m[3:]}|t\\.?|\\.)?" if m != "May" else "May" for m in MONTHS) + r")(?![a-z])"
_DIGITS = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9]+(?:\.[0-9]+)?"
_SMALL_WORD = "|".join(sorted([*_ONES, *_TENS], key=len, reverse=True))
_SCALE = "|".join(_SCALES)
_ORD = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_WORDS = (
    rf"(?:(?:{_SMALL_WORD})\b|\ba(?=\s(?:{_SCALE})\b))(?:(?:[\s-]+(?:and\s+)?(?:(?:{_SMALL_WORD}|{_SCALE})\b))*)"
    rf"(?:\spoint(?:\s(?:{'|'.join(_ONES)})\b)+(?:\s(?:{_SCALE})\b)*)?"
)
_PART = "|".join(_PARTS)
_PATTERN = re.compile(
    rf"""
    (?P<skip>https?://\S+|www\.\S+|[\w.+-]+@[\w.-]+|\b[A-Za-z]+-?[0-9][\w-]*|[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?
        |[0-9]+(?:\.[0-9]+)?(?!(?:st|nd|rd|th|{_SCALE}|yuan)\b)(?=[A-Za-z])[A-Za-z]+|\b(?:[Ff]ive|[Tt]hree|[Tt]en)-[Yy]ear\b)
    |(?P<iso>(?<![0-9])(?:19|20)[0-9]{{2}}[-/.][01]?[0-9][-/.][0-3]?[0-9](?![0-9]))
    |(?P<date>\b(?P<month>{_MONTH})\s?(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9,]*[0-9])(?:,?\s(?P<year>(?:1[0-9]|20|21)[0-9]{{2}})\b)?)
    |(?P<date2>\b(?P<day2>[0-3]?[0-9])(?:st|nd|rd|th)?\s(?:of\s)?(?P<month2>{_MONTH})(?:,?\s(?P<year2>(?:1[0-9]|20|21)[0-9]{{2}})\b)?)
    |(?P<date3>\b(?P<month3>{_MONTH})(?:,?\s(?:of\s)?(?P<year3>(?:1[0-9]|20|21)[0-9]{{2}})\b)?)
    |(?P<slash>(?<![0-9/])[0-9]{{1,2}}/[0-9]{{1,3}}(?![0-9/]))
    |(?P<fraction>\b(?P<above>an?|{_SMALL_WORD}|[0-9]+)[\s-](?:and\sa\s)?(?P<below>{_PART})s?\b(?=\s+of\b|[.,;)]|\s+(?:more|less|as)\b|$))
    |(?P<half>\bhalf\b(?=\s+(?:of\b|the\b|an?\b)))
    |(?P<ordinal>(?<![0-9.,])(?P<nth>[0-9]+)(?:st|nd|rd|th)\b)
    |(?P<nthword>\b(?:(?:{"|".join(_TENS)})-)?(?:{_ORD})\b)
    |(?P<number>(?:(?:(?<![0-9.,A-Za-z])(?:{_DIGITS}))(?:[\s-]?(?:{_SCALE})\b)*|\b(?:{_WORDS})))
     (?P<rest>\s?%|\s?％|[\s-](?:per\s?cent|percentage\spoints?)\b|[\s-]?times\b|\s?[‰])?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OPENER = re.compile(r"[^\W\d_]+-?[0-9][\w-]*|[^\W\d_]+|[0-9]+")
_OPENING_WORDS = frozenset(
    [
        *_ONES,
        *_TENS,
        *_ORDINALS,
        "a",
        "an",
        "half",
        "sept",
        *(m.lower() for m in MONTHS),
        *(m[:3].lower() for m in MONTHS),
    ]
)
_ABOUT = re.compile(
    r"\b(?:about|around|nearly|almost|approximately|roughly|some|over|under|more than|less than|fewer than|at least"
    r"|up to|close to|exceed(?:ed|ing|s)?|above|below)\s(?:RMB\s?|¥\s?|US\$\s?|\$\s?)?$",
    re.IGNORECASE,
)
_MORE = re.compile(r"\s?(?:\+|or so\b|odd\b|or more\b|-odd\b)", re.IGNORECASE)
_UNIT = re.compile(r"[\s-]([A-Za-z]+)")


def english_numbers(text: str) -> tuple[NumberMention, ...]:
    """The numbers mentioned in an English text, in order; a lone “one” is a pronoun and left out."""
    return tuple(_mentions(text))


def parse_english(text: str) -> Fraction:
    """The value of a number (32,000; 3.2 million; two hundred and five); ValueError if it is none."""
    parts = re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?|[a-z]+", text.lower())
    total = Fraction(0)
    section = Fraction(0)
    seen = False
    for n, part in enumerate(parts):
        if part == "point":
            digits = [str(_ONES[w]) for w in parts[n + 1 :] if w in _ONES]
            value = total + section + Fraction(int("".join(digits)), 10 ** len(digits))
            for word in parts[n + 1 :]:
                value *= _SCALES.get(word, 1)
            return value
        if part[0].isdigit():
            section += Fraction(part.replace(",", ""))
        elif part in _ONES or part in _TENS:
            if section % (10 if part in _ONES else 100):
                raise ValueError(f"not a number: {text}")
            section += _ONES.get(part, 0) or _TENS.get(part, 0)
        elif part == "hundred" or part == "dozen":
            section = (section or Fraction(1)) * _SCALES[part]
        elif part in _SCALES:
            scaled = (section or Fraction(1)) * _SCALES[part]
            # “10 thousand million” multiplies, “two million three thousand” adds.
            total = total * _SCALES[part] if total and not section else total + scaled
            section = Fraction(0)
        elif part not in ("and", "a", "an"):
            raise ValueError(f"not a number: {text}")
        seen = True
    if not seen:
        raise ValueError("no number")
    return total + section


def _mentions(text: str) -> Iterator[NumberMention]:
    for match in _matches(text):
        if match["skip"] is not None:
            continue
        try:
            yield from _read(text, match)
        except (ValueError, KeyError, ZeroDivisionError):
            continue


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Matches of the pattern; it is tried only where a word or digit stands that can open a number."""
    if "/" in text or "www." in text or "@" in text:  # addresses can begin with any letter
        yield from _PATTERN.finditer(text)
        return
    after = 0
    for opener in _OPENER.finditer(text):
        start = opener.start()
        if start >= after and (opener.group().isdigit() or opener.group().lower() in _OPENING_WORDS):
            match = _PATTERN.match(text, start)
            if match:
                after = match.end()
                yield match


def _read(text: str, match: re.Match[str]) -> Iterator[NumberMention]:
    start, end = match.span()
    if match["iso"]:
        for part, kind in zip(re.finditer(r"[0-9]+", match.group()), (Kind.YEAR, Kind.MONTH, Kind.DAY), strict=True):
            at = start + part.start()
            yield NumberMention(at, at + len(part.group()), part.group(), Fraction(int(part.group())), kind)
    elif match["date"] or match["date2"] or match["date3"]:
        yield from _date(text, match)
    elif match["slash"]:
        above, below = match["slash"].split("/")
        yield NumberMention(start, end, match.group(), Fraction(int(above), int(below)), Kind.FRACTION)
    elif match["fraction"]:
        above = match["above"].lower()
        count = Fraction(1) if above in ("a", "an") else parse_english(above)
        yield NumberMention(start, end, match.group(), count / _PARTS[match["below"].lower()], Kind.FRACTION)
    elif match["half"]:
        yield NumberMention(start, end, match.group(), Fraction(1, 2), Kind.FRACTION, True)
    elif match["ordinal"]:
        yield NumberMention(start, end, match.group(), Fraction(int(match["nth"])), Kind.ORDINAL)
    elif match["nthword"]:
        tens, _, ones = match["nthword"].lower().rpartition("-")
        value = _TENS.get(tens, 0) + _ORDINALS[ones]
        yield NumberMention(start, end, match.group(), Fraction(value), Kind.ORDINAL)
    else:
        yield from _number(text, match)


def _date(text: str, match: re.Match[str]) -> Iterator[NumberMention]:
    found = sorted((match.start(n), n) for n in _DATE_PARTS if match[n])
    if match["month3"] and not match["year3"] and not _is_month(text, match):
        return
    for start, name in found:
        written = match[name]
        if name.startswith("month"):
            value = next(n for n, m in enumerate(MONTHS, 1) if written[:3].lower() == m[:3].lower())
            yield NumberMention(start, start + len(written), written, Fraction(value), Kind.MONTH)
        else:
            kind = Kind.DAY if name.startswith("day") else Kind.YEAR
            if kind is Kind.YEAR or 1 <= int(written) <= 31:
                yield NumberMention(start, start + len(written), written, Fraction(int(written)), kind)


_DATE_PARTS = ("month", "day", "year", "month2", "day2", "year2", "month3", "year3")


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Whether a month's name alone means the month: “may” and “march” are verbs, “Mar” and “Dec” may be names."""
    name = match["month3"]
    if not name[0].isupper() or (len(name.rstrip(".")) < 4 and name != "May"):
        return False
    if name in ("May", "March", "August"):
        before = text[max(0, match.start() - 12) : match.start()].lower()
        return bool(
            re.search(r"\b(?:in|of|by|since|until|till|from|to|late|early|mid|last|this|next|and)[\s-]$", before)
        )
    return True


def _number(text: str, match: re.Match[str]) -> Iterator[NumberMention]:
    start, end = match.span()
    written = match["number"]
    rest = (match["rest"] or "").lower().strip(" -")
    lower = written.lower()
    if (lower == "one" and not rest) or lower == "zero":
        return
    if (
        re.fullmatch(r"a\s(?:hundred|thousand|million|billion|trillion|dozen)", lower)
        and text[match.end() :][:1] == "s"
    ):
        return
    value = parse_english(written)
    about = bool(_ABOUT.search(text[max(0, start - 24) : start]) or _MORE.match(text, end)) or "dozen" in lower
    if rest == "times":
        yield NumberMention(start, end, match.group(), value, Kind.MULTIPLE, about)
    elif rest:
        value = value / 10 if rest == "‰" else value
        yield NumberMention(start, end, match.group(), value, Kind.PERCENT, about)
    else:
        found = _UNIT.match(text, end)
        unit = found.group(1).lower() if found else ""
        yearly = re.fullmatch(r"(?:19|20)[0-9]{2}", written) and unit not in _COUNTED
        kind = Kind.YEAR if yearly else Kind.CARDINAL
        yield NumberMention(start, end, written, value, kind, about, unit)


_COUNTED = frozenset(
    {"cases", "case", "yuan", "people", "persons", "items", "judges", "officers", "pieces", "copies", "times"}
)
