"""What an import or export could not carry as it was, counted and named; nothing is dropped without standing here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from glossary.errors import GlossaryError
from glossary.model import Concept
from glossary.wording import Said

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Loss:
    """One kind of thing the other side has no place for.

    `kept`: it stands in a note that Zhubi reads again, but no other program acts on it. `examples` are ids or texts.
    """

    said: Said
    count: int
    kept: bool
    examples: tuple[str, ...]

    @property
    def what(self) -> str:
        """What it is, in English."""
        return str(self.said)


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
class LeftOut:
    """A row or entry that was not taken: its line in the file (0: not known), what it is about, and why."""

    line: int
    text: str
    why: GlossaryError


@dataclass(frozen=True, slots=True)
class Imported:
    """The concepts of a file and what was left of the rest."""

    concepts: tuple[Concept, ...]
    report: Report
    left_out: tuple[LeftOut, ...] = ()


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file is read: whether rows at fault are `lenient`ly left out or end it, and whether it was `stopped`."""

    lenient: bool = False
    stopped: Callable[[], bool] = _never


STRICT = Manner()


@dataclass(slots=True)
class Tally:
    """Counts losses while a file is read or written."""

    format: str
    manner: Manner = STRICT
    counts: dict[tuple[Said, bool], int] = field(default_factory=dict)
    examples: dict[tuple[Said, bool], list[str]] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)

    def add(self, what: Said, example: str, *, kept: bool = False) -> None:
        """Count one thing; the first few are named."""
        key = (what, kept)
        self.counts[key] = self.counts.get(key, 0) + 1
        shown = self.examples.setdefault(key, [])
        if len(shown) < _SHOWN and example not in shown:
            shown.append(example[:60])

    def leave_out(self, line: int, text: str, why: GlossaryError) -> None:
        """Leave a row at fault out; where the manner is strict, it ends the reading."""
        if not self.manner.lenient:
            raise why
        self.left_out.append(LeftOut(line, text[:200], why))

    def report(self, concepts: int, terms: int) -> Report:
        """The counts as a report, the most frequent kind first."""
        order = sorted(self.counts, key=lambda key: -self.counts[key])
        losses = (Loss(key[0], self.counts[key], key[1], tuple(self.examples[key])) for key in order)
        return Report(self.format, concepts, terms, tuple(losses))
