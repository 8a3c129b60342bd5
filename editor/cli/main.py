"""The command `zhubi`: its commands are loaded only when called, and what a person can mend ends in one sentence."""

from __future__ import annotations

import importlib
import io
import sys
from collections.abc import Sequence

import click

from editor.errors import ZhubiError
from glossary.errors import GlossaryError

# One line each, so that `--help` loads none of them.
COMMANDS = {
    "check": "Check a translation and print what is wrong, why, and what to write.",
    "new": "Make a project file from a translation and, if there is one, its Chinese.",
    "open": "Open the editor on a project, a translation or the sample.",
    "fix": "Apply the safe fixes: spacing, doubled numbering, full-width marks.",
    "export": "Deliver a project: clean English, its own layout, tracked changes, review tables, reports, memory.",
    "review-file": "Take back a review table that a reviewer has worked in.",
    "batch": "Check and deliver thousands of files, and report on all of them.",
    "diff": "Show what was changed from the machine's translation to now.",
    "terms": "List the glossary terms of a document and how each was rendered.",
    "memory": "The translation memory of this computer: import, export, search, status.",
    "glossary": "Let the glossary learn: propose, review, release; search, check, import, export.",
}
CANNOT = 2
INTERRUPTED = 130


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, from the module of its name."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"editor.cli.{cmd_name.replace('-', '_')}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list under `--help`, from the table."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _show_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted:
        from editor.version import program_version

        click.echo(f"zhubi, version {program_version()}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Examples:  zhubi check article.txt   |   zhubi new source.txt article.txt -o article.zhubi   |   "
    "zhubi open article.zhubi",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
@click.pass_context
def program(ctx: click.Context) -> None:
    """Zhubi 朱笔: check, repair and deliver machine-translated Chinese court and government news.

    Without a command the editor opens. Nothing leaves this machine.
    """
    if ctx.invoked_subcommand is None:
        from editor.cli.open import open_window

        ctx.exit(open_window(None))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; an error that a person can mend is one sentence on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a name or a letter the terminal cannot show is no reason to stop
            stream.reconfigure(errors="backslashreplace")
    try:
        result = program.main(
            args=list(arguments) if arguments is not None else None, prog_name="zhubi", standalone_mode=False
        )
    except click.exceptions.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return CANNOT
    except (ZhubiError, GlossaryError) as error:
        return _cannot(str(error))
    except BrokenPipeError:
        sys.stderr.close()
        return CANNOT
    except OSError as error:
        where = f"{error.filename}: " if error.filename else "Reading or writing failed: "
        return _cannot(f"{where}{error.strerror or error}. Look after the place, or name another.")
    except MemoryError:
        return _cannot("There is not enough memory for this; split the text.")
    return result if isinstance(result, int) else 0


def _cannot(sentence: str) -> int:
    from editor.reports.terminal import visible

    click.echo(f"zhubi: {visible(sentence)}", err=True)
    return CANNOT
