"""PDF: its text by paragraphs, without the headers, footers and numbers of its pages; nothing is written back.

A PDF knows lines on pages, not paragraphs: those are found again by the length and the ends of lines.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec

from editor.errors import DocumentError
from editor.formats.pdf_worker import MAX_PAGES, Pages
from editor.formats.protocol import Choice, Content, Importer, Row
from editor.formats.text import clean_text
from editor.i18n import mark

SECONDS = 4.0  # and one more for each MB, up to MOST_SECONDS
MOST_SECONDS = 30.0
_EDGE = 2  # lines at the top and at the bottom of a page that may be a header or a footer
_WIDE = re.compile(r"[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]")
_NUMBER = re.compile(
    r"[\W_]*(?:第\s*\d{1,4}\s*页(?:\W*共\s*\d{1,4}\s*页)?|page\s+\d{1,4}(?:\s+of\s+\d{1,4})?|\d{1,4}\s*[/／]\s*\d{1,4})[\W_]*",
    re.I,
)  # fmt: skip
_BARE_NUMBER = re.compile(r"[\s\-–—―·|]*(\d{1,4})[\s\-–—―·|]*")
_STOP = re.compile(r"[.!?。！？…:：;；][\"'”’」』）)\]】]*$")
_ITEM = re.compile(
    r"(?:[•·●○■□▪◆\uf0b7–—]\s|\(?\d{1,2}[.)、．]\s?\D|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百\d]{1,5}[条章节])"
)
_KEPT_HYPHEN = (
    "self",
    "non",
    "post",
    "anti",
    "co",
    "cross",
    "well",
    "high",
    "low",
    "long",
    "short",
    "one",
    "two",
    "all",
)
_UNKNOWN = re.compile("[\ufffd\ue000-\uefff\x00-\x08]")


def read_pdf(data: bytes, name: str, _choice: Choice) -> Content:
    """The paragraphs of a PDF that holds text."""
    if not data.strip():
        raise DocumentError(f"{name} is empty; there is nothing to check.")
    if b"%PDF-" not in data[:1024]:
        raise DocumentError(f"{name} is no PDF file (it does not begin as one); choose its format.")
    pages = _pages(data, name)
    whole = "".join(pages)
    if not whole.strip():
        raise DocumentError(
            f"{name} holds pictures of text but no text (it was scanned); have its characters recognised first."
        )
    if len(_UNKNOWN.findall(whole)) * 4 > len(whole):
        raise DocumentError(f"The fonts of {name} do not say which characters they show; copy the text by hand.")
    lines = [[line for line in clean_text(page)[0].split("\n") if line.strip()] for page in pages]
    rows = tuple(Row(_tidy(paragraph)) for paragraph in paragraphs(_without_edges(lines)))
    if not rows:
        raise DocumentError(f"{name} holds nothing but headers and page numbers; there is nothing to check.")
    remark = f"{name}: a PDF holds lines, not paragraphs; they were joined again. Look at headings and tables."
    return Content("pdf", rows=rows, remarks=(remark,))


def _tidy(paragraph: str) -> str:
    """Blanks that only set words apart on the page are one, and bullets of symbol fonts bullets."""
    return re.sub(" {2,}", " ", paragraph.replace("\uf0b7", "•"))


def _pages(data: bytes, name: str) -> tuple[str, ...]:
    """The text of each page, read in a process of its own with limits of time and memory."""
    seconds = min(MOST_SECONDS, SECONDS + len(data) / 2**20)
    root = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "editor.formats.pdf_worker"], input=data, capture_output=True, timeout=seconds,
            check=False, env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise DocumentError(f"{name} takes more than {seconds:.0f} seconds to read; print it to a new PDF.") from error
    except OSError as error:
        raise DocumentError(f"{name} cannot be read ({error.strerror}); try again.") from error
    if done.returncode:
        reason = (done.stderr.decode(errors="replace").strip().splitlines() or ["it stopped"])[-1][:120]
        raise DocumentError(f"{name} is damaged or too much to read ({reason}); print it to a new PDF.")
    try:
        found = msgspec.json.decode(done.stdout, type=Pages)
    except msgspec.MsgspecError as error:
        raise DocumentError(f"{name} cannot be read ({error}); print it to a new PDF.") from error
    if found.problem == "encrypted":
        raise DocumentError(f"{name} is protected by a password; save it without one.")
    if found.problem:
        raise DocumentError(f"{name} has more than {MAX_PAGES:,} pages or too much text; split it.")
    return found.pages


def _without_edges(pages: Sequence[list[str]]) -> list[str]:
    """The lines of all pages without page numbers and what stands at the edge of most of them."""
    counts = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    often = {key for key, count in counts.items() if len(pages) > 1 and count >= max(2, 0.6 * len(pages))}
    return [
        line
        for number, page in enumerate(pages, 1)
        for n, line in enumerate(page)
        if not (_at_edge(n, page) and (_key(line) in often or _is_number(line, number)))
    ]


def _edges(page: Sequence[str]) -> list[str]:
    return [line for n, line in enumerate(page) if _at_edge(n, page)]


def _at_edge(n: int, page: Sequence[str]) -> bool:
    return n < _EDGE or n >= len(page) - _EDGE


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _is_number(line: str, page: int) -> bool:
    bare = _BARE_NUMBER.fullmatch(line)
    return bool(_NUMBER.fullmatch(line)) or (bare is not None and int(bare[1]) == page)


def paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Lines joined again: a paragraph ends at a short line, or before an item or an indented line."""
    if not lines:
        return
    widths = sorted(map(_width, lines))
    full = widths[int(0.8 * (len(widths) - 1))]
    whole = lines[0].rstrip()
    for before, line in pairwise(lines):
        indented = line.startswith(("\u3000", "  ")) and not before.startswith(("\u3000", "  "))
        short = _width(before) < (0.92 if _STOP.search(before.rstrip()) else 0.7) * full
        if short or indented or _ITEM.match(line.lstrip()):
            yield whole.strip()
            whole = line.rstrip()
        else:
            whole = _joined(whole, line.strip())
    yield whole.strip()


def _width(line: str) -> int:
    bare = line.strip()
    return len(bare) + len(_WIDE.findall(bare))


def _joined(before: str, behind: str) -> str:
    if before.endswith("\u00ad"):
        return before[:-1] + behind
    broken = re.search(r"([A-Za-z]+)-$", before)
    if broken and behind[:1].islower():
        return (before if broken[1].lower() in _KEPT_HYPHEN else before[:-1]) + behind
    glued = _WIDE.match(before[-1:]) or _WIDE.match(behind[:1])
    return before + ("" if glued or before.endswith("-") else " ") + behind


IMPORTER = Importer("pdf", (".pdf",), mark("PDF with text"), read_pdf)
