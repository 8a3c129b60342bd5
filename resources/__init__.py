"""Files shipped with the program; this package only says where they are."""

from __future__ import annotations

from pathlib import Path


def folder(name: str = "") -> Path:
    """The folder of shipped files called `name` (the top if empty)."""
    return Path(__file__).parent / name
