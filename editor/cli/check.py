"""`zhubi check`: findings of one document, or of a stream of pairs."""

from __future__ import annotations

from pathlib import Path

import click

from editor.cli import shared
from editor.core.model import Severity
from editor.errors import DocumentError
from editor.termbase import make_checks

FORMATS = ("text", "json", "sarif", "html")


@click.command(
    "check",
    cls=shared.ReadingCommand,
    short_help="Check a translation and print what is wrong, why, and what to write.",
    epilog="Examples:  zhubi check article.en.txt   |   zhubi check article.en.txt --source article.zh.txt "
    "--format json   |   zhubi check --jsonl pairs.jsonl --out flags.jsonl",
)
@click.argument("mt", type=shared.FILE, required=False)
@shared.source_option
@shared.glossary_option
@shared.encoding_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Form of output.")
@shared.severity_option(Severity.MINOR)
@click.option("--jsonl", type=shared.FILE, default=None, help='Lines {"id","source","mt"} to check, one a pair.')
@click.option("--out", "-o", type=shared.FILE, default=None, help="Write to this file instead of the terminal.")
@click.option("--jobs", type=click.IntRange(1), default=None, help="Processes for --jsonl; all cores when left out.")
def command(
    mt: Path | None, source: Path | None, glossaries: tuple[Path, ...], encoding: str, form: str, fail_on: str,
    jsonl: Path | None, out: Path | None, jobs: int | None,
) -> int:  # fmt: skip
    """Check the machine translation MT and print findings with reason and fix.

    Exit code: 0 nothing as grave as --fail-on, 1 findings, 2 it could not be checked.
    """
    if (mt is None) == (jsonl is None):
        raise click.UsageError("Name the translation to check, or --jsonl with a file of pairs.")
    shared.refuse_same(out, mt, source, jsonl, *glossaries)
    if jsonl is not None:
        from editor.cli.stream import check_stream

        return check_stream(jsonl, out, glossaries, jobs)
    if mt is None:
        raise DocumentError("There is no translation to check.")
    intake, termbase = shared.load_and_read(mt, source, glossaries, encoding)
    findings = make_checks(termbase).check_document(intake.segments, intake.document.mode)
    from editor.reports.checked import render

    shared.emit(render(shared.checked(intake, findings, mt, source, termbase.label), form), out)
    return shared.exit_code(findings, fail_on)
