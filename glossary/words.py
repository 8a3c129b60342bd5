"""English words as mining compares them: stems without inflection, and the classes of words that carry no term."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from glossary.forms import straight

Stems = tuple[str, ...]

_TOKEN = re.compile(r"(?P<number>\d+(?:[.,]\d+)*%?)|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)|(?P<clause>[,.;:!?()\[\]—…])")
_COMPOUND = re.compile(r"-[^\W\d_]")
_ASCII_WORD = re.compile(r"[a-z]+")
_SYLLABLE = (
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|er|[aeiouü])"
)
# Atomic: a syllable once read is not read again, whatever comes after (no endless matching).
_PINYIN = re.compile(f"(?>{_SYLLABLE})++(?:'(?>{_SYLLABLE})++)?")
_IRREGULAR = {
    "held": "hold", "made": "make", "gave": "give", "given": "give", "took": "take", "taken": "take",
    "went": "go", "gone": "go", "came": "come", "saw": "see", "seen": "see", "said": "say", "did": "do",
    "done": "do", "found": "find", "brought": "bring", "built": "build", "led": "lead", "met": "meet",
    "paid": "pay", "sent": "send", "spoke": "speak", "spoken": "speak", "heard": "hear", "kept": "keep",
    "wrote": "write", "written": "write", "began": "begin", "begun": "begin", "became": "become",
    "knew": "know", "known": "know", "won": "win", "sat": "sit", "stood": "stand", "understood": "understand",
    "drew": "draw", "drawn": "draw", "grew": "grow", "grown": "grow", "rose": "rise", "risen": "rise",
    "fell": "fall", "fallen": "fall", "strove": "strive", "men": "man", "women": "woman", "children": "child",
}  # fmt: skip
ARTICLES = frozenset({"a", "an", "the"})
# Words of grammar and joints of the sentence: a change among these alone is style.
FUNCTION = ARTICLES | frozenset(
    """
    of in on at to for from by with without within into onto upon about over under above below between among
    amid against through throughout during before after since until till as than like per via along around
    across behind beyond near off out up down toward towards regarding concerning according because due despite
    and or but nor so yet both either neither not no if when while where whether although though unless whereas
    once that which who whom whose what how why this these those such it its itself they them their themselves
    he him his himself she her herself we us our ourselves you your i me my there here is are was were be been
    being am do does did has have had having will would shall should can could may might must also then thus
    hence therefore however moreover furthermore meanwhile besides instead next finally again too very much more
    most less least many few some any all each every other others another same own only just even still already
    now today firstly secondly thirdly lastly s t
    """.split()  # noqa: SIM905
)
# Verbs, adverbs and adjectives of this register that go with any noun: they neither are a term nor begin or end one.
GENERIC = frozenset(
    """
    strengthen enhance improve promote advance push further deepen increase expand optimize
    boost raise carry conduct launch implement execute perform fulfil fulfill complete achieve realize ensure
    guarantee maintain keep uphold adhere insist continue persist give make take put set get go come bring turn
    do have use hold establish build form create develop start begin open provide offer supply serve help
    support assist require demand request ask call urge stress emphasize point note state say tell express show
    indicate report introduce explain present announce issue release publish attend participate join visit
    inspect investigate study learn understand comprehend know see look watch think consider believe discuss
    analyze examine review check pay receive accept obtain gain win reduce decrease lower shorten cut fall drop
    rise grow reach total amount solve resolve handle deal treat clear finish end stop prevent avoid resume
    select choose appoint assign send arrange organize organise coordinate lead guide direct head good better
    best great greater big bigger large major important significant new old current present recent last previous
    following relevant related various several numerous different certain special specific key main active
    positive effective efficient obvious remarkable high higher strong stronger deep full whole entire overall
    comprehensive strict solid firm earnest serious careful timely regular time year month day week way step
    part place number side thing fact aspect effort result progress
    """.split()  # noqa: SIM905
)
NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve hundred thousand million billion dozen".split()  # noqa: SIM905
)


class Word(NamedTuple):
    """A word, number or clause mark; `kind` is word, number or clause; offsets are code points of the text."""

    text: str
    stem: str
    start: int
    end: int
    kind: str


def words_of(text: str) -> list[Word]:
    """Words, numbers and clause marks in order; hyphens, quotes and other marks are passed over."""
    plain = straight(text)
    found: list[Word] = []
    for match in _TOKEN.finditer(plain):
        kind, token = match.lastgroup or "word", match.group()
        stem = stem_of(token) if kind == "word" else token
        if token == "A" and found and found[-1].kind != "clause":
            stem = token  # a letter (class A), no article
        elif stem in FUNCTION and _COMPOUND.match(plain, match.end()):
            stem += "-"  # before-court is one word
        found.append(Word(token, stem, match.start(), match.end(), kind))
    return found


@lru_cache(maxsize=65536)
def stem_of(word: str) -> str:
    """The word without capitals, number, tense and possessive; good for comparing only."""
    low = word.lower().removesuffix("'s").removesuffix("'")
    low = _IRREGULAR.get(low, low)
    if low in FUNCTION or low == "ones" or len(low) < 4 or not low.isalpha():
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        low = low[:-2] if low.endswith(("sses", "xes", "ches", "shes", "zes")) else low[:-1]
    if low.endswith("ied") and len(low) > 4:
        return low[:-3] + "y"
    for suffix in ("ing", "ed"):
        root = low.removesuffix(suffix)
        if root != low and len(root) > 2 and _has_vowel(root):
            low = root[:-1] if root[-1] == root[-2] and root[-1] not in "lsz" else root
            break
    return low.removesuffix("e") if len(low) > 3 else low


def _has_vowel(root: str) -> bool:
    return any(letter in "aeiouy" for letter in root)


GENERIC_STEMS = frozenset(map(stem_of, GENERIC))


def is_content(word: Word) -> bool:
    """Whether the word says something by itself: no number, mark or word of grammar."""
    return word.kind == "word" and word.stem not in FUNCTION


def is_generic(word: Word) -> bool:
    """Whether the word goes with any noun: common verbs and adjectives, adverbs in -ly."""
    return word.stem in GENERIC_STEMS or (word.stem.endswith("ly") and len(word.stem) > 4)


def is_name(word: Word, lower: frozenset[str]) -> bool:
    """Whether the word can only be a Chinese name: capitalized, spelled in syllables, nowhere in lower case."""
    low = word.text.lower()
    return word.text[:1].isupper() and low not in lower and _PINYIN.fullmatch(low.removesuffix("'s")) is not None


def lower_words(texts: Iterable[str]) -> frozenset[str]:
    """All words that stand somewhere in lower case."""
    found: set[str] = set()
    for text in texts:
        found.update(_ASCII_WORD.findall(straight(text)))
    return frozenset(found)


def joined(text: str, words: Sequence[Word]) -> str:
    """The words as a phrase: hyphens and apostrophes as the text has them, no marks between."""
    parts: list[str] = []
    for n, word in enumerate(words):
        if n:
            parts.append("-" if straight(text[words[n - 1].end : word.start]) == "-" else " ")
        parts.append(text[word.start : word.end])
    return "".join(parts)
