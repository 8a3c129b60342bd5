"""Names of bodies that are nearly the approved ones (T09): one word exchanged, or a wrong acronym."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.renderings import chinese_of, evidence_of
from editor.checks.spans import FUNCTION_WORDS, flag, words
from editor.core.model import Finding, Fix, Mode, Severity
from editor.i18n import mark
from glossary.matching import Occurrence, Verdict
from glossary.model import Concept, TermStatus

_NEARLY = mark("The source has {zh}, which is “{good}”; “{text}” is another name.")
_NAMES = frozenset({"institution", "court", "procuratorate", "party", "place", "slogan", "law", "government"})
_RUN = re.compile(r"[A-Z][\w’'-]*(?: (?:(?:of|the|and|for|on|in) ){0,2}[A-Z][\w’'-]*)+")
_ACRONYM = re.compile(r"(?<![\w(-])[A-Z]{3,6}(?![\w)-])")
_COMMON = words(
    "USA CPC GDP SAR RMB CEO CFO NGO VIP APP COVID SARS AIDS HIV DNA PPP IPO MBA VAT NBA CBA PLA NPC SPC SPP CIA FBI"
)
_WORD = re.compile(r"[\w’'-]+")


def nearly(view: SegmentView) -> Iterator[Finding]:
    """T09: a name in the target that shares half its words with the one the source has, and is not it."""
    if view.mode is Mode.MONOLINGUAL or not view.source:
        return
    absent = [o for o in view.occurrences if o.verdict is Verdict.NEITHER and o.source and o.target is None]
    absent = [o for o in absent if o.concept.domain in _NAMES]
    if not absent:
        return
    taken = [o.target for o in view.occurrences if o.target is not None and o.confirmed]
    for occurrence in absent:
        span = _exchanged(view, occurrence.concept, taken) or _acronym(view, occurrence.concept, taken)
        if span is None:
            continue
        taken.append(span[:2])
        yield _finding(view, occurrence, span)


Span = tuple[int, int, str]


def _exchanged(view: SegmentView, concept: Concept, taken: list[tuple[int, int]]) -> Span | None:
    """The place of a capitalised name of which at least half the words are those of an approved one."""
    forms = [(t.text, _content(t.text)) for t in concept.forms("en", TermStatus.PREFERRED, TermStatus.ADMITTED)]
    forms = [(text, words) for text, words in forms if len(words) > 1 and text[0].isupper() and text != text.upper()]
    for run in _RUN.finditer(view.target) if forms else ():
        said = list(_WORD.finditer(view.target, run.start(), run.end()))
        for text, wanted in forms:
            size = len(text.split())
            for first in range(max(1, len(said) - size + 1)):
                window = said[first : first + size]
                have = _content(" ".join(w.group() for w in window))
                shared = have & wanted
                other = have - wanted
                start, end = window[0].start(), window[-1].end()
                if any(a < end and start < b for a, b in taken):
                    continue
                if 2 * len(shared) >= len(wanted) and len(shared) > 1 and len(other) == 1 and len(have) == len(wanted):
                    return start, end, text
    return None


def _acronym(view: SegmentView, concept: Concept, taken: list[tuple[int, int]]) -> Span | None:
    """The place of the one acronym nobody accounts for, where the concept has another one."""
    good = [t.text for t in concept.forms("en") if t.text.isupper() and t.text.isalpha() and len(t.text) > 2]
    if not good:
        return None
    found = [m for m in _ACRONYM.finditer(view.target) if m.group() not in _COMMON and m.group() not in view.source]
    found = [m for m in found if not any(a < m.end() and m.start() < b for a, b in taken)]
    if len({m.group() for m in found}) != 1 or f"({found[0].group()})" in view.target:
        return None
    return found[0].start(), found[0].end(), good[0]


def _content(text: str) -> frozenset[str]:
    plain = (word.lower().replace("’", "'").removesuffix("'s") for word in _WORD.findall(text))
    return frozenset(word for word in plain if word not in FUNCTION_WORDS)


def _finding(view: SegmentView, occurrence: Occurrence, span: Span) -> Finding:
    start, end, good = span
    values = (("zh", chinese_of(occurrence.concept)), ("good", good), ("text", view.target[start:end]))
    return flag(
        view, "T09", Severity.MAJOR, (start, end), _NEARLY, values=values, fixes=(Fix(start, end, good),),
        evidence=evidence_of(view, occurrence), confidence=0.8, rule=occurrence.concept.id,
    )  # fmt: skip


CHECKS: tuple[Check, ...] = (
    Check(
        "T09",
        mark("Nearly the approved name"),
        mark(
            "The source names a body that the glossary knows, and the translation has a name that shares most words "
            "with the approved one, or an acronym that nobody accounts for. It reads as another body; compare both."
        ),
        Needs.SOURCE,
        Severity.MAJOR,
        segment=nearly,
    ),
)
