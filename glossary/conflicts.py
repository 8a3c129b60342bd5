"""What a suggestion would clash with in the glossary, each clash in a sentence, and what looks like it already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from glossary import clashes
from glossary.applying import changed_concept
from glossary.errors import ReviewError
from glossary.forms import lowered, stems, written_form
from glossary.model import BadRendering, Concept, ConceptId, Condition, RuleStatus, Term, TermStatus
from glossary.proposals import Suggestion
from glossary.twins import all_simplified, chinese_key, english_key
from glossary.wording import Said, said

_APPROVED = (TermStatus.PREFERRED, TermStatus.ADMITTED)
_NAMED = 4


class ConflictKind(StrEnum):
    """Classes of clashes."""

    TWO_PREFERRED = "two_preferred"
    BAD_IS_APPROVED = "bad_is_approved"
    SWAP = "swap"
    SHADOWING = "shadowing"
    CASE_TWIN = "case_twin"
    SCRIPT_TWIN = "script_twin"
    HOMOGRAPH = "homograph"
    DUPLICATE = "duplicate"
    SHARED_ENGLISH = "shared_english"
    NO_CONCEPT = "no_concept"
    OTHER_JURISDICTION = "other_jurisdiction"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One clash; a `blocking` one must be settled before approval. `concepts` are those it clashes with."""

    kind: ConflictKind
    said: Said
    text: str
    concepts: tuple[ConceptId, ...] = ()
    blocking: bool = False

    @property
    def sentence(self) -> str:
        """What is said, in English."""
        return str(self.said)


@dataclass(frozen=True, slots=True)
class Similar:
    """A term of the glossary that looks like what is being typed; `score` is 0 to 100, 100 the same."""

    concept: Concept
    term: Term
    score: float


def find_conflicts(concepts: Iterable[Concept], suggestion: Suggestion) -> tuple[Conflict, ...]:
    """Everything the suggestion adds that clashes with the glossary, blocking ones first."""
    return Lexicon(concepts).conflicts(suggestion)


def similar_to(zh: str, en: str, concepts: Iterable[Concept], limit: int = 5) -> tuple[Similar, ...]:
    """Terms like `zh` or `en` (either may be empty), best first; for many questions keep a `Lexicon`."""
    return Lexicon(concepts).similar(zh, en, limit)


