"""Forms that cannot stand together (G08): number of noun and verb, verb after verb, determiner after determiner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.spans import flag, is_letter, is_title, words
from editor.checks.wordclasses import BARE_VERBS, COLLECTIVE, COUNTED, MASS, NO_PAST, PLURALS, PRETERITES
from editor.core.model import Finding, Fix, Severity
from editor.i18n import mark

_NUMBER = mark("“{text}”: one word is singular, the other plural.")
_VERBS = mark("“{text}”: these two forms of the verb cannot stand together.")
_TWO = mark("“{text}”: one of the two is too many.")

_MANY = "these|those|many|several|various|numerous|few"
_ONE = "a|an|every|each|another"
# After a noun one of these shows that it is the head of its phrase and no first part of a compound.
_HEAD = (
    r"(?=\s+(?:is|are|was|were|has|have|had|will|would|can|could|may|must|shall|should|in|on|of|at|to|for|from|by|with|who|about|"
    r"which|that|and|or|but|under|within|without|into|through|during|after|before|as|than|not)\b|\s*[,.;:!?)”]|\s*$)"
)
_MANY_ONE = re.compile(rf"\b(?P<det>{_MANY}) (?P<noun>[a-z]+)\b{_HEAD}", re.I)
_ONE_MANY = re.compile(rf"(?<![\w.’'-])(?P<det>{_ONE}) (?P<noun>[a-z]+)\b{_HEAD}", re.I)
_MANY_MASS = re.compile(rf"\b(?P<det>{_MANY}|an?) (?P<noun>{'|'.join(sorted(MASS))})\b{_HEAD}", re.I)
_START = r"(?:^|(?<=[.;:] )|(?<=, and )|(?<=, but )|(?<=that )|(?<= [12]\d\d\d, ))"
_DIGITS = r"[\d,]{1,12}|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en"
_COUNTED_ONE = re.compile(
    rf"{_START}(?P<subject>(?P<n>{_DIGITS}) (?:[a-z]+ )?(?P<noun>[a-z]+)) (?P<verb>was|is|has|does)\b(?! each\b)"
)
_PLURAL_ONE = re.compile(
    rf"{_START}(?P<subject>(?:The|These|Those|All|Some|Many|Most|Several|the|these|those|all|some|many|most|several) "
    rf"(?:[a-z]+ )?(?P<noun>[a-z]+)) (?P<verb>was|is|has|does)\b"
)
_ONE_PLURAL = re.compile(
    rf"{_START}(?P<subject>(?:The|This|That|A|An|Each|Every) (?P<noun>[a-z]+)) (?P<verb>were|are|have|do)\b"
)
_PRONOUN = re.compile(
    rf"{_START}(?P<subject>[Tt]hey|[Ww]e|[Yy]ou) (?P<verb>is|was|has|does)\b"
    rf"|{_START}(?P<one>[Hh]e|[Ss]he|[Ii]t) (?P<some>are|have|do)\b"
)
_OTHER_VERB = {
    "was": "were", "is": "are", "has": "have", "does": "do", "were": "was", "are": "is", "have": "has", "do": "does",
}  # fmt: skip
_NOUNS_WILL = ("free", "the", "a", "his", "her", "their", "of", "garbage", "trash")
_MODAL = "".join(rf"(?<!\b{noun} )" for noun in _NOUNS_WILL) + (
    "(?:will|would|shall|should|must|can|could|cannot|might|may)"
)
_MODAL_FINITE = re.compile(rf"\b{_MODAL} (?:not |also |[a-z]+ly )?(?P<verb>is|are|was|were|has|had|[a-z]{{3,}}ed)\b")
_DID = re.compile(r"\b(?:did|does|do)(?: not|n[’']t) (?P<verb>[a-z]{3,}ed|is|was|were|are|has|had)\b")
_PERFECT = re.compile(r"\b(?:has|have|had|was|were|been)(?: not| also| been)? (?P<verb>[a-z]+)\b")
_TWO_VERBS = re.compile(r"\b(?P<first>is|are|was|were|has|have) (?P<second>is|are|was|were|has|have)\b(?!,)")
_TWO_DETERMINERS = re.compile(
    r"(?<![\w.’'-])(?P<first>[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ur|[Ee]very|[Ee]ach) "
    r"(?P<second>the|an|its|their|our|his|my|this|these|those|every)\b(?!-)"
)
_MORE = re.compile(r"\b[Mm]ore (?:better|easier|faster|worse|cheaper|stronger|closer|happier|safer)\b")
_PLURAL_SUBJECTS = frozenset((*PLURALS, "they", "we", "you"))
_SINGLE_SUBJECTS = frozenset((*COUNTED, "he", "she", "it"))
_DETERMINERS = words(
    "these those many several various numerous few a an every each another the its their our his my this"
)
_SEVERAL = words("these those many several various numerous few")
_SINGULAR = words("was is has does")
_BEFORE_VERB = words(
    "will would shall should must can could cannot might may not also did didn't didn’t does doesn't doesn’t has have "
    "had was were been"
)
_BASES = {"has": "have", "had": "have", "is": "be", "are": "be", "was": "be", "were": "be"}


def _hints(view: SegmentView) -> frozenset[str]:
    """Which kinds of fault the pairs of words allow at all: asked first, as hardly a sentence has one."""
    found = set()
    for first, second in view.pair_set:
        if second in _OTHER_VERB:
            if first in _OTHER_VERB:
                found.add("two-verbs")
            elif first in (_PLURAL_SUBJECTS if second in _SINGULAR else _SINGLE_SUBJECTS):
                found.add("subject")
        elif first in _DETERMINERS:
            if second in (COUNTED if first in _SEVERAL else PLURALS) or second in MASS:
                found.add("noun")
            elif second in _DETERMINERS:
                found.add("determiners")
        if first in _BEFORE_VERB:
            if second in PRETERITES or second in BARE_VERBS:
                found.add("participle")
            elif second in _BASES or second.endswith("ed"):
                found.add("modal")
        elif first == "more" and second.endswith("er"):
            found.add("comparative")
    return frozenset(found)


def disagreements(view: SegmentView) -> Iterator[Finding]:
    """G08: forms that contradict one another."""
    text = view.target
    hints = _hints(view)
    if not hints or is_title(text):
        return
    if "noun" in hints:
        yield from _nouns(view)
    if "subject" in hints:
        yield from _subjects(view)
    if not hints.isdisjoint(("modal", "participle", "two-verbs")):
        yield from _verbs(view)
    for match in _TWO_DETERMINERS.finditer(text) if "determiners" in hints else ():
        if match["first"].lower() != match["second"]:
            yield _broken(view, match.span(), _TWO, rule="determiners")
    for match in _MORE.finditer(text) if "comparative" in hints else ():
        fix = Fix(match.start(), match.start() + 5, "")
        yield _broken(view, match.span(), _TWO, fix, rule="comparative")


def _nouns(view: SegmentView) -> Iterator[Finding]:
    for match in _MANY_ONE.finditer(view.target):
        if match["noun"] in COUNTED:
            good = next(plural for plural, one in PLURALS.items() if one == match["noun"])
            yield _broken(view, match.span(), _NUMBER, Fix(*match.span("noun"), good), rule="many-one")
    for match in _ONE_MANY.finditer(view.target):
        if match["noun"] in PLURALS and match["noun"] not in ("people", "men") and not is_letter(view.target, match):
            fix = Fix(*match.span("noun"), PLURALS[match["noun"]])
            yield _broken(view, match.span(), _NUMBER, fix, rule="one-many")
    for match in _MANY_MASS.finditer(view.target):
        yield _broken(view, match.span(), _NUMBER, rule="mass")


def _subjects(view: SegmentView) -> Iterator[Finding]:
    text = view.target
    for pattern in (_COUNTED_ONE, _PLURAL_ONE):
        for match in pattern.finditer(text):
            if match["noun"] in PLURALS and match.groupdict().get("n") != "1" and " of " not in match["subject"]:
                yield _verb(view, match.span(), match.span("verb"))
    for match in _ONE_PLURAL.finditer(text):
        if match["noun"] in COUNTED and match["noun"] not in COLLECTIVE:
            yield _verb(view, match.span(), match.span("verb"))
    for match in _PRONOUN.finditer(text):
        yield _verb(view, match.span(), match.span("verb" if match["verb"] else "some"))


def _verb(view: SegmentView, span: tuple[int, int], verb: tuple[int, int]) -> Finding:
    fix = Fix(*verb, _OTHER_VERB[view.target[slice(*verb)]])
    return _broken(view, span, _NUMBER, fix, rule="verb")


def _verbs(view: SegmentView) -> Iterator[Finding]:
    text = view.target
    for pattern in (_MODAL_FINITE, _DID):
        for match in pattern.finditer(text):
            verb = match["verb"]
            if verb not in NO_PAST:
                fixes = (Fix(*match.span("verb"), _BASES[verb]),) if verb in _BASES else ()
                yield _broken(view, match.span(), _VERBS, *fixes, rule="modal")
    for match in _PERFECT.finditer(text):
        if match["verb"] in PRETERITES or match["verb"] in BARE_VERBS:
            yield _broken(view, match.span(), _VERBS, rule="participle")
    for match in _TWO_VERBS.finditer(text):
        if match["first"] != match["second"]:
            yield _broken(view, match.span(), _VERBS, rule="two-verbs")


def _broken(view: SegmentView, span: tuple[int, int], message: str, *fixes: Fix, rule: str) -> Finding:
    values = (("text", view.target[slice(*span)]),)
    return flag(view, "G08", Severity.MINOR, span, message, values=values, fixes=fixes, confidence=0.85, rule=rule)


CHECKS: tuple[Check, ...] = (
    Check(
        "G08",
        mark("Forms that do not agree"),
        mark(
            "Two words contradict each other in number or form: 312 cases was, these court, will conducted, the its. "
            "No English sentence has them; look what the source says and choose one."
        ),
        Needs.TARGET,
        Severity.MINOR,
        segment=disagreements,
        replaces=("A04",),
    ),
)
