"""What states, conditions, reasons and kinds of the termbase are called in the window; nothing else."""

from __future__ import annotations

from editor.gui.review.queue import Alone
from editor.i18n import mark
from glossary.conflicts import ConflictKind
from glossary.impact import EffectKind
from glossary.model import Condition, RuleMode, TermStatus
from glossary.proposals import Kind, Origin, Reason, Role, State
from glossary.propose import Likeness

CONDITIONS = {
    Condition.MONO: mark("always, even without the Chinese"),
    Condition.CTX: mark("in court news"),
    Condition.SRC: mark("only where the Chinese term stands"),
}
STATUSES = {
    TermStatus.PREFERRED: mark("preferred"),
    TermStatus.ADMITTED: mark("admitted"),
    TermStatus.DEPRECATED: mark("deprecated"),
    TermStatus.SUPERSEDED: mark("superseded"),
}
MODES = {
    RuleMode.AUTOFIX: mark("repaired at once"),
    RuleMode.SUGGEST: mark("a repair is offered"),
    RuleMode.WARN: mark("only listed"),
    RuleMode.QUERY: mark("the client is asked"),
}
STATES = {
    State.DRAFT: mark("draft"),
    State.PROPOSED: mark("proposed"),
    State.NEEDS_INFO: mark("needs an answer"),
    State.IN_REVIEW: mark("in review"),
    State.APPROVED: mark("approved"),
    State.RELEASED: mark("released"),
    State.REJECTED: mark("rejected"),
    State.MERGED: mark("merged"),
    State.WITHDRAWN: mark("withdrawn"),
    State.DEPRECATED: mark("deprecated"),
    State.SUPERSEDED: mark("superseded"),
}
ORIGINS = {
    Origin.HAND: mark("proposed by hand"),
    Origin.MINED: mark("found in corrections"),
    Origin.IMPORTED: mark("imported"),
    Origin.DEMOTED: mark("an approved rule that translators refuse"),
}
KINDS = {
    Kind.ADDED: mark("Added"),
    Kind.CHANGED: mark("Changed"),
    Kind.DEPRECATED: mark("Out of force"),
    Kind.REMOVED: mark("Removed"),
}
PARTS = {"concept": mark("entry"), "term": mark("term"), "rule": mark("wrong rendering")}
ALONE = {
    Alone.STATE: mark("Decided already"),
    Alone.FIXED: mark("Politically fixed, two persons must look at it"),
    Alone.CONFLICT: mark("It clashes"),
    Alone.FIRES: mark("Fires on correct text"),
    Alone.REFUSED: mark("You cannot approve it now"),
    Alone.CRITICAL: mark("A critical error"),
    Alone.ENTRY: mark("A whole entry"),
}
REASONS = {
    Reason.WRONG_SENSE: mark("Wrong sense"),
    Reason.NO_SOURCE: mark("No source for the rendering"),
    Reason.DUPLICATE: mark("In the glossary already"),
    Reason.HOUSE_STYLE: mark("Against the house style"),
    Reason.POLITICALLY_SENSITIVE: mark("Politically sensitive"),
    Reason.CONTEXT_ONLY: mark("Right in this context only"),
}
ROLES = {
    Role.READER: mark("Reader"),
    Role.TRANSLATOR: mark("Translator"),
    Role.REVIEWER: mark("Reviewer"),
    Role.LEAD: mark("Lead"),
}
EFFECTS = {
    EffectKind.FLAGS: mark("Newly flagged"),
    EffectKind.LISTS: mark("Newly listed"),
    EffectKind.SILENCES: mark("No longer flagged"),
}
LIKENESSES = {
    Likeness.REJECTED: mark("This was rejected before: {text}"),
    Likeness.CHINESE: mark("The Chinese is known: {text}"),
    Likeness.BAD_IS_APPROVED: mark("The wrong form is an approved one: {text}"),
    Likeness.BAD: mark("The wrong form is known: {text}"),
    Likeness.ENGLISH: mark("The English is known: {text}"),
}
CONFLICTS = {
    ConflictKind.TWO_PREFERRED: mark("Two preferred forms"),
    ConflictKind.BAD_IS_APPROVED: mark("Bad and approved"),
    ConflictKind.SWAP: mark("Back and forth"),
    ConflictKind.SHADOWING: mark("Part of another term"),
    ConflictKind.CASE_TWIN: mark("Differs in capitals only"),
    ConflictKind.SCRIPT_TWIN: mark("The same in other characters"),
    ConflictKind.HOMOGRAPH: mark("Two meanings"),
    ConflictKind.DUPLICATE: mark("Duplicate"),
    ConflictKind.SHARED_ENGLISH: mark("One English for two terms"),
    ConflictKind.NO_CONCEPT: mark("No concept"),
    ConflictKind.OTHER_JURISDICTION: mark("Another jurisdiction"),
}
# Words that stand in sentences of the glossary about who may do what.
SPOKEN = (
    mark("needs info"), mark("submit"), mark("ask"), mark("answer"), mark("take"), mark("endorse"), mark("approve"),
    mark("reject"), mark("merge"), mark("withdraw"), mark("release"), mark("deprecate"), mark("supersede"),
    mark("reopen"), mark("restore"), mark("A reader"), mark("A translator"), mark("A reviewer"), mark("A lead"),
    mark("reader"), mark("translator"), mark("reviewer"), mark("lead"),
)  # fmt: skip
