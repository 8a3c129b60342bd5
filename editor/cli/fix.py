"""`zhubi fix`: the fixes that change form only, in a project or in a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from editor.cli import shared
from editor.core.editing import mend
from editor.core.fixing import repair
from editor.core.joining import deliver
from editor.core.model import Finding, Fix, Segment, State
from editor.project import Project
from editor.termbase import make_checks

MAX_ROUNDS = 8


@click.command(
    "fix",
    short_help="Apply the safe fixes: spacing, doubled numbering, full-width marks.",
    epilog="Examples:  zhubi fix article.zhubi   |   zhubi fix article.en.txt -o article.fixed.txt",
)
@click.argument("file", type=shared.FILE)
@shared.source_option
@shared.encoding_option
@click.option("--output", "-o", type=shared.FILE, default=None, help="Where the mended text goes; else the terminal.")
@click.option("--force", is_flag=True, help="Replace an output file that is there already.")
def command(file: Path, source: Path | None, encoding: str, output: Path | None, force: bool) -> int:
    """Apply to FILE, a project or a translation, the fixes that change form only.

    Never a name, a number or political wording, and a term only where the glossary says that it is repaired at once:
    all else is for a person to decide.
    """
    if shared.is_project(file):
        return _fix_project(file)
    if output:
        shared.refuse_same(output, file, source)
        shared.refuse_overwrite(output, force=force)
    intake, termbase = shared.load_and_read(file, source, (), encoding)
    checks = make_checks(termbase)
    segments, total = mended(intake.segments, lambda now: checks.check_document(now, intake.document.mode))
    shared.emit(deliver(intake.document.prefix, segments), output)
    click.echo(f"zhubi: safe fixes applied: {total}.", err=True)
    return 0


def mended(
    segments: Sequence[Segment], check: Callable[[Sequence[Segment]], Sequence[Finding]]
) -> tuple[Sequence[Segment], int]:
    """Segments with their safe fixes applied until there are none, and how many there were.

    One fix may make room for the next: a mark that becomes an English one may lack its space.
    """
    total = 0
    for _ in range(MAX_ROUNDS):
        segments, count = apply_safe(segments, check(segments))
        total += count
        if not count:
            break
    return segments, total


def safe_fixes(findings: Sequence[Finding]) -> list[tuple[Finding, Fix]]:
    """The safe fix of each finding that has one."""
    return [(f, next(x for x in f.fixes if x.safe)) for f in findings if any(x.safe for x in f.fixes)]


def apply_safe(segments: Sequence[Segment], findings: Sequence[Finding]) -> tuple[tuple[Segment, ...], int]:
    """Segments with their safe fixes applied, and how many; locked segments stay as they are."""
    by_segment: dict[int, list[tuple[Finding, Fix]]] = {}
    for finding, fix in safe_fixes(findings):
        by_segment.setdefault(finding.segment, []).append((finding, fix))
    out: list[Segment] = []
    count = 0
    for segment in segments:
        mine = by_segment.get(segment.id) if segment.state is not State.LOCKED else None
        if mine:
            repaired = repair(segment, mine)
            segment = replace(segment, target=repaired.target, gap=repaired.gap)
            count += repaired.applied
        out.append(segment)
    return tuple(out), count


def _fix_project(path: Path) -> int:
    project = Project.open(path)
    try:
        checks = project.check_set()

        def still_open(segments: Sequence[Segment]) -> list[Finding]:
            found = checks.check_document(segments, project.document.mode)
            return [finding for finding in found if not project.dismissal(finding)]

        before = tuple(project.segments)
        after, count = mended(before, still_open)
        project.apply(
            [edit for old, new in zip(before, after, strict=True) for edit in mend(old, new.target, new.gap, "fix")],
            kind="fix",
        )
        rules = [finding for finding, _fix in safe_fixes(still_open(before)) if finding.rule]
        if rules:
            from editor.counting import count_fixed

            count_fixed(project.document.id, rules, still_open(after))
        click.echo(f"{path}: safe fixes applied: {count}; one undo takes them back.")
    finally:
        project.close()
    return 0
