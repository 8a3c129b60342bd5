"""`zhubi review-file`: a table that a reviewer has worked in comes back into its project."""

from __future__ import annotations

from pathlib import Path

import click

from editor.cli import shared
from editor.cli.diff import marked
from editor.core.model import Segment
from editor.core.returning import Returned, Verdict
from editor.project import Project
from editor.reports.terminal import visible
from editor.returned import VERDICTS, look, remarks, take, usual


@click.group(
    "review-file",
    short_help="Take back a review table that a reviewer has worked in.",
    epilog="Examples:  zhubi export article.zhubi --to review   |   zhubi review-file import a.zhubi a.docx",
)
def command() -> None:
    """The review table (`zhubi export --to review` or `review-xlsx`) and its way back."""


@command.command("import", short_help="Take over what a reviewer changed, as one step.")
@click.argument("project_file", type=shared.FILE, metavar="PROJECT")
@click.argument("file", type=shared.FILE)
@click.option("--dry-run", is_flag=True, help="Only show what would be taken over.")
@click.option("--conflicts", type=click.Choice(("mine", "theirs")), default="mine", show_default=True,
              help="Whose text stays where the project was changed since the table was handed out.")  # fmt: skip
@click.option("--form", is_flag=True, help="Take over rows, too, in which only quotation marks or spaces differ.")
@click.option("--emptied", is_flag=True, help="Take over rows, too, whose final text was emptied.")
def import_file(project_file: Path, file: Path, dry_run: bool, conflicts: str, form: bool, emptied: bool) -> int:
    """Read the returned FILE into PROJECT: texts by segment, comments into the notes; one undo takes it back.

    Nothing of yours is overwritten silently: a segment changed here since the table was handed out is a conflict and
    is named. Exit code 1 when something was not taken over.
    """
    project = Project.open(project_file)
    try:
        comeback = look(project, file)
        plan = comeback.plan
        more = {
            Verdict.CONFLICT: conflicts == "theirs",
            Verdict.FORM: form,
            Verdict.EMPTIED: emptied,
        }
        texts = usual(plan) | {row.segment for verdict, wanted in more.items() if wanted for row in plan.of(verdict)}
        left = [row for row in plan.returned if row.verdict is not Verdict.SAME and row.segment not in texts]
        for row in plan.returned:
            if row.differs:
                click.echo(_line(row, row.segment in texts))
        said = remarks(comeback, str)
        for remark in said:
            click.echo(f"zhubi: {visible(remark)}", err=True)
        count = 0 if dry_run else take(project, plan, texts)
        done = f"{len(texts)} texts would be taken over" if dry_run else f"{count} segments changed in one step"
        click.echo(f"{project_file}: {done}, {len(left)} left as they are.")
        return int(bool(plan.strangers or plan.doubled or [row for row in left if row.verdict is not Verdict.FORM]))
    finally:
        project.close()


def _line(row: Returned, taken: bool) -> str:
    sign = "+" if taken else "=" if row.verdict is Verdict.SAME else "!"
    change = ""
    if row.verdict is not Verdict.SAME:
        change = f"\t{VERDICTS[row.verdict]}\t" + marked(Segment(row.segment, "", row.mine, row.theirs), color=False)
    note = f"\tcomment: {visible(row.note)}" if row.note != row.note_before else ""
    return f"{sign} {row.place}{change}{note}"
