"""Options and steps that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from editor.core.model import Finding, Severity
from editor.errors import DocumentError
from editor.version import program_version

# Loaded where they are used: opening the window on a project must not wait for them.
if TYPE_CHECKING:
    from editor.intake import Intake
    from editor.reports.checked import Checked
    from editor.termbase import Termbase

FILE = click.Path(path_type=Path)
NEVER = "never"
PROJECT_SUFFIX = ".zhubi"


class ReadingCommand(click.Command):
    """A command whose help names the files it reads."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The files that can be read, then the examples."""
        from editor.formats.catalogue import IMPORTERS

        with formatter.section("Reads"):
            formatter.write_dl([(importer.title, " ".join(importer.suffixes)) for importer in IMPORTERS])
        super().format_epilog(ctx, formatter)


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

source_option: Decorator = click.option(
    "--source", "-s", type=FILE, default=None, help="The Chinese text. Without it nothing is verified against a source."
)
glossary_option: Decorator = click.option(
    "--glossary", "-g", "glossaries", type=FILE, multiple=True,
    help="A glossary of your own (JSON Lines, TSV or CSV) that goes before the built-in one. May be given again.",
)  # fmt: skip
encoding_option: Decorator = click.option(
    "--encoding", default="", help="Encoding of the text files; found out when left out."
)


def severity_option(default: Severity) -> Decorator:
    """The option `--fail-on`."""
    return click.option(
        "--fail-on", type=click.Choice([*(s.value for s in Severity), NEVER]), default=default.value, show_default=True,
        help="Exit with 1 when there is a finding of this severity or a graver one; `never`: with 0 all the same.",
    )  # fmt: skip


def load_and_read(
    machine: Path, source: Path | None, glossaries: Sequence[Path], encoding: str
) -> tuple[Intake, Termbase]:
    """The glossary and the paired document; remarks on how it was read go to stderr."""
    from editor.intake import read_pair
    from editor.releases import newest_release
    from editor.termbase import load_termbase

    termbase = load_termbase(glossaries, newest_release())
    intake = read_pair(source, machine, encoding=encoding, termbase=termbase)
    for remark in intake.remarks:
        click.echo(f"zhubi: {remark}", err=True)
    return intake, termbase


def checked(intake: Intake, findings: Sequence[Finding], machine: Path, source: Path | None, glossary: str) -> Checked:
    """A checked document as the reports want it."""
    from editor.checks.catalogue import CHECKS
    from editor.intake import offsets
    from editor.reports.checked import Checked

    return Checked(
        document=intake.document,
        segments=intake.segments,
        starts=tuple(offsets(intake.document, intake.segments)),
        text=intake.text,
        findings=tuple(findings),
        machine=os.fsencode(machine).decode(errors="replace"),
        source=os.fsencode(source).decode(errors="replace") if source else "",
        glossary=glossary,
        version=program_version(),
        checks=tuple((c.id, c.title, c.explanation) for c in CHECKS),
    )


def emit(text: str, out: Path | None) -> None:
    """Write to a file (beside, then in place) or to the terminal."""
    if out is None:
        click.echo(text, nl=not text.endswith("\n"))
    else:
        from editor.formats.text import write_bytes

        write_bytes(out, text.encode())


def is_project(path: Path) -> bool:
    """Whether a file is taken for a project: by the end of its name."""
    return path.suffix.lower() == PROJECT_SUFFIX


def project_path(path: Path) -> Path:
    """Where a project named by the person is made: with the suffix by which every command knows it."""
    refuse_folder(path)
    return path if is_project(path) else path.with_name(path.name + PROJECT_SUFFIX)


def refuse_folder(path: Path) -> None:
    """Raise DocumentError where a folder was named in place of a file."""
    if path.is_dir() or path.name in ("", ".."):
        raise DocumentError(f"{path} is a folder; name a file.")


def refuse_same(out: Path | None, *inputs: Path | None) -> None:
    """Raise DocumentError where a report would replace what it was made from."""
    for given in inputs:
        if out and given and out.exists() and given.exists() and out.samefile(given):
            raise DocumentError(f"{out} is what is being read; name another file for the output.")


def refuse_overwrite(path: Path, *, force: bool) -> None:
    """Raise DocumentError where `path` exists and may not be replaced."""
    if path.exists() and not force:
        raise DocumentError(f"{path} is there already; name another file or add --force to replace it.")


def exit_code(findings: Sequence[Finding], fail_on: str) -> int:
    """1 where a finding is as grave as `fail_on`, else 0."""
    if fail_on == NEVER:
        return 0
    limit = Severity(fail_on).rank
    return int(any(f.severity.rank <= limit for f in findings))
