"""How much two texts share at their beginning and at their end."""

from __future__ import annotations


def common_edges(old: str, new: str) -> tuple[int, int]:
    """Lengths of what both texts begin with and end with; the two never overlap in either text."""
    limit = min(len(old), len(new))
    head = next((n for n in range(limit) if old[n] != new[n]), limit)
    rest = limit - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return head, tail
