"""What each deliverable is for, in one sentence, and under which heading the export dialog lists it."""

from __future__ import annotations

from collections.abc import Sequence

from editor.formats.protocol import Exporter
from editor.i18n import mark

OWN = mark("In the layout of the original")
CLEAN = mark("Clean English")
REVIEW = mark("For review")
TOOLS = mark("For other programs")

_USES: dict[str, tuple[str, str]] = {
    "txt": (CLEAN, mark("The text alone, to be pasted anywhere.")),
    "html": (CLEAN, mark("A plain page for the web or to print.")),
    "md": (CLEAN, mark("Plain text with headings marked, for websites and wikis.")),
    "word": (CLEAN, mark("A new Word document with title and paragraphs, ready for the client.")),
    "changes": (REVIEW, mark("Every change of the machine's text as a tracked change to accept or reject in Word.")),
    "csv": (REVIEW, mark("All rows with source, machine's text, final text and findings, for any spreadsheet.")),
    "xlsx": (REVIEW, mark("All rows with source, machine's text, final text and findings, as a workbook.")),
    "review": (REVIEW, mark("A table that a reviewer edits in Word and that can be read back.")),
    "review-xlsx": (REVIEW, mark("A table that a reviewer edits in a spreadsheet and that can be read back.")),
    "queries": (REVIEW, mark("What only the client can settle, in Word, with room for the answers.")),
    "queries-csv": (REVIEW, mark("What only the client can settle, for any spreadsheet.")),
    "report": (REVIEW, mark("Findings, decisions, reasons, figures and every change, to read or print.")),
    "tmx": (TOOLS, mark("Confirmed pairs for the translation memory of another program.")),
}
_OWN_USE = mark("The original file with your English in place of the text, everything else as it was.")


def heading(exporter: Exporter) -> str:
    """Under which heading a form is listed."""
    if exporter.of:
        return OWN
    return _USES[exporter.name][0] if exporter.name in _USES else REVIEW


def use(exporter: Exporter) -> str:
    """What a form is for, a sentence; empty where its title says all."""
    return _OWN_USE if exporter.of else _USES.get(exporter.name, ("", ""))[1]


def grouped(exporters: Sequence[Exporter]) -> list[tuple[str, list[Exporter]]]:
    """Forms by heading, in the order of the dialog; headings without a form are left out."""
    groups = [(title, [e for e in exporters if heading(e) == title]) for title in (OWN, CLEAN, REVIEW, TOOLS)]
    return [group for group in groups if group[1]]
