"""What is wrong with an entry while it is being edited, each fault with the field it belongs to; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from glossary.completeness import missing_to_approve, missing_to_submit
from glossary.grounds import Grounds
from glossary.model import Concept
from glossary.proposals import Suggestion
from glossary.validate import Problem, validate
from glossary.wording import Said, said


class Weight(StrEnum):
    """What a fault stands in the way of; advice stands in the way of nothing."""

    PROPOSAL = "proposal"
    APPROVAL = "approval"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Place:
    """A field of an entry: of term or rule `number` (counted from 0), or of the entry itself (`part` is concept)."""

    part: str
    number: int = 0
    field: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, in a sentence, and where."""

    place: Place
    said: Said
    weight: Weight

    @property
    def sentence(self) -> str:
        """What is said, in English."""
        return str(self.said)


ENTRY = Place("concept")


def faults_of(concept: Concept, suggestion: Suggestion, grounds: Grounds) -> tuple[Fault, ...]:
    """Everything wrong with an edited entry, the gravest first; `grounds` are those of the suggestion it makes."""
    found: dict[tuple[Place, str], Fault] = {}
    for fault in (*_lacking(concept, suggestion), *_clashing(concept, grounds), *_unsound(concept)):
        found.setdefault((fault.place, fault.sentence), fault)
    order = list(Weight)
    return tuple(sorted(found.values(), key=lambda fault: order.index(fault.weight)))


def _lacking(concept: Concept, suggestion: Suggestion) -> Iterator[Fault]:
    first = missing_to_submit(suggestion)
    for sentence in first:
        yield Fault(_place_of(concept, sentence), Said(sentence), Weight.PROPOSAL)
    for sentence in missing_to_approve(suggestion):
        if sentence not in first:
            yield Fault(_place_of(concept, sentence), Said(sentence), Weight.APPROVAL)


def _clashing(concept: Concept, grounds: Grounds) -> Iterator[Fault]:
    for conflict in grounds.conflicts:
        weight = Weight.APPROVAL if conflict.blocking else Weight.ADVICE
        yield Fault(_place_of_text(concept, conflict.text), conflict.said, weight)
    for sentence in grounds.faults:
        yield Fault(_place_of_rule(concept, sentence), Said(sentence), Weight.APPROVAL)
    for hit in (grounds.clean_hits or ())[:1]:
        text = f"…{hit.left[-30:]}[{hit.hit}]{hit.right[:30]}…".replace("\n", " ")
        yield Fault(_place_of_text(concept, hit.hit), said("Fires on correct text: {text}", text=text), Weight.APPROVAL)


def _unsound(concept: Concept) -> Iterator[Fault]:
    for problem in validate((concept,)):
        yield Fault(_place_of_problem(concept, problem), Said(_sentence(problem.message)), Weight.ADVICE)


def _place_of_problem(concept: Concept, problem: Problem) -> Place:
    if problem.rule is not None:
        numbers = [n for n, rule in enumerate(concept.bad) if rule.id == problem.rule]
        return Place("rule", numbers[0], problem.field) if numbers else ENTRY
    if problem.field in ("text", "source"):
        numbers = [n for n, term in enumerate(concept.terms) if term.text == problem.term]
        return Place("term", numbers[-1], problem.field) if numbers else ENTRY
    return Place("concept", 0, problem.field)


def _place_of_text(concept: Concept, text: str) -> Place:
    """Where a form stands: among the terms, else among the wrong forms and their repairs."""
    folded = text.casefold()
    for number, rule in enumerate(concept.bad):
        if folded in {v.casefold() for v in rule.variants}:
            return Place("rule", number, "variants")
    for number, term in enumerate(concept.terms):
        if term.text.casefold() == folded:
            return Place("term", number, "text")
    for number, rule in enumerate(concept.bad):
        if folded in {fix.to.casefold() for fix in rule.fixes}:
            return Place("rule", number, "fixes")
    return Place("rule", 0, "variants") if len(concept.bad) == 1 else ENTRY


def _place_of_rule(concept: Concept, sentence: str) -> Place:
    for number, rule in enumerate(concept.bad):
        named = rule.variants[0] if rule.variants else rule.id
        if f"({rule.id})" in sentence or f"rule for “{named}” does" in sentence:
            missed = any(f"“{case}” must" in sentence for case in rule.tests.miss)
            return Place("rule", number, "tests.miss" if missed else "tests.hit")
    return ENTRY


def _place_of(concept: Concept, sentence: str) -> Place:
    """Where something lacks, as the sentence that says so names it."""
    for number, term in enumerate(concept.terms):
        if term.text and f"source of “{term.text}”" in sentence:
            return Place("term", number, "source")
    for number, rule in enumerate(concept.bad):
        if rule.variants and sentence.startswith(f"“{rule.variants[0]}”"):
            return Place("rule", number, "mode")
    for number, term in enumerate(concept.terms):
        if "forms is empty" in sentence and not term.text.strip():
            return Place("term", number, "text")
    for number, rule in enumerate(concept.bad):
        if "names no form" in sentence and not rule.variants:
            return Place("rule", number, "variants")
    for word, field in (("definition", "definition"), ("domain", "domain")):
        if word in sentence:
            return Place("concept", 0, field)
    return ENTRY


def _sentence(message: str) -> str:
    return f"{message[:1].upper()}{message[1:]}." if message else ""
