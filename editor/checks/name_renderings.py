"""One foreign name, several spellings in a document: R10. Chinese names in pinyin are R01's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from editor.checks.framework import Check, DocumentView, Needs, SegmentView
from editor.checks.spans import flag
from editor.core.gazetteer import letters
from editor.core.model import Evidence, Finding, Fix, Mode, Severity
from editor.core.name_ledger import ALIKE, Word, ledger
from editor.i18n import mark

_OTHERWISE = mark("{zh} is “{text}” here and “{good}” elsewhere in this document.")
_LEAST_ODDS = 4.0
_LEAST = 4


class _Use(NamedTuple):
    view: SegmentView
    start: int
    end: int
    word: Word


def _several(document: DocumentView) -> Iterator[Finding]:
    if document.mode is Mode.MONOLINGUAL:
        return
    uses: dict[str, list[_Use]] = defaultdict(list)
    for view in document.views:
        book = ledger(view.source, view.target)
        for run in book.runs:
            if run.odds < _LEAST_ODDS or run.end - run.start < 2:
                continue
            cost, word = book.heard(run.start, run.end)
            if word is not None and cost <= ALIKE and not word.ordinary and len(word.text) >= _LEAST:
                uses[view.source[run.start : run.end]].append(_Use(view, run.start, run.end, word))
    for zh, found in uses.items():
        counts = Counter(letters(use.word.text) for use in found)
        if len(counts) > 1:
            yield from _rarer(zh, found, counts)


def _rarer(zh: str, found: list[_Use], counts: Counter[str]) -> Iterator[Finding]:
    usual = max(counts, key=lambda spelling: counts[spelling])
    good = next(use.word.text for use in found if letters(use.word.text) == usual)
    for use in found:
        spelling = letters(use.word.text)
        if spelling == usual or good in use.view.target:
            continue
        span = use.word.start, use.word.end
        yield flag(
            use.view,
            "R10",
            Severity.MAJOR,
            span,
            _OTHERWISE,
            values=(("zh", zh), ("text", use.word.text), ("good", good)),
            fixes=(Fix(*span, good),),
            evidence=(
                Evidence("source", zh, use.view.segment.id, use.start, use.end),
                Evidence("count", f"{good} × {counts[usual]}, {use.word.text} × {counts[spelling]}"),
            ),
            confidence=0.8,
            rule="several",
        )


CHECKS: tuple[Check, ...] = (
    Check(
        "R10",
        mark("Foreign name spelt in several ways"),
        mark(
            "One transliterated name of the source has several spellings in the translation, for the machine saw each"
            " sentence alone. Look up the right one and use it throughout; the more frequent one is proposed."
        ),
        Needs.SOURCE,
        Severity.MAJOR,
        document=_several,
    ),
)
