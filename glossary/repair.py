"""Fitting an approved form into the sentence: number, capitals, a/an, possessive, quotation marks, no doubled words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from glossary.forms import is_plural, other_number, split_head, straight
from glossary.model import BadRendering, Concept, RuleMode
from glossary.patterns import SECONDS, compile_expression, too_slow

Span = tuple[int, int]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LAST_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*$")
_NEXT_WORD = re.compile(r"[ -]([^\W_]+(?:['’][^\W_]+)*)")
_DETERMINERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "my", "your", "this", "that", "these"})
_ARTICLES = frozenset({"a", "an"})
_SMALL = frozenset({"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})
_UNITS = frozenset({"division", "tribunal", "office", "bureau", "department", "chamber", "center", "station"})
_VOWEL_LETTER_NAMES = frozenset("AEFHILMNORSX")
_SILENT_H = ("hour", "honest", "honor", "honour", "heir")
_LIKE_YOU = ("uni", "use", "usu", "eur", "one", "once", "ut", "ubi")


@dataclass(frozen=True, slots=True)
class Repair:
    """Replace `[start, end)` by `text`."""

    start: int
    end: int
    text: str


def fitted(
    sentence: str, start: int, end: int, concept: Concept, rule: BadRendering | None
) -> tuple[tuple[str, ...], Span | None]:
    """Replacements for a wrong form at `[start, end)`, best first, and the one span they all replace.

    Nothing for a rule that only asks (QUERY). Without fixes of its own a rule offers the concept's preferred form.
    """
    wanted = _wanted(sentence, concept, rule)
    numbered = rule is None or rule.inflect
    repairs = [fit(sentence, start, end, _apostrophes(sentence, to), numbered=numbered) for to in wanted]
    repairs = [r for r in repairs if sentence[r.start : r.end] != r.text]
    if not repairs:
        return (), None
    left, right = min(r.start for r in repairs), max(r.end for r in repairs)
    texts = (sentence[left : r.start] + r.text + sentence[r.end : right] for r in repairs)
    return tuple(dict.fromkeys(texts)), (left, right)


def _wanted(sentence: str, concept: Concept, rule: BadRendering | None) -> list[str]:
    if rule is not None and rule.mode is RuleMode.QUERY:
        return []
    if rule is None or not rule.fixes:
        preferred = concept.preferred()
        return [preferred] if preferred else []
    special = [f.to for f in rule.fixes if f.when and _holds(f.when, sentence)]
    return special + [f.to for f in rule.fixes if not f.when]


def _holds(condition: str, sentence: str) -> bool:
    try:
        return compile_expression(condition, exact=False).search(sentence, timeout=SECONDS) is not None
    except TimeoutError as problem:
        raise too_slow(condition) from problem


def _apostrophes(sentence: str, to: str) -> str:
    """Typographic apostrophes, unless the sentence writes plain ones."""
    plain = "'" in sentence and "’" not in sentence
    return to.replace("’", "'") if plain else to.replace("'", "’")


def fit(sentence: str, start: int, end: int, to: str, *, numbered: bool = True) -> Repair:
    """The replacement `to` as it must read in place of `[start, end)` of the sentence; its number is kept on demand."""
    start, end, to = _quotes(sentence, start, end, to)
    replaced = sentence[start:end].strip("“”\"'‘’ ")
    if numbered:
        to = _number(sentence, start, replaced, to)
    to = _capitals(sentence, start, replaced, to)
    to = _without_doubled_words(sentence, start, end, to)
    start, end, to = _possessive(sentence, start, end, to)
    start, to = _article(sentence, start, to)
    if not to:
        if sentence[end : end + 1] == " " and (start == 0 or sentence[start - 1] == " "):
            end += 1
        elif start and sentence[start - 1] == " ":
            start -= 1
    return Repair(start, end, to)


def _quotes(sentence: str, start: int, end: int, to: str) -> tuple[int, int, str]:
    """Keep the sentence's own quotation marks and never double them."""
    if '"' in sentence and "“" not in sentence:
        to = to.replace("“", '"').replace("”", '"')
    if not any(mark in to for mark in '“”"'):
        return start, end, to
    before, after = sentence[start - 1 : start], sentence[end : end + 1]
    bare = to[1:-1]
    whole = to[:1] in '“"' and to[-1:] in '”"' and not any(mark in bare for mark in '“”"')
    if before and before in '“"' and after and after in '”"':
        return (start, end, bare) if whole else (start - 1, end + 1, to)
    opened = sentence.rfind("“", 0, start) > sentence.rfind("”", 0, start)
    if opened or (sentence.count('"', 0, start) % 2 and "“" not in sentence):
        if whole:
            return start, end, bare
        to = re.sub(r"[“\"]([^”\"]*)[”\"]", r"‘\1’", to)
    return start, end, to


