"""The delivered text out of segments; nothing is read or written here."""

from __future__ import annotations

from collections.abc import Iterable

from editor.core.model import Segment


def deliver(prefix: str, segments: Iterable[Segment]) -> str:
    """`prefix` + target + gap of every segment that has a target: the MT text itself while nothing was changed.

    A sentence the machine dropped has no white space of its own before it; where the translator filled it in and
    nothing separates it from the text before, it gets a line break if one stood there in the source, else a space.
    """
    parts: list[str] = [prefix]
    last = prefix[-1:]
    source_gap = ""
    for segment in segments:
        if segment.target:
            if not segment.machine and last and not last.isspace():
                parts.append("\n" if "\n" in source_gap else " ")
            parts += (segment.target, segment.gap)
            last = (segment.target + segment.gap)[-1:]
        source_gap = segment.source_gap if segment.source else source_gap
    return "".join(parts)
