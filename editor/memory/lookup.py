"""The memory as it is used: pairs kept, found again by likeness, by their parts, and by their words.

One object is used by one thread; any number of processes may use the same file.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from types import TracebackType
from typing import Self

from editor.memory.index import CandidateIndex, IndexDamaged, discard
from editor.memory.model import (
    CONTEXT,
    EXACT,
    NEARLY,
    Contradiction,
    Found,
    Fragment,
    MadeBy,
    Match,
    Penalties,
    Query,
    Unit,
    key_of,
    numbers_of,
)
from editor.memory.store import UnitStore

log = logging.getLogger(__name__)

CANDIDATES = 400
LEAST = 70.0
MOST = 5
# So many new sources or units are looked through one by one before the index takes them in.
WAITING = 2_000
# More than that is not looked through: the index is being made, and will find them then.
LONGEST_WAIT = 20_000
STEP = 5_000
SHARED = 5
COMPARED, FRAGMENTS = 40, 3
LOOKED_AT = 5_000
MOST_PASSAGES = 200


class Memory:
    """A memory's file with its index."""

    def __init__(self, path: Path, penalties: Penalties | None = None) -> None:
        """Open or make the memory at `path`; MemoryFault where that cannot be."""
        self.store = UnitStore(path)
        self.penalties = penalties or Penalties()
        self._folder = path.with_name(path.name + ".index")
        self._index = self._opened()
        self._keys: dict[int, str] = {}
        self._targets: dict[int, str] = {}
        self._seen = (0, 0)
        self._forget()

    def _opened(self) -> CandidateIndex:
        try:
            index = CandidateIndex(self._folder, self.store.name)
            sources, units = self.store.newest()
            if index.sources <= sources and index.units <= units:
                return index
            log.info("the index knows more than the memory")
        except IndexDamaged as error:
            log.info("the index of the memory cannot be read: %s", error)
        discard(self._folder)
        return CandidateIndex(self._folder, self.store.name)

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # -- keeping

    def add(self, units: Iterable[Unit]) -> int:
        """Keep pairs as one step, durable when this returns; how many are new. They are found at once."""
        new = self.store.add(units)
        self._look_again()
        return new

    @property
    def full(self) -> bool:
        """Whether so much is looked through one by one that the index should catch up."""
        return len(self._keys) + len(self._targets) > WAITING

    @property
    def behind(self) -> int:
        """How many sources and units the index has not taken in yet."""
        sources, units = self.store.newest()
        return max(0, sources - self._index.sources) + max(0, units - self._index.units)

    def catch_up(self, most: int = STEP) -> bool:
        """Let the index take in some of what it does not know; False if there is nothing, or another is at it."""
        keys = self.store.keys_after(self._index.sources, most)
        targets = self.store.targets_after(self._index.units, most)
        if not keys and not targets:
            return False
        try:
            done = self._index.add(keys, targets)
            if not done:
                self._index.reload()
        except IndexDamaged as error:
            self._mend(error)
            return True
        self._forget()
        return done

    def rebuild(self) -> None:
        """Throw the index away and make it again."""
        discard(self._folder)
        self._index = self._opened()
        self._forget()
        while self.catch_up(STEP * 20):
            pass

    def _forget(self) -> None:
        """Read anew what the index does not know."""
        self._keys.clear()
        self._targets.clear()
        self._seen = (self._index.sources, self._index.units)
        self._look_again()

    def _look_again(self) -> None:
        """Take notice of what has come to the file, by whomever."""
        newest = self.store.newest()
        if newest == self._seen:
            return
        if newest[0] < self._seen[0] or newest[1] < self._seen[1]:
            self._seen = (self._index.sources, self._index.units)
        source, unit = (max(known, last - LONGEST_WAIT) for known, last in zip(self._seen, newest, strict=True))
        self._keys.update(self.store.keys_after(source))
        self._targets.update(self.store.targets_after(unit))
        self._seen = newest

    def _mend(self, error: IndexDamaged) -> None:
        log.info("the index of the memory is damaged and made again: %s", error)
        discard(self._folder)
        self._index = self._opened()
        self._forget()

    # -- finding

    def look_up(self, query: Query, *, least: float = LEAST, most: int = MOST, fragments: bool = False) -> Found:
        """What is like a source by at least so many percent, the best first; at wish also what shares a part."""
        key = key_of(query.source)
        if not key:
            return Found()
        self._look_again()
        numbers = self._candidates(key)
        keys = self.store.keys(numbers) | self._keys
        likeness = self._alike(key, keys, least, most)
        units = self.store.units_of([number for number, _ in likeness])
        matches = [m for number, score in likeness for m in self._matches(query, units.get(number, []), score)]
        matches.sort(key=lambda m: (-m.percent, -m.unit.time))
        found = tuple(matches[:most])
        return Found(found, self._fragments(key, numbers, keys, {n for n, _ in likeness}) if fragments else ())

    def _candidates(self, key: str) -> list[int]:
        exact = self.store.source_number(key)
        try:
            alike = self._index.alike(key, CANDIDATES)
        except IndexDamaged as error:
            self._mend(error)
            alike = []
        return list(dict.fromkeys([*([exact] if exact else []), *alike]))

    def _alike(self, key: str, keys: dict[int, str], least: float, most: int) -> list[tuple[int, float]]:
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        found = process.extract(
            key, keys, scorer=Levenshtein.normalized_similarity, score_cutoff=least / 100, limit=most * 2
        )
        return [(int(number), score * 100) for _, score, number in found]

    def _matches(self, query: Query, units: Sequence[Unit], percent: float) -> Iterator[Match]:
        """The best unit for each target of one source."""
        best: dict[str, Match] = {}
        others = len({unit.target for unit in units}) - 1
        wanted = numbers_of(query.source)
        for unit in units:
            match = Match(unit, self._weighed(query, unit, percent), numbers_of(unit.source) != wanted, others)
            if unit.target not in best or match.percent > best[unit.target].percent:
                best[unit.target] = match
        yield from best.values()

    def _weighed(self, query: Query, unit: Unit, percent: float) -> float:
        if unit.source == query.source:
            percent = CONTEXT if query.context and unit.context == query.context else EXACT
        else:
            percent = min(percent, NEARLY)
        if unit.made is MadeBy.MACHINE:
            percent -= self.penalties.machine
        if query.profile and unit.profile and unit.profile != query.profile:
            percent -= self.penalties.profile
        return percent

    def _fragments(
        self, key: str, numbers: Sequence[int], keys: dict[int, str], used: set[int]
    ) -> tuple[Fragment, ...]:
        """Units that share a longest passage with a key, each passage once."""
        near = [number for number in numbers if number in keys and number not in used][:COMPARED]
        near += [number for number in list(self._keys)[-COMPARED:] if number not in used]
        matcher = SequenceMatcher(None, "", key, autojunk=False)
        shared: dict[int, str] = {}
        for number in dict.fromkeys(near):
            matcher.set_seq1(keys[number])
            block = matcher.find_longest_match()
            if block.size >= SHARED:
                shared[number] = keys[number][block.a : block.a + block.size].strip("，。、；：")
        chosen: dict[int, str] = {}
        for number in sorted(shared, key=lambda n: (-len(shared[n]), len(keys[n]))):
            if len(chosen) < FRAGMENTS and not any(shared[number] in taken for taken in chosen.values()):
                chosen[number] = shared[number]
        units = self.store.units_of(list(chosen))
        return tuple(Fragment(units[n][0], part) for n, part in chosen.items() if n in units)

    # -- concordance

    def passages(self, text: str, most: int = MOST_PASSAGES) -> list[Unit]:
        """Units with a part in the Chinese (of any length), or with words in the English, the latest first."""
        part = key_of(text)
        if not part:
            return []
        self._look_again()
        try:
            units = self._holding(part, most)
            if part.isascii() or not units:
                units += self._with_words(part, most)
        except IndexDamaged as error:
            self._mend(error)
            return self.passages(text, most)
        return list({unit.id: unit for unit in units}.values())[:most]

    def _holding(self, part: str, most: int) -> list[Unit]:
        numbers = [number for number, key in reversed(self._keys.items()) if part in key]
        offset = 0
        while len(numbers) < most and offset < LOOKED_AT:
            named = self._index.holding(part, MOST_PASSAGES, offset)
            keys = self.store.keys(named)
            numbers += [number for number in named if part in keys.get(number, "")]
            offset += MOST_PASSAGES
            if len(named) < MOST_PASSAGES:
                break
        units = self.store.units_of(numbers[:most])
        return [unit for number in numbers[:most] for unit in units.get(number, ())]

    def _with_words(self, text: str, most: int) -> list[Unit]:
        words = self._index.words(text)
        if not words:
            return []
        waiting = [n for n, target in reversed(self._targets.items()) if set(words) <= set(self._index.words(target))]
        units = self.store.units([*waiting, *self._index.with_words(words, most)])
        together = " ".join(words)
        # Where they stand together first; the rest as they came.
        return sorted(units.values(), key=lambda u: (together not in " ".join(self._index.words(u.target)), -u.id))

    def contradictions(self, most: int = MOST_PASSAGES) -> list[Contradiction]:
        """Sources with several targets, those changed last first."""
        return self.store.contradictions(most)
