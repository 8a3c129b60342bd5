"""`zhubi glossary`: the termbase and its review from the command line, with the same rules and the same audit trail."""

from __future__ import annotations

import click

from editor.cli import glossary_entries, glossary_recheck, glossary_review, glossary_server, glossary_standing


@click.group(
    "glossary",
    short_help="Let the glossary learn: propose, review, release, standing; search, check, import, export.",
    epilog="Examples:  zhubi glossary search 类案   |   zhubi glossary propose a.zhubi   |   zhubi glossary review",
)
def command() -> None:
    """The glossary and how it learns.

    Corrections become suggestions, a reviewer decides, a release puts them into force. The termbase is a file of your
    own, made with the built-in glossary on first use.
    """


for part in (
    *glossary_entries.COMMANDS,
    *glossary_review.COMMANDS,
    *glossary_recheck.COMMANDS,
    *glossary_server.COMMANDS,
    *glossary_standing.COMMANDS,
):
    command.add_command(part)
