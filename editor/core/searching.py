"""Finding and replacing over segments: a query, its matches, and the texts after replacing; pure."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor.core.model import Segment, SegmentId, Side
from editor.core.placeables import Bare, bare, refit, tags_of
from editor.errors import SearchError

if TYPE_CHECKING:
    import regex

# Seconds a search over a document may take: an expression can be written that never ends.
BUDGET = 2.0


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. `sides` are the texts to look in; only the target can be replaced in.

    A `regex` follows the third-party regex module; its replacement may name groups (`\\1`, `\\g<name>`).
    """

    text: str
    replacement: str = ""
    regex: bool = False
    match_case: bool = False
    whole_words: bool = False
    sides: tuple[Side, ...] = (Side.TARGET,)


@dataclass(frozen=True, slots=True)
class Match:
    """One place: `[start, end)` of a segment's text on `side`, and what would stand there after replacing."""

    segment: SegmentId
    side: Side
    start: int
    end: int
    replacement: str


def find_matches(query: Query, segments: Iterable[Segment], *, budget: float = BUDGET) -> Iterator[Match]:
    """Matches in the order of the document. SearchError: the expression is wrong or takes too long."""
    if not query.text:
        return
    import regex  # 90 ms: only when something is looked for

    pattern = compile_query(query)
    end = time.monotonic() + budget
    # The words are looked for across formatting tags, which a replacement keeps; unless a tag is what is looked for.
    hidden = not tags_of(query.text)
    for segment in segments:
        for side in query.sides:
            text = segment.source if side is Side.SOURCE else segment.target
            seen = bare(text) if hidden else Bare(text, (), ())
            try:
                for found in pattern.finditer(seen.text, timeout=max(0.001, end - time.monotonic())):
                    if found.start() < found.end():
                        yield Match(segment.id, side, *refit(seen, *found.span(), _replacement(query, found)))
            except TimeoutError as error:
                raise SearchError(f"“{query.text}” takes too long to look for; make the expression simpler.") from error
            except (regex.error, IndexError) as error:
                raise SearchError(f"The replacement “{query.replacement}” does not fit: {error}.") from error


def compile_query(query: Query) -> regex.Pattern[str]:
    """The query as a pattern; SearchError says where an expression is wrong."""
    import regex

    body = query.text if query.regex else regex.escape(query.text, special_only=True)
    if query.whole_words:
        body = rf"\b(?:{body})\b"
    try:
        return regex.compile(body, flags=0 if query.match_case else regex.IGNORECASE)
    except regex.error as error:
        raise SearchError(f"“{query.text}” is no regular expression: {error}.") from error


def replace_matches(segment: Segment, matches: Sequence[Match]) -> str:
    """The target with the matches in it replaced; they must not overlap."""
    text = segment.target
    for match in sorted(matches, key=lambda m: m.start, reverse=True):
        text = text[: match.start] + match.replacement + text[match.end :]
    return text


def _replacement(query: Query, found: regex.Match[str]) -> str:
    return found.expand(query.replacement) if query.regex else query.replacement
