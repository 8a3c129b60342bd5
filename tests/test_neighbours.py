"""The names of our packages in the hands of others."""

from __future__ import annotations

from editor.neighbours import clash, explain


def test_in_our_own_house_there_is_no_clash() -> None:
    assert clash() == ""


def test_a_missing_dependency_is_not_blamed_on_neighbours() -> None:
    assert explain(ModuleNotFoundError("No module named 'click'", name="click")) == ""


def test_a_module_missing_in_our_own_house_is_a_bug_and_not_a_clash() -> None:
    assert explain(ModuleNotFoundError("No module named 'editor.nothing'", name="editor.nothing")) == ""
