"""Phrases that are wrong in the register whatever the glossary holds: a pattern, its surroundings, its replacement.

A glossary rule of the same check, or an approved form over the same words, takes precedence over a cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editor.checks.framework import SegmentView
from editor.checks.renderings import rule_findings
from editor.checks.spans import flag
from editor.core.model import Evidence, Finding, Fix, Mode, Severity
from glossary.matching import Verdict

WINDOW = 6


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase that means something else in this register.

    `near_none` / `near_any` are lower-case word beginnings that must not / must stand within six words. `source_any` /
    `source_none` are Chinese strings looked for when the source is known; `only` limits the cue to one mode. `replace`
    and `plural` are what to write, with the groups of the pattern (empty: nothing is proposed). A group `at` narrows
    the span to a part of the match.
    """

    rule: str
    pattern: re.Pattern[str]
    message: str
    severity: Severity
    replace: str = ""
    plural: str = ""
    near_none: tuple[str, ...] = ()
    near_any: tuple[str, ...] = ()
    source_any: tuple[str, ...] = ()
    source_none: tuple[str, ...] = ()
    only: Mode | None = None
    confidence: float = 0.85
    painted: bool = True


def cue_findings(view: SegmentView, check: str, cues: Sequence[Cue], stems: tuple[str, ...]) -> Iterator[Finding]:
    """Findings of the glossary's rules for `check`, then those of the cues where the glossary says nothing.

    Without one of the lower-case `stems` in the text no cue can match: looking for them is ten times as fast.
    """
    yield from rule_findings(view, check)
    text = view.target.lower()
    if not any(stem in text for stem in stems):
        return
    taken = [o.target for o in view.occurrences if o.target is not None and o.verdict is Verdict.BAD]
    approved = [o.target for o in view.occurrences if o.target is not None and o.verdict is Verdict.APPROVED]
    for cue in cues:
        if cue.only not in (None, view.mode) or not _source_allows(view, cue):
            continue
        for match in cue.pattern.finditer(view.target):
            start, end = _span(match)
            known = any(a < end and start < b for a, b in taken) or any(a <= start and end <= b for a, b in approved)
            if known or not _surroundings_allow(view, match, cue):
                continue
            taken.append((start, end))
            yield _finding(view, check, cue, match)


def words_near(view: SegmentView, start: int, end: int, window: int = WINDOW) -> list[str]:
    """The lower-case words within `window` words on either side of `[start, end)`, those inside left out."""
    words = [t for t in view.tokens if t.kind == "word"]
    before = [t.text.lower() for t in words if t.end <= start][-window:]
    after = [t.text.lower() for t in words if t.start >= end][:window]
    return before + after


def begins_with_any(words: Sequence[str], beginnings: Sequence[str]) -> bool:
    """Whether one of the words begins with one of `beginnings`."""
    return any(w.startswith(tuple(beginnings)) for w in words)


def fit_case(model: str, text: str) -> str:
    """`text` with a capital first letter if `model` has one."""
    return text[:1].upper() + text[1:] if model[:1].isupper() else text


def _span(match: re.Match[str]) -> tuple[int, int]:
    return match.span("at") if "at" in match.re.groupindex else match.span()


def _source_allows(view: SegmentView, cue: Cue) -> bool:
    if view.mode is Mode.MONOLINGUAL or not view.source:
        return True
    if cue.source_any and not any(s in view.source for s in cue.source_any):
        return False
    return not any(s in view.source for s in cue.source_none)


def _surroundings_allow(view: SegmentView, match: re.Match[str], cue: Cue) -> bool:
    if not cue.near_none and not cue.near_any:
        return True
    near = words_near(view, *_span(match))
    if cue.near_none and begins_with_any(near, cue.near_none):
        return False
    return not cue.near_any or begins_with_any(near, cue.near_any)


def _finding(view: SegmentView, check: str, cue: Cue, match: re.Match[str]) -> Finding:
    start, end = _span(match)
    text = view.target[start:end]
    many = text.lower().endswith(("s", "men", "women", "people"))
    good = match.expand(cue.plural if many and cue.plural else cue.replace)
    good = fit_case(text, " ".join(good.split()))
    evidence = tuple(
        Evidence("source", term, view.segment.id, view.source.index(term), view.source.index(term) + len(term))
        for term in cue.source_any[:1]
        if term in view.source
    )
    return flag(
        view,
        check,
        cue.severity,
        (start, end),
        cue.message,
        values=(("text", text), ("good", good)),
        fixes=(Fix(start, end, good),) if good else (),
        evidence=evidence,
        confidence=0.97 if evidence else cue.confidence,
        rule=cue.rule,
        painted=cue.painted,
    )
