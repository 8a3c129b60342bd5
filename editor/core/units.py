"""Units and currencies in the two languages: what a number counts, and when another number says the same."""

from __future__ import annotations

import re
from fractions import Fraction

from editor.core.numerals import NumberMention

# Chinese unit | English unit | how many of these one of the first is.
_TABLE = """
美元|dollar|1
欧元|euro|1
英镑|pound|1
日元|yen|1
韩元|won|1
卢布|rouble|1
卢比|rupee|1
港元|hk|1
港币|hk|1
台币|nt|1
新台币|nt|1
澳元|dollar|1
加元|dollar|1
新元|dollar|1
人民币|yuan|1
元|yuan|1
亩|mu|1
亩|hectare|1/15
亩|acre|0.16474
亩|metre2|666.67
公顷|hectare|1
公顷|acre|2.4711
公顷|metre2|10000
平方公里|kilometre2|1
平方千米|kilometre2|1
平方公里|mile2|0.3861
平方公里|hectare|100
平方公里|acre|247.1
平方米|metre2|1
平方米|foot2|10.764
立方米|metre3|1
公里|kilometre|1
公里|mile|0.62137
公里|metre|1000
千米|kilometre|1
千米|mile|0.62137
里|li|1
里|kilometre|0.5
里|mile|0.31
米|metre|1
米|foot|3.2808
米|yard|1.0936
厘米|centimetre|1
厘米|inch|0.3937
厘米|metre|0.01
毫米|millimetre|1
公斤|kilogramme|1
公斤|poundweight|2.2046
千克|kilogramme|1
斤|jin|1
斤|kilogramme|0.5
斤|gramme|500
斤|poundweight|1.1023
克|gramme|1
克|ounce|0.03527
吨|tonne|1
吨|kilogramme|1000
升|litre|1
秒|second|1
分钟|minute|1
小时|hour|1
个小时|hour|1
钟头|hour|1
天|day|1
周|week|1
星期|week|1
个星期|week|1
个月|month|1
个月|year|1/12
季度|quarter|1
岁|age|1
人|people|1
户|household|1
""".strip()
_ENGLISH = {
    name: [form for form in forms.split(" ") if form]
    for name, forms in (
        row.split("|", 1)
        for row in r"""
dollar|dollars? USD
euro|euros? EUR
pound|pounds? GBP
yen|yen JPY
won|won KRW
rouble|roubles? rubles?
rupee|rupees?
yuan|yuan RMB CNY renminbi
mu|mu
hectare|hectares? ha
acre|acres?
kilometre|kilomet(?:er|re)s? km kms
mile|miles?
metre|met(?:er|re)s?
foot|feet foot ft
yard|yards?
centimetre|centimet(?:er|re)s? cm
inch|inch(?:es)?
millimetre|millimet(?:er|re)s? mm
kilogramme|kilogram(?:me)?s? kilos? kg kgs
poundweight|lbs?
gramme|gram(?:me)?s?
ounce|ounces?
jin|jin catt(?:y|ies)
tonne|ton(?:ne)?s? mt
litre|lit(?:er|re)s?
li|li
second|seconds?
minute|minutes? mins?
hour|hours? hrs?
day|days?
week|weeks?
month|months?
quarter|quarters?
year|years?
metre2|(?:square|sq\.?)[-\s](?:met(?:er|re)s?|m) sqm
kilometre2|(?:square|sq\.?)[-\s](?:kilomet(?:er|re)s?|km)
mile2|(?:square|sq\.?)[-\s]miles?
foot2|(?:square|sq\.?)[-\s](?:feet|ft)
metre3|cubic[-\s]met(?:er|re)s?
""".strip().splitlines()
    )
}
_ROWS = [row.split("|") for row in _TABLE.splitlines()]
_RATES = {(zh, en): Fraction(rate) for zh, en, rate in _ROWS}
_CHINESE = re.compile(
    r"[多余几来]?\s?(?P<unit>"
    + "|".join(sorted({zh for zh, _, _ in _ROWS}, key=len, reverse=True))
    + r")(?![年岁边围期])"
)
_AFTER = re.compile(
    r"[\s-]*(?:U\.?S\.?\s|American\s|Chinese\s)?(?:"
    + "|".join(f"(?P<{name}>{'|'.join(forms)})" for name, forms in reversed(_ENGLISH.items()))
    + r")\b",
    re.IGNORECASE,
)
_SIGNS = (
    *(("HK$", "hk"), ("NT$", "nt"), ("US$", "dollar"), ("$", "dollar"), ("€", "euro"), ("£", "pound"), ("¥", "yuan")),
    *(("RMB", "yuan"), ("CNY", "yuan"), ("USD", "dollar"), ("EUR", "euro")),
)
MONEY = frozenset({"dollar", "euro", "pound", "yen", "won", "rouble", "rupee", "yuan", "hk", "nt"})
_SLACK = Fraction(1, 10)


def chinese_unit(mention: NumberMention, text: str) -> str:
    """The unit right behind a number of a Chinese text; empty if it is none of the table."""
    found = _CHINESE.match(text, mention.end)
    if found is None:
        return ""
    unit = found["unit"]
    if unit == "里" and text[found.end() : found.end() + 1] in "面外边程长":
        return ""
    return unit


def english_unit(mention: NumberMention, text: str) -> str:
    """The unit a number of an English text has behind it or before it; empty if it is none of the table."""
    before = text[max(0, mention.start - 4) : mention.start].rstrip()
    for sign, name in _SIGNS:
        if before.endswith(sign):
            return name
    found = _AFTER.match(text, mention.end)
    return (found.lastgroup or "") if found else ""


def converted(source: NumberMention, target: NumberMention, zh: str, en: str) -> bool:
    """Whether the translation gives the amount in another unit, rightly: 300亩 as 20 hectares."""
    unit = chinese_unit(source, zh)
    if not unit:
        return False
    rate = _RATES.get((unit, english_unit(target, en)))
    if rate is None or rate == 1:
        return False
    expected = source.value * rate
    return abs(expected - target.value) <= _SLACK * expected


def other_unit(source: NumberMention, target: NumberMention, zh: str, en: str) -> tuple[str, str] | None:
    """The units of two equal numbers if they are different things or sizes, else None."""
    unit, english = chinese_unit(source, zh), english_unit(target, en)
    if source.value != target.value or not unit or not english or _RATES.get((unit, english)) == 1:
        return None
    allowed = {name for chinese, name, _ in _ROWS if chinese == unit}
    if english in allowed:
        return unit, english
    if english == "pound" and "poundweight" in allowed:
        return unit, english
    known = english in MONEY if allowed & MONEY else bool(_group(allowed) & _group({english}))
    return (unit, english) if known else None


_GROUPS = (
    frozenset({"second", "minute", "hour", "day", "week", "month", "year"}),
    frozenset({"mu", "hectare", "acre", "metre2", "kilometre2", "mile2", "foot2"}),
    frozenset({"kilometre", "mile", "metre", "foot", "yard", "centimetre", "inch", "millimetre", "li"}),
    frozenset({"kilogramme", "poundweight", "gramme", "ounce", "jin", "tonne"}),
)


def _group(names: set[str]) -> set[int]:
    return {n for n, group in enumerate(_GROUPS) if group & names}
