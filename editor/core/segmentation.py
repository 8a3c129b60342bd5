"""Lossless cutting of Chinese and English text into sentences; glued sentences are cut too. No pairing here.

Own rules: sentencex 1.0 cuts `1. | Uphold`, `left.1. | Uphold` and does not know court abbreviations
(`python -m benchmarks.segmentation` prints both).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_CLOSING = "”’\"')\\]}»」』】）》〉"
_ENGLISH_STOP = re.compile(rf"(?:[.!?…。！？]+|．)[{_CLOSING}]*")
_CHINESE_STOP = re.compile(rf"(?:[。！？!?…]+|(?<=[\u4e00-\u9fff”’」』）》])\.(?![.A-Za-z0-9_]))[{_CLOSING}]*")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>“”\"，。；（）]+|[\w.+-]+@[\w-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_GLUED_TAIL = re.compile(r"\.[A-Z][a-z]*$")
_LAST_WORD = re.compile(r"[\w.’'-]*$")
_LIST_NUMBER = re.compile(r"(?:^|[:;：；])[\s“\"(（]*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})$")
_NEXT_ITEM = re.compile(r"\d{1,2}[.)、]\s*[“\"]?[A-Z]")
_OPENER = re.compile(r"[“‘\"'(\[«「『【（《\-–—*•]*")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]$")
_CJK = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_ATTRIBUTION = re.compile(
    r"[\u4e00-\u9fff]{1,20}(?:说|道|称|表示|介绍|感叹|感慨|坦言|劝解|劝说|解释|回忆|补充|回答|指出|强调|告诉[\u4e00-\u9fff]{1,6})着?[。！.]"
)
_CHINESE_LIST = re.compile(r"(?:^|[\s：:。；])[一二三四五六七八九十]{1,3}$")
_SPACE = re.compile(r"\s*")
_REACH = 60  # characters looked at on either side of a stop: long lines must not cost their square
_GOES_ON = "，、；：,;:的等为是这和与及或之"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never the end of a sentence.
_TITLES = _words(
    "mr mrs ms dr prof gen sen rep gov capt col lt sgt hon messrs mt st vs v cf e.g i.e approx ca viz pres supt"
)
# Not the end before a number or a Roman numeral.
_NUMBERED = _words(
    "no nos art arts sec secs para paras ch fig figs vol vols p pp cl reg app ann item pt rev ed"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
)
# The end only before a word that commonly opens a sentence.
_COMPANY = _words("inc ltd co corp al jr sr dept bros assn univ est govt min max misc")
_STARTERS = _words(
    "The A An It He She They We You This That These Those There In On At By For From To With As After Before"
    " During When While If Since Under According However Moreover Meanwhile Therefore Then Next First Second Third"
    " Fourth Fifth Finally But And Or So Also Its His Her Their Our Some Many All Each Both No Not"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence without white space around it, the white space after it, and where it starts in the whole text."""

    text: str
    gap: str
    start: int

    @property
    def end(self) -> int:
        """Where the sentence ends, its gap not counted."""
        return self.start + len(self.text)

    @property
    def ends_paragraph(self) -> bool:
        """Whether a line break follows."""
        return bool(_BREAK.search(self.gap))


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text in sentences: `prefix` (white space before the first) + every text + gap is the input."""

    prefix: str
    pieces: tuple[Piece, ...]

    def join(self) -> str:
        """The text that was cut."""
        return self.prefix + "".join(piece.text + piece.gap for piece in self.pieces)


def segment_english(text: str) -> Pieces:
    """Cut English text at sentence ends and line breaks."""
    return _cut(text, _english_ends)


def segment_chinese(text: str) -> Pieces:
    """Cut Chinese text at sentence ends and line breaks; a semicolon does not end a sentence."""
    return _cut(text, _chinese_ends)


def _cut(text: str, ends: Callable[[str], Iterator[int]]) -> Pieces:
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        start = 0
        body = line.group()
        for end in (*ends(body), len(body)):
            part = body[start:end]
            left = len(part) - len(part.lstrip())
            stripped = part.strip()
            if stripped:
                at = line.start() + start + left
                spans.append((at, at + len(stripped)))
            start = end
    if not spans:
        return Pieces(text, ())
    following = [start for start, _ in spans[1:]] + [len(text)]
    pieces = tuple(
        Piece(text[start:end], text[end:after], start) for (start, end), after in zip(spans, following, strict=True)
    )
    return Pieces(text[: spans[0][0]], pieces)


def _english_ends(line: str) -> Iterator[int]:
    addresses = (
        [_address_span(m) for m in _ADDRESS.finditer(line)] if "@" in line or "/" in line or "w." in line else []
    )
    start = 0
    for stop in _ENGLISH_STOP.finditer(line):
        at, end = stop.span()
        if any(a <= at < b for a, b in addresses):
            continue
        end = _closing_end(line, start, stop)
        if end >= len(line) or _ends_english(line, start, at, end):
            yield end
            start = end


def _address_span(match: re.Match[str]) -> tuple[int, int]:
    """The span of an address without the stop and the glued sentence after it."""
    text = _GLUED_TAIL.sub("", match.group()).rstrip(".!?,;:)")
    return match.start(), match.start() + len(text)


def _closing_end(line: str, start: int, stop: re.Match[str]) -> int:
    """Where the stop ends: a straight mark that opens the next sentence does not belong to it."""
    end = stop.end()
    for n in range(stop.start(), stop.end()):
        char = line[n]
        after = line[n + 1 : n + 2]
        if char == '"' and after.isalnum() and line.count('"', start, n) % 2 == 0:
            return n
        if char == "'" and after.isalnum():
            return n
    return end


def _ends_english(line: str, start: int, at: int, end: int) -> bool:
    after = _next_words(line, end)
    if not after:
        return True
    marks = line[at:end]
    if marks[0] in "。！？":
        return after[0] not in _GOES_ON
    glued = not line[end].isspace()
    opener = _OPENER.match(after)
    body = after[opener.end() :] if opener else after
    if glued and not _may_be_glued(line, at, marks, after, body):
        return False
    if not body:
        return False
    if body[0].islower() or body[0] in ",;:.!?%":
        return False
    return marks[0] != "." or marks.startswith("..") or _full_stop(line[max(start, at - _REACH) : at], body)


def _next_words(line: str, end: int) -> str:
    """What follows the white space after `end`, as far as it is looked at."""
    space = _SPACE.match(line, end)
    at = space.end() if space else end
    return line[at : at + _REACH]


def _may_be_glued(line: str, at: int, marks: str, after: str, body: str) -> bool:
    """Whether text directly after a stop can be a new sentence."""
    if _CJK.match(body):
        return True
    if not body or not (body[0].isupper() or _NEXT_ITEM.match(body)):
        return False
    if after[0] != body[0] or marks[-1] not in ".!?…" or marks != ".":
        return True
    before = line[max(0, at - 2) : at]
    if not before[-1:].isalpha():
        return bool(before) and not before[-1].isspace()
    return len(before) == 2 and before.isalpha() and (before[-1].islower() or body[1:2].islower())


def _full_stop(before: str, body: str) -> bool:
    """Whether a single full stop between `before` (its sentence so far) and `body` ends the sentence."""
    if _LIST_NUMBER.search(before):
        return False
    found = _LAST_WORD.search(before)
    word = found.group() if found else ""
    key = word.strip("’'-").lower()
    opening = _FIRST_WORD.match(body)
    starter = opening is not None and opening.group() in _STARTERS
    if key in _TITLES:
        return False
    if key in _NUMBERED:
        roman = opening is not None and not opening.group().strip("IVXLC")
        return not (body[0].isdigit() or (roman and opening is not None and opening.group() != "I"))
    if key in _COMPANY or _DOTTED.match(word):
        return starter
    if len(word) == 1 and word.isupper() and word != "I":
        return starter
    return True


def _chinese_ends(line: str) -> Iterator[int]:
    addresses = [_address_span(m) for m in _ADDRESS.finditer(line)] if "/" in line or "w." in line else []
    for stop in _CHINESE_STOP.finditer(line):
        at, end = stop.span()
        if any(a <= at < b for a, b in addresses):
            continue
        if end >= len(line) or _ends_chinese(line, at, end):
            yield end


def _ends_chinese(line: str, at: int, end: int) -> bool:
    marks = line[at:end]
    rest = _next_words(line, end)
    if not rest:
        return True
    closed = marks[-1] not in "。！？!?….）)"
    near = max(0, at - _REACH)
    if line.rfind("《", near, at) > line.rfind("》", near, at) and "》" in line[at : at + _REACH]:
        return False
    if marks[0] in "!?" and rest[0].isascii() and rest[0].isalnum() and not line[end].isspace():
        return False
    if closed and (rest[0] in _GOES_ON or _ATTRIBUTION.match(rest)):
        return False
    if rest[0] in "，、；：,;:":
        return False
    if marks[0] == "." and _CHINESE_LIST.search(line[max(0, at - 4) : at]):
        return False
    if set(marks) == {"…"}:
        return rest[0] in "“‘「『" or line[end].isspace()
    return True
