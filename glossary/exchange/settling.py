"""What every import goes through after its file is read: ids, limits, and that nothing arrives approved."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Callable, Iterable

from glossary.errors import GlossaryFileError, Stopped
from glossary.exchange.report import Imported, Tally
from glossary.files import fault
from glossary.model import Concept, ConceptId, RuleStatus, Term, TermStatus
from glossary.wording import said

HAN = re.compile("[\u2e80-\u2fdf\u3007\u3021-\u3029\u31c0-\u31ef\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
                 "\U00020000-\U0003ffff]")  # fmt: skip
_GENERIC = re.compile(r"[A-Za-z_.\-]{0,8}\d+\Z")
_LOOK = 200  # entries between two looks whether the person wants it stopped
Placed = tuple[Concept, int]


def own_id(terms: Iterable[Term], given: str = "") -> ConceptId:
    """An id for a concept of a foreign file, the same each time it is read.

    Ids that merely number (`c1`, `eid-948718`) mean something else in the next file: the first forms are added.
    """
    if given and not _GENERIC.match(given):
        return ConceptId(given)
    first: dict[str, str] = {}
    for term in terms:
        first.setdefault(term.language, term.text)
    digest = hashlib.sha256(repr(sorted(first.items())).encode("utf-8", "backslashreplace")).hexdigest()
    return ConceptId(f"{given or 'x'}.{digest[:10]}")


def with_preference(terms: Iterable[tuple[Term, bool]]) -> tuple[Term, ...]:
    """Terms of a file, each with whether it says its status: of the others the first of a language is preferred."""
    held = list(terms)
    preferred = {t.language for t, stated in held if stated and t.status is TermStatus.PREFERRED}
    out = []
    for term, stated in held:
        if not stated:
            status = TermStatus.ADMITTED if term.language in preferred else TermStatus.PREFERRED
            preferred.add(term.language)
            term = dataclasses.replace(term, status=status)
        out.append(term)
    return tuple(out)


def unapproved(concept: Concept) -> Concept:
    """The concept with its approved rules proposed: whoever sends a file does not approve for us."""
    if not any(rule.status is RuleStatus.APPROVED for rule in concept.bad):
        return concept
    rules = (
        dataclasses.replace(rule, status=RuleStatus.PROPOSED) if rule.status is RuleStatus.APPROVED else rule
        for rule in concept.bad
    )
    return dataclasses.replace(concept, bad=tuple(rules))


def settle(found: Iterable[Placed], name: str, tally: Tally, *, own: bool) -> Imported:
    """Concepts with their lines in the file, made fit for a glossary. Raises GlossaryFileError."""
    concepts: list[Concept] = []
    seen: set[str] = set()
    terms = 0
    for number, (concept, line) in enumerate(found):
        if number % _LOOK == 0 and tally.manner.stopped():
            raise Stopped("The reading was stopped; nothing of it has been kept.")
        problem = fault(concept)
        if problem:
            tally.leave_out(
                line, concept.preferred("zh") or concept.id, GlossaryFileError(f"{name}, line {line}: {problem}")
            )
            continue
        if concept.id in seen:
            tally.add(said("Identifier used twice, a number added"), concept.id)
            concept = dataclasses.replace(concept, id=_free(concept.id, seen.__contains__))
        seen.add(concept.id)
        terms += len(concept.terms)
        concepts.append(concept if own else unapproved(concept))
    return Imported(tuple(concepts), tally.report(len(concepts), terms), tuple(tally.left_out))


def _free(id_: ConceptId, taken: Callable[[str], bool]) -> ConceptId:
    number = 2
    while taken(f"{id_}-{number}"):
        number += 1
    return ConceptId(f"{id_}-{number}")
