"""Word documents with the changes from the machine's text to the present one as tracked changes.

ECMA-376, part 1, §17.13.5 (`w:ins`, `w:del`): Word and LibreOffice accept or reject them one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from editor.core.diff import Op, diff
from editor.core.placeables import tags_of, without_tags
from editor.formats.docx import with_runs
from editor.formats.docx_clean import new_document, paragraphs_of
from editor.formats.docx_paragraph import Paragraph
from editor.formats.protocol import Delivery, Exporter
from editor.formats.skeleton import UnitNow
from editor.i18n import mark

# Marks around deleted and inserted text while tags and runs are made; a text of its own has none of them.
_OUT, _IN, _END = "\ue0f0", "\ue0f1", "\ue0f2"
_OWN = str.maketrans(dict.fromkeys((_OUT, _IN, _END), "\ufffd"))
_FIRST_TAG = 0xE100


@dataclass(slots=True)
class Revisions:
    """Numbers the changes of a document and says whose they are (`w:id` must differ throughout)."""

    author: str
    time: str
    count: int = 0
    _state: str = field(default="", init=False)

    def runs(self, paragraph: Paragraph, before: str, after: str) -> str:
        """The content of a paragraph whose text was `before` and is `after`."""
        self._state = ""
        return paragraph.runs(marked(before, after), self._marker(paragraph))

    def _marker(self, paragraph: Paragraph) -> Callable[[str, str], str]:
        def make(text: str, form: str) -> str:
            parts: list[str] = []
            for piece in _pieces(text):
                if piece in (_OUT, _IN):
                    self._state = piece
                elif piece == _END:
                    self._state = ""
                else:
                    parts.append(self._run(paragraph, piece, form))
            return "".join(parts)

        return make

    def _run(self, paragraph: Paragraph, text: str, form: str) -> str:
        if not self._state:
            return paragraph.run(text, form)
        self.count += 1
        w = paragraph.prefix
        kind, holder = ("del", "delText") if self._state == _OUT else ("ins", "t")
        who = f'{w}id="{self.count}" {w}author={quoteattr(self.author)} {w}date={quoteattr(self.time)}'
        return f"<{w}{kind} {who}>{paragraph.run(text, form, holder)}</{w}{kind}>"


def _pieces(text: str) -> Iterator[str]:
    at = 0
    for n, char in enumerate(text):
        if char in (_OUT, _IN, _END):
            if at < n:
                yield text[at:n]
            yield char
            at = n + 1
    if at < len(text):
        yield text[at:]


def marked(before: str, after: str) -> str:
    """`after` with its tags, deleted text in between, and marks around both kinds of change."""
    before, after = before.translate(_OWN), after.translate(_OWN)
    names = {tag: chr(_FIRST_TAG + n) for n, tag in enumerate(dict.fromkeys(t.text for t in tags_of(before + after)))}
    old, new = before, after
    for tag, name in names.items():
        old, new = old.replace(tag, name), new.replace(tag, name)
    parts: list[str] = []
    for hunk in diff(old, new):
        if hunk.op is Op.EQUAL:
            parts.append(hunk.new)
            continue
        gone = "".join(char for char in hunk.old if char not in names.values())
        parts += (f"{_OUT}{gone}{_END}" if gone else "", f"{_IN}{hunk.new}{_END}" if hunk.new else "")
    whole = "".join(parts)
    for tag, name in names.items():
        whole = whole.replace(name, tag)
    return whole


def write_changes(delivery: Delivery) -> bytes:
    """The document with every change since the machine's text tracked; its own layout where it came from Word."""
    revisions = Revisions(delivery.author or "Zhubi", delivery.time)
    if delivery.document.format == "docx":

        def runs(paragraph: Paragraph, unit: UnitNow) -> str:
            around = unit.before, unit.behind
            texts = (f"{around[0]}{text}{around[1]}" if text else "" for text in (unit.machine, unit.text))
            return revisions.runs(paragraph, *texts)

        return with_runs(delivery, runs)
    return new_document(
        delivery,
        [(without_tags(p.machine), without_tags(p.text)) for p in paragraphs_of(delivery)],
        lambda paragraph, before, after: revisions.runs(paragraph, before, after),
    )


EXPORTER = Exporter("changes", ".docx", mark("Word document with tracked changes"), write_changes)
