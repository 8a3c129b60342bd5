"""What a document would look like before it is made: its first rows, what was guessed, what may be chosen instead."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from editor.core.placeables import without_tags
from editor.errors import ZhubiError
from editor.formats.catalogue import importer_for, read_file
from editor.formats.html import html_blocks
from editor.formats.html_blocks import Block
from editor.formats.protocol import Choice, Content
from editor.formats.table import cells_of, columns_of, sheets_of
from editor.formats.text import read_bytes
from editor.intake import build, text_of

ROWS = 30
# Characters that are cut into sentences and paired for a preview.
CHINESE, ENGLISH = 2_500, 7_000
LOOKED_AT, MOST_COLUMNS, NAME = 200, 100, 24
ZIP = b"PK"


@dataclass(frozen=True, slots=True)
class Look:
    """What one file holds, what one may choose from, or a sentence why it cannot be read.

    Of a page that is its parts; of a table its sheets and columns, and the numbers of those `taken` as source,
    translation and note (-1: none).
    """

    content: Content | None = None
    blocks: tuple[Block, ...] = ()
    sheets: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    taken: tuple[int, int, int] = (-1, -1, -1)
    error: str = ""

    @property
    def encoding(self) -> str:
        """The encoding it was read in; empty where the format knows its own."""
        return self.content.encoding if self.content is not None else ""


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows (Chinese, English), what both files hold, and sentences on how they were read."""

    pairs: tuple[tuple[str, str], ...]
    source: Look
    machine: Look
    remarks: tuple[str, ...] = ()
    error: str = ""
    project_error: str = ""

    @property
    def bilingual(self) -> bool:
        """Whether the one file holds both languages."""
        return self.machine.content is not None and self.machine.content.bilingual


def preview(source: Path | None, machine: Path | None, project: Path | None, choices: tuple[Choice, Choice]) -> Preview:
    """Read what is named, Chinese and translation, each by its choice; errors come as sentences beside their file."""
    told = _look(machine, choices[1])
    both = told.content is not None and told.content.bilingual
    chinese = Look() if both else _look(source, choices[0])
    if chinese.content is not None and chinese.content.bilingual:
        chinese = Look(error=f"{source.name if source else ''} holds both languages; name it as the translation.")
    taken = (
        f"{project} is there already; open it, or name another project file." if project and project.exists() else ""
    )
    remarks = tuple(r for look in (told, chinese) if look.content is not None for r in look.content.remarks)
    try:
        pairs, more = _pairs(chinese.content, told.content)
    except ZhubiError as error:
        return Preview((), chinese, told, remarks, str(error), taken)
    return Preview(pairs, chinese, told, remarks + more, "", taken)


def _look(path: Path | None, choice: Choice) -> Look:
    if path is None:
        return Look()
    look = Look()
    try:
        kind = importer_for(path.name).name
        if kind == "table":
            look = _table(read_bytes(path), path.name, choice)
        content, data = read_file(path, choice)
        blocks = html_blocks(data, path.name, choice.encoding) if kind == "html" else ()
        return replace(look, content=content, blocks=blocks)
    except ZhubiError as error:
        return replace(look, error=str(error))


def _table(data: bytes, name: str, choice: Choice) -> Look:
    """The sheets and columns of a table, the columns by the names in the first row or by their letters."""
    rows = cells_of(data, name, choice)[0][:LOOKED_AT]
    found = columns_of(rows, choice)
    width = min(max(map(len, rows), default=0), MOST_COLUMNS)
    first = rows[0] if rows and found.header else []
    letters = [_letter(n) for n in range(width)]
    names = tuple(
        f"{letter}: {first[n].strip()[:NAME]}" if n < len(first) else letter for n, letter in enumerate(letters)
    )
    sheets = sheets_of(data, name) if data.startswith(ZIP) else ()
    return Look(sheets=sheets, columns=names, taken=(found.source, found.target, found.note))


def _letter(number: int) -> str:
    return (chr(64 + number // 26) if number >= 26 else "") + chr(65 + number % 26)


def _pairs(source: Content | None, machine: Content | None) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The first rows; DocumentError where the two cannot be paired (they are exchanged)."""
    if machine is None:
        text = without_tags(text_of(source))[:CHINESE] if source is not None else ""
        return tuple((line, "") for line in islice(filter(None, map(str.strip, text.split("\n"))), ROWS)), ()
    if machine.bilingual:
        return tuple((row.source, row.text) for row in machine.rows[:ROWS]), ()
    chinese = without_tags(text_of(source))[:CHINESE] if source is not None else ""
    intake = build(chinese, without_tags(text_of(machine))[:ENGLISH], "", "", (), None)
    return tuple((s.source, s.target) for s in intake.segments[:ROWS]), intake.remarks
