"""Which terms stand where: leftmost-longest cover of both languages, shielding, and a verdict per occurrence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from glossary.conditions import Scene
from glossary.cover import Match, is_free, leftmost_longest, longest_first, shielded
from glossary.forms import cased, lowered, same_case, straight
from glossary.index import ChineseIndex, EnglishIndex
from glossary.model import BadRendering, Concept, Term
from glossary.repair import fitted

Span = tuple[int, int]


class Verdict(StrEnum):
    """BAD: a known bad rendering. APPROVED: a preferred or admitted form. NEITHER: the term is there, no form of it."""

    BAD = "bad"
    APPROVED = "approved"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One concept at one place.

    `source` / `target` are spans in code points or None; `term` is the form that matched (the Chinese one for
    NEITHER, or a deprecated English one, whose place is `target`), `rule` the bad rendering for BAD. `confirmed`: the
    Chinese term stands in the source. `fixes` are replacements already fitted into the sentence (number, capitals,
    article, quotes), best first; a fix replaces `fix_span` (the target span, possibly grown by an article or
    quotation marks).
    """

    concept: Concept
    verdict: Verdict
    source: Span | None = None
    target: Span | None = None
    term: Term | None = None
    rule: BadRendering | None = None
    confirmed: bool = False
    fixes: tuple[str, ...] = ()
    fix_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A term at a place of one text, whatever the other text says."""

    concept: Concept
    term: Term
    start: int
    end: int


class Matcher:
    """Finds the concepts of a glossary in text; immutable, cheap to ask, built once per glossary."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = tuple(concepts)
        self._chinese = ChineseIndex(self.concepts)
        self._english = EnglishIndex(self.concepts)

    def occurrences(self, source: str, target: str, *, profile: str = "court-news") -> tuple[Occurrence, ...]:
        """The verdicts for one segment, in the order of the target; an empty `source` means it is not known.

        What has no place in the target (NEITHER) comes last, in the order of the source.
        """
        return _Reading(self.concepts, self._chinese, self._english, source, target, profile).verdicts()

    def source_hits(self, text: str) -> tuple[Hit, ...]:
        """Terms of the glossary in Chinese `text`, leftmost-longest; a form of two concepts gives two hits."""
        forms = self._chinese.forms
        return tuple(
            Hit(self.concepts[concept], term, start, end)
            for number, start, end in self._chinese.cover(text)
            for concept, term in forms[number]
        )

    def target_hits(self, text: str) -> tuple[Hit, ...]:
        """Approved forms in English `text`, leftmost-longest; a form of two concepts gives two hits."""
        matches = self._english.terms_in(cased(text))
        return tuple(
            Hit(self.concepts[entry.concept], entry.term, start, end)
            for group in leftmost_longest([m for m in matches if not m[2].wrong])
            for start, end, entry in group
            if entry.term is not None
        )

    def touched(self, source: str, target: str) -> frozenset[int]:
        """Places in `concepts` of all that have any form, wrong ones too, anywhere in either text.

        No other concept can have a say in the verdicts of this segment, so a glossary of these alone gives the same.
        """
        text = cased(target)
        low = lowered(text)
        found = {match[2].concept for match in self._english.find(text, low)}
        if self._english.patterns:
            found.update(match[2].concept for match in self._english.find_patterns(straight(target), low))
        found.update(self._chinese.anywhere(source))
        return frozenset(found)


