"""Which of overlapping matches stand: the leftmost-longest cover of approved forms, and what it shields."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from typing import NamedTuple

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


Match = tuple[int, int, Entry]
"""Start, end and entry at a place of the folded target; a plain tuple because most of the work is making these."""


def _by_place(match: Match) -> tuple[int, int]:
    return match[0], -match[1]


def _start(span: tuple[int, int]) -> int:
    return span[0]


def _group_end(group: list[Match]) -> int:
    return group[0][1]


def _by_length(match: Match) -> tuple[int, int]:
    return match[0] - match[1], match[0]


def leftmost_longest(matches: list[Match]) -> list[list[Match]]:
    """Groups of matches with equal spans: of what overlaps, the leftmost stays, and of those the longest."""
    if len(matches) > 1:
        matches.sort(key=_by_place)
    groups: list[list[Match]] = []
    start, end = -1, 0
    for match in matches:
        if match[0] >= end:
            start, end = match[0], match[1]
            groups.append([match])
        elif match[0] == start and match[1] == end:
            groups[-1].append(match)
    return groups


def longest_first(matches: list[Match]) -> list[Match]:
    """Matches of which none overlaps another; of what overlaps, the longest stays."""
    kept: list[Match] = []
    taken: list[tuple[int, int]] = []
    for match in sorted(matches, key=_by_length):
        if is_free(match, taken):
            kept.append(match)
            insort(taken, match[:2])
    return kept


def is_free(match: Match, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a match overlaps none of the spans, which are in order and do not overlap each other."""
    after = bisect_left(taken, match[1], key=_start)
    return after == 0 or taken[after - 1][1] <= match[0]


def shielded(match: Match, groups: Sequence[list[Match]]) -> bool:
    """Whether an approved form that overlaps the match is longer or as long (equal spans are not decided here)."""
    start, end, _entry = match
    for at in range(bisect_right(groups, start, key=_group_end), len(groups)):
        first, last, _entry = groups[at][0]
        if first >= end:
            break
        if last > start and (first != start or last != end) and last - first >= end - start:
            return True
    return False
