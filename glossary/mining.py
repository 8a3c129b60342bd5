"""Corrections learnt from confirmed edits: (source span or none, bad rendering, approved rendering) with evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from glossary.candidates import Candidates, find_candidates
from glossary.cooccurrence import Background, source_span
from glossary.corpus import Corpus, Correction, EditPair, Story, context, contexts, surface
from glossary.model import Condition
from glossary.proposals import Change, Evidence, Origin, Suggestion, SuggestionId
from glossary.words import FUNCTION, GENERIC_STEMS, Stems

__all__ = ["EditPair", "Thresholds", "Triple", "mine"]

# A single common word is only called wrong everywhere after so many confirmed segments without it.
_ENOUGH_SEGMENTS = 200


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a correction needs to be suggested: edits, documents, different sentences, share of its commonest target.

    A sentence that comes back from article to article is one: memory repairs it. `against` is how many places that
    speak against it (left standing or changed back) may come on one edit.
    """

    edits: int = 3
    documents: int = 2
    contexts: int = 2
    share: float = 0.8
    against: float = 1.0


@dataclass(frozen=True, slots=True)
class Triple:
    """A correction translators make again and again.

    `zh` is empty where no Chinese words explain it. `competing` are other renderings that replaced the bad one, with
    counts; `contexts` counts different sentences; `kept` counts confirmed segments in which the bad form was left
    standing, `elsewhere` those of them without `zh`, where it may well be right. Evidence that was changed back
    later is in `evidence` too, marked, and not in `edits`.
    """

    zh: str
    bad: str
    good: str
    condition: Condition
    evidence: tuple[Evidence, ...]
    competing: tuple[tuple[str, int], ...] = ()
    contexts: int = 1
    kept: int = 0
    elsewhere: int = 0

    @property
    def edits(self) -> int:
        """How many edits stand."""
        return sum(not e.reversed for e in self.evidence)

    @property
    def reversals(self) -> int:
        """How many were changed back."""
        return len(self.evidence) - self.edits

    @property
    def documents(self) -> int:
        """From how many documents the edits are."""
        return len({e.document for e in self.evidence if not e.reversed})

    @property
    def translators(self) -> tuple[str, ...]:
        """Who made the edits, sorted."""
        return tuple(sorted({e.translator for e in self.evidence if e.translator and not e.reversed}))

    @property
    def single_translator(self) -> bool:
        """Whether all of it is one person's habit as far as can be told."""
        return len(self.translators) < 2

    @property
    def share(self) -> float:
        """Share of the edits among all renderings that replaced the bad one."""
        total = self.edits + sum(count for _text, count in self.competing)
        return self.edits / total if total else 0.0

    @property
    def first_seen(self) -> float:
        """Time of the first edit."""
        return min(e.time for e in self.evidence)

    @property
    def last_seen(self) -> float:
        """Time of the last edit."""
        return max(e.time for e in self.evidence)

    def suggestion(self, id: SuggestionId, author: str, created: float) -> Suggestion:
        """A draft for review: a new concept if the Chinese is known and no concept is named later."""
        shown = next((e for e in self.evidence if not e.reversed), self.evidence[0])
        example = f"{shown.source} => {shown.before}" if shown.source else shown.before
        return Suggestion(
            id,
            Change.CONCEPT,
            author,
            created,
            zh=self.zh,
            bad=(self.bad,),
            en=self.good,
            example=example,
            condition=self.condition,
            evidence=self.evidence,
            competing=self.competing,
            origin=Origin.MINED,
        )


def mine(
    pairs: Iterable[EditPair], *, terms: Collection[str] = (), thresholds: Thresholds | None = None
) -> tuple[Triple, ...]:
    """The corrections of the pairs that pass the thresholds, those with most edits first; `terms` are Chinese forms
    of the glossary, which are preferred as source spans."""
    limits = thresholds or Thresholds()
    corpus = Corpus(pairs)
    candidates = find_candidates(corpus, limits.edits, limits.documents)
    weighed = (_weigh(corpus, correction, candidates, frozenset(terms)) for correction in candidates.chosen)
    triples = [triple for triple in weighed if triple is not None and _passes(triple, limits)]
    return tuple(sorted(triples, key=lambda t: (-t.edits, -t.documents, t.bad, t.good)))


def _passes(triple: Triple, limits: Thresholds) -> bool:
    against = triple.reversals + triple.kept - triple.elsewhere
    return (
        triple.edits >= limits.edits
        and triple.documents >= limits.documents
        and triple.contexts >= limits.contexts
        and triple.share >= limits.share
        and against <= limits.against * triple.edits
    )


