"""Trying many suggestions on recent projects: looking into a project, and what approvals would change in it.

`python -m benchmarks.preview`. Ten projects of 1,000 segments made of the example sentences of the built-in rules; a
hundred suggestions, each a further wrong rendering of a concept.
"""

from __future__ import annotations

import itertools
import tempfile
import time
from pathlib import Path

from benchmarks.table import Report, Row
from editor.core.model import Document, Mode, Segment, SegmentId
from editor.learning import built_in
from editor.project import Project
from editor.releasing import overview
from editor.surroundings import recent_project
from glossary.impact import Preview
from glossary.matching import Matcher
from glossary.model import Concept, Condition
from glossary.proposals import Change, Role, State, Suggestion, SuggestionId
from glossary.store.termbase import TermbaseStore

PROJECTS, SEGMENTS, SUGGESTIONS = 10, 1_000, 100


def sentences(concepts: tuple[Concept, ...]) -> list[str]:
    """English example sentences of the rules."""
    hits = [hit for c in concepts for rule in c.bad for hit in rule.tests.hit]
    return [hit.split("=>")[-1].strip() for hit in hits]


def suggestions(concepts: tuple[Concept, ...]) -> list[Suggestion]:
    """For each of the first concepts with a preferred form: the second half of that form would be wrong."""
    named = [c for c in concepts if c.preferred() and c.preferred("zh")]
    return [
        Suggestion(
            SuggestionId(f"S{n}"), Change.RULE, "Lin", concept=c.id, zh=c.preferred("zh"), en=c.preferred(),
            bad=(f"{c.preferred().split()[-1]} thing",), condition=Condition.MONO, state=State.PROPOSED,
        )
        for n, c in enumerate(named[:SUGGESTIONS])
    ]  # fmt: skip


def measure(projects: int = PROJECTS, segments: int = SEGMENTS) -> Report:
    """The rows."""
    report = Report("Impact on recent projects", ())
    concepts = built_in()
    matcher = Matcher(concepts)
    texts = itertools.cycle(sentences(concepts))
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{n}.zhubi" for n in range(projects)]
        for path in paths:
            rows = [
                Segment(SegmentId(n), "", text, text) for n, text in zip(range(1, segments + 1), texts, strict=False)
            ]
            Project.create(path, Document(path.stem, path.stem, "txt", Mode.MONOLINGUAL), rows).close()
        began = time.perf_counter()
        looked = [recent_project(path) for path in paths]
        report.add(Row(f"look into {projects} projects of {segments}", "Zhubi", passed(began)))
        began = time.perf_counter()
        preview = Preview(suggestions(concepts), matcher)
        report.add(Row(f"make {SUGGESTIONS} suggestions ready", "Zhubi", passed(began)))
        began = time.perf_counter()
        for text in looked:
            preview.of(text.passages)
        report.add(Row(f"try them on {projects} projects", "Zhubi", passed(began)))
        with TermbaseStore.open(Path(folder) / "t.sqlite", who="Chen", role=Role.LEAD, seed=built_in) as store:
            began = time.perf_counter()
            overview(store)
            report.add(Row("what the next release would be", "Zhubi", passed(began)))
    return report


def passed(began: float) -> float:
    """Milliseconds since."""
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Print the table."""
    measure().show()


if __name__ == "__main__":
    main()