def _number(sentence: str, start: int, replaced: str, to: str) -> str:
    """Give the head of `to` the number of what it replaces, where both have the same head or an article says so."""
    head, rest = split_head(to)
    other = other_number(head)
    if other == head:
        return to
    plural = is_plural(head)
    if plural and _word_before(sentence, start).lower() in ("a", "an"):
        return other + rest
    old_head, _old_rest = split_head(replaced)
    same_noun = _last(old_head) in (_last(head), _last(other))
    if same_noun and is_plural(old_head) is not plural:
        return other + rest
    if plural or not is_plural(old_head) or other_number(old_head) == old_head:
        return to
    if rest.startswith(" subject to ") or (not rest and (_countable(to) or _generic(replaced, head))):
        return other + rest
    return to


def _generic(replaced: str, head: str) -> bool:
    """Whether a plural without capitals is replaced by the title of a unit: one in each court, not one alone."""
    return replaced.islower() and _last(head) in _UNITS


def _countable(phrase: str) -> bool:
    """Whether a plural may be formed of a common noun (a name in capitals stays as it is)."""
    return phrase[:1].islower() and " and " not in phrase


def _capitals(sentence: str, start: int, replaced: str, to: str) -> str:
    """Take over capitals of what is replaced: ALL CAPS, Title Case of generic forms, the beginning of a sentence."""
    if not replaced[:1].isupper():
        return to
    if len(replaced) > 3 and " " in replaced and replaced.isupper():
        return to.upper()
    if not to[:1].islower():
        return to
    opening = starts_sentence(sentence, start)
    if to == to.lower():
        words = [w for w in _WORD.findall(replaced) if w.lower() not in _SMALL]
        if all(w[0].isupper() for w in words) and (len(words) > 1 or not opening):
            return _title(to)
    return to[0].upper() + to[1:] if opening else to


def _title(phrase: str) -> str:
    def capital(match: re.Match[str]) -> str:
        word = match.group()
        return word if match.start() and word in _SMALL else word[0].upper() + word[1:]

    return _WORD.sub(capital, phrase)


def starts_sentence(sentence: str, start: int) -> bool:
    """Whether a sentence begins at `start`: nothing, or a full stop and spaces or quotation marks, before it."""
    before = sentence[:start].rstrip(" “\"'‘(")
    return not before or before[-1] in ".!?:。\n"


def _without_doubled_words(sentence: str, start: int, end: int, to: str) -> str:
    """Leave out of `to` what stands before or after it already (“the the”, “mechanism mechanism”)."""
    low = straight(to).lower()
    previous = straight(_word_before(sentence, start)).lower()
    if previous and previous in low:
        to = _without_beginning(sentence, start, to)
    if low.startswith("the ") and to[:4].lower() == "the " and _is_determiner(previous):
        to = to[4:]
    following = _NEXT_WORD.match(sentence, end)
    if following is not None and to:
        word = straight(following.group(1)).lower()
        if word in low or other_number(word) in low:
            to = _without_end(sentence, end, to)
    return to


def _without_beginning(sentence: str, start: int, to: str) -> str:
    """`to` without the words that end just before `start`."""
    words = _words(to)
    before: list[str] = []
    at = start
    while len(before) < len(words) and (word := _word_before(sentence, at)):
        before.insert(0, straight(word).lower())
        at -= len(word) + 1
    for count in range(min(len(before), len(words)), 0, -1):
        if before[-count:] == [w for _s, _e, w in words[:count]] and _between(to, words, 0, count):
            return to[words[count][0] :] if count < len(words) else ""
    return to


