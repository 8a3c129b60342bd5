"""Which names of a Chinese sentence stand in its translation and which capitalised words none explains; no messages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product

from editor.core.gazetteer import (
    Mention,
    abbreviations,
    is_chinese_place,
    is_english_word,
    japanese_family,
    letters,
    mentions,
    no_names,
    readings,
)
from editor.core.names import SURNAME_READINGS, find_names, is_family_name, split_name
from editor.core.sounding import Run, foreign_runs, foreignness, likeness

ALIKE = 14.0
"""A Latin word that costs more a letter to hear in the Chinese does not sound like it (tests/core/test_sounding.py)."""
_CAPITAL = re.compile(r"(?<![\w'’‑-])[^\W\d_a-z][^\W\d_]*(?:['’\-‑][^\W\d_]+)*")
_OPENS = frozenset(["", *".!?:;“\"'(—–-‘"])
_ALIKE_SHORT = 8.0
_ANY_WORD = re.compile(r"[^\W\d_]+(?:['’\-‑][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_HAN_ONLY = re.compile(r"[^\u4e00-\u9fff·]")
_MOST_READINGS = 24
_GLUED = frozenset("是到在和与等为被将向对从也就都还以及至说称去来于给让因饰演")
"""What the segmenter may take for the end of a name."""
_COMMON = frozenset(["n", "v", "a", "d", "m", "q", "r", "c", "p", "f", "t", "s", "vn", "an", "ad", "i", "l", "j", "z"])
"""Kinds of words that are no names."""
_LONGEST = 8
_RUN = 8.0
"""Odds from which a longer stretch around what looks like a Chinese person is one foreign name."""
_FOREIGN = 120
"""Odds (tenths of a logarithm) from which three characters are a transliteration and no Chinese person."""
_NEAR = 0.25
"""How far from its relative place in the source a rendering is looked for, as a part of the sentence."""
_ALONE = 0.6
"""The same where only one phrase is open to suspicion."""
_JOINT = re.compile(r" | of | of the | and | for | & |-")


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
        """Names of the tables in the source; those of two characters begin and end where words do."""
        found = mentions(self.source)
        return tuple(
            m
            for m in found
            if m.end - m.start > 2
            or {m.start, m.end} <= self.bounds
            or (m.entry.kind == "country" and (m.start in self.bounds or m.end in self.bounds))
        )

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """What is written like a foreign name in the source and is neither in the tables nor a Chinese person."""
        taken = [(m.start, m.end) for m in self.mentions] + [(p.start, p.end) for p in self.persons]
        common = {(start, end) for start, end, tag in self.cut if tag in _COMMON}
        found = [
            r
            for r in foreign_runs(self.source)
            if (r.start, r.end) not in common and not any(a < r.end and r.start < b for a, b in taken)
        ]
        taken += [(r.start, r.end) for r in found]
        for start, end, tag in self.cut:
            text = self.source[start:end]
            if tag.startswith("nr") and end - start > 1 and not is_family_name(text) and text not in no_names():
                odds = foreignness(text)
                if odds > 0 and not any(a < end and start < b for a, b in taken):
                    found.append(Run(start, end, odds / 10))
        return tuple(found)

    @cached_property
    def persons(self) -> tuple[Person, ...]:
        """Chinese persons of the source."""
        return tuple(_persons(self.source, self.cut))

    def read(self, word: str) -> bool:
        """Whether a word is the pinyin of some characters of the source in a row."""
        bare = letters(word)
        return any(is_read(bare, self.source[at : at + _LONGEST]) for at in self._initials.get(bare[:1], ()))

    @cached_property
    def _initials(self) -> dict[str, list[int]]:
        """Where in the source characters stand whose pinyin begins with a letter."""
        found: dict[str, list[int]] = {}
        for at, char in enumerate(self.source):
            for letter in _initial_letters(char):
                found.setdefault(letter, []).append(at)
        return found

    def japanese(self, word: Word) -> bool:
        """Whether a word is the reading of a Japanese family name that stands in the source."""
        bare = letters(word.text)
        parts = (self.source[at : at + size] for at in range(len(self.source) - 1) for size in (2, 3, 1))
        return any(bare in {r, _short(r)} for part in parts for r in japanese_family(part))

    def mentioned(self, start: int, end: int) -> bool:
        """Whether a name of the tables stands on a span of the source."""
        return any(m.start < end and start < m.end for m in self.mentions)

    def stands(self, mention: Mention) -> bool:
        """Whether one of the forms of a mention is in the target, tolerant of spacing, marks and inflection."""
        return any(self._has_form(form, mention.entry.kind) for form in mention.entry.forms)

    def person_stands(self, name: str) -> bool:
        """Whether a Chinese name is in the target in any reading, family name first or last."""
        if len(name) > 2 and name[-1] in _GLUED and self.person_stands(name[:-1]):
            return True
        family, given = split_name(name)
        for one, other in product(family_forms(family), given_forms(given)):
            if one + other in self._joined_words or other + one in self._joined_words:
                return True
        return False

    @cached_property
    def _joined_words(self) -> frozenset[str]:
        """The small letters of one to four neighbouring words of the target, written together."""
        words = [letters(_POSSESSIVE.sub("", word)) for word in _ANY_WORD.findall(self.target)]
        return frozenset("".join(words[at : at + size]) for at in range(len(words)) for size in (1, 2, 3, 4))

    def sounds(self, mention: Mention, word: Word) -> bool:
        """Whether a word sounds like a name of the tables."""
        return likeness(mention.entry.chinese, word.text).cost <= ALIKE

    def heard(self, start: int, end: int, *, names: bool = False) -> tuple[float, Word | None]:
        """The capitalised word that sounds most like a span of the source, and what it costs a letter to hear it.

        With `names`, ordinary English words are left out.
        """
        chinese = self.source[start:end]
        best: tuple[float, Word | None] = (99.0, None)
        for word in self.words:
            if len(word.text) > 1 and not (word.ordinary and (names or word.initial)):
                cost = likeness(chinese, word.text).cost
                if cost < best[0]:
                    best = cost, word
        return best

    @cached_property
    def unexplained(self) -> tuple[Word, ...]:
        """Capitalised words that are no ordinary English, stand in no name of the source and sound like none."""
        return tuple(w for w in self.words if not w.ordinary and not self._explained(w))

    def suspect(self, start: int, end: int, *, ordinary: bool = False) -> tuple[int, int] | None:
        """The span of capitalised words nearest to where a lost name of the source ought to stand, or None.

        Only words that no other name explains; with `ordinary`, words of a capitalised phrase as well.
        """
        if not self.source or not self.target:
            return None
        place = (start + end) / 2 / len(self.source)
        phrases = list(self._phrases(ordinary))
        far = [abs((a + b) / 2 / len(self.target) - place) for a, b in phrases]
        if not phrases or min(far) > (_NEAR if len(phrases) > 1 else _ALONE):
            return None
        return phrases[far.index(min(far))]

    def _phrases(self, ordinary: bool) -> Iterator[tuple[int, int]]:
        """Spans of neighbouring capitalised words that belong to no name which is explained."""
        group: list[Word] = []
        for word in [*self.words, None]:
            joined = word and group and _JOINT.fullmatch(self.target[group[-1].end : word.start])
            if word and joined and not self._is_rendering(word):
                group.append(word)
                continue
            if group:
                yield from self._suspects(group, ordinary)
            group = [word] if word and not self._is_rendering(word) and not (word.ordinary and word.initial) else []

    def _suspects(self, group: Sequence[Word], ordinary: bool) -> Iterator[tuple[int, int]]:
        strange = [w for w in group if _is_acronym(w.text) or not w.ordinary]
        if strange and not ordinary:
            yield strange[0].start, strange[-1].end
        elif strange or (ordinary and len(group) > 1):
            yield group[0].start, group[-1].end

    def _is_rendering(self, word: Word) -> bool:
        """Whether a word is part of the rendering of a name of the source."""
        bare = letters(word.text)
        if self._in_source(word):
            return True
        if any(bare == known or (len(known) > 3 and bare.startswith(known[:5])) for known in self._known_letters):
            return True
        if word.ordinary or _is_acronym(word.text):
            return self._by_one_character(word.text) and word.text not in ("I", "A", "The")
        return self._heard_in_names(word.text)

    def _heard_in_names(self, word: str) -> bool:
        """Whether a word sounds like a name of the source, by what the source says is one."""
        # A short word is heard in many a name.
        return any(
            likeness(name, part).cost <= (ALIKE if len(part) > 4 else _ALIKE_SHORT)
            for part in _parts(word)
            for name in self._names
        )

    @cached_property
    def _names(self) -> tuple[str, ...]:
        spans = {(m.start, m.end) for m in mentions(self.source)} | {
            (r.start, r.end) for r in foreign_runs(self.source)
        }
        spans |= {(start, end) for start, end, tag in self.cut if tag[:2] in ("nr", "ns", "nt", "nz", "x")}
        return tuple({self.source[start:end] for start, end in spans if end - start > 1})

    def _in_source(self, word: Word) -> bool:
        return word.text.lower() in self.source.lower()

    def _has_form(self, form: str, kind: str) -> bool:
        bare = letters(form)
        if len(bare) <= 5 and form.upper() == form and bare:
            return re.search(rf"(?<![A-Za-z]){re.escape(form)}(?![a-z])", self.target) is not None
        if kind.startswith("division") or kind in ("city", "person"):
            return bare in self.squeezed
        stem = form.lower() if " " in form else form.lower()[: max(4, min(6, len(form) - 1))]
        return re.search(rf"\b{re.escape(stem)}", self._low) is not None or (len(bare) > 5 and bare in self.squeezed)

    @cached_property
    def _low(self) -> str:
        return self.target.lower().replace("’", "'").replace("u. s.", "u.s.")

    @cached_property
    def _known_letters(self) -> frozenset[str]:
        forms = (form for m in mentions(self.source) for form in m.entry.forms)
        return frozenset(letters(part) for form in forms for part in form.split())

    def _explained(self, word: Word) -> bool:
        bare = letters(word.text)
        if len(bare) < 3 or self._in_source(word) or word.text.isupper():
            return True
        return all(self._part_explained(part) for part in _parts(word.text))

    def _part_explained(self, part: str) -> bool:
        bare = letters(part)
        if any(bare.startswith(known[:5]) for known in self._known_letters if len(known) > 2):
            return True
        if self._by_one_character(part) or is_english_word(part) or self.read(part):
            return True
        if is_chinese_place(part) and len(part) > 4:
            return False
        return self._heard_in_names(part) or likeness(han_only(self.source), part).cost <= ALIKE

    def _by_one_character(self, word: str) -> bool:
        return word.startswith(self._abbreviated)

    @cached_property
    def _abbreviated(self) -> tuple[str, ...]:
        """What the one-character names in the source may be in English."""
        table = abbreviations()
        return tuple(form for char in set(self.source) if char in table for form in table[char].forms)


@lru_cache(maxsize=8192)
def _initial_letters(char: str) -> frozenset[str]:
    return frozenset(reading[:1] for reading in readings(char))


@lru_cache(maxsize=2048)
def ledger(source: str, target: str) -> Ledger:
    """The ledger of a pair of texts; checks that ask for the same pair share it."""
    return Ledger(source, target)


@lru_cache(maxsize=1024)
def han_only(text: str) -> str:
    """The text with everything but Chinese characters and name dots blanked, same length."""
    return _HAN_ONLY.sub(" ", text)


def _parts(word: str) -> list[str]:
    return [part for part in re.split("[-‑]", word) if len(part) > 2] or [word]


def _is_acronym(text: str) -> bool:
    return len(text) > 1 and text.isupper()


def _capital_words(target: str) -> Iterator[Word]:
    for match in _CAPITAL.finditer(target):
        text = _POSSESSIVE.sub("", match.group())
        if text[0].isupper():
            before = target[: match.start()].rstrip()[-1:]
            start = match.start()
            yield Word(text, start, start + len(text), is_english_word(text), before in _OPENS)


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
    r"(?:说|表示|介绍|称|指出|认为|告诉|强调|透露|坦言|解释|回忆|写道|主持|出席|在接受|率|担任|饰|就任|出任|当选|访问|会见|抵达|宣布|发言|致辞|讲话|回应|批评|呼吁|建议|犯|因|被判|提起|向)"
)
_TITLE_BEFORE = re.compile(
    r"(?:记者|主席|总理|部长|省长|市长|县长|书记|主任|局长|院长|校长|教授|博士|研究员|经理|董事长|总裁|发言人|导演|演员|选手|队长"
    r"|专家|学者|律师|法官|检察官|委员|代表|司长|处长|所长|会长|秘书长|大使|总监|负责人|医生|主编|编剧|主演|作家|画家|名将|将军|司令员|被告人|被告|原告|嫌疑人|罪犯|证人|被害人|申请人|庭长|民警|警官|干警|站长"
    r"|村民|居民|市民|员工|工人|学生|教师|老师|业主|店主|老板|司机|男子|女子)$"
)
_TITLE_AFTER = re.compile(
    r"(?:先生|女士|主席|总理|部长|省长|市长|书记|主任|局长|院长|校长|教授|博士|同志|记者|律师|老师|法官|检察官)"
)


def says_something(source: str, end: int) -> bool:
    """Whether what ends at `end` says, does or becomes something as persons do."""
    return _SAYING.match(source, end) is not None


def _persons(source: str, cut: Iterable[tuple[int, int, str]]) -> Iterator[Person]:
    titled = {(n.start, n.end) for n in find_names(source)}
    foreign = [run for run in foreign_runs(source) if run.odds >= _RUN]
    seen = set()
    for start, end, tag in cut:
        text = source[start:end]
        if not tag.startswith("nr") or not 2 <= len(text) <= 4 or not is_family_name(text) or tag == "nrt":
            continue
        if (len(text) > 2 and foreignness(text) > _FOREIGN) or any(
            r.start <= start and end <= r.end and r.end - r.start > end - start for r in foreign
        ):
            continue
        sure = (start, end) in titled or _TITLE_AFTER.match(source, end) is not None
        sure = sure or _TITLE_BEFORE.search(source[:start]) is not None
        sure = sure or (text not in no_names() and _SAYING.match(source, end) is not None)
        seen.add((start, end))
        yield Person(start, end, text, sure)
    common = {(start, end) for start, end, tag in cut if tag in _COMMON}
    for start, end in sorted(titled - seen - common):
        if not any(a < end and start < b for a, b in seen):
            yield Person(start, end, source[start:end], True)


@lru_cache(maxsize=2048)
def family_forms(family: str) -> tuple[str, ...]:
    """The small letters a family name may be spelt with."""
    known = SURNAME_READINGS.get(family)
    if known:
        return tuple(letters(reading.replace("ü", "v")) for reading in known) + tuple(_joined(family))
    return tuple(_joined(family))


@lru_cache(maxsize=4096)
def given_forms(given: str) -> tuple[str, ...]:
    """The small letters a given name may be spelt with, in every reading."""
    return tuple(_joined(given))


def _joined(text: str) -> list[str]:
    every = [readings(char) or ("",) for char in text]
    forms = ["".join(parts) for parts in list(product(*every))[:_MOST_READINGS]]
    return list(
        dict.fromkeys(
            spelling
            for form in forms
            for spelling in ((form,) if "v" not in form else (form, form.replace("v", "u"), form.replace("v", "yu")))
        )
    )


def _short(reading: str) -> str:
    """A Japanese name as English writes it, without long vowels."""
    return reading.replace("ou", "o").replace("uu", "u").replace("oo", "o")


def japanese_stands(ledger: Ledger, name: str) -> bool:
    """Whether the family name is a Japanese one that stands in the target in its own reading."""
    return any(
        short in ledger.squeezed
        for size in (2, 3, 1)
        for reading in japanese_family(name[:size])
        for short in {reading, _short(reading)}
    )


def spelt_in_pinyin(word: str, chinese: str) -> bool:
    """Whether a Latin word is the pinyin of the Chinese, or of it without its last character."""
    return len(chinese) > 1 and is_read(letters(word), chinese, len(chinese) - 1)


@lru_cache(maxsize=32768)
def is_read(word: str, chinese: str, least: int = 1) -> bool:
    """Whether small letters are the pinyin of the first `least` or more characters of the Chinese."""
    if not chinese or len(word) > 6 * len(chinese):
        return False
    for reading in readings(chinese[0]):
        for spelt in (reading, reading.replace("v", "u"), reading.replace("v", "yu")):
            if spelt and word.startswith(spelt):
                left = word[len(spelt) :]
                if (not left and least <= 1) or (left and is_read(left, chinese[1:], least - 1)):
                    return True
    return False