class _Reading:
    """One segment while its verdicts are found."""

    def __init__(
        self,
        concepts: tuple[Concept, ...],
        chinese: ChineseIndex,
        english: EnglishIndex,
        source: str,
        target: str,
        profile: str,
    ) -> None:
        self.concepts, self.chinese, self.english = concepts, chinese, english
        self.source, self.target = source, target
        self.text = cased(target)
        self.low = lowered(self.text)
        self.profile = profile
        self.covered: dict[int, list[Span]] = {}
        self.order = chinese.cover(source) if source else []
        covered = self.covered
        for number, start, end in self.order:
            for concept, _term in chinese.forms[number]:
                if concept in covered:
                    covered[concept].append((start, end))
                else:
                    covered[concept] = [(start, end)]
        self.used: dict[int, int] = {}
        self.formed: set[int] = set()

    def verdicts(self) -> tuple[Occurrence, ...]:
        """All verdicts of the segment."""
        good: list[Match] = []
        wrong: list[Match] = []
        formed = self.formed
        for match in self.english.find(self.text, self.low):
            entry = match[2]
            formed.add(entry.concept)
            if entry.wrong:
                wrong.append(match)
            else:
                good.append(match)
        if self.english.patterns:
            wrong += self.english.find_patterns(straight(self.target), self.low)
        groups = leftmost_longest(good)
        if not wrong:
            found = [self._approved(group) for group in groups]
        else:
            found = self._settled(groups, self._standing(wrong, groups))
        if self.order:
            found += self._missing()
        return tuple(found)

    def _standing(self, wrong: list[Match], groups: list[list[Match]]) -> list[Match]:
        """Wrong forms that may be believed and that no approved form shields."""
        believed = []
        scene = Scene(self.source, self.low, self.profile, self._covers)
        for match in wrong:
            start, end, entry = match
            self.formed.add(entry.concept)
            if shielded(match, groups):
                continue
            if entry.rule is None:
                if not self.source or self._in_source(entry.concept):
                    believed.append(match)
            elif scene.believes(entry.rule, self.chinese.texts(entry.concept), start, end):
                believed.append(match)
        if not believed:
            return believed
        spans = {g[0][:2]: g for g in groups}
        contested = [m for m in believed if m[:2] in spans and not self._miswritten(m, spans[m[:2]])]
        if contested:
            lost = self._lost(contested, spans, groups)
            believed = [m for m in believed if id(m) not in lost]
        return longest_first(believed)

    def _miswritten(self, match: Match, group: list[Match]) -> bool:
        """Whether a case-sensitive bad form stands where approved forms stand only with other capitals."""
        start, _end, entry = match
        return (
            entry.rule is not None
            and entry.rule.case_sensitive
            and not any(m[2].term is not None and same_case(m[2].term.text, self.text, start) for m in group)
        )

    def _lost(self, contested: list[Match], spans: dict[Span, list[Match]], groups: list[list[Match]]) -> set[int]:
        """Matches (by id) of a bad form that is another concept's approved form and stands for that one here.

        As many places as the other concept has in the source are its own; where the Chinese terms are as many as the
        places, they are paired in order; a concept whose approved form is there often enough has no bad one.
        """
        lost: set[int] = set()
        by_rule: dict[tuple[int, frozenset[int]], list[Match]] = {}
        for match in sorted(contested, key=lambda m: m[0]):
            rivals = frozenset(entry.concept for _start, _end, entry in spans[match[:2]])
            by_rule.setdefault((match[2].concept, rivals), []).append(match)
        for (concept, rivals), matches in by_rule.items():
            if concept in rivals:
                lost.update(id(m) for m in matches)
                continue
            own = self._evidence(matches[0])
            theirs = sorted({s for rival in rivals for s in self.covered.get(rival, [])})
            rendered = sum(any(m[2].concept == concept for m in group) for group in groups)
            if len(theirs) + len(own) == len(matches) and not rendered:
                order = sorted([(s, False) for s in theirs] + [(s, True) for s in own])
                lost.update(id(m) for m, (_span, ours) in zip(matches, order, strict=True) if not ours)
                continue
            kept = max(0, min(len(matches) - len(theirs), len(own) - rendered))
            lost.update(id(m) for m in matches[: len(matches) - kept])
        return lost

    def _evidence(self, match: Match) -> list[Span]:
        """Places of the source that speak for a wrong form: its rule's own strings, or its concept's terms."""
        entry = match[2]
        if entry.rule is None or not entry.rule.source_any:
            return self.covered.get(entry.concept, [])
        wanted = entry.rule.source_any
        places = [(start, end) for _number, start, end in self.order if self.source[start:end] in wanted]
        if places:
            return places
        found = ((self.source.find(text), len(text)) for text in wanted)
        return [(start, start + length) for start, length in found if start >= 0][:1]

    def _settled(self, groups: list[list[Match]], standing: list[Match]) -> list[Occurrence]:
        """Occurrences of both kinds in the order of the text; wrong forms that stand displace what they overlap."""
        places: list[tuple[int, list[Match]]] = [(m[0], [m]) for m in standing]
        taken = sorted(m[:2] for m in standing)
        places += [(group[0][0], group) for group in groups if is_free(group[0], taken)]
        places.sort(key=lambda place: place[0])
        return [self._wrong(g[0]) if g[0][2].wrong else self._approved(g) for _start, g in places]

    def _approved(self, group: list[Match]) -> Occurrence:
        """The approved form for the concept that stands in the source, if one does."""
        chosen = group[0]
        if len(group) > 1 and self.covered:
            here = [m for m in group if m[2].concept in self.covered]
            if here:
                chosen = next((m for m in here if self._unpaired(m[2].concept)), here[0])
        start, end, entry = chosen
        span = self._source_span(entry.concept)
        concept = self.concepts[entry.concept]
        return Occurrence(concept, Verdict.APPROVED, span, (start, end), entry.term, None, span is not None)

    def _wrong(self, match: Match) -> Occurrence:
        start, end, entry = match
        concept = self.concepts[entry.concept]
        span = self._source_span(entry.concept)
        fixes, fix_span = fitted(self.target, start, end, concept, entry.rule)
        return Occurrence(
            concept,
            Verdict.NEITHER if entry.rule is None else Verdict.BAD,
            span,
            (start, end),
            entry.term,
            entry.rule,
            span is not None,
            fixes,
            fix_span,
        )

    def _missing(self) -> list[Occurrence]:
        """One NEITHER for each concept of the source of which the target has no form at all."""
        found = []
        formed = self.formed
        for number, start, end in self.order:
            owners = self.chinese.forms[number]
            if owners[0][0] in formed or (len(owners) > 1 and any(concept in formed for concept, _term in owners)):
                continue
            formed.update(concept for concept, _term in owners)
            concept, term = owners[0]
            expected = [w for owner, _term in owners for w in self.english.expected_words(owner)]
            if expected and not any(all(word in self.low for word in words) for words in expected):
                found.append(Occurrence(self.concepts[concept], Verdict.NEITHER, (start, end), None, term, None, True))
        return found

    def _unpaired(self, concept: int) -> bool:
        return self.used.get(concept, 0) < len(self.covered[concept])

    def _in_source(self, concept: int) -> bool:
        return concept in self.covered or any(text in self.source for text in self.chinese.texts(concept))

    def _source_span(self, concept: int) -> Span | None:
        """The next place of the concept in the source (the last again where there are fewer)."""
        spans = self.covered.get(concept)
        if spans:
            turn = self.used.get(concept, 0)
            self.used[concept] = turn + 1
            return spans[turn] if turn < len(spans) else spans[-1]
        if self.source:
            for text in self.chinese.texts(concept):
                at = self.source.find(text)
                if at >= 0:
                    return at, at + len(text)
        return None

    def _covers(self, text: str) -> bool:
        """Whether a Chinese string stands in the source as a term of its own (other strings: anywhere)."""
        number = self.chinese.number(text)
        if number is None:
            return text in self.source
        return any(number == n for n, _start, _end in self.order)
