"""What is said around a number whose value is right, or of a number the source has not; X01 compares the values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.spans import flag
from editor.core.chinese_numerals import parse_chinese
from editor.core.english_numerals import english_numbers
from editor.core.model import Evidence, Finding, Fix, Mode, Severity, Side
from editor.core.numerals import DATE_PARTS, Kind, NumberMention, explain
from editor.core.reckoning import Pair
from editor.core.units import english_unit, other_unit
from editor.i18n import mark

_DIGIT = re.compile("[0-9]")
_YEAR_WORDS = re.compile("今年|去年|明年|前年|后年|当年|年代|同年|世纪|时间|昨|今|明|日|月|星期|周|季")
_TAG = re.compile(r"\b(?P<name>[A-Z][A-Za-z]*)-?(?P<number>[0-9]+)\b")
_FIXED_TAGS = {"COVID": "19"}


def added_numbers(view: SegmentView) -> Iterator[Finding]:
    """X08: a number in figures that the source has nowhere."""
    if view.mode is Mode.MONOLINGUAL or not view.source or not _DIGIT.search(view.target):
        return
    for mention in view.account.added:
        if _is_telling(mention, view):
            message = mark("“{text}” is not in the source.")
            values = (("text", mention.text),)
            yield flag(
                view, "X08", Severity.MAJOR, (mention.start, mention.end), message, values=values,
                evidence=(Evidence("arithmetic", explain(mention)),), confidence=0.7, rule="added",
            )  # fmt: skip
    for match in _TAG.finditer(view.target):
        good = _FIXED_TAGS.get(match["name"].upper(), match["number"])
        if match["number"] != good and match.group() not in view.source:
            fix = Fix(*match.span("number"), good)
            message = mark("“{text}” ought to be “{good}”.")
            both = (("text", match.group()), ("good", match.group()[: -len(match["number"])] + good))
            yield flag(view, "X08", Severity.MAJOR, match.span(), message, values=both, fixes=(fix,), rule="tag")


def _is_telling(mention: NumberMention, view: SegmentView) -> bool:
    """Whether a translator would not add the number of himself: no date told in words, no amount converted besides."""
    if not _DIGIT.search(mention.text) or re.sub("[^0-9]", "", mention.text) in re.sub(",", "", view.source):
        return False
    if mention.kind in DATE_PARTS:
        return _YEAR_WORDS.search(view.source) is None
    if mention.kind is Kind.ORDINAL:
        return False
    around = view.target[max(0, mention.start - 12) : mention.start]
    if re.search(r"[(（][^()（）]*$", around) or english_unit(mention, view.target) in _AFTER_CONVERSION:
        return False
    return mention.value >= 10 or mention.value.denominator > 1


_AFTER_CONVERSION = frozenset({"dollar", "euro", "pound", "mile", "acre", "foot", "foot2", "mile2", "inch", "yard"})


def other_units(view: SegmentView) -> Iterator[Finding]:
    """X09: the right number with the wrong unit: yuan for dollars, acres for 亩."""
    if view.mode is Mode.MONOLINGUAL or not view.source or not _DIGIT.search(view.source + view.target):
        return
    yield from _calendar(view)
    for pair in view.account.pairs:
        if not pair.equal:
            continue
        source, target = pair.source, pair.target
        if source.kind is target.kind is Kind.PERCENT:
            yield from _points(view, pair)
        units = other_unit(source, target, view.source, view.target) if source.kind is Kind.CARDINAL else None
        if units:
            stop = re.compile(r"[\s-]*(?:U\.?S\.?\s)?(?:(?:square|cubic|sq\.?)[\s-])?[A-Za-z]+").match(
                view.target, target.end
            )
            sign = re.search(r"[A-Z$€£¥]+\s?$", view.target[: target.start])
            start = sign.start() if sign else target.start
            end = stop.end() if stop and sign is None else target.end
            zh = view.source[source.start : source.end] + units[0]
            message = mark("“{text}”: the source counts in another unit ({zh}).")
            values = (("text", view.target[start:end]), ("zh", zh))
            evidence = (Evidence("source", zh, view.segment.id, source.start, source.start + len(zh)),)
            yield flag(
                view, "X09", Severity.CRITICAL, (start, end), message, values=values, evidence=evidence,
                confidence=0.85, rule="unit",
            )  # fmt: skip


_LUNAR = re.compile("农历|阴历|正月|腊月|初[一二三四五六七八九十]")
_MOON = re.compile(r"\b(?:lunar|Chinese (?:New Year|calendar)|moon|Festival|traditional)\b", re.I)
_GREGORIAN = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s[0-9]{1,2}\b"
)


def _calendar(view: SegmentView) -> Iterator[Finding]:
    """A day of the lunar calendar as one of the other."""
    lunar = _LUNAR.search(view.source)
    said = _GREGORIAN.search(view.target) if lunar and not _MOON.search(view.target) else None
    if lunar is None or said is None or len(re.findall(r"[0-9一二三四五六七八九十]月", view.source)) > 1:
        return
    message = mark("“{text}”: the source counts by the lunar calendar ({zh}).")
    values = (("text", said.group()), ("zh", lunar.group()))
    evidence = (Evidence("source", lunar.group(), view.segment.id, *lunar.span()),)
    yield flag(
        view, "X09", Severity.MAJOR, said.span(), message, values=values, evidence=evidence, confidence=0.8,
        rule="calendar",
    )  # fmt: skip


_POINTS = re.compile(r"percentage\s+points?", re.I)


def _points(view: SegmentView, pair: Pair) -> Iterator[Finding]:
    """Per cent for 个百分点 and the reverse."""
    points = "百分点" in pair.source.text
    said = view.target[pair.target.start : pair.target.end]
    if points == (_POINTS.search(said) is not None) or (points and re.search(r"\bpoints?\b", view.target)):
        return
    number = re.match(r"[0-9.,]+", said)
    if number is None:
        return
    good = f"{number.group()} percentage points" if points else f"{number.group()}%"
    message = mark("“{text}”: the source says {zh}; percent and percentage points are different things.")
    values = (("text", said), ("zh", pair.source.text))
    span = (pair.target.start, pair.target.end)
    evidence = (Evidence("source", pair.source.text, view.segment.id, pair.source.start, pair.source.end),)
    yield flag(
        view, "X09", Severity.MINOR, span, message, values=values, fixes=(Fix(*span, good),), evidence=evidence,
        confidence=0.85, rule="points",
    )  # fmt: skip


_ABOVE_ZH = re.compile(r"(?:超过?|逾|突破|高于|多于|不止)$")
_BELOW_ZH = re.compile(r"(?:(?<![最附])近|将近|接近|不足|不到|低于|少于|不满)$")
_MORE_ZH = re.compile(r"[余多]|[\u4e00-\u9fff]?以上")
_LESS_ZH = re.compile(r"[\u4e00-\u9fff]{0,2}以下|以内")
_ABOVE_EN = re.compile(
    r"\b(?:more than|over|exceed(?:s|ed|ing)?|above|upwards of|surpass(?:es|ed|ing)?)\s\S{0,3}$", re.I
)
_BELOW_EN = re.compile(
    r"\b(?:nearly|almost|close to|less than|fewer than|under|below|approaching|nearing|just short of)\s\S{0,3}$", re.I
)
_NOT = re.compile(r"\b(?:not|no|n[’']t)\s+$", re.I)


def turned_bounds(view: SegmentView) -> Iterator[Finding]:
    """X13: nearly for more than, and the reverse, before a number that is right."""
    if view.mode is Mode.MONOLINGUAL or not view.source:
        return
    for pair in view.account.pairs:
        zh = _bound(view.source, pair.source.start, pair.source.end)
        if not zh or not pair.equal or "多" in pair.source.text:
            continue
        before = view.target[max(0, pair.target.start - 24) : pair.target.start]
        found = (_BELOW_EN if zh[0] == "above" else _ABOVE_EN).search(before)
        if found is None or _NOT.search(before[: found.start()]):
            continue
        start = pair.target.start - len(before) + found.start()
        end = start + len(found.group().rstrip("$ ¥€£"))
        good = "more than" if zh[0] == "above" else "less than" if zh[1][:1] in "不低少" else "nearly"
        text = view.target[start:end]
        good = good.capitalize() if text[0].isupper() else good
        message = mark("“{text}” is the wrong side of the number: the source says {zh}.")
        evidence = (Evidence("source", zh[1], view.segment.id, pair.source.start, pair.source.end),)
        fixes = (Fix(start, end, good),) if " " in text or text.lower() in ("nearly", "almost", "over") else ()
        yield flag(
            view, "X13", Severity.MAJOR, (start, end), message, values=(("text", text), ("zh", zh[1])), fixes=fixes,
            evidence=evidence, confidence=0.85, rule="bound",
        )  # fmt: skip


def _bound(text: str, start: int, end: int) -> tuple[str, str] | None:
    """Whether a number of the source is a lower or an upper bound, with the words that say so; None if neither."""
    before = text[max(0, start - 3) : start]
    above, below = _ABOVE_ZH.search(before), _BELOW_ZH.search(before)
    more, less = _MORE_ZH.match(text, end), _LESS_ZH.match(text, end)
    if (above or more) and not (below or less):
        return "above", (above.group() if above else "") + text[start:end] + (more.group() if more else "")
    if (below or less) and not (above or more):
        return "below", (below.group() if below else "") + text[start:end] + (less.group() if less else "")
    return None


_FOLD = re.compile(
    r"(?:(?P<grow>增长|增加|提高|提升|上升|扩大|上涨|翻)了?近?约?超?过?)(?P<number>[一二两三四五六七八九十]|[0-9]{1,2}|一)(?P<unit>倍|番)"
)
_FOLD_WORDS = {"doubl": 2, "twofold": 2, "tripl": 3, "trebl": 3, "threefold": 3, "quadrupl": 4, "fourfold": 4,
               "fivefold": 5, "quintupl": 5}  # fmt: skip
_FOLD_EN = re.compile(rf"\b(?:{'|'.join(_FOLD_WORDS)})\w*", re.I)


def folds(view: SegmentView) -> Iterator[Finding]:
    """X11: 增长两倍 is tripled, 翻两番 is quadrupled."""
    if view.mode is Mode.MONOLINGUAL or ("倍" not in view.source and "番" not in view.source):
        return
    source, target = list(_FOLD.finditer(view.source)), list(_FOLD_EN.finditer(view.target))
    if len(source) != 1 or len(target) != 1:
        return
    number = int(parse_chinese(source[0]["number"]))
    if (source[0]["grow"] == "翻") != (source[0]["unit"] == "番"):
        return
    right = 2**number if source[0]["unit"] == "番" else number + 1
    said = next(v for k, v in _FOLD_WORDS.items() if target[0].group().lower().startswith(k))
    if said == right:
        return
    arithmetic = f"{source[0].group()} = ×{right}; {target[0].group()} = ×{said}"
    text = target[0].group()
    message = mark("“{text}” is not what the source says: {arithmetic}.")
    evidence = (
        Evidence("source", source[0].group(), view.segment.id, *source[0].span()),
        Evidence("arithmetic", arithmetic),
    )
    yield flag(
        view, "X11", Severity.CRITICAL, target[0].span(), message, values=(("text", text), ("arithmetic", arithmetic)),
        evidence=evidence, confidence=0.9, rule="fold",
    )  # fmt: skip


_HAN_NUMBER = "[零〇一二三四五六七八九十百千两0-9]+"
_ARTICLE = re.compile(rf"第(?P<article>{_HAN_NUMBER})条(?:之(?P<of>{_HAN_NUMBER}))?")
_PARAGRAPH = re.compile(rf"第(?P<paragraph>{_HAN_NUMBER})款|第[（(]?(?P<item>{_HAN_NUMBER})[)）]?项(?!目|的工作)")
_CASE = re.compile(
    r"[（(〔\[](?P<year>(?:19|20)[0-9]{2})[)）〕\]](?P<court>[^\s，。；：、（()）]{1,14}?)(?P<number>[0-9]{1,6})号"
)
_ARTICLE_EN = re.compile(r"\b(?:Articles?|Arts?\.)\s+(?P<number>[0-9]+|[A-Z][a-z]+(?:-[a-z]+)?)", re.I)


def legal_numbers(view: SegmentView) -> Iterator[Finding]:
    """X12: articles, paragraphs, items and case numbers of the source that the translation has not, or otherwise."""
    if (
        view.mode is Mode.MONOLINGUAL
        or ("第" not in view.source and "号" not in view.source)
        or not view.target.strip()
    ):
        return
    said = {int(m.value) for m in english_numbers(view.target)}
    said |= {int(n) for n in re.findall("[0-9]+", view.target)}
    articles = [(m, int(parse_chinese(m["article"]))) for m in _ARTICLE.finditer(view.source)]
    values = {value for _, value in articles}
    spare = [m for m in _ARTICLE_EN.finditer(view.target) if m["number"].isdigit() and int(m["number"]) not in values]
    for match, value in articles:
        if value in said:
            continue
        if spare:
            other = spare.pop(0)
            fix = Fix(*other.span("number"), str(value))
            yield _legal(view, match, other.span(), f"Article {value}", (fix,))
        elif re.search(r"\barticles?\b", view.target, re.I) or value > 20:
            yield _legal(view, match, None, f"Article {value}", ())
    for match in _CASE.finditer(view.source):
        missing = [part for part in (match["year"], match["number"]) if int(part) not in said]
        if missing:
            yield _legal(view, match, None, ", ".join(missing), ())
    if not articles:
        return
    for match in _PARAGRAPH.finditer(view.source):
        value = int(parse_chinese(match["paragraph"] or match["item"]))
        if value not in said and re.search(r"\b(?:paragraph|item|clause|subparagraph|section)s?\b", view.target, re.I):
            yield _legal(view, match, None, str(value), ())


def _legal(
    view: SegmentView, match: re.Match[str], span: tuple[int, int] | None, wanted: str, fixes: tuple[Fix, ...]
) -> Finding:
    zh = match.group()
    evidence = (Evidence("source", zh, view.segment.id, *match.span()),)
    if span is not None:
        message = mark("“{text}” differs from the source: {zh} is {wanted}.")
        values = (("text", view.target[slice(*span)]), ("zh", zh), ("wanted", wanted))
        return flag(
            view, "X12", Severity.CRITICAL, span, message, values=values, fixes=fixes, evidence=evidence,
            confidence=0.95, rule="article",
        )  # fmt: skip
    message = mark("{zh} ({wanted}) of the source is not in the translation.")
    return Finding(
        "X12", Severity.MAJOR, view.segment.id, Side.SOURCE, *match.span(), message, (("zh", zh), ("wanted", wanted)),
        (), evidence, confidence=0.85, rule="lost",
    )  # fmt: skip


CHECKS: tuple[Check, ...] = (
    Check(
        "X08",
        mark("Number the source has not"),
        mark(
            "A number in figures stands in the translation and nowhere in the source: not in words, not rounded, not "
            "in another unit. Machines invent dates and amounts; look at the source and strike out what it has not."
        ),
        Needs.SOURCE,
        Severity.MAJOR,
        segment=added_numbers,
    ),
    Check(
        "X09",
        mark("Right number, wrong unit"),
        mark(
            "The number is that of the source but it counts something else: dollars instead of yuan, acres instead of "
            "mu, percent instead of percentage points. An amount properly converted is no finding."
        ),
        Needs.SOURCE,
        Severity.CRITICAL,
        segment=other_units,
    ),
    Check(
        "X11",
        mark("Wrong multiple"),
        mark(
            "Chinese says by how many times something grew (增长两倍) or how often it doubled (翻两番); English words "
            "like doubled and tripled say what it became. The arithmetic is shown."
        ),
        Needs.SOURCE,
        Severity.CRITICAL,
        segment=folds,
    ),
    Check(
        "X12",
        mark("Article or case number differs"),
        mark(
            "The number of an article, paragraph or item of a law, or of a case, is another one or is gone. A reader "
            "looks such numbers up, so every figure counts."
        ),
        Needs.SOURCE,
        Severity.CRITICAL,
        segment=legal_numbers,
        replaces=("X01", "X08"),
    ),
    Check(
        "X13",
        mark("“Nearly” and “more than” exchanged"),
        mark(
            "The number is right but stands on the other side of the line: 逾 and 多 are more than, 近 and 不足 are "
            "nearly or less than. The fix exchanges the words."
        ),
        Needs.SOURCE,
        Severity.MAJOR,
        segment=turned_bounds,
    ),
)
