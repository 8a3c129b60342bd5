"""What comes of a place is read off the sentence; the command line counts what it repairs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editor.core.model import Finding, Fix, SegmentId, Severity, Side
from editor.counting import place_in
from editor.learning import built_in, open_termbase
from editor.project import Project
from editor.releases import keep_release
from glossary.model import ConceptId, RuleId, RuleMode
from glossary.proposals import Role
from glossary.standing import Standing
from tests.cli.conftest import Zhubi, zhubi

__all__ = ["zhubi"]

SEEN = "The class A case and the other class A case were similar."
FINDING = Finding(
    "T01", Severity.MAJOR, SegmentId(1), Side.TARGET, 4, 16, "", (("good", "similar case"),),
    (Fix(4, 16, "similar case"),), rule="lei-an.1", seen=SEEN,
)  # fmt: skip


@pytest.mark.parametrize(
    ("target", "accepted"),
    [
        (SEEN, False),
        (SEEN.replace("class A case", "similar case", 1), True),
        (SEEN.replace("class A case", "Similar Case"), True),
        (SEEN.replace("class A case", "precedent"), False),
        (f"{SEEN} A similar case was heard.", False),
        ("", False),
    ],
)
def test_a_place_is_accepted_where_the_right_form_has_come_for_the_wrong_one(target: str, accepted: bool) -> None:
    place = place_in(FINDING)
    assert place is not None
    assert place.text == "class A case"
    assert place.accepted(target) is accepted


def test_what_no_rule_has_found_is_no_place() -> None:
    assert place_in(replace(FINDING, rule="")) is None
    assert place_in(replace(FINDING, side=Side.SOURCE)) is None
    assert place_in(replace(FINDING, end=4)) is None


@pytest.fixture
def at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release in which one rule may repair at once."""
    monkeypatch.setenv("ZHUBI_TERMBASE", str(tmp_path / "learning" / "termbase.sqlite"))
    made = [
        replace(c, bad=tuple(replace(r, mode=RuleMode.AUTOFIX) for r in c.bad)) if c.id == ConceptId("lei-an") else c
        for c in built_in()
    ]
    keep_release("2026.1", tuple(made))


@pytest.mark.usefixtures("at_once")
def test_fix_repairs_what_may_be_repaired_at_once_and_counts_it_once(zhubi: Zhubi, tmp_path: Path) -> None:
    source, machine, path = tmp_path / "a.zh.txt", tmp_path / "a.en.txt", tmp_path / "a.zhubi"
    source.write_text("合议庭检索类案。\n", encoding="utf-8")
    machine.write_text("The collegial bench searched for class A cases .\n", encoding="utf-8")
    assert zhubi("new", source, machine, "-o", path).code == 0
    for _ in range(2):
        assert zhubi("fix", path).code == 0
    with Project.open(path) as project:
        assert project.segments[0].target == "The collegial bench searched for similar cases."
        assert project.undo()
    assert zhubi("fix", path).code == 0
    with open_termbase(who="somebody", role=Role.READER) as store:
        assert store.statistics() == {"lei-an.1": Standing(RuleId("lei-an.1"), 1, 1, 0)}


@pytest.mark.usefixtures("at_once")
def test_fix_works_where_the_termbase_cannot_be_opened(zhubi: Zhubi, tmp_path: Path) -> None:
    machine, path = tmp_path / "a.en.txt", tmp_path / "a.zhubi"
    machine.write_text("They searched for class A cases .\n", encoding="utf-8")
    assert zhubi("new", machine, "-o", path).code == 0
    (tmp_path / "learning" / "termbase.sqlite").write_text("no database " * 100, encoding="utf-8")
    ran = zhubi("fix", path)
    assert ran.code == 0, ran.err
    with Project.open(path) as project:
        assert project.segments[0].target == "They searched for similar cases."
