"""American and British spelling side by side in one document; pairs of spellings, no general spell check."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.checks.framework import DocumentView, SegmentView
from editor.checks.spans import flag
from editor.core.model import Evidence, Finding, Fix, Severity
from editor.i18n import mark

_ENDINGS = ("", "s")
_PAIRS = (
    "centre/center centred/centered defence/defense offence/offense pretence/pretense labour/labor "
    "behaviour/behavior honour/honor honoured/honored honourable/honorable favour/favor favourable/favorable "
    "favoured/favored neighbour/neighbor neighbourhood/neighborhood neighbouring/neighboring endeavour/endeavor "
    "endeavoured/endeavored colour/color rumour/rumor harbour/harbor rigour/rigor vigour/vigor programme/program "
    "fulfil/fulfill fulfilment/fulfillment enrol/enroll enrolment/enrollment instalment/installment "
    "cancelled/canceled cancelling/canceling travelled/traveled travelling/traveling traveller/traveler "
    "labelled/labeled labelling/labeling modelled/modeled counselling/counseling counsellor/counselor "
    "skilful/skillful analyse/analyze analysed/analyzed analysing/analyzing catalogue/catalog theatre/theater "
    "metre/meter kilometre/kilometer litre/liter grey/gray cheque/check-note ageing/aging sceptical/skeptical "
    "marshalled/marshaled channelled/channeled signalled/signaled mould/mold plough/plow "
)
_STEMS = (
    "organ real recogn emphas standard special optim util critic minim maxim modern priorit summar central final "
    "formal industrial institutional legal local mobil national normal public penal regular revital stabil author "
    "digital "
)


def _lexicon() -> dict[str, tuple[str, bool]]:
    """Spelling → (the other spelling, whether this one is British)."""
    words: dict[str, tuple[str, bool]] = {}

    def add(british: str, american: str) -> None:
        words[british] = american, True
        words[american] = british, False

    for pair in _PAIRS.split():
        british, american = pair.split("/")
        for ending in _ENDINGS:
            add(british + ending, american + ending)
    for stem in _STEMS.split():
        for ending in ("e", "es", "ed", "ing", "ation", "ations"):
            add(f"{stem}is{ending}", f"{stem}iz{ending}")
    return words


_LEXICON = _lexicon()
_WORD = re.compile(r"[a-z]{4,}")


def mixed_spelling(document: DocumentView) -> Iterator[Finding]:
    """F09 over the document: each spelling of the kind the document uses less (American where they tie)."""
    seen: list[tuple[SegmentView, int, int, bool]] = []
    for view in document.views:
        if _LEXICON.keys().isdisjoint(view.words):
            continue
        low = view.target.lower()
        if len(low) != len(view.target):
            continue
        for match in _WORD.finditer(low):
            entry = _LEXICON.get(match.group())
            if entry and not _is_name(view.target, match.start()):
                seen.append((view, match.start(), match.end(), entry[1]))
    british = sum(entry[3] for entry in seen)
    if not 0 < british < len(seen):
        return
    minority = british <= len(seen) - british
    example = next(entry for entry in seen if entry[3] is not minority)
    yield from (_finding(view, start, end, minority, example) for view, start, end, kind in seen if kind is minority)


def _is_name(text: str, start: int) -> bool:
    """Whether a capital in the middle of a sentence makes the word part of a name, which keeps its own spelling."""
    return text[start].isupper() and start > 1 and text[start - 2] not in ".:!?"


def _finding(
    view: SegmentView, start: int, end: int, british: bool, example: tuple[SegmentView, int, int, bool]
) -> Finding:
    word = view.target[start:end]
    other = _LEXICON[word.lower()][0]
    other = other.capitalize() if word[0].isupper() else other
    message = (
        mark("“{word}” is British spelling; the document is mostly American (“{example}”).")
        if british
        else mark("“{word}” is American spelling; the document is mostly British (“{example}”).")
    )
    there, a, b, _ = example
    witness = there.target[a:b]
    evidence = (Evidence("occurrence", witness, there.segment.id, a, b),)
    values = (("word", word), ("example", witness))
    fixes = (Fix(start, end, other),)
    return flag(
        view,
        "F09",
        Severity.MINOR,
        (start, end),
        message,
        values=values,
        fixes=fixes,
        evidence=evidence,
        rule="spelling",
    )
