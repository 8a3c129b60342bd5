"""`zhubi open`: the window on a project, a translation or the sample."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import click

from editor.cli import shared
from editor.errors import ZhubiError


@click.command(
    "open",
    short_help="Open the editor on a project, a translation or the sample.",
    epilog="Examples:  zhubi open article.zhubi   |   zhubi open article.en.txt --source article.zh.txt   |   "
    "zhubi open --sample",
)
@click.argument("file", type=shared.FILE, required=False)
@shared.source_option
@click.option("--sample", is_flag=True, help="Open the sample article, in a project of your own.")
def command(file: Path | None, source: Path | None, sample: bool) -> int:
    """Open FILE: a project, or a translation from which a project is made beside it."""
    if sample and file:
        raise click.UsageError("Name a file or --sample, not both.")
    from editor.sample import sample_project

    path = sample_project() if sample else project_of(file, source) if file else None
    return open_window(path)


def open_window(path: Path | None) -> int:
    """Run the window; says what to do where there is no screen."""
    headless = sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )
    if headless:
        raise ZhubiError("There is no screen to open a window on; `zhubi check` and `zhubi export` work without one.")
    # By name: the window's module is loaded here and nowhere else in the command line.
    code: int = importlib.import_module("editor.gui.app").run(path)
    return code


def project_of(file: Path, source: Path | None) -> Path:
    """The project to open for a file: itself, or one made beside the translation (again used if it is there)."""
    shared.refuse_folder(file)
    if shared.is_project(file):
        return file
    path = file.with_suffix(shared.PROJECT_SUFFIX)
    if not path.exists():
        from editor.project import Project

        intake, _ = shared.load_and_read(file, source, (), "")
        Project.create(path, intake.document, intake.segments).close()
    return path
