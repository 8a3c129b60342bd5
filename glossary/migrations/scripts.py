"""Running the SQL files of the migrations, statement by statement; the statements themselves lie in `sql`."""

from __future__ import annotations

import re
from importlib.resources import files

from alembic import op

_END = re.compile(r";\n\n+")


def statements(name: str) -> list[str]:
    """The statements of an SQL file: each ends with a semicolon and an empty line."""
    text = (files("glossary.migrations") / "sql" / f"{name}.sql").read_text("utf-8")
    return [part.strip().removesuffix(";") for part in _END.split(text + "\n\n") if part.strip()]


def run_script(name: str) -> None:
    """Execute an SQL file on the connection of the migration."""
    connection = op.get_bind()
    for statement in statements(name):
        connection.exec_driver_sql(statement)


def on_server() -> bool:
    """Whether the migration runs on PostgreSQL."""
    return op.get_bind().dialect.name == "postgresql"
