"""The command `zhubi`: its commands are loaded only when called, and what a person can mend ends in one sentence."""

from __future__ import annotations

import importlib
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
    "export": "Deliver a project as clean text, page or bilingual table.",
    "diff": "Show what was changed from the machine's translation to now.",
    "terms": "List the glossary terms of a document and how each was rendered.",
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
        command = importlib.import_module(f"editor.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list under `--help`, from the table."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Examples:  zhubi check article.txt   |   zhubi new source.txt article.txt -o article.zhubi   |   "
    "zhubi open article.zhubi",
)
@click.version_option(package_name="zhubi", prog_name="zhubi")
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
        click.echo(f"zhubi: {error}", err=True)
        return CANNOT
    except BrokenPipeError:
        sys.stderr.close()
        return CANNOT
    return result if isinstance(result, int) else 0
