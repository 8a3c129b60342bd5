"""Laying the schema into a new termbase and bringing an older one to today's; no entries."""

from __future__ import annotations

from importlib.resources import files

from sqlalchemy import Connection, inspect, text

from glossary.store import schema
from glossary.store.faults import StoreError


def revision_of(connection: Connection) -> str:
    """The migration a termbase stands at; empty for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT max(version_num) FROM alembic_version")).scalar_one_or_none() or "")


def bring_to_head(connection: Connection) -> bool:
    """Run the migrations that are missing, in the transaction there is; whether there were any.

    StoreError if the termbase was made by a newer version of the program.
    """
    revision = revision_of(connection)
    if revision == schema.HEAD:
        return False
    if revision > schema.HEAD:
        raise StoreError("This termbase was made by a newer version of Zhubi. Update the program to open it.")
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("glossary.migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id={schema.APPLICATION_ID}")
    return True


def require_head(connection: Connection) -> None:
    """StoreError if a server has no termbase, or one of another version of the program."""
    revision = revision_of(connection)
    if not revision:
        raise StoreError("There is no termbase in this database, or you may not see it. Ask its administrator.")
    if revision != schema.HEAD:
        who = "the program" if revision > schema.HEAD else "the termbase (by its administrator)"
        raise StoreError(
            "The termbase is of another version of Zhubi ({revision}). Bring {who} up to date.",
            revision=revision,
            who=who,
        )
