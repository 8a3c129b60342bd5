"""How the glossary learns from confirmed work: corrections kept, mined, reviewed, released; projects re-checked."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import msgspec

import resources
from editor import paths, whereabouts
from editor.core.harvest import harvest
from editor.core.model import SegmentId
from editor.project import Project
from editor.releases import keep_release, release_file
from editor.settings import Settings
from editor.termbase import built_in as built_in
from editor.termbase import load_termbase
from glossary.comparing import Difference
from glossary.corpus import EditPair
from glossary.grounds import Grounds, grounds_for, proposal_keys, wish_keys
from glossary.model import Concept, TermStatus
from glossary.proposals import Change, Release, Role, State, Suggestion, SuggestionId
from glossary.releases import affected
from glossary.review import blocked_pairs

# SQLAlchemy costs a third of a second: whoever opens a termbase pays for it, nobody else.
if TYPE_CHECKING:
    from glossary.store.termbase import TermbaseStore

CORPUS = "corrections"
DEFAULT_DOMAIN = "court"


def open_termbase(where: str = "", *, who: str = "", role: Role = Role.REVIEWER) -> TermbaseStore:
    """The person's termbase as set (made with the built-in glossary on first use), or the one at a path or address."""
    address = where or whereabouts.address_of(Settings.load(paths.settings_file()))
    return whereabouts.opened(whereabouts.Access(address), who, role)


def keep_corrections(project: Project) -> int:
    """Keep the confirmed work of a project for mining, in place of what was kept of it before; how many pairs.

    It stays on this computer, in the person's own folder.
    """
    pairs = harvest(project.document.id, project.segments, project.history)
    folder = paths.learning_folder() / CORPUS
    path = folder / f"{hashlib.sha256(project.document.id.encode()).hexdigest()[:24]}.jsonl"
    if not any(pair.machine != pair.final for pair in pairs):
        path.unlink(missing_ok=True)
        return 0
    folder.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_bytes(b"".join(msgspec.json.encode(pair) + b"\n" for pair in pairs))
    beside.replace(path)
    return len(pairs)


def corrections() -> list[EditPair]:
    """All corrections kept so far, document by document."""
    folder = paths.learning_folder() / CORPUS
    files = sorted(folder.glob("*.jsonl")) if folder.is_dir() else []
    return [msgspec.json.decode(line, type=EditPair) for file in files for line in file.read_bytes().splitlines()]


def mine_suggestions(store: TermbaseStore, pairs: Iterable[EditPair]) -> list[Suggestion]:
    """Propose what the corrections show and nobody has proposed yet; the new suggestions, most edits first.

    What was rejected once is not proposed again, and neither is what the glossary corrects already.
    """
    from glossary.mining import mine

    concepts = store.concepts()
    by_chinese = {term.text: concept for concept in concepts for term in concept.forms("zh")}
    known = {(v.casefold(), f.to.casefold()) for c in concepts for r in c.bad for v in r.variants for f in r.fixes}
    earlier = store.suggestions()
    rejected = blocked_pairs(earlier)
    spoken_for = frozenset[str]().union(*(wish_keys(s) for s in earlier))
    new: list[Suggestion] = []
    for triple in mine(pairs, terms=by_chinese):
        name = hashlib.sha256(f"{triple.zh}|{triple.bad}|{triple.good}".encode()).hexdigest()[:12]
        draft = triple.suggestion(SuggestionId(f"S-{name}"), store.who, time.time())
        ready = _ready(draft, by_chinese.get(triple.zh))
        if (triple.bad.casefold(), triple.good.casefold()) in known:
            continue
        if wish_keys(ready) & spoken_for or proposal_keys(ready) & rejected:
            continue
        new.append(store.suggest(ready))
    return new


def _ready(draft: Suggestion, concept: Concept | None) -> Suggestion:
    """A mined draft with what its own evidence says, proposed: a wrong rendering of a known concept, or a new one."""
    told = (
        f"Corrected {len(draft.evidence)} times in {draft.documents} documents by {len(draft.translators)} translators."
    )
    change = Change.RULE if concept is not None or not draft.zh else Change.CONCEPT
    return replace(
        draft,
        change=change,
        concept=concept.id if concept is not None else draft.concept,
        domain=concept.domain if concept is not None else DEFAULT_DOMAIN,
        status=TermStatus.PREFERRED,
        source="usage",
        rationale=told,
        state=State.PROPOSED,
    )


def grounds_of(store: TermbaseStore, suggestion: Suggestion) -> Grounds:
    """What an approval would rest on: conflicts, and what the rule does on correct official English."""
    return grounds_for(suggestion, store.concepts(), clean_texts(), rejected=blocked_pairs(store.suggestions()))


def clean_texts() -> list[str]:
    """Paragraphs of correct official English that no rule may fire on."""
    folder = resources.folder("clean")
    if not folder.is_dir():  # a source tree: the texts are those of the tests
        folder = resources.folder().parent / "tests" / "data" / "clean"
    files = sorted(folder.glob("*.txt"))
    return [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def release_glossary(store: TermbaseStore, *, despite: str = "", note: str = "") -> Release:
    """Release what is approved now, and keep the release as a file that projects can be pinned to."""
    from glossary.store.releasing import standard

    release = store.make_release(partial(standard, despite=despite, note=note))
    keep_release(release.label, store.release(release.label))
    return release


def pin(project: Project, label: str) -> None:
    """Check a project with another release from now on; an unknown label is refused."""
    if label:
        release_file(label)
    project.set_options(replace(project.options, release=label))


def terms_of(change: Difference) -> list[str]:
    """The terms whose verdicts a release changes in a segment, by name."""
    return sorted({o.concept.preferred("zh") or o.concept.id for o in (*change.gone, *change.come)})


def recheck(project: Project, label: str) -> list[tuple[SegmentId, Difference]]:
    """The segments whose verdicts another release changes, and exactly those, in the order of the document."""
    old = load_termbase(release=project.options.release).concepts
    new = load_termbase(release=label).concepts
    segments = list(project.segments)
    found = affected(old, new, [(s.source, s.target) for s in segments], project.options.profile)
    return [(segments[difference.segment].id, difference) for difference in found]
