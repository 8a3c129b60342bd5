"""Names of persons in the source and what the translation makes of them: R02, R03, R08, R09, R11, R12."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from editor.checks.framework import Check, DocumentRun, DocumentView, Needs, SegmentRun, SegmentView
from editor.checks.places import statesmen
from editor.checks.spans import flag, is_title
from editor.core.gazetteer import is_latin_name, japanese_family, letters
from editor.core.model import Evidence, Finding, Fix, Mode, Severity, Side
from editor.core.name_ledger import (
    ALIKE,
    Ledger,
    Person,
    Word,
    family_forms,
    given_forms,
    japanese_stands,
    ledger,
    says_something,
    spelt_in_pinyin,
)
from editor.core.names import romanize, split_name
from editor.core.pinyin import is_pinyin
from editor.i18n import mark
from glossary.matching import Verdict

_ORDER = mark("{zh}: the family name comes first. Write “{good}”.")
_SPELT = mark("{zh} is “{good}” in pinyin; the translation has “{text}”.")
_OTHER = mark("{zh} is “{good}” in pinyin; nothing in the translation is like it, and “{text}” has no other source.")
_LOST = mark("{zh} ({good}) is not in the translation.")
_PINYIN = mark("{zh} is a foreign name; “{text}” only spells the Chinese characters. Find the person's own spelling.")
_TAIWANESE = mark(
    "{zh} may be from Taiwan, where “{text}” would be spelt otherwise. Look up the person's own spelling."
)
_UNHEARD = mark("{zh} is a foreign name; “{text}” does not sound like it, nor does any other word here.")
_GONE = mark("{zh} is a foreign name, and no word of the translation sounds like it.")
_DOUBTFUL = mark("“{text}” sounds like {zh}, but no list of names knows it. Look up how the name is really spelt.")
_INVENTED = mark("No name of the source sounds like “{text}” or means it.")

_LATIN = re.compile(r"[A-Za-zÀ-ɏ]{3,}")
_TAIWAN = re.compile("台湾|台北|台商|台资|高雄|民进党|国民党|新北市|台中市")
_ABOUT = 3
"""Sentences that must speak of Taiwan before its people are looked for."""
_SURE_ODDS = 9.0
_CLEAR = 16.0
"""A word that costs more a letter does not sound like the name in any way of reading it."""
# How families abroad and in Hong Kong and Taiwan write their names.
_ELSEWHERE = dict(
    row.split("=")
    for row in [
        "陈=chan/tan/chin/chen",
        "李=lee/li",
        "王=wong/wang",
        "黄=wong/huang/hwang",
        "林=lam/lim/lin",
        "张=cheung/chang/teo",
        "刘=lau/liu",
        "吴=ng/wu/goh",
        "郑=cheng/cheng/teh",
        "蔡=tsai/choi/choy/chua",
        "梁=leung/neo",
        "周=chow/chou/chiu",
        "郭=kuo/kwok/quek",
        "许=hsu/hui/koh",
        "谢=hsieh/tse/chia",
        "杨=yeung/yang/yeo",
        "何=ho",
        "叶=yeh/yip/yap",
        "曾=tseng/tsang",
        "徐=hsu/chui",
        "朱=chu",
        "赵=chiu/chao",
        "胡=wu/hu",
        "蒋=chiang",
        "江=chiang/kong",
        "邓=tang/teng",
        "冯=fung/feng",
        "罗=lo/law",
        "潘=pan/poon",
        "余=yu/yue",
        "卢=lu/lo",
        "苏=su/so",
        "高=kao/ko",
        "洪=hung/hong",
        "邱=chiu/yau",
        "侯=hou/hau",
        "游=yu/yau",
        "彭=peng/pang",
        "柯=ko/or",
        "宋=soong/sung",
        "孔=kung/hung",
        "孙=sun/suen",
        "金=kim",
        "朴=park",
        "崔=choi",
        "文=moon",
        "尹=yoon",
        "韩=han/hon",
        "姜=kang",
        "卢=roh/lo",
        "阮=nguyen",
        "陶=dao/tao",
        "范=pham/fan",
        "武=vu",
        "裴=bui/bae",
        "黎=le/lai",
        "吕=lu/lui",
        "萧=hsiao/siu",
        "戴=tai",
        "石=shih/shek",
        "龙=lung",
        "关=kwan",
        "霍=fok",
        "麦=mak",
        "区=au",
        "伍=ng",
        "岑=shum",
        "钟=chung",
        "贾=chia",
        "夏=hsia/ha",
        "薛=hsueh",
        "詹=chan",
        "温=wan/wen",
        "唐=tong/tang",
        "邵=shao/shaw",
        "毛=mo/mao",
        "汤=tong",
        "田=tin/tien",
        "程=ching",
    ]
)


def _order(view: SegmentView) -> Iterator[Finding]:
    """R02: a Chinese name with the family name last."""
    if view.mode is Mode.MONOLINGUAL or not view.source:
        return
    book = ledger(view.source, view.target)
    for person in book.persons:
        family, given = split_name(person.text)
        families, givens = family_forms(family), given_forms(given)
        if any(letters(w.text) == f + g for w in book.words for f in families for g in givens):
            continue
        for one, other in pairwise(book.words):
            if view.target[one.end : other.start] != " " or letters(other.text) not in families:
                continue
            right = any(letters(a.text) in families and letters(b.text) in givens for a, b in pairwise(book.words))
            if letters(one.text) in givens and not right:
                span = one.start, other.end
                yield _painted(view, "R02", person, span, _ORDER, 0.9, good=f"{other.text} {one.text}")


def _chinese(view: SegmentView) -> Iterator[Finding]:
    """R03: Chinese persons whose name is misspelt in the translation or not there at all."""
    if view.mode is Mode.MONOLINGUAL or not view.source or len(view.target) < 2:
        return
    book = ledger(view.source, view.target)
    for person in {p.text: p for p in reversed(book.persons)}.values():
        if book.person_stands(person.text) or japanese_stands(book, person.text):
            continue
        near = _near_miss(book, person)
        if near is not None:
            yield _painted(view, "R03", person, near, _SPELT, 0.9, good=romanize(person.text))
        elif person.sure and not _maybe_otherwise(book, person):
            span = None if is_title(view.target) else book.suspect(person.start, person.end)
            if span is not None:
                yield _painted(view, "R03", person, span, _OTHER, 0.7, good=romanize(person.text))
            else:
                yield _lost(view, "R03", (person.start, person.end), _LOST, romanize(person.text))


def _near_miss(book: Ledger, person: Person) -> tuple[int, int] | None:
    """Family and given name of which one is spelt a little otherwise than pinyin would."""
    family, given = split_name(person.text)
    families, givens = family_forms(family), given_forms(given)
    for one, other in pairwise(book.words):
        if book.target[one.end : other.start] != " " or (other.ordinary and other.text.lower() not in givens):
            continue
        first, last = letters(one.text), letters(other.text)
        if first in families and len(last) > 2 and _is_given_for(book, person, last):
            return one.start, other.end
        if last in givens and len(last) > 4 and _like(first, families):
            return one.start, other.end
    return None


def _is_given_for(book: Ledger, person: Person, last: str) -> bool:
    """Whether pinyin after the family name stands for this person's given name: like it, or there is no other such."""
    family, given = split_name(person.text)
    if _like(last, given_forms(given)):
        return True
    if not is_pinyin(last):
        return False
    others = [p for p in book.persons if split_name(p.text)[0] == family and p.text != person.text]
    return (
        person.sure
        and len(given) > 1
        and not others
        and not book.read(last)
        and any(last[:1] == g[:1] for g in given_forms(given))
    )


