"""Which number of a source is which of its translation, and which stand alone; no opinion on that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from editor.core.chinese_numerals import chinese_numbers
from editor.core.english_numerals import english_numbers
from editor.core.numerals import DATE_PARTS, Kind, NumberMention
from editor.core.units import converted

SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_CURRENCY = re.compile(r"\b(?:USD|RMB|CNY|HKD|EUR)(?=[0-9])")
_TIED = re.compile(r"\b(?:[Pp]ost|[Pp]re|[Mm]id|[Ee]arly|[Ll]ate)-(?=[0-9]{4}\b)")
_RANGE = re.compile(r"[一二三四五六七八九]{2}[十百千万亿]")
"""六七千 is six or seven thousand."""
_SHARED_SCALE = re.compile(rf"\s*(?:-|–|—|to|and|or)\s*[\d.,]+\s+({'|'.join(SCALES)})\b")
_ROUGH = Fraction(1, 5)
_FIGURE = re.compile("[0-9]")
_TWO = re.compile("双|俩|对半|夫妇|夫妻|父母|彼此|互|二")
_WORDS_OF = (
    (1, re.compile(r"\b(?:once|single|sole|only|another|each|an?)\b", re.I)),
    (2, re.compile(r"\b(?:both|pairs?|couple|twins?|twice|doubl\w+|two-?\w+|bilateral\w*|n?either)\b", re.I)),
    (3, re.compile(r"\b(?:tripl\w+|trilateral\w*|threefold|trio|three-\w+|thrice)\b", re.I)),
    (4, re.compile(r"\b(?:quadr\w+|fourfold|four-\w+)\b", re.I)),
    (10, re.compile(r"\b(?:decades?|tens)\b", re.I)),
    (12, re.compile(r"\bdozens?\b", re.I)),
    (100, re.compile(r"\b(?:centur\w+|hundreds)\b", re.I)),
    (1000, re.compile(r"\b(?:thousands|kilo\w+|millenni\w+)\b", re.I)),
)  # fmt: skip
_HIDDEN = re.compile("(?P<two>双方|双边)|(?<![一上下])半年")
_HALF_YEAR = (
    ("一年半", 18),
    ("半个月", 15),
    ("半个多月", 15),
    ("一刻", 15),
    ("半小时", 30),
    ("半个小时", 30),
    ("周年", 1),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A number of the source and the number of the translation that stands for it; `equal` if they have one value."""

    source: NumberMention
    target: NumberMention
    equal: bool


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the numbers: pairs, those only the source has, those only the translation has."""

    pairs: tuple[Pair, ...]
    lost: tuple[NumberMention, ...]
    added: tuple[NumberMention, ...]

    @property
    def changed(self) -> tuple[Pair, ...]:
        """The pairs of unequal value."""
        return tuple(pair for pair in self.pairs if not pair.equal)


def settle(source: str, target: str) -> Account:
    """Pair the numbers of two texts: equal ones first, then what is left over by kind, size and place."""
    left = source_mentions(source)
    if not left and _FIGURE.search(target) is None:
        return Account((), (), ())
    right = target_mentions(target)
    pairs, spare, rest = _equals(left, right, source, target)
    lost = [s for s in left if all(not same(s, t, source, target) for t in right)]
    added = [t for t in rest if all(not same(s, t, source, target) for s in left)]
    lost, added = _sums(lost, added)
    spare = [s for s in spare if s not in lost]
    for candidates, surplus in ((lost, False), (spare, True)):
        for mention in tuple(candidates):
            other = _instead(mention, added, surplus=surplus)
            if other is not None:
                pairs.append(Pair(mention, other, equal=False))
                candidates.remove(mention)
                added.remove(other)
    said = licensed(source)
    return Account(tuple(pairs), tuple(lost), tuple(t for t in added if t.value not in said and t.amount not in said))


def source_mentions(text: str) -> list[NumberMention]:
    """The numbers of a Chinese text, 双方 as two and 半年 as six (months)."""
    found = list(chinese_numbers(text))
    for match in _HIDDEN.finditer(text):
        value = Fraction(2 if match["two"] else 6)
        found.append(NumberMention(*match.span(), match.group(), value, Kind.CARDINAL, unit="个"))
    return sorted(found, key=lambda m: m.start)


def target_mentions(text: str) -> list[NumberMention]:
    """The numbers of an English text: currency codes and post- taken off, shared scales and decades counted in."""
    clear = _TIED.sub(lambda m: " " * len(m.group()), _CURRENCY.sub(lambda m: " " * len(m.group()), text))
    return [_with_scale(mention, clear) for mention in english_numbers(clear)]


def _with_scale(mention: NumberMention, text: str) -> NumberMention:
    """The first number of “1.2 to 2.5 million” with the scale it shares with the second; decades in years."""
    if mention.kind is not Kind.CARDINAL:
        return mention
    span = {"decade": 10, "decades": 10, "century": 100, "centuries": 100}.get(mention.unit, 0)
    if span:
        return replace(mention, value=mention.value * span, unit="years")
    shared = _SHARED_SCALE.match(text, mention.end)
    if shared is None or re.search("[a-z]", mention.text):
        return mention
    return replace(mention, value=mention.value * SCALES[shared.group(1)])


def licensed(source: str) -> frozenset[Fraction]:
    """Values the translation may show without a numeral in the source: one, two for 双, six months for 半年."""
    found = {Fraction(1), Fraction(0)}
    if _TWO.search(source):
        found.add(Fraction(2))
    if "半" in source:
        found |= {Fraction(1, 2), Fraction(5)}
    found |= {Fraction(months) for word, months in _HALF_YEAR if word in source}
    if re.search("翻一?番|一倍|全部|全额|百分百", source):
        found |= {Fraction(2), Fraction(100)}
    if "新冠" in source:
        found.add(Fraction(19))
    return frozenset(found)


def same(source: NumberMention, target: NumberMention, zh: str, en: str) -> bool:
    """Whether two numbers say the same: by value, as the short form of a year, rounded, or in another unit."""
    if source.amount == target.amount or source.value == target.value:
        return True
    if target.unit in ("others", "other") and source.value == target.value + 1:  # 黄某等三人: Huang and two others
        return True
    if target.kind is Kind.YEAR and source.value < 100 and target.value % 100 == source.value:
        return True
    if _RANGE.search(source.text) and abs(source.amount - target.amount) <= _ROUGH * abs(source.amount):
        return True
    if rounded(source, target):
        return True
    return converted(source, target, zh, en)


def rounded(source: NumberMention, target: NumberMention) -> bool:
    """Whether the translation rounds: fewer digits, and the source lies between it and its neighbour."""
    if source.kind in DATE_PARTS or target.kind in DATE_PARTS or source.kind is Kind.ORDINAL:
        return False
    if source.approximate and source.value <= 20 and source.value <= target.value < 2 * source.value:
        return True
    if not (source.approximate or target.approximate) and _digits(source.value) < 4:
        return False
    step = _step(target.amount)
    return step > _step(source.amount) and abs(source.amount - target.amount) < step


def _step(value: Fraction) -> Fraction:
    """The size of the last digit that is not zero: 32,000 counts in thousands, 1.5 in tenths."""
    if not value:
        return Fraction(1)
    step = Fraction(1)
    while (value / step).denominator > 1 and step > Fraction(1, 10**6):
        step /= 10
    while (value / (step * 10)).denominator == 1:
        step *= 10
    return step


def _digits(value: Fraction) -> int:
    scaled = value / _step(value) if value else Fraction(0)
    return len(str(scaled.numerator)) if scaled.denominator == 1 else 9


def _equals(
    left: Sequence[NumberMention], right: Sequence[NumberMention], zh: str, en: str
) -> tuple[list[Pair], list[NumberMention], list[NumberMention]]:
    """Equal numbers one to one, the exact ones first; and what of each side is not needed for that."""
    pairs: list[Pair] = []
    spare, rest = list(left), list(right)
    for exact in (True, False):
        for mention in tuple(spare):
            fitting = [
                t for t in rest
                if ((mention.kind is t.kind and mention.value == t.value) if exact else same(mention, t, zh, en))
            ]  # fmt: skip
            if fitting:
                other = min(fitting, key=lambda t: abs(t.start * len(zh) - mention.start * len(en)))
                pairs.append(Pair(mention, other, equal=True))
                spare.remove(mention)
                rest.remove(other)
    return pairs, spare, rest


def _sums(
    lost: Sequence[NumberMention], added: Sequence[NumberMention]
) -> tuple[list[NumberMention], list[NumberMention]]:
    """Without those that 1亿2000万 is read as: two numbers of the source that make one of the translation."""
    left, right = list(lost), list(added)
    for mention, following in pairwise(tuple(left)):
        total = next((t for t in right if mention.amount + following.amount == t.amount), None)
        if total is not None and 0 <= following.start - mention.end <= 1:
            left = [x for x in left if x not in (mention, following)]
            right.remove(total)
    return left, right


def _instead(mention: NumberMention, added: Sequence[NumberMention], *, surplus: bool) -> NumberMention | None:
    """The number without a counterpart that stands where this one should."""
    fitting = [t for t in added if alike(mention, t)]
    if surplus and len(fitting) > 1:
        return None
    shifted = next((t for t in fitting if is_shifted(mention, t)), None)
    return shifted or (fitting[0] if fitting else None)


def alike(source: NumberMention, target: NumberMention) -> bool:
    """Whether one of the numbers can stand for the other, right or wrong: of one kind and one weight."""
    if source.kind is Kind.YEAR:
        return target.kind is Kind.YEAR or (target.kind is Kind.CARDINAL and _is_year_like(target))
    if source.kind is Kind.DAY:
        figures = re.fullmatch(r"[0-9]{1,2}(?:st|nd|rd|th)?", target.text) is not None
        return target.kind is Kind.DAY or (target.kind in (Kind.ORDINAL, Kind.CARDINAL) and figures and not target.unit)
    if source.kind in DATE_PARTS or target.kind in DATE_PARTS:
        return source.kind is target.kind
    shares = (Kind.PERCENT, Kind.FRACTION)
    if source.kind in shares or target.kind in shares:
        return source.kind is target.kind
    if source.kind in _OWN or target.kind in _OWN:
        return source.kind is target.kind
    if target.kind is Kind.YEAR:
        return 1000 <= source.value < 10**4
    return is_strong(source) == is_heavy(target) or (bool(source.unit) and bool(target.unit) and source.value >= 10)


_OWN = (Kind.ORDINAL, Kind.MULTIPLE)


def _is_year_like(mention: NumberMention) -> bool:
    return re.fullmatch("[0-9]{4}", mention.text) is not None


def is_strong(mention: NumberMention) -> bool:
    """Whether a translator has to keep the number: digits, large units, percentages; not 两 or 第一."""
    if mention.kind in (Kind.ORDINAL, Kind.MULTIPLE) or re.fullmatch("[十百千万亿]+", mention.text):
        return False
    return bool(re.search(r"[0-9０-９%％]|分之|成$", mention.text)) or mention.value >= 100


def is_heavy(mention: NumberMention) -> bool:
    """Whether a number of the translation has figures in it or is a hundred or more."""
    return bool(re.search(r"[0-9]", mention.text)) or mention.value >= 100


def is_shifted(source: NumberMention, target: NumberMention) -> bool:
    """Whether two values have the same digits and another size: 3.2万 as 3,200."""
    if not source.value or not target.value:
        return False
    ratio = source.value / target.value
    return any(ratio in (Fraction(10) ** n, Fraction(1, 10**n)) for n in range(1, 9))


def has_trace(mention: NumberMention, target: str) -> bool:
    """Whether a number may stand there in a form that is not read (the 1980s, both, two decades) or may be left out."""
    digits = re.sub(r"[^0-9]", "", mention.text)
    if mention.kind in DATE_PARTS or mention.value < 10 or _RANGE.search(mention.text):
        return True
    # 每百万 is “per million”, without a number.
    if any(mention.value == size and name in target for name, size in SCALES.items()):
        return True
    if any(mention.value == value and pattern.search(target) for value, pattern in _WORDS_OF):
        return True
    if mention.unit == "年" and re.search(r"decade|centur", target):
        return True
    return bool(digits) and digits in re.sub(r"[,.]", "", target)
