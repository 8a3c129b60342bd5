"""The sample article as a project of the person's own; the articles themselves are resources."""

from __future__ import annotations

from pathlib import Path

import resources
from editor.intake import read_pair
from editor.paths import projects_folder
from editor.project import Project
from editor.termbase import load_termbase

NAME = "court-meeting"


def sample_path() -> Path:
    """Where the project of the sample is or will be."""
    return projects_folder() / f"{NAME}.zhubi"


def sample_project() -> Path:
    """The project of the sample, made on first use; its file may be deleted to begin again."""
    path = sample_path()
    if not path.exists():
        samples = resources.folder("samples")
        path.parent.mkdir(parents=True, exist_ok=True)
        source, machine = samples / f"{NAME}.zh.txt", samples / f"{NAME}.mt.en.txt"
        intake = read_pair(source, machine, encoding="utf-8", termbase=load_termbase())
        Project.create(path, intake.document, intake.segments).close()
    return path
