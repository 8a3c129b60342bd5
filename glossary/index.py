"""The automata over all Chinese and English forms of a glossary, and what each pattern stands for."""

from __future__ import annotations

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick

from glossary.cover import Entry, Match
from glossary.forms import cased, is_acronym, lowered, stems, word_end, written_form
from glossary.model import BadRendering, Concept, RuleStatus, Term, TermStatus
from glossary.patterns import PatternIndex

_APPROVED = (TermStatus.PREFERRED, TermStatus.ADMITTED)


class ChineseIndex:
    """Chinese forms; there is no word boundary, so the cover alone says what stands for itself."""

    def __init__(self, concepts: tuple[Concept, ...]) -> None:
        self.forms: list[tuple[tuple[int, Term], ...]] = []
        self._concepts = concepts
        self._numbers: dict[str, int] = {}
        self._texts: dict[int, tuple[str, ...]] = {}
        forms, numbers = self.forms, self._numbers
        for number, concept in enumerate(concepts):
            for term in concept.terms:
                if term.language == "zh" and term.text:
                    known = numbers.setdefault(term.text, len(forms))
                    if known == len(forms):
                        forms.append(((number, term),))
                    else:
                        forms[known] += ((number, term),)
        self._automaton = AhoCorasick(list(numbers), matchkind=MATCHKIND_LEFTMOST_LONGEST) if forms else None
        self._overlapping: AhoCorasick | None = None

    def cover(self, text: str) -> list[tuple[int, int, int]]:
        """(number of the form, start, end), leftmost-longest."""
        if self._automaton is None:
            return []
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(text)
        return found

    def anywhere(self, text: str) -> set[int]:
        """Concepts with a form anywhere in the text, also inside other forms."""
        if not text or not self.forms:
            return set()
        if self._overlapping is None:
            self._overlapping = AhoCorasick(list(self._numbers))
        found = self._overlapping.find_matches_as_indexes(text, overlapping=True)
        return {concept for number, _start, _end in found for concept, _term in self.forms[number]}

    def number(self, text: str) -> int | None:
        """The number of a form, None where the glossary has no such term."""
        return self._numbers.get(text)

    def texts(self, concept: int) -> tuple[str, ...]:
        """Chinese terms of a concept."""
        known = self._texts.get(concept)
        if known is None:
            known = tuple(term.text for term in self._concepts[concept].terms if term.language == "zh")
            self._texts[concept] = known
        return known


class EnglishIndex:
    """English forms, approved and wrong, as stems with endings; boundaries and case are tested after the automaton."""

    def __init__(self, concepts: tuple[Concept, ...]) -> None:
        self._concepts = concepts
        self._words: dict[int, tuple[tuple[str, ...], ...]] = {}
        table: dict[str, tuple[Entry, ...]] = {}
        expressions: list[tuple[str, bool, int]] = []
        self._pattern_entries: list[Entry] = []
        for number, concept in enumerate(concepts):
            for term in concept.terms:
                if term.language == "en":
                    _add_term(table, number, term)
            for rule in concept.bad:
                if rule.status is RuleStatus.RETIRED:
                    continue
                if rule.match == "regex":
                    expressions += [(v, rule.case_sensitive, len(self._pattern_entries)) for v in rule.variants]
                    self._pattern_entries.append(Entry(number, frozenset(), True, None, rule, ""))
                else:
                    _add_rule(table, number, rule)
        self._entries = list(table.values())
        self._automaton = AhoCorasick(list(table)) if table else None
        self.patterns = PatternIndex(expressions)

    def find(self, text: str, low: str) -> list[Match]:
        """Every form at every place where it stands as a word, also inside others; `text` and `low` are folded."""
        found: list[Match] = []
        if self._automaton is None:
            return found
        entries = self._entries
        length = len(low)
        for number, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if start and low[start - 1].isalnum() and low[start].isalnum():
                continue
            stop = word_end(low, end) if end < length and low[end].isalnum() else end
            suffix = low[end:stop]
            for entry in entries[number]:
                if suffix in entry.endings and (not entry.written or text.startswith(entry.written, start)):
                    found.append((start, stop, entry))
        return found

    def terms_in(self, text: str) -> list[Match]:
        """All terms (not rules) in a folded text."""
        return [match for match in self.find(text, lowered(text)) if match[2].rule is None]

    def find_patterns(self, text: str, low: str) -> list[Match]:
        """Bad renderings written as regular expressions."""
        return [(start, end, self._pattern_entries[n]) for start, end, n in self.patterns.find(text, low)]

    def expected_words(self, concept: int) -> tuple[tuple[str, ...], ...]:
        """For each approved form the beginnings of its words that a rendering in other order or shape would keep."""
        known = self._words.get(concept)
        if known is None:
            forms = self._concepts[concept].forms("en", *_APPROVED)
            known = tuple(_beginnings(term.text) for term in forms)
            self._words[concept] = known
        return known


def _add_term(table: dict[str, tuple[Entry, ...]], number: int, term: Term) -> None:
    written = written_form(term.text)
    if not written:
        return
    strict = term.case_sensitive or is_acronym(written)
    wrong = term.status not in _APPROVED
    verb = term.part_of_speech == "verb"
    if verb:
        written = written.removeprefix("to ")
    for stem, endings in stems(written, inflect=not term.exact, first_verb=verb):
        low = lowered(stem)
        table[low] = (*table.get(low, ()), Entry(number, endings, wrong, term, None, stem if strict else ""))


def _add_rule(table: dict[str, tuple[Entry, ...]], number: int, rule: BadRendering) -> None:
    made: dict[str, frozenset[str]] = {}
    for variant in rule.variants:
        for stem, endings in stems(written_form(variant), inflect=rule.inflect, last_verb=True):
            made[stem] = made.get(stem, frozenset()) | endings
    for stem, endings in made.items():
        if stem:
            low = lowered(stem)
            strict = rule.case_sensitive or is_acronym(stem)
            table[low] = (*table.get(low, ()), Entry(number, endings, True, None, rule, stem if strict else ""))


def _beginnings(form: str) -> tuple[str, ...]:
    words = lowered(cased(form)).split()
    return tuple(w[: max(4, len(w) - 3)] for w in words if len(w) > 3) or tuple(words)
