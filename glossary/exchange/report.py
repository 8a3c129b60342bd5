"""What an import or export could not carry as it was, counted and named; nothing is dropped without standing here."""

from __future__ import annotations

from dataclasses import dataclass, field

from glossary.model import Concept

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Loss:
    """One kind of thing the other side has no place for.

    `kept`: it stands in a note that Zhubi reads again, but no other program acts on it. `examples` are ids or texts.
    """

    what: str
    count: int
    kept: bool
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What an import or export did; `losses` is empty where everything was carried."""

    format: str
    concepts: int
    terms: int
    losses: tuple[Loss, ...] = ()

    def lines(self) -> list[str]:
        """One sentence a kind of loss, for a terminal or a dialog."""
        return [
            f"{loss.what}: {loss.count} ({', '.join(loss.examples)}{' …' if loss.count > len(loss.examples) else ''})"
            + (". Kept in a note that only Zhubi understands." if loss.kept else ". Not carried.")
            for loss in self.losses
        ]


@dataclass(frozen=True, slots=True)
class Imported:
    """The concepts of a file and what was left of the rest."""

    concepts: tuple[Concept, ...]
    report: Report


@dataclass(slots=True)
class Tally:
    """Counts losses while a file is read or written."""

    format: str
    counts: dict[tuple[str, bool], int] = field(default_factory=dict)
    examples: dict[tuple[str, bool], list[str]] = field(default_factory=dict)

    def add(self, what: str, example: str, *, kept: bool = False) -> None:
        """Count one thing; the first few are named."""
        key = (what, kept)
        self.counts[key] = self.counts.get(key, 0) + 1
        shown = self.examples.setdefault(key, [])
        if len(shown) < _SHOWN and example not in shown:
            shown.append(example[:60])

    def report(self, concepts: int, terms: int) -> Report:
        """The counts as a report, the most frequent kind first."""
        order = sorted(self.counts, key=lambda key: -self.counts[key])
        losses = (Loss(key[0], self.counts[key], key[1], tuple(self.examples[key])) for key in order)
        return Report(self.format, concepts, terms, tuple(losses))
