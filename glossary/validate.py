"""Whether a glossary keeps its own rules: complete entries, sound expressions, and hit/miss tests that really pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from glossary.forms import lowered, stems, written_form
from glossary.matching import Matcher, Verdict
from glossary.model import BadRendering, Concept, ConceptId, Condition, RuleId, RuleMode, RuleStatus, Term, TermStatus

DOMAINS = frozenset(
    {
        "court", "procedure", "procuratorate", "public-security", "supervision", "law", "party", "government", "title",
        "slogan", "numeronym", "place", "society", "economy", "judicial-administration", "institution", "sports",
        "user",
    }
)  # fmt: skip
_SEVERITIES = frozenset({"critical", "major", "minor", "info"})
_APPROVED = (TermStatus.PREFERRED, TermStatus.ADMITTED)
_CHINESE = re.compile("[\u3400-\u9fff]")
_PLACEHOLDER = re.compile(r"…|\.\.\.|\([^()]* [^()]*\)|[|]")
_CASE_SEPARATOR = "=>"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an entry, in a sentence; `field` names the field, `term` the form, if it belongs to one."""

    concept: ConceptId
    message: str
    rule: RuleId | None = None
    field: str = ""
    term: str = ""

    def __str__(self) -> str:
        where = f"{self.concept} / {self.rule}" if self.rule else self.concept
        return f"{where}: {self.message}"


def validate(concepts: Iterable[Concept]) -> list[Problem]:
    """Everything that is wrong with the concepts; an empty list for a sound glossary."""
    entries = tuple(concepts)
    problems = list(_twice(entries))
    for concept in entries:
        problems += _concept(concept)
    problems += _clashes(entries)
    if not any("does not compile" in p.message for p in problems):
        problems += run_tests(entries)
    return problems


def run_tests(entries: tuple[Concept, ...]) -> Iterator[Problem]:
    """Hit/miss tests that fail when the whole glossary is matched."""
    matcher = Matcher(entries)
    for concept in entries:
        for rule in concept.bad:
            if rule.status is RuleStatus.RETIRED:
                continue
            for case in rule.tests.hit:
                if rule.condition is Condition.SRC and _CASE_SEPARATOR not in case:
                    yield Problem(
                        concept.id,
                        f"write the Chinese before “{case}”: the rule needs it (中文 => …)",
                        rule.id,
                        "tests.hit",
                    )
                elif not rule_hits(matcher, rule, case):
                    yield Problem(concept.id, f"the rule must hit “{case}” and does not", rule.id, "tests.hit")
            for case in rule.tests.miss:
                if rule_hits(matcher, rule, case):
                    yield Problem(concept.id, f"the rule must miss “{case}” and hits", rule.id, "tests.miss")


@dataclass(frozen=True, slots=True)
class Case:
    """One test of a rule: `English` or `中文 => English`, to be hit or to be missed."""

    rule: BadRendering
    text: str
    hit: bool

    @property
    def texts(self) -> tuple[str, str]:
        """Source (empty if there is none) and target."""
        source, separator, target = self.text.partition(_CASE_SEPARATOR)
        return (source.strip(), target.strip()) if separator else ("", self.text.strip())

    def passes(self, matcher: Matcher) -> bool:
        """Whether the rule does on the case what the case says."""
        return rule_hits(matcher, self.rule, self.text) is self.hit


def rule_cases(rule: BadRendering) -> Iterator[Case]:
    """The tests of a rule; a retired one has none."""
    if rule.status is not RuleStatus.RETIRED:
        yield from (Case(rule, text, True) for text in rule.tests.hit)
        yield from (Case(rule, text, False) for text in rule.tests.miss)


def rule_hits(matcher: Matcher, rule: BadRendering, case: str) -> bool:
    """Whether the rule is reported on a test case (`English` or `中文 => English`)."""
    source, target = Case(rule, case, True).texts
    profile = rule.profiles[0] if rule.profiles else ""
    found = matcher.occurrences(source, target, profile=profile)
    return any(o.verdict is Verdict.BAD and o.rule is not None and o.rule.id == rule.id for o in found)


def _twice(entries: tuple[Concept, ...]) -> Iterator[Problem]:
    concepts: set[str] = set()
    rules: set[str] = set()
    for concept in entries:
        if concept.id in concepts:
            yield Problem(concept.id, "the id is used by another concept")
        concepts.add(concept.id)
        for rule in concept.bad:
            if rule.id in rules:
                yield Problem(concept.id, "the id is used by another rule", rule.id)
            rules.add(rule.id)


