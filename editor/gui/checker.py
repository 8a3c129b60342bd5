"""The checks at work on plain data, in a thread or in a process of its own; no Qt here, nothing of the window.

A process of its own keeps keys from waiting: two Python threads share one interpreter. It holds a copy of the segments
and is told what changes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from editor.checks.framework import CheckSet
from editor.checks.risk import assess
from editor.core.model import Finding, Mode, Segment, SegmentId
from editor.core.options import Options
from editor.core.placeables import bare, refit
from editor.gui.models.finding_book import Opinion, approved_spans
from editor.termbase import make_checks, termbase_of
from glossary.matching import Occurrence, Verdict

Rows = Sequence[tuple[int, Segment]]


def judge(checks: CheckSet, rows: Rows, mode: Mode, *, full: bool = False) -> list[Opinion]:
    """Opinions on segments at their positions; `full` keeps what the glossary says about each place."""
    opinions = []
    for position, segment in rows:
        view = checks.view(segment, position, mode)
        found = tuple(replace(finding, seen=segment.target) for finding in checks.check_view(view))
        known = placed(told(view.occurrences, view.segment), segment)
        source, target = approved_spans(known)
        kept = known if full else None
        risk = assess(view.source, view.target, found) if view.target.strip() else None
        opinions.append(Opinion(segment.id, segment.revision, found, source, target, kept, risk))
    return opinions


def told(occurrences: Sequence[Occurrence], segment: Segment) -> tuple[Occurrence, ...]:
    """What is worth showing.

    Beside a source, English words of a term whose Chinese is not there are no such term; without one, a single common
    word (held, found) says nothing.
    """

    def sure(occurrence: Occurrence) -> bool:
        words = segment.target[slice(*occurrence.target)] if occurrence.target else ""
        return occurrence.confirmed or (not segment.source and (" " in words or words[:1].isupper()))

    return tuple(o for o in occurrences if o.verdict is not Verdict.APPROVED or sure(o))


def placed(occurrences: tuple[Occurrence, ...], segment: Segment) -> tuple[Occurrence, ...]:
    """Occurrences found in the texts without tags, placed in those with them; a fix keeps the tags inside."""
    source, target = bare(segment.source), bare(segment.target)
    if not source.tags and not target.tags:
        return occurrences
    there = []
    for found in occurrences:
        span = found.fix_span or found.target
        there.append(
            replace(
                found,
                source=source.span(*found.source) if found.source else None,
                target=target.span(*found.target) if found.target else None,
                fix_span=target.span(*found.fix_span) if found.fix_span else None,
                fixes=tuple(refit(target, *span, fix)[2] for fix in found.fixes) if span else found.fixes,
            )
        )
    return tuple(there)


class Checker:
    """A check set and the segments it works on."""

    def __init__(self) -> None:
        self._checks: CheckSet | None = None
        self._mode = Mode.MONOLINGUAL
        self._segments: dict[SegmentId, Segment] = {}

    def begin(self, checks: CheckSet, mode: Mode) -> None:
        """Start on a document."""
        self._checks, self._mode = checks, mode
        self._segments = {}

    def judge_rows(self, rows: Rows) -> list[Opinion]:
        """Opinions on segments, which are kept for the document-wide checks."""
        self._segments.update((segment.id, segment) for _, segment in rows)
        return judge(self._checks, rows, self._mode) if self._checks is not None else []

    def judge_whole(self, order: Sequence[SegmentId], changed: Sequence[Segment]) -> list[Finding]:
        """Findings of the document-wide checks; `changed` are segments that are not as they were told before."""
        if self._checks is None:
            return []
        self._segments.update((segment.id, segment) for segment in changed)
        there = [self._segments[id_] for id_ in order if id_ in self._segments]
        views = [self._checks.view(segment, n, self._mode) for n, segment in enumerate(there)]
        texts = {segment.id: segment.target for segment in there}
        found = self._checks.check_whole(views, self._mode)
        return [replace(finding, seen=texts[finding.segment]) for finding in found]


@cache
def _checker() -> Checker:
    """The checker of this process."""
    return Checker()


def begin_far(options: Options, mode: Mode) -> None:
    """In the other process: load the glossaries and start on a document, behind everything else the machine does."""
    if hasattr(os, "nice"):
        os.nice(max(0, 10 - os.nice(0)))
    termbase = termbase_of(options)
    _checker().begin(make_checks(termbase, options.checks_off, options.profile), mode)


def judge_rows_far(rows: Rows) -> list[Opinion]:
    """`Checker.judge_rows` in the other process."""
    return _checker().judge_rows(rows)


def judge_whole_far(order: Sequence[SegmentId], changed: Sequence[Segment]) -> list[Finding]:
    """`Checker.judge_whole` in the other process."""
    return _checker().judge_whole(order, changed)


Judge = Callable[[Rows], list[Opinion]]
