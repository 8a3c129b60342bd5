"""The shipped name tables: what stands in them, and that all of them can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

import resources
from editor.core import gazetteer

FOLDER = resources.folder("gazetteer")


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("内蒙古", "Inner Mongolia"),
        ("西藏", "Xizang"),
        ("陕西", "Shaanxi"),
        ("山西", "Shanxi"),
        ("乌鲁木齐", "Urumqi"),
        ("呼和浩特", "Hohhot"),
        ("拉萨", "Lhasa"),
        ("喀什地区", "Kashgar"),
        ("哈尔滨", "Harbin"),
        ("忠县", "Zhongxian"),
        ("恩施土家族苗族自治州", "Enshi"),
        ("六安市", "Lu'an"),
        ("德国", "Germany"),
        ("巴黎", "Paris"),
        ("加沙地带", "Gaza"),
        ("路透社", "Reuters"),
        ("世卫组织", "WHO"),
        ("普京", "Putin"),
        ("加利福尼亚州", "California"),
        ("河静省", "Ha Tinh"),
    ],
)
def test_names_and_their_english(chinese: str, english: str) -> None:
    """One form at least is the one that news use."""
    found = [m.entry.forms for m in gazetteer.mentions(f"在{chinese}。") if m.entry.chinese == chinese]
    assert found
    assert english in found[0]


def test_the_longest_name_counts() -> None:
    """亚太经合组织 is not 亚太."""
    assert [m.entry.chinese for m in gazetteer.mentions("亚太经合组织会议")] == ["亚太经合组织"]


@pytest.mark.parametrize("word", ["countries", "Largest", "running", "Intergovernmental", "well-known", "president's"])
def test_ordinary_english(word: str) -> None:
    """Inflected and derived words are known by their stems."""
    assert gazetteer.is_english_word(word)


@pytest.mark.parametrize("word", ["Huffington", "Guterres", "Zhengzhou", "Xinhua", "Kishida"])
def test_names_are_no_english_words(word: str) -> None:
    """Or nothing could be told about them."""
    assert not gazetteer.is_english_word(word)


@pytest.mark.parametrize(("word", "known"), [("Johnson", True), ("aaron", True), ("Zzyzx", False), ("Qwrtp", False)])
def test_latin_names_are_found_in_the_sorted_file(word: str, known: bool) -> None:
    """Whatever the capitals."""
    assert gazetteer.is_latin_name(word) is known


def test_every_line_of_the_latin_names_is_found() -> None:
    """The search in the file misses neither its first line nor its last."""
    lines = (FOLDER / "latin.txt").read_text("utf-8").split("\n")[1:-1]
    assert lines == sorted(lines)
    assert all(gazetteer.is_latin_name(name) for name in (*lines[:40], *lines[-40:], *lines[::5000]))


def test_readings_japanese_and_abbreviations() -> None:
    """One look into each small table."""
    assert gazetteer.readings("重")[0] in ("zhong", "chong")
    assert set(gazetteer.readings("单")) >= {"dan", "shan"}
    assert "suzuki" in gazetteer.japanese_family("铃木")
    assert "Russia" in gazetteer.abbreviations()["俄"].forms
    assert gazetteer.is_chinese_place("Shenyang")
    assert not gazetteer.is_chinese_place("London")
    assert "白皮书" in gazetteer.no_names()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda path: path.stem)
def test_every_row_is_whole(path: Path) -> None:
    """As many columns in each row as in the first, none empty at the ends, no spaces around."""
    rows = [line.split("\t") for line in path.read_text("utf-8").split("\n")[1:-1]]
    assert len({len(row) for row in rows}) == 1
    assert all(row[0] and row[-1] and row[0] == row[0].strip() for row in rows)


def test_the_tables_stay_small() -> None:
    """Three megabytes in all."""
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 3_000_000
