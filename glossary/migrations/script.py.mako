"""${message}."""

from __future__ import annotations

from glossary.migrations.scripts import run_script

revision = "${up_revision}"
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Bring the schema one step further."""
