"""The rendering of a related term in place of the right one (T07), such as arrest for 拘留; the sets are data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec
from ahocorasick_rs import AhoCorasick

import resources
from editor.checks.cues import fit_case
from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.spans import flag
from editor.core.model import Evidence, Finding, Fix, Mode, Severity
from editor.i18n import mark

_SIBLING = mark("The source has {zh} ({good}), but “{text}” is {other}.")
_ARTICLE = re.compile(r"\b([Aa])n? $")
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Member:
    """One term of a contrast set.

    `forms` are its renderings in the order in which those of the other members answer to them (empty: none does);
    `more` are further ones; `also` are words that may render it and prove nothing against others. `explained` are
    Chinese strings that account for its English too; `hide` those in which its Chinese means something else.
    """

    zh: tuple[str, ...]
    forms: tuple[str, ...]
    more: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    explained: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContrastSet:
    """Terms that are taken for one another.

    `lower` ones count in small letters only (the north, not North Korea). In a `careful` set a finding is painted only
    where nothing at all stands for the right term.
    """

    id: str
    members: tuple[Member, ...]
    lower: bool = False
    careful: bool = False


@dataclass(frozen=True)
class _Ready:
    """A member with what the search needs."""

    member: Member
    own: frozenset[str]
    phrases: tuple[str, ...]
    telling: re.Pattern[str]
    index: dict[str, tuple[int, ...]]


@dataclass(frozen=True)
class _ReadySet:
    data: ContrastSet
    members: tuple[_Ready, ...]
    chinese: re.Pattern[str]
    owner: dict[str, int] = field(default_factory=dict)


@lru_cache(maxsize=1)
def contrast_sets() -> tuple[ContrastSet, ...]:
    """The sets of `resources/terms/siblings.jsonl`."""
    lines = (resources.folder("terms") / "siblings.jsonl").read_bytes().splitlines()
    decoder = msgspec.json.Decoder(ContrastSet)
    return tuple(decoder.decode(line) for line in lines if line.strip())


@lru_cache(maxsize=1)
def _ready() -> tuple[tuple[_ReadySet, ...], AhoCorasick, tuple[int, ...]]:
    """Every set ready for the search, an automaton over the Chinese of all, and the set of each of its strings."""
    sets = tuple(_prepare(data) for data in contrast_sets())
    strings = [(zh, n) for n, one in enumerate(sets) for member in one.data.members for zh in member.zh]
    return sets, AhoCorasick([zh for zh, _ in strings]), tuple(n for _, n in strings)


def _prepare(data: ContrastSet) -> _ReadySet:
    owner = {zh: n for n, member in enumerate(data.members) for zh in member.zh}
    hidden = {zh for member in data.members for zh in member.hide}
    longest_first = sorted({*owner, *hidden}, key=lambda zh: (-len(zh), zh))
    return _ReadySet(
        data,
        tuple(_ready_member(member, lower=data.lower) for member in data.members),
        re.compile("|".join(map(re.escape, longest_first))),
        owner,
    )


def _ready_member(member: Member, *, lower: bool) -> _Ready:
    own = {form.lower() for form in (*member.forms, *member.more, *member.also) if form}
    index: dict[str, tuple[int, ...]] = {}
    for n, form in enumerate(member.forms):
        if form:
            index[form.lower()] = (*index.get(form.lower(), ()), n)
    telling = sorted({*filter(None, member.forms), *member.more}, key=lambda form: (-len(form), form))
    shapes = [re.escape(form).replace(r"\ ", r"\s+") for form in telling] or ["(?!)"]
    pattern = rf"(?<![\w’'-])(?:{'|'.join(shapes)})(?![\w-])"
    return _Ready(
        member,
        frozenset(own),
        tuple(f" {form} " for form in own if " " in form),
        re.compile(pattern, 0 if lower else re.IGNORECASE),
        index,
    )


def _siblings(view: SegmentView) -> Iterator[Finding]:
    if view.mode is Mode.MONOLINGUAL or not view.source or not view.target:
        return
    sets, automaton, owners = _ready()
    touched = {owners[hit[0]] for hit in automaton.find_matches_as_indexes(view.source, overlapping=True)}
    if not touched:
        return
    words = _words(view)
    for n in sorted(touched):
        yield from _in_set(view, sets[n], words)


def _words(view: SegmentView) -> tuple[frozenset[str], str]:
    """Words of the target, those with a hyphen also in parts, and the text as words between single spaces."""
    plain = [word.replace("’", "'").removesuffix("'s").removesuffix("'") for word in view.words]
    parts = {part for word in plain if "-" in word for part in word.split("-")}
    return frozenset((*plain, *view.words, *parts)), f" {' '.join(plain)} "


def _in_set(view: SegmentView, one: _ReadySet, words: tuple[frozenset[str], str]) -> Iterator[Finding]:
    spans: dict[int, list[tuple[int, int]]] = {}
    for match in one.chinese.finditer(view.source):
        owner = one.owner.get(match.group())
        if owner is not None:
            spans.setdefault(owner, []).append(match.span())
    for owner, places in spans.items():
        right = one.members[owner]
        stated = sum(1 for _ in right.telling.finditer(view.target))
        if stated >= len(places) or any(phrase in words[1] for phrase in right.phrases):
            continue
        # Another word for it stands there too: it may be all right, so this is listed only.
        sure = not stated and not _stands(right, words)
        for other, wrong in enumerate(one.members):
            theirs = spans.get(other, [])
            if other == owner or _is_explained(view.source, sorted(places + theirs), wrong.member):
                continue
            found = [m for m in wrong.telling.finditer(view.target) if m.group().lower() not in right.own]
            if len(found) > len(theirs):
                yield _finding(view, one, (right, wrong), places[0], _misplaced(found, places, theirs), sure=sure)
                break


def _is_explained(source: str, places: list[tuple[int, int]], member: Member) -> bool:
    """Whether something in the source besides `places` accounts for the English of the member."""
    if not member.explained:
        return False
    starts = [0, *(end for _, end in places)]
    ends = [*(start for start, _ in places), len(source)]
    rest = "|".join(source[a:b] for a, b in zip(starts, ends, strict=True))
    for hidden in member.hide:
        rest = rest.replace(hidden, "|")
    return any(zh in rest for zh in member.explained)


def _stands(ready: _Ready, words: tuple[frozenset[str], str]) -> bool:
    """Whether any rendering of the member stands in the target."""
    return not ready.own.isdisjoint(words[0]) or any(phrase in words[1] for phrase in ready.phrases)


def _misplaced(found: list[re.Match[str]], ours: list[tuple[int, int]], theirs: list[tuple[int, int]]) -> re.Match[str]:
    """Of the sibling's renderings the one that stands for our term: in the order of the source where counts agree."""
    order = sorted([(span, True) for span in ours] + [(span, False) for span in theirs])
    if len(order) == len(found):
        return next(match for match, (_, mine) in zip(found, order, strict=True) if mine)
    return found[0]


