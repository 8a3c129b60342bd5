"""Differences of two texts on words and inside words; pure values, the painting lives elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import accumulate

_UNIT = re.compile(r"\s*(?:[A-Za-z0-9_À-ɏ]+(?:['’][A-Za-z]+)*|[^\W\u3400-\u4dbf\u4e00-\u9fff]+|\S)")
# difflib finds the better alignment but takes the square of the length; rapidfuzz takes over for long texts.
_LONG = 800
_LONG_WORD = 200

Opcode = tuple[str, int, int, int, int]


class Op(StrEnum):
    """What happened to a stretch of the text before."""

    EQUAL = "equal"
    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Hunk:
    """A stretch `[start, end)` of the text before against `[after_start, after_end)` of the text after."""

    op: Op
    start: int
    end: int
    after_start: int
    after_end: int
    old: str
    new: str


def diff(before: str, after: str) -> tuple[Hunk, ...]:
    """The hunks, equal ones included, that lead from `before` to `after`; they cover both texts in order."""
    if before == after:
        return (Hunk(Op.EQUAL, 0, len(before), 0, len(after), before, after),) if before else ()
    old_ends, old_units = _units(before)
    new_ends, new_units = _units(after)
    edges: list[tuple[int, int, int, int, bool]] = []
    for tag, i1, i2, j1, j2 in _opcodes(old_units, new_units):
        if tag == "equal":
            edges += _equal_edges(before, after, (old_ends, new_ends), (i1, j1, i2 - i1))
        else:
            edges.append((old_ends[i1], old_ends[i2], new_ends[j1], new_ends[j2], False))
    edges.append((old_ends[-1], len(before), new_ends[-1], len(after), before[old_ends[-1] :] == after[new_ends[-1] :]))
    return tuple(_hunks(before, after, edges))


def char_hunks(before: str, after: str) -> tuple[Hunk, ...]:
    """The hunks inside a replaced word or phrase; texts with little in common are one replacement."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if max(len(before), len(after)) > _LONG_WORD or matcher.ratio() < 0.5:
        edges = [(0, len(before), 0, len(after), before == after)]
    else:
        edges = [(i1, i2, j1, j2, tag == "equal") for tag, i1, i2, j1, j2 in matcher.get_opcodes()]
    return tuple(_hunks(before, after, edges))


def apply_hunks(before: str, hunks: Iterable[Hunk]) -> str:
    """The text after: what the hunks make of `before`."""
    return "".join(before[h.start : h.end] if h.op is Op.EQUAL else h.new for h in hunks)


def _units(text: str) -> tuple[list[int], list[str]]:
    """Ends of the words, marks and Chinese characters (a 0 in front), and the units themselves."""
    parts = _UNIT.findall(text)
    return [0, *accumulate(map(len, parts))], [*map(str.lstrip, parts)]


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[Opcode]:
    """Opcodes over the units; what is common at both ends is set aside first."""
    head = 0
    limit = min(len(old), len(new))
    while head < limit and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    if head:
        yield "equal", 0, head, 0, head
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if inner_old or inner_new:
        for tag, i1, i2, j1, j2 in _inner_opcodes(inner_old, inner_new):
            yield tag, i1 + head, i2 + head, j1 + head, j2 + head
    if tail:
        yield "equal", len(old) - tail, len(old), len(new) - tail, len(new)


def _inner_opcodes(old: Sequence[str], new: Sequence[str]) -> Iterable[Opcode]:
    if not old or not new:
        return [("replace", 0, len(old), 0, len(new))]
    if len(old) + len(new) <= _LONG:
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    from rapidfuzz.distance import Indel

    return [(o.tag, o.src_start, o.src_end, o.dest_start, o.dest_end) for o in Indel.opcodes(old, new)]


def _equal_edges(
    before: str, after: str, ends: tuple[list[int], list[int]], block: tuple[int, int, int]
) -> Iterator[tuple[int, int, int, int, bool]]:
    """Edges of equal units; white space before a unit that differs becomes an edge of its own."""
    old_ends, new_ends = ends
    i, j, length = block
    if before[old_ends[i] : old_ends[i + length]] == after[new_ends[j] : new_ends[j + length]]:
        yield old_ends[i], old_ends[i + length], new_ends[j], new_ends[j + length], True
        return
    for n in range(length):
        a0, a2, b0, b2 = old_ends[i + n], old_ends[i + n + 1], new_ends[j + n], new_ends[j + n + 1]
        size = len(before[a0:a2].lstrip())
        a1, b1 = a2 - size, b2 - size
        yield a0, a1, b0, b1, before[a0:a1] == after[b0:b1]
        yield a1, a2, b1, b2, True


def _hunks(before: str, after: str, edges: Iterable[tuple[int, int, int, int, bool]]) -> Iterator[Hunk]:
    """Hunks out of edges: white space common to both sides of a change goes to the equal text before it."""
    merged: list[list[int]] = []  # a0, a1, b0, b1, equal
    for a0, a1, b0, b1, equal in edges:
        if a0 == a1 and b0 == b1:
            continue
        if not equal:
            common = _common_space(before, after, (a0, a1, b0, b1))
            if common:
                _append(merged, [a0, a0 + common, b0, b0 + common, 1])
                a0, b0 = a0 + common, b0 + common
        if a0 < a1 or b0 < b1:
            _append(merged, [a0, a1, b0, b1, int(equal)])
    for a0, a1, b0, b1, same in merged:
        op = Op.EQUAL if same else Op.INSERT if a0 == a1 else Op.DELETE if b0 == b1 else Op.REPLACE
        yield Hunk(op, a0, a1, b0, b1, before[a0:a1], after[b0:b1])


def _append(merged: list[list[int]], edge: list[int]) -> None:
    if merged and merged[-1][4] == edge[4]:
        merged[-1][1], merged[-1][3] = edge[1], edge[3]
    else:
        merged.append(edge)


def _common_space(before: str, after: str, edge: tuple[int, int, int, int]) -> int:
    """How many white-space characters both sides of a change begin with."""
    a0, a1, b0, b1 = edge
    count = 0
    while (
        a0 + count < a1 and b0 + count < b1 and before[a0 + count] == after[b0 + count] and before[a0 + count].isspace()
    ):
        count += 1
    return count
