"""Not for nothing: negations of the source without a trace in the translation, and the reverse (A11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.spans import flag
from editor.core.lexicon import Word, clauses, coverage, glosses
from editor.core.model import Evidence, Finding, Fix, Mode, Severity, Side
from editor.core.stems import english_stem
from editor.i18n import mark

_NEGATORS = frozenset(
    """
    不 没 没有 未 无 勿 不是 不能 不会 不得 不要 不可 不可以 不准 不许 不应 不该 不应该 不愿 不敢 不肯 不想 无法
    从未 尚未 未能 未经 未曾 并未 并不 并非 绝不 决不 毫不 毫无 绝非 不再 不用 不必 无须 无需 不需 不需要 禁止
    严禁 切勿 不允许 从不 没能 不知道 不存在 不予 不服 不符合 不具备 不构成 不认可 不支持 不承认 不愿意 没有人
    无人
    """.split()  # noqa: SIM905
)
_MAY_NEGATE = re.compile("[不没未无勿禁非]")
_NO_NEGATION = re.compile(
    r"(.)不\1|不(?:得不|能不|可不|会不|是吗|低于|少于|超过|高于|亚于|等于|小于|大于|下于|到|足|仅|只|但|光|单|止|断|过|久|少|同|管|论|时|约)"
    r"|没有?不|无不|莫不|不无|未必不|没有?什么不|好不|(?:要|可|能|会|是|肯)不(?:要|可|能|会|是|肯)|有没有|不.{0,8}吗|没有?.{0,8}吗"
    r"|不.{1,6}不|[没不](?:过|用)?多久|没多|没过|有没有|没有?.{1,10}(?:就|便)(?:没有|不)|除非|只要|未成年|未遂|无期|无罪|无人机|无偿|无线|无障碍|未来|没收|不起诉|不动产"
    r"|不容|不仅|不愧|不料|不妨|不禁|不由|不惜|不如|不乏|不然|不外|不一|不等|不良|不知不觉|无论|无疑|无非|不可避免|不可或缺|不可分"
    r"|没有.{1,12}(?:更|比)|再.{0,4}不过|最.{0,6}不过|谁不|何不|怎不|不亦|(?:从|绝|毫)?未有|不满|不明|不高|不大|不小|不低|不远|不长|不短|不易|不错|不够|不好|不佳|不利|不及|不限|不分|不变|不怕|不忘|不说"
)
_TRACE = re.compile(
    r"\b(?:not|no|non|nor|never|none|nothing|nobody|nowhere|neither|without|cannot|unable|few|little|hardly|rarely"
    r"|seldom|barely|scarcely|until|unless|instead|rather|regardless|despite|zero|nil|free|short|too|otherwise"
    r"|difficult\w*|hard|impossib\w*|fail\w*|lack\w*|refus\w*|den(?:y|i)\w*"
    r"|reject\w*|ban(?:s|ned|ning)?|prohibit\w*|forb\w+|prevent\w*|avoid\w*|stop\w*|ceas\w*|absen\w*|exclu\w*|exempt\w*"
    r"|except\w*|endless|miss\w*|lost|loss\w*|bar(?:s|red|ring)?|dis(?!cuss|play|tribut|tance|trict|pute|tinct)\w{4,}"
    r"|mis\w{4,}|non-?\w+|anti-?\w+|un(?!der|it|ion|iform|ique|ivers|animous|ilateral|til|ite|icef|esco)\w{3,}"
    r"|in(?:able|ab|act|ade|adv|cap|cess|com(?:pl|pat|pr|pet)|con(?:cl|s|v)|corr|cred|def|dep|det|dig|discr|eff|elig|eq|ess"
    r"|exp|fin|form(?:al)|fr|hum|just|nocen|num|op|sec|sens|sep|sign|suff|tang|tol|val|var|vis)\w*|im(?:poss|perf|mature|mob|mor"
    r"|part|pat|pers|prac|prop|prud)\w*|il(?:leg|lic|lit|log)\w*|ir(?:rat|rec|reg|rel|rem|rep|resp|rev)\w*|\w{3,}less"
    r"|withh\w+|violat\w*|against|doubt\w*"
    r"|neglect\w*|ignor\w*|vacan\w*|blank"
    r"|reluctan\w*|hesita\w*|loath|void|null\w*|scarc\w*|shortage\w*|depriv\w*|abstain\w*|refrain\w*|less)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"\b(?:not(?! only\b| just\b| to mention\b| merely\b| simply\b| long ago\b)|never"
    r"|no(?! (?:longer|less|more|fewer|later|matter|doubt|one)\b|\. ?[0-9])"
    r"|nothing|none|nobody|without|cannot)\b|n[’']t\b",
    re.IGNORECASE,
)
_ANY_NEGATION = re.compile(
    "[不没未无非别勿莫否禁拒免反防难缺失少除外仅只才零停止避灭亡败错违离绝断匿弃罢毫岂何谁哪吗空虚差亏欠误漏盲哑废弱旧孤独息终待拖隐瞒私擅]|才|以前|之前|唯|单|仍|还"
)
_BEFORE, _AFTER = 8, 4
_WORD = re.compile(r"[A-Za-z]+(?:[’'][a-z]+)?")


@dataclass(frozen=True, slots=True)
class Negation:
    """A negator of the source: its span and the clause it stands in."""

    start: int
    end: int
    text: str
    clause: tuple[int, int]


def negations(source: str, words: tuple[Word, ...]) -> list[Negation]:
    """The negators that negate: not those in idioms, questions, comparisons or twice in one clause."""
    if not any(word.text in _NEGATORS for word in words):
        return []
    idle = [match.span() for match in _NO_NEGATION.finditer(source)]
    found: list[Negation] = []
    for span in clauses(source):
        here = [
            word
            for word in words
            if word.text in _NEGATORS
            and span[0] <= word.start < span[1]
            and not any(a < word.end and word.start < b for a, b in idle)
        ]
        if len(here) < 2:
            found += [Negation(word.start, word.end, word.text, span) for word in here]
    return found


def lost_negations(view: SegmentView) -> Iterator[Finding]:
    """A11: a negation of the source that the translation has not, or the reverse."""
    source, target = view.source, view.target
    if view.mode is Mode.MONOLINGUAL or not source or not target.strip():
        return
    if not _MAY_NEGATE.search(source):
        yield from _added(view)
        return
    yield from _comparisons(view)
    covered = coverage(source, target)
    there = negations(source, covered.words)
    if not there:
        return
    said = [(match.group(), english_stem(match.group())) for match in _WORD.finditer(target)]
    traces = [n for n, (word, _) in enumerate(said) if _negates(word)]
    for negation in there:
        if not traces:
            yield _lost(view, negation, sure=True)
        else:
            near = _near(negation, covered.words, said, traces)
            if near is False or (near is None and len(traces) < len(there)):
                yield _lost(view, negation, sure=False)


@cache
def _negates(word: str) -> bool:
    """Whether a word of the translation says no in some way."""
    return _TRACE.search(word) is not None


_COMPARED = (
    (re.compile("不(?:低|少|小|下)于"), re.compile(r"\b(?:less|fewer|lower|smaller|shorter)\s+than\b|\bbelow\b", re.I)),
    (re.compile("不(?:超过|高于|多于|大于)"), re.compile(r"\b(?:more|higher|greater)\s+than\b|\bexceed\w*", re.I)),
    (re.compile("不(?:仅|但|只|光|单)(?:仅|是)?"), re.compile(r"\b(?:only|merely|simply)\b", re.I)),
)
_NOT_BEFORE = re.compile(r"(?:\b(?:not|no|never|neither|nor|cannot|without)|n[’']t)\b(?:\s+\w+){0,3}\s*$", re.I)


def _comparisons(view: SegmentView) -> Iterator[Finding]:
    """不低于 as less than, 不仅 as only: the English word stands without its not."""
    if "不" not in view.source:
        return
    for chinese, english in _COMPARED:
        zh, en = list(chinese.finditer(view.source)), list(english.finditer(view.target))
        if len(zh) != 1 or len(en) != 1 or _NOT_BEFORE.search(view.target[: en[0].start()]):
            continue
        if len(re.findall("只|仅|才|唯|低于|少于|超过|不到|不足|高于", view.source)) != 1:
            continue
        message = mark("“{text}”: the source negates it ({zh}).")
        evidence = (Evidence("source", zh[0].group(), view.segment.id, *zh[0].span()),)
        start, end = en[0].span()
        fixes = () if en[0].group().lower().startswith("exceed") else (Fix(start, start, "not "),)
        values = (("text", en[0].group()), ("zh", zh[0].group()))
        yield flag(
            view, "A11", Severity.CRITICAL, (start, end), message, values=values, fixes=fixes, evidence=evidence,
            confidence=0.8, rule="compared",
        )  # fmt: skip


def _near(negation: Negation, words: tuple[Word, ...], said: list[tuple[str, str]], traces: list[int]) -> bool | None:
    """Whether a trace of negation stands near the rendering of the negated word; None if that is not to be found."""
    after = [w for w in words if negation.end <= w.start < negation.clause[1] and w.content and w.found][:2]
    known = False
    for word in after:
        meanings = glosses(word.text)
        places = [n for n, (_, stem) in enumerate(said) if stem in meanings]
        if len(places) != 1:
            continue
        known = True
        if any(places[0] - _BEFORE <= trace <= places[0] + _AFTER for trace in traces):
            return True
    return False if known else None


def _lost(view: SegmentView, negation: Negation, *, sure: bool) -> Finding:
    clause = view.source[slice(*negation.clause)]
    message = mark("“{zh}” negates; nothing in the translation does: {clause}.")
    values = (("zh", negation.text), ("clause", clause))
    evidence = (Evidence("source", negation.text, view.segment.id, negation.start, negation.end),)
    return Finding(
        "A11", Severity.CRITICAL, view.segment.id, Side.SOURCE, negation.start, negation.end, message, values, (),
        evidence, 0.75 if sure else 0.6, "lost" if sure else "clause",
    )  # fmt: skip


def _added(view: SegmentView) -> Iterator[Finding]:
    if _ANY_NEGATION.search(view.source):
        return
    for match in _PLAIN.finditer(view.target):
        message = mark("“{text}” negates; nothing in the source does.")
        yield flag(
            view, "A11", Severity.CRITICAL, match.span(), message, values=(("text", match.group()),), confidence=0.7,
            rule="added",
        )  # fmt: skip
        return


CHECKS: tuple[Check, ...] = (
    Check(
        "A11",
        mark("Negation lost or added"),
        mark(
            "The source says that something is not so, must not be or did not happen, and no word of the translation "
            "says so (not, never, without, fail, ban, un- …); or the reverse. Idioms, questions and double negations "
            "are left aside. One small word turns a judgment round: read the clause."
        ),
        Needs.SOURCE,
        Severity.CRITICAL,
        segment=lost_negations,
    ),
)
