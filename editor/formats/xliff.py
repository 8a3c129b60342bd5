"""XLIFF 1.2 and its dialects of Trados (SDLXLIFF) and memoQ (MQXLIFF): units in, targets, states and notes back.

OASIS XLIFF 1.2, §§2.2–2.4 (structure, inline elements, segmentation); the dialects keep a unit's state in attributes of
their own, which are mapped both ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from editor.core.model import State
from editor.errors import DocumentError
from editor.formats import xliff2
from editor.formats.bilingual import Change, Located, moved, prefix_of, write_back
from editor.formats.inline import ALONE, CLOSE, OPEN, PAIR, THROUGH, Shape, TagTable
from editor.formats.markup import Element, Markup, parse_markup, with_attributes, xml_text
from editor.formats.protocol import Choice, Content, Delivery, Exporter, Importer, Row
from editor.formats.skeleton import UnitNow
from editor.i18n import mark

MEMOQ = "MQXliff"
SDL = "http://sdl.com/FileTypes/SdlXliff/1.0"
_OUT = {
    State.DRAFT: "needs-review-translation",
    State.CONFIRMED: "translated",
    State.REVIEWED: "final",
    State.MACHINE: "needs-translation",
}
_SDL_OUT = {
    State.DRAFT: "Draft",
    State.CONFIRMED: "Translated",
    State.REVIEWED: "ApprovedTranslation",
    State.MACHINE: "Draft",
}
_SDL_IN = {
    "Translated": State.CONFIRMED,
    "ApprovedTranslation": State.REVIEWED,
    "ApprovedSignOff": State.REVIEWED,
    "RejectedTranslation": State.DRAFT,
    "RejectedSignOff": State.DRAFT,
}
_MEMOQ_OUT = {
    State.DRAFT: "PartiallyEdited",
    State.CONFIRMED: "ManuallyConfirmed",
    State.REVIEWED: "Proofread",
    State.MACHINE: "MachineTranslated",
}
_MEMOQ_IN = {
    "ManuallyConfirmed": State.CONFIRMED,
    "Confirmed": State.CONFIRMED,
    "Proofread": State.REVIEWED,
    "PartiallyEdited": State.DRAFT,
    "Rejected": State.DRAFT,
}


def classify(element: Element) -> Shape:
    """How an inline element of XLIFF 1.2 is taken (§2.4)."""
    ids = element.attributes
    name = ids.get("id", "")
    match element.name:
        case "g":
            return PAIR, f"g {name}"
        case "bpt" | "bx":
            return OPEN, f"{element.name[1:]} {ids.get('rid', name)}".replace("pt", "x")
        case "ept" | "ex":
            return CLOSE, f"{element.name[1:]} {ids.get('rid', name)}".replace("pt", "x")
        case "mrk" if ids.get("mtype") == "seg":
            return THROUGH, ""
        case "mrk":
            return PAIR, f"mrk {ids.get('mtype', '')} {ids.get('mid', '')}{ids.get('comment', '')}"
        case _:
            return ALONE, f"{element.name} {name or ids.get('xid', '')}"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one unit (or one `mrk` segment of it) is written: its elements and the dialect's mark for its state."""

    markup: Markup
    unit: Element
    row: Row
    target: Element | None
    inside: Element | None
    segment: Element | None
    definition: Element | None


def locate(markup: Markup, name: str) -> Sequence[Located]:
    """The units of a file of either version in order."""
    if markup.root.name != "xliff":
        raise DocumentError(f"{name} is no XLIFF file (it begins with <{markup.root.name[:40]}>); choose its format.")
    if markup.root.attributes.get("version", "1").startswith("2"):
        return xliff2.locate(markup)
    return [place for unit in markup.root.all("trans-unit") for place in _of_unit(markup, unit)]


def _of_unit(markup: Markup, unit: Element) -> Iterator[Located]:
    source, target = unit.first("source"), unit.first("target")
    if source is None:
        return
    cut = unit.first("seg-source")
    definitions = {e.attributes.get("id", ""): e for defs in unit.elements("seg-defs") for e in defs.elements("seg")}
    pieces = [m for m in cut.all("mrk") if m.attributes.get("mtype") == "seg"] if cut else []
    if not pieces:
        if not source.text().strip() and not (target and target.text().strip()):
            return
        yield _located(markup, unit, source, target, target, None, None)
        return
    rendered = {m.attributes.get("mid", ""): m for m in (target.all("mrk") if target else ())}
    for piece in pieces:
        number = piece.attributes.get("mid", "")
        yield _located(markup, unit, piece, target, rendered.get(number), piece, definitions.get(number))


def _located(
    markup: Markup, unit: Element, source: Element, target: Element | None, inside: Element | None,
    segment: Element | None, definition: Element | None,
) -> Located:  # fmt: skip
    tags = TagTable(markup, classify)
    tags.avoid(source)
    if inside:
        tags.avoid(inside)
    text = tags.read(source)
    row = Row(
        text=tags.read(inside) if inside else "",
        source=text,
        state=_state(unit, target, definition),
        note="\n".join(note.text().strip() for note in unit.elements("note")),
    )
    place = _Place(markup, unit, row, target, inside, segment, definition)
    return Located(row, tags, partial(_write, place))


