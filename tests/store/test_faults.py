import sqlite3
from pathlib import Path

import pytest

from editor.errors import ProjectDamaged, ProjectError
from editor.store.faults import LockHeld, storable, typed_errors

PATH = Path("/somewhere/news.zhubi")


def fault(code: int, message: str = "as SQLite says") -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(message)
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("raised", "reading", "told", "words"),
    [
        (fault(sqlite3.SQLITE_FULL), False, ProjectError, "the disk is full"),
        (fault(sqlite3.SQLITE_READONLY | 8 << 8), False, ProjectError, "read-only"),
        (fault(sqlite3.SQLITE_IOERR | 4 << 8), True, ProjectError, "the disk reports an error"),
        (fault(sqlite3.SQLITE_CANTOPEN), True, ProjectError, "cannot be opened"),
        (fault(sqlite3.SQLITE_CORRUPT), False, ProjectDamaged, "damaged"),
        (fault(sqlite3.SQLITE_NOTADB), True, ProjectDamaged, "damaged"),
        (sqlite3.OperationalError("Could not decode to UTF-8 column"), True, ProjectDamaged, "damaged"),
        (sqlite3.ProgrammingError("Cannot operate on a closed database."), False, ProjectError, "could not be written"),
        (sqlite3.DataError("string or blob too big"), False, ProjectError, "could not be written"),
        (OSError(28, "No space left on device"), False, ProjectError, "No space left on device"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid"), True, ProjectDamaged, "damaged"),
    ],
)
def test_what_the_database_says_becomes_a_sentence(
    raised: Exception, reading: bool, told: type[ProjectError], words: str
) -> None:
    with pytest.raises(told, match=words) as caught, typed_errors(PATH, reading=reading):
        raise raised
    assert type(caught.value) is told
    assert str(caught.value).startswith(f"{PATH}: ")
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("code", [sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_BUSY | 1 << 8])
def test_a_lock_is_left_to_whoever_knows_the_owner(code: int) -> None:
    with pytest.raises(LockHeld), typed_errors(PATH):
        raise fault(code)


def test_only_nul_and_half_pairs_cannot_be_stored() -> None:
    assert storable("\u00a0\u2028\ufffe\x01\x7f党组👩‍⚖️")
    assert not storable("a\0b")
    assert not storable("a\udc80b")
