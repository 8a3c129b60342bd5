"""Running work on a connection, in a transaction: at once on a file, with a deadline on a server; no statements."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol, TypeVar

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError

from glossary.store.faults import Unreachable, typed_errors
from glossary.store.places import Place

T = TypeVar("T")
Work = Callable[[Connection], T]

DEADLINE = 10.0  # seconds a server may take for one step before the work goes on without it


class Lane(Protocol):
    """Where a store's work runs, one piece after the other."""

    def run(self, work: Work[T], *, patient: bool = False) -> T:
        """Run work in one transaction, which is committed if it returns; StoreError if the database refuses.

        With `patient` it may take as long as it takes.
        """

    def close(self) -> None:
        """Let go of the database."""


class FileLane:
    """A connection for each piece of work: other programs can use the file in between, from any thread."""

    def __init__(self, engine: Engine, place: Place) -> None:
        self._engine = engine
        self._place = place
        self._one_at_a_time = threading.RLock()

    def run(self, work: Work[T], *, patient: bool = False) -> T:
        """Run work in one transaction in this thread."""
        with self._one_at_a_time, typed_errors(self._place.name), self._engine.begin() as connection:
            return work(connection)

    def close(self) -> None:
        """Nothing is held between two pieces of work."""
        self._engine.dispose()


class ServerLane:
    """One connection on a thread of its own; a server that hangs is left behind when the deadline is over."""

    def __init__(self, engine: Engine, place: Place, deadline: float) -> None:
        self._engine = engine
        self._place = place
        self._deadline = deadline
        self._thread = _thread()
        self._connection: Connection | None = None
        self._turn = 0
        self._turning = threading.Lock()
        self._socket: socket.socket | None = None
        event.listen(engine, "connect", self._connected)

    def run(self, work: Work[T], *, patient: bool = False) -> T:
        """Run work in one transaction; Unreachable when the server is gone or does not answer in time."""
        future: Future[T] = self._thread.submit(self._on_connection, work, self._turn)
        try:
            return future.result(None if patient else self._deadline)
        except TimeoutError as error:
            self._leave_behind()
            raise Unreachable(
                "{place} has not answered for {seconds} seconds. Work on; try again when it does.",
                place=self._place.name,
                seconds=f"{self._deadline:g}",
            ) from error

    def _on_connection(self, work: Work[T], turn: int) -> T:
        with typed_errors(self._place.name):
            kept = self._swap(turn, None)
            connection = kept if kept is not None and _alive(kept) else self._engine.connect()
            with contextlib.ExitStack() as doubts:
                # If anything goes wrong, the next piece of work starts on a connection nobody has doubts about.
                doubts.callback(self._discard, connection)
                with connection.begin():
                    done = work(connection)
                # A thread that was left behind and wakes late has no business with what came after it.
                if self._swap(turn, connection) is None and turn == self._turn:
                    doubts.pop_all()
                return done

    def _swap(self, turn: int, connection: Connection | None) -> Connection | None:
        """Put a connection in the place of the one that is kept, unless this turn is over."""
        with self._turning:
            if turn != self._turn:
                return None
            kept, self._connection = self._connection, connection
            return kept

    def _drop(self) -> None:
        connection = self._swap(self._turn, None)
        if connection is not None:
            self._discard(connection)

    def _discard(self, connection: Connection) -> None:
        with typed_errors(self._place.name), contextlib.suppress(OSError):
            connection.invalidate()
            connection.close()

    def _connected(self, driver_connection: object, record: object) -> None:
        # A handle of our own on the connection's socket: closing it wakes a thread that waits for a dead server.
        number = driver_connection.pgconn.socket  # type: ignore[attr-defined]
        old, self._socket = self._socket, socket.fromfd(number, socket.AF_INET, socket.SOCK_STREAM)
        if old is not None:
            old.close()

    def _leave_behind(self) -> None:
        self._wake()
        self._thread.shutdown(wait=False)
        self._thread = _thread()
        with self._turning:
            self._turn += 1
            self._connection = None

    def _wake(self) -> None:
        handle, self._socket = self._socket, None
        if handle is not None:
            with contextlib.suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)
            handle.close()

    def close(self) -> None:
        """Close the connection and end the thread."""
        self._thread.submit(self._drop)
        self._thread.shutdown(wait=True)
        if self._socket is not None:
            self._socket.close()
        self._engine.dispose()


def _alive(connection: Connection) -> bool:
    """Whether the server is still at the other end: it may have been started anew since the last piece of work."""
    try:
        with connection.begin():
            connection.exec_driver_sql("SELECT 1")
    except DBAPIError:
        connection.invalidate()
        connection.close()
        return False
    return True


def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="termbase")


def lane_of(engine: Engine, place: Place, deadline: float) -> Lane:
    """The lane that fits the place."""
    return FileLane(engine, place) if place.embedded else ServerLane(engine, place, deadline)
