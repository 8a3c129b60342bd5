"""Places, countries and institutions of the source that the translation lacks or calls otherwise: R04, R06, R07."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from editor.checks.companies import guessed_companies
from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.spans import flag, is_title
from editor.core.gazetteer import Entry, Mention, abbreviations, letters
from editor.core.model import Evidence, Finding, Fix, Mode, Severity, Side
from editor.core.name_ledger import ALIKE, Ledger, Word, ledger, spelt_in_pinyin
from editor.i18n import mark
from glossary.matching import Verdict

_OTHER = mark("{zh} is “{good}” in English; the translation has “{text}”.")
_PINYIN = mark("“{text}” spells {zh} in pinyin; its English name is “{good}”.")
_NEAR = mark("{zh} is “{good}” in English; “{text}” is spelt otherwise.")
_LOST = mark("{zh} ({good}) is not in the translation.")

_CHECK_OF = {"region": "R04", "city": "R04", "country": "R06", "institution": "R07", "person": "R09"}
_UNSAID = frozenset(
    [
        "中国",
        "中华",
        "世界",
        "联合国",
        "中共",
        "亚太",
        "国务院",
        "外交部",
        "国防部",
        "商务部",
        "财政部",
        "教育部",
        "公安部",
        "司法部",
    ]
)
"""Names that good English often leaves out: our country says it, the ministry says it."""
_PEOPLE = re.compile(
    r"[中美俄英法德日韩朝印越泰缅柬菲澳加土乌以巴伊沙叙埃欧]{2,5}(?=两国|三国|双方|各国|关系|贸易|经贸|外长|元首|领导人|峰会|首脑|会谈|边境|战略|合作|联合)"
)
_ONE = re.compile(
    r"(?:(?<=[访赴驻])(?P<a>[美俄英法德日韩朝印越泰缅柬菲澳])(?=[，。、\s]|期间|大使|使馆|总领|访问|的))"
    r"|(?P<b>[美俄英法德日韩朝菲澳欧])(?=方(?!面|式|案|法|向|便|针|程|才|能|可|位|圆|正|块|言|略|略))"
    r"|(?<=[^\u4e00-\u9fff])(?P<c>[美俄英法德日韩朝])(?=媒[：:，称体])"
)


def _places(view: SegmentView) -> Iterator[Finding]:
    return _absent(view, "R04")


def _countries(view: SegmentView) -> Iterator[Finding]:
    return _absent(view, "R06")


def _institutions(view: SegmentView) -> Iterator[Finding]:
    yield from _absent(view, "R07")
    yield from guessed_companies(view)


def statesmen(view: SegmentView) -> Iterator[Finding]:
    """R09 for the people of the tables."""
    return _absent(view, "R09")


def _absent(view: SegmentView, check: str) -> Iterator[Finding]:
    """Names of the check's kinds of which no form stands in the translation."""
    if view.mode is Mode.MONOLINGUAL or not view.source or len(view.target) < 2:
        return
    book = ledger(view.source, view.target)
    told: set[str] = set()
    for mention in (*book.mentions, *(_one_character(book) if check == "R06" else ())):
        name = mention.entry.chinese
        if (
            _CHECK_OF.get(mention.entry.kind, "R04") != check
            or name in told
            or name in _UNSAID
            or book.stands(mention)
            or _known_to_glossary(view, mention)
        ):
            continue
        told.add(name)
        # 美国麻州: the state says it.
        if check == "R06" and any(m.start == mention.end and m.entry.kind != "country" for m in book.mentions):
            continue
        yield from _missing(view, book, mention, check)


def _missing(view: SegmentView, book: Ledger, mention: Mention, check: str) -> list[Finding]:
    kind = mention.entry.kind
    if not kind.startswith("division"):
        cost, word = book.heard(mention.start, mention.end)
        pinyin = [w for w in book.words if spelt_in_pinyin(w.text, mention.entry.chinese)]
        if pinyin and kind != "institution":
            return [_painted(view, check, mention, (w.start, w.end), _PINYIN, 0.95) for w in pinyin]
        if cost <= ALIKE and word is not None and not word.ordinary and not word.text.isupper():
            return []
    else:
        near = [w for w in book.words if not w.ordinary and not book.read(w.text) and _is_near(book, mention, w)]
        if near:
            return [_painted(view, check, mention, (near[0].start, near[0].end), _NEAR, 0.9)]
    # Which other place was written instead is not to be told: what stands near is right as often as not.
    span = None if check == "R04" or is_title(view.target) else book.suspect(mention.start, mention.end, ordinary=True)
    return [_painted(view, check, mention, span, _OTHER, 0.7) if span else _listed(view, check, mention)]


