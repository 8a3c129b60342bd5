"""A suggestion made by hand: a form filled from what is selected, and what the glossary has of it already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from glossary.changes import Alignment
from glossary.corpus import context
from glossary.forms import cased, lowered, written_form
from glossary.model import Concept, Condition, TermStatus
from glossary.proposals import Change, Evidence, State, Suggestion, SuggestionId
from glossary.words import ARTICLES, Word, joined, words_of

Span = tuple[int, int]
_GONE = frozenset({State.REJECTED, State.WITHDRAWN, State.MERGED})


@dataclass(frozen=True, slots=True)
class Selection:
    """A segment with what is selected in it: `zh` of the source, `en` a span of the target (either may be missing).

    `replaced` is the wrong form if it is known (the text a person just typed over); else the machine's text tells.
    """

    document: str
    segment: str
    source: str
    machine: str
    target: str
    translator: str
    time: float
    zh: str = ""
    en: Span | None = None
    replaced: str = ""


class Likeness(StrEnum):
    """In what a known form is like the proposed one."""

    CHINESE = "chinese"
    ENGLISH = "english"
    BAD = "bad"
    BAD_IS_APPROVED = "bad_is_approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Something the glossary has already: an entry, or a suggestion on its way; `text` is the form they share."""

    likeness: Likeness
    text: str
    concept: Concept | None = None
    suggestion: Suggestion | None = None


def replaced_text(machine: str, target: str, span: Span) -> str:
    """What the machine had where `target` has `[start, end)` now, in whole changes; empty where it had nothing."""
    old, new = words_of(machine), words_of(target)
    start = next((n for n, w in enumerate(new) if w.end > span[0]), len(new))
    end = next((n for n in range(len(new), 0, -1) if new[n - 1].start < span[1]), 0)
    hunks = Alignment(old, new).hunks
    inside = [h for h in hunks if h.new_start < end and h.new_end > start]
    if not inside:  # only something left out at an edge can be meant
        inside = [h for h in hunks if h.new_start == h.new_end and h.new_start in (start, end)]
    if start >= end or not inside:
        return ""
    first, last = inside[0], inside[-1]
    old_start = first.start - max(0, first.new_start - start)
    old_end = last.end + max(0, end - last.new_end)
    return joined(machine, _without_edges(old[old_start:old_end]))


def prefilled(id: SuggestionId, selection: Selection, concepts: Iterable[Concept] = ()) -> Suggestion:
    """A draft with everything the selection tells; a concept that has the Chinese or the English is named.

    With a known concept the draft adds a bad rendering to it (`RULE`) if the English is one of its own, else a term.
    """
    en = selection.target[slice(*selection.en)].strip() if selection.en else ""
    bad = selection.replaced.strip()
    if not bad and selection.en:
        bad = replaced_text(selection.machine, selection.target, selection.en)
    if _folded(bad) == _folded(en):
        bad = ""
    concept = _known(concepts, selection.zh, en, selection.source)
    zh = selection.zh.strip() or (_chinese_in(concept, selection.source) if concept else "")
    before = context(selection.machine, words_of(selection.machine), tuple(w.stem for w in words_of(bad)))
    after = context(selection.target, words_of(selection.target), tuple(w.stem for w in words_of(en)))
    evidence = Evidence(
        before, after, selection.document, selection.segment, selection.translator, selection.time, selection.source
    )
    example = selection.machine if bad else selection.target
    draft = Suggestion(
        id,
        Change.CONCEPT,
        selection.translator,
        selection.time,
        zh=zh,
        bad=(bad,) if bad else (),
        en=en,
        example=f"{selection.source} => {example}" if selection.source else example,
        condition=(Condition.SRC if zh else Condition.CTX) if bad else None,
        evidence=(evidence,) if bad and selection.machine != selection.target else (),
    )
    return _of_concept(draft, concept) if concept else draft


