"""How sentences and lists hang together: ordinals, announced counts, word salad, repetition; no grammar of the verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import eq

from editor.checks.framework import Check, DocumentView, Needs, SegmentView
from editor.checks.listing import announced_counts, ordinal_gaps
from editor.checks.spans import FUNCTION_WORDS, flag, words
from editor.core.model import Evidence, Finding, Fix, Mode, Severity
from editor.i18n import mark

_DANGLING = re.compile(r"\b(?P<word>the|an?|of|and|into|at|in|with|from|than)\s*(?P<end>[”])")
_PARTICLE_VERBS = words(
    """
    log sign check step join drop believe live participate engage break hand turn bring put fill opt tune come came
    start started begin hail work deal where what which who whom consist made get look aim
    """
)
_AFTER_ARTICLE = [
    "of",
    "to",
    "for",
    "and",
    "is",
    "are",
    "was",
    "were",
    "by",
    "with",
    "from",
    "at",
    "will",
    "has",
    "have",
    "had",
]
_CLASHES = frozenset(
    {(article, word) for article in ("the", "a", "an") for word in _AFTER_ARTICLE}
    | {
        (one, word)
        for one in ("of", "into", "from")
        for word in ["of", "to", "is", "are", "was", "were", "will", "has", "have"]
    }
    | {("the", "a"), ("the", "an"), ("a", "the"), ("an", "the")}
) - {("a", "to"), ("a", "is"), ("a", "and"), ("a", "will"), ("the", "will"), ("of", "of"), ("from", "of")}
_CLASH = re.compile(r"(?<![-\w’'])(?=(?P<text>[A-Za-z]+ [a-z]+)\b(?![-–’']))")
_BROKEN_OFF = re.compile(r" (?P<word>the|an?|into)[.;!?](?=\s*(?:$|[A-Z]))")
_BROKEN_ENDS = tuple(f" {word}{sign}" for word in ("the", "a", "an", "into") for sign in ".;!?")
_LONG_RUN = 8
_BEHIND = 100  # characters in which the word before stands
_ROW = re.compile(r"(?<![\w’'-])[a-z][\w’'-]*(?: [a-z][\w’'-]*){7,}")


def word_salad(view: SegmentView) -> Iterator[Finding]:
    """A04: function words where none can stand, and long rows of words without any."""
    text = view.target
    for match in _DANGLING.finditer(text) if "”" in text else ():
        before = text[max(0, match.start() - _BEHIND) : match.start()].split()
        if not before or before[-1].lower().strip("“") in _PARTICLE_VERBS or text.find("“", 0, match.start()) < 0:
            continue
        message = mark("The quotation breaks off after “{word}”: a sentence the machine did not understand?")
        start = text.rindex("“", 0, match.start())
        values = (("word", match["word"]),)
        yield flag(view, "A04", Severity.MAJOR, (start, match.end()), message, values=values, confidence=0.8)
    if not _CLASHES.isdisjoint(view.pair_set):
        for match in _CLASH.finditer(text):
            if tuple(match["text"].lower().split()) in _CLASHES and not match["text"][:2].isupper():
                yield _clash(view, match.span("text"))
    for match in _BROKEN_OFF.finditer(text) if any(end in text for end in _BROKEN_ENDS) else ():
        yield _clash(view, match.span("word"))
    yield from _long_runs(view)


def _clash(view: SegmentView, span: tuple[int, int]) -> Finding:
    message = mark("“{text}” cannot stand like this: something is missing or wrongly put.")
    values = (("text", view.target[slice(*span)]),)
    return flag(view, "A04", Severity.MAJOR, span, message, values=values, confidence=0.75, rule="clash")


def _long_runs(view: SegmentView) -> Iterator[Finding]:
    """Listed, not painted: a row of content words without a function word, a mark or a name among them."""
    if b"\0" * _LONG_RUN not in bytes(map(FUNCTION_WORDS.__contains__, view.words)):
        return
    for match in _ROW.finditer(view.target):
        said = match.group().split()
        first = 0
        for n, word in enumerate([*said, "the"]):
            if _is_content(word):
                continue
            if n - first >= _LONG_RUN:
                start = match.start() + len(" ".join(said[:first])) + (first > 0)
                yield _long_run(view, (start, start + len(" ".join(said[first:n]))), n - first)
            first = n + 1


def _long_run(view: SegmentView, span: tuple[int, int], count: int) -> Finding:
    message = mark("{count} words in a row without a single “of”, “the” or “to”: hardly a sentence.")
    return flag(
        view, "A04", Severity.MAJOR, span, message, values=(("count", str(count)),),
        evidence=(Evidence("count", str(count)),), confidence=0.5, rule="run", painted=False,
    )  # fmt: skip


def _is_content(word: str) -> bool:
    return word not in FUNCTION_WORDS and word[0].islower() and (not word.endswith("ed") or "-" in word)


_TWICE = re.compile(r"\b([A-Za-z][a-z’']*)(?:\s+(\1))+\b(?![-’'])", re.I)
_MAY_DOUBLE = words("had that very so no yes bye ha long far much many more really well knock is do in on")
_SURE = words("the a an of to and for with from by at this these its their his her are was were be has have will or as")
_IDIOM = re.compile(r"er\b|\b(?:more|less|again|on|over|worse|round|through)\b")
_LONGEST_PHRASE = 80


def repetition(view: SegmentView) -> Iterator[Finding]:
    """A06 in a segment: a word or phrase said twice on end."""
    text = view.target
    doubled = any(map(eq, view.words, view.words[1:]))
    for match in _TWICE.finditer(text) if doubled else ():
        word = match.group(2)
        if match.group(1).lower() in _MAY_DOUBLE or (word[0].isupper() and match.group(1)[0].isupper()):
            continue
        fix = Fix(match.end(1), match.end(), "", safe=match.group(1).lower() in _SURE)
        yield _repeated(view, match.span(), match.group(1), fix)
    yield from _phrases(view)


def _phrases(view: SegmentView) -> Iterator[Finding]:
    if len(view.pair_set) == len(view.word_pairs) or not _comes_again(view.word_pairs):
        return
    said = [t for t in view.tokens if t.kind != "mark"]
    texts = [t.text.lower() for t in said]
    n = 0
    while n < len(texts):
        length = _repeated_length(texts, n)
        if not length:
            n += 1
            continue
        first, last = said[n : n + length], said[n + length : n + 2 * length]
        between = view.target[first[-1].end : last[0].start]
        fix = Fix(first[-1].end, last[-1].end, "")
        # With a mark between, two or three words may well come again: to the county, the county committee.
        if not between.strip() or (length > 3 and not between.strip(" ,;.、")):
            phrase = view.target[first[0].start : first[-1].end]
            yield _repeated(view, (first[0].start, last[-1].end), phrase, fix)
        n += 2 * length


def _comes_again(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether two words come again within the length of a phrase."""
    last: dict[tuple[str, str], int] = {}
    for n, pair in enumerate(pairs):
        if n - last.get(pair, -_LONGEST_PHRASE - 1) <= _LONGEST_PHRASE:
            return True
        last[pair] = n
    return False


