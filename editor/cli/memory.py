"""`zhubi memory`: take in and write TMX, search, and say how the translation memory of this computer stands."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from editor.cli import shared
from editor.reports.terminal import visible

if TYPE_CHECKING:
    from editor.memory.lookup import Memory
    from editor.memory.model import Unit

memory_option: shared.Decorator = click.option(
    "--memory", type=click.Path(dir_okay=False, path_type=Path), help="Another memory than that of this computer."
)


@click.group(
    "memory",
    short_help="The translation memory: import, export, search, status.",
    epilog="Examples:  zhubi memory import old.tmx   |   zhubi memory search 审判委员会   |   zhubi memory status",
)
def command() -> None:
    """Pairs that were confirmed before, found again by likeness. Confirming feeds it; nothing leaves this computer."""


@command.command("import", short_help="Take in TMX files, or the confirmed segments of projects.")
@click.argument("files", nargs=-1, required=True, type=shared.FILE)
@click.option("--machine", is_flag=True, help="The texts are a machine's: their matches count for less.")
@memory_option
def take_in(files: tuple[Path, ...], machine: bool, memory: Path | None) -> int:
    """Take in FILES: TMX, or projects (.zhubi) with their confirmed segments; a pair that is known is not doubled."""
    from editor.memories import import_file

    with _opened(memory) as opened:
        for file in files:
            read, new = import_file(opened, file, machine=machine)
            click.echo(f"{visible(str(file))}: {read} pairs read, {new} new.")
        while opened.catch_up(100_000):
            pass
    return 0


@command.command("export", short_help="Write the whole memory as TMX 1.4.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@memory_option
def put_out(file: Path, force: bool, memory: Path | None) -> int:
    """Write all pairs to FILE as TMX 1.4."""
    from editor.memories import export_file
    from editor.version import program_version

    shared.refuse_overwrite(file, force=force)
    with _opened(memory) as opened:
        count = export_file(opened, file, program_version())
    click.echo(f"{visible(str(file))}: {count} pairs.")
    return 0


@command.command("search", short_help="Find a Chinese or English passage, or what is like a sentence.")
@click.argument("text")
@click.option("--like", is_flag=True, help="Sentences like TEXT with their percent, not the passages that hold it.")
@click.option("--most", type=click.IntRange(1, 200), default=20, show_default=True, help="At most so many.")
@memory_option
def search(text: str, like: bool, most: int, memory: Path | None) -> int:
    """Print the pairs that hold TEXT, one Chinese character or more, or English words; 1 where there is none."""
    from editor.memory.model import Query

    with _opened(memory) as opened:
        if like:
            found = opened.look_up(Query(text), most=most).matches
            lines = [_line(match.unit, f"{int(match.percent)} %") for match in found]
        else:
            lines = [_line(unit) for unit in opened.passages(text, most)]
    for line in lines:
        click.echo(visible(line))
    return 0 if lines else 1


@command.command("status", short_help="How many pairs there are, and what the index lacks.")
@click.option("--rebuild", is_flag=True, help="Make the index again from the pairs.")
@memory_option
def status(rebuild: bool, memory: Path | None) -> int:
    """Print place, size, what the index has not taken in yet, and the sources with more than one translation."""
    with _opened(memory) as opened:
        if rebuild:
            opened.rebuild()
        click.echo(visible(str(opened.store.path)))
        click.echo(f"{opened.store.size()} pairs; {opened.behind} entries not in the index yet.")
        for clash in opened.contradictions():
            click.echo(visible(clash.source))
            for unit in clash.units:
                click.echo("  " + visible(_line(unit)))
    return 0


def _opened(path: Path | None) -> Memory:
    from editor.memories import open_memory

    return open_memory(path)


def _line(unit: Unit, before: str = "") -> str:
    when = datetime.fromtimestamp(unit.time, UTC).strftime("%Y-%m-%d") if unit.time else ""
    where = ", ".join(part for part in (unit.title, unit.author, when) if part)
    return "\t".join(part for part in (before, unit.source, unit.target, where) if part).replace("\n", " ")
