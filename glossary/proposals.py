"""Frozen values of the learning glossary: suggestion, evidence, decision, comment, audit entry, release; no rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from glossary.model import Concept, ConceptId, Condition, RuleId, RuleMode, TermStatus

SuggestionId = NewType("SuggestionId", str)
CommentId = NewType("CommentId", str)

NO_CONCEPT = ConceptId("")
NO_RULE = RuleId("")

_NAME = re.compile(r"(?<![^\W_])@([\w.\-]*\w)")


class Role(StrEnum):
    """What a person may do; every role may do what those before it may."""

    READER = "reader"
    TRANSLATOR = "translator"
    REVIEWER = "reviewer"
    LEAD = "lead"

    @property
    def rank(self) -> int:
        """Place in the order of the roles, 0 for the reader."""
        return tuple(Role).index(self)

    def may(self, needed: Role) -> bool:
        """Whether this role includes the needed one."""
        return self.rank >= needed.rank


class Change(StrEnum):
    """What a suggestion changes. ENTRY: one whole concept as edited or imported (`Suggestion.entry`)."""

    CONCEPT = "concept"
    TERM = "term"
    RULE = "rule"
    ENTRY = "entry"


class State(StrEnum):
    """Where a suggestion stands in its life."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    NEEDS_INFO = "needs_info"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    RELEASED = "released"
    REJECTED = "rejected"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"


class Action(StrEnum):
    """What a decision does with a suggestion. ENDORSE is the first of two approvals; EDIT and IMPORT are records.

    RESTORE gives a rule that was lowered and returned its former mode again.
    """

    SUBMIT = "submit"
    ASK = "ask"
    ANSWER = "answer"
    TAKE = "take"
    ENDORSE = "endorse"
    APPROVE = "approve"
    REJECT = "reject"
    MERGE = "merge"
    WITHDRAW = "withdraw"
    RELEASE = "release"
    DEPRECATE = "deprecate"
    SUPERSEDE = "supersede"
    REOPEN = "reopen"
    RESTORE = "restore"
    EDIT = "edit"
    IMPORT = "import"


class Reason(StrEnum):
    """Why a suggestion was rejected."""

    WRONG_SENSE = "wrong_sense"
    NO_SOURCE = "no_source"
    DUPLICATE = "duplicate"
    HOUSE_STYLE = "house_style"
    POLITICALLY_SENSITIVE = "politically_sensitive"
    CONTEXT_ONLY = "context_only"


class Origin(StrEnum):
    """How a suggestion came to be; DEMOTED ones are rules that did not earn their keep."""

    HAND = "hand"
    MINED = "mined"
    IMPORTED = "imported"
    DEMOTED = "demoted"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One edit that speaks for a suggestion; `time` is seconds since 1970 UTC.

    `before` and `after` are the target sentence (or a part of it) around the edit; `source` is the source segment,
    empty in monolingual work. `reversed` evidence was changed back by someone later.
    """

    before: str
    after: str
    document: str = ""
    segment: str = ""
    translator: str = ""
    time: float = 0.0
    source: str = ""
    reversed: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A change to the glossary on its way through review; `created` is seconds since 1970 UTC.

    `zh` is the source span (empty: not known), `bad` the bad renderings, `en` the approved rendering. `concept` names
    the concept that is changed (empty: a new one), `rule` the bad rendering that is changed (empty: a new one).
    `replaces` is the preferred form that becomes superseded. `status` and `condition` are None until chosen.
    `example` and `misses` are sentences (`English` or `中文 => English`) the rule must hit and must leave alone.
    `exception` says why a rule that fires on clean text is right nevertheless. `entry` is the whole concept for
    `Change.ENTRY`. `version` grows by one with every change; `writers` wrote the wording of this version beside the
    author; `approvals` are those who approved it so far. `target` names what it was merged into or superseded by.
    """

    id: SuggestionId
    change: Change
    author: str
    created: float = 0.0
    zh: str = ""
    bad: tuple[str, ...] = ()
    en: str = ""
    concept: ConceptId = NO_CONCEPT
    rule: RuleId = NO_RULE
    replaces: str = ""
    domain: str = ""
    example: str = ""
    misses: tuple[str, ...] = ()
    rationale: str = ""
    definition: str = ""
    expansion: tuple[str, ...] = ()
    source: str = ""
    status: TermStatus | None = None
    condition: Condition | None = None
    mode: RuleMode = RuleMode.SUGGEST
    severity: str = "major"
    case_sensitive: bool = False
    near_none: tuple[str, ...] = ()
    politically_fixed: bool = False
    exception: str = ""
    entry: Concept | None = None
    evidence: tuple[Evidence, ...] = ()
    competing: tuple[tuple[str, int], ...] = ()
    origin: Origin = Origin.HAND
    state: State = State.DRAFT
    version: int = 1
    writers: tuple[str, ...] = ()
    reviewer: str = ""
    approvals: tuple[str, ...] = ()
    target: str = ""

    @property
    def documents(self) -> int:
        """How many documents the evidence comes from."""
        return len({e.document for e in self.evidence if e.document})

    @property
    def translators(self) -> tuple[str, ...]:
        """Who made the edits, sorted."""
        return tuple(sorted({e.translator for e in self.evidence if e.translator}))


@dataclass(frozen=True, slots=True)
class Decision:
    """One step in the life of a suggestion: who did what with which version, and where that led; never changed.

    `version` is the version decided on; `target` the suggestion merged into or superseded by.
    """

    suggestion: SuggestionId
    version: int
    who: str
    role: Role
    time: float
    action: Action
    before: State
    after: State
    reason: Reason | None = None
    comment: str = ""
    target: str = ""


class Subject(StrEnum):
    """What a comment is about."""

    SUGGESTION = "suggestion"
    CONCEPT = "concept"
    TERM = "term"
    OCCURRENCE = "occurrence"


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark in a thread; `parent` is the comment it answers (None: it opens a thread).

    `about` is the id of the suggestion or concept; `detail` the text of the term, or `document/segment` of the
    occurrence.
    """

    id: CommentId
    subject: Subject
    about: str
    author: str
    time: float
    text: str
    detail: str = ""
    parent: CommentId | None = None

    @property
    def asked(self) -> tuple[str, ...]:
        """Names the text asks with `@name`."""
        return tuple(dict.fromkeys(_NAME.findall(self.text)))


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit trail; `digest` covers all fields and the digest of the entry before (`previous`)."""

    sequence: int
    time: float
    who: str
    role: Role
    what: str
    old: str
    new: str
    why: str
    previous: str
    digest: str


class Kind(StrEnum):
    """What happened to an entry between two releases."""

    ADDED = "added"
    CHANGED = "changed"
    DEPRECATED = "deprecated"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line of a change log: `what` is `concept`, `term` or `rule`; `text` names it for people."""

    kind: Kind
    what: str
    concept: ConceptId
    text: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """A numbered state of the glossary; `digest` is the SHA-256 over its canonical content.

    `suggestions` are those it released; `failures` are the hit and miss tests that failed (in sentences); `note` is
    what its author says of it.
    """

    label: str
    digest: str
    time: float
    author: str
    concepts: int
    changes: tuple[ChangeLine, ...] = ()
    suggestions: tuple[SuggestionId, ...] = ()
    tests: int = 0
    failures: tuple[str, ...] = ()
    previous: str = ""
    note: str = ""

    @property
    def signature(self) -> str:
        """What exports carry: the label and the first eight digits of the digest."""
        return f"{self.label}+{self.digest[:8]}"
