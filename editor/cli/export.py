"""`zhubi export`: a project's deliverable."""

from __future__ import annotations

from pathlib import Path

import click

from editor.cli import shared
from editor.core.model import Severity
from editor.deliverable import DELIVERABLES, deliver_file, deliverable, deliverables_for
from editor.errors import DocumentError
from editor.i18n import fill
from editor.project import Project

BY_NAME = {exporter.name: exporter for exporter in DELIVERABLES}


@click.command(
    "export",
    short_help="Deliver a project: clean English, its own layout, tracked changes, review tables, reports, memory.",
    epilog="Examples:  zhubi export article.zhubi --to txt   |   zhubi export article.zhubi --to csv -o review.csv",
)
@click.argument("file", type=shared.FILE)
@click.option("--to", "form", type=click.Choice(list(BY_NAME)), required=True, help="Form of the deliverable.")
@click.option("--output", "-o", type=shared.FILE, default=None, help="File to write; beside the project when left out.")
@click.option(
    "--notice/--no-notice",
    default=None,
    help="The line on mode and glossary in a text; on by default only where the Chinese was not there.",
)
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def command(file: Path, form: str, output: Path | None, notice: bool | None, force: bool) -> int:  # fmt: skip
    """Write the deliverable of the project FILE. Open critical findings are listed first."""
    exporter = BY_NAME[form]
    shared.refuse_folder(file)
    path = output or file.with_suffix(exporter.suffix)
    shared.refuse_same(path, file)
    shared.refuse_overwrite(path, force=force)
    project = Project.open(file)
    try:
        if exporter not in deliverables_for(project.document.format):
            fitting = ", ".join(e.name for e in deliverables_for(project.document.format))
            raise DocumentError(f"{file.name} did not come from a {form} file; deliver it as one of {fitting}.")
        delivery = deliverable(project, notice=notice)
        critical = [f for f in delivery.findings if f.severity is Severity.CRITICAL]
        for finding in critical:
            where = project.index(finding.segment) + 1
            click.echo(
                f"zhubi: open, critical, segment {where}: {fill(finding.message, finding.values, str)}", err=True
            )
        if count := deliver_file(project, delivery, exporter, path):
            click.echo(
                f"zhubi: {count} cells begin like a formula; they are kept exact, open the file as text.", err=True
            )
        open_count = len(delivery.findings)
        click.echo(f"{path}: {len(delivery.segments)} segments, {open_count} findings open.")
    finally:
        project.close()
    return 0
