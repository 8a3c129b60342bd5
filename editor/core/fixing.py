"""Applying the fixes of findings to a text that may have changed since they were found; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from editor.core.edges import common_edges
from editor.core.model import Finding, Fix, Segment, Side


@dataclass(frozen=True, slots=True)
class Repair:
    """What the fixes of one segment come to; `applied` of them fitted."""

    target: str
    gap: str
    applied: int


def repair(segment: Segment, pairs: Iterable[tuple[Finding, Fix]]) -> Repair:
    """Apply fixes to a segment from right to left.

    Skipped are those whose text is no longer there and those that would overlap one already applied.
    """
    rebased = (rebase(finding, fix, segment.target) for finding, fix in pairs)
    placed = [fix for fix in rebased if fix is not None]
    target, gap, applied, free = segment.target, segment.gap, 0, len(segment.target) + 1
    for fix in sorted(placed, key=lambda fix: (fix.start, fix.end), reverse=True):
        if is_done(fix, segment):
            continue
        changes = fix.text != segment.target[fix.start : fix.end]
        if changes and (fix.end > free or fix.start == free):
            continue
        if changes:
            target, free = fix.apply(target), fix.start
        if fix.gap is not None:
            gap = fix.gap
        applied += 1
    return Repair(target.strip(), gap, applied)


def is_done(fix: Fix, segment: Segment) -> bool:
    """Whether a fix at its place would change nothing."""
    return fix.text == segment.target[fix.start : fix.end] and fix.gap in (None, segment.gap)


def rebase(finding: Finding, fix: Fix, target: str) -> Fix | None:
    """The fix at its place in the present target; None if the text it was made for is no longer there.

    Without `finding.seen` the text is taken as unchanged. What stands before the first or behind the last change
    since then has kept its text, and has moved at most with the length; the finding's own span must have stayed too.
    """
    seen = finding.seen or target
    if not 0 <= fix.start <= fix.end <= len(seen):
        return None
    if seen == target:
        return fix
    own = finding.side is Side.TARGET
    start, end = (min(fix.start, finding.start), max(fix.end, finding.end)) if own else (fix.start, fix.end)
    head, tail = common_edges(seen, target)
    if end <= head:
        return fix
    shift = len(target) - len(seen)
    return replace(fix, start=fix.start + shift, end=fix.end + shift) if len(seen) - start <= tail else None


def follow(finding: Finding, target: str) -> Finding | None:
    """The finding, with its fixes, where its text stands in `target`; None if that text has changed."""
    if not finding.seen or finding.seen == target or finding.side is Side.SOURCE:
        return finding
    own = Fix(finding.start, finding.end, "")
    places = [rebase(finding, fix, target) for fix in (own, *finding.fixes)]
    there = [place for place in places if place is not None]
    if len(there) < len(places):
        return None
    return replace(finding, start=there[0].start, end=there[0].end, fixes=tuple(there[1:]), seen=target)
