"""Deputies who lost or gained their rank (T08): 副院长 as president, 院长 as vice president."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.spans import flag, words
from editor.core.model import Evidence, Finding, Fix, Mode, Severity
from editor.i18n import mark

_LOST = mark("{zh} is a deputy, and “{text}” is the chief. Write “{good}”.")
_GAINED = mark("“{text}” is a deputy, and the source names none.")

_POSTS = {
    "总统": "president",
    "总理": "premier|prime minister",
    "首相": "prime minister",
    "主席": "chair(?:man|woman|person)?|president",
    "部长": "minister|secretary|director|head",
    "外长": "foreign minister",
    "局长": "director(?:-general)?|chief|commissioner|head",
    "院长": "president|dean|director",
    "市长": "mayor",
    "省长": "governor",
    "州长": "governor",
    "县长": "county (?:head|chief|mayor)|county magistrate",
    "区长": "district (?:head|chief|mayor)",
    "镇长": "mayor|head|chief",
    "主任": "director|chief|chair(?:man|woman|person)?|head|dean",
    "书记": "secretary",
    "秘书长": "secretary[- ]general",
    "校长": "president|principal|headmaster",
    "会长": "president|chair(?:man|woman|person)?",
    "检察长": "chief procurator|procurator[- ]general|chief prosecutor",
    "庭长": "chief judge|presiding judge|president",
    "处长": "director|division chief|head",
    "科长": "section chief|director|head",
    "司长": "director(?:-general)?|head",
    "厅长": "director(?:-general)?|head|chief",
    "总裁": "president",
    "董事长": "chair(?:man|woman|person)?",
    "总经理": "general manager|president|manager",
    "经理": "manager",
    "主编": "editor[- ]in[- ]chief|editor",
    "教授": "professor",
    "司令": "commander",
    "司令员": "commander",
    "行长": "president|governor",
    "委员长": "chair(?:man|woman|person)?",
    "议长": "speaker",
    "队长": "captain",
    "所长": "director|head",
    "馆长": "director|curator",
    "台长": "director|head",
    "社长": "president|director",
    "组长": "head|leader|chief",
    "主管": "director|head|supervisor",
    "总监": "director",
}
_DEPUTY_ZH = re.compile(rf"副(?P<post>{'|'.join(sorted(_POSTS, key=lambda zh: (-len(zh), zh)))})")
_SECOND = re.compile(
    r"\b(?:vice|deputy|deputies|associate|assistant|under-?secretary|sub-\w+|second-in-command|pro-\w+|VP|VPs|EVP|SVP|"
    r"co-\w+|executive|No\. ?2|substitute|junior|acting)\b",
    re.I,
)
_VICE = words("president presidents premier chair chairman chairwoman chairperson mayor governor")
_DEPUTY = re.compile(
    r"\b(?:(?:vice|deputy)[- ](?:president|premier|prime minister|minister|foreign minister|chair(?:man|woman|person)?|"
    r"mayor|governor|secretary|secretary[- ]general|director(?:-general)?|commissioner|principal|(?:general )?manager|"
    r"captain|commander|speaker|dean|editor)|undersecretary)s?\b",
    re.I,
)
_SOME_SECOND = re.compile("副|次|代|佐|助|二号|二把手|第二|候补|政务|常务|协理")


def _ranks(view: SegmentView) -> Iterator[Finding]:
    if view.mode is Mode.MONOLINGUAL or not view.source or not view.target:
        return
    if "副" in view.source:
        yield from _lost(view)
    elif not {"vice", "deputy", "undersecretary"}.isdisjoint(part for w in view.words for part in w.split("-")):
        match = _DEPUTY.search(view.target)
        if match and not _SOME_SECOND.search(view.source):
            yield flag(
                view, "T08", Severity.MAJOR, match.span(), _GAINED, values=(("text", match.group()),), confidence=0.85,
                evidence=(Evidence("rule", "副"),), rule="gained",
            )  # fmt: skip


def _lost(view: SegmentView) -> Iterator[Finding]:
    deputies = list(_DEPUTY_ZH.finditer(view.source))
    if not deputies or _SECOND.search(view.target):
        return
    post = deputies[0]["post"]
    chiefs = list(re.finditer(rf"\b(?:{_POSTS[post]})s?\b", view.target, re.I))
    # With the chief in the source too, one of two titles would be his.
    if not chiefs or len(chiefs) > len(deputies) or post in _DEPUTY_ZH.sub("", view.source):
        return
    zh, (start, end) = deputies[0].group(), chiefs[0].span()
    text = view.target[start:end]
    rank = "vice" if text.lower() in _VICE else "deputy"
    good = f"{rank.capitalize() if text[0].isupper() else rank} {text}"
    article = re.search(r"\b([Aa])n $", view.target[:start])
    fix = Fix(article.start(), end, f"{article[1]} {good}") if article else Fix(start, end, good)
    yield flag(
        view, "T08", Severity.MAJOR, (start, end), _LOST, values=(("zh", zh), ("text", text), ("good", good)),
        fixes=(fix,), confidence=0.9, rule="lost",
        evidence=(Evidence("source", zh, view.segment.id, *deputies[0].span()),),
    )  # fmt: skip


CHECKS: tuple[Check, ...] = (
    Check(
        "T08",
        mark("Deputy made chief, or chief made deputy"),
        mark(
            "副 before a post makes its holder a deputy, and the translation names the chief (or the reverse). The two "
            "are different persons; write vice or deputy before the post where the source has 副, and nowhere else."
        ),
        Needs.SOURCE,
        Severity.MAJOR,
        segment=_ranks,
    ),
)
