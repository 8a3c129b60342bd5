"""Terms against the glossary: known bad renderings, missing approved ones, numeronyms (T01–T03, N01)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.renderings import bad_finding, evidence_of, rule_findings
from editor.checks.spans import FUNCTION_WORDS
from editor.core.model import Finding, Severity, Side
from editor.i18n import mark
from glossary.matching import Occurrence, Verdict
from glossary.model import Concept, Term, TermStatus

_OWN = frozenset({"C01", "C02", "C03", "C05", "C07", "N01", "P01", "P02"})
"""Checks that report their glossary rules themselves; all other rules come out of T01 and T03."""

_MISSING = mark("The source has {zh}, but no approved rendering of it stands here. Approved: {good}.")
_WORD = re.compile(r"[a-z]+")
_STABLE = frozenset({"court", "procuratorate", "party", "title", "slogan", "numeronym", "place", "institution"})
_SHORTEST = 3


def _known_bad(view: SegmentView) -> Iterator[Finding]:
    for occurrence in view.bad:
        rule = occurrence.rule
        if rule is None or rule.check in _OWN or (occurrence.confirmed and rule.check in ("", "T01", "T03")):
            continue
        yield bad_finding(view, occurrence, rule.check if rule.check not in ("", "T03") else "T01")


def _confirmed_bad(view: SegmentView) -> Iterator[Finding]:
    for occurrence in view.bad:
        rule = occurrence.rule
        if rule is not None and occurrence.confirmed and rule.check in ("", "T01", "T03"):
            yield bad_finding(view, occurrence, "T03")


def _missing(view: SegmentView) -> Iterator[Finding]:
    """Source terms without an approved form in the target: one finding a concept and segment, listed only."""
    absent = [o for o in view.occurrences if o.verdict is Verdict.NEITHER and o.source is not None]
    if not absent or not view.target.strip():
        return
    rendered = {o.concept.id for o in view.occurrences if o.verdict is not Verdict.NEITHER}
    wrong = [o.source for o in view.occurrences if o.verdict is Verdict.BAD and o.source is not None]
    words = _stems(view.target)
    said: set[str] = set()
    for occurrence in absent:
        concept = occurrence.concept
        start, end = occurrence.source or (0, 0)
        if concept.id in rendered or concept.id in said or not _is_stable(concept, end - start):
            continue
        # 市委政法委 with a wrong 政法委 in it is one fault, told by T03.
        if any(start <= a and b <= end for a, b in wrong):
            continue
        share = max((_share(form.text, words) for form in _approved(concept)), default=1.0)
        if share >= 1.0:
            continue
        said.add(concept.id)
        yield _missing_finding(view, occurrence, share)


def _missing_finding(view: SegmentView, occurrence: Occurrence, share: float) -> Finding:
    start, end = occurrence.source or (0, 0)
    good = "; ".join(form.text for form in _approved(occurrence.concept))
    return Finding(
        "T02",
        Severity.MAJOR,
        view.segment.id,
        Side.SOURCE,
        start,
        end,
        _MISSING,
        (("zh", view.source[start:end]), ("good", good)),
        (),
        evidence_of(view, occurrence),
        # The more of the approved words stand there, the likelier it is only a freer wording.
        confidence=round(0.8 - 0.4 * share, 2),
        rule=occurrence.concept.id,
        painted=False,
    )


def _is_stable(concept: Concept, length: int) -> bool:
    """Whether good translators render the concept the same way each time, so that a missing form means something.

    `length` is that of the Chinese in characters: two are too often part of a freer wording, but for places.
    """
    if not _approved(concept) or concept.domain not in _STABLE:
        return False
    return length >= _SHORTEST or concept.domain == "place"


def _approved(concept: Concept) -> tuple[Term, ...]:
    return concept.forms("en", TermStatus.PREFERRED, TermStatus.ADMITTED)


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(_stem, _WORD.findall(text.lower())))


@lru_cache(maxsize=16384)
def _stem(word: str) -> str:
    """The beginning that inflected and derived forms of a word share: court, courts; adjudicate, adjudication."""
    if len(word) <= 4:
        return word.removesuffix("s") if len(word) == 4 else word
    return word[: max(4, len(word) - 3)]


def _share(form: str, words: frozenset[str]) -> float:
    wanted = [_stem(w) for w in _WORD.findall(form.lower()) if w not in FUNCTION_WORDS]
    if not wanted:
        return 1.0
    present = [w for w in wanted if any(have.startswith(w) or w.startswith(have) for have in words if len(have) > 2)]
    return len(present) / len(wanted)


def _numeronym(view: SegmentView) -> Iterator[Finding]:
    yield from rule_findings(view, "N01")


CHECKS = (
    Check(
        "T01",
        mark("Known wrong rendering"),
        mark(
            "The glossary knows this phrase as a wrong rendering of a Chinese term. Without the source, or where the"
            " term does not stand in the source, it is likely but not certain."
        ),
        Needs.TARGET,
        Severity.MAJOR,
        segment=_known_bad,
    ),
    Check(
        "T02",
        mark("Term without an approved rendering"),
        mark(
            "A term of the glossary stands in the source and none of its approved renderings in the translation. The"
            " wording may be free but right, so this is listed and not marked in the text."
        ),
        Needs.SOURCE,
        Severity.MAJOR,
        segment=_missing,
        painted=False,
    ),
    Check(
        "T03",
        mark("Wrong rendering of a term in the source"),
        mark(
            "The Chinese term stands in the source and a known wrong rendering of it in the translation: both sides"
            " agree, so this is nearly certain."
        ),
        Needs.SOURCE,
        Severity.MAJOR,
        segment=_confirmed_bad,
        replaces=("T01", "T02"),
    ),
    Check(
        "N01",
        mark("Number slogan with a wrong label"),
        mark(
            "Chinese policy slogans count their parts (三同步, 四类案件). The glossary knows this one and its wrong"
            " renderings. Where its meaning depends on the text, ask the client; it is never expanded unasked."
        ),
        Needs.TARGET,
        Severity.MAJOR,
        segment=_numeronym,
        replaces=("N02", "T01", "T03"),
    ),
)
