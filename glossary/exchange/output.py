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
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as stream:
            beside = Path(stream.name)
            try:
                fill(stream)
                stream.flush()
                os.fsync(stream.fileno())
                beside.chmod(0o666 & ~_umask())
                stream.close()
                beside.replace(path)
            except BaseException:
                stream.close()
                beside.unlink(missing_ok=True)
                raise
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise GlossaryFileError(f"{path} cannot be written: {reason}. Choose another name or folder.") from problem


def write_text(path: Path, parts: Iterable[str]) -> None:
    """Write texts one after another as UTF-8."""

    def fill(stream: IO[bytes]) -> None:
        for part in parts:
            stream.write(part.encode())

    write_whole(path, fill)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
