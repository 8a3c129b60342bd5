"""Where a termbase is kept and how it is reached: a file or a server, with settings that protect; no tables."""

from __future__ import annotations

import contextlib
import ipaddress
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from glossary.store.faults import StoreError
from glossary.store.schema import APPLICATION_ID

WAIT = 5.0  # seconds an embedded termbase is waited for, and a server's connection
_SETTINGS = ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "foreign_keys=ON", "synchronous=FULL")


@dataclass(frozen=True, slots=True)
class Place:
    """A termbase's address: `name` is what messages call it; it never holds a password."""

    name: str
    url: URL

    @property
    def embedded(self) -> bool:
        """Whether it is a file on this computer."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def path(self) -> Path:
        """The file of an embedded termbase."""
        return Path(self.url.database or "")


def place_of(where: str | Path) -> Place:
    """A path, or `postgresql://USER@HOST/DATABASE`. StoreError for anything else."""
    if isinstance(where, Path) or "://" not in where:
        path = Path(where).absolute()
        return Place(str(path), URL.create("sqlite", database=str(path)))
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as error:
        raise StoreError("The address of the termbase is not one; write postgresql://USER@HOST/DATABASE.") from error
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise StoreError(f"{url.drivername}: a termbase is a file or a PostgreSQL server (postgresql://…).")
    url = url.set(drivername="postgresql+psycopg")
    name = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
    return Place(name.render_as_string(), _encrypted(url))


def _encrypted(url: URL) -> URL:
    """The address with the server's certificate and name verified, unless the server is this computer."""
    hosts = [url.host, *_texts(url.query.get("host")), *_texts(url.query.get("hostaddr"))]
    if all(_is_local(host) for host in hosts if host):
        return url
    mode = url.query.get("sslmode", "verify-full")
    if mode != "verify-full":
        raise StoreError(
            f"sslmode={mode} does not verify who the server is. Leave it out (verify-full is used), and give the"
            " certificate that signed the server's as sslrootcert=FILE."
        )
    extra = {"sslmode": "verify-full"} | ({} if "sslrootcert" in url.query else {"sslrootcert": "system"})
    return url.update_query_dict(extra)


def _texts(value: str | tuple[str, ...] | None) -> list[str]:
    """The hosts a setting of the address names."""
    values = (value,) if isinstance(value, str) else value or ()
    return [host for text in values for host in text.split(",")]


def _is_local(host: str) -> bool:
    """Whether a host is a socket in a folder, or the loopback of this computer."""
    if host.startswith("/") or host == "localhost":
        return True
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def engine_of(place: Place) -> Engine:
    """An engine whose every connection has the protecting settings."""
    return _file_engine(place) if place.embedded else _server_engine(place)


def _file_engine(place: Place) -> Engine:
    def connect() -> sqlite3.Connection:
        # Python's own transactions are off: BEGIN IMMEDIATE below takes the file before anything is read.
        made = sqlite3.connect(place.path, timeout=WAIT, isolation_level=None, check_same_thread=False)
        for setting in _SETTINGS:
            made.execute(f"PRAGMA {setting}").fetchall()
        return made

    engine = create_engine(place.url, creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _server_engine(place: Place) -> Engine:
    try:
        import psycopg  # noqa: F401 (asked for now, so that the sentence below can be given)
    except ImportError as error:
        raise StoreError(
            "A termbase on a server needs psycopg, which is not installed here. Install it: pip install"
            " 'zhubi[server]'."
        ) from error
    settings: dict[str, Any] = {
        "connect_timeout": int(WAIT),
        "application_name": "zhubi",
        "options": "-c search_path=app,pg_temp -c lock_timeout=20s -c idle_in_transaction_session_timeout=10min",
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 15_000,
    }
    return create_engine(place.url, poolclass=NullPool, connect_args=settings, isolation_level="READ COMMITTED")


def is_termbase(connection: Connection) -> bool:
    """Whether an SQLite file has our mark; an empty file has not. StoreError for a file of somebody else."""
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    if mark != APPLICATION_ID and tables:
        raise StoreError("The file is a database of another program. Name another file for the termbase.")
    return bool(mark == APPLICATION_ID)
