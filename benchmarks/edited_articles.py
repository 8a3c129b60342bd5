"""Edited articles with known corrections, made from the sentences of tests/data/mining; no product code."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

from glossary.mining import EditPair

DATA = Path(__file__).parent.parent / "tests" / "data" / "mining"
ARTICLES = 32
SENTENCES = 7
# How often a translator overlooks a wrong term, makes a passing edit, rewrites where there is a rewrite, takes back.
KEPT, PASSING, REWRITTEN, REVERSED = 0.06, 0.7, 0.4, 0.03
_PLANTED = re.compile(r"\{(.*?)=>(.*?)\}")
_PASSING = re.compile(r"\[(.*?)=>(.*?)\]")
_TRANSLATORS = ("An", "Bo", "Cai", "Deng", "E")
_TOWNS = (("林山", "Linshan"), ("云河", "Yunhe"), ("白沙湾", "Baishawan"), ("青塘", "Qingtang"))
_PEOPLE = (("罗敏", "Luo Min"), ("何建平", "He Jianping"), ("邱文涛", "Qiu Wentao"), ("沈月华", "Shen Yuehua"))
# The machine writes a name wrongly, and always the same way; that is no term.
_MISWRITTEN = {"Qiu Wentao": "Qiu Wen Tao", "Shen Yuehua": "Chen Yuehua", "Qingtang": "Green Pond"}
_MONTHS = ("January", "March", "May", "June", "September", "November")
_SLIPS = (("the ", "teh "), ("and", "adn"), ("judge", "jugde"), ("work", "wrok"), ("court ", "cuort "))


@dataclass(frozen=True, slots=True)
class Planted:
    """A correction that is in the set: `kind` is term (to be found) or contested (not to be found)."""

    zh: str
    bad: str
    good: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    chinese: str
    english: str
    rewrite: str


def read_planted(name: str) -> list[Planted]:
    """The planted corrections of one part."""
    lines = (DATA / f"{name}-planted.tsv").read_text("utf-8").splitlines()[1:]
    return [Planted(*line.split("\t")) for line in lines]


def edited_articles(name: str, seed: int = 1, *, articles: int = ARTICLES, source: bool = True) -> list[EditPair]:
    """Confirmed segments of `articles` articles of one part; the same for the same seed."""
    rng = random.Random(f"{name}{seed}")
    bank = _read_bank(name)
    stack: list[_Sentence] = []
    pairs: list[EditPair] = []
    for number in range(articles):
        if len(stack) < SENTENCES:
            stack = rng.sample(bank, len(bank))
        chosen, stack = stack[:SENTENCES], stack[SENTENCES:]
        translator = rng.choice(_TRANSLATORS)
        for place, sentence in enumerate(chosen):
            segment = (f"{name}-{number}", str(place + 1), translator, 1.7e9 + number * 86400 + place * 60)
            pairs += _edit(sentence, segment, rng, source)
    return pairs


def _read_bank(name: str) -> list[_Sentence]:
    found: list[_Sentence] = []
    waiting = ""
    for line in (DATA / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("~"):
            found[-1] = _Sentence(found[-1].chinese, found[-1].english, line[1:])
        elif waiting:
            found.append(_Sentence(waiting, line, ""))
            waiting = ""
        else:
            waiting = line
    return found


def _edit(sentence: _Sentence, place: tuple[str, str, str, float], rng: random.Random, source: bool) -> list[EditPair]:
    """The confirmed states of one segment, oldest first; nearly always one."""
    document, segment, translator, time = place
    chinese, english = _filled(sentence.chinese, sentence.english, rng)
    machine = _PASSING.sub(r"\1", _PLANTED.sub(r"\1", english))
    final = _PLANTED.sub(lambda m: m[1] if rng.random() < KEPT else rng.choice(_targets(m)), english)
    final = _PASSING.sub(lambda m: m[2] if rng.random() < PASSING else m[1], final)
    machine, final = _damaged(machine, final, rng)
    if sentence.rewrite and rng.random() < REWRITTEN:
        final = sentence.rewrite
    text = chinese if source else ""
    first = EditPair(document, segment, text, machine, final, translator, time)
    if rng.random() < REVERSED:
        return [first, EditPair(document, segment, text, machine, machine, rng.choice(_TRANSLATORS), time + 3600)]
    return [first]


def _targets(match: re.Match[str]) -> list[str]:
    return match[2].split("/")


def _filled(chinese: str, english: str, rng: random.Random) -> tuple[str, str]:
    town, person, number = rng.choice(_TOWNS), rng.choice(_PEOPLE), str(rng.randint(3, 980))
    month, day = rng.randrange(len(_MONTHS)), str(rng.randint(1, 28))
    slots = (
        ("$T", *town),
        ("$P", *person),
        ("$N", number, number),
        ("$M月", f"{month + 1}月", ""),
        ("$M", "", _MONTHS[month]),
        ("$D", day, day),
    )
    for slot, zh, en in slots:
        chinese = chinese.replace(slot, zh)
        english = english.replace(slot, en)
    return chinese, english


def _damaged(machine: str, final: str, rng: random.Random) -> tuple[str, str]:
    """Names, numbers, articles, commas, capitals and slips of the pen that were put right (or the other way)."""
    for right, wrong in _MISWRITTEN.items():
        machine = machine.replace(right, wrong)
    if rng.random() < 0.06:
        right, wrong = rng.choice(_SLIPS)
        machine = machine.replace(right, wrong, 1)
    if rng.random() < 0.08:
        machine = re.sub(r"\d\d+", lambda m: str(int(m[0]) * 10), machine)
    if rng.random() < 0.1:
        final = final.replace(" the ", " ", 1)
    if rng.random() < 0.1:
        machine = machine.replace(", ", " ", 1)
    if rng.random() < 0.08:
        machine = machine.replace("Court", "court").replace("Party", "party")
    return machine, final
