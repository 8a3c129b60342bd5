"""One concept, several renderings in one document: D01."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from editor.checks.framework import Check, DocumentView, Needs, SegmentView
from editor.checks.renderings import chinese_of
from editor.checks.spans import FUNCTION_WORDS
from editor.core.model import Evidence, Finding, Fix, Mode, Severity, Side
from editor.i18n import mark
from glossary.matching import Matcher, Verdict
from glossary.model import Concept, ConceptId, TermStatus

_SEVERAL = mark("{zh} is rendered in {count} ways in this document: {forms}. Keep to one of them, best “{good}”.")
_WORD = re.compile(r"[^\W_]+(?:['’][sS]\b)?")
_NAMED = frozenset({"court", "procuratorate", "party", "government", "institution", "meeting"})
"""Domains of named bodies and meetings, where another wording reads as another body."""
_NAMED_WITH_SOURCE = _NAMED | {"title", "slogan", "procedure"}


@dataclass(frozen=True)
class Form:
    """One rendering of a concept as words to look for; `bad` for a known wrong one."""

    concept: Concept
    text: str
    words: tuple[str, ...]
    bad: bool

    @cached_property
    def family(self) -> tuple[str, ...]:
        """What is the same for full and short forms and for another order of the same words of one concept."""
        words = frozenset(self.words) - FUNCTION_WORDS
        if self.bad:
            return tuple(sorted(words))
        kin = [frozenset(_words(t.text)) - FUNCTION_WORDS for t in _approved(self.concept)]
        largest = max((k for k in kin if words <= k), key=lambda k: (len(k), sorted(k)), default=words)
        return tuple(sorted(largest))

    @cached_property
    def chinese(self) -> tuple[str, ...]:
        """The Chinese terms of the concept."""
        return tuple(term.text for term in self.concept.forms("zh"))

    @cached_property
    def is_alias(self) -> bool:
        """Whether it is a way of speaking of a name: two small words (the top court)."""
        short = not self.bad and self.text.islower() and len(self.words) <= 2
        return short and not self.concept.preferred().islower()

    @cached_property
    def is_name(self) -> bool:
        """Whether it counts without the source too."""
        return self.concept.domain in _NAMED and not self.concept.preferred().islower() and not self.is_alias


@dataclass(frozen=True, slots=True)
class Use:
    """A form at a place of the document."""

    form: Form
    view: SegmentView
    start: int
    end: int
    family: tuple[str, ...]
    reported: bool

    @property
    def text(self) -> str:
        """What stands there."""
        return self.view.target[self.start : self.end]


def _inconsistent(document: DocumentView) -> Iterator[Finding]:
    uses: dict[ConceptId, list[Use]] = defaultdict(list)
    for view in document.views:
        for use in _uses(view, document.matcher):
            uses[use.form.concept.id].append(use)
    for found in uses.values():
        families = {use.family for use in found}
        open_families = {use.family for use in found if not use.reported}
        # Two forms of which one is already reported as wrong are one fault, not two.
        if len(open_families) >= 2 or len(families) >= 3:
            yield _finding(found)


def _finding(found: list[Use]) -> Finding:
    concept = found[0].form.concept
    good = concept.preferred()
    sound = Counter(use.family for use in found if not use.form.bad)
    wanted = next((u.family for u in found if u.form.text == good), None) or (sound.most_common(1) or [((), 0)])[0][0]
    first = next((u for u in found if u.family != wanted), found[0])
    named = Counter(_label(u.text) for u in found)
    forms = "; ".join(f"“{text}” × {n}" for text, n in named.most_common())
    families = {use.family for use in found}
    return Finding(
        "D01",
        Severity.MAJOR,
        first.view.segment.id,
        Side.DOCUMENT,
        first.start,
        first.end,
        _SEVERAL,
        (("zh", chinese_of(concept)), ("count", str(len(families))), ("forms", forms), ("good", good)),
        (Fix(first.start, first.end, good),) if good and first.family != wanted else (),
        tuple(Evidence("occurrence", u.text, u.view.segment.id, u.start, u.end) for u in found),
        confidence=0.9 if len(families) > 2 else 0.8,
        rule=concept.id,
        painted=_is_telling(found),
    )


def _is_telling(found: list[Use]) -> bool:
    """Whether it is more than variation on purpose: common words (lawsuit, litigation) and the top court are varied."""
    if found[0].form.concept.preferred().islower() and not any(use.form.bad for use in found):
        return False
    return len({use.family for use in found if not use.form.is_alias}) > 1


def _label(text: str) -> str:
    return text[:1].upper() + text[1:] if text.islower() else text


def _uses(view: SegmentView, matcher: Matcher) -> Iterator[Use]:
    """All renderings in a target, shielded ones too; of forms one inside another the longer one counts."""
    plain = tuple(map(_plain, _WORD.findall(view.target)))
    index = forms_by_first_words(matcher)
    pairs = list(pairwise(plain))
    if index.keys().isdisjoint(pairs):
        return
    found = [(i, form) for i, pair in enumerate(pairs) if pair in index for form in index[pair]]
    found = [(i, f) for i, f in found if plain[i : i + len(f.words)] == f.words and _may_count(f, view)]
    if not found:
        return
    words = list(_WORD.finditer(view.target))
    bad = [o.target for o in view.occurrences if o.verdict is Verdict.BAD and o.target]
    shields = [o.target for o in view.occurrences if o.target]
    hits = [(words[i].start(), words[i + len(form.words) - 1].end(), form) for i, form in found]
    for start, end, form in hits:
        if any(_inside(start, end, a, b) and not _contains(other.concept, form.concept) for a, b, other in hits):
            continue
        end -= 2 if view.target[start:end].endswith(("'s", "’s")) else 0
        reported = any(a < end and start < b for a, b in bad)
        # A wrong form that stands free and is not reported was cleared by its rule's own conditions.
        if form.bad and not reported and not any(a <= start and end <= b for a, b in shields):
            continue
        yield Use(form, view, start, end, form.family, reported)


def _may_count(form: Form, view: SegmentView) -> bool:
    if view.mode is Mode.MONOLINGUAL:
        return form.is_name
    return form.concept.domain in _NAMED_WITH_SOURCE and any(text in view.source for text in form.chinese)


def _inside(start: int, end: int, a: int, b: int) -> bool:
    return a <= start and end <= b and (a, b) != (start, end)


def _contains(outer: Concept, inner: Concept) -> bool:
    """Whether the longer concept is made with the shorter one (党组会议 with 党组), so that its wording counts too."""
    return outer.id != inner.id and any(i.text in o.text for i in inner.forms("zh") for o in outer.forms("zh"))


@lru_cache(maxsize=4)
def forms_by_first_words(matcher: Matcher) -> dict[tuple[str, str], tuple[Form, ...]]:
    """Every rendering of two content words or more that belongs to one concept only, by its first two words."""
    forms = [form for concept in matcher.concepts if concept.domain in _NAMED_WITH_SOURCE for form in _forms(concept)]
    owners: dict[tuple[str, ...], set[ConceptId]] = defaultdict(set)
    for form in forms:
        owners[form.words].add(form.concept.id)
    index: dict[tuple[str, str], dict[tuple[str, ...], Form]] = defaultdict(dict)
    for form in forms:
        if len(owners[form.words]) == 1:
            index[form.words[0], form.words[1]].setdefault(form.words, form)
    return {first: tuple(found.values()) for first, found in index.items()}


def _forms(concept: Concept) -> Iterator[Form]:
    texts = [(t.text, t.status in (TermStatus.DEPRECATED, TermStatus.SUPERSEDED)) for t in concept.forms("en")]
    texts += [(v, True) for rule in concept.bad if rule.match == "tokens" for v in rule.variants]
    for text, bad in texts:
        words = _words(text)
        if len(set(words) - FUNCTION_WORDS) >= 2 and text != concept.first_mention:
            yield Form(concept, text, words, bad)


def _approved(concept: Concept) -> tuple[Form, ...]:
    return tuple(form for form in _forms(concept) if not form.bad)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_plain(w) for w in _WORD.findall(text.removeprefix("the ").removeprefix("The ")))


@lru_cache(maxsize=16384)
def _plain(word: str) -> str:
    word = word.lower().replace("’", "'").removesuffix("'s")
    return word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word


CHECKS = (
    Check(
        "D01",
        mark("One concept, several renderings"),
        mark(
            "The same body, meeting or post has different English names in this document, so a reader takes it for"
            " several. Choose one; a full form at first and its short form later are not counted."
        ),
        Needs.EITHER,
        Severity.MAJOR,
        document=_inconsistent,
    ),
)
