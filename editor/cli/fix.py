"""`zhubi fix`: the fixes that change form only, in a project or in a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from editor.cli import shared
from editor.core.joining import deliver
from editor.core.model import Finding, Fix, Segment
from editor.project import Project
from editor.termbase import make_checks

MAX_ROUNDS = 4


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

    Never a term, a name, a number or political wording: those are for a person to decide.
    """
    if file.suffix == ".zhubi":
        return _fix_project(file)
    if output:
        shared.refuse_overwrite(output, force=force)
    intake, termbase = shared.load_and_read(file, source, (), encoding)
    checks = make_checks(termbase)
    segments, total = intake.segments, 0
    for _ in range(MAX_ROUNDS):
        segments, count = apply_safe(segments, checks.check_document(segments, intake.document.mode))
        total += count
        if not count:
            break
    shared.emit(deliver(intake.document.prefix, segments), output)
    click.echo(f"zhubi: {total} safe fixes applied.", err=True)
    return 0


def safe_fixes(findings: Sequence[Finding]) -> list[tuple[Finding, Fix]]:
    """The safe fix of each finding that has one."""
    return [(f, next(x for x in f.fixes if x.safe)) for f in findings if any(x.safe for x in f.fixes)]


def apply_safe(segments: Sequence[Segment], findings: Sequence[Finding]) -> tuple[tuple[Segment, ...], int]:
    """Segments with their safe fixes applied, and how many; of overlapping fixes the first in the text wins."""
    by_segment: dict[int, list[Fix]] = {}
    for finding, fix in safe_fixes(findings):
        by_segment.setdefault(finding.segment, []).append(fix)
    out: list[Segment] = []
    count = 0
    for segment in segments:
        end = len(segment.target) + 1
        for fix in sorted(by_segment.get(segment.id, ()), key=lambda f: (f.end, f.start), reverse=True):
            if fix.end <= end:
                gap = segment.gap if fix.gap is None else fix.gap
                segment = replace(segment, target=fix.apply(segment.target), gap=gap)
                end = fix.start
                count += 1
        out.append(segment)
    return tuple(out), count


def _fix_project(path: Path) -> int:
    project = Project.open(path)
    try:
        open_findings = [f for f in project.check() if not project.dismissal(f)]
        count = project.fix_many(safe_fixes(open_findings))
        click.echo(f"{path}: {count} safe fixes applied; one undo takes them back.")
    finally:
        project.close()
    return 0
