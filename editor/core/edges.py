"""How much two texts share at their beginning and at their end."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache


@lru_cache(maxsize=8)
def common_edges(old: str, new: str) -> tuple[int, int]:
    """Lengths of what both texts begin with and end with; the two never overlap in either text."""
    limit = min(len(old), len(new))
    # Slices compare at the speed of the machine; the last answers are kept because many findings ask the same.
    head = bisect_left(range(limit), 1, key=lambda n: old[: n + 1] != new[: n + 1])
    rest = limit - head
    tail = bisect_left(range(rest), 1, key=lambda n: old[-1 - n :] != new[-1 - n :])
    return head, tail
