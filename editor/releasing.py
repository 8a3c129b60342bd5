"""What a release of the glossary would be, which there are, and how two of them differ; nothing is released here."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from editor.learning import built_in
from glossary.errors import ReleaseError
from glossary.model import Concept
from glossary.proposals import Action, ChangeLine, Release, Role, State, Suggestion
from glossary.releases import difference, make_release

if TYPE_CHECKING:
    from glossary.store.termbase import TermbaseStore

# What is approved now, as a state to compare; no release is called so.
NOW = "now"
BUILT_IN = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """One suggestion approved since the last release: by whom, and when the last of them agreed."""

    suggestion: Suggestion
    by: tuple[str, ...]
    time: float


@dataclass(frozen=True, slots=True)
class Draft:
    """The next release as it would be now, with approvals from the audit; `refusal` says why there can be none.

    `failing` are rules that fail their own tests: then it needs a reason to be released all the same.
    """

    release: Release | None
    approvals: tuple[Approval, ...]
    refusal: str = ""
    failing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """All releases, oldest first, and the next one; `role` is what the person may do."""

    releases: tuple[Release, ...]
    draft: Draft
    role: Role


def overview(store: TermbaseStore) -> Overview:
    """What the window of releases shows."""
    releases = tuple(store.releases())
    return Overview(releases, _draft(store, releases), store.role)


def compared(store: TermbaseStore, old: str, new: str) -> tuple[ChangeLine, ...]:
    """The change log from one state to another; both are labels of releases, `NOW` or `BUILT_IN`."""
    return difference(_concepts(store, old), _concepts(store, new))


def _draft(store: TermbaseStore, releases: tuple[Release, ...]) -> Draft:
    approvals = tuple(_approval(store, suggestion) for suggestion in store.suggestions(State.APPROVED))
    labels = [release.label for release in releases]
    before = store.release(labels[-1]) if labels else ()
    now = store.concepts()
    failing: tuple[str, ...] = ()
    try:
        made = make_release(now, before, labels=labels, author=store.who, time=time.time())
    except ReleaseError as problem:
        try:
            # Whether a reason would do is seen by giving one.
            made = make_release(now, before, labels=labels, author=store.who, time=time.time(), despite="?")
        except ReleaseError:
            return Draft(None, approvals, str(problem))
        failing = made.failures[1:]
    if not labels:
        made = replace(made, changes=difference(built_in(), now))
    return Draft(made, approvals, "", failing)


def _approval(store: TermbaseStore, suggestion: Suggestion) -> Approval:
    agreed = [d for d in store.decisions(suggestion.id) if d.action in (Action.APPROVE, Action.ENDORSE)]
    return Approval(suggestion, suggestion.approvals, max((d.time for d in agreed), default=0.0))


def _concepts(store: TermbaseStore, name: str) -> tuple[Concept, ...]:
    if name == NOW:
        return store.concepts()
    return built_in() if name == BUILT_IN else store.release(name)
