"""Wording that is fixed by the Party and the state and must be exact: P01 and P02."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from editor.checks.cues import fit_case
from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.renderings import chinese_of, rule_findings
from editor.checks.spans import FUNCTION_WORDS, flag
from editor.core.model import Evidence, Finding, Fix, Mode, Severity
from editor.core.tokens import token_texts
from editor.i18n import mark
from glossary.matching import Matcher, Verdict
from glossary.model import Concept, TermStatus

_BY_LAW = mark("“{text}” says the opposite of 法治: law as a tool, not the rule of law. Write “{good}”.")
_NEAR = mark("“{text}” is close to the fixed wording “{good}” ({zh}) but not equal to it.")

_RULE_BY_LAW = re.compile(r"\brul(?P<form>e|ing|ed)[ -]by[ -](?:the )?law\b", re.I)
_CONTRAST = re.compile(
    r"\b(?:not|never|versus|vs\.?|than|instead of|opposed to|distinct from)(?: (?:the|mere|merely|simply))?\W+$", re.I
)
_LEAST_WORDS = 4
_NEAR_ENOUGH = 88.0
_NEAR_ENOUGH_LONG = 78.0
_LONG = 6
_EXACT = 101.0
"""The score of a window that is the fixed string but for articles: right, and its parts are not tried either."""
_COUNT = re.compile(
    r"\d|^(?:one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|eleventh|twelfth|\w+teenth|twentieth|twenty.*)$"
)


def _by_law(view: SegmentView) -> Iterator[Finding]:
    found = [f for f in rule_findings(view, "P01") if _is_meant(view, f.start, f.end)]
    yield from found
    for match in _RULE_BY_LAW.finditer(view.target):
        covered = any(f.start < match.end() and match.start() < f.end for f in found)
        if covered or not _is_meant(view, *match.span()):
            continue
        term = next((t for t in ("法治", "依法") if t in view.source), "")
        if view.mode is Mode.BILINGUAL and view.source and not term:
            continue
        good = fit_case(match.group(), "governed by the rule of law" if match["form"] == "ed" else "rule of law")
        at = view.source.find(term) if term else -1
        evidence = (Evidence("source", term, view.segment.id, at, at + len(term)),) if term else ()
        yield flag(
            view,
            "P01",
            Severity.CRITICAL,
            match.span(),
            _BY_LAW,
            values=(("text", match.group()), ("good", good)),
            fixes=(Fix(*match.span(), good),),
            evidence=evidence,
            confidence=0.97 if term else 0.93,
            rule="rule-by-law",
        )


def _is_meant(view: SegmentView, start: int, end: int) -> bool:
    """Whether the phrase is the text's own, neither quoted nor the foil of a contrast."""
    return not view.quoted(start, end) and not _CONTRAST.search(view.target[:start])


def _near_miss(view: SegmentView) -> Iterator[Finding]:
    """Windows of words that are nearly a fixed string: same words in another order, or one of them changed."""
    yield from rule_findings(view, "P02")
    plain = [*map(_plain_word, view.token_texts)]
    forms = tuple(_within_reach(view.matcher, plain))
    if not forms:
        return
    words = [t for t in view.tokens if t.kind != "mark"]
    known = [(o.target, o.verdict) for o in view.occurrences if o.target is not None]
    taken: list[tuple[int, int]] = []
    hits: list[tuple[float, int, int, str, Concept]] = []
    for form, wanted, concept in forms:
        hits += [(score, i, j, form, concept) for score, i, j in _windows(plain, wanted)]
    for score, i, j, form, concept in sorted(hits, key=lambda hit: (-hit[0], hit[1] - hit[2])):
        start, end = words[i].start, words[j - 1].end
        if any(a < end and start < b for a, b in taken) or any(_settles(*k, start, end) for k in known):
            continue
        taken.append((start, end))
        if score == _EXACT:
            continue
        text = view.target[start:end]
        yield flag(
            view,
            "P02",
            Severity.CRITICAL,
            (start, end),
            _NEAR,
            values=(("text", text), ("good", form), ("zh", chinese_of(concept))),
            fixes=(Fix(start, end, form),),
            evidence=(Evidence("term", f"{chinese_of(concept)} = {form}"),),
            confidence=round(score / 100 - 0.02, 2),
            rule=concept.id,
        )


def _settles(span: tuple[int, int], verdict: Verdict, start: int, end: int) -> bool:
    """Whether the glossary has already judged most of `[start, end)`; a short term inside it does not count."""
    overlap = min(end, span[1]) - max(start, span[0])
    return overlap > 0 and (verdict is Verdict.BAD or overlap > 0.6 * (end - start) or span[0] < start or end < span[1])


