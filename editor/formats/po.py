"""Gettext catalogues (PO): entries in, translations and their fuzzy marks back; polib reads and writes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

from editor.core.model import State
from editor.core.placeables import LINE_BREAK
from editor.errors import DocumentError
from editor.formats.protocol import Choice, Content, Delivery, Exporter, Importer, Row
from editor.formats.skeleton import UnitNow, matched, units_now, unpack
from editor.formats.text import decode_text
from editor.i18n import mark


@dataclass(frozen=True, slots=True)
class _Entry:
    """One text of an entry: `plural` is the number of its plural form, -1 where it has none."""

    entry: polib.POEntry
    plural: int

    @property
    def row(self) -> Row:
        """The text as it is read."""
        entry = self.entry
        source = entry.msgid_plural if self.plural > 0 else entry.msgid
        text = entry.msgstr if self.plural < 0 else entry.msgstr_plural[self.plural]
        state = State.CONFIRMED if text and not entry.fuzzy else State.MACHINE
        return Row(_taken(text), _taken(source), state=state, note=entry.comment.replace("\n", " "))

    def put(self, unit: UnitNow) -> None:
        """Write a changed unit into the entry."""
        text = f"{unit.before}{unit.text}{unit.behind}".replace(LINE_BREAK, "\n") if unit.text else ""
        if self.plural < 0:
            self.entry.msgstr = text
        else:
            self.entry.msgstr_plural[self.plural] = text
        finished = unit.state in (State.CONFIRMED, State.REVIEWED)
        flags = [flag for flag in self.entry.flags if flag != "fuzzy"]
        self.entry.flags = flags if finished or not text else ["fuzzy", *flags]


def _taken(text: str) -> str:
    return text.replace("\n", LINE_BREAK)


def _catalogue(text: str, name: str) -> polib.POFile:
    if "msgid" not in text:
        raise DocumentError(f"{name} holds no entries of a PO catalogue; choose the format it has.")
    # Not from a string: polib takes one that is the name of a file for that file, and cuts lines at U+0085 and U+2028.
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "catalogue.po")
            path.write_text(text, "utf-8")
            return polib.pofile(str(path), wrapwidth=78, encoding="utf-8")
    except (OSError, ValueError, IndexError, KeyError, UnicodeError) as error:
        raise DocumentError(f"{name} is no sound PO catalogue ({error}); export it again.") from error


def _entries(catalogue: polib.POFile) -> Iterator[_Entry]:
    for entry in catalogue:
        if entry.obsolete or not entry.msgid:
            continue
        for plural in sorted(entry.msgstr_plural) if entry.msgid_plural else (-1,):
            yield _Entry(entry, plural)


def read_po(data: bytes, name: str, choice: Choice) -> Content:
    """The entries of a catalogue whose ids are Chinese and whose translations are English."""
    if not data.strip():
        raise DocumentError(f"{name} is empty; there is nothing to check.")
    read = decode_text(data, name, choice.encoding)
    rows = tuple(entry.row for entry in _entries(_catalogue(read.text, name)))
    return Content("po", rows=rows, bilingual=True, encoding=read.encoding, extra=read.encoding)


def write_po(delivery: Delivery) -> bytes:
    """The catalogue with its translations as they are now; the very same file where nothing was changed.

    Lossy otherwise: polib sets its own line breaks in long entries.
    """
    skeleton = unpack(delivery.document)
    units = units_now(skeleton, delivery.segments)
    if not any(unit.changed for unit in units):
        return skeleton.file
    text = decode_text(skeleton.file, delivery.document.title, skeleton.extra).text
    catalogue = _catalogue(text, delivery.document.title)
    for entry, unit in matched(delivery.document, list(_entries(catalogue)), units):
        if unit.changed:
            entry.put(unit)
    return str(catalogue).encode(skeleton.extra, "backslashreplace") + b"\n"


IMPORTER = Importer("po", (".po", ".pot"), mark("Gettext catalogue (PO)"), read_po, keeps=True)
EXPORTER = Exporter("po", ".po", mark("The PO catalogue it came from"), write_po, of=("po",))