def _state(unit: Element, target: Element | None, definition: Element | None) -> State:
    own = unit.attributes
    if own.get("translate") == "no" or own.get(f"{MEMOQ} locked") == "locked":
        return State.LOCKED
    if definition is not None:
        if definition.attributes.get("locked") == "true":
            return State.LOCKED
        made = definition.attributes.get("origin", "")
        draft = State.MACHINE if made in ("mt", "nmt", "amt", "") else State.DRAFT
        return _SDL_IN.get(definition.attributes.get("conf", ""), draft)
    if f"{MEMOQ} status" in own:
        return _MEMOQ_IN.get(own[f"{MEMOQ} status"], State.MACHINE)
    if own.get("approved") == "yes":
        return State.REVIEWED
    said = target.attributes if target else {}
    state = said.get("state", "")
    if state in ("final", "signed-off"):
        return State.REVIEWED
    if said.get("state-qualifier", "").startswith("mt"):
        return State.MACHINE
    if state == "translated":
        return State.CONFIRMED
    return State.DRAFT if state.startswith("needs-review") else State.MACHINE


def _write(place: _Place, unit: UnitNow, text: str) -> list[Change]:
    """What changes in the file for one unit; state marks only where the state has changed."""
    changes: list[Change] = []
    markup, row = place.markup, place.row
    states: dict[str, str | None] = {}
    if moved(row, unit):
        if place.definition is not None:
            changes.append(_attributes(markup, place.definition, {"conf": _SDL_OUT[unit.state]}))
        elif f"{MEMOQ} status" in place.unit.attributes:
            written = {_qualified(markup, place.unit, "status"): _MEMOQ_OUT[unit.state]}
            changes.append(_attributes(markup, place.unit, dict(written)))
        else:
            states = {"state": _OUT[unit.state], "state-qualifier": None}
            approved = "yes" if unit.state is State.REVIEWED else "no"
            if place.unit.attributes.get("approved", "no") != approved:
                changes.append(_attributes(markup, place.unit, {"approved": approved}))
    changes += _written_target(place, text, states)
    if unit.note != row.note:
        added = unit.note.removeprefix(row.note).strip()
        if added:
            changes.append((place.unit.close, place.unit.close, f'<note from="Zhubi">{xml_text(added)}</note>'))
    return changes


def _written_target(place: _Place, text: str, states: dict[str, str | None]) -> list[Change]:
    markup, target = place.markup, place.target
    opening = with_attributes("<target>", states)
    if target is None:
        after = place.unit.first("seg-source") or place.unit.first("source")
        assert after is not None  # a unit without a source is not located
        inner = text if place.segment is None else _marked(markup, place.segment, text)
        prefix = prefix_of(markup, after)
        return [(after.end, after.end, f"<{prefix}{opening[1:]}{inner}</{prefix}target>")]
    changes: list[Change] = []
    inside = place.inside
    head = with_attributes(markup.raw(target.start, target.inside), states)
    if inside is None and place.segment is not None:
        text, inside = _marked(markup, place.segment, text), target
        if target.inside != target.end:
            changes.append((target.close, target.close, text))
            return [*changes, (target.start, target.inside, head)] if states else changes
    if inside is None:
        inside = target
    if inside.inside == inside.end:
        name = markup.raw(inside.start, inside.inside)[1:].split()[0].rstrip("/>")
        opened = (head if inside is target else markup.raw(inside.start, inside.inside))[:-2].rstrip() + ">"
        return [(inside.start, inside.end, f"{opened}{text}</{name}>")]
    if states:
        changes.append((target.start, target.inside, head))
    return [*changes, (inside.inside, inside.close, text)]


def _marked(markup: Markup, segment: Element, text: str) -> str:
    """The text in a `mrk` like that of the source."""
    first = markup.raw(segment.start, segment.inside)
    name = first[1:].split()[0].rstrip("/>")
    opened = first[:-2].rstrip() + ">" if first.endswith("/>") else first
    return f"{opened}{text}</{name}>"


def _qualified(markup: Markup, element: Element, name: str) -> str:
    """The attribute's name with the prefix this file gives memoQ's namespace."""
    raw = markup.raw(element.start, element.inside)
    found = next((word for word in raw.replace("=", " ").split() if word.endswith(f":{name}")), None)
    return found or f"mq:{name}"


def _attributes(markup: Markup, element: Element, values: dict[str, str | None]) -> Change:
    return element.start, element.inside, with_attributes(markup.raw(element.start, element.inside), values)


def read_xliff(data: bytes, name: str, _choice: Choice) -> Content:
    """The units of an XLIFF file of either version or of one of the dialects."""
    markup = parse_markup(data, name)
    rows = tuple(place.row for place in locate(markup, name))
    file = next(markup.root.all("file"), None)
    languages = (file.attributes if file else {}) | markup.root.attributes
    source = languages.get("source-language") or languages.get("srcLang", "zh")
    target = languages.get("target-language") or languages.get("trgLang", "en")
    return Content(
        "xliff", rows=rows, bilingual=True, source_language=source, target_language=target,
        remarks=language_remarks(name, source, target),
    )  # fmt: skip


def language_remarks(name: str, source: str, target: str) -> tuple[str, ...]:
    """What to say where a file is not from Chinese into English."""
    if source.lower().startswith(("zh", "cn")) and target.lower().startswith("en"):
        return ()
    return (f"{name} says it is from {source} into {target}; the checks are made for Chinese into English.",)


def write_xliff(delivery: Delivery) -> bytes:
    """The file with the targets, states and notes as they are now."""
    return write_back(delivery, locate)


SUFFIXES = (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff")
IMPORTER = Importer("xliff", SUFFIXES, mark("XLIFF file"), read_xliff, keeps=True)
EXPORTER = Exporter("xliff", ".xlf", mark("The XLIFF file it came from"), write_xliff, of=("xliff",))
