"""Articles: a or an by the next sound (G09), and set phrases that have lost theirs (G10)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.checks.cues import fit_case
from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.spans import FUNCTION_WORDS, flag, is_letter, is_title
from editor.core.model import Finding, Fix, Severity
from editor.i18n import mark

_SOUND = mark("“{text}”: before this sound it is “{good}”.")
_LOST = mark("“{text}” has lost its article. Write “{good}”.")

_WRONG = re.compile(
    r"(?<![\w.’'-])(?:(?P<a>[Aa]) (?P<vowel>[aeiou][a-z]+)|(?P<an>[Aa]n) (?P<other>[b-df-hj-np-tv-z][a-z]+))\b"
)
# Spoken as in you, or as in won.
_LIKE_YOU = re.compile(
    r"uni(?!n|m|d)|unan|us(?:e|ual|age|ur|abl)|ut(?:il|er|op)|ubiq|uran|ur(?:in|olog)|eu|ewe|once|one(?!rous)|ukul|ufo"
)
_SILENT = re.compile(r"hour|honest|honou?r|heir|homage|herb|habitual|historic|hotel|hypoth|xray")
# What wants “the” after this first word; none of these stands without it in correct English.
_THE = {
    "across": "country|province",
    "all": "over world",
    "around": "world",
    "at": "same time|end of|beginning of|present stage|request of|invitation of",
    "by": "end of",
    "for": "first time|purpose of",
    "in": (
        "middle of|process of|field of|fields of|face of|hope of|form of|name of|interest of|next step|first half|"
        "second half|past few|last few|last two|past two|past three|past five|afternoon of|morning of|evening of|"
        "long run|same period|same year|whole country|whole province|eyes of|hands of|wake of|spirit of"
    ),
    "on": "other hand|basis of|morning of|afternoon of|evening of|eve of|occasion of",
    "that": "next step",
    "throughout": "country",
    "under": "leadership of|guidance of|supervision of|framework of",
    "with": "help of|support of|development of|aim of",
    "within": "framework of",
}
_FRAMES = {(first, phrase.split()[0]) for first, rest in _THE.items() for phrase in rest.split("|")}
_BARE = tuple(
    re.compile(rf"\b(?P<first>{first}) (?P<rest>{rest})\b(?!-)", re.IGNORECASE) for first, rest in _THE.items()
)
_ROLE = re.compile(
    r"\b(?P<verb>[Pp]lay(?:s|ed|ing)?) (?P<how>important|key|leading|active|positive|vital|crucial|major|significant|"
    r"big|central|decisive|greater|unique|exemplary|pivotal|guiding) role\b"
)


_ENDED = re.compile(r"[.!?;:,][”\"’)]*\s*$")


def sounds(view: SegmentView) -> Iterator[Finding]:
    """G09: a apple, an court."""
    if not any((a == "a" and b[0] in "aeiou") or (a == "an" and b[0] not in "aeiou") for a, b in view.pair_set):
        return
    for match in _WRONG.finditer(view.target):
        word = match["vowel"] or match["other"]
        if word in FUNCTION_WORDS or is_letter(view.target, match):
            continue
        if match["a"] and (_LIKE_YOU.match(word) or view.target[match.start() - 1 : match.start()] in ("“", '"')):
            continue
        if match["an"] and _SILENT.match(word):
            continue
        article = match["a"] or match["an"]
        good = article[0] + ("n" if match["a"] else "")
        span = match.start(), match.start() + len(article)
        values = (("text", match.group()), ("good", f"{good} {word}"))
        yield flag(
            view, "G09", Severity.MINOR, match.span(), _SOUND, values=values, fixes=(Fix(*span, good, safe=True),),
            confidence=0.95,
        )  # fmt: skip


def lost(view: SegmentView) -> Iterator[Finding]:
    """G10: at same time, play important role."""
    text = view.target
    # Headlines leave articles out.
    if not _ENDED.search(text):
        return
    if not _FRAMES.isdisjoint(view.pair_set) and not is_title(text):
        for match in (m for pattern in _BARE for m in pattern.finditer(text)):
            yield _without(view, match, f"{match['first']} the {match['rest']}")
    if "role" in view.words:
        for match in _ROLE.finditer(text):
            article = "an" if match["how"][0] in "aeiou" and match["how"] != "unique" else "a"
            yield _without(view, match, f"{match['verb']} {article} {match['how']} role")


def _without(view: SegmentView, match: re.Match[str], good: str) -> Finding:
    good = fit_case(match.group(), good)
    values = (("text", match.group()), ("good", good))
    fixes = (Fix(*match.span(), good),)
    return flag(view, "G10", Severity.MINOR, match.span(), _LOST, values=values, fixes=fixes, confidence=0.9)


CHECKS: tuple[Check, ...] = (
    Check(
        "G09",
        mark("A or an"),
        mark(
            "The article follows the sound of the next word, not its letter: an hour, a university. A repair that put "
            "another word in often leaves the old article behind."
        ),
        Needs.TARGET,
        Severity.MINOR,
        segment=sounds,
    ),
    Check(
        "G10",
        mark("Set phrase without its article"),
        mark(
            "Chinese has no articles, and some phrases never stand without theirs in English: at the same time, on the "
            "basis of, play an important role. Put it back."
        ),
        Needs.TARGET,
        Severity.MINOR,
        segment=lost,
    ),
)
