"""Values of the memory: units, matches and what they are told apart by; no file is touched here."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

CONTEXT, EXACT, NEARLY = 101.0, 100.0, 99.0
_SPACES = re.compile(r"\s+")
_BESIDE_CHINESE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) | (?=[\u3000-\u9fff\uff00-\uffef])")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class MadeBy(StrEnum):
    """Where a pair came from: confirmed here, out of a file, or out of a file that says a machine wrote it."""

    CONFIRMED = "confirmed"
    IMPORTED = "imported"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Unit:
    """A pair of texts without tags. `context` names the sentences around it (empty: not known), `time` is UTC seconds.

    `document` and `segment` are the place of the last confirmation, `title` what a person knows the document by.
    `id` is the memory's own number, `count` how many places have it.
    """

    source: str
    target: str
    context: str = ""
    document: str = ""
    segment: int = 0
    title: str = ""
    project: str = ""
    release: str = ""
    profile: str = ""
    author: str = ""
    made: MadeBy = MadeBy.CONFIRMED
    time: float = 0.0
    count: int = 1
    note: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: a source without tags, the sentences around it, and the profile of the document."""

    source: str
    context: str = ""
    profile: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A unit with its likeness in percent, penalties taken off. `others` are other targets of the same source.

    `numbers`: the two sources name different numbers.
    """

    unit: Unit
    percent: float
    numbers: bool = False
    others: int = 0


@dataclass(frozen=True, slots=True)
class Fragment:
    """A unit that shares a passage with what was looked for, without being like it as a whole."""

    unit: Unit
    shared: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the memory has for one source, the best first."""

    matches: tuple[Match, ...] = ()
    fragments: tuple[Fragment, ...] = ()


@dataclass(frozen=True, slots=True)
class Penalties:
    """Percent taken off: for a machine's text, for a document of another profile."""

    machine: float = 5.0
    profile: float = 2.0


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One source with several targets, the latest first."""

    source: str
    units: tuple[Unit, ...]


def key_of(text: str) -> str:
    """The text as it is compared: one form of each character, letters small, no space beside Chinese."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _BESIDE_CHINESE.sub("", _SPACES.sub(" ", folded).strip())


def context_of(before: str, after: str) -> str:
    """The name of the sentences around a source; the ends of a document are empty texts."""
    said = f"{key_of(before)}\x1f{key_of(after)}"
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def numbers_of(text: str) -> list[str]:
    """The numbers written in digits, sorted."""
    return sorted(_NUMBER.findall(unicodedata.normalize("NFKC", text)))
