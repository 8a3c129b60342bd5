"""What the window fetches from a termbase in one go; runs in the termbase's lane, so no widget is touched here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.gui.review.placing import Known
from glossary.conflicts import Lexicon
from glossary.grounds import Grounds
from glossary.review import blocked_pairs

if TYPE_CHECKING:
    from glossary.store.termbase import TermbaseStore


def known_of(store: TermbaseStore) -> Known:
    """Everything a form of a suggestion is compared with."""
    suggestions = tuple(store.suggestions())
    return Known(Lexicon(store.concepts()), suggestions, Grounds(rejected=blocked_pairs(suggestions)))
