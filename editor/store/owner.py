"""Who has a project open: a note beside the file, for the sentence shown to the next person; it locks nothing."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
from pathlib import Path


def note_path(path: Path) -> Path:
    """Where the note for a project stands while it is open."""
    return path.with_name(path.name + "-owner")


def leave_note(path: Path) -> None:
    """Say who has the project open; a folder that takes no note does not hinder the work."""
    owner = {"name": person_name(), "host": socket.gethostname(), "process": os.getpid()}
    with contextlib.suppress(OSError):
        note_path(path).write_text(json.dumps(owner), encoding="utf-8")


def remove_note(path: Path) -> None:
    """Take the note away."""
    with contextlib.suppress(OSError):
        note_path(path).unlink()


def describe_owner(path: Path) -> str:
    """“NAME on HOST (process N)” as the note says, or words for not knowing."""
    try:
        owner = json.loads(note_path(path).read_text(encoding="utf-8"))
        return f"{str(owner['name'])[:80]} on {str(owner['host'])[:80]} (process {int(owner['process'])})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another program"


def person_name() -> str:
    """The login name of whoever runs the program."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"