def _is_near(book: Ledger, mention: Mention, word: Word) -> bool:
    """Whether a word is a form of the name with a letter or two wrong, or sounds like it."""
    spelt = letters(word.text)
    close = any(Levenshtein.distance(spelt, letters(f)) <= max(1, len(f) // 5) for f in mention.entry.forms)
    return close or book.sounds(mention, word)


def _one_character(book: Ledger) -> Iterator[Mention]:
    """Countries in the patterns in which one character stands for one: 中美两国, 访美, 日方."""
    table = abbreviations()
    for match in _PEOPLE.finditer(book.source):
        for n, char in enumerate(match.group()):
            if char != "中" and char in table:
                yield Mention(match.start() + n, match.start() + n + 1, table[char])
    for match in _ONE.finditer(book.source):
        yield Mention(match.start(), match.end(), table[match.group()])


def _known_to_glossary(view: SegmentView, mention: Mention) -> bool:
    """Whether the glossary speaks about the same characters: its own checks then say what is wrong."""
    return any(
        o.source is not None and o.source[0] < mention.end and mention.start < o.source[1]
        for o in view.occurrences
        if o.verdict is not Verdict.NEITHER
    )


def _values(entry: Entry, text: str) -> tuple[tuple[str, str], ...]:
    return ("zh", entry.chinese), ("good", entry.forms[0]), ("text", text)


def _evidence(view: SegmentView, mention: Mention) -> tuple[Evidence, ...]:
    zh = view.source[mention.start : mention.end]
    forms = " / ".join(mention.entry.forms[:3])
    return (
        Evidence("source", zh, view.segment.id, mention.start, mention.end),
        Evidence("rule", f"{mention.entry.chinese} → {forms}"),
    )


def _painted(
    view: SegmentView, check: str, mention: Mention, span: tuple[int, int], message: str, confidence: float
) -> Finding:
    text = view.target[slice(*span)]
    fixes = () if message == _OTHER else (Fix(*span, mention.entry.forms[0]),)
    return flag(
        view,
        check,
        Severity.MAJOR,
        span,
        message,
        values=_values(mention.entry, text),
        fixes=fixes,
        evidence=_evidence(view, mention),
        confidence=confidence,
        rule={_PINYIN: "pinyin", _NEAR: "spelling"}.get(message, "other"),
    )


def _listed(view: SegmentView, check: str, mention: Mention) -> Finding:
    return Finding(
        check,
        Severity.MAJOR,
        view.segment.id,
        Side.SOURCE,
        mention.start,
        mention.end,
        _LOST,
        _values(mention.entry, ""),
        (),
        _evidence(view, mention),
        confidence=0.6,
        rule="lost",
    )


CHECKS: tuple[Check, ...] = (
    Check(
        "R04",
        mark("Place mistranslated or missing"),
        mark(
            "A province, city or county, a region or city abroad stands in the source, and none of its English forms in"
            " the translation. Foreign places must not be spelt in pinyin: 河静省 is Ha Tinh, not Hejing."
        ),
        Needs.SOURCE,
        Severity.MAJOR,
        segment=_places,
    ),
    Check(
        "R06",
        mark("Country mistranslated or missing"),
        mark(
            "A country stands in the source, in full or as one character (中美两国, 访日, 俄方), and neither its name"
            " nor its people nor its capital in the translation."
        ),
        Needs.SOURCE,
        Severity.MAJOR,
        segment=_countries,
    ),
    Check(
        "R07",
        mark("Institution or medium mistranslated"),
        mark(
            "An organisation, ministry, company or news medium has an English name of its own, which the translation"
            " does not use. Look it up and write it."
        ),
        Needs.SOURCE,
        Severity.MAJOR,
        segment=_institutions,
    ),
)
