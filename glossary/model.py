"""Frozen values of the termbase: concept, term, bad rendering; no behaviour beyond their own fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

ConceptId = NewType("ConceptId", str)
RuleId = NewType("RuleId", str)


class TermStatus(StrEnum):
    """Administrative status of a term (the four values of TBX-Basic)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"


class Condition(StrEnum):
    """When a bad rendering may be believed: on the MT alone, in its profile only, with the Chinese term only."""

    MONO = "mono"
    CTX = "ctx"
    SRC = "src"


class RuleMode(StrEnum):
    """What the program may do with a hit; QUERY asks the client and offers no replacement."""

    AUTOFIX = "autofix"
    SUGGEST = "suggest"
    WARN = "warn"
    QUERY = "query"


class RuleStatus(StrEnum):
    """Life of a rule as far as matching needs it; only approved rules are painted."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    RETIRED = "retired"


class InsideQuotes(StrEnum):
    """Whether a rule looks inside quotation marks."""

    ANY = "any"
    ONLY = "only"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Term:
    """One form of a concept in one language (`zh` or `en`).

    `source` names where the rendering was seen, `usage` where nowhere in particular. `case_sensitive` forms match
    only as written; `exact` forms take no inflection.
    """

    text: str
    language: str
    status: TermStatus = TermStatus.PREFERRED
    source: str = "usage"
    reading: str = ""
    part_of_speech: str = ""
    term_type: str = ""
    case_sensitive: bool = False
    exact: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class RuleFix:
    """A replacement; `when` is a regular expression searched in the sentence, empty for the default."""

    to: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class RuleTests:
    """Sentences a rule must hit and must miss; run when the glossary is validated.

    A case is an English sentence, or `中文 => English` where the Chinese matters.
    """

    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BadRendering:
    """A known machine mistranslation of a concept: a pattern that holds under a condition, not a deprecated term.

    `variants` are phrases (`match="tokens"`: white space, hyphens, apostrophes and, with `inflect`, the last word's
    endings vary freely) or regular expressions (`match="regex"`). `near_any`/`near_none` are lower-case word
    beginnings that must/must not stand within `window` words on either side; `source_any`/`source_none` are Chinese
    strings; an empty `source_any` means the concept's own Chinese terms. `check` is the id of the check under which
    a hit is reported (empty: T01/T03).
    """

    id: RuleId
    variants: tuple[str, ...]
    condition: Condition = Condition.MONO
    match: str = "tokens"
    case_sensitive: bool = False
    inflect: bool = True
    source_any: tuple[str, ...] = ()
    source_none: tuple[str, ...] = ()
    near_any: tuple[str, ...] = ()
    near_none: tuple[str, ...] = ()
    window: int = 6
    profiles: tuple[str, ...] = ("court-news",)
    inside_quotes: InsideQuotes = InsideQuotes.ANY
    fixes: tuple[RuleFix, ...] = ()
    mode: RuleMode = RuleMode.SUGGEST
    severity: str = "major"
    mqm: str = "Terminology/Wrong term"
    check: str = ""
    reason: str = ""
    tests: RuleTests = field(default_factory=RuleTests)
    evidence: tuple[str, ...] = ()
    status: RuleStatus = RuleStatus.APPROVED


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning with its forms in both languages and its known bad renderings.

    `expansion` spells out a numeronym; `politically_fixed` wording is never changed without being asked about.
    """

    id: ConceptId
    domain: str
    terms: tuple[Term, ...]
    bad: tuple[BadRendering, ...] = ()
    definition: str = ""
    expansion: tuple[str, ...] = ()
    jurisdiction: str = "PRC"
    cross_references: tuple[str, ...] = ()
    politically_fixed: bool = False
    first_mention: str = ""
    note: str = ""

    def forms(self, language: str, *statuses: TermStatus) -> tuple[Term, ...]:
        """Terms in `language`, of the given statuses (all if none is named), in entry order."""
        return tuple(t for t in self.terms if t.language == language and (not statuses or t.status in statuses))

    def preferred(self, language: str = "en") -> str:
        """The preferred form in `language`, or an empty string where the concept has none on purpose."""
        found = self.forms(language, TermStatus.PREFERRED)
        return found[0].text if found else ""
