"""The process that reads a PDF: bytes in on standard input, the text of its pages out as JSON. Run by pdf.py alone.

Own process: a hostile file may take any time and memory, and neither may be that of the editor.
"""

from __future__ import annotations

import contextlib
import io
import logging
import sys

import msgspec

MAX_MEMORY = 480 * 2**20
MAX_PAGES = 1_000
MAX_CHARACTERS = 20_000_000


class Pages(msgspec.Struct, frozen=True):
    """What was found: the text of each page, or in `problem` a word on why there is none."""

    pages: tuple[str, ...] = ()
    problem: str = ""


def limit_memory() -> None:
    """More memory than that is refused by the system, where the system can."""
    if sys.platform != "win32":
        import resource

        # A system that knows no such limit says so; the limit of time is left.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def pages_of(data: bytes) -> Pages:
    """The text of each page; whatever pypdf raises is raised."""
    import pypdf
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    try:
        # Many files are encrypted with an empty password, which only forbids printing.
        if reader.is_encrypted and not reader.decrypt(""):
            return Pages(problem="encrypted")
        count = len(reader.pages)
    except (DependencyError, NotImplementedError):
        return Pages(problem="encrypted")
    if count > MAX_PAGES:
        return Pages(problem="pages")
    found: list[str] = []
    for page in reader.pages:
        found.append(page.extract_text())
        if sum(map(len, found)) > MAX_CHARACTERS:
            return Pages(problem="pages")
    return Pages(tuple(text.encode("utf-8", "replace").decode() for text in found))


if __name__ == "__main__":
    limit_memory()
    sys.stdout.buffer.write(msgspec.json.encode(pages_of(sys.stdin.buffer.read())))