def _concept(concept: Concept) -> Iterator[Problem]:
    if not concept.id.strip():
        yield Problem(concept.id, "the id is empty")
    if concept.domain not in DOMAINS:
        yield Problem(concept.id, f"unknown domain “{concept.domain}”", field="domain")
    for language, name in (("zh", "Chinese"), ("en", "English")):
        preferred = concept.forms(language, TermStatus.PREFERRED)
        if len(preferred) > 1:
            yield Problem(concept.id, f"{len(preferred)} preferred {name} terms; there must be one")
        if not preferred and language == "zh":
            yield Problem(concept.id, "no preferred Chinese term")
        if not preferred and language == "en" and not concept.note:
            yield Problem(concept.id, "no preferred English term, and no note that says why", field="note")
    seen = set()
    for term in concept.terms:
        yield from _term(concept, term)
        if (term.language, term.text) in seen:
            yield Problem(concept.id, f"“{term.text}” stands twice", field="text", term=term.text)
        seen.add((term.language, term.text))
    for rule in concept.bad:
        yield from _rule(concept, rule)


def _term(concept: Concept, term: Term) -> Iterator[Problem]:
    def problem(message: str, field: str = "text") -> Problem:
        return Problem(concept.id, f"“{term.text}” {message}", field=field, term=term.text)

    if term.language not in ("zh", "en"):
        yield problem(f"is in the unknown language “{term.language}”")
    if not term.text or term.text != " ".join(term.text.split()):
        yield problem("is empty or has surplus spaces")
    if not term.source.strip():
        yield problem("has no source", "source")
    if _PLACEHOLDER.search(term.text):
        yield problem("holds a placeholder or a remark; it would never match")
    if (term.language == "zh") is not bool(_CHINESE.search(term.text)):
        yield problem(f"is not written in the language “{term.language}”")


def _rule(concept: Concept, rule: BadRendering) -> Iterator[Problem]:
    def problem(message: str, field: str) -> Problem:
        return Problem(concept.id, message, rule.id, field)

    if not rule.variants or not all(v.strip() for v in rule.variants):
        yield problem("there is no variant, or an empty one", "variants")
    if rule.match not in ("tokens", "regex"):
        yield problem(f"unknown way of matching “{rule.match}”", "match")
    if rule.severity not in _SEVERITIES:
        yield problem(f"unknown severity “{rule.severity}”", "severity")
    expressions = [("fixes", f.when) for f in rule.fixes]
    expressions += [("variants", variant) for variant in rule.variants if rule.match == "regex"]
    for name, expression in expressions:
        try:
            re.compile(expression)
        except re.error as fault:
            yield problem(f"“{expression}” does not compile: {fault}", name)
    for name, beginnings in (("near_any", rule.near_any), ("near_none", rule.near_none)):
        for beginning in beginnings:
            if not beginning.strip() or beginning != lowered(beginning):
                yield problem(f"the neighbour “{beginning}” is not a lower-case word beginning", name)
    if concept.domain != "user":
        if not rule.reason.strip():
            yield problem("there is no reason", "reason")
        if not rule.tests.hit or not rule.tests.miss:
            yield problem("there must be at least one hit test and one miss test", "tests.hit")
    if rule.mode is RuleMode.QUERY and rule.fixes:
        yield problem("a query offers no replacement, so it must have no fixes", "fixes")
    if concept.politically_fixed and rule.mode is RuleMode.AUTOFIX:
        yield problem("politically fixed wording is never repaired unasked", "mode")
    if rule.mode is not RuleMode.QUERY and not rule.fixes and not concept.preferred():
        yield problem("there is nothing to write instead: give a fix, a preferred term, or make it a query", "fixes")


def _clashes(entries: tuple[Concept, ...]) -> Iterator[Problem]:
    """Bad forms that are somebody's approved form; only a rule that needs the Chinese may hold one."""
    approved: dict[str, ConceptId] = {}
    written: set[str] = set()
    for concept in entries:
        for shape in _shapes(concept):
            approved.setdefault(lowered(shape), concept.id)
            written.add(shape)
    for concept in entries:
        own = {lowered(shape) for shape in _shapes(concept)} if concept.bad else set()
        for rule in concept.bad:
            if rule.match == "regex" or rule.status is RuleStatus.RETIRED:
                continue
            for variant in rule.variants:
                form = written_form(variant)
                if rule.case_sensitive and form not in written:
                    continue
                low = lowered(form)
                if low in own:
                    yield Problem(concept.id, f"“{variant}” is bad and approved at once", rule.id, "variants")
                elif low in approved and rule.condition is not Condition.SRC:
                    yield Problem(
                        concept.id, f"“{variant}” is an approved form of {approved[low]}", rule.id, "variants"
                    )


def _shapes(concept: Concept) -> Iterator[str]:
    """Approved English forms of a concept with the endings they may take."""
    for term in concept.forms("en", *_APPROVED):
        for stem, endings in stems(written_form(term.text), inflect=not term.exact):
            yield from (stem + ending for ending in endings)
