"""Titles in 《》 and what becomes of them: F07."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.spans import flag
from editor.core.model import Evidence, Finding, Mode, Severity, Side
from editor.core.name_ledger import ledger
from editor.i18n import mark

_LEFT = mark("The translation keeps the Chinese title marks: {text}.")
_MADE = mark("《{zh}》 is the title of a work. Check whether “{text}” is the title under which it is known in English.")
_BARE = mark("《{zh}》 is a title; the translation has no quotation marks around one.")

_TITLE = re.compile(r"《([^《》]{1,40})》")
_QUOTED = re.compile(r"[\"“‘](?=\S)([^\"“”‘]{2,80}?)[,.]?[\"”](?!\w)|《([^》]*)》")
# Laws, papers and periodicals have official titles or are translated by their meaning.
_PLAIN = re.compile(
    "(?:法|法典|条例|规定|规则|细则|意见|办法|公报|决定|通知|通告|公告|方案|规划|计划|纲要|要点|公约|协议|协定|声明|宣言|报告|名录|目录|清单|白皮书|章程"
    "|宪章|宪法|指南|指引|标准|制度|解释|批复|函|书|合同|备忘录|倡议|议定书|报|时报|日报|晚报|邮报|新闻|周刊|杂志|年鉴|议案|建议|决议|守则|准则|案例)"
    "(?:[（(][^）)]*[）)])?$"
)
_NEAR = 0.2


def _works(view: SegmentView) -> Iterator[Finding]:
    if view.mode is Mode.MONOLINGUAL or not view.target or ("《" not in view.source and "《" not in view.target):
        return
    for left in re.finditer("《[^》]*》?", view.target):
        span = left.start(), left.end()
        values = (("text", left.group()), ("zh", ""))
        yield flag(view, "F07", Severity.MINOR, span, _LEFT, values=values, confidence=0.97, rule="left")
    book = ledger(view.source, view.target)
    quoted = [(m.start(1), m.end(1)) for m in _QUOTED.finditer(view.target) if m[1]]
    bare: re.Match[str] | None = None
    for title in _TITLE.finditer(view.source):
        if _PLAIN.search(title[1]) or book.mentioned(title.start(1), title.end(1)) or _in_glossary(view, title):
            continue
        place = (title.start() + title.end()) / 2 / len(view.source)
        near = [q for q in quoted if abs((q[0] + q[1]) / 2 / len(view.target) - place) < _NEAR]
        if near:
            span = min(near, key=lambda q: abs((q[0] + q[1]) / 2 / len(view.target) - place))
            yield _asked(view, title, span)
        elif not re.search("[\"“‘'《*_]", view.target):
            bare = bare or title
    if bare is not None:
        yield _unmarked(view, bare)


def _in_glossary(view: SegmentView, title: re.Match[str]) -> bool:
    return any(o.source is not None and o.source[0] <= title.start(1) < o.source[1] for o in view.occurrences)


def _asked(view: SegmentView, title: re.Match[str], span: tuple[int, int]) -> Finding:
    return flag(
        view,
        "F07",
        Severity.MINOR,
        span,
        _MADE,
        values=(("zh", title[1]), ("text", view.target[slice(*span)])),
        evidence=(Evidence("source", title.group(), view.segment.id, title.start(), title.end()),),
        confidence=0.6,
        rule="made",
    )


def _unmarked(view: SegmentView, title: re.Match[str]) -> Finding:
    return Finding(
        "F07",
        Severity.MINOR,
        view.segment.id,
        Side.SOURCE,
        title.start(),
        title.end(),
        _BARE,
        (("zh", title[1]), ("text", "")),
        (),
        (Evidence("source", title.group(), view.segment.id, title.start(), title.end()),),
        confidence=0.5,
        rule="bare",
        painted=False,
    )


CHECKS: tuple[Check, ...] = (
    Check(
        "F07",
        mark("Title of a work"),
        mark(
            "《》 marks the title of a book, film, song or article. English has it in quotation marks or italics, and"
            " under the title by which the work is known abroad, which machines seldom know. Laws are left out."
        ),
        Needs.SOURCE,
        Severity.MINOR,
        segment=_works,
    ),
)
