"""Writing to a termbase on PostgreSQL: each verb is a function of the server, which checks and records."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, OperationalError

from glossary.proposals import Comment, Decision, Role
from glossary.standing import Demotion, Sighting
from glossary.store.faults import Cancelled, NotAllowed
from glossary.store.importing import Asked
from glossary.store.requests import Request
from glossary.store.rows import text_of

OWNER = "zhubi_owner"
_WATCH = 0.1  # seconds between two looks whether a long statement is to be stopped

_ME = """SELECT session_user AS who, app.my_role() AS role, r.rolsuper AS super, r.rolbypassrls AS bypass,
    pg_has_role(session_user, 'zhubi_owner', 'MEMBER') AS owner FROM pg_roles r WHERE r.rolname = session_user"""
_POWERS = {
    "super": "is a superuser",
    "bypass": "may bypass row-level security",
    "owner": "owns the termbase",
}


class ServerDoor:
    """The verbs on a server; who calls and what he may do the server knows itself."""

    def __init__(self, who: str, role: Role, warnings: tuple[str, ...] = ()) -> None:
        self.who = who
        self.role = role
        self.warnings = warnings

    @classmethod
    def of(cls, connection: Connection) -> ServerDoor:
        """The door for the person a connection was made for. NotAllowed if the server gives them no role."""
        me = connection.execute(text(_ME)).mappings().one()
        if not me["role"]:
            raise NotAllowed(f"The server gives {me['who']} no role in this termbase. Ask its lead for one.")
        found = [sentence for power, sentence in _POWERS.items() if me[power]]
        warning = (
            f"The role {me['who']} {' and '.join(found)}: the server does not hold it to the rules of review. Work"
            " with a role that is only a translator, reviewer or lead."
        )
        return cls(me["who"], Role(me["role"]), (warning,) if found else ())

    def answered(self, connection: Connection, request: Request) -> str | None:
        """The answer this request got before, or None."""
        return self._call(connection, "SELECT app.answered(:request, :verb, :asked)", request, verb=request.verb)

    def suggest(self, connection: Connection, request: Request, row: Mapping[str, Any]) -> str:
        """Keep a new suggestion."""
        query = "SELECT app.suggest(:request, :asked, CAST(:row AS jsonb))"
        return self._answer(connection, query, request, row=text_of(dict(row)))

    def decide(
        self,
        connection: Connection,
        request: Request,
        before: Mapping[str, Any],
        row: Mapping[str, Any],
        decision: Decision,
        force: str,
    ) -> str:
        """Keep a decision, the suggestion as it is afterwards, and what it puts into `force` (a payload or nothing)."""
        query = "SELECT app.decide(:request, :asked, CAST(:row AS jsonb), CAST(:decision AS jsonb), :force)"
        return self._answer(connection, query, request, row=text_of(dict(row)), decision=text_of(decision), force=force)

    def comment(self, connection: Connection, request: Request, comment: Comment) -> str:
        """Keep a comment."""
        query = "SELECT app.comment(:request, :asked, CAST(:row AS jsonb))"
        return self._answer(connection, query, request, row=text_of(comment))

    def see(self, connection: Connection, sightings: Sequence[Sighting]) -> None:
        """Keep what was seen of rules."""
        rows = [(s.rule, s.place, s.reaction) for s in sightings]
        connection.execute(text("SELECT app.see(CAST(:rows AS jsonb))"), {"rows": text_of(rows)})

    def lower(self, connection: Connection, demotion: Demotion, row: Mapping[str, Any]) -> None:
        """Lower a rule that failed and bring it back to the queue; the server looks at the counts itself."""
        values = {"rule": demotion.before.id, "row": text_of(dict(row))}
        connection.execute(text("SELECT app.lower_rule(:rule, CAST(:row AS jsonb))"), values)

    def release(self, connection: Connection, request: Request, row: Mapping[str, Any], sequence: int) -> str:
        """Keep a release worked out from the termbase as it was at the end `sequence` of the trail."""
        query = "SELECT app.make_release(:request, :asked, :sequence, CAST(:row AS jsonb))"
        return self._answer(connection, query, request, sequence=sequence, row=text_of(dict(row)))

    def bring_in(
        self,
        connection: Connection,
        request: Request,
        label: str,
        taken: Iterable[list[dict[str, Any]]],
        cancelled: Asked,
    ) -> str:
        """Send the entries of an import and have the server take them in; the person may stop it until it is done."""
        driver: Any = connection.connection.driver_connection
        number = 0
        copying = "COPY staging (import, number, entry) FROM STDIN"
        with _as_ours(copying, driver), driver.cursor() as cursor, cursor.copy(copying) as copy:
            for batch in taken:
                for entry in batch:
                    number += 1
                    copy.write_row((request.id, number, text_of(entry)))
        query = "SELECT app.finish_import(:request, :asked, :label)"
        with _Watch(driver, cancelled):
            return self._answer(connection, query, request, label=label)

    def _call(self, connection: Connection, query: str, request: Request, **values: object) -> str | None:
        asked = {"request": request.id, "asked": request.asked, **values}
        answer = connection.execute(text(query), asked).scalar_one()
        return None if answer is None else str(answer)

    def _answer(self, connection: Connection, query: str, request: Request, **values: object) -> str:
        return str(self._call(connection, query, request, **values))


@contextlib.contextmanager
def _as_ours(statement: str, driver: Any) -> Iterator[None]:
    """Errors of the driver as SQLAlchemy would raise them: a copy goes past it."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        kind = OperationalError if isinstance(error, psycopg.OperationalError) else DBAPIError
        raise kind(statement, None, error, connection_invalidated=bool(driver.closed)) from error


class _Watch:
    """Stops the statement that runs on a connection as soon as the person wants it stopped."""

    def __init__(self, driver: Any, cancelled: Asked) -> None:
        self._driver = driver
        self._cancelled = cancelled
        self._over = threading.Event()
        self._stopped = False
        self._thread = threading.Thread(target=self._look, name="termbase-watch", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def _look(self) -> None:
        while not self._over.wait(_WATCH):
            if self._cancelled():
                self._stopped = True
                self._driver.cancel_safe(timeout=5)
                return

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        if self._stopped:
            raise Cancelled("The import was stopped; nothing of it has been kept.")
