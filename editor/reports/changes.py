"""The change report: MT beside now, deletions and insertions marked by colour and line."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from editor.core.diff import Op, diff
from editor.core.model import Document, Mode, Segment
from editor.reports.page import frame


def change_page(document: Document, changed: Sequence[tuple[int, Segment]], total: int) -> str:
    """A page of the changed segments with their numbers."""
    rows = "\n".join(
        f'<tr><td class="soft">{n}</td><td lang="zh">{escape(s.source)}</td><td>{marked(s.machine, s.target)}</td></tr>'
        for n, s in changed
    )
    mode = "" if document.mode is Mode.BILINGUAL else "<p><strong>Not verified against the source.</strong></p>\n"
    return frame(
        f"Changes in {document.title}",
        f"<h1>Changes in {escape(document.title)}</h1>\n{mode}"
        f'<p class="facts">{len(changed)} of {total} segments changed.</p>\n'
        f"<table>\n<thead><tr><th>No.</th><th>Source</th><th>MT to now</th></tr></thead>\n<tbody>\n{rows}\n"
        "</tbody>\n</table>",
    )


def marked(before: str, after: str) -> str:
    """The change as escaped markup with `del` and `ins`."""
    out: list[str] = []
    for hunk in diff(before, after):
        if hunk.op is Op.EQUAL:
            out.append(escape(hunk.new))
            continue
        if hunk.old:
            out.append(f"<del>{escape(hunk.old)}</del>")
        if hunk.new:
            out.append(f"<ins>{escape(hunk.new)}</ins>")
    return "".join(out)
