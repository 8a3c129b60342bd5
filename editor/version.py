"""The program's version, from its installed metadata or, in a source tree, from pyproject.toml."""

from __future__ import annotations

from pathlib import Path


def program_version() -> str:
    """The version as `major.minor.patch`."""
    from importlib import metadata  # 50 ms: only where the version is asked for

    try:
        return metadata.version("zhubi")
    except metadata.PackageNotFoundError:
        import tomllib

        project = Path(__file__).parent.parent / "pyproject.toml"
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
