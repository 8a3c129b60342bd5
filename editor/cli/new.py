"""`zhubi new`: a project file from a translation and its Chinese."""

from __future__ import annotations

from pathlib import Path

import click

from editor.cli import shared
from editor.core.model import Mode
from editor.project import Project


@click.command(
    "new",
    cls=shared.ReadingCommand,
    short_help="Make a project file from a translation and, if there is one, its Chinese.",
    epilog="Examples:  zhubi new article.en.txt   |   zhubi new article.zh.txt article.en.txt -o article.zhubi",
)
@click.argument("files", type=shared.FILE, nargs=-1, required=True, metavar="[SOURCE] MT")
@click.option(
    "--output",
    "-o",
    type=shared.FILE,
    default=None,
    help="The project file to make; beside the translation when left out.",
)
@shared.glossary_option
@shared.encoding_option
@click.option("--force", is_flag=True, help="Replace a project that is there already.")
def command(
    files: tuple[Path, ...], output: Path | None, glossaries: tuple[Path, ...], encoding: str, force: bool
) -> int:
    """Pair SOURCE (Chinese; may be left out) with MT (English) and store both in a project file."""
    if len(files) > 2:
        raise click.UsageError("Name the Chinese and the translation, or the translation alone.")
    machine, source = files[-1], files[0] if len(files) == 2 else None
    path = shared.project_path(output) if output else machine.with_suffix(shared.PROJECT_SUFFIX)
    shared.refuse_same(path, *files, *glossaries)
    shared.refuse_overwrite(path, force=force)
    intake, _ = shared.load_and_read(machine, source, glossaries, encoding)
    project = Project.create(path, intake.document, intake.segments, glossaries=glossaries, replace=force)
    try:
        empty = sum(not s.target for s in intake.segments)
        added = sum(not s.source for s in intake.segments)
        click.echo(f"{path}: {len(intake.segments)} segments, {intake.document.mode.value}.")
        if intake.document.mode is Mode.BILINGUAL:
            click.echo(f"{empty} Chinese sentences have no English, {added} English ones no Chinese.")
        else:
            click.echo("Without the Chinese nothing can be verified against the source.")
    finally:
        project.close()
    return 0
