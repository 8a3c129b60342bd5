"""Word documents made anew: clean English for a document that did not come from Word."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from editor.core.joining import deliver
from editor.core.model import Segment
from editor.core.placeables import LINE_BREAK, without_tags
from editor.formats.delivery import notice
from editor.formats.docx_paragraph import Paragraph
from editor.formats.markup import Element
from editor.formats.package import exchanged
from editor.formats.protocol import Delivery, Exporter
from editor.i18n import mark

_BODY = b"<w:body>"
MakeRuns = Callable[[Paragraph, str, str], str]


@dataclass(frozen=True, slots=True)
class ParagraphNow:
    """A paragraph of the delivered text: what the machine made of it, and what it is."""

    machine: str
    text: str


def paragraphs_of(delivery: Delivery) -> list[ParagraphNow]:
    """The paragraphs of a document: segments up to one whose gap ends a line."""
    groups: list[list[Segment]] = [[]]
    for segment in delivery.segments:
        groups[-1].append(segment)
        if "\n" in segment.gap:
            groups.append([])
    texts = (
        ParagraphNow(deliver("", [replace(s, target=s.machine) for s in group]).strip(), deliver("", group).strip())
        for group in groups
    )
    return [paragraph for paragraph in texts if paragraph.machine or paragraph.text]


def write_word(delivery: Delivery) -> bytes:
    """Title, paragraphs and, where asked for, the line on mode and glossary."""
    pairs = [("", without_tags(p.text)) for p in paragraphs_of(delivery) if p.text]
    return new_document(delivery, pairs, lambda paragraph, _, text: paragraph.runs(text))


def new_document(delivery: Delivery, pairs: Sequence[tuple[str, str]], runs: MakeRuns) -> bytes:
    """A document of these texts (before, after), the first as its title; `runs` writes the content of a paragraph."""
    import docx

    document = docx.Document()
    document.core_properties.title = delivery.document.title[:255]
    document.core_properties.author = delivery.author
    document.core_properties.comments = notice(delivery)[:255]
    out = io.BytesIO()
    document.save(out)
    parts = [_paragraph("Title" if n == 0 else "Normal", pair, runs) for n, pair in enumerate(pairs)]
    if delivery.notice:
        parts.append(_paragraph("Normal", ("", f"[{notice(delivery)}]"), lambda p, _, text: p.runs(text)))
    return exchanged(out.getvalue(), {"word/document.xml": with_body(out.getvalue(), "".join(parts))})


def _paragraph(style: str, pair: tuple[str, str], runs: MakeRuns) -> str:
    texts = (text.replace("\n", LINE_BREAK) for text in pair)
    content = runs(Paragraph(Element("p", "", {}, 0), "w:"), *texts)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def with_body(package: bytes, paragraphs: str) -> bytes:
    """The template's own document part with these paragraphs before its page settings."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(package)) as files:
        part = files.read("word/document.xml")
    start = part.index(_BODY) + len(_BODY)
    end = part.index(b"<w:sectPr", start)
    return part[:start] + paragraphs.encode() + part[end:]


EXPORTER = Exporter("word", ".docx", mark("Clean English Word document"), write_word)
