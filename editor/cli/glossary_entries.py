"""`zhubi glossary search|check|import|export`: the entries of the glossary, in and out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from editor.cli import shared
from editor.cli.shared import Decorator
from editor.cli.termbases import opened, role_option, termbase_option, who_option
from editor.errors import ZhubiError
from glossary.arriving import Arrival
from glossary.model import Concept

if TYPE_CHECKING:
    from glossary.exchange.table import TableMapping

FOUND = 20

format_option: Decorator = click.option(
    "--format", "form", default="", help="Format, where the file's ending does not tell: tbx-basic, tbx-basic-dct,"
    " tbx-linguist, tbx-2008, csv, tsv, xlsx, omegat, jsonl, html (for print).",
)  # fmt: skip


@click.command("search", epilog="Example:  zhubi glossary search 合议庭")
@click.argument("text")
@termbase_option
def search(text: str, termbase: str) -> int:
    """Find concepts by Chinese, English or pinyin (tones may be left out), the best first."""
    from glossary.lookup import Lookup

    with opened(termbase) as store:
        concepts = store.concepts()
    found = [hit.concept for hit in Lookup(concepts).find(text, limit=max(1, len(concepts)))]
    for concept in found[:FOUND]:
        click.echo(line(concept))
    if len(found) > FOUND:
        click.echo(f"zhubi: {len(found) - FOUND} more; search for something narrower.", err=True)
    return int(not found)


@click.command("check", epilog="Example:  zhubi glossary check mine.jsonl")
@click.argument("file", type=shared.FILE)
def check(file: Path) -> int:
    """Validate a glossary FILE: its entries, and the hit and miss sentences its rules carry."""
    from glossary.files import load_glossary
    from glossary.validate import validate

    problems = validate(load_glossary(file))
    for problem in problems:
        click.echo(str(problem))
    click.echo(f"zhubi: {len(problems)} problem{'s' if len(problems) != 1 else ''} in {file}.", err=True)
    return int(bool(problems))


@click.command("import", epilog="Example:  zhubi glossary import client-terms.csv --columns zh,en,,note --preview")
@click.argument("file", type=shared.FILE)
@format_option
@click.option("--columns", default="", help="What each column of a table is, parted by commas; empty: not read.")
@click.option("--no-header", is_flag=True, help="The first row of the table is an entry already.")
@click.option("--preview", is_flag=True, help="Only say what would be new, changed, known and clashing.")
@click.option("--without-clashing", is_flag=True, help="Leave entries out that clash with the termbase.")
@termbase_option
@who_option
@role_option
def bring_in(
    file: Path, form: str, columns: str, no_header: bool, preview: bool, without_clashing: bool, termbase: str,
    who: str, role: str,
) -> int:  # fmt: skip
    """Bring the entries of a glossary FILE in, all or none of them. An import approves nothing: review does."""
    from editor import incoming

    mapping = _mapping(file, columns, no_header) if columns or no_header else None
    choice = incoming.Choice(clashing=not without_clashing)
    with opened(termbase, who, role) as store:
        plan = incoming.look(store, file, form, mapping)
        for row in incoming.left_out(plan, choice, str):
            click.echo("zhubi: " + ": ".join(part for part in row if part), err=True)
        for loss in plan.losses:
            click.echo(f"zhubi: {loss.what}: {loss.count}.", err=True)
        if preview:
            click.echo(", ".join(f"{kind}: {plan.count(kind)}" for kind in Arrival) + f", at fault: {len(plan.faults)}")
            return 0
        report = incoming.bring_in(store, plan, choice, progress=lambda _n: None, stopped=incoming.never)
    out = len(incoming.left_out(plan, choice, str)) + report.left_out
    click.echo(
        f"{report.concepts} concepts brought in, to be reviewed; {report.proposed} suggestions in the queue;"
        f" {out} left out."
    )
    return 0


def _mapping(file: Path, columns: str, no_header: bool) -> TableMapping:
    """How the table is read: as it was guessed, but for what the person said."""
    from glossary.exchange.table import FIELDS, REST, preview

    guess = preview(file).guess
    named = tuple(name.strip() for name in columns.split(",")) if columns else guess.columns
    unknown = [name for name in named if name not in ("", *FIELDS, REST)]
    if unknown:
        raise ZhubiError(f"“{unknown[0]}” is no column. Write these: {', '.join(FIELDS)}.")
    return replace(guess, columns=named, header=guess.header and not no_header)


@click.command("export", epilog="Example:  zhubi glossary export -o court.jsonl")
@click.option("--output", "-o", type=shared.FILE, required=True, help="The file to write.")
@format_option
@click.option("--release", default="", help="Export this release instead of what is approved now.")
@click.option("--domain", default="", help="Only entries of this domain.")
@click.option("--usable", is_flag=True, help="Only forms that may be used, without wrong renderings.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@termbase_option
def export(
    output: Path, form: str, release: str, domain: str, usable: bool, force: bool, termbase: str
) -> int:  # fmt: skip
    """Write the approved glossary, or a release, for other programs; `.jsonl` is the form that loses nothing."""
    from editor.outgoing import Outgoing, hand_out
    from glossary.exchange.formats import format_of

    format_of(output, form)
    shared.refuse_overwrite(output, force=force)
    with opened(termbase) as store:
        report = hand_out(store, output, Outgoing(form, release, domain, usable))
    for loss in report.lines():
        click.echo(f"zhubi: {loss}", err=True)
    click.echo(f"{output}: {report.concepts} concepts.")
    return 0


def line(concept: Concept) -> str:
    """A concept in a line: Chinese, English, what it must not be called."""
    chinese = " / ".join(t.text for t in concept.forms("zh"))
    english = " | ".join(t.text for t in concept.forms("en")) or "(ask the client)"
    bad = "; ".join(variant for rule in concept.bad for variant in rule.variants)
    return f"{concept.id}  {chinese}  =  {english}" + (f"  not: {bad}" if bad else "")


COMMANDS = (search, check, bring_in, export)
