"""Where in the glossary a suggestion belongs, decided by its Chinese and English as typed; no widget, no store."""

from __future__ import annotations

from dataclasses import dataclass, replace

from glossary.conflicts import Lexicon
from glossary.grounds import NO_GROUNDS, Grounds
from glossary.model import Concept, Condition, TermStatus
from glossary.proposals import NO_CONCEPT, Action, Change, Role, Suggestion
from glossary.propose import Duplicate, duplicates
from glossary.review import decide
from glossary.twins import english_key

APPROVED = (TermStatus.PREFERRED, TermStatus.ADMITTED)
SIMILAR = 5


@dataclass(frozen=True, slots=True)
class Known:
    """What the termbase has when a form is opened: its terms made comparable, and all suggestions so far."""

    lexicon: Lexicon
    suggestions: tuple[Suggestion, ...] = ()
    grounds: Grounds = NO_GROUNDS


@dataclass(frozen=True, slots=True)
class Likeness:
    """What looks like the form so far: the same forms, and terms that are merely alike."""

    same: tuple[Duplicate, ...]
    similar: tuple[tuple[Concept, str], ...]


def placed(suggestion: Suggestion, lexicon: Lexicon) -> Suggestion:
    """The suggestion as a change of the concept that has its Chinese, or as a new concept."""
    concept = _concept_of(suggestion, lexicon)
    condition = suggestion.condition
    if suggestion.bad and condition is None:
        condition = Condition.SRC if suggestion.zh else Condition.CTX
    if concept is None:
        change = Change.CONCEPT if suggestion.zh or not suggestion.bad else Change.RULE
        status = suggestion.status or (TermStatus.PREFERRED if change is Change.CONCEPT else None)
        return replace(suggestion, concept=NO_CONCEPT, change=change, status=status, condition=condition)
    own = english_key(suggestion.en) in {english_key(t.text) for t in concept.forms("en", *APPROVED)}
    change = Change.RULE if suggestion.bad and (own or not suggestion.en) else Change.TERM
    status = None if change is Change.RULE else suggestion.status or TermStatus.ADMITTED
    return replace(
        suggestion, concept=concept.id, change=change, status=status, condition=condition,
        politically_fixed=suggestion.politically_fixed or concept.politically_fixed,
    )  # fmt: skip


def proposed(suggestion: Suggestion, known: Known, who: str, role: Role, time: float) -> Suggestion:
    """The draft put into its place and proposed; ReviewError says what it lacks or why it may not be."""
    draft = replace(placed(suggestion, known.lexicon), author=who, created=time)
    return decide(draft, Action.SUBMIT, who, role, time, grounds=known.grounds)[0]


def likeness(suggestion: Suggestion, known: Known) -> Likeness:
    """What the termbase has of the forms typed so far."""
    bad = suggestion.bad[0] if suggestion.bad else ""
    same = duplicates(suggestion.zh, bad, suggestion.en, known.lexicon.concepts, known.suggestions)
    named = {d.concept.id for d in same if d.concept is not None}
    alike = known.lexicon.similar(suggestion.zh, suggestion.en, SIMILAR)
    return Likeness(same, tuple((d.concept, d.term.text) for d in alike if d.concept.id not in named))


def _concept_of(suggestion: Suggestion, lexicon: Lexicon) -> Concept | None:
    if not suggestion.zh:
        return next((c for c in lexicon.concepts if c.id == suggestion.concept), None)
    found = lexicon.concepts_of(suggestion.zh)
    named = next((c for c in found if c.id == suggestion.concept), None)
    return named or (found[0] if len(found) == 1 else None)
