"""`zhubi terms`: the glossary terms of a document and how each was rendered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from editor.cli import shared
from editor.core.model import Segment
from editor.project import Project
from editor.reports.terminal import visible, width
from glossary.matching import Matcher, Verdict
from glossary.model import Concept, ConceptId, TermStatus

Row = tuple[Concept, Counter[Verdict], Counter[str]]


@click.command(
    "terms",
    short_help="List the glossary terms of a document and how each was rendered.",
    epilog="Examples:  zhubi terms article.zhubi   |   zhubi terms article.en.txt --source article.zh.txt",
)
@click.argument("file", type=shared.FILE)
@shared.source_option
@shared.glossary_option
@shared.encoding_option
@click.option("--bad", is_flag=True, help="Only terms with a bad rendering.")
def command(file: Path, source: Path | None, glossaries: tuple[Path, ...], encoding: str, bad: bool) -> int:
    """List for FILE, a project or a translation, each term: Chinese, approved English, verdicts, forms seen."""
    if shared.is_project(file):
        project = Project.open(file)
        try:
            segments: Sequence[Segment] = tuple(project.segments)
            matcher = project.termbase.matcher
        finally:
            project.close()
    else:
        intake, termbase = shared.load_and_read(file, source, glossaries, encoding)
        segments, matcher = intake.segments, termbase.matcher
    for concept, verdicts, forms in collect(segments, matcher):
        if bad and not verdicts[Verdict.BAD]:
            continue
        click.echo(visible(line(concept, verdicts, forms)))
    return 0


def collect(segments: Iterable[Segment], matcher: Matcher) -> list[Row]:
    """Concepts of a document in the order of their first place, with counts of verdicts and of forms seen."""
    rows: dict[ConceptId, Row] = {}
    for segment in segments:
        for occurrence in matcher.occurrences(segment.source, segment.target):
            # “holds” is no 裁定 where the Chinese is there and has none.
            if segment.source and occurrence.source is None and occurrence.verdict is not Verdict.BAD:
                continue
            row = rows.setdefault(occurrence.concept.id, (occurrence.concept, Counter(), Counter()))
            row[1][occurrence.verdict] += 1
            if occurrence.target:
                row[2][segment.target[slice(*occurrence.target)]] += 1
    return list(rows.values())


def line(concept: Concept, verdicts: Counter[Verdict], forms: Counter[str]) -> str:
    """One term as a line."""
    chinese = " / ".join(t.text for t in concept.forms("zh", TermStatus.PREFERRED)) or concept.terms[0].text
    seen = ", ".join(f"{form} ×{n}" for form, n in forms.most_common())
    told = ", ".join(f"{n} {v.value}" for v, n in verdicts.items())
    pad = " " * max(1, 18 - width(chinese))
    return f"{chinese}{pad}{concept.preferred() or '(ask the client)'}  [{told}]  {seen}".rstrip()
