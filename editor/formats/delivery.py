"""Deliverables: clean English as text or HTML, and the bilingual table as CSV."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterable

from editor.core.joining import deliver
from editor.core.model import Mode, Segment
from editor.core.placeables import LINE_BREAK, without_tags
from editor.formats.protocol import Delivery, Exporter
from editor.i18n import mark

NOT_VERIFIED = mark("Not verified against the source: edited without the Chinese text.")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def notice(delivery: Delivery) -> str:
    """One line that says what stands behind the text: mode, glossary, program."""
    mode = NOT_VERIFIED if delivery.document.mode is Mode.MONOLINGUAL else "Edited side by side with the source."
    return f"{mode} Glossary: {delivery.glossary}. Zhubi {delivery.version}."


def clean_english(delivery: Delivery) -> str:
    """The text a reader gets: without the tags of a document that has formatting, its line breaks as such."""
    text = deliver(delivery.document.prefix, delivery.segments)
    return text if delivery.document.format == "txt" else without_tags(text).replace(LINE_BREAK, "\n")


def write_txt(delivery: Delivery) -> bytes:
    """The delivered English; the notice is the last line where the source was not there, or where asked for."""
    text = clean_english(delivery)
    if delivery.notice:
        text = text.rstrip("\n") + f"\n\n[{notice(delivery)}]\n"
    return text.encode()


def paragraphs(delivery: Delivery) -> list[str]:
    """The delivered English by paragraphs, without empty ones."""
    text = clean_english(delivery)
    return [line.strip() for line in text.split("\n") if line.strip()]


def write_html(delivery: Delivery) -> bytes:
    """A page with the title, the paragraphs and the notice; no script, no outside address."""
    first, *rest = paragraphs(delivery) or [delivery.document.title]
    body = "\n".join(f"<p>{html.escape(p)}</p>" for p in rest)
    page = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="Zhubi {html.escape(delivery.version)}">
<title>{html.escape(first)}</title>
<style>
body {{ font: 1.05rem/1.6 Georgia, "Times New Roman", serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem; }}
h1 {{ font-size: 1.6rem; line-height: 1.25; }}
footer {{ margin-top: 3rem; border-top: 1px solid #bbb; padding-top: .6rem; font-size: .85rem; color: #555; }}
</style>
</head>
<body>
<h1>{html.escape(first)}</h1>
{body}
<footer>{html.escape(notice(delivery))}</footer>
</body>
</html>
"""
    return page.encode()


def write_csv(delivery: Delivery) -> bytes:
    """The table a reviewer reads: number, source, MT, final, state, open findings, note; text stays exact.

    UTF-8 with a byte order mark, which spreadsheets need to see Chinese.
    """
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["no", "source", "machine", "final", "state", "findings", "note"])
    found: dict[int, list[str]] = {}
    for finding in delivery.findings:
        found.setdefault(finding.segment, []).append(finding.check)
    for number, segment in enumerate(delivery.segments, 1):
        codes = " ".join(found.get(segment.id, ()))
        # In a plain text U+2028 is a character of the text.
        end = LINE_BREAK if delivery.document.format == "txt" else "\n"
        texts = [text.replace(LINE_BREAK, end) for text in (segment.source, segment.machine, segment.target)]
        rows.writerow([number, *texts, segment.state.value, codes, segment.note])
    rows.writerow([])
    rows.writerow([notice(delivery)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def formula_cells(segments: Iterable[Segment]) -> int:
    """How many cells a spreadsheet would take for a formula; the CSV keeps them exact, so the person is told."""
    return sum(text.startswith(_FORMULA) for s in segments for text in (s.source, s.machine, s.target, s.note) if text)


EXPORTERS = (
    Exporter("txt", ".txt", mark("Clean English text"), write_txt),
    Exporter("html", ".html", mark("Clean English page"), write_html),
    Exporter("csv", ".csv", mark("Bilingual table"), write_csv),
)
