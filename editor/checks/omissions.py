"""What is left out: clauses (A03), titles, quotes, list items, words (A07); and clauses that were added (A08)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.spans import FUNCTION_WORDS, flag
from editor.core.lexicon import coverage
from editor.core.model import Evidence, Finding, Fix, Mode, Severity, Side
from editor.core.omission import gone_clause, surplus_clause
from editor.i18n import mark

_CHINESE = re.compile(r"[\u3400-\u9fff]{4}")
_LISTED = 2.0
_PAINTED = 3.0
_PAINTED_ADDED = 4.0
_ALIKE = 0.8


def missing_clause(view: SegmentView) -> Iterator[Finding]:
    """A03: a clause whose words leave no trace in an English that is too short for it."""
    if view.mode is Mode.MONOLINGUAL or not view.target.strip() or _CHINESE.search(view.target):
        return
    gone = gone_clause(view.source, view.target)
    if gone is None or gone.odds < _LISTED:
        return
    missing, count = gone.coverage.missing, len(gone.coverage.content)
    words = "、".join(dict.fromkeys(word.text for word in missing))
    clause = view.source[gone.start : gone.end]
    evidence = (
        Evidence("source", clause, view.segment.id, gone.start, gone.end),
        Evidence("count", f"{len(missing)}/{count}: {words}"),
        Evidence("count", f"{gone.letters} < {gone.expected}" if gone.letters < gone.expected else f"{gone.letters}"),
    )
    message = mark(
        "Is this clause translated? Of its {count} words that say something {missing} leave no trace: {words}."
    )
    values = (("count", str(count)), ("missing", str(len(missing))), ("words", words))
    confidence = min(0.9, 0.4 + 0.07 * gone.odds)
    yield _of_source(
        view, "A03", (gone.start, gone.end), message, values, evidence, confidence, "clause", gone.odds >= _PAINTED
    )


def added_clause(view: SegmentView) -> Iterator[Finding]:
    """A08: a clause of the translation whose words nothing in the source explains."""
    if view.mode is Mode.MONOLINGUAL or not view.source or _CHINESE.search(view.target):
        return
    surplus = surplus_clause(view.source, view.target, FUNCTION_WORDS)
    if surplus is None or surplus.odds < _LISTED:
        return
    said = view.target[surplus.start : surplus.end]
    start = surplus.end - len(said.lstrip())
    words = ", ".join(dict.fromkeys(surplus.words))
    message = mark("Does the source say this? Of {count} words {missing} answer to nothing in it: {words}.")
    values = (("count", str(surplus.count)), ("missing", str(len(surplus.words))), ("words", words))
    evidence = (Evidence("count", f"{len(surplus.words)}/{surplus.count}: {words}"),)
    yield flag(
        view, "A08", Severity.MAJOR, (start, surplus.end), message, values=values, evidence=evidence,
        confidence=min(0.9, 0.4 + 0.07 * surplus.odds), rule="clause",
        painted=surplus.longer and surplus.odds >= _PAINTED_ADDED,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the source holds that a translation must show in some way: its kind and span, and whether it does."""

    kind: str
    start: int
    end: int
    found: bool


_TITLE = re.compile(r"《([^《》]{2,30})》")
_QUOTE = re.compile(r"“([^“”]{2,16})”")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-.&/][A-Za-z0-9]+)*")
_ITEM = r"[\u4e00-\u9fff]{2,8}"
_LIST = re.compile(rf"{_ITEM}(?:、{_ITEM}){{2,}}")
_SEPARATOR = re.compile(r"\s*(?:,|;|/|—)\s*(?:and\b|or\b|as well as\b)?|\s(?:and|or|as well as|&)\s")
_LATIN_SKIPPED = frozenset({"app", "vs", "km", "kg", "cm", "mm", "pm", "am", "m", "g", "t", "a", "b", "c", "d"})


def ledger(view: SegmentView) -> list[Entry]:
    """The titles, quotes, Latin words and list items of the source, and which of them leave a trace."""
    source, target = view.source, view.target
    found = [
        Entry(kind, *match.span(), _shows(match.group(1), view))
        for kind, pattern in (("title", _TITLE), ("quote", _QUOTE))
        for match in pattern.finditer(source)
    ]
    plain = re.sub(r"[^a-z0-9]", "", target.lower())
    for match in _LATIN.finditer(source):
        year = re.search(r"(?:19|20)[0-9]{2}$", match.group()) and source[match.end() : match.end() + 1] == "年"
        word = re.sub(r"[^a-z0-9]", "", match.group().lower())[: -4 if year else None]
        if len(word) > 1 and word not in _LATIN_SKIPPED and not (word.islower() and match.group().islower()):
            found.append(Entry("word", *match.span(), word in plain or not match.group()[0].isupper()))
    for match in _LIST.finditer(source) if source.count("、") > 1 else ():
        found += _items(view, match)
    return sorted(found, key=lambda entry: entry.start)


def _shows(text: str, view: SegmentView) -> bool:
    """Whether any telling word of a title or quote leaves a trace; what the dictionary does not know counts."""
    covered = coverage(text, view.target)
    return len(covered.content) < 2 or covered.share > 0


