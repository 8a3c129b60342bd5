"""Plain text in any Chinese or Unicode encoding, and files written so that a failure leaves the old one."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import tempfile
from pathlib import Path

from editor.errors import DocumentError
from editor.formats.protocol import TextIn

MAX_BYTES = 64 * 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Characters that SQLite, XML or Qt cannot carry: C0 controls but tab and line ends, lone surrogates, U+FFFE/FFFF.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read_text(path: Path, encoding: str = "") -> TextIn:
    """Read a text file; `encoding` empty: by its mark, as UTF-8, or guessed among UTF-16, GB18030 and Big5.

    Raises DocumentError with the file's name and what to do.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise DocumentError(
                f"{path.name} has {size // 2**20} MB; texts up to {MAX_BYTES // 2**20} MB can be opened: split it."
            )
        data = path.read_bytes()
    except IsADirectoryError as error:
        raise DocumentError(f"{path} is a folder; name a text file.") from error
    except FileNotFoundError as error:
        raise DocumentError(f"There is no file {path}; check its name and folder.") from error
    except OSError as error:
        raise DocumentError(f"{path} cannot be read ({error.strerror}); check that you may read it.") from error
    return decode_text(data, path.name, encoding)


def decode_text(data: bytes, name: str, encoding: str = "") -> TextIn:
    """The text of `data`; `name` is what an error message calls it."""
    text, used, guessed = _decode(data, name, encoding)
    clean, replaced = clean_text(text)
    return TextIn(clean, used, guessed, replaced, hashlib.sha256(data).hexdigest())


def clean_text(text: str) -> tuple[str, int]:
    """`text` with `\\n` for line ends and U+FFFD for what no store can keep, and how many of those there were."""
    clean, replaced = _UNFIT.subn("\ufffd", text.replace("\r\n", "\n"))
    return clean, replaced


def _decode(data: bytes, name: str, encoding: str) -> tuple[str, str, bool]:
    if encoding:
        try:
            return data.decode(encoding), encoding, False
        except LookupError as error:
            raise DocumentError(
                f"There is no encoding called {encoding}; use utf-8, gb18030, big5 or utf-16."
            ) from error
        except UnicodeDecodeError as error:
            raise DocumentError(
                f"{name} is not {encoding} (byte {error.start + 1}); leave the encoding out to have it found."
            ) from error
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return _decode_marked(data, name, codec), codec.removesuffix("-sig"), False
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        return _guess(data, name)


def _decode_marked(data: bytes, name: str, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{name} says it is {codec.removesuffix('-sig')} but byte {error.start + 1} is not; save it again as UTF-8."
        ) from error


def _guess(data: bytes, name: str) -> tuple[str, str, bool]:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=["utf_8", "utf_16", "gb18030", "big5hkscs"]).best()
    if best is None:
        raise DocumentError(f"The encoding of {name} cannot be told; save it as UTF-8, or name it with --encoding.")
    return str(best), best.encoding, True


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file beside and put it in place, so that there is the old file or the whole new one.

    Raises DocumentError with the reason; the old file is then untouched.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise DocumentError(f"{path} cannot be written ({error.strerror}); choose another folder.") from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        part.replace(path)
    except OSError as error:
        raise DocumentError(f"{path} cannot be written ({error.strerror}); the old file is untouched.") from error
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
