"""Which names of a Chinese sentence stand in its translation and which capitalised words no name explains; no messages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product

from editor.core.gazetteer import Mention, is_english_word, japanese_family, letters, mentions, readings
from editor.core.names import SURNAME_READINGS, find_names, is_family_name, split_name
from editor.core.sounding import Run, foreign_runs, likeness
from editor.core.tokens import tokenize_english

ALIKE = 14.0
"""A Latin word that costs more a letter to hear in the Chinese does not sound like it (tests/core/test_sounding.py)."""
_POSSESSIVE = re.compile(r"['’]s?$")
_HAN_ONLY = re.compile(r"[^\u4e00-\u9fff·]")
_MOST_READINGS = 24


@dataclass(frozen=True, slots=True)
class Word:
    """A capitalised word of a translation; `ordinary` is English and no name, `initial` begins a sentence."""

    text: str
    start: int
    end: int
    ordinary: bool
    initial: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A Chinese person's name in the source and whether context shows that it is one (a title, a verb of saying)."""

    start: int
    end: int
    text: str
    sure: bool


class Ledger:
    """The names of one pair of texts; each list is made when it is asked for."""

    def __init__(self, source: str, target: str) -> None:
        self.source = source
        self.target = target

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The capitalised words of the target."""
        return tuple(_capital_words(self.target))

    @cached_property
    def squeezed(self) -> str:
        """The small letters of the target, nothing between them."""
        return letters(self.target)

    @cached_property
    def cut(self) -> tuple[tuple[int, int, str], ...]:
        """The words of the source with their part of speech."""
        return _cut(self.source)

    @cached_property
    def bounds(self) -> frozenset[int]:
        """Where words of the source begin or end."""
        return frozenset(at for start, end, _ in self.cut for at in (start, end))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Names of the tables in the source that begin and end where words do."""
        found = mentions(self.source)
        return tuple(m for m in found if m.start in self.bounds and m.end in self.bounds) if found else ()

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """What is written like a foreign name in the source and is neither in the tables nor a Chinese person."""
        taken = [(m.start, m.end) for m in self.mentions] + [(p.start, p.end) for p in self.persons]
        return tuple(r for r in foreign_runs(self.source) if not any(a < r.end and r.start < b for a, b in taken))

    @cached_property
    def persons(self) -> tuple[Person, ...]:
        """Chinese persons of the source."""
        return tuple(_persons(self.source, self.cut))

    def stands(self, mention: Mention) -> bool:
        """Whether one of the forms of a mention is in the target, tolerant of spacing, marks and inflection."""
        return any(self._has_form(form, mention.entry.kind) for form in mention.entry.forms)

    def person_stands(self, name: str) -> bool:
        """Whether a Chinese name is in the target in any reading, family name first or last."""
        family, given = split_name(name)
        for one, other in product(_family_forms(family), _given_forms(given)):
            if one + other in self.squeezed or other + one in self.squeezed:
                return True
        return False

    def heard(self, start: int, end: int) -> tuple[float, Word | None]:
        """The capitalised word that sounds most like a span of the source, and what it costs a letter to hear it."""
        chinese = self.source[start:end]
        best: tuple[float, Word | None] = (99.0, None)
        for word in self.words:
            if len(word.text) > 1 and not (word.ordinary and word.initial):
                cost = likeness(chinese, word.text).cost
                if cost < best[0]:
                    best = cost, word
        return best

    @cached_property
    def unexplained(self) -> tuple[Word, ...]:
        """Capitalised words that are no ordinary English, stand in no name of the source and sound like none."""
        return tuple(w for w in self.words if not w.ordinary and not self._explained(w))

    def _has_form(self, form: str, kind: str) -> bool:
        bare = letters(form)
        if len(bare) <= 5 and form.upper() == form:
            return re.search(rf"(?<![A-Za-z]){re.escape(form)}(?![a-z])", self.target) is not None
        if kind.startswith("division") or kind == "city":
            return bare in self.squeezed
        stem = form.lower() if " " in form else form.lower()[: max(4, min(6, len(form) - 1))]
        return re.search(rf"\b{re.escape(stem)}", self._low) is not None or (len(bare) > 5 and bare in self.squeezed)

    @cached_property
    def _low(self) -> str:
        return self.target.lower().replace("’", "'")

    @cached_property
    def _known_letters(self) -> frozenset[str]:
        forms = (form for m in self.mentions for form in m.entry.forms)
        return frozenset(letters(part) for form in forms for part in form.split())

    def _explained(self, word: Word) -> bool:
        bare = letters(word.text)
        if len(bare) < 3 or word.text.lower() in self.source.lower() or word.text.isupper():
            return True
        if any(bare.startswith(known[:5]) for known in self._known_letters if len(known) > 2):
            return True
        return likeness(han_only(self.source), word.text).cost <= ALIKE


