"""What a document is checked with: the built-in glossary, the person's own files, and the checks that are on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import resources
from editor.checks.framework import CheckSet, Profile
from editor.core.options import Options
from editor.errors import ProjectError
from editor.lowered import lowered_steps, with_lowered
from editor.releases import release_file
from glossary.files import load_glossary, parse_glossary, read_data
from glossary.matching import Matcher
from glossary.model import Concept

BUILT_IN = "court-news"


@dataclass(frozen=True)
class Termbase:
    """Concepts and the label (`name+hash` of each file) that every export carries."""

    concepts: tuple[Concept, ...]
    label: str

    @cached_property
    def matcher(self) -> Matcher:
        """The matcher over all concepts, built once."""
        return Matcher(self.concepts)


def load_termbase(extra: Sequence[Path] = (), release: str = "") -> Termbase:
    """A release of the glossary (empty: the built-in one) with the files of `extra` before it.

    So the person's own entries come first. Rules that people kept refusing are lowered, as the termbase has it; the
    label says so. GlossaryFileError where a file cannot be read, ProjectError where the
    release is not on this computer.
    """
    own: list[Concept] = []
    shipped: tuple[Concept, ...] = ()
    labels: list[str] = []
    base = release_file(release) if release else resources.folder("glossaries") / f"{BUILT_IN}.jsonl"
    for path in (*extra, base):
        data = read_data(path)
        own += shipped
        shipped = parse_glossary(data, str(path))
        labels.append(f"{path.stem}+{hashlib.sha256(data).hexdigest()[:8]}")
    stamp, steps = lowered_steps()
    lower = with_lowered(shipped, steps)
    if lower != shipped:
        labels.append(f"lowered+{stamp}")
    return Termbase((*own, *overrule(own, lower)), ", ".join(labels))


def built_in() -> tuple[Concept, ...]:
    """The concepts shipped with the program."""
    return load_glossary(resources.folder("glossaries") / f"{BUILT_IN}.jsonl")


def overrule(own: Iterable[Concept], shipped: Iterable[Concept]) -> Iterator[Concept]:
    """Shipped concepts without the English forms that the person's own entries of the same Chinese call bad."""
    bad: dict[str, set[str]] = {}
    for concept in own:
        variants = {variant.casefold() for rule in concept.bad for variant in rule.variants}
        for term in concept.forms("zh") if variants else ():
            bad.setdefault(term.text, set()).update(variants)
    for concept in shipped:
        banned = {variant for term in concept.forms("zh") for variant in bad.get(term.text, ())}
        kept = tuple(t for t in concept.terms if t.language != "en" or t.text.casefold() not in banned)
        yield concept if len(kept) == len(concept.terms) else replace(concept, terms=kept)


def termbase_of(options: Options) -> Termbase:
    """What a project is checked with: the release it is pinned to and its own glossaries."""
    return load_termbase(own_glossaries(options.glossaries), options.release)


def own_glossaries(names: Sequence[str]) -> list[Path]:
    """Paths of the glossaries a project names; ProjectError if one is not a plain file of this computer.

    A project may come from a stranger: a device would hang the program, a network path would tell its server of us.
    """
    for name in names:
        if name.startswith(("//", "\\\\")) or not Path(name).is_file():
            raise ProjectError(
                f"{name}: the project names this glossary, but there is no such file on this computer. Put it back, or"
                " take it out under File > Document settings."
            )
    return [Path(name) for name in names]


def make_checks(termbase: Termbase, off: Sequence[str] = (), profile: str = "court-news") -> CheckSet:
    """The checks that are on by default but those named in `off`, with today's year."""
    # A quarter of a second of expressions to compile, which the window must not wait for.
    from editor.checks.catalogue import CHECKS
    from editor.checks.trust import weighed, within_budget

    chosen = tuple(c for c in CHECKS if c.default and c.id not in off)
    year = datetime.now(UTC).year
    return CheckSet(chosen, termbase.matcher, Profile(name=profile, year=year), weighed, within_budget)
