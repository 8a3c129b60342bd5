"""When two forms are the same word in other dress: capitals, spaces, hyphens, Traditional characters; no storage."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from glossary.forms import cased

if TYPE_CHECKING:
    from opencc import OpenCC

_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NOT_WORD = re.compile(r"[\W_]+")
_EDGE = re.compile(r"^\W+|\W+$")


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """The text in Simplified characters (OpenCC t2s)."""
    if not _CHINESE.search(text):
        return text
    converted: str = _converter().convert(text)
    return converted


def all_simplified(texts: Sequence[str]) -> list[str]:
    """Many texts in Simplified characters, converted at once; none may hold a line break."""
    if not texts:
        return []
    return simplified("\n".join(texts)).split("\n")


def chinese_key(text: str) -> str:
    """What Chinese forms are compared by: Simplified, full-width folded, without white space and marks."""
    return _NOT_WORD.sub("", simplified(unicodedata.normalize("NFKC", text))).casefold()


def english_key(text: str) -> str:
    """What English forms are compared by: one case, plain apostrophes, no hyphens, no leading article."""
    words = cased(unicodedata.normalize("NFKC", text)).casefold().split()
    words = [w for w in (_EDGE.sub("", word) for word in words) if w]
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def person_key(name: str) -> str:
    """What persons are compared by: “Wang Li” and “wang  li” are one."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
