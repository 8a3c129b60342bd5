"""Office documents as zip packages: their parts after a look for bombs, and a copy with some parts exchanged."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from editor.errors import DocumentError
from glossary.errors import GlossaryFileError
from glossary.exchange.archive import check_archive


def open_package(data: bytes, name: str, kind: str) -> zipfile.ZipFile:
    """The package, looked through; DocumentError where it is none, is encrypted, or is a bomb."""
    if not data:
        raise DocumentError(f"{name} is empty; there is nothing to check.")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentError(f"{name} is protected by a password or of an old format; save it as {kind} without one.")
    stream = io.BytesIO(data)
    try:
        check_archive(Path(name), stream, kind=kind, instead="save it again in its program")
    except GlossaryFileError as error:
        raise DocumentError(str(error)) from error
    return zipfile.ZipFile(stream)


def part_of(package: zipfile.ZipFile, part: str, name: str) -> bytes:
    """One part; DocumentError where it is not there or damaged."""
    try:
        return package.read(part)
    except KeyError as error:
        raise DocumentError(f"{name} has no {part}; it is no document of this kind. Save it again.") from error
    except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, ValueError, NotImplementedError) as error:
        raise DocumentError(f"{name} is damaged at {part} ({error}); save it again in its program.") from error


def exchanged(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A copy of a sound package with other contents for some of its parts; the very same without any."""
    if not parts:
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            content = parts.get(member.filename)
            fresh = zipfile.ZipInfo(member.filename, member.date_time)
            fresh.compress_type = zipfile.ZIP_STORED if member.compress_type == 0 else zipfile.ZIP_DEFLATED
            fresh.external_attr = member.external_attr
            new.writestr(fresh, old.read(member) if content is None else content)
    return out.getvalue()
