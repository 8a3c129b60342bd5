"""What the formats of bilingual units share: where a unit stands in its file, and writing changed ones back there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from editor.core.model import State
from editor.formats.inline import TagTable
from editor.formats.markup import Element, Markup, parse_markup
from editor.formats.protocol import Delivery, Row
from editor.formats.skeleton import UnitNow, matched, units_now, unpack

Change = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Located:
    """A unit of a file: what is read of it, its tags, and how the file has to change for a new text, state or note.

    `write` gets the unit as it stands now and its text as XML, and answers with spans to replace.
    """

    row: Row
    tags: TagTable
    write: Callable[[UnitNow, str], list[Change]]


Locate = Callable[[Markup, str], Sequence[Located]]


def write_back(delivery: Delivery, locate: Locate) -> bytes:
    """The file a document came from with the texts, states and notes of its units as they are now.

    What no person or memory has changed is not touched: an untouched document gives the very same bytes.
    """
    skeleton = unpack(delivery.document)
    markup = parse_markup(skeleton.file, delivery.document.title)
    there = locate(markup, delivery.document.title)
    changes: list[Change] = []
    for place, unit in matched(delivery.document, there, units_now(skeleton, delivery.segments)):
        if not unit.changed:
            continue
        text = f"{unit.before}{unit.text}{unit.behind}" if unit.text else ""
        changes += place.write(unit, place.tags.write(text))
    return markup.spliced(changes)


def prefix_of(markup: Markup, element: Element) -> str:
    """The prefix, with its colon, under which the file writes the elements of this one's namespace; often empty."""
    name = markup.raw(element.start, element.inside)[1:].split()[0].rstrip("/>")
    return name[: name.rindex(":") + 1] if ":" in name else ""


def moved(row: Row, unit: UnitNow) -> bool:
    """Whether a unit's state is another one than the file says; a locked one stays what it is."""
    return unit.state is not row.state and State.LOCKED not in (unit.state, row.state)
