"""Where files of the person live; nothing is read or written here."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

APPLICATION = "zhubi"


def settings_file() -> Path:
    """The person's settings; `ZHUBI_SETTINGS` names another place (portable use, tests)."""
    named = os.environ.get("ZHUBI_SETTINGS")
    return Path(named) if named else Path(platformdirs.user_config_dir(APPLICATION, appauthor=False)) / "settings.json"


def projects_folder() -> Path:
    """Where a new project is offered to be kept."""
    return Path(platformdirs.user_documents_dir()) / "Zhubi"


def log_folder() -> Path:
    """Where crash reports are written."""
    return Path(platformdirs.user_log_dir(APPLICATION, appauthor=False))


def termbase_address() -> str:
    """The termbase that `ZHUBI_TERMBASE` names, a file or the address of a server; empty if it names none."""
    return os.environ.get("ZHUBI_TERMBASE", "")


def termbase_file() -> Path:
    """The file of the person's own termbase, where no other is set; `ZHUBI_TERMBASE` may name another place."""
    named = termbase_address()
    if named and "://" not in named:
        return Path(named)
    return Path(platformdirs.user_data_dir(APPLICATION, appauthor=False)) / "termbase.sqlite"


def learning_folder() -> Path:
    """Where released glossaries and confirmed corrections are kept: beside the person's own termbase."""
    return termbase_file().parent


def memory_file() -> Path:
    """The translation memory: `ZHUBI_MEMORY`, else beside the person's own termbase."""
    named = os.environ.get("ZHUBI_MEMORY")
    return Path(named) if named else learning_folder() / "memory.sqlite"
