"""What a number mentioned in a text is worth, and how to say it; reading the two languages lives in its neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Kind(StrEnum):
    """What a number counts. A percentage's value is in percent (12.5), a date comes as year, month and day."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    PERCENT = "percent"
    FRACTION = "fraction"
    MULTIPLE = "multiple"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"


DATE_PARTS = frozenset({Kind.YEAR, Kind.MONTH, Kind.DAY})


@dataclass(frozen=True, slots=True)
class NumberMention:
    """One number in a text: its span in code points, its exact value and kind.

    `approximate`: the text says about, nearly, more than … `unit` is the measure word or unit right behind, if known.
    """

    start: int
    end: int
    text: str
    value: Fraction
    kind: Kind
    approximate: bool = False
    unit: str = ""

    @property
    def amount(self) -> Fraction:
        """The value to compare by: percentages as hundredths, so that 三成, 30% and three tenths are equal."""
        return self.value / 100 if self.kind is Kind.PERCENT else self.value


def values(
    mentions: Iterable[NumberMention],
    *,
    dates: bool = True,
    ordinals: bool = True,
    approximate: bool = True,
    least: int = 0,
) -> frozenset[Fraction]:
    """The amounts of mentions as a set.

    Date parts, ordinals, approximate ones and whole numbers below `least` can be left out.
    """
    return frozenset(
        m.amount
        for m in mentions
        if (dates or m.kind not in DATE_PARTS)
        and (ordinals or m.kind is not Kind.ORDINAL)
        and (approximate or not m.approximate)
        and (m.amount >= least or m.amount.denominator > 1)
    )


def explain(mention: NumberMention) -> str:
    """The arithmetic in a line: `3.2万 = 32,000`."""
    about = "≈" if mention.approximate else "="
    return f"{mention.text} {about} {_plain(mention)}"


def english(value: Fraction) -> str:
    """A value in digits as English writes it: 32,000, 12.5, 1/3."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    rest = value.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    if rest > 1:
        return f"{value.numerator}/{value.denominator}"
    places = next(n for n in range(1, 60) if (value * 10**n).denominator == 1)
    scaled = int(value * 10**places)
    whole, part = divmod(abs(scaled), 10**places)
    return f"{'-' if scaled < 0 else ''}{whole:,}.{part:0{places}d}"


def _plain(mention: NumberMention) -> str:
    value = mention.value
    match mention.kind:
        case Kind.PERCENT:
            return english(value) + "%"
        case Kind.FRACTION:
            return f"{value.numerator}/{value.denominator}"
        case Kind.MULTIPLE:
            return english(value) + " times"
        case Kind.ORDINAL | Kind.DAY:
            return ordinal(int(value))
        case Kind.MONTH:
            return MONTHS[int(value) - 1]
        case Kind.YEAR:
            return str(value)
        case Kind.CARDINAL:
            return english(value)


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th …"""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
