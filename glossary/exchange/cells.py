"""Cells of tables: formulas made harmless and real again, forms joined in one cell, and the encoding of a text file."""

from __future__ import annotations

import re

from glossary.errors import GlossaryFileError

MAX_CELL = 32_767  # what a spreadsheet holds; openpyxl and Excel cut the rest without a word
SEPARATOR = "|"
# Cells beginning so are taken for formulas by spreadsheets (OWASP, “CSV Injection”; full-width signs too).
_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_ESCAPED = re.compile("''*[=+\\-@\t\r\n＝＋－＠]")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LONE = re.compile("[\ud800-\udfff]")


def escaped(text: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would calculate."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescaped(text: str) -> str:
    """The cell as it was before `escaped`."""
    return text[1:] if _ESCAPED.match(text) else text


def encodable(text: str) -> str:
    """The text with half surrogate pairs, which no file can hold, replaced by U+FFFD."""
    return _LONE.sub("\ufffd", text)


def joined(forms: list[str]) -> str:
    """Several forms in one cell."""
    return SEPARATOR.join(forms)


def split(cell: str, separator: str = SEPARATOR) -> list[str]:
    """The forms of a cell, each once."""
    return list(dict.fromkeys(form.strip(" \t\r\n") for form in cell.split(separator) if form.strip()))


def decoded(data: bytes, name: str, encoding: str = "") -> tuple[str, str]:
    """The text of a file and its encoding: as told, by its mark, UTF-8, UTF-16 without a mark, or GB18030.

    Raises GlossaryFileError. Windows-1252 and Big5 cannot be told from GB18030: they have to be named.
    """
    if encoding:
        return _decode(data, name, encoding), encoding
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return _decode(data, name, codec), codec
    for codec in (_wide(data), "utf-8", "gb18030"):
        if codec:
            try:
                return data.decode(codec), codec
            except UnicodeDecodeError:
                continue
    line = _fault_line(data)
    raise GlossaryFileError(f"{name}, line {line}: this is neither UTF-8 nor GB18030. Save it as UTF-8.")


def _wide(data: bytes) -> str:
    """UTF-16 by the NULs of its ASCII characters."""
    sample = data[:4000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 8 < len(sample) or min(even, odd) * 20 >= max(even, odd):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _decode(data: bytes, name: str, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise GlossaryFileError(f"{name}, line {line}: this is not {codec}. Name its encoding.") from problem
    except (LookupError, TypeError, ValueError) as problem:
        raise GlossaryFileError(f"{name}: unknown encoding “{codec}”. Write utf-8 or gb18030.") from problem


def _fault_line(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        return data.count(b"\n", 0, problem.start) + 1
    return 1