class Lexicon:
    """The forms of a glossary by what they are compared by; immutable, built once per glossary."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.concepts = tuple(concepts)
        self._zh: dict[str, list[tuple[Concept, Term]]] = {}
        self._en: dict[str, list[tuple[Concept, Term]]] = {}
        self._bad: dict[str, list[tuple[Concept, BadRendering]]] = {}
        self._shapes: dict[str, list[tuple[Concept, Term]]] | None = None
        chinese: list[tuple[Concept, Term]] = []
        for concept in self.concepts:
            for term in concept.terms:
                if term.language == "zh":
                    chinese.append((concept, term))
                else:
                    self._en.setdefault(english_key(term.text), []).append((concept, term))
            for rule in concept.bad:
                if rule.match == "tokens" and rule.status is not RuleStatus.RETIRED:
                    for variant in rule.variants:
                        self._bad.setdefault(english_key(variant), []).append((concept, rule))
        simple = all_simplified([term.text.replace("\n", " ") for _concept, term in chinese])
        for pair, text in zip(chinese, simple, strict=True):
            self._zh.setdefault(_plain_key(text), []).append(pair)

    def concepts_of(self, zh: str) -> tuple[Concept, ...]:
        """Concepts that have the Chinese form (or a twin of it)."""
        return tuple(dict.fromkeys(concept for concept, _term in self._zh.get(chinese_key(zh), ())))

    def located(self, suggestion: Suggestion) -> Suggestion:
        """The suggestion with its concept filled in, where exactly one concept has its Chinese form."""
        if suggestion.concept or not suggestion.zh or suggestion.entry is not None:
            return suggestion
        found = self.concepts_of(suggestion.zh)
        return replace(suggestion, concept=found[0].id) if len(found) == 1 else suggestion

    def conflicts(self, suggestion: Suggestion) -> tuple[Conflict, ...]:
        """Everything the suggestion adds that clashes with the glossary, blocking ones first."""
        try:
            after = changed_concept(self.concepts, suggestion)
        except ReviewError as problem:
            return (Conflict(ConflictKind.NO_CONCEPT, problem.said, suggestion.zh or suggestion.en, blocking=True),)
        before = next((c for c in self.concepts if c.id == after.id), None)
        found = _Comparison(self, before, after).conflicts()
        return tuple(sorted(dict.fromkeys(found), key=lambda conflict: not conflict.blocking))

    def similar(self, zh: str, en: str, limit: int = 5) -> tuple[Similar, ...]:
        """Terms like `zh` or `en` (either may be empty), best first, one per concept."""
        from rapidfuzz import fuzz

        best: dict[ConceptId, Similar] = {}
        found = [*_alike(chinese_key(zh), self._zh, fuzz.ratio), *_alike(english_key(en), self._en, fuzz.ratio)]
        for score, concept, term in found:
            if concept.id not in best or best[concept.id].score < score:
                best[concept.id] = Similar(concept, term, score)
        return tuple(sorted(best.values(), key=lambda d: (-d.score, d.concept.id)))[:limit]

    def chinese(self) -> Iterator[tuple[str, list[tuple[Concept, Term]]]]:
        """Chinese forms as they are compared, with their owners."""
        yield from self._zh.items()

    def chinese_owners(self, key: str) -> list[tuple[Concept, Term]]:
        """Owners of the Chinese form that is compared by `key`."""
        return self._zh.get(key, [])

    def english(self, text: str) -> list[tuple[Concept, Term]]:
        """Owners of an English form, whatever its capitals."""
        return self._en.get(english_key(text), [])

    def bad(self, text: str) -> list[tuple[Concept, BadRendering]]:
        """Rules that call the form bad."""
        return self._bad.get(english_key(text), [])

    def approved_shapes(self) -> dict[str, list[tuple[Concept, Term]]]:
        """Approved English forms with all the endings they may take, folded."""
        if self._shapes is None:
            self._shapes = {}
            for concept in self.concepts:
                for shape, term in _shapes(concept):
                    self._shapes.setdefault(shape, []).append((concept, term))
        return self._shapes


def _alike(
    wanted: str, forms: dict[str, list[tuple[Concept, Term]]], scorer: Callable[..., float]
) -> Iterator[tuple[float, Concept, Term]]:
    from rapidfuzz import process

    if not wanted:
        return
    for key, score, _index in process.extract(
        wanted, forms.keys(), scorer=scorer, processor=None, score_cutoff=70, limit=12
    ):
        for concept, term in forms[key]:
            yield float(score), concept, term


def _plain_key(text: str) -> str:
    """`chinese_key` of a text that is Simplified already."""
    return chinese_key(text) if not text.isalnum() else text.casefold()


def _shapes(concept: Concept) -> Iterator[tuple[str, Term]]:
    for term in concept.forms("en", *_APPROVED):
        for stem, endings in stems(written_form(term.text), inflect=not term.exact):
            yield from ((lowered(stem + ending), term) for ending in endings)


class _Comparison:
    """One changed concept against the glossary without its former self; only what is new is looked at."""

    def __init__(self, lexicon: Lexicon, before: Concept | None, after: Concept) -> None:
        self.lexicon, self.before, self.after = lexicon, before, after
        old = {(t.language, t.text, t.status) for t in before.terms} if before else set()
        self.added = [t for t in after.terms if (t.language, t.text, t.status) not in old]
        known = {rule.id: rule for rule in before.bad} if before else {}
        self.rules = [r for r in after.bad if r.status is not RuleStatus.RETIRED and known.get(r.id) != r]

    def conflicts(self) -> Iterator[Conflict]:
        """All clashes, in no order."""
        yield from self._two_preferred()
        for term in self.added:
            if term.language == "zh":
                yield from self._chinese(term)
            elif term.status in _APPROVED:
                yield from self._english(term)
        yield from self._homographs()
        for rule in self.rules:
            if rule.match == "tokens":
                yield from self._rule(rule)
            yield from self._swaps(rule)

    def _others(self, owners: Iterable[tuple[Concept, Term]]) -> list[tuple[Concept, Term]]:
        return [(concept, term) for concept, term in owners if concept.id != self.after.id]

    def _two_preferred(self) -> Iterator[Conflict]:
        forms = self.after.forms("en", TermStatus.PREFERRED)
        if len(forms) > 1:
            names = ", ".join(f"“{term.text}”" for term in forms)
            yield Conflict(
                ConflictKind.TWO_PREFERRED,
                said(clashes.SECOND, zh=self.after.preferred("zh"), count=len(forms), names=names),
                forms[-1].text,
                (self.after.id,),
                blocking=True,
            )

    def _chinese(self, term: Term) -> Iterator[Conflict]:
        key = chinese_key(term.text)
        twins = [(c, t) for c, t in self._owners(key) if t.text != term.text]
        if twins:
            yield Conflict(
                ConflictKind.SCRIPT_TWIN,
                said(clashes.OTHER_CHARACTERS, text=term.text, other=twins[0][1].text),
                term.text,
                _ids(twins),
            )
        longer, shorter = [], []
        for other, owners in self.lexicon.chinese():
            if other != key and key in other:
                longer += self._others(owners)
            elif other != key and other and other in key:
                shorter += self._others(owners)
        if longer:
            yield Conflict(
                ConflictKind.SHADOWING,
                said(clashes.PART_OF, text=term.text, names=_listed(longer)),
                term.text,
                _ids(longer),
            )
        if shorter:
            yield Conflict(
                ConflictKind.SHADOWING,
                said(clashes.CONTAINS, text=term.text, names=_listed(shorter)),
                term.text,
                _ids(shorter),
            )

    def _owners(self, key: str) -> list[tuple[Concept, Term]]:
        """Owners of a Chinese form: other concepts, and this one as it will be."""
        own = [(self.after, t) for t in self.after.forms("zh") if chinese_key(t.text) == key]
        return self._others(self.lexicon.chinese_owners(key)) + own

    def _homographs(self) -> Iterator[Conflict]:
        """One Chinese form on two concepts; what it means depends on whether anything tells them apart."""
        preferred = self.after.preferred()
        renamed = any(t.language == "en" and t.status is TermStatus.PREFERRED for t in self.added)
        forms = [t for t in self.after.forms("zh") if renamed or t in self.added]
        for term in forms:
            for other in self.lexicon.concepts_of(term.text):
                if other.id == self.after.id:
                    continue
                theirs = other.preferred()
                if other.jurisdiction != self.after.jurisdiction:
                    yield Conflict(ConflictKind.OTHER_JURISDICTION, self._abroad(term, other), term.text, (other.id,))
                elif english_key(theirs) == english_key(preferred):
                    yield Conflict(
                        ConflictKind.DUPLICATE,
                        said(clashes.KNOWN, text=term.text, en=preferred, id=other.id),
                        term.text,
                        (other.id,),
                        blocking=True,
                    )
                elif other.domain == self.after.domain and preferred and theirs:
                    yield Conflict(
                        ConflictKind.TWO_PREFERRED,
                        said(clashes.TAKEN, text=term.text, other=theirs, id=other.id, en=preferred),
                        term.text,
                        (other.id,),
                        blocking=True,
                    )
                elif not (_told_apart(self.after) and _told_apart(other)):
                    yield Conflict(
                        ConflictKind.HOMOGRAPH,
                        said(clashes.ALSO_MEANS, text=term.text, other=theirs or other.id, domain=other.domain),
                        term.text,
                        (other.id,),
                    )

    def _abroad(self, term: Term, other: Concept) -> Said:
        return said(
            clashes.ABROAD,
            text=term.text,
            other=other.preferred() or "—",
            land=other.jurisdiction or "—",
            id=other.id,
            en=self.after.preferred() or "—",
            own=self.after.jurisdiction or "—",
        )

    def _english(self, term: Term) -> Iterator[Conflict]:
        same = [(c, t) for c, t in self.lexicon.english(term.text) if t.text != term.text]
        twins = [(c, t) for c, t in same if t.text.casefold() == term.text.casefold()]
        if twins:
            yield Conflict(
                ConflictKind.CASE_TWIN,
                said(clashes.CAPITALS, text=term.text, other=twins[0][1].text, id=twins[0][0].id),
                term.text,
                _ids(twins),
            )
        if term.status is TermStatus.PREFERRED:
            shared = self._others(
                (c, t) for c, t in self.lexicon.english(term.text) if t.status is TermStatus.PREFERRED
            )
            shared = [(c, t) for c, t in shared if c.preferred("zh") != self.after.preferred("zh")]
            if shared:
                yield Conflict(
                    ConflictKind.SHARED_ENGLISH,
                    said(
                        clashes.SHARED,
                        text=term.text,
                        names=_named(c.preferred("zh") for c, _t in shared),
                    ),
                    term.text,
                    _ids(shared),
                )
        own = [(self.after, r) for r in self.after.bad if r not in self.rules]
        theirs = [(c, r) for c, r in self.lexicon.bad(term.text) if c.id != self.after.id]
        for concept, rule in (*own, *theirs):
            if _holds(rule, term.text, exactly=rule.case_sensitive):
                yield self._bad_and_approved(term.text, concept, rule, self.after)

    def _rule(self, rule: BadRendering) -> Iterator[Conflict]:
        shapes = self.lexicon.approved_shapes()
        own = {shape for shape, _term in _shapes(self.after)}
        for variant in rule.variants:
            form = lowered(written_form(variant))
            rivals = [r for r in self.after.bad if r.id != rule.id and _holds(r, variant)]
            if rivals and {r.condition for r in rivals} & {rule.condition}:
                yield Conflict(
                    ConflictKind.DUPLICATE,
                    said(clashes.BAD_ALREADY, text=variant, zh=self.after.preferred("zh"), id=rivals[0].id),
                    variant,
                    (self.after.id,),
                    blocking=True,
                )
            elsewhere = [c for c, r in self.lexicon.bad(variant) if c.id != self.after.id]
            if elsewhere:
                yield Conflict(
                    ConflictKind.DUPLICATE,
                    said(clashes.BAD_ELSEWHERE, text=variant, zh=elsewhere[0].preferred("zh")),
                    variant,
                    tuple(dict.fromkeys(c.id for c in elsewhere)),
                )
            others = self._others(shapes.get(form, ()))
            approved = [*self.after.forms("en", *_APPROVED), *(t for _c, t in others)]
            if not rule.case_sensitive or variant in {t.text for t in approved}:
                if form in own:
                    yield self._bad_and_approved(variant, self.after, rule, self.after)
                for concept in dict.fromkeys(c for c, _t in others):
                    yield self._bad_and_approved(variant, self.after, rule, concept)
            twins = [t for t in approved if _case_only(variant, t)]
            if twins:
                yield Conflict(
                    ConflictKind.CASE_TWIN,
                    said(clashes.BAD_CAPITALS, text=variant, other=twins[0].text),
                    variant,
                    (self.after.id,),
                )
            inside = [
                pair
                for shape, owners in shapes.items()
                if form and form != shape and form in shape and f" {form} " in f" {shape} "
                for pair in owners
            ]
            if inside:
                yield Conflict(
                    ConflictKind.SHADOWING,
                    said(clashes.BAD_PART, text=variant, names=_listed(inside)),
                    variant,
                    _ids(inside),
                )

    def _swaps(self, rule: BadRendering) -> Iterator[Conflict]:
        """Rules that write what this one calls bad, or call bad what this one writes."""
        variants = {english_key(v) for v in rule.variants} if rule.match == "tokens" else set()
        for written in self._written(rule):
            own = ((self.after, r) for r in self.after.bad if r.id != rule.id and _holds(r, written))
            for concept, other in [*(p for p in self.lexicon.bad(written) if p[0].id != self.after.id), *own]:
                back = {english_key(f.to) for f in other.fixes} or {english_key(concept.preferred())}
                if variants & back:
                    sentence = said(clashes.SWAPS, en=written, bad=rule.variants[0], id=other.id)
                    kind, blocking = ConflictKind.SWAP, True
                else:
                    sentence = said(clashes.WRITES_BAD, en=written, id=other.id)
                    kind = ConflictKind.BAD_IS_APPROVED
                    blocking = Condition.SRC not in (rule.condition, other.condition)
                yield Conflict(kind, sentence, written, (concept.id,), blocking)

    def _written(self, rule: BadRendering) -> list[str]:
        return [f.to for f in rule.fixes] or ([self.after.preferred()] if self.after.preferred() else [])

    def _bad_and_approved(self, text: str, ruler: Concept, rule: BadRendering, owner: Concept) -> Conflict:
        """A form that is bad for one concept and approved for another; only the Chinese can tell them apart."""
        own = ruler.id == owner.id
        told = rule.condition is Condition.SRC and not own
        message = clashes.TOLD_APART if told else clashes.DECIDE
        sentence = said(message, text=text, zh=ruler.preferred("zh"), other=owner.preferred("zh"))
        other = owner.id if ruler.id == self.after.id else ruler.id
        return Conflict(ConflictKind.BAD_IS_APPROVED, sentence, text, (other,), blocking=not told)


def _holds(rule: BadRendering, text: str, *, exactly: bool = False) -> bool:
    if rule.match != "tokens" or rule.status is RuleStatus.RETIRED:
        return False
    if exactly:
        return text in rule.variants
    return english_key(text) in {english_key(v) for v in rule.variants}


def _case_only(variant: str, term: Term) -> bool:
    return variant != term.text and variant.casefold() == term.text.casefold()


def _told_apart(concept: Concept) -> bool:
    return bool(concept.definition.strip() or concept.expansion)


def _ids(owners: Iterable[tuple[Concept, Term]]) -> tuple[ConceptId, ...]:
    return tuple(dict.fromkeys(concept.id for concept, _term in owners))


def _listed(owners: Iterable[tuple[Concept, Term]]) -> str:
    return _named(term.text for _concept, term in owners)


def _named(texts: Iterable[str]) -> str:
    unique = list(dict.fromkeys(texts))
    named = ", ".join(f"“{text}”" for text in unique[:_NAMED])
    return f"{named} (+{len(unique) - _NAMED})" if len(unique) > _NAMED else named