def duplicates(
    zh: str, bad: str, en: str, concepts: Iterable[Concept], suggestions: Iterable[Suggestion] = ()
) -> tuple[Duplicate, ...]:
    """What is known already of the forms typed so far; the same Chinese first, then rejected pairs."""
    wanted = {"zh": zh.strip(), "en": _folded(en), "bad": _folded(bad)}
    found: list[Duplicate] = []
    for concept in concepts:
        found += _in_concept(concept, wanted)
    for suggestion in suggestions:
        found += _in_suggestion(suggestion, wanted)
    order = (Likeness.REJECTED, Likeness.CHINESE, Likeness.BAD_IS_APPROVED, Likeness.BAD, Likeness.ENGLISH)
    return tuple(sorted(found, key=lambda d: order.index(d.likeness)))


def _in_concept(concept: Concept, wanted: dict[str, str]) -> Iterable[Duplicate]:
    for term in concept.terms:
        text = term.text if term.language == "zh" else _folded(term.text)
        if text and text == wanted[term.language if term.language == "zh" else "en"]:
            yield Duplicate(Likeness.CHINESE if term.language == "zh" else Likeness.ENGLISH, term.text, concept)
        if term.language == "en" and text and text == wanted["bad"] and _is_approved(term.status):
            yield Duplicate(Likeness.BAD_IS_APPROVED, term.text, concept)
    for rule in concept.bad:
        if rule.match == "tokens":
            yield from (Duplicate(Likeness.BAD, v, concept) for v in rule.variants if _folded(v) == wanted["bad"] != "")


def _in_suggestion(suggestion: Suggestion, wanted: dict[str, str]) -> Iterable[Duplicate]:
    bad = {_folded(text) for text in suggestion.bad}
    same_zh = bool(wanted["zh"]) and suggestion.zh == wanted["zh"]
    same_en = bool(wanted["en"]) and _folded(suggestion.en) == wanted["en"]
    same_bad = bool(wanted["bad"]) and wanted["bad"] in bad
    if suggestion.state is State.REJECTED and same_en and (same_zh or same_bad):
        yield Duplicate(Likeness.REJECTED, suggestion.en, suggestion=suggestion)
    elif suggestion.state in _GONE:
        return
    elif same_zh:
        yield Duplicate(Likeness.CHINESE, suggestion.zh, suggestion=suggestion)
    elif same_bad:
        yield Duplicate(Likeness.BAD, wanted["bad"], suggestion=suggestion)
    elif same_en:
        yield Duplicate(Likeness.ENGLISH, suggestion.en, suggestion=suggestion)


def _known(concepts: Iterable[Concept], zh: str, en: str, source: str) -> Concept | None:
    """The concept with the selected Chinese; without a selection the one with this English whose Chinese is there."""
    zh, folded = zh.strip(), _folded(en)
    by_english: Concept | None = None
    for concept in concepts:
        if zh and any(t.text == zh for t in concept.forms("zh")):
            return concept
        if not zh and folded and by_english is None and any(_folded(t.text) == folded for t in concept.forms("en")):
            by_english = concept if not source or _chinese_in(concept, source) else None
    return by_english


def _chinese_in(concept: Concept, source: str) -> str:
    """The longest Chinese form of the concept that stands in the source."""
    return max((t.text for t in concept.forms("zh") if t.text in source), key=len, default="")


def _of_concept(draft: Suggestion, concept: Concept) -> Suggestion:
    own = any(_folded(t.text) == _folded(draft.en) and _is_approved(t.status) for t in concept.forms("en"))
    change = Change.RULE if draft.bad and (own or not draft.en) else Change.TERM
    return replace(
        draft,
        change=change,
        concept=concept.id,
        en=draft.en or concept.preferred(),
        domain=concept.domain,
        status=TermStatus.ADMITTED if change is Change.TERM else None,
        politically_fixed=concept.politically_fixed,
    )


def _is_approved(status: TermStatus) -> bool:
    return status in (TermStatus.PREFERRED, TermStatus.ADMITTED)


def _folded(text: str) -> str:
    return lowered(cased(written_form(text.strip())))


def _without_edges(words: list[Word]) -> list[Word]:
    words = [w for w in words if w.kind != "clause"]
    while words and words[0].stem in ARTICLES:
        words = words[1:]
    return words
