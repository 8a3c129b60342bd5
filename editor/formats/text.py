"""Plain text in any Chinese or Unicode encoding, and files written so that a failure leaves the old one."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from editor.errors import DocumentError
from editor.formats.encodings import guess
from editor.formats.protocol import Choice, Content, Importer, TextIn
from editor.i18n import mark

MAX_BYTES = 64 * 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Characters that SQLite, XML or Qt cannot carry: C0 controls but tab and line ends, lone surrogates, U+FFFE/FFFF.
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = str.maketrans("\r\x0b\x0c", "\n\n\n")
_DATABASE = b"SQLite format 3\0"


def read_text(path: Path, encoding: str = "") -> TextIn:
    """Read a text file; `encoding` empty: by its mark, as UTF-8, or guessed among UTF-16, GB18030, Big5 and Latin.

    Raises DocumentError with the file's name and what to do.
    """
    return decode_text(read_bytes(path), path.name, encoding)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, up to 64 MB; DocumentError with the file's name and what to do."""
    try:
        with path.open("rb") as stream:
            # Not by the size the system tells: a pipe has none, and a device has no end.
            data = stream.read(MAX_BYTES + 1)
    except IsADirectoryError as error:
        raise DocumentError(f"{path} is a folder; name a text file.") from error
    except FileNotFoundError as error:
        raise DocumentError(f"There is no file {path}; check its name and folder.") from error
    except OSError as error:
        raise DocumentError(f"{path} cannot be read ({error.strerror}); check that you may read it.") from error
    if len(data) > MAX_BYTES:
        raise DocumentError(f"{path.name} has more than {MAX_BYTES // 2**20} MB; that is too much: split it.")
    return data


def decode_text(data: bytes, name: str, encoding: str = "") -> TextIn:
    """The text of `data`; `name` is what an error message calls it."""
    if data.startswith(_DATABASE):
        raise DocumentError(f"{name} is a project or another database, not a text; use `zhubi open` or `zhubi export`.")
    text, used, guessed = _decode(data, name, encoding)
    clean, replaced = clean_text(text.lstrip("\ufeff"))
    return TextIn(clean, used, guessed, replaced, hashlib.sha256(data).hexdigest())


def clean_text(text: str) -> tuple[str, int]:
    """`text` with `\\n` for line ends and U+FFFD for what no store can keep, and how many of those there are.

    Offsets count in the text with CRLF made LF: everything else stays one character long.
    """
    clean, replaced = _UNFIT.subn("\ufffd", text.replace("\r\n", "\n").translate(_LINE_ENDS))
    return clean, replaced


def _decode(data: bytes, name: str, encoding: str) -> tuple[str, str, bool]:
    if encoding:
        return _decode_named(data, name, encoding), encoding, False
    for begin, codec in _BOMS:
        if data.startswith(begin):
            return _decode_marked(data, name, codec), codec.removesuffix("-sig"), False
    found = guess(data)
    if found is None:
        raise DocumentError(f"The encoding of {name} cannot be told; save it as UTF-8, or name it with --encoding.")
    return *found, found[1] != "utf-8"


def _decode_named(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{name} is not {encoding} (byte {error.start + 1}); leave the encoding out to have it found."
        ) from error
    except (LookupError, ValueError) as error:  # codecs that are none for text answer in many ways
        raise DocumentError(
            f"There is no encoding called {encoding[:40]} for texts; use utf-8, gb18030, big5 or utf-16."
        ) from error


def _decode_marked(data: bytes, name: str, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{name} says it is {codec.removesuffix('-sig')} but byte {error.start + 1} is not; save it again as UTF-8."
        ) from error


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file so that there is the old one or the whole new one; DocumentError: the old one is untouched."""
    with written_beside(path) as stream:
        stream.write(data)


@contextmanager
def written_beside(path: Path) -> Iterator[BinaryIO]:
    """A stream that becomes the file at `path` when the block ends well; a failure leaves the old file.

    A link is followed, and what is no plain file (a device, a pipe) is written into. Raises DocumentError.
    """
    part: Path | None = None
    try:
        place = path.resolve()
        if place.exists() and not place.is_file():
            with place.open("wb") as stream:
                yield stream
            return
        handle, name = tempfile.mkstemp(prefix=".zhubi-", suffix=".part", dir=place.parent)
        part = Path(name)
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(place.stat().st_mode & 0o777 if place.exists() else 0o666 & ~_umask())
        part.replace(place)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        if isinstance(error, BrokenPipeError):
            raise
        reason = getattr(error, "strerror", None) or str(error)
        raise DocumentError(
            f"{path} cannot be written ({reason}); what was there is untouched. Choose another place."
        ) from error
    finally:
        if part:
            part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def read_plain(data: bytes, name: str, choice: Choice) -> Content:
    """A plain text as it stands; what was guessed or replaced is said in a remark."""
    read = decode_text(data, name, choice.encoding)
    return Content("txt", text=read.text, encoding=read.encoding, remarks=remarks_on(name, read))


def remarks_on(name: str, read: TextIn) -> tuple[str, ...]:
    """What the person should know of how a text was read."""
    guessed = (
        f"{name}: read as {read.encoding}, which was guessed; if it looks wrong, save it as UTF-8 or use --encoding.",
    )
    return (guessed if read.guessed else ()) + replaced_remark(name, read.replaced)


def replaced_remark(name: str, count: int) -> tuple[str, ...]:
    """That characters were replaced; nothing where none were."""
    return (f"{name}: {count} control or broken characters were replaced by U+FFFD.",) if count else ()


IMPORTER = Importer("txt", (".txt", ".text", ".md"), mark("Plain text"), read_plain)
