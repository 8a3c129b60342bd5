"""What a database says, as errors a person can act on; no statements."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError, OperationalError

from glossary import errors
from glossary.store.spoken import spoken


class StoreError(errors.GlossaryError):
    """The termbase cannot be read or written as it is."""


class Unreachable(StoreError, errors.Unreachable):
    """The server does not answer; whether the last change took is settled by asking again with the same request."""


class Stale(StoreError):
    """Somebody else was faster: read again and decide again."""


class NotAllowed(StoreError):
    """The role, or having written it oneself, forbids it."""


class NotPossible(StoreError):
    """What is asked for cannot be done with this suggestion, entry or request."""


class Cancelled(StoreError):
    """The person stopped it; nothing of it has been kept."""


_OURS: dict[str, type[StoreError]] = {"ZB001": Stale, "ZB002": NotAllowed, "ZB003": NotPossible}
_DENIED = "42501"
_BUSY = "is in use by another program; try again in a moment"
_SQLITE = {
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_FULL": "cannot grow: the disk is full. Make room and try again",
    "SQLITE_READONLY": "is read-only. Make the file and its folder writable, or name another place",
    "SQLITE_CANTOPEN": "cannot be opened. Look whether its folder is there and may be written to",
    "SQLITE_IOERR": "cannot be read or written: the disk reports an error",
    "SQLITE_CORRUPT": "is damaged. Put the last whole copy of it in its place",
    "SQLITE_NOTADB": "is not a termbase of Zhubi. Name another file",
}


@contextlib.contextmanager
def typed_errors(place: str) -> Iterator[None]:
    """Turn what the driver raises into a `StoreError` that names the termbase."""
    try:
        yield
    except DBAPIError as error:
        raise typed(place, error) from error


def typed(place: str, error: DBAPIError) -> StoreError:
    """The error a person is told; broken connections become `Unreachable`."""
    original = error.orig
    state = getattr(original, "sqlstate", None)
    if state in _OURS:
        return _OURS[state](spoken(_first_line(original, whole=True)))
    if state == _DENIED:
        return NotAllowed(
            "{place}: the server refuses this to your role ({error}).", place=place, error=_first_line(original)
        )
    name = str(getattr(original, "sqlite_errorname", ""))
    for primary, sentence in _SQLITE.items():
        if name.startswith(primary):
            return StoreError(f"{place} {sentence}.")
    if error.connection_invalidated or (isinstance(error, OperationalError) and not name):
        return Unreachable(
            "{place} does not answer ({error}). Work on; try again when the network and the server are there.",
            place=place,
            error=_first_line(original),
        )
    return StoreError(f"{place}: {_first_line(original)}.")


def _first_line(error: object, *, whole: bool = False) -> str:
    """What an error says in its first line; `whole`: with the full stop, for it stands alone."""
    lines = str(error).strip().splitlines()
    if not lines:
        return type(error).__name__
    return lines[0] if whole else lines[0].rstrip(".")
