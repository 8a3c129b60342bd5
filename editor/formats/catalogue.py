"""The one list of formats, in and out, and reading a file by it; a format is defined in its own module, never here."""

from __future__ import annotations

from pathlib import Path

from editor.errors import DocumentError
from editor.formats import (
    delivery,
    docx,
    docx_changes,
    docx_clean,
    html,
    markdown,
    odt,
    pdf,
    po,
    query_list,
    review,
    table,
    text,
    tmx,
    xliff,
)
from editor.formats.protocol import Choice, Content, Exporter, Importer

# The order is that of the manual and the dialogs; plain text is last, it takes every file that no other one takes.
IMPORTERS: tuple[Importer, ...] = (
    docx.IMPORTER,
    odt.IMPORTER,
    html.IMPORTER,
    pdf.IMPORTER,
    xliff.IMPORTER,
    tmx.IMPORTER,
    po.IMPORTER,
    table.IMPORTER,
    text.IMPORTER,
)
EXPORTERS: tuple[Exporter, ...] = (
    *delivery.EXPORTERS,
    markdown.EXPORTER,
    table.EXPORTER,
    *review.EXPORTERS,
    *query_list.EXPORTERS,
    docx_clean.EXPORTER,
    docx_changes.EXPORTER,
    tmx.EXPORTER,
    docx.EXPORTER,
    odt.EXPORTER,
    html.EXPORTER,
    xliff.EXPORTER,
    po.EXPORTER,
)


def importer_for(name: str) -> Importer:
    """The format of a file by the end of its name; one nobody knows is read as plain text."""
    lower = name.lower()
    fitting = [
        (len(suffix), importer) for importer in IMPORTERS for suffix in importer.suffixes if lower.endswith(suffix)
    ]
    return max(fitting, key=lambda found: found[0])[1] if fitting else text.IMPORTER


def importer_named(name: str) -> Importer:
    """The format of this name; DocumentError where there is none."""
    found = next((importer for importer in IMPORTERS if importer.name == name), None)
    if found is None:
        known = ", ".join(importer.name for importer in IMPORTERS)
        raise DocumentError(f"There is no format {name[:40]}; use one of {known}.")
    return found


def exporters_for(document_format: str) -> tuple[Exporter, ...]:
    """What a document of this format can be delivered in; its own layout first."""
    fitting = [exporter for exporter in EXPORTERS if not exporter.of or document_format in exporter.of]
    return tuple(sorted(fitting, key=lambda exporter: not exporter.of))


def read_file(path: Path, choice: Choice | None = None, *, form: str = "") -> tuple[Content, bytes]:
    """What a file holds, and its bytes; `form` names the format where the file's name does not.

    Raises DocumentError with the file's name and what to do.
    """
    data = text.read_bytes(path)
    importer = importer_named(form) if form else importer_for(path.name)
    return importer.read(data, path.name, choice or Choice()), data
