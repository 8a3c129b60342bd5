"""Markdown out: the clean English with its title, paragraphs and notice; nothing in it is taken for a mark."""

from __future__ import annotations

import re

from editor.formats.delivery import notice, paragraphs
from editor.formats.protocol import Delivery, Exporter
from editor.i18n import mark

_MARKS = re.compile(r"([\\`*_\[\]<>|~])|&(?=#?\w+;)")
_BLOCK = re.compile(r"(?:[#+\-=](?=\s|$|[-=+#\s]*$)|\d{1,9}(?=[.)](?:\s|$))|>)")


def write_markdown(delivery: Delivery) -> bytes:
    """The first paragraph as the title, the others below it, the line on mode and glossary last."""
    first, *rest = paragraphs(delivery) or [delivery.document.title]
    parts = [f"# {_escaped(first)}", *map(_paragraph, rest)]
    if delivery.notice:
        parts.append(f"---\n\n*{_escaped(notice(delivery))}*")
    return ("\n\n".join(parts) + "\n").encode()


def _paragraph(text: str) -> str:
    """A paragraph whose beginning is no list, heading or rule."""
    escaped = _escaped(text)
    block = _BLOCK.match(escaped)
    if block is None:
        return escaped
    at = block.end() if block[0].isdigit() else 0
    return f"{escaped[:at]}\\{escaped[at:]}"


def _escaped(text: str) -> str:
    return _MARKS.sub(lambda found: f"\\{found[0]}", text)


EXPORTER = Exporter("md", ".md", mark("Clean English Markdown"), write_markdown)
