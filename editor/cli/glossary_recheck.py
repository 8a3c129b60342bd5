"""`zhubi glossary recheck`: what another release judges differently, in a project and in what was delivered."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from editor.cli import shared
from editor.errors import ZhubiError

if TYPE_CHECKING:
    from editor.deliveries import Flagged

BUILT_IN = "the built-in glossary"


@click.command(
    "recheck",
    epilog="Examples:  zhubi glossary recheck article.zhubi --pin   |   zhubi glossary recheck --delivered",
)
@click.argument("file", type=shared.FILE, required=False)
@click.option("--to", "label", default="", help="The release to compare with; the newest on this computer if left out.")
@click.option("--pin", is_flag=True, help="Check the project with that release from now on.")
@click.option("--delivered", is_flag=True, help="List delivered documents in which that release flags something new.")
def recheck(file: Path | None, label: str, pin: bool, delivered: bool) -> int:
    """List the segments of a project FILE that another release judges differently. Its text is never changed.

    With --delivered also, or without a FILE only, what was exported on this computer with an older release.
    """
    from editor.releases import newest_release

    if file is None and not delivered:
        raise click.UsageError("Name a project, or ask for --delivered.")
    if file is None and pin:
        raise click.UsageError("--pin needs a project.")
    wanted = label or newest_release()
    if not wanted:
        raise ZhubiError("There is no release on this computer yet; make one with `zhubi glossary release`.")
    found = _project(file, wanted, pin=pin) if file is not None else 0
    return int(bool(found + _delivered(wanted, listing=delivered)))


def _project(file: Path, wanted: str, *, pin: bool) -> int:
    from editor.learning import pin as pin_to
    from editor.learning import recheck as affected
    from editor.learning import terms_of
    from editor.project import Project

    with Project.open(file) as project:
        found = affected(project, wanted)
        for segment, change in found:
            click.echo(
                f"{project.index(segment) + 1}\t{', '.join(terms_of(change))}\t{project.segment(segment).target}"
            )
        now = project.options.release or BUILT_IN
        if pin:
            pin_to(project, wanted)
    click.echo(
        f"zhubi: {len(found)} segments to check again from {now} to {wanted}{'; pinned' if pin else ''}.", err=True
    )
    return len(found)


def _delivered(wanted: str, *, listing: bool) -> int:
    """List delivered documents, or where that was not asked for, only say that there are some."""
    from editor.deliveries import deliveries, flagged

    found = flagged(deliveries(), wanted)
    if not listing:
        if found:
            click.echo(
                f"zhubi: {wanted} would flag something in {len(found)} delivered documents; --delivered lists them.",
                err=True,
            )
        return 0
    for one in found:
        _say(one)
    click.echo(f"zhubi: {len(found)} delivered documents to look at with {wanted}.", err=True)
    return len(found)


def _say(one: Flagged) -> None:
    record = one.delivered
    day = datetime.fromtimestamp(record.time).strftime("%Y-%m-%d")
    told = f"delivered on {day} with {record.release or BUILT_IN}: {len(one.places)} places"
    click.echo(f"{record.project}\t{record.file}\t{told}")
    for place in one.places:
        fix = f" → {place.fix}" if place.fix else ""
        click.echo(f"\t{place.number}\t{place.terms}\t{place.left}[{place.hit}]{fix}{place.right}")
    if one.remark:
        click.echo(f"zhubi: {record.project}: {one.remark}", err=True)


COMMANDS = (recheck,)
