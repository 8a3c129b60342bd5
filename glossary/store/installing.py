"""Making a server ready for a termbase, and people members of its roles: work of the server's administrator."""

from __future__ import annotations

import itertools
import re
from typing import Any

from sqlalchemy import Connection, text

from glossary.proposals import Role
from glossary.store import laying, places
from glossary.store.faults import StoreError, typed_errors
from glossary.store.server import OWNER

_GROUPS = tuple(f"zhubi_{role}" for role in Role)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]{0,62}")
_TURN = 0x5A485442  # two administrators at once take turns


def install(where: str) -> bool:
    """Lay the termbase into the database at `where`, or bring it to today's schema; whether anything was to be done.

    Needs an administrator: a superuser, or who may create roles and owns the database. The tables belong to a role
    nobody can log in with.
    """
    place = places.place_of(where)
    if place.embedded:
        raise StoreError("{place} is a file; only a server has to be made ready.", place=place.name)
    engine = places.engine_of(place)
    try:
        with typed_errors(place.name), engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})
            _make_roles(connection)
            _make_schema(connection)
            return laying.bring_to_head(connection)
    finally:
        engine.dispose()


def _make_roles(connection: Connection) -> None:
    known = set(connection.execute(text("SELECT rolname FROM pg_roles WHERE rolname LIKE 'zhubi_%'")).scalars())
    for name in (OWNER, *_GROUPS):
        if name not in known:
            connection.exec_driver_sql(f"CREATE ROLE {name} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS")
    for lower, higher in itertools.pairwise(_GROUPS):
        connection.exec_driver_sql(f"GRANT {lower} TO {higher}")


def _make_schema(connection: Connection) -> None:
    database = connection.execute(text("SELECT quote_ident(current_database())")).scalar_one()
    connection.exec_driver_sql(f"REVOKE ALL ON DATABASE {database} FROM PUBLIC")
    connection.exec_driver_sql(f"GRANT CONNECT ON DATABASE {database} TO {_GROUPS[0]}")
    connection.exec_driver_sql("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS app AUTHORIZATION {OWNER}")
    connection.exec_driver_sql(f"SET LOCAL ROLE {OWNER}")


def add_person(where: str, name: str, role: Role, password: str = "") -> None:
    """Make a login for a person, or give the one there is another role."""
    if not _NAME.fullmatch(name):
        raise StoreError(f"“{name}” cannot be the name of a login: use Latin letters, digits, _ . and -.")
    place = places.place_of(where)
    engine = places.engine_of(place)
    try:
        with typed_errors(place.name), engine.begin() as connection:
            _add_person(connection.connection.driver_connection, name, role, password)
    finally:
        engine.dispose()


def _add_person(driver: Any, name: str, role: Role, password: str) -> None:
    from psycopg import sql

    login = sql.Identifier(name)
    found = driver.execute("SELECT FROM pg_roles WHERE rolname = %s", (name,)).fetchone()
    if found is None:
        driver.execute(sql.SQL("CREATE ROLE {} LOGIN").format(login))
    if password:
        driver.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(login, sql.Literal(password)))
    for group in _GROUPS:
        verb = "GRANT {} TO {}" if group == f"zhubi_{role}" else "REVOKE {} FROM {}"
        if group == f"zhubi_{role}" or found is not None:
            driver.execute(sql.SQL(verb).format(sql.Identifier(group), login))
