"""Which of overlapping matches stand: the leftmost-longest cover of approved forms, and what it shields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from glossary.model import BadRendering, Term


class Entry(NamedTuple):
    """One form in the index: of which concept, as which term or bad rendering, with which endings.

    `written` is what a case-sensitive form must look like up to its ending; empty for the others. Exactly one of
    `term` and `rule` is set; `wrong` is true for bad renderings and for deprecated terms.
    """

    concept: int
    endings: frozenset[str]
    wrong: bool
    term: Term | None
    rule: BadRendering | None
    written: str


class Match(NamedTuple):
    """An entry at a place of the folded target."""

    start: int
    end: int
    entry: Entry


M = TypeVar("M", bound=Match)


def _by_place(match: Match) -> tuple[int, int]:
    return match.start, -match.end


def _by_length(match: Match) -> tuple[int, int]:
    return match.start - match.end, match.start


def leftmost_longest(matches: list[Match]) -> list[list[Match]]:
    """Groups of matches with equal spans: of what overlaps, the leftmost stays, and of those the longest."""
    if len(matches) > 1:
        matches.sort(key=_by_place)
    groups: list[list[Match]] = []
    start, end = -1, 0
    for match in matches:
        if match.start >= end:
            start, end = match.start, match.end
            groups.append([match])
        elif match.start == start and match.end == end:
            groups[-1].append(match)
    return groups


def longest_first(matches: list[Match]) -> list[Match]:
    """Matches of which none overlaps another; of what overlaps, the longest stays."""
    kept: list[Match] = []
    for match in sorted(matches, key=_by_length):
        if all(match.end <= k.start or k.end <= match.start for k in kept):
            kept.append(match)
    return kept


def shielded(match: Match, groups: Sequence[list[Match]]) -> bool:
    """Whether an approved form that overlaps the match is longer or as long (equal spans are not decided here)."""
    length = match.end - match.start
    for group in groups:
        first = group[0]
        if first.start >= match.end:
            break
        if first.end <= match.start or (first.start == match.start and first.end == match.end):
            continue
        if first.end - first.start >= length:
            return True
    return False
