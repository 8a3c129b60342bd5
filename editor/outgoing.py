"""Handing the glossary out as a file: which entries and forms of the termbase, in which format; no widget."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.exchange.formats import write_file
from glossary.exchange.report import Report
from glossary.model import Concept, TermStatus

# Its libraries cost a third of a second; whoever has a store has paid for it.
if TYPE_CHECKING:
    from glossary.store.termbase import TermbaseStore

_USED = (TermStatus.PREFERRED, TermStatus.ADMITTED)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is handed out: a release (empty: what is in force now), a domain (empty: all), and how much of it.

    `usable`: only forms that may be used; `waiting`: entries too that were imported and nobody has approved.
    """

    form: str = ""
    release: str = ""
    domain: str = ""
    usable: bool = False
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is to choose from: labels of the releases, the newest first, and the domains."""

    releases: tuple[str, ...]
    domains: tuple[str, ...]


def stock_of(store: TermbaseStore) -> Stock:
    """What can be handed out of a termbase."""
    concepts = [*store.concepts(), *(stored.concept for stored in store.waiting())]
    labels = [release.label for release in store.releases()]
    return Stock(tuple(reversed(labels)), tuple(sorted({c.domain for c in concepts if c.domain})))


def hand_out(store: TermbaseStore, path: Path, what: Outgoing) -> Report:
    """Write the file; the report says what its format could not carry. GlossaryFileError where it cannot be written."""
    concepts = list(store.release(what.release) if what.release else store.concepts())
    if what.waiting and not what.release:
        concepts += [stored.concept for stored in store.waiting()]
    chosen = [c for c in concepts if what.domain in ("", c.domain)]
    if what.usable:
        chosen = [kept for kept in map(_usable, chosen) if kept.terms]
    return write_file(path, chosen, what.form, title=f"Zhubi {what.release}".strip())


def _usable(concept: Concept) -> Concept:
    """The entry without forms that are not to be used, and without its wrong renderings."""
    return replace(concept, terms=tuple(t for t in concept.terms if t.status in _USED), bad=())
