"""Files put in place whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO

from glossary.errors import GlossaryFileError


def write_whole(path: Path, fill: Callable[[IO[bytes]], object]) -> None:
    """Let `fill` write beside `path`, then put the file in its place.

    Raises GlossaryFileError; nothing is left behind.
    """
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".zhubi-") as folder:
            beside = Path(folder) / "file"
            with beside.open("xb") as stream:
                fill(stream)
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(path)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise GlossaryFileError(f"{path} cannot be written: {reason}. Choose another name or folder.") from problem


def write_text(path: Path, parts: Iterable[str]) -> None:
    """Write texts one after another as UTF-8."""

    def fill(stream: IO[bytes]) -> None:
        for part in parts:
            stream.write(part.encode())

    write_whole(path, fill)
