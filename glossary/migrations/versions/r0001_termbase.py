"""The first schema: entries, suggestions and decisions, audit, releases; on a server its roles and functions too."""

from __future__ import annotations

from glossary.migrations.scripts import on_server, run_script

revision = "r0001"
down_revision = None


def upgrade() -> None:
    """Lay the tables, and what keeps the trail append-only."""
    run_script("r0001_tables")
    if on_server():
        run_script("r0001_server")
        run_script("r0001_verbs")
        run_script("r0001_rights")
    else:
        run_script("r0001_embedded")
