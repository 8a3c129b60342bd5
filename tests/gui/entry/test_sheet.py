"""What the term editor asks of a termbase, in a file and on a server: no overwriting, differences in the trail."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor import deciding
from editor.gui.entry.sheet import Asked, Clash, Saved, load, rebased, save
from glossary.differing import read
from glossary.proposals import State, Subject, SuggestionId
from glossary.store.faults import Stale
from tests.glossary.store.acts import approve, new_concept
from tests.glossary.store.conftest import Open
from tests.glossary.store.conftest import database as database
from tests.glossary.store.conftest import open_as as open_as
from tests.glossary.store.conftest import server as server


def test_an_entry_changed_meanwhile_is_not_written_over(open_as: Open) -> None:
    wang, li, chen = open_as("wang"), open_as("li"), open_as("chen")
    wang.suggest(new_concept("S1"))
    approve(li, "S1")
    (entry,) = wang.concepts()
    mine = load(wang, Asked(concept=entry.id))
    theirs = save(li, load(li, Asked(concept=entry.id)), replace(entry, definition="Alike in law."), "Missing.", "")
    assert isinstance(theirs, Saved)
    assert deciding.approve(chen, theirs.suggestion).state is State.APPROVED
    noted = replace(entry, note="Mind the plural.")
    clash = save(wang, mine, noted, "Often asked.", "")
    assert isinstance(clash, Clash)
    assert isinstance(clash.error, Stale)
    assert wang.suggestions(State.PROPOSED) == []
    both = rebased(mine, noted, clash.sheet, take=True)
    assert (both.definition, both.note) == ("Alike in law.", "Mind the plural.")
    kept = save(wang, clash.sheet, both, "Often asked.", "")
    assert isinstance(kept, Saved)
    deciding.remark(chen, Subject.SUGGESTION, SuggestionId(kept.suggestion.id), "Where from?")
    assert deciding.approve(chen, kept.suggestion).state is State.APPROVED
    _why, changes = read(wang.decisions(kept.suggestion.id)[-1].comment)
    assert [(change.name, change.new) for change in changes] == [("note", "Mind the plural.")]
    assert "note\t\tMind the plural." in wang.history(kept.suggestion.id)[-1].why
    assert wang.check_audit().whole


def test_releases_say_since_when_an_entry_stands_so(open_as: Open) -> None:
    wang, li, chen = open_as("wang"), open_as("li"), open_as("chen")
    wang.suggest(new_concept("S1"))
    approve(li, "S1")
    first = li.make_release().label
    (entry,) = wang.concepts()
    saved = save(wang, load(wang, Asked(concept=entry.id)), replace(entry, note="Mind it."), "Asked.", "")
    assert isinstance(saved, Saved)
    deciding.approve(chen, saved.suggestion)
    second = li.make_release().label
    assert [(held.since, held.until, held.concept.note) for held in wang.held(entry.id)] == [
        (first, second, ""), (second, "", "Mind it."),
    ]  # fmt: skip
    with pytest.raises(Stale):
        wang.suggest(replace(new_concept("S9"), concept=entry.id), base=1)
