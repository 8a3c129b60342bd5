"""Base verbs with which Chinese officialese opens a sentence; a word list, no check."""

from __future__ import annotations

from editor.checks.spans import words

# Words that are hardly ever a noun or a name at the head of a sentence.
_PLAIN = words(
    """
    achieve accelerate adhere adopt advance analyze analyse apply arrange assist avoid broaden build carry
    clarify combine complete comply conduct consolidate coordinate create crack cultivate deal deepen defuse
    deploy develop dissolve do eliminate embed encourage enforce enhance enrich ensure establish evaluate expand
    expedite explore facilitate follow forge formulate foster fulfil fulfill further give grasp guarantee guide
    handle hold implement improve include increase inherit innovate inspect insist integrate intensify introduce
    investigate keep lay learn launch listen maintain make manage mediate meet mobilize mobilise optimize
    optimise organize organise perfect perform persist prevent prioritize prioritise promote protect provide
    publicize publicise punish pursue put raise realize realise rectify reduce refine regulate reinforce rely
    remain resolve resolutely safeguard select serve set solve speed stabilize standardize standardise stick
    streamline strengthen strive summarize summarise supervise take tackle tighten train uphold unify unite urge
    utilize utilise vigorously
    """
)
# Words that are often nouns: verbs only before an article, a pronoun or the like.
_AMBIGUOUS = words(
    """
    address benefit control exercise exchange experience focus help increase launch lead link pay place plan
    play practice practise process push reform report request research respect respond review secure set study
    support target train use work strike win open close
    """
)
_NOT_VERBS = frozenset(
    ("resolutely", "vigorously", "further", "perfect", "include", "complete", "set", "increase", "launch", "train")
)
_OBJECT = words(
    """
    the a an its their our his her all this these those on to every each various relevant efforts up
    """
)


def is_base_verb(word: str, follower: str = "") -> bool:
    """Whether `word` at the head of a clause is a verb in its base form; `follower` is the next word if known."""
    low = word.lower()
    if low in _PLAIN and low not in _NOT_VERBS:
        return True
    return (low in _AMBIGUOUS or low in _NOT_VERBS) and follower.lower() in _OBJECT
