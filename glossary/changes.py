"""What changed between a machine's sentence and the final one, as phrases that may be terms; one pair at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from glossary.words import ARTICLES, NUMBER_WORDS, Stems, Word, is_content, is_generic, is_name

# A sentence of which more than this share is new was written anew: it tells nothing about its terms.
REWRITTEN = 0.6
LONGEST = 8
# Changes spread over more words than this in one segment are not looked at: comparing takes the square of the length.
_LONG = 600
GROWTH = 3
# A word of so many letters that differs by one letter, or by two neighbours exchanged, is a slip of the pen.
SLIP_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Hunk:
    """Words `[start, end)` of the old sentence stand as `[new_start, new_end)` in the new one."""

    start: int
    end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Variant:
    """A changed phrase with `left`/`right` unchanged words around it; `parts` are the numbers of its hunks."""

    span: Hunk
    left: int
    right: int
    parts: tuple[int, ...]
    old: Stems
    new: Stems


class Alignment:
    """One pair of sentences, word by word; inflection, capitals and marks are not seen as changes."""

    def __init__(self, old: Sequence[Word], new: Sequence[Word]) -> None:
        self.old, self.new = old, new
        self.hunks = _hunks(old, new)
        self.moved = self._moved()

    @property
    def rewritten(self) -> bool:
        """Whether too much is new for the rest to be trusted."""
        size = max(sum(w.kind != "clause" for w in self.old), sum(w.kind != "clause" for w in self.new))
        changed = sum(max(h.end - h.start, h.new_end - h.new_start) for h in self.hunks)
        return size > 0 and changed > REWRITTEN * size

    def variants(self, lower: frozenset[str]) -> Iterator[Variant]:
        """Phrases that may be corrected terms: each hunk and each run of neighbouring hunks, grown by 0 to 3 words.

        `lower` are the words known in lower case (to tell names). Nothing crosses a clause mark; what is no term
        (grammar, order, numbers, names, slips, words of style) is left out.
        """
        for first in range(len(self.hunks)):
            for last in range(first, min(first + 4, len(self.hunks))):
                if last > first and not self._near(last):
                    break
                parts = tuple(range(first, last + 1))
                whole = self._trimmed(self._covering(first, last))
                if not self.moved.issuperset(parts) and self._may_be_term(whole, lower):
                    yield from self._grown(whole, parts, lower)

    def _moved(self) -> frozenset[int]:
        """Numbers of the hunks whose words were only put elsewhere in the sentence."""
        gone = {n: self._content(self.old[h.start : h.end]) for n, h in enumerate(self.hunks)}
        come = {n: self._content(self.new[h.new_start : h.new_end]) for n, h in enumerate(self.hunks)}
        return frozenset(
            number
            for a, left in gone.items()
            for b, arrived in come.items()
            if left and left == arrived and not come[a] and not gone[b]
            for number in (a, b)
        )

    @staticmethod
    def _content(words: Sequence[Word]) -> list[str]:
        return sorted(w.stem for w in words if is_content(w))

    def _covering(self, first: int, last: int) -> Hunk:
        a, b = self.hunks[first], self.hunks[last]
        return Hunk(a.start, b.end, a.new_start, b.new_end)

    def _near(self, number: int) -> bool:
        """Whether one unchanged word at most stands between this hunk and the one before."""
        before, hunk = self.hunks[number - 1], self.hunks[number]
        between = self.old[before.end : hunk.start]
        return len(between) <= 1 and all(w.kind == "word" for w in between)

    def _trimmed(self, span: Hunk) -> Hunk:
        """The span without articles and clause marks at its edges."""
        start, end = _trim(self.old, span.start, span.end)
        new_start, new_end = _trim(self.new, span.new_start, span.new_end)
        return Hunk(start, end, new_start, new_end)

    def _may_be_term(self, span: Hunk, lower: frozenset[str]) -> bool:
        old, new = self.old[span.start : span.end], self.new[span.new_start : span.new_end]
        if max(len(old), len(new)) > LONGEST or any(w.kind != "word" for w in (*old, *new)):
            return False
        content, fresh = [w for w in old if is_content(w)], [w for w in new if is_content(w)]
        if all(map(is_generic, (*content, *fresh))) or (not content and len(old) > 0 and not fresh):
            return False
        if self._content(old) == self._content(new) or _counted(content) != _counted(fresh):
            return False
        kept = {w.stem for w in content}
        if any(is_name(w, lower) for w in fresh if w.stem not in kept):
            return False
        return not _is_slip(old, new)

    def _grown(self, span: Hunk, parts: tuple[int, ...], lower: frozenset[str]) -> Iterator[Variant]:
        # What is left out or put in must take in a neighbour, and one word alone is often meant with its adjective.
        bare = span.end - span.start < 2 or span.new_start == span.new_end
        lefts = self._reach((span.start - 1, span.new_start - 1), -1, lower, bare)
        rights = self._reach((span.end, span.new_end), 1, lower, bare)
        for left in range(lefts + 1):
            for right in range(rights + 1):
                grown = Hunk(span.start - left, span.end + right, span.new_start - left, span.new_end + right)
                old, new = self.old[grown.start : grown.end], self.new[grown.new_start : grown.new_end]
                if len(old) <= LONGEST and _is_phrase(old) and _is_phrase(new):
                    stems = tuple(w.stem for w in old), tuple(w.stem for w in new)
                    yield Variant(grown, left, right, parts, *stems)

    def _reach(self, start: tuple[int, int], step: int, lower: frozenset[str], bare: bool) -> int:
        """How many unchanged words a phrase may take in on one side; a bare one takes any first."""
        (at, new_at), count = start, 0
        while count < GROWTH and 0 <= at < len(self.old) and 0 <= new_at < len(self.new):
            word, other = self.old[at], self.new[new_at]
            if word.stem != other.stem or not is_content(word) or is_name(word, lower):
                break
            if is_generic(word) and not (bare and count == 0):
                break
            count, at, new_at = count + 1, at + step, new_at + step
        return count


def _hunks(old: Sequence[Word], new: Sequence[Word]) -> list[Hunk]:
    """Changed stretches, without what is common at both ends; a stretch with clause marks is cut at them."""
    a, b = [w.stem for w in old], [w.stem for w in new]
    head, limit = 0, min(len(a), len(b))
    while head < limit and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < limit - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    inner, other = a[head : len(a) - tail], b[head : len(b) - tail]
    found: list[Hunk] = []
    if max(len(inner), len(other)) > _LONG:
        return [Hunk(head, len(a) - tail, head, len(b) - tail)]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, inner, other, autojunk=False).get_opcodes():
        if tag != "equal":
            found += _cut(old, new, Hunk(i1 + head, i2 + head, j1 + head, j2 + head))
    return found


def _cut(old: Sequence[Word], new: Sequence[Word], hunk: Hunk) -> Iterator[Hunk]:
    """The hunk cut at its clause marks where both sides have as many; as it is where they do not correspond."""
    left = _pieces(old, hunk.start, hunk.end)
    right = _pieces(new, hunk.new_start, hunk.new_end)
    if len(left) != len(right):
        yield hunk
        return
    for (start, end), (new_start, new_end) in zip(left, right, strict=True):
        if start < end or new_start < new_end:
            yield Hunk(start, end, new_start, new_end)


def _pieces(words: Sequence[Word], start: int, end: int) -> list[tuple[int, int]]:
    marks = [n for n in range(start, end) if words[n].kind == "clause"]
    return list(zip([start, *(n + 1 for n in marks)], [*marks, end], strict=True))


def _trim(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    while start < end and (words[start].stem in ARTICLES or words[start].kind == "clause"):
        start += 1
    while start < end and (words[end - 1].stem in ARTICLES or words[end - 1].kind == "clause"):
        end -= 1
    return start, end


def _is_phrase(words: Sequence[Word]) -> bool:
    """Whether the words are something, and begin and end with a word that is more than grammar."""
    return bool(words) and is_content(words[0]) and is_content(words[-1])


def _counted(words: Sequence[Word]) -> list[str]:
    return sorted(w.stem for w in words if w.stem in NUMBER_WORDS)


def _is_slip(old: Sequence[Word], new: Sequence[Word]) -> bool:
    """Whether the words differ by slips of the pen only."""
    from rapidfuzz.distance import OSA

    if len(old) != len(new) or not old:
        return False
    pairs = [(a.stem, b.stem) for a, b in zip(old, new, strict=True) if a.stem != b.stem]
    return all(max(len(a), len(b)) >= SLIP_LENGTH and OSA.distance(a, b) <= 1 for a, b in pairs)
