"""XLIFF 2.0 and 2.1: where the segments stand, and how a target, a state or a note is written there.

OASIS XLIFF 2.1, §4.2 (structure), §4.3 (states on `segment`), §4.7 (inline elements).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from editor.core.model import State
from editor.formats.bilingual import Change, Located, moved, prefix_of
from editor.formats.inline import ALONE, CLOSE, OPEN, PAIR, Shape, TagTable
from editor.formats.markup import Element, Markup, with_attributes, xml_text
from editor.formats.protocol import Row
from editor.formats.skeleton import UnitNow

_DRAFT = "zhubi:draft"
_IN = {"translated": State.CONFIRMED, "reviewed": State.REVIEWED, "final": State.REVIEWED}
_OUT: dict[State, dict[str, str | None]] = {
    State.MACHINE: {"state": "initial", "subState": None},
    State.DRAFT: {"state": "initial", "subState": _DRAFT},
    State.CONFIRMED: {"state": "translated", "subState": None},
    State.REVIEWED: {"state": "reviewed", "subState": None},
}


def classify(element: Element) -> Shape:
    """How an inline element of XLIFF 2 is taken (§4.7)."""
    ids = element.attributes
    name = ids.get("id", "")
    match element.name:
        case "pc" | "mrk":
            return PAIR, f"{element.name} {name}"
        case "sc" | "sm":
            return OPEN, f"{element.name[1:]} {name}"
        case "ec" | "em":
            return CLOSE, f"{element.name[1:]} {ids.get('startRef', name)}"
        case _:
            return ALONE, f"{element.name} {name or ids.get('hex', '')}"


@dataclass(frozen=True, slots=True)
class _Place:
    markup: Markup
    unit: Element
    segment: Element
    source: Element
    target: Element | None
    row: Row


def locate(markup: Markup) -> Sequence[Located]:
    """The segments of a file in order; ignorable parts are left out."""
    found: list[Located] = []
    for unit in markup.root.all("unit"):
        for number, segment in enumerate(unit.elements("segment")):
            source = segment.first("source")
            if source is not None:
                found.append(_located(markup, unit, segment, source, first=number == 0))
    return found


def _located(markup: Markup, unit: Element, segment: Element, source: Element, *, first: bool) -> Located:
    target = segment.first("target")
    tags = TagTable(markup, classify)
    tags.avoid(source)
    if target:
        tags.avoid(target)
    text = tags.read(source)
    notes = [note.text().strip() for group in unit.elements("notes") for note in group.elements("note")]
    row = Row(
        text=tags.read(target) if target else "",
        source=text,
        state=_state(unit, segment),
        note="\n".join(notes) if first else "",
    )
    return Located(row, tags, partial(_write, _Place(markup, unit, segment, source, target, row)))


def _state(unit: Element, segment: Element) -> State:
    if unit.attributes.get("translate") == "no":
        return State.LOCKED
    state = segment.attributes.get("state", "initial")
    if state == "initial" and segment.attributes.get("subState") == _DRAFT:
        return State.DRAFT
    return _IN.get(state, State.MACHINE)


def _write(place: _Place, unit: UnitNow, text: str) -> list[Change]:
    markup, segment, target = place.markup, place.segment, place.target
    changes: list[Change] = []
    if moved(place.row, unit):
        opening = with_attributes(markup.raw(segment.start, segment.inside), _OUT[unit.state])
        changes.append((segment.start, segment.inside, opening))
    prefix = prefix_of(markup, place.source)
    if target is None:
        changes.append((place.source.end, place.source.end, f"<{prefix}target>{text}</{prefix}target>"))
    elif target.inside == target.end:
        opening = markup.raw(target.start, target.inside)[:-2].rstrip() + ">"
        changes.append((target.start, target.end, f"{opening}{text}</{prefix}target>"))
    else:
        changes.append((target.inside, target.close, text))
    added = unit.note.removeprefix(place.row.note).strip() if unit.note != place.row.note else ""
    if added:
        changes.append(_noted(markup, place.unit, prefix, xml_text(added)))
    return changes


def _noted(markup: Markup, unit: Element, prefix: str, note: str) -> Change:
    """A note more; `notes` comes before the segments (§4.2.2.5)."""
    written = f'<{prefix}note category="zhubi">{note}</{prefix}note>'
    group = unit.first("notes")
    if group is not None and group.inside != group.end:
        return group.close, group.close, written
    first = next(e for e in unit.elements() if e.name in ("segment", "ignorable", "originalData"))
    return first.start, first.start, f"<{prefix}notes>{written}</{prefix}notes>"