@lru_cache(maxsize=4)
def fixed_forms(matcher: Matcher) -> tuple[tuple[str, tuple[str, ...], Concept], ...]:
    """Approved forms of politically fixed concepts of more than three words: form, its plain words, concept."""
    found: list[tuple[str, tuple[str, ...], Concept]] = []
    for concept in matcher.concepts:
        if not concept.politically_fixed:
            continue
        for term in concept.forms("en", TermStatus.PREFERRED, TermStatus.ADMITTED):
            plain = tuple(map(_plain_word, token_texts(term.text)))
            # Only names: a slogan in small letters may be worded freely.
            capitals = sum(w[0].isupper() for w in term.text.split())
            if capitals >= 2 and len(plain) >= _LEAST_WORDS and len(_content(plain)) >= _LEAST_WORDS - 1:
                found.append((term.text, plain, concept))
    return tuple(found)


def _within_reach(matcher: Matcher, plain: list[str]) -> Iterator[tuple[str, tuple[str, ...], Concept]]:
    """Fixed forms of whose content words the text has so many that a window of it may be a near miss."""
    index = _index_of_forms(matcher)
    present = index.keys() & plain
    if not present:
        return
    words = frozenset(plain)
    for n in sorted({n for word in present for n in index[word]}):
        form = fixed_forms(matcher)[n]
        content = set(_content(form[1]))
        if len(content & words) >= _least(form[1], content):
            yield form


def _least(wanted: tuple[str, ...], content: set[str]) -> int:
    """How many of the content words of a form a near miss must have."""
    count = len(_content(wanted))
    return min(count - max(1, count // 4), len(content))


@lru_cache(maxsize=4)
def _index_of_forms(matcher: Matcher) -> dict[str, list[int]]:
    """Forms by their rarest content words, so many of them that no near miss can be without all of these."""
    forms = fixed_forms(matcher)
    known = Counter(word for _, wanted, _ in forms for word in set(_content(wanted)))
    index: dict[str, list[int]] = {}
    for n, (_, wanted, _) in enumerate(forms):
        content = set(_content(wanted))
        for word in sorted(content, key=lambda w: (known[w], w))[: len(content) - _least(wanted, content) + 1]:
            index.setdefault(word, []).append(n)
    return index


def _windows(words: list[str], wanted: tuple[str, ...]) -> Iterator[tuple[float, int, int]]:
    from rapidfuzz import fuzz

    content = sorted(_content(wanted))
    rare, counts = set(content), _counts(wanted)
    least = len(content) - max(1, len(content) // 4)
    enough = _NEAR_ENOUGH_LONG if len(content) >= _LONG else _NEAR_ENOUGH
    for size in range(max(3, len(wanted) - 2), len(wanted) + 3):
        for i in range(len(words) - size + 1):
            window = words[i : i + size]
            if not {window[0], window[-1]} <= rare or len(rare.intersection(window)) < least:
                continue
            # Another number is another congress, not a misspelling of this one.
            if _counts(window) != counts:
                continue
            if _bare(window) == _bare(wanted):
                yield _EXACT, i, i + size
                continue
            score = fuzz.ratio(" ".join(sorted(_content(window))), " ".join(content))
            if score >= enough:
                yield score, i, i + size


def _content(words: list[str] | tuple[str, ...]) -> list[str]:
    return [w for w in words if w not in FUNCTION_WORDS]


def _bare(words: list[str] | tuple[str, ...]) -> list[str]:
    return [w for w in words if w not in ("the", "a", "an")]


def _counts(words: list[str] | tuple[str, ...]) -> list[str]:
    return sorted(w for w in words if _COUNT.search(w))


@lru_cache(maxsize=16384)
def _plain_word(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s").replace("-", "")


CHECKS = (
    Check(
        "P01",
        mark("“Rule by law” for 法治"),
        mark(
            "法治 is the rule of law. “Rule by law” is what critics say of China, so it must not stand in a text of a"
            " Chinese court unless it is quoted or contrasted on purpose."
        ),
        Needs.TARGET,
        Severity.CRITICAL,
        segment=_by_law,
        replaces=("T01", "T02", "T03", "P02"),
    ),
    Check(
        "P02",
        mark("Nearly the fixed wording"),
        mark(
            "Names of doctrines, congresses and campaigns have one official English wording. This phrase is very close"
            " to one of them but not equal; it is never corrected unasked."
        ),
        Needs.TARGET,
        Severity.CRITICAL,
        segment=_near_miss,
        replaces=("T01", "T02", "T03"),
    ),
)