def _without_end(sentence: str, end: int, to: str) -> str:
    """`to` without the words, in either number, that follow at `end`."""
    words = _words(to)
    after: list[str] = []
    at = end
    while len(after) < len(words) and (following := _NEXT_WORD.match(sentence, at)):
        after.append(straight(following.group(1)).lower())
        at = following.end()
    for count in range(min(len(after), len(words)), 0, -1):
        ours = [w for _s, _e, w in words[-count:]]
        same = all(a in (b, other_number(b)) for a, b in zip(after, ours, strict=False))
        if same and _between(to, words, len(words) - count, len(words)):
            return to[: words[len(words) - count][0]].rstrip(" -")
    return to


def _words(phrase: str) -> list[tuple[int, int, str]]:
    return [(m.start(), m.end(), straight(m.group()).lower()) for m in _WORD.finditer(phrase)]


def _between(to: str, words: list[tuple[int, int, str]], first: int, last: int) -> bool:
    """Whether only spaces and hyphens stand between the words, and nothing on their outer side."""
    gaps = [to[words[n][1] : words[n + 1][0]] for n in range(max(first - 1, 0), min(last, len(words) - 1))]
    return all(gap in (" ", "-") for gap in gaps) and (first > 0 or words[0][0] == 0)


def _is_determiner(word: str) -> bool:
    """Whether no “the” may follow the word (a and an are exchanged by `_article`)."""
    return word in _DETERMINERS - _ARTICLES or word.endswith("'s")


def _possessive(sentence: str, start: int, end: int, to: str) -> tuple[int, int, str]:
    """Keep a possessive: taken over from what is replaced, and in the shape its new word needs."""
    replaced = straight(sentence[start:end])
    if replaced.endswith("'s") and to and not straight(to).endswith(("'s", "s'")):
        mark = sentence[end - 2]
        return start, end, to + (mark if is_plural(to) and to.endswith("s") else mark + "s")
    follows = straight(sentence[end : end + 2])
    if follows == "'s" and not sentence[end + 2 : end + 3].isalnum() and is_plural(to) and to.endswith("s"):
        return start, end + 2, to + sentence[end]
    opened = sentence.count("‘", 0, start) > sentence.count("’", 0, start)
    possessed = follows == "' " and not opened and replaced.endswith("s")
    if possessed and to and not to.endswith("s") and "'" not in sentence[:start]:
        return start, end + 1, to + sentence[end] + "s"
    return start, end, to


def _article(sentence: str, start: int, to: str) -> tuple[int, str]:
    """Put a/an before `to` right, or drop it before a plural or “the”."""
    article = _word_before(sentence, start)
    if article.lower() not in ("a", "an") or not to:
        return start, to
    begin = start - len(article) - 1
    capital = article[0].isupper()
    first = to.split(" ", 1)[0].lower()
    if first in _DETERMINERS or is_plural(split_head(to)[0]):
        return begin, to[0].upper() + to[1:] if capital else to
    right = "an" if _vowel_sound(to) else "a"
    if right == article.lower():
        return start, to
    return begin, f"{right.capitalize() if capital else right} {to}"


def _vowel_sound(phrase: str) -> bool:
    found = _WORD.search(phrase)
    if found is None:
        return False
    word = found.group()
    if word.isupper() and len(word) > 1:
        return word[0] in _VOWEL_LETTER_NAMES
    low = word.lower()
    if low.startswith(_SILENT_H):
        return True
    return low[0] in "aeiou" and not (low.startswith(_LIKE_YOU) and not low.startswith(("unin", "unim", "utm")))


def _word_before(sentence: str, start: int) -> str:
    """The word that ends one space before `start`; empty where there is none."""
    if start < 2 or sentence[start - 1] != " ":
        return ""
    word = sentence[sentence.rfind(" ", 0, start - 1) + 1 : start - 1]
    if word.isalnum():
        return word
    found = _LAST_WORD.search(word)
    return found.group() if found else ""


def _last(phrase: str) -> str:
    return phrase[phrase.rfind(" ") + 1 :].lower()