def _finding(
    view: SegmentView,
    one: _ReadySet,
    pair: tuple[_Ready, _Ready],
    source: tuple[int, int],
    match: re.Match[str],
    *,
    sure: bool,
) -> Finding:
    right, wrong = pair
    zh, text = view.source[slice(*source)], match.group()
    good = next((form for form in (*right.member.forms, *right.member.more, *right.member.also) if form), "")
    return flag(
        view,
        "T07",
        Severity.MAJOR,
        match.span(),
        _SIBLING,
        values=(("zh", zh), ("good", good), ("text", text), ("other", wrong.member.zh[0])),
        fixes=_fixes(view.target, match, right, wrong),
        evidence=(
            Evidence("source", zh, view.segment.id, *source),
            Evidence("term", f"{zh} = {good}"),
            Evidence("term", f"{wrong.member.zh[0]} = {text.lower()}"),
        ),
        confidence=0.9 if sure else 0.5,
        rule=f"{one.data.id}:{right.member.zh[0]}",
        painted=sure or not one.data.careful,
    )


def _fixes(text: str, match: re.Match[str], right: _Ready, wrong: _Ready) -> tuple[Fix, ...]:
    """The form of the right term that answers to the wrong one, where there is just one."""
    said = match.group()
    forms = right.member.forms
    places = wrong.index.get(" ".join(said.lower().split()), ())
    answers = {forms[n] for n in places if n < len(forms) and forms[n]}
    if len(answers) != 1:
        return ()
    good = fit_case(said, answers.pop())
    start, end = match.span()
    article = _ARTICLE.search(text[:start])
    if article and (said[0].lower() in _VOWELS) != (good[0].lower() in _VOWELS):
        start = article.start()
        good = f"{article[1]}{'n' if good[0].lower() in _VOWELS else ''} {good}"
    return (Fix(start, end, good),)


CHECKS: tuple[Check, ...] = (
    Check(
        "T07",
        mark("Another term’s rendering"),
        mark(
            "The source has one of several terms that are easily taken for one another, such as 拘留 and 逮捕, and the "
            "translation has the rendering of another of them and none of its own. Compare both and put the right one."
        ),
        Needs.SOURCE,
        Severity.MAJOR,
        segment=_siblings,
    ),
)
