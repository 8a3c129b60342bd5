"""What the database says, as errors a person can act on; texts no file can hold are refused here before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from editor.core.edits import Edit
from editor.core.model import Document, Segment
from editor.errors import ProjectDamaged, ProjectError

_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_SENTENCES = {
    sqlite3.SQLITE_FULL: "{path}: the disk is full. Make room, or save the project elsewhere; your work is kept in"
    " memory until then.",
    sqlite3.SQLITE_READONLY: "{path}: the file or its folder is read-only. Copy the project to a folder you may"
    " write to.",
    sqlite3.SQLITE_PERM: "{path}: you may not write here. Copy the project to a folder you may write to.",
    sqlite3.SQLITE_CANTOPEN: "{path}: the file cannot be opened. Look whether it is still there and whether you may"
    " write in its folder.",
    sqlite3.SQLITE_IOERR: "{path}: the disk reports an error. Save the project elsewhere and look after the disk.",
}


class LockHeld(Exception):
    """Somebody else holds the file; whoever catches this knows who."""


def damaged(path: Path, what: str) -> ProjectDamaged:
    """The error for a file that does not hold what was written to it."""
    return ProjectDamaged(
        f"{path}: the project file is damaged ({what}). Its content has not been changed; take the last copy of it that"
        " is whole, and keep this file until its work has been recovered."
    )


@contextmanager
def typed_errors(path: Path, *, reading: bool = False) -> Iterator[None]:
    """Turn what SQLite raises into a `ProjectError`; what is wrong with the content while `reading` is damage."""
    try:
        yield
    except sqlite3.Error as error:
        # An extended code carries the primary one in its low byte.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _LOCKED:
            raise LockHeld(str(path)) from error
        if code in _SENTENCES:
            raise ProjectError(_SENTENCES[code].format(path=path)) from error
        if reading or code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise damaged(path, str(error)) from error
        raise ProjectError(f"{path}: the project could not be written ({error}). Save it elsewhere.") from error
    except UnicodeDecodeError as error:
        raise damaged(path, "a text in it is none") from error
    except OSError as error:
        raise ProjectError(f"{path}: {error.strerror or error}. Choose another place, or make this one fit.") from error


def check_edits(edits: Iterable[Edit]) -> None:
    """ProjectError if an edit holds a text that no project file, glossary or export can hold."""
    for edit in edits:
        for text in (edit.before, edit.after, edit.key, edit.kind, edit.author):
            if not storable(text):
                raise ProjectError(_unstorable(f"segment {edit.segment}"))


def check_segments(document: Document, segments: Iterable[Segment]) -> None:
    """ProjectError if a document or one of its segments holds a text that no file can hold."""
    for text in (document.id, document.title, document.format, document.prefix, document.skeleton, document.digest):
        if not storable(text):
            raise ProjectError(_unstorable("the document"))
    for segment in segments:
        texts = (segment.source, segment.machine, segment.target, segment.gap, segment.source_gap, segment.note)
        if not storable("".join(texts)):
            raise ProjectError(_unstorable(f"segment {segment.id}"))


def storable(text: str) -> bool:
    """Whether a text is free of NUL and of halves of surrogate pairs."""
    if "\0" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _unstorable(where: str) -> str:
    return f"The text of {where} holds a character that cannot be stored (NUL or half a surrogate pair); remove it."
