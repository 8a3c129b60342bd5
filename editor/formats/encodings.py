"""Telling the encoding of a text that does not name it; what the text then holds is judged by its characters.

charset-normalizer 3.4 was tried: it fails on UTF-16 without a mark, on a few Chinese characters in English, and on the
curly quotes of Windows-1252 (tests/formats/test_encodings.py), and these are what translators bring.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

SAMPLE = 200_000
_PLAUSIBLE = 0.8
_LATIN = 0.1
_PLAIN = re.compile("[\t\n\r\x0b\x0c\x20-\x7e]+")
_MARKS = re.compile("[\u00a0\u00b7\u2010-\u2026\u3000-\u3011\u3014\u3015\uff00-\uff5e]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def guess(data: bytes) -> tuple[str, str] | None:
    """The text and its encoding: UTF-8, UTF-16 without a mark, GB18030, Big5 or Windows-1252; None: none of them."""
    wide = _best(data, ("utf-16-le", "utf-16-be")) if _looks_wide(data) else None
    return wide or _utf8(data) or _best(data, ("gb18030", "big5hkscs")) or _western(data) or _chinese_wide(data)


def _looks_wide(data: bytes) -> bool:
    """Whether every other byte is often NUL, as in Western text in UTF-16."""
    counts = data[0:SAMPLE:2].count(0), data[1:SAMPLE:2].count(0)
    return max(counts) > len(data[:SAMPLE]) / 8 and min(counts) * 20 < max(counts)


def _utf8(data: bytes) -> tuple[str, str] | None:
    """UTF-8, also where a few bytes of it are broken or its last character is cut off."""
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data"
    text = data.decode(errors="replace")
    broken = text.count("\ufffd")
    sound = len(text) - broken - sum(map(len, _PLAIN.findall(text)))
    return (text, "utf-8") if cut or sound >= 4 * broken else None


def _chinese_wide(data: bytes) -> tuple[str, str] | None:
    return _best(data, ("utf-16-le", "utf-16-be"))


def _western(data: bytes) -> tuple[str, str] | None:
    """Windows-1252: nearly all ASCII, with the odd curly quotation mark or accent."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    others = len(text) - sum(map(len, _PLAIN.findall(text)))
    return None if _CONTROL.search(text) or others > _LATIN * len(text) else (text, "cp1252")


def _best(data: bytes, codecs: tuple[str, ...]) -> tuple[str, str] | None:
    """The codec that gives the most plausible text; of equals the first."""
    rated: list[tuple[float, int, str, str]] = []
    for codec in codecs:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        share = _plausible(text[:SAMPLE])
        if share >= _PLAUSIBLE:
            rated.append((-share, len(rated), text, codec))
    return min(rated)[2:] if rated else None


def _plausible(text: str) -> float:
    """Which share of the characters outside ASCII are common Chinese ones or marks; 0 where there are controls."""
    if not text or _CONTROL.search(text):
        return 0.0
    foreign = _PLAIN.sub("", text)
    return sum(_common(foreign)) / len(foreign) if foreign else 1.0


def _common(foreign: str) -> Iterator[bool]:
    for char in foreign:
        if _MARKS.match(char):
            yield True
            continue
        simple, traditional = char.encode("gb2312", "ignore"), char.encode("big5", "ignore")
        # The first level of both sets holds the characters of daily use.
        yield b"\xb0" <= simple[:1] <= b"\xd7" or b"\xa4" <= traditional[:1] <= b"\xc6"
