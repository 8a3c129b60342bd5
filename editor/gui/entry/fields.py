"""Every field of an entry, its terms and its wrong renderings: name, explanation, how it is edited; no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from editor.gui.review.form import DOMAINS
from editor.gui.review.names import CONDITIONS, MODES, STATUSES
from editor.i18n import mark
from glossary.model import Condition, InsideQuotes, RuleMode, RuleStatus, TermStatus


class Kind(StrEnum):
    """How a field is edited. LINES: one value a line; PAIRS: a replacement and where; OPEN: offered or typed."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    CHOICE = "choice"
    OPEN = "open"
    TICK = "tick"
    NUMBER = "number"
    PAIRS = "pairs"


@dataclass(frozen=True, slots=True)
class FieldText:
    """One field: `name` in the value (`tests.hit` for what lies in another value), title, one sentence on it.

    `choices` are the values offered with what they are called; `values` is the enumeration they belong to, if any.
    """

    name: str
    title: str
    sentence: str
    kind: Kind = Kind.LINE
    choices: Mapping[Any, str] = field(default_factory=dict)
    values: type[StrEnum] | None = None


INSIDE_QUOTES = {
    InsideQuotes.ANY: mark("inside and outside"),
    InsideQuotes.ONLY: mark("inside only"),
    InsideQuotes.NEVER: mark("outside only"),
}
IN_FORCE = {RuleStatus.APPROVED: mark("in force"), RuleStatus.RETIRED: mark("out of force")}
MATCH = {"tokens": mark("words"), "regex": mark("regular expression")}
SEVERITIES = {
    "critical": mark("critical"), "major": mark("major"), "minor": mark("minor"), "info": mark("for information"),
}  # fmt: skip
PARTS_OF_SPEECH = {
    "": "—", "noun": mark("noun"), "verb": mark("verb"), "adjective": mark("adjective"), "adverb": mark("adverb"),
    "other": mark("other"),
}  # fmt: skip
TERM_TYPES = {
    "": "—", "fullForm": mark("full form"), "acronym": mark("acronym"), "abbreviation": mark("abbreviation"),
    "shortForm": mark("short form"), "variant": mark("spelling variant"), "phrase": mark("standing phrase"),
}  # fmt: skip

CONCEPT_FIELDS = (
    FieldText("domain", mark("Domain"), mark("What the term belongs to; conflicts are looked for within a domain."),
              Kind.OPEN, {name: name for name in DOMAINS}),
    FieldText("definition", mark("Definition"), mark("What the term means; needed for numeronyms and for homographs."),
              Kind.TEXT),
    FieldText("expansion", mark("Spelled out"), mark("What a numeronym counts, one member a line."), Kind.LINES),
    FieldText("first_mention", mark("First mention"), mark("The longer English for the first time in a text.")),
    FieldText("jurisdiction", mark("Jurisdiction"), mark("Whose law the term belongs to."), Kind.OPEN,
              {name: name for name in ("PRC", "HK", "TW", "Macao")}),
    FieldText("cross_references", mark("See also"), mark("Ids of entries it must not be mixed up with, one a line."),
              Kind.LINES),
    FieldText("note", mark("Note"), mark("What a translator must know; why there is no preferred form, if so."),
              Kind.TEXT),
    FieldText("politically_fixed", mark("Politically fixed"), mark("Two persons must approve every change of it."),
              Kind.TICK),
)  # fmt: skip

TERM_FIELDS = (
    FieldText("text", mark("Form"), mark("The term exactly as it is written.")),
    FieldText("status", mark("Status"), mark("One form a language is preferred; admitted ones are right as well."),
              Kind.CHOICE, STATUSES, TermStatus),
    FieldText("source", mark("Source"), mark("Where the form was seen; “usage” where nowhere in particular.")),
    FieldText("reading", mark("Reading"), mark("Pinyin of a Chinese form; it is found by it.")),
    FieldText("part_of_speech", mark("Part of speech"), mark("What kind of word it is, for export."), Kind.CHOICE,
              PARTS_OF_SPEECH),
    FieldText("term_type", mark("Type"), mark("What kind of form it is, for export."), Kind.CHOICE, TERM_TYPES),
    FieldText("case_sensitive", mark("Capitals count"), mark("It is this term only if written with these capitals."),
              Kind.TICK),
    FieldText("exact", mark("No endings"), mark("It takes no plural or other ending."), Kind.TICK),
    FieldText("note", mark("Note"), mark("What is to be known about this form alone.")),
)  # fmt: skip

RULE_FIELDS = (
    FieldText("variants", mark("Wrong forms"), mark("What the machine writes, one form a line."), Kind.LINES),
    FieldText("condition", mark("It is wrong"), mark("How much must be known before it is reported."), Kind.CHOICE,
              CONDITIONS, Condition),
    FieldText("fixes", mark("Write instead"), mark("The repair; with a second one, where it holds (a regular "
              "expression searched in the sentence). None: the preferred form is written."), Kind.PAIRS),
    FieldText("mode", mark("Then"), mark("What the program does where it is found."), Kind.CHOICE, MODES, RuleMode),
    FieldText("reason", mark("Why it is wrong"), mark("The sentence a translator reads beside the finding."),
              Kind.TEXT),
    FieldText("near_any", mark("Only near"), mark("Beginnings of words in small letters, one of which must stand "
              "near it; one a line."), Kind.LINES),
    FieldText("near_none", mark("Not near"), mark("Beginnings of words in small letters that keep the rule silent "
              "when they stand near it; one a line."), Kind.LINES),
    FieldText("window", mark("Near means"), mark("How many words on either side count as near."), Kind.NUMBER),
    FieldText("source_any", mark("Only with Chinese"), mark("Chinese of which one must stand in the source; none: "
              "the Chinese forms of this entry. One a line."), Kind.LINES),
    FieldText("source_none", mark("Not with Chinese"), mark("Chinese that keeps the rule silent when it stands in "
              "the source; one a line."), Kind.LINES),
    FieldText("inside_quotes", mark("Quotation marks"), mark("Whether it is looked for inside quotation marks."),
              Kind.CHOICE, INSIDE_QUOTES, InsideQuotes),
    FieldText("tests.hit", mark("Must hit"), mark("Sentences it must be found in, one a line; with the Chinese: "
              "中文 => English."), Kind.LINES),
    FieldText("tests.miss", mark("Must miss"), mark("Correct sentences it must leave alone, one a line."), Kind.LINES),
    FieldText("severity", mark("Severity"), mark("How grave the mistake is."), Kind.CHOICE, SEVERITIES),
    FieldText("match", mark("Written as"), mark("Words take endings and hyphens freely; a regular expression is "
              "taken as it is."), Kind.CHOICE, MATCH),
    FieldText("inflect", mark("Endings"), mark("The last word may take a plural or other ending."), Kind.TICK),
    FieldText("case_sensitive", mark("Capitals count"), mark("It is wrong only if written with these capitals."),
              Kind.TICK),
    FieldText("profiles", mark("Profiles"), mark("Kinds of text it holds for, one a line."), Kind.LINES),
    FieldText("check", mark("Check"), mark("Number of the check that reports it; empty: known wrong rendering.")),
    FieldText("mqm", mark("Error type"), mark("Its place in the MQM list of errors, for reports.")),
    FieldText("evidence", mark("Seen in"), mark("Where the mistake was met, one place a line."), Kind.LINES),
    FieldText("status", mark("In force"), mark("A rule out of force is kept and reports nothing."), Kind.CHOICE,
              IN_FORCE, RuleStatus),
)  # fmt: skip