def _like(word: str, forms: tuple[str, ...]) -> bool:
    return any(
        word != form and word[:1] == form[:1] and Levenshtein.distance(word, form) <= max(1, len(form) // 3)
        for form in forms
    )


def _maybe_otherwise(book: Ledger, person: Person) -> bool:
    """Whether the person may stand there in another romanisation, as a word that sounds alike, or by family name."""
    family, _ = split_name(person.text)
    spellings = {*_ELSEWHERE.get(family, "").split("/"), *family_forms(family)} - {""}
    if any(letters(w.text) in spellings for w in book.words):
        return True
    return book.heard(person.start, person.end, names=True)[0] <= _CLEAR


def _foreign(view: SegmentView) -> Iterator[Finding]:
    """R09: a name written like a foreign one that no word of the translation sounds like."""
    if view.mode is Mode.MONOLINGUAL or not view.source or len(view.target) < 2:
        return
    yield from statesmen(view)
    book = ledger(view.source, view.target)
    for run in book.runs:
        if run.odds < _SURE_ODDS or run.end - run.start < 3:
            continue
        zh = view.source[run.start : run.end]
        if book.heard(run.start, run.end)[0] <= _CLEAR or book.heard(run.start, run.end + 1)[0] <= _CLEAR:
            continue
        span = None if is_title(view.target) else book.suspect(run.start, run.end)
        if span is None:
            yield _lost(view, "R09", (run.start, run.end), _GONE, zh)
        else:
            yield _told(view, "R09", (run.start, run.end), span, _UNHEARD, 0.45, painted=False)


def _spelt(document: DocumentView) -> Iterator[Finding]:
    """R08: foreign names in pinyin: transliterations, and Japanese names where Japan is spoken of."""
    if document.mode is Mode.MONOLINGUAL:
        return
    yield from _of_taiwan(document.views)
    japan = any("日本" in view.source or "日方" in view.source for view in document.views)
    for view in document.views:
        book = ledger(view.source, view.target)
        for start, end in _foreign_spans(book, japan):
            for word in book.words:
                own = is_latin_name(word.text) or word.ordinary
                if not own and spelt_in_pinyin(word.text, view.source[start:end]):
                    yield _told(view, "R08", (start, end), (word.start, word.end), _PINYIN, 0.85)


def _of_taiwan(views: Sequence[SegmentView]) -> Iterator[Finding]:
    """Persons in hanyu pinyin in a document about Taiwan, whose people spell their names otherwise."""
    if sum(_TAIWAN.search(view.source) is not None for view in views) < _ABOUT:
        return
    for view in views:
        book = ledger(view.source, view.target)
        for person in book.persons:
            family, given = split_name(person.text)
            for one, other in pairwise(book.words) if person.sure and len(given) == 2 else ():
                if letters(one.text) in family_forms(family) and letters(other.text) in given_forms(given):
                    span = one.start, other.end
                    yield _told(view, "R08", (person.start, person.end), span, _TAIWANESE, 0.6)


def _foreign_spans(book: Ledger, japan: bool) -> Iterator[tuple[int, int]]:
    for run in book.runs:
        if run.odds >= _SURE_ODDS and run.end - run.start > 1:
            yield run.start, run.end
    for start, end, tag in book.cut if japan else ():
        text = book.source[start:end]
        person = tag.startswith("nr") or says_something(book.source, end)
        if person and len(text) in (2, 4) and japanese_family(text[:2]):
            yield start, start + 2
            if len(text) == 4:
                yield start, end
                yield start + 2, end


def _doubtful(document: DocumentView) -> Iterator[Finding]:
    """R11: words that sound like a foreign name, in no list of names nor in Latin letters in any source."""
    if document.mode is Mode.MONOLINGUAL:
        return
    given = {word.lower() for view in document.views for word in _LATIN.findall(view.source)}
    for view in document.views:
        book = ledger(view.source, view.target)
        for run in book.runs:
            if run.odds < 3 or run.end - run.start < 2:
                continue
            cost, word = book.heard(run.start, run.end)
            if word is not None and cost <= ALIKE and _unheard_of(word) and word.text.lower() not in given:
                yield _told(view, "R11", (run.start, run.end), (word.start, word.end), _DOUBTFUL, 0.6)


def _unheard_of(word: Word) -> bool:
    plain = not word.ordinary and "-" not in word.text and len(word.text) > 3
    return plain and not is_latin_name(word.text) and not is_pinyin(word.text)


def _invented(view: SegmentView) -> Iterator[Finding]:
    """R12: a personal name in the translation that nothing in the source sounds like."""
    if view.mode is Mode.MONOLINGUAL or not view.source:
        return
    book = ledger(view.source, view.target)
    for word in book.unexplained:
        if book.japanese(word):
            continue
        beside = [w for w in book.words if w.start == word.end + 1 or w.end + 1 == word.start]
        if (
            word.text[1:].islower()
            and len(word.text) > 3
            and not any(not w.ordinary and w not in book.unexplained for w in beside)
        ):
            yield flag(
                view,
                "R12",
                Severity.MAJOR,
                (word.start, word.end),
                _INVENTED,
                values=(("text", word.text),),
                evidence=(Evidence("rule", f"{word.text} ↔ ?"),),
                confidence=0.5,
                rule="invented",
            )


def _painted(
    view: SegmentView,
    check: str,
    person: Person,
    span: tuple[int, int],
    message: str,
    confidence: float,
    *,
    good: str,
) -> Finding:
    text = view.target[slice(*span)]
    return flag(
        view,
        check,
        Severity.MINOR if check == "R02" else Severity.MAJOR,
        span,
        message,
        values=(("zh", person.text), ("good", good), ("text", text)),
        fixes=(Fix(*span, good),) if message != _OTHER else (),
        evidence=(
            Evidence("source", person.text, view.segment.id, person.start, person.end),
            Evidence("rule", f"{person.text} → {good}"),
        ),
        confidence=confidence,
        rule="order" if check == "R02" else "spelling" if message == _SPELT else "other",
    )


def _told(
    view: SegmentView,
    check: str,
    source: tuple[int, int],
    span: tuple[int, int],
    message: str,
    confidence: float,
    *,
    painted: bool = True,
) -> Finding:
    zh, text = view.source[slice(*source)], view.target[slice(*span)]
    return flag(
        view,
        check,
        Severity.MAJOR,
        span,
        message,
        values=(("zh", zh), ("text", text)),
        evidence=(Evidence("source", zh, view.segment.id, *source), Evidence("rule", f"{zh} ↔ {text}")),
        confidence=confidence,
        rule="sound",
        painted=painted,
    )


def _lost(view: SegmentView, check: str, source: tuple[int, int], message: str, good: str) -> Finding:
    zh = view.source[slice(*source)]
    return Finding(
        check,
        Severity.MAJOR,
        view.segment.id,
        Side.SOURCE,
        *source,
        message,
        (("zh", zh), ("good", good)),
        (),
        (Evidence("source", zh, view.segment.id, *source),),
        confidence=0.6,
        rule="lost",
    )


def _approved(view: SegmentView, finding: Finding) -> bool:
    """Whether the glossary approves what a finding speaks of: it knows names better than tables do."""
    spans = [(e.start, e.end) for e in finding.evidence if e.kind == "source"]
    for known in view.occurrences:
        if known.verdict is Verdict.APPROVED and known.confirmed:
            if known.target and finding.side is Side.TARGET and _covers(known.target, (finding.start, finding.end)):
                return True
            if known.source and any(_covers(known.source, span) for span in spans):
                return True
    return False


def _covers(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _sparing(run: SegmentRun) -> SegmentRun:
    """The findings of a run without those on what the glossary approves."""
    return lambda view: (f for f in run(view) if not _approved(view, f))


def _sparing_document(run: DocumentRun) -> DocumentRun:
    return lambda document: (f for f in run(document) if not _approved(document.by_id[f.segment], f))


CHECKS: tuple[Check, ...] = (
    Check(
        "R02",
        mark("Given name before the family name"),
        mark(
            "English news writes Chinese names as Chinese does, family name first: 张军 is Zhang Jun. The translation"
            " has them the other way round."
        ),
        Needs.SOURCE,
        Severity.MINOR,
        segment=_sparing(_order),
    ),
    Check(
        "R03",
        mark("Chinese name misspelt or missing"),
        mark(
            "A Chinese person is named in the source, and the pinyin of the name, in any reading and in the usual"
            " spellings of Hong Kong and Taiwan, is not in the translation. Compare the characters and write the name."
        ),
        Needs.SOURCE,
        Severity.MAJOR,
        segment=_sparing(_chinese),
    ),
    Check(
        "R08",
        mark("Foreign name spelt in pinyin"),
        mark(
            "The Chinese transliterates a foreign name, or writes a Japanese one in characters, and the translation"
            " spells these characters in pinyin. Look up how the person or place is spelt at home."
        ),
        Needs.SOURCE,
        Severity.MAJOR,
        document=_sparing_document(_spelt),
    ),
    Check(
        "R09",
        mark("Foreign name without a rendering"),
        mark(
            "The source has a name written in the characters that stand for foreign sounds, and no capitalised word of"
            " the translation sounds like it. The name was lost, translated by its meaning or taken for another."
        ),
        Needs.SOURCE,
        Severity.MAJOR,
        segment=_sparing(_foreign),
    ),
    Check(
        "R11",
        mark("Foreign name in a spelling nobody uses"),
        mark(
            "The word sounds like the foreign name in the source, but is in no list of names: machines guess such"
            " spellings. Look the person or place up; it is only a question."
        ),
        Needs.SOURCE,
        Severity.MINOR,
        document=_sparing_document(_doubtful),
    ),
    Check(
        "R12",
        mark("Name that is not in the source"),
        mark(
            "A personal or place name stands in the translation, and nothing in the source sounds like it or is called"
            " so. Machines put in a name that they have seen more often; compare with the source."
        ),
        Needs.SOURCE,
        Severity.MAJOR,
        segment=_sparing(_invented),
    ),
)
