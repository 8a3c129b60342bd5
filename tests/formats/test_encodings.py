"""The encoding of a text that does not name it is told from the text, or not at all; never wrongly."""

from __future__ import annotations

import random

import pytest

from editor.errors import DocumentError
from editor.formats.text import decode_text

ENGLISH = "The court held a meeting on Monday. The president stressed the retrieval of cases.\n"
CHINESE = "周一，法院召开会议。院长强调，要严格类案检索。\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (CHINESE, "utf-16-le"),
        (CHINESE, "utf-16-be"),
        ("海南省第一中级人民法院 High Court ", "utf-16-le"),
        (CHINESE, "gb18030"),
        ("法院", "gb18030"),
        ("The court (法院) held a meeting.", "gb18030"),
        ("週一，法院召開會議。院長強調，要嚴格類案檢索。", "big5hkscs"),
        (ENGLISH.replace("stressed", "stressed “without delay” it’s"), "cp1252"),
        (CHINESE + ENGLISH, "utf-8"),
    ],
)
def test_told_from_the_text(text: str, encoding: str) -> None:
    read = decode_text(text.encode(encoding), "a.txt")
    assert (read.text, read.encoding, read.replaced) == (text, encoding, 0)
    assert read.guessed is (encoding != "utf-8")


def test_a_cut_or_broken_character_does_not_make_utf8_something_else() -> None:
    assert decode_text(ENGLISH.encode() + "法".encode()[:2], "a.txt").text == ENGLISH + "\ufffd"
    assert decode_text((CHINESE * 3).encode() + b"\xff.", "a.txt").text == CHINESE * 3 + "\ufffd."


@pytest.mark.parametrize(
    "data",
    [
        random.Random(1).randbytes(5000),
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
        "Суд провёл заседание в понедельник.".encode("cp1251"),
        b"SQLite format 3\0" + bytes(500),
    ],
)
def test_what_is_no_such_text_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"a\.bin"):
        decode_text(data, "a.bin")


@pytest.mark.parametrize("codec", ["punycode", "undefined", "rot13", "x" * 300, "a\0b"])
def test_a_codec_that_is_none_for_texts_is_one_sentence(codec: str) -> None:
    with pytest.raises(DocumentError, match="no encoding called"):
        decode_text(ENGLISH.encode(), "a.txt", codec)


def test_marks_at_the_beginning_are_no_part_of_the_text() -> None:
    assert decode_text(b"\xef\xbb\xbf\xef\xbb\xbfA", "a.txt").text == "A"
    assert decode_text(b"\xef\xbb\xbfA", "a.txt", "utf-8").text == "A"
