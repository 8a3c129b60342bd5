"""Zip archives (XLSX) looked through before anything unpacks them; nothing is ever extracted to the disk."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import IO
from xml.parsers import expat

from glossary.errors import GlossaryFileError

MAX_UNPACKED = 200 * 2**20
MAX_PART = 64 * 2**20
MAX_RATIO = 200
RATIO_FROM = 10 * 2**20
MAX_MEMBERS = 10_000
_CHUNK = 1 << 16
_END = b"PK\x05\x06"


class _Refused(Exception):
    """Stops the parser; carries the reason."""


def check_archive(
    path: Path, stream: IO[bytes], *, kind: str = "XLSX", instead: str = "ask for the glossary as CSV"
) -> None:
    """Refuse what is no sound archive of reasonable size or holds XML with entities. Raises GlossaryFileError.

    `stream` is the open file `path`, left at its beginning; the sentence calls it a `kind` file and says what to do
    `instead` of opening it.
    """
    try:
        size = stream.seek(0, 2)
        _check_count(stream, size)
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            _check_sizes(size, members)
            for member in members:
                _check_xml(archive, member)
        stream.seek(0)
    except _Refused as problem:
        raise GlossaryFileError(f"{path}: {problem} It is not opened; {instead}.") from problem
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise GlossaryFileError(f"{path} cannot be read: {reason}. Check the name.") from problem
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError) as problem:
        raise GlossaryFileError(f"{path}: this is not a sound {kind} file ({problem}). Save it again.") from problem


def _check_count(stream: IO[bytes], size: int) -> None:
    """The number of members from the end record, before `zipfile` makes an object of each."""
    stream.seek(max(size - 65_557, 0))
    tail = stream.read()
    place = tail.rfind(_END)
    if place >= 0 and len(tail) >= place + 16:
        count = int.from_bytes(tail[place + 10 : place + 12], "little")
        directory = int.from_bytes(tail[place + 12 : place + 16], "little")
        # The count may lie (or say 65,535 for “see ZIP64”); the directory needs at least 46 bytes a member.
        if count > MAX_MEMBERS or directory > MAX_MEMBERS * 1000:
            raise _Refused(f"the archive has more than {MAX_MEMBERS:,} members.")


def _check_sizes(size: int, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise _Refused(f"the archive has more than {MAX_MEMBERS:,} members.")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED or any(member.file_size > MAX_PART for member in members):
        raise _Refused(f"unpacked it would have {unpacked // 2**20} MB.")
    if unpacked > RATIO_FROM and unpacked > MAX_RATIO * size:
        raise _Refused("it is packed more tightly than any table (a “zip bomb”).")


def _check_xml(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Read the beginning of a part, up to its first element, for declarations of entities."""
    parser = expat.ParserCreate()
    begun = [False]

    def entity(*_: object) -> None:
        raise _Refused("it declares entities, which can hide other files or endless text.")

    def start(*_: object) -> None:
        begun[0] = True

    parser.EntityDeclHandler = entity
    parser.StartElementHandler = start
    with archive.open(member) as stream:
        while not begun[0]:
            data = stream.read(_CHUNK)
            try:
                parser.Parse(data, not data)
            except LookupError as problem:
                raise _Refused(f"{member.filename} is written in an {problem}.") from problem
            except expat.ExpatError:
                return  # a picture; or broken XML, which openpyxl, on the same parser, will not read either
            if not data:
                return