@lru_cache(maxsize=256)
def ledger(source: str, target: str) -> Ledger:
    """The ledger of a pair of texts; checks that ask for the same pair share it."""
    return Ledger(source, target)


@lru_cache(maxsize=1024)
def han_only(text: str) -> str:
    """The text with everything but Chinese characters and name dots blanked, same length."""
    return _HAN_ONLY.sub(" ", text)


def _capital_words(target: str) -> Iterator[Word]:
    before = "."
    for token in tokenize_english(target):
        if token.kind == "word" and token.text[0].isupper():
            text = _POSSESSIVE.sub("", token.text)
            initial = before in ".!?:;“\"'(—–-‘"
            yield Word(text, token.start, token.start + len(text), is_english_word(text), initial)
        before = token.text if token.kind == "mark" else "a"


@lru_cache(maxsize=512)
def _cut(source: str) -> tuple[tuple[int, int, str], ...]:
    import rjieba

    found, at = [], 0
    for word, tag in rjieba.tag(source):
        found.append((at, at + len(word), tag))
        at += len(word)
    return tuple(found)


_SAYING = re.compile(
    r"\s*(?:[（(][^）)]{1,20}[）)])?(?:就|对此|还|也|则|又|随后|昨日|今天)?\s*"
    r"(?:说|表示|介绍|称|指出|认为|告诉|强调|透露|坦言|解释|回忆|写道|主持|出席|在接受|率|担任|饰)"
)
_TITLE_BEFORE = re.compile(
    r"(?:记者|主席|总理|部长|省长|市长|县长|书记|主任|局长|院长|校长|教授|博士|研究员|经理|董事长|总裁|发言人|导演|演员|选手|队长"
    r"|专家|学者|律师|法官|检察官|委员|代表|司长|处长|所长|会长|秘书长|大使|总监|负责人|医生|主编|编剧|主演|作家|画家|名将|将军|司令员)$"
)
_TITLE_AFTER = re.compile(r"(?:先生|女士|主席|总理|部长|省长|市长|书记|主任|局长|院长|校长|教授|博士|同志|记者|律师|老师|法官|检察官)")


def _persons(source: str, cut: Iterable[tuple[int, int, str]]) -> Iterator[Person]:
    titled = {(n.start, n.end) for n in find_names(source)}
    seen = set()
    for start, end, tag in cut:
        text = source[start:end]
        if not tag.startswith("nr") or not 2 <= len(text) <= 4 or not is_family_name(text) or tag == "nrt":
            continue
        sure = (start, end) in titled or _SAYING.match(source, end) is not None
        sure = sure or _TITLE_BEFORE.search(source[:start]) is not None or _TITLE_AFTER.match(source, end) is not None
        seen.add((start, end))
        yield Person(start, end, text, sure)
    for start, end in sorted(titled - seen):
        if not any(a < end and start < b for a, b in seen):
            yield Person(start, end, source[start:end], True)


@lru_cache(maxsize=2048)
def _family_forms(family: str) -> tuple[str, ...]:
    known = SURNAME_READINGS.get(family)
    if known:
        return tuple(letters(reading.replace("ü", "v")) for reading in known) + tuple(_joined(family))
    return tuple(_joined(family))


@lru_cache(maxsize=4096)
def _given_forms(given: str) -> tuple[str, ...]:
    return tuple(_joined(given))


def _joined(text: str) -> list[str]:
    every = [readings(char) or ("",) for char in text]
    forms = ["".join(parts) for parts in list(product(*every))[:_MOST_READINGS]]
    return list(dict.fromkeys(spelling for form in forms for spelling in ((form,) if "v" not in form else (form, form.replace("v", "u"), form.replace("v", "yu")))))


def japanese_stands(ledger: Ledger, name: str) -> bool:
    """Whether the family name is a Japanese one that stands in the target in its own reading."""
    return any(
        short in ledger.squeezed
        for size in (2, 3, 1)
        for reading in japanese_family(name[:size])
        for short in {reading, reading.replace("ou", "o").replace("uu", "u").replace("oo", "o")}
    )
