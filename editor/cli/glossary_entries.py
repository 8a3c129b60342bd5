"""`zhubi glossary search|check|import|export`: the entries of the glossary, in and out."""

from __future__ import annotations

from pathlib import Path

import click

from editor.cli import shared
from editor.cli.shared import Decorator
from editor.cli.termbases import opened, role_option, termbase_option, who_option
from glossary.model import Concept

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


@click.command("import", epilog="Example:  zhubi glossary import client-terms.tbx")
@click.argument("file", type=shared.FILE)
@format_option
@termbase_option
@who_option
@role_option
def bring_in(file: Path, form: str, termbase: str, who: str, role: str) -> int:
    """Bring the entries of a glossary FILE in, all or none of them. An import approves nothing: review does."""
    from glossary.exchange.formats import read_file

    read = read_file(file, form)
    with opened(termbase, who, role) as store:
        report = store.import_concepts(read.concepts, label=file.name)
    for loss in read.report.lines():
        click.echo(f"zhubi: {loss}", err=True)
    click.echo(f"{report.concepts} concepts brought in, to be reviewed; {report.left_out} left out, known already.")
    return 0


@click.command("export", epilog="Example:  zhubi glossary export -o court.jsonl")
@click.option("--output", "-o", type=shared.FILE, required=True, help="The file to write.")
@format_option
@click.option("--release", default="", help="Export this release instead of what is approved now.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@termbase_option
def export(output: Path, form: str, release: str, force: bool, termbase: str) -> int:
    """Write the approved glossary, or a release, for other programs; `.jsonl` is the form that loses nothing."""
    from glossary.exchange.formats import format_of, write_file

    format_of(output, form)
    shared.refuse_overwrite(output, force=force)
    with opened(termbase) as store:
        concepts = store.release(release) if release else store.concepts()
    report = write_file(output, concepts, form, title=f"Zhubi {release}".strip())
    for loss in report.lines():
        click.echo(f"zhubi: {loss}", err=True)
    click.echo(f"{output}: {len(concepts)} concepts.")
    return 0


def line(concept: Concept) -> str:
    """A concept in a line: Chinese, English, what it must not be called."""
    chinese = " / ".join(t.text for t in concept.forms("zh"))
    english = " | ".join(t.text for t in concept.forms("en")) or "(ask the client)"
    bad = "; ".join(variant for rule in concept.bad for variant in rule.variants)
    return f"{concept.id}  {chinese}  =  {english}" + (f"  not: {bad}" if bad else "")


COMMANDS = (search, check, bring_in, export)
