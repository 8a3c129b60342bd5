"""What is stored comes back, and nothing that is like enough is missed."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from benchmarks.memory import edited, sources
from editor.memory.lookup import Memory
from editor.memory.model import MadeBy, Query, Unit, context_of, key_of, numbers_of

CHAIRED = Unit("会议由院长主持。", "The meeting was chaired by the president.", time=1.0)
TEXTS = sources(1_500)
# What a document can hold: everything but lone surrogates and NUL, which the intake replaces.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory(tmp_path / "memory.sqlite") as opened:
        yield opened


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Memory]:
    """A memory half of which the index knows."""
    with Memory(tmp_path_factory.mktemp("filled") / "memory.sqlite") as opened:
        opened.add([Unit(text, f"Unit {n}", time=n) for n, text in enumerate(TEXTS[:700])])
        assert opened.catch_up() and not opened.behind
        opened.add([Unit(text, f"Unit {n}", time=n) for n, text in enumerate(TEXTS[700:], 700)])
        yield opened


def percents(memory: Memory, source: str, context: str = "", profile: str = "") -> list[float]:
    return [match.percent for match in memory.look_up(Query(source, context, profile)).matches]


def test_the_same_sentence_in_the_same_place_counts_more_than_the_same_sentence(memory: Memory) -> None:
    here, there = context_of("前一句。", "后一句。"), context_of("", "后一句。")
    memory.add([replace(CHAIRED, context=here), replace(CHAIRED, target="The president chaired it.", context=there)])
    found = memory.look_up(Query(CHAIRED.source, there)).matches
    assert [(m.unit.target, m.percent, m.others) for m in found] == [
        ("The president chaired it.", 101.0, 1),
        (CHAIRED.target, 100.0, 1),
    ]


def test_other_forms_of_the_same_characters_are_nearly_the_same(memory: Memory) -> None:
    memory.add([Unit("共审结1,234件案件，其中 A类5件。", "Concluded 1,234 cases, 5 of type A.")])
    assert percents(memory, "共审结１,２３４件案件,其中A类5件。") == [99.0]


def test_a_machines_text_and_another_profile_count_for_less(memory: Memory) -> None:
    memory.add([replace(CHAIRED, made=MadeBy.MACHINE), replace(CHAIRED, target="B", profile="patents")])
    assert percents(memory, CHAIRED.source, profile="court-news") == [98.0, 95.0]


def test_other_numbers_are_told(memory: Memory) -> None:
    memory.add([Unit("今年共审结案件1234件。", "A total of 1,234 cases were concluded this year.")])
    match = memory.look_up(Query("今年共审结案件1235件。")).matches[0]
    assert match.numbers and 70 <= match.percent < 100
    assert not memory.look_up(Query("今年共审结案件1234件！")).matches[0].numbers
    assert numbers_of("第12条、３.5万") == ["12", "3.5"]


@settings(max_examples=12)
@given(units=st.lists(st.builds(Unit, ANY_TEXT, ANY_TEXT, author=ANY_TEXT, note=ANY_TEXT), min_size=1, max_size=6))
def test_what_is_stored_comes_back(tmp_path_factory: pytest.TempPathFactory, units: list[Unit]) -> None:
    path = tmp_path_factory.mktemp("back") / "memory.sqlite"
    with Memory(path) as opened:
        opened.add(units)
        opened.catch_up()
    with Memory(path) as opened:
        kept = {(u.source, u.target) for u in opened.store.everything()}
        assert kept == {(u.source, u.target) for u in units}
        for unit in units:
            if key_of(unit.source):
                found = opened.look_up(Query(unit.source), most=50).matches
                assert (unit.source, unit.target, 100.0) in [(m.unit.source, m.unit.target, m.percent) for m in found]


@given(at=st.integers(0, len(TEXTS) - 1), seed=st.integers(0, 10_000))
def test_nothing_alike_is_missed(filled: Memory, at: int, seed: int) -> None:
    """Recall against comparing with everything, on random changes."""
    key = key_of(edited(TEXTS[at], random.Random(seed)))
    every = sorted((100 * Levenshtein.normalized_similarity(key, key_of(text)) for text in TEXTS), reverse=True)
    wanted = [percent for percent in every[:5] if percent >= 70]
    found = percents(filled, key)
    assert len(found) == len(wanted)
    assert all(abs(a - b) < 1.01 for a, b in zip(found, wanted, strict=True))


def test_the_same_pair_is_one_unit_counted(memory: Memory) -> None:
    first = replace(CHAIRED, document="a", segment=1, time=1.0, title="First")
    assert memory.add([first, first, replace(first, document="b", time=2.0, title="Second")]) == 1
    [unit] = memory.store.everything()
    assert (unit.count, unit.time, unit.title) == (2, 2.0, "Second")


def test_a_place_says_one_thing_only(memory: Memory) -> None:
    """Who confirms, changes and confirms again has changed their mind, and contradicts nobody."""
    here = replace(CHAIRED, document="a", segment=1)
    memory.add([here])
    memory.add([replace(here, target="The president chaired the meeting.", time=2.0)])
    assert [unit.target for unit in memory.store.everything()] == ["The president chaired the meeting."]
    assert memory.contradictions() == []


def test_contradictions_are_listed_the_latest_first(memory: Memory) -> None:
    memory.add([CHAIRED, replace(CHAIRED, target="B", time=2.0), Unit("甲。", "x"), Unit("乙。", "y", time=9.0)])
    [clash] = memory.contradictions()
    assert (clash.source, [unit.target for unit in clash.units]) == (CHAIRED.source, ["B", CHAIRED.target])


def test_parts_are_shown_where_the_whole_is_not_alike(memory: Memory) -> None:
    memory.add([Unit("最高人民法院审判委员会专职委员", "full-time member of the Judicial Committee of the SPC")])
    found = memory.look_up(Query("昨天下午，最高人民法院审判委员会专职委员到当地调研并听取汇报。"), fragments=True)
    assert not found.matches
    assert [part.shared for part in found.fragments] == ["最高人民法院审判委员会专职委员"]


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("院", 2),
        ("院长", 2),
        ("长主持", 1),
        ("meeting", 1),
        ("Meeting was", 1),
        ("was meeting", 1),
        ("huiyi", 0),
        (" ", 0),
    ],
)
def test_passages_of_any_length_are_found(memory: Memory, known: bool, text: str, count: int) -> None:
    memory.add([CHAIRED, Unit("副院长出席。", "The vice president attended.")])
    assert not known or memory.catch_up()
    assert len(memory.passages(text)) == count


def test_a_damaged_index_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with Memory(path) as memory:
        memory.add([Unit(text, "x") for text in TEXTS[:50]])
        assert memory.catch_up()
    folder = tmp_path / "memory.sqlite.index"
    kept = tmp_path / "kept"
    shutil.copytree(folder, kept)
    for name in sorted(file.name for file in kept.iterdir() if file.suffix != ".lock"):
        for harm in (b"\xff" * 300, kept.joinpath(name).read_bytes()[:-9]):
            shutil.rmtree(folder)
            shutil.copytree(kept, folder)
            folder.joinpath(name).write_bytes(harm)
            with Memory(path) as memory:
                assert percents(memory, TEXTS[7]) == [100.0], name
                assert len(memory.passages(TEXTS[9])) == 1, name
                while memory.catch_up():
                    pass
                assert not memory.behind, name


def test_an_index_of_another_memory_is_not_believed(tmp_path: Path) -> None:
    for name, text in (("a", TEXTS[1]), ("b", TEXTS[2])):
        with Memory(tmp_path / name / "memory.sqlite") as memory:
            memory.add([Unit(text, name)])
            memory.catch_up()
    shutil.copy(tmp_path / "a" / "memory.sqlite", tmp_path / "b" / "memory.sqlite")
    with Memory(tmp_path / "b" / "memory.sqlite") as memory:
        assert memory.behind == 2
        assert percents(memory, TEXTS[1]) == [100.0]
