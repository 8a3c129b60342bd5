"""What rules are worth: where they were seen, which were lowered, and the step that restores them."""

from __future__ import annotations

from glossary.migrations.scripts import on_server, run_script

revision = "r0002"
down_revision = "r0001"


def upgrade() -> None:
    """Add the tables, the step, and on a server its verbs and rights."""
    run_script("r0002_tables")
    if on_server():
        run_script("r0002_verbs")
        run_script("r0002_rights")
