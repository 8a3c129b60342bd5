"""Sentences that are none, or not those of a report: first person, no subject, reporting formula, bare infinitive."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.checks.framework import Check, DocumentView, Needs, SegmentView
from editor.checks.quotation import quoted_in_document
from editor.checks.spans import flag, is_title, words
from editor.checks.verbs import is_base_verb
from editor.core.model import Finding, Fix, Severity
from editor.i18n import mark

_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|ours|ourselves)\b(?![-’'.])")
_WE = frozenset(("we", "our", "us", "ours", "ourselves"))
_SPEAKERS = frozenset(("i", "i'm", "i’m", "i've", "i’ve", "you", "your", "my"))
_SPEAKER = re.compile(r"\b(?:I(?:[’']m|[’']ve)?|[Yy]ou|[Yy]our|my)\b(?!\.)")
_SPEECH = 0.5


def first_person(document: DocumentView) -> Iterator[Finding]:
    """G01: we and our outside quotations in a report."""
    hits = [
        (n, v, m)
        for n, v in enumerate(document.views)
        if not _WE.isdisjoint(v.words)
        for m in _FIRST_PERSON.finditer(v.target)
    ]
    if not hits:
        return
    quoted = quoted_in_document(document.views)
    if _is_speech(document, hits, quoted):
        return
    seen: set[int] = set()
    for n, view, match in hits:
        start, end = match.span()
        if n in seen or any(a <= start and end <= b for a, b in quoted.get(n, ())):
            continue
        seen.add(n)
        word = match.group()
        message = mark("“{word}” outside a quotation: a report speaks of the court, not of itself.")
        yield flag(
            view, "G01", Severity.MINOR, (start, end), message, values=(("word", word),), fixes=_third(match, word)
        )


def _is_speech(
    document: DocumentView, hits: list[tuple[int, SegmentView, re.Match[str]]], quoted: dict[int, list[tuple[int, int]]]
) -> bool:
    """Whether somebody speaks throughout: mostly we, or again and again I and you."""
    count = len(document.views)
    if count >= 8 and len({n for n, _, _ in hits}) > _SPEECH * count:
        return True
    spoken = 0
    for n, view in enumerate(document.views):
        match = None if _SPEAKERS.isdisjoint(view.words) else _SPEAKER.search(view.target)
        spoken += match is not None and not any(a <= match.start() <= b for a, b in quoted.get(n, ()))
    return spoken > max(1, count // 20)


def _third(match: re.Match[str], word: str) -> tuple[Fix, ...]:
    new = {"we": "the court", "our": "the court’s", "us": "the court"}.get(word.lower())
    if new is None:
        return ()
    new = new[0].upper() + new[1:] if word[0].isupper() else new
    return (Fix(match.start(), match.end(), new),)


_CLAUSE = re.compile(
    r"\s*(?P<adverb>[A-Z][a-z]+ly\s+|Further\s+|Always\s+)?(?P<verb>[A-Za-z][a-z]+)(?:\s+(?P<next>[a-z]+))?"
)
_NO_SUBJECT_LY = words(
    "Early Daily Elderly Family Only Monthly Weekly Yearly Supply Reply Assembly Likely Apply Comply Rely Multiply"
)
_ENDED = re.compile(r"[.!;。][”’)]?$")


def _clauses(text: str) -> Iterator[re.Match[str]]:
    """The heads of the clauses that begin the segment or follow a semicolon with a capital."""
    at = 0
    while at >= 0:
        match = _CLAUSE.match(text, at)
        if match and text[match.start() : match.end("verb")].lstrip()[:1].isupper():
            yield match
        at = text.find(";", at) + 1 or -1


def no_subject(document: DocumentView) -> Iterator[Finding]:
    """G02: a sentence that opens with a bare verb, as Chinese ones do."""
    quoted: dict[int, list[tuple[int, int]]] | None = None
    for n, view in enumerate(document.views):
        text = view.target
        for match in _clauses(text):
            verb = match["verb"]
            adverb = match["adverb"] or ""
            head = adverb or verb
            if not head[0].isupper() or adverb.strip() in _NO_SUBJECT_LY or (adverb and verb[0].isupper()):
                continue
            if not is_base_verb(verb, match["next"] or "") or not _is_sentence(text, match):
                continue
            quoted = quoted_in_document(document.views) if quoted is None else quoted
            at = match.start("adverb") if adverb else match.start("verb")
            if not any(a <= at < b for a, b in quoted.get(n, ())):
                yield _subjectless(view, at, match.end("verb"))


def _is_sentence(text: str, match: re.Match[str]) -> bool:
    return bool(_ENDED.search(text)) and text.count(" ") > 2 and not is_title(text)


def _subjectless(view: SegmentView, start: int, end: int) -> Finding:
    phrase = view.target[start:end]
    low = phrase[0].lower() + phrase[1:]
    subject = "The court will" if start == 0 or view.target[:start].rstrip()[-1:] != ";" else "the court will"
    message = mark("“{phrase}” has no subject: who is to do it?")
    fixes = (Fix(start, end, f"{subject} {low}"),)
    return flag(
        view, "G02", Severity.MINOR, (start, end), message, values=(("phrase", phrase),), fixes=fixes, confidence=0.85
    )


_FORMULA = re.compile(
    r"(?:^|(?<=[.;]\s)|(?<=[.;”]))(?P<noun>Meeting|Conference|Symposium|Court|Report|Speech)\s+(?P<verb>pointed out|"
    r"stressed|emphasi[sz]ed|noted|requested|required|demanded|urged|called|heard|conveyed|studied|proposed|decided|"
    r"held|believed|considered|stated|reviewed|listened|announced)\b(?:,?\s+(?P<that>that))?"
)
_FORMULA_NOUNS = ("Meeting ", "Conference ", "Symposium ", "Court ", "Report ", "Speech ")
_PASSIVE = {"pointed out": "noted", "stressed": "stressed", "emphasized": "emphasized", "noted": "noted"}


def reporting_formula(view: SegmentView) -> Iterator[Finding]:
    """G03: Meeting pointed out."""
    text = view.target
    if not any(noun in text for noun in _FORMULA_NOUNS):
        return
    for match in _FORMULA.finditer(text):
        start, end = match.start("noun"), match.end("verb")
        noun = match["noun"].lower()
        fixes = [Fix(start, end, f"The {noun} {match['verb']}", safe=True)]
        said = _PASSIVE.get(match["verb"])
        if said and noun in ("meeting", "conference"):
            stop = match.end()
            stop += len(text[stop:]) - len(text[stop:].lstrip(","))
            fixes.append(Fix(start, stop, f"It was {said} at the {noun} that"))
        message = mark("“{text}” needs an article: “The {noun} {verb}”.")
        values = (("text", text[start:end]), ("noun", noun), ("verb", match["verb"]))
        yield flag(
            view, "G03", Severity.MINOR, (start, end), message, values=values, fixes=tuple(fixes), confidence=0.98
        )


_TO_VERB = re.compile(
    r"(?:^|(?<=;))\s*(?P<label>(?:(?:0?\d{1,2}[.)]|\(\d+\))\s*)?(?:The\s+)?(?:First|Second|Third|Fourth|Fifth|Sixth|"
    r"Seventh|Eighth|Ninth|Tenth|Finally|Last)(?:ly)?(?: of all)?(?:,| is| was)\s+)?(?P<to>[Tt]o\s+(?:[a-z]+ly\s+)?"
    r"(?P<verb>[a-z]+))\b(?P<rest>[^;]*)"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|shall|should|must|can|could|may|might|do|does|did|means?|requires?|"
    r"needs?|takes?|held|made|took|gave|set|built|sent|went|came|began|led|issued)\b"
)
_MAIN_CLAUSE = re.compile(
    r",\s*[“(]?(?:(?:the|an?|it|its|he|she|they|we|you|this|that|these|those|each|every|all|both|some|many|most|more|such|"
    r"there|no|one|two|three|their|his|her|our|[A-Z0-9][\w.]*)\b|[a-z]+(?:s|men|ple)\s+[a-z]+)"
)


def bare_infinitive(document: DocumentView) -> Iterator[Finding]:
    """G04: To do this and that. – and no main clause."""
    quoted: dict[int, list[tuple[int, int]]] | None = None
    for n, view in enumerate(document.views):
        text = view.target
        if "o " not in text[:40] and "To " not in text and ";" not in text:
            continue
        for match in _TO_VERB.finditer(text):
            if not _is_fragment(text, match):
                continue
            quoted = quoted_in_document(document.views) if quoted is None else quoted
            start, end = match.span("to")
            if any(a <= start < b for a, b in quoted.get(n, ())):
                continue
            is_first = text[start] == "T" and text[:start].rstrip()[-1:] != ";"
            subject = "The court will" if is_first else "the court will"
            fixes = (Fix(start, end, subject + text[start + 2 : end]),)
            message = mark("“{phrase} …” is no sentence: it has neither subject nor finite verb.")
            values = (("phrase", text[start:end]),)
            yield flag(view, "G04", Severity.MINOR, (start, end), message, values=values, fixes=fixes, confidence=0.85)


def _is_fragment(text: str, match: re.Match[str]) -> bool:
    rest = match["rest"]
    labelled = bool(match["label"])
    if not labelled and match["to"][0] != "T":
        return False
    if not is_base_verb(match["verb"], "the") and not labelled:
        return False
    if labelled and (match["label"].rstrip().endswith(("is", "was"))):
        return False
    ended = match.end() < len(text) or bool(_ENDED.search(text))
    return ended and not _FINITE.search(rest) and not _MAIN_CLAUSE.search(rest) and rest.count(" ") > 1


CHECKS: tuple[Check, ...] = (
    Check(
        "G01",
        mark("We and our outside a quotation"),
        mark(
            "Chinese drops the subject and engines supply “we”, which makes the newspaper speak as the court. "
            "Name who acts (the court, judges, participants), or make it a quotation if the source quotes."
        ),
        Needs.TARGET,
        Severity.MINOR,
        document=first_person,
    ),
    Check(
        "G02",
        mark("Sentence without a subject"),
        mark(
            "The sentence opens with a bare verb and reads as an order to the reader. Name who is to act; the fix "
            "proposes “The court will …”, which has to fit the context."
        ),
        Needs.TARGET,
        Severity.MINOR,
        document=no_subject,
        replaces=("F05",),
    ),
    Check(
        "G03",
        mark("Meeting pointed out"),
        mark(
            "The formula of Chinese reports was rendered without an article. Write “The meeting pointed out” or, "
            "more idiomatically, “It was noted at the meeting that”."
        ),
        Needs.TARGET,
        Severity.MINOR,
        segment=reporting_formula,
    ),
    Check(
        "G04",
        mark("Infinitive instead of a sentence"),
        mark(
            "The sentence consists of “to” and a verb only and lacks a main clause. Give it a subject and a "
            "finite verb, such as “The court will …”, or tie it to the sentence before."
        ),
        Needs.TARGET,
        Severity.MINOR,
        document=bare_infinitive,
    ),
)
