"""`zhubi diff`: what was changed from the machine's translation to now."""

from __future__ import annotations

from pathlib import Path

import click

from editor.cli import shared
from editor.core.diff import Op, diff
from editor.core.model import Segment
from editor.project import Project
from editor.reports.changes import change_page
from editor.reports.terminal import visible


@click.command(
    "diff",
    short_help="Show what was changed from the machine's translation to now.",
    epilog="Examples:  zhubi diff article.zhubi   |   zhubi diff article.zhubi --format html -o changes.html",
)
@click.argument("file", type=shared.FILE)
@click.option("--format", "form", type=click.Choice(("text", "html")), default="text", show_default=True, help="Form.")
@click.option("--out", "-o", type=shared.FILE, default=None, help="Write to this file instead of the terminal.")
def command(file: Path, form: str, out: Path | None) -> int:
    """Print the segments of the project FILE that differ from the MT: [-deleted-] {+inserted+}."""
    shared.refuse_same(out, file)
    project = Project.open(file)
    try:
        changed = [(n, s) for n, s in enumerate(project.segments, 1) if s.machine != s.target]
        total = len(project.segments)
        if form == "html":
            shared.emit(change_page(project.document, changed, total), out)
        else:
            shared.emit("".join(f"{n}\t{marked(s, color=out is None)}\n" for n, s in changed), out)
            click.echo(f"zhubi: {len(changed)} of {total} segments changed.", err=True)
    finally:
        project.close()
    return 0


def marked(segment: Segment, *, color: bool) -> str:
    """The change of a segment in one line; marks always, colours where the terminal has them."""
    out: list[str] = []
    for hunk in diff(segment.machine, segment.target):
        if hunk.op is Op.EQUAL:
            out.append(visible(hunk.new))
            continue
        if hunk.old:
            out.append(_mark(f"[-{visible(hunk.old)}-]", "red", color))
        if hunk.new:
            out.append(_mark(f"{{+{visible(hunk.new)}+}}", "green", color))
    return "".join(out)


def _mark(text: str, colour: str, color: bool) -> str:
    return click.style(text, fg=colour) if color else text
