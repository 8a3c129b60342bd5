"""What a person sets for one project; stored in its file, not part of the history."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`author` signs the edits; `checks_off` are ids of checks switched off; `glossaries` are paths of glossary
    files used beside the release, and `release` is the label of the glossary release the project is pinned to (empty:
    the glossary built in)."""

    author: str = ""
    checks_off: tuple[str, ...] = ()
    glossaries: tuple[str, ...] = ()
    profile: str = "court-news"
    release: str = ""
