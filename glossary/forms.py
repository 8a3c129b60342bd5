"""How a form is found in running English: one-to-one folding of text, word stems, and the endings a form may take."""

from __future__ import annotations

import re
from functools import lru_cache

Endings = frozenset[str]

_NONE: Endings = frozenset({""})
_WORD_END = re.compile(r"[^\W_]*")
_SPACES = re.compile(r"\s")
_PREPOSITIONS = frozenset(
    {"of", "for", "in", "on", "with", "under", "at", "by", "from", "against", "between", "over", "without"}
)
# A counted plural has no singular: “three synchronization” is an error, not a form of “three synchronizations”.
_COUNTING = frozenset("two three four five six seven eight nine ten 2 3 4 5 6 7 8 9 10".split())  # noqa: SIM905
_SIBILANT = ("s", "x", "z", "ch", "sh")
_VOWELS = frozenset("aeiou")
# Words with a final s that are no plurals, and words in -man that are no men.
_INVARIANT = frozenset(
    {"news", "series", "means", "species", "always", "has", "was", "is", "its", "as", "this", "thus"}
)
_REGULAR_MAN = frozenset({"human", "german", "roman", "ottoman"})


def straight(text: str) -> str:
    """The text with typographic apostrophes, hyphens and hard spaces made plain; every offset stays."""
    if text.isascii():
        return text
    text = text.replace("’", "'").replace("‘", "'").replace("\u00a0", " ").replace("\u202f", " ")
    return text.replace("\u2011", "-").replace("\u2010", "-").replace("–", "-")


def cased(text: str) -> str:
    """`straight` with hyphens and line breaks as spaces; what case-sensitive forms are compared with."""
    text = straight(text).replace("-", " ")
    if "\n" in text or "\t" in text or "\r" in text:
        text = _SPACES.sub(" ", text)
    return text


def lowered(text: str) -> str:
    """Lower case without changing the length (İ alone would)."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low


def word_end(text: str, at: int) -> int:
    """Where the word that goes on at `at` ends (`at` itself between words)."""
    match = _WORD_END.match(text, at)
    return match.end() if match else at


def written_form(form: str) -> str:
    """The form as it is looked for: folded, without a leading article."""
    text = form if form.isascii() and "-" not in form else cased(form)
    if "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(text.split())
    return text[4:] if text[:4] in ("the ", "The ") else text


def is_acronym(form: str) -> bool:
    """Whether the form is written in capitals only and is therefore matched only so (IT is not it)."""
    return form.isupper() and len(form) <= 6


def stems(form: str, *, inflect: bool, last_verb: bool = False, first_verb: bool = False) -> list[tuple[str, Endings]]:
    """Beginnings to look for, each with the endings its last word may take there.

    Nouns take number at the last word and, before “of …” and the like, at the head. Verbs take -s, -ed and -ing as
    well, at the last word (`last_verb`) or at the first of several (`first_verb`).
    """
    words = form.split(" ")
    last = words[-1]
    if not inflect or not last[-1:].isalpha() or (words[0].lower() in _COUNTING and is_plural(last)):
        return [(form, _NONE)]
    single = len(words) == 1
    cut, endings = ending(last.lower(), last_verb or (first_verb and single))
    found = [(form[:-cut] if cut else form, endings)]
    if single:
        return found
    for at in () if _PREPOSITIONS.isdisjoint(words) else range(1, len(words) - 1):
        if words[at] in _PREPOSITIONS:
            other = other_number(words[at - 1])
            if other != words[at - 1]:
                found.append((" ".join([*words[: at - 1], other, *words[at:]]), _NONE))
            break
    if first_verb:
        first, _, rest = form.partition(" ")
        cut, endings = ending(first.lower(), True)
        for suffix in sorted(endings):
            word = first[: len(first) - cut] + suffix
            if word != first:
                found.append((f"{word} {rest}", _NONE))
    return found


@lru_cache(maxsize=4096)
def ending(word: str, verb: bool) -> tuple[int, Endings]:
    """How many letters to cut from a lower-case word, and the endings that may stand in their place."""
    cut, endings = _number(word)
    if verb and word[len(word) - cut :] in ("", "y") and word not in _INVARIANT:
        if word.endswith("e"):
            return 1, frozenset({"e", "es", "ed", "ing"})
        more = {"y", "ies", "ied", "ying"} if cut else {"", "ed", "ing"}
        return cut, endings | more
    return cut, endings


def _number(word: str) -> tuple[int, Endings]:
    if word in _INVARIANT or len(word) < 3:
        return 0, _NONE
    if word.endswith(("man", "men")) and len(word) > 4 and word not in _REGULAR_MAN:
        return 2, frozenset({"an", "en"})
    if word.endswith(("sis", "yses")) or word == "crises":
        return 2, frozenset({"is", "es"})
    if word.endswith("ies") and len(word) > 4:
        return 3, frozenset({"y", "ies"})
    if word.endswith(("sses", "xes", "ches", "shes", "zes")):
        return 2, frozenset({"", "es"})
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return 1, frozenset({"", "s"})
    if word.endswith("y") and word[-2] not in _VOWELS:
        return 1, frozenset({"y", "ies"})
    return 0, frozenset({"", "es" if word.endswith(_SIBILANT) else "s"})


_PLURAL_ENDINGS = frozenset({"s", "es", "ies", "en"})
# Nouns of this register that have no plural of their own; never given one.
_UNCOUNTABLE = frozenset(
    {
        "staff", "personnel", "police", "people", "evidence", "information", "work", "news", "progress", "advice",
        "education", "justice", "guidance", "quality", "efficiency", "law", "governance", "litigation", "enforcement",
        "execution", "supervision", "mediation", "construction", "development", "leadership", "discipline", "conduct",
        "training", "learning", "building", "handling", "research", "publicity", "thought", "corruption", "equipment",
    }
)  # fmt: skip


@lru_cache(maxsize=16384)
def is_plural(phrase: str) -> bool:
    """Whether the last word of the phrase looks like a plural."""
    word = phrase[phrase.rfind(" ") + 1 :].lower()
    cut, endings = _number(word)
    return len(endings) > 1 and word[len(word) - cut :] in _PLURAL_ENDINGS and cut > 0


@lru_cache(maxsize=16384)
def other_number(phrase: str) -> str:
    """The phrase with its last word in the other number; unchanged where there is none."""
    space = phrase.rfind(" ") + 1
    word = phrase[space:]
    low = word.lower()
    if low in _UNCOUNTABLE or not word.isalpha() or (space == 0 and low.endswith(("ing", "ed"))):
        return phrase
    cut, endings = _number(low)
    now = low[len(low) - cut :] if cut else ""
    other = next((e for e in sorted(endings) if e != now), None)
    if other is None:
        return phrase
    if word.isupper() and len(word) > 1 and not is_acronym(word):
        other = other.upper()
    return phrase[:space] + word[: len(word) - cut] + other


def same_case(form: str, text: str, start: int) -> bool:
    """Whether `text` has at `start` the capitals of `form`, as far as both have the same letters."""
    written = written_form(form)
    return all(a == b or a.lower() != b.lower() for a, b in zip(written, text[start:], strict=False))


def split_head(phrase: str) -> tuple[str, str]:
    """The phrase up to its head noun, and the rest (“ of first instance”)."""
    words = phrase.split(" ")
    for at in range(1, len(words) - 1):
        if words[at] in _PREPOSITIONS or words[at : at + 2] == ["subject", "to"]:
            head = " ".join(words[:at])
            return head, phrase[len(head) :]
    return phrase, ""
