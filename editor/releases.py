"""Glossary releases as files of this computer: a project is pinned to one by its label; no database to check with."""

from __future__ import annotations

import logging
import re
from pathlib import Path

from editor import paths
from editor.errors import ProjectError
from glossary.files import write_glossary
from glossary.model import Concept

log = logging.getLogger(__name__)
FOLDER = "releases"
_LABEL = re.compile(r"\d{4}\.\d+")


def release_file(label: str) -> Path:
    """The file of a release. ProjectError where the label is none or the release is not on this computer."""
    path = _folder() / f"{label}.jsonl"
    if not _LABEL.fullmatch(label) or not path.is_file():
        raise ProjectError(
            f"This project is pinned to the glossary release {label}, which is not on this computer. Bring it here with"
            " `zhubi glossary release --keep`, or choose another one under File > Document settings."
        )
    return path


def known_releases() -> list[str]:
    """Labels of the releases on this computer, oldest first."""
    try:
        labels = [path.stem for path in _folder().glob("*.jsonl")]
    except OSError as error:
        log.info("no releases can be read: %s", error)
        return []
    return sorted((x for x in labels if _LABEL.fullmatch(x)), key=lambda x: tuple(int(n) for n in x.split(".")))


def newest_release() -> str:
    """The label of the newest release on this computer; empty where there is only the built-in glossary."""
    return next(reversed(known_releases()), "")


def keep_release(label: str, concepts: tuple[Concept, ...]) -> Path:
    """Write a release to its file, once; a release never changes."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{label}.jsonl"
    if not path.exists():
        write_glossary(path, concepts)
    return path


def _folder() -> Path:
    return paths.learning_folder() / FOLDER
