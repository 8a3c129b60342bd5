"""Numbers in Chinese text by value (万/亿, 百分之, 成, dates); words that merely contain a numeral are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from editor.core.numerals import Kind, NumberMention

_DIGITS = {
    c: n
    for n, chars in enumerate(
        (
            "零〇○0０",
            "一壹1１",
            "二贰两2２",
            "三叁3３",
            "四肆4４",
            "五伍5５",
            "六陆6６",
            "七柒7７",
            "八捌8８",
            "九玖9９",
        )
    )
    for c in chars
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GREAT = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_TENS = {"廿": 20, "卅": 30}

_ARABIC = r"[0-9０-９]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?(?![0-9])|[0-9０-９]+(?:[.．][0-9０-９]+)?"
_HAN = "零〇○一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
_WORD = rf"[一二三四五六七八九十两廿卅壹贰叁肆伍陆柒捌玖拾〇零][{_HAN}]*(?:点[零〇一二三四五六七八九]+)?[万亿]*"
_SMALL = r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})"
_NUM = rf"(?:(?:{_ARABIC})(?:[多余几]?(?:[十百万亿]|千(?![米克瓦赫卡]))+)?|{_WORD})"
_DASH = r"(?:[-—–~～－]+|至|到)"

# What is looked for, in this order of preference at a place.
_PATTERN = re.compile(
    rf"""(?=[A-Za-z0-9０-９第数几好成{_HAN}_.+-])(?:
    (?P<skip>[A-Za-z]+(?=(?:19|20)[0-9]{{2}}年)|[A-Za-z][A-Za-z0-9.]*-?[0-9][A-Za-z0-9-]*|(?:周|星期|礼拜)[一二三四五六](?![周年个])|[收捡拾]拾|https?://[!-~]+|www\.[!-~]+|[A-Za-z0-9_.+-]+@[!-~]+
        |[0-9]{{1,2}}[:：][0-9]{{2}}(?:[:：][0-9]{{2}})?|[数几好][十百千万亿]+|成千上万|[0-9]+[A-Za-z]+)
    |(?P<iso>(?<![0-9])(?:19|20)[0-9]{{2}}[-./][01]?[0-9][-./][0-3]?[0-9](?![0-9]))
    |(?P<years>(?:19|20)[0-9]{{2}}(?={_DASH}(?:19|20)[0-9]{{2}}年))
    |(?P<year>(?:1[0-9]|20|21)[0-9]{{2}}|[一二][〇○零一二三四五六七八九]{{3}})(?=年)
    |(?P<months>{_SMALL}(?={_DASH}{_SMALL}月))
    |(?P<month>{_SMALL})(?=月(?!饼|亮|球|光))
    |(?P<days>{_SMALL}(?={_DASH}{_SMALL}日))
    |(?P<day>{_SMALL})(?=日(?!以?内|之内))
    |(?P<monthday>(?<=月){_SMALL})(?=号)
    |(?P<per>(?P<base>百|千|万)分之(?P<perval>百|{_NUM}))
    |(?P<frac>(?P<below>{_NUM})分之(?P<above>{_NUM}))
    |(?P<slash>(?<![0-9/])[0-9]{{1,2}}/[0-9]{{1,3}}(?![0-9/]))
    |(?P<percent>{_NUM})(?P<pct>\s?[%％]|个?百分点|\s?‰)
    |(?P<share>[一二两三四五六七八九]|(?<![0-9.])[1-9])成(?P<half>[一二三四五六七八九半])?
        (?:(?<=[近约超逾过有达]..)(?=[人员])|(?!不变|[立为功果长效员本绩熟就都交品分型人因群全份]))
    |(?P<times>{_NUM})(?P<fold>[多余]?倍)
    |(?P<rank>第(?:{_NUM}))
    |(?P<congress>(?:十[一二三四五六七八九]|二十[一二]?)(?=大(?![型量力家会小项类要])|届))
    |(?P<plan>十[一二三四五六])(?=五(?![十百千万亿]))
    |(?P<nth>[一二三四五六七八九十]{{1,3}}|[0-9]{{1,2}})(?=届|中全会|审(?![批理核查议]|判(?!决)))
    |(?P<list>(?<![^\s，。；：、,;:“（(])(?:{_SMALL})(?=是(?!否|不)|、(?=[^\s一二三四五六七八九十0-9])|[)）]))
    |(?P<bare>(?<=[近上逾超过])[百千万亿]+(?=[余多]?[名位件起次项条家人年天元户个场]))
    |(?P<number>{_NUM}))
    """,
    re.VERBOSE,
)
_MEASURE = re.compile(
    r"[余多几来]?\s?(?P<unit>个(?:月|小时|工作日|百分点)?|名|位|件|起|次|项|条|款|家|人(?!民|大|次)|人次|年|天|岁|元|角|吨|亩|公里|千米|米|平方米|小时|分钟|秒"
    r"|所|座|辆|台|套|批|场|期|级(?!别)|类|种|份|页|册|户|村|镇|乡|县|市|省|国|方面|步|支|只|部(?!分|门|署|委|队)|篇|张|块|处|周(?!围|边|全|密)|季度|层|轮|组|门|大(?!家|会|量|力|型)"
    r"|字|倍|周年|点(?!评|名|击|明|赞|对)|例|笔|宗|间|棵|公斤|千克|克|万|亿|日|世纪|地|院|庭|句|度|面|卷|员|余)"
)
# A numeral with a unit inside that is a word nevertheless.
_WORDS = re.compile(r"十分(?!之|钟)|十足|十字|十堰|千万(?=别|不|要|注)|万一|一十|百姓|五十铃|十里|百色|千古")
_ABOUT_BEFORE = re.compile(r"(?:近|约|大约|约为|将近|逾|超|超过|突破|至少|不少于|不低于|高达|多达|上|达到?了?近)$")
_ABOUT_AFTER = re.compile(r"[余多几来]|左右|以上|上下")


def chinese_numbers(text: str) -> tuple[NumberMention, ...]:
    """The numbers mentioned in a Chinese text, in order; a lone 一 before a measure word (a, an) is left out."""
    return tuple(_mentions(text))


def parse_chinese(text: str) -> Fraction:
    """The value of a Chinese or mixed numeral (3.2万, 三千二百, 一点五亿, 廿三); ValueError if it is none."""
    clean = "".join(c for c in text if c not in "多余几来,，").replace("．", ".")
    if not clean:
        raise ValueError("no numeral")
    head = re.match(r"[0-9０-９.]+", clean)
    if head:
        value = Fraction(head.group().translate(_ASCII))
        for unit in clean[head.end() :]:
            value *= _UNITS.get(unit) or _GREAT[unit]
        return value
    whole, _, decimals = clean.partition("点")
    if not decimals:
        return Fraction(_whole(whole))
    part = re.match(r"[零〇一二三四五六七八九]+", decimals)
    if not part:
        raise ValueError(f"not a numeral: {text}")
    digits = "".join(str(_DIGITS[c]) for c in part.group())
    value = _whole(whole) + Fraction(int(digits), 10 ** len(digits))
    for unit in decimals[part.end() :]:
        value *= _UNITS.get(unit) or _GREAT[unit]
    return value


_ASCII = str.maketrans("０１２３４５６７８９", "0123456789")


def _whole(text: str) -> int:
    """Value of a whole number in Chinese characters; 三千二 is 3,200, 二〇二二 is 2,022."""
    if len(text) > 1 and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    last_unit = 1
    zero = False
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
            zero = zero or digit == 0
        elif char in _TENS:
            section += _TENS[char]
            last_unit = 10
        elif char in _UNITS:
            last_unit = _UNITS[char]
            section += (digit or 1) * last_unit
            digit = 0
            zero = False
        elif char in _GREAT:
            last_unit = _GREAT[char]
            section += digit
            total = (total + section) * last_unit if total and total < last_unit else total + section * last_unit
            section = digit = 0
            zero = False
        else:
            raise ValueError(f"not a numeral: {text}")
    if digit and last_unit >= 100 and not zero:
        digit *= last_unit // 10
    return total + section + digit


def _mentions(text: str) -> Iterator[NumberMention]:
    for match in _PATTERN.finditer(text):
        group = match.lastgroup or ""
        if match["skip"] is not None:
            continue
        try:
            yield from _read(text, match, group)
        except (ValueError, KeyError, ZeroDivisionError):
            continue


def _read(text: str, match: re.Match[str], group: str) -> Iterator[NumberMention]:
    start, end = match.span()
    if match["iso"]:
        yield from _iso(match)
        return
    for name, kind in _DATE_GROUPS:
        if match[name]:
            value = parse_chinese(match[name])
            if kind is Kind.YEAR or 1 <= value <= (12 if kind is Kind.MONTH else 31):
                end += text[end : end + 1] in ("年", "月", "日", "号")
                yield NumberMention(start, end, text[start:end], value, kind)
            return
    mention = _measured(match) or _ranked(match)
    if mention:
        value, kind = mention
        yield NumberMention(start, end, match.group(), value, kind, _about(text, start, end))
    elif match["bare"]:
        value = Fraction(1)
        for unit in match.group():
            value *= _UNITS.get(unit) or _GREAT[unit]
        yield NumberMention(start, end, match.group(), value, Kind.CARDINAL, True, _unit(text, end))
    elif match["number"]:
        yield from _cardinal(text, match)


_DATE_GROUPS = (
    ("years", Kind.YEAR),
    ("year", Kind.YEAR),
    ("months", Kind.MONTH),
    ("month", Kind.MONTH),
    ("days", Kind.DAY),
    ("day", Kind.DAY),
    ("monthday", Kind.DAY),
)


def _iso(match: re.Match[str]) -> Iterator[NumberMention]:
    for part, kind in zip(re.finditer(r"[0-9]+", match.group()), (Kind.YEAR, Kind.MONTH, Kind.DAY), strict=True):
        start, end = match.start() + part.start(), match.start() + part.end()
        yield NumberMention(start, end, part.group(), Fraction(int(part.group())), kind)


def _measured(match: re.Match[str]) -> tuple[Fraction, Kind] | None:
    """Percentages, fractions and multiples."""
    if match["per"]:
        base = {"百": 1, "千": 10, "万": 100}[match["base"]]
        value = Fraction(100) if match["perval"] == "百" else parse_chinese(match["perval"])
        return value / base, Kind.PERCENT
    if match["frac"]:
        return parse_chinese(match["above"]) / parse_chinese(match["below"]), Kind.FRACTION
    if match["slash"]:
        above, below = match["slash"].split("/")
        return Fraction(int(above), int(below)), Kind.FRACTION
    if match["percent"]:
        value = parse_chinese(match["percent"])
        return (value / 10 if "‰" in match["pct"] else value), Kind.PERCENT
    if match["share"]:
        half = match["half"]
        extra = 5 if half == "半" else _DIGITS[half] if half else 0
        return Fraction(_DIGITS[match["share"]] * 10 + extra), Kind.PERCENT
    if match["times"]:
        return parse_chinese(match["times"]), Kind.MULTIPLE
    return None


def _ranked(match: re.Match[str]) -> tuple[Fraction, Kind] | None:
    """Ordinals: 第三, 二十大, 十四五, 六中全会, 一审, 一是, （二）."""
    text = match["rank"] or match["congress"] or match["plan"] or match["nth"] or match["list"]
    return (parse_chinese(text.removeprefix("第")), Kind.ORDINAL) if text else None


def _cardinal(text: str, match: re.Match[str]) -> Iterator[NumberMention]:
    start, end = match.span()
    written = match.group()
    unit = _unit(text, end)
    if not written[0].isdigit() or (written[0] in _DIGITS and not written[0].isascii()):
        units = any(c in _UNITS or c in _GREAT or c in _TENS for c in written)
        if _WORDS.match(text, start) or (not units and (len(written) > 1 or not unit)):
            return
        if written == "一" or (written == "十" and not unit):
            return
        if written in ("零", "〇"):
            return
    yield NumberMention(start, end, written, parse_chinese(written), Kind.CARDINAL, _about(text, start, end), unit)


def _unit(text: str, end: int) -> str:
    found = _MEASURE.match(text, end)
    return found["unit"] if found else ""


def _about(text: str, start: int, end: int) -> bool:
    inside = any(c in "多余几" for c in text[start:end])
    return inside or bool(_ABOUT_BEFORE.search(text[max(0, start - 4) : start]) or _ABOUT_AFTER.match(text, end))
