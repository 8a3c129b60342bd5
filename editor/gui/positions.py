"""Code points ↔ UTF-16 units, the unit of Qt's text classes; the only place that knows UTF-16."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Positions:
    """Conversion of offsets into `text`; free of cost where the text has no character beyond the first plane."""

    text: str
    _wide: tuple[int, ...] = field(init=False, repr=False)
    _units: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        wide = () if self.text.isascii() else tuple(n for n, c in enumerate(self.text) if c > "\uffff")
        object.__setattr__(self, "_wide", wide)
        object.__setattr__(self, "_units", tuple(p + n for n, p in enumerate(wide)))

    def to_units(self, point: int) -> int:
        """UTF-16 offset of code point offset `point` (clamped to the text)."""
        point = max(0, min(point, len(self.text)))
        return point + bisect_left(self._wide, point)

    def to_points(self, unit: int) -> int:
        """Code point offset of UTF-16 offset `unit`; inside a surrogate pair: its character."""
        seen = bisect_right(self._units, unit)
        if seen and unit <= self._units[seen - 1] + 1:
            inside = unit - self._units[seen - 1]
            return self._wide[seen - 1] + (1 if inside > 1 else 0)
        return max(0, min(unit - seen, len(self.text)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """`(start, length)` in UTF-16 units of the code point span `[start, end)`."""
        first = self.to_units(start)
        return first, self.to_units(end) - first
