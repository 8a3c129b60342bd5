"""Which changed phrases come back often enough to be looked at, each in its stable extent; nothing is weighed here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from glossary.changes import Alignment, Variant
from glossary.corpus import Corpus, Correction
from glossary.words import GENERIC_STEMS, Stems

# An unchanged neighbour belongs to the phrase if it stands in this share of the places where the phrase is changed.
STABLE = 0.8
# A phrase of several hunks is preferred to its parts up to this much rarer.
_WHOLE = 1.3

Places = set[tuple[int, tuple[int, ...]]]


@dataclass(slots=True)
class _Family:
    """What is known of one changed phrase: its places (story, hunks) and its versions with one word more."""

    places: Places = field(default_factory=set)
    longer: set[Correction] = field(default_factory=set)
    minimal: bool = False


@dataclass(frozen=True, slots=True)
class Candidates:
    """Phrases to look at, and what else each old phrase was changed to: story → new phrase."""

    chosen: tuple[Correction, ...]
    targets: dict[Stems, dict[int, Stems]]


def find_candidates(corpus: Corpus, edits: int, documents: int) -> Candidates:
    """Changed phrases with at least so many edits in so many documents, no place counted for two of them."""
    families: dict[Correction, _Family] = {}
    targets: dict[Stems, dict[int, Stems]] = {}
    for number, story in enumerate(corpus.stories):
        if story.new is story.old:
            continue
        alignment = Alignment(story.old, story.new)
        if not alignment.rewritten:
            _collect(families, targets, number, alignment.variants(corpus.lower))
    frequent = {c: f for c, f in families.items() if _is_frequent(corpus, f.places, edits, documents)}
    ends = dict.fromkeys(
        _grown(corpus, correction, frequent) for correction, family in frequent.items() if family.minimal
    )
    return Candidates(tuple(_without_overlap(corpus, ends, frequent, (edits, documents))), targets)


def _collect(
    families: dict[Correction, _Family],
    targets: dict[Stems, dict[int, Stems]],
    number: int,
    variants: Iterable[Variant],
) -> None:
    known: dict[tuple[tuple[int, ...], int, int], Correction] = {}
    for variant in variants:
        correction = Correction(variant.old, variant.new)
        family = families.setdefault(correction, _Family())
        family.places.add((number, variant.parts))
        shorter = [
            known.get((variant.parts, left, right))
            for left, right in ((variant.left - 1, variant.right), (variant.left, variant.right - 1))
        ]
        for other in shorter:
            if other is not None:
                families[other].longer.add(correction)
        if shorter == [None, None]:
            family.minimal = True
        known[variant.parts, variant.left, variant.right] = correction
        targets.setdefault(variant.old, {}).setdefault(number, variant.new)


def _is_frequent(corpus: Corpus, places: Places, edits: int, documents: int) -> bool:
    if len(places) < edits:
        return False
    stories = {number for number, _parts in places}
    return len(stories) >= edits and len({corpus.stories[n].last.document for n in stories}) >= documents


def _grown(corpus: Corpus, correction: Correction, frequent: dict[Correction, _Family]) -> Correction:
    """The phrase with the neighbours that nearly always stand beside it.

    A word that goes with anything belongs to it only if the phrase without it is right elsewhere.
    """
    needed = STABLE * len(frequent[correction].places)
    elsewhere: bool | None = None
    while True:
        longer = [c for c in frequent[correction].longer if c in frequent and len(frequent[c].places) >= needed]
        if any(_added(correction, c) in GENERIC_STEMS for c in longer):
            if elsewhere is None:
                elsewhere = _stands(corpus, correction)
            longer = [c for c in longer if elsewhere or _added(correction, c) not in GENERIC_STEMS]
        if not longer:
            return correction
        correction = max(longer, key=lambda c: (len(frequent[c].places), c.old))


def _added(correction: Correction, longer: Correction) -> str:
    """The word by which the phrase has grown."""
    return longer.old[0] if longer.old[1:] == correction.old else longer.old[-1]


def _stands(corpus: Corpus, correction: Correction) -> bool:
    """Whether the old phrase is left standing in a final text."""
    stories = (corpus.stories[number] for number in corpus.with_words(correction.old))
    return any(correction.count_old(story.after) for story in stories)


def _without_overlap(
    corpus: Corpus,
    ends: Iterable[Correction],
    frequent: dict[Correction, _Family],
    thresholds: tuple[int, int],
) -> Iterable[Correction]:
    """The phrases from the best down, each with the places no better one has taken."""

    def weight(correction: Correction) -> tuple[float, int, Stems]:
        places = frequent[correction].places
        parts = max(len(p) for _number, p in places)
        return len(places) * _WHOLE ** (parts - 1), len(correction.old), correction.old

    taken: set[tuple[int, int]] = set()
    for correction in sorted(ends, key=weight, reverse=True):
        free = {(n, parts) for n, parts in frequent[correction].places if all((n, p) not in taken for p in parts)}
        if _is_frequent(corpus, free, *thresholds):
            taken.update((n, part) for n, parts in free for part in parts)
            yield correction
