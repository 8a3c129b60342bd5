"""What the review window reads from a termbase: its queue and all about one suggestion; runs in the lane."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from editor.gui.review.queue import OPEN, Detail, Item, Person, Queue, desk_for, state_of
from editor.learning import clean_texts
from glossary.applying import concept_id, rule_id
from glossary.differing import FieldChange, entry_changes
from glossary.impact import Passage
from glossary.proposals import State

if TYPE_CHECKING:
    from glossary.store.termbase import TermbaseStore


def load_queue(store: TermbaseStore, states: Sequence[State], passages: Sequence[Passage]) -> Queue:
    """All suggestions in the given states, each looked at from every side."""
    concepts, known = store.concepts(), store.suggestions()
    person = Person(store.who, store.role)
    desk = desk_for(concepts, known, clean_texts(), passages, person, time.time())
    lowered = {each.suggestion: each for each in store.lowered()}
    items = tuple(replace(desk.item(s), lowered=lowered.get(s.id)) for s in known if s.state in states)
    return Queue(items, store.enforced, person, desk.matcher, state_of(concepts, known))


def load_detail(store: TermbaseStore, item: Item) -> Detail:
    """Remarks and history of one suggestion, and the counts of the rule it is about."""
    id_, rule = item.suggestion.id, rule_id(item.suggestion)
    standing = store.statistics().get(rule) if item.suggestion.bad else None
    comments = (*store.comments(id_), *store.comments(concept_id(item.suggestion)))
    said = item.suggestion
    changes: tuple[FieldChange, ...] = ()
    if said.entry is not None and said.state in OPEN:
        stored = store.concept(said.entry.id)
        changes = entry_changes(stored.concept if stored is not None else None, said.entry)
    return Detail(item, comments, tuple(store.history(id_)), standing, changes)