@dataclass(slots=True)
class _Weighing:
    """Stories (by number) that speak for and against one correction."""

    made: list[int]
    reversed: list[int]
    kept: list[int]
    right: set[int]
    competing: Counter[Stems]


def _weigh(corpus: Corpus, correction: Correction, candidates: Candidates, terms: Collection[str]) -> Triple | None:
    found = _sort_stories(corpus, correction, candidates)
    if not found.made or all(stem in GENERIC_STEMS or stem in FUNCTION for stem in correction.old):
        return None
    stories = corpus.stories
    sources = [stories[n].last.source for n in found.made if stories[n].last.source]
    excluded = {n for n in (*found.made, *found.reversed, *found.right) if stories[n].last.source}
    background = Background(corpus.with_source - len(excluded), lambda text: len(corpus.with_chinese(text) - excluded))
    zh = source_span(sources, background, terms)
    bad, good = _wording(corpus, correction, found.made)
    evidence = [_evidence(stories[n], correction, False) for n in found.made]
    evidence += [_evidence(stories[n], correction, True) for n in found.reversed]
    competing = Counter[str]()
    for stems, count in found.competing.items():
        competing[_target_text(corpus, candidates, correction.old, stems)] += count
    return Triple(
        zh,
        bad,
        good,
        _condition(corpus, correction, found, zh),
        tuple(sorted(evidence, key=lambda e: e.time)),
        tuple(competing.most_common()),
        contexts(corpus, found.made, correction.old),
        len(found.kept),
        sum(zh not in stories[n].last.source for n in found.kept) if zh else 0,
    )


def _sort_stories(corpus: Corpus, correction: Correction, candidates: Candidates) -> _Weighing:
    found = _Weighing([], [], [], set(), Counter())
    back = correction.inverse
    targets = candidates.targets.get(correction.old, {})
    for number in sorted({*corpus.with_words(correction.old), *corpus.with_words(correction.new)}):
        story = corpus.stories[number]
        if correction.made(story.before, story.after):
            found.made.append(number)
        elif back.made(story.before, story.after) or _was_made(correction, story):
            found.reversed.append(number)
        elif number in targets and targets[number] != correction.new:
            found.competing[targets[number]] += 1
        elif correction.count_old(story.after):
            found.kept.append(number)
        elif correction.count_new(story.after):
            found.right.add(number)
    return found


def _was_made(correction: Correction, story: Story) -> bool:
    """Whether an earlier confirmed text had the correction and the last has the bad form again."""
    if len(story.pairs) < 2 or not correction.count_old(story.after):
        return False
    return any(correction.made(story.before, line) for line in story.earlier)


def _evidence(story: Story, correction: Correction, reversed: bool) -> Evidence:
    last = story.last
    return Evidence(
        context(last.machine, story.old, correction.old),
        context(last.final, story.new, correction.new),
        last.document,
        last.segment,
        last.translator,
        last.time,
        last.source,
        reversed,
    )


def _wording(corpus: Corpus, correction: Correction, made: Iterable[int]) -> tuple[str, str]:
    """Both phrases as they are mostly written, inside sentences where they stand there."""
    inside, initial = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for number in made:
        story = corpus.stories[number]
        old, old_first = surface(story.last.machine, story.old, correction.old)
        new, new_first = surface(story.last.final, story.new, correction.new)
        if old_first or new_first:
            initial[_uncapitalized(old, corpus.lower), _uncapitalized(new, corpus.lower)] += 1
        else:
            inside[old, new] += 1
    return (inside or initial).most_common(1)[0][0]


def _uncapitalized(text: str, lower: Collection[str]) -> str:
    first = text.split(" ")[0].split("-")[0]
    return text[:1].lower() + text[1:] if first.lower() in lower else text


def _target_text(corpus: Corpus, candidates: Candidates, old: Stems, new: Stems) -> str:
    number = next(n for n, stems in candidates.targets[old].items() if stems == new)
    story = corpus.stories[number]
    text, first = surface(story.last.final, story.new, new)
    return _uncapitalized(text, corpus.lower) if first else text


def _condition(corpus: Corpus, correction: Correction, found: _Weighing, zh: str) -> Condition:
    """Safe without the source only if no confirmed text has the bad form; one word alone needs many such texts."""
    clean = not found.kept and not found.reversed
    if clean and (len(correction.old) > 1 or len(corpus.stories) >= _ENOUGH_SEGMENTS):
        return Condition.MONO
    return Condition.SRC if zh else Condition.CTX
