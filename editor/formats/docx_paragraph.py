"""One paragraph of a Word document as text with tags, and the runs that a changed text becomes; no files, no packages.

ECMA-376, part 1, §17.3 (paragraphs and runs), §17.16 (fields and hyperlinks).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from editor.core.placeables import LINE_BREAK, Tag, TagKind, tags_of, written
from editor.formats.markup import Element, Markup, xml_text

SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
# Differences between runs that nobody sees: Word sets them while one types.
_UNSEEN = re.compile(
    r"<w:(?:lang|noProof|rtl|cs|webHidden|proofErr|kern|szCs|bCs|iCs)\b[^>]*/>| w:(?:hint|rsid\w*)=\"[^\"]*\""
)
_CHARACTERS = {"tab": "\t", "br": LINE_BREAK, "cr": LINE_BREAK, "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_THROUGH = {"smartTag", "ins", "moveTo", "customXml"}
_PAIRS = {"hyperlink", "fldSimple", "dir", "bdo", "sdt"}
_GONE = {"del", "moveFrom", "proofErr", "pPr", "rPr", "lastRenderedPageBreak", "annotationRef"}
_ELEMENTS = {"\t": "tab", LINE_BREAK: "br", "\u2011": "noBreakHyphen", "\u00ad": "softHyphen"}
_PIECES = re.compile(f"([\t{LINE_BREAK}\u2011\u00ad])")


@dataclass(frozen=True, slots=True)
class _Atom:
    """A stretch of text in one format, a thing that stands alone, an end of a pair, or something without a place."""

    kind: str
    text: str = ""
    form: str = ""


@dataclass(slots=True)
class Paragraph:
    """A paragraph: its text with tags, and what it takes to write another text in its place."""

    element: Element
    prefix: str
    text: str = ""
    base: str = ""
    raw: dict[str, str] = field(default_factory=dict)
    forms: dict[int, str] = field(default_factory=dict)
    first: str = ""
    last: str = ""
    revised: bool = False

    def runs(self, text: str, mark: Callable[[str, str], str] | None = None) -> str:
        """The content of the paragraph for a text with its tags; `mark` makes a run of a text and its format.

        Whatever the tags are like, the result is well-formed: what closes out of turn is left out, what stays open
        is closed at the end.
        """
        run = mark or self.run
        parts, open_pairs, forms, at = [self.first], [], [], 0  # type: list[str], list[int], list[int], int
        for tag in (*tags_of(text), None):
            here = text[at : tag.start] if tag else text[at:]
            form = self.forms[forms[-1]] if forms else self.base
            known = tag is None or tag.number in self.forms or tag.text in self.raw
            if not known and tag is not None:
                here += tag.text
            parts.append(run(here, form) if here else "")
            if tag is None:
                break
            at = tag.end
            if known:
                self._turn(tag, parts, open_pairs, forms)
        parts += [self.raw[written(TagKind.CLOSE, number)] for number in reversed(open_pairs)]
        return "".join((*parts, self.last))

    def _turn(self, tag: Tag, parts: list[str], open_pairs: list[int], forms: list[int]) -> None:
        if tag.number in self.forms:
            if tag.kind is TagKind.OPEN:
                forms.append(tag.number)
            elif tag.number in forms:
                forms.remove(tag.number)
        elif tag.kind is TagKind.ALONE:
            parts.append(self.raw[tag.text])
        elif tag.kind is TagKind.OPEN:
            open_pairs.append(tag.number)
            parts.append(self.raw[tag.text])
        elif open_pairs and open_pairs[-1] == tag.number:
            open_pairs.pop()
            parts.append(self.raw[tag.text])

    def run(self, text: str, form: str, holder: str = "t") -> str:
        """A run of this text in a format; `holder` is the element that holds its characters."""
        w, inner = self.prefix, []
        for piece in _PIECES.split(text):
            if piece in _ELEMENTS:
                inner.append(f"<{w}{_ELEMENTS[piece]}/>")
            elif piece:
                inner.append(f'<{w}{holder} xml:space="preserve">{xml_text(piece)}</{w}{holder}>')
        return f"<{w}r>{form}{''.join(inner)}</{w}r>"


def read_paragraph(markup: Markup, element: Element, prefix: str) -> Paragraph:
    """The paragraph with its text; formats that differ from the one of most of its characters become tags."""
    found = Paragraph(element, prefix)
    atoms = list(_atoms(markup, element, found))
    base = _base(atoms, prefix)
    found.base = next((a.form for a in atoms if a.kind == "text" and _seen(a.form, prefix) == base), "")
    taken = {tag.number for tag in tags_of("".join(a.text for a in atoms if a.kind == "text"))}
    _compose(found, atoms, base, taken)
    return found


def _base(atoms: Sequence[_Atom], prefix: str) -> str:
    """The format of most characters; those inside links and the like count only where there are no others."""
    weights: dict[str, tuple[bool, int]] = {}
    depth = 0
    for atom in atoms:
        depth += {"open": 1, "close": -1}.get(atom.kind, 0)
        if atom.kind == "text":
            key = _seen(atom.form, prefix)
            outside, weight = weights.get(key, (False, 0))
            weights[key] = (outside or depth == 0, weight + (len(atom.text) if depth == 0 or not outside else 0))
    return max(weights, key=lambda key: weights[key], default="")


def _compose(found: Paragraph, atoms: Sequence[_Atom], base: str, taken: set[int]) -> None:
    """The text of the atoms, with a tag for each pair, each thing alone and each stretch in another format."""
    parts: list[str] = []
    number, pairs, form = 0, [], base  # type: int, list[int], str
    opened = 0

    def following() -> int:
        nonlocal number
        number += 1
        while number in taken:
            number += 1
        return number

    def turn(to: str, raw: str) -> None:
        nonlocal form, opened
        if to == form:
            return
        if form != base:
            parts.append(written(TagKind.CLOSE, opened))
        if to != base:
            opened = following()
            found.forms[opened] = raw
            parts.append(written(TagKind.OPEN, opened))
        form = to

    for atom in atoms:
        if atom.kind == "text":
            turn(_seen(atom.form, found.prefix), atom.form)
            parts.append(atom.text)
        elif atom.kind == "silent":
            if any(parts):
                found.last += atom.text
            else:
                found.first += atom.text
        elif atom.kind == "alone":
            last = parts[-1] if parts else ""
            if last in found.raw and last.startswith("{") and last.endswith("}"):
                found.raw[last] += atom.text
                continue
            tag = written(TagKind.ALONE, following())
            found.raw[tag] = atom.text
            parts.append(tag)
        else:
            turn(base, "")
            if atom.kind == "open":
                pairs.append(following())
            kind = TagKind.OPEN if atom.kind == "open" else TagKind.CLOSE
            tag = written(kind, pairs[-1] if atom.kind == "open" else pairs.pop())
            found.raw[tag] = atom.text
            parts.append(tag)
    turn(base, "")
    found.text = "".join(parts)


def _seen(form: str, prefix: str) -> str:
    """What of a format a reader sees."""
    if prefix != "w:":
        form = form.replace(f"<{prefix}", "<w:").replace(f"</{prefix}", "</w:")
    bare = _UNSEEN.sub("", form)
    return "" if re.fullmatch(r"<w:rPr\s*>\s*(?:<w:rFonts\s*/>)?\s*</w:rPr>|<w:rPr\s*/>", bare) else bare


def _atoms(markup: Markup, element: Element, found: Paragraph) -> Iterator[_Atom]:
    for child in element.elements():
        name = child.name if child.space in SPACES else ""
        if name == "r":
            yield from _run_atoms(markup, child, found)
        elif name in _THROUGH:
            found.revised |= name in ("ins", "moveTo")
            yield from _atoms(markup, child, found)
        elif name in _PAIRS:
            inner = child.first("sdtContent") if name == "sdt" else child
            if inner is None or inner.inside == inner.end:
                yield _Atom("alone", markup.raw(child.start, child.end))
                continue
            yield _Atom("open", markup.raw(child.start, inner.inside))
            yield from _atoms(markup, inner, found)
            yield _Atom("close", markup.raw(inner.close, child.end))
        elif name in _GONE:
            found.revised |= name in ("del", "moveFrom")
        elif name.startswith(("bookmark", "comment", "perm", "moveFromRange", "moveToRange")):
            yield _Atom("silent", markup.raw(child.start, child.end))
        else:
            yield _Atom("alone", markup.raw(child.start, child.end))


def _run_atoms(markup: Markup, run: Element, found: Paragraph) -> Iterator[_Atom]:
    """Texts of a run in its format; anything else in it stands alone, in a run of its own."""
    properties = run.first("rPr")
    form = markup.raw(properties.start, properties.end) if properties else ""
    w = found.prefix
    for child in run.elements():
        name = child.name if child.space in SPACES else ""
        if name == "t":
            yield _Atom("text", child.text().replace("\n", " "), form)
        elif name in _CHARACTERS and child.attributes.get(f"{child.space} type", "textWrapping") == "textWrapping":
            yield _Atom("text", _CHARACTERS[name], form)
        elif name == "commentReference":
            yield _Atom("silent", f"<{w}r>{form}{markup.raw(child.start, child.end)}</{w}r>")
        elif name not in _GONE:
            yield _Atom("alone", f"<{w}r>{form}{markup.raw(child.start, child.end)}</{w}r>")
