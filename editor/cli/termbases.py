"""What the commands of `zhubi glossary` share: which termbase, who is asking, and as what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from editor.cli.shared import Decorator
from glossary.proposals import Role

if TYPE_CHECKING:
    from glossary.store.termbase import TermbaseStore

termbase_option: Decorator = click.option(
    "--termbase", default="", help="Another termbase: a file, or postgresql://USER@HOST/DATABASE."
)
who_option: Decorator = click.option("--as", "who", default="", help="Your name in the audit trail; else your log-in.")
role_option: Decorator = click.option(
    "--role", type=click.Choice([r.value for r in Role]), default=Role.REVIEWER.value, show_default=True,
    help="What you are. In a file this is a setting and no protection; a server knows it itself.",
)  # fmt: skip


@contextmanager
def opened(termbase: str, who: str = "", role: str = Role.READER.value) -> Iterator[TermbaseStore]:
    """The termbase, closed again in any case; what it warns of goes to standard error."""
    from editor.learning import open_termbase
    from editor.store.owner import person_name

    store = open_termbase(termbase, who=who or person_name(), role=Role(role))
    try:
        for warning in store.warnings:
            click.echo(f"zhubi: {warning}", err=True)
        yield store
    finally:
        store.close()