def _repeated_length(texts: Sequence[str], at: int) -> int:
    """Number of words from `at` that come again at once; 0 if none."""
    for length in range(2, min(_LONGEST_PHRASE, (len(texts) - at) // 2) + 1):
        if texts[at] == texts[at + length] and texts[at : at + length] == texts[at + length : at + 2 * length]:
            phrase = " ".join(texts[at : at + length])
            if length == 2 and "and" in texts[at : at + 2] and _IDIOM.search(phrase):
                return 0
            if len(phrase) > 5 and any(t.isalpha() for t in texts[at : at + length]):
                return length
    return 0


def _repeated(view: SegmentView, span: tuple[int, int], phrase: str, fix: Fix) -> Finding:
    message = mark("“{phrase}” stands twice on end.")
    evidence = (Evidence("occurrence", phrase, view.segment.id, span[0], span[0] + len(phrase)),)
    return flag(
        view, "A06", Severity.MINOR, span, message, values=(("phrase", phrase),), fixes=(fix,), evidence=evidence,
        confidence=0.95,
    )  # fmt: skip


def repeated_sentences(document: DocumentView) -> Iterator[Finding]:
    """A06 over the document: the same sentence again at once, though the Chinese does not say it twice."""
    views = [view for view in document.views if view.target]
    for before, view in pairwise(views):
        text = view.target
        if before.target != text or text.count(" ") < 3:
            continue
        if document.mode is Mode.BILINGUAL and before.source == view.source:
            continue
        message = mark("The sentence before is the same.")
        evidence = (Evidence("occurrence", text, before.segment.id, 0, len(text)),)
        fixes = (Fix(0, len(text), ""),)
        yield flag(
            view, "A06", Severity.MINOR, (0, len(text)), message, fixes=fixes, evidence=evidence, rule="sentence"
        )


CHECKS: tuple[Check, ...] = (
    Check(
        "A01",
        mark("Gap in First, Second, Third"),
        mark(
            "An ordinal is missing or comes twice, so a point was probably dropped, merged or numbered wrongly. "
            "Compare with the source; without one, ask the client. Do not just renumber."
        ),
        Needs.TARGET,
        Severity.MAJOR,
        document=ordinal_gaps,
    ),
    Check(
        "A02",
        mark("Announced count and items differ"),
        mark(
            "The text announces a number of points and then gives more or fewer. Either the number is wrong or an "
            "item was lost; look into the source, or ask the client."
        ),
        Needs.TARGET,
        Severity.MAJOR,
        document=announced_counts,
    ),
    Check(
        "A04",
        mark("Word salad"),
        mark(
            "Words stand in an order English does not allow, which shows that the machine did not parse the "
            "Chinese. Translate the clause anew; without a source, ask what it should say."
        ),
        Needs.TARGET,
        Severity.MAJOR,
        segment=word_salad,
    ),
    Check(
        "A06",
        mark("Said twice"),
        mark(
            "A word, phrase or sentence follows itself, as engines do when they loop. Remove the second; the fix "
            "does. Look whether something else should have stood in its place."
        ),
        Needs.TARGET,
        Severity.MINOR,
        segment=repetition,
        document=repeated_sentences,
        replaces=("A09",),
    ),
)
