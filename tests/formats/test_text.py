"""Texts come in whatever encoding they have, and nothing is lost or changed unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.errors import DocumentError
from editor.formats.text import clean_text, decode_text, read_text, write_bytes

CHINESE = (
    "昌江法院召开党组会议，传达全省法院院长会议精神，研究部署下一阶段审判执行工作。会议强调，要坚持司法为民、公正司法。"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_by_its_mark(encoding: str) -> None:
    read = decode_text(CHINESE.encode(encoding), "a.txt")
    assert read.text == CHINESE
    assert not read.guessed


@pytest.mark.parametrize("encoding", ["gb18030", "gbk"])
def test_mainland_encodings_are_guessed_and_said(encoding: str) -> None:
    read = decode_text((CHINESE * 3).encode(encoding), "a.txt")
    assert read.text == CHINESE * 3
    assert read.guessed


def test_big5_is_guessed() -> None:
    text = "法院召開會議，傳達全省法院院長會議精神，研究部署下一階段審判執行工作。" * 4
    assert decode_text(text.encode("big5hkscs"), "a.txt").text == text


def test_named_encoding_is_obeyed_or_refused() -> None:
    assert decode_text(CHINESE.encode("gb18030"), "a.txt", "gb18030").text == CHINESE
    with pytest.raises(DocumentError, match=r"a\.txt is not utf-8"):
        decode_text(CHINESE.encode("gb18030"), "a.txt", "utf-8")
    with pytest.raises(DocumentError, match="no encoding called nonsense"):
        decode_text(b"x", "a.txt", "nonsense")


@pytest.mark.parametrize(
    ("raw", "clean", "count"),
    [
        ("a\x00b", "a\ufffdb", 1),
        ("a\ud800b", "a\ufffdb", 1),
        ("a\x0bb\x1fc\x0cd\re", "a\nb\ufffdc\nd\ne", 1),
        ("a\r\nb", "a\nb", 0),
        ("a\u00a0b\u202fc\u2028d\u200be", "a\u00a0b\u202fc\u2028d\u200be", 0),
        ("tab\tstays\n", "tab\tstays\n", 0),
    ],
)
def test_only_what_no_store_can_keep_is_replaced(raw: str, clean: str, count: int) -> None:
    assert clean_text(raw) == (clean, count)


def test_missing_file_and_folder_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"There is no file .*absent\.txt"):
        read_text(tmp_path / "absent.txt")
    with pytest.raises(DocumentError, match="is a folder"):
        read_text(tmp_path)


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    write_bytes(target, b"old")
    write_bytes(target, b"new")
    assert target.read_bytes() == b"new"
    with pytest.raises(DocumentError, match="cannot be written"):
        write_bytes(tmp_path / "nowhere" / "out.txt", b"x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(DocumentError, match="cannot be written"):
        write_bytes(tmp_path / "folder", b"x")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder", "out.txt"]