def _items(view: SegmentView, match: re.Match[str]) -> list[Entry]:
    """The items of a list, those between two others that are there and for which the English has no place."""
    entries: list[Entry] = []
    at = match.start()
    telling: list[bool] = []
    items = match.group().split("、")
    for item in items:
        covered = coverage(item, view.target)
        telling.append(bool(covered.content) and covered.share > 0)
        entries.append(Entry("item", at, at + len(item), not covered.content or covered.share > 0))
        at += len(item) + 1
    if all(entry.found for entry in entries):
        return entries
    places = [_place(item, view.target) if tells else -1 for item, tells in zip(items, telling, strict=True)]
    known = [n for n, place in enumerate(places) if place >= 0]
    missing = [n for n, entry in enumerate(entries) if not entry.found]
    inside = [n for n in missing if known and known[0] < n < known[-1]]
    if len(inside) != len(missing) or not inside:
        return [Entry(e.kind, e.start, e.end, True) for e in entries]
    low, high = sorted((places[known[0]], places[known[-1]]))
    room = len(_SEPARATOR.findall(view.target[low:high])) >= known[-1] - known[0]
    return [Entry(e.kind, e.start, e.end, e.found or room) for e in entries]


def _place(item: str, target: str) -> int:
    """Where the first word stands that may render an item; -1 if none does."""
    for match in re.finditer(r"[A-Za-z]+(?:[’'][a-z]+)?", target):
        if coverage(item, match.group()).share > 0:
            return match.start()
    return -1


def unaccounted(view: SegmentView) -> Iterator[Finding]:
    """A07: titles, quotes, list items and Latin words of the source without a trace, as one ledger."""
    source = view.source
    if view.mode is Mode.MONOLINGUAL or not view.target.strip() or not _MAY_HOLD.search(source):
        return
    entries = ledger(view)
    missing = [entry for entry in entries if not entry.found]
    for entry in tuple(missing):
        near = _near(source[entry.start : entry.end], view.target) if entry.kind == "word" else None
        if near:
            missing.remove(entry)
            yield _misspelt(view, entry, near)
    if not missing:
        return
    items = "、".join(dict.fromkeys(source[e.start : e.end] for e in missing))
    message = mark(
        "Of {count} items of the source (titles, quotes, lists, Latin words) {missing} leave no trace: {items}."
    )
    values = (("count", str(len(entries))), ("missing", str(len(missing))), ("items", items))
    evidence = tuple(Evidence("source", source[e.start : e.end], view.segment.id, e.start, e.end) for e in missing)
    first = missing[0]
    span, painted = (first.start, first.end), any(e.kind != "quote" for e in missing)
    yield _of_source(view, "A07", span, message, values, evidence, 0.6, first.kind, painted)


def _near(word: str, target: str) -> re.Match[str] | None:
    """The word of the target that is this one but for a letter or two."""
    if len(word) < 5:
        return None
    for match in _LATIN.finditer(target):
        said, wanted = match.group().lower(), word.lower()
        if said[0] == wanted[0] and said != wanted and SequenceMatcher(None, said, wanted).ratio() > _ALIKE:
            return match
    return None


def _misspelt(view: SegmentView, entry: Entry, near: re.Match[str]) -> Finding:
    word = view.source[entry.start : entry.end]
    evidence = (Evidence("source", word, view.segment.id, entry.start, entry.end),)
    message = mark("The source spells it “{good}”, not “{text}”.")
    values = (("good", word), ("text", near.group()))
    return flag(
        view, "A07", Severity.MAJOR, near.span(), message, values=values, fixes=(Fix(*near.span(), word),),
        evidence=evidence, confidence=0.9, rule="spelling",
    )  # fmt: skip


_MAY_HOLD = re.compile(r"[《“A-Z]|、[^、]+、")


def _of_source(
    view: SegmentView,
    check: str,
    span: tuple[int, int],
    message: str,
    values: tuple[tuple[str, str], ...],
    evidence: tuple[Evidence, ...],
    confidence: float,
    rule: str,
    painted: bool,
) -> Finding:
    return Finding(
        check, Severity.MAJOR, view.segment.id, Side.SOURCE, *span, message, values, (), evidence, confidence, rule,
        painted,
    )  # fmt: skip


CHECKS: tuple[Check, ...] = (
    Check(
        "A03",
        mark("Clause perhaps left out"),
        mark(
            "The words of a clause leave no trace in the translation (looked up in a dictionary by stem, names by "
            "their pinyin), and the translation is short for its source. Free translation can look like this; read "
            "the clause."
        ),
        Needs.SOURCE,
        Severity.MAJOR,
        segment=missing_clause,
        replaces=("A07",),
    ),
    Check(
        "A07",
        mark("Items of the source without a trace"),
        mark(
            "Titles in 《》, quoted words, names in Latin letters and items of a list are counted; those of which "
            "nothing is to be seen in the translation are named. Were they left out, or only put differently?"
        ),
        Needs.SOURCE,
        Severity.MAJOR,
        segment=unaccounted,
    ),
    Check(
        "A08",
        mark("Clause perhaps added or misread"),
        mark(
            "Hardly a word of this clause answers to a word of the source (dictionary, pinyin). The machine made it "
            "up, or read the Chinese quite differently; a very free translation looks the same."
        ),
        Needs.SOURCE,
        Severity.MAJOR,
        segment=added_clause,
    ),
)
