"""Inline elements of bilingual XML as placeables: text and tags out of an element, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from editor.core.placeables import LINE_BREAK, TagKind, tags_of, written
from editor.formats.markup import Element, Markup, xml_text

# How an inline element is taken: as a pair of tags around its content, as one of the two, as one thing with all that
# is in it, or as if it were not there. The second value names it: the same in source and target.
Shape = tuple[str, str]
Classify = Callable[[Element], Shape]
_NAME = re.compile(r"<([^\s/>]+)")
PAIR, OPEN, CLOSE, ALONE, THROUGH = "pair", "open", "close", "alone", "through"


@dataclass(slots=True)
class TagTable:
    """The tags of one unit: numbers by name (source and target share them) and what each stands for in the file."""

    markup: Markup
    classify: Classify
    taken: set[int] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    pairs: set[int] = field(default_factory=set)

    def avoid(self, element: Element) -> None:
        """Use no number that stands in the text of an element as if it were a tag."""
        self.taken |= {tag.number for tag in tags_of(element.text())}

    def read(self, element: Element) -> str:
        """The text of an element with its tags; a line break becomes U+2028. A later call knows the tags of earlier
        ones, and what it finds of the same name is what `write` uses."""
        return "".join(self._parts(element, {})).replace("\r\n", LINE_BREAK).replace("\n", LINE_BREAK)

    def write(self, text: str) -> str:
        """The text as XML; a tag that is none of the unit's is written as the characters it is made of."""
        text = nested(text, self.pairs)
        parts: list[str] = []
        at = 0
        for tag in tags_of(text):
            raw = self.raw.get(tag.text)
            if raw is not None:
                parts += (xml_text(text[at : tag.start]), raw)
                at = tag.end
        parts.append(xml_text(text[at:]))
        return "".join(parts).replace(LINE_BREAK, "\n")

    def _parts(self, element: Element, seen: dict[str, int]) -> Iterator[str]:
        for child in element.children:
            if isinstance(child, str):
                yield child
                continue
            shape, name = self.classify(child)
            if shape == THROUGH:
                yield from self._parts(child, seen)
                continue
            if shape in (PAIR, ALONE):
                # One that stands twice in a text is two tags.
                seen[name] = seen.get(name, 0) + 1
                name = f"{name} {seen[name]}"
            number = self._number(name)
            if shape == PAIR:
                first, last = self._pair(child)
                self.pairs.add(number)
                yield self._tag(TagKind.OPEN, number, first)
                yield from self._parts(child, seen)
                yield self._tag(TagKind.CLOSE, number, last)
            else:
                kind = {OPEN: TagKind.OPEN, CLOSE: TagKind.CLOSE, ALONE: TagKind.ALONE}[shape]
                yield self._tag(kind, number, self.markup.raw(child.start, child.end))

    def _pair(self, element: Element) -> tuple[str, str]:
        """The first and the last tag of an element; one written as a single empty tag is opened up."""
        first = self.markup.raw(element.start, element.inside)
        name = _NAME.match(first)
        if first.endswith("/>"):
            first = first[:-2].rstrip() + ">"
        return first, f"</{name[1] if name else element.name}>"

    def _tag(self, kind: TagKind, number: int, raw: str) -> str:
        text = written(kind, number)
        self.raw[text] = raw
        return text

    def _number(self, name: str) -> int:
        if name not in self.numbers:
            number = len(self.numbers) + 1
            while number in self.taken or number in self.numbers.values():
                number += 1
            self.numbers[name] = number
        return self.numbers[name]


def unwrapped(text: str) -> tuple[str, list[tuple[str, str]]]:
    """A text without the pairs of tags that stand around all of it, and those pairs from the outside in."""
    outer: list[tuple[str, str]] = []
    while True:
        tags = tags_of(text)
        if len(tags) < 2:
            return text, outer
        first, last = tags[0], tags[-1]
        whole = first.kind is TagKind.OPEN and last.kind is TagKind.CLOSE and first.number == last.number
        if not whole or text[: first.start].strip() or text[last.end :].strip():
            return text, outer
        outer.append((first.text, last.text))
        text = text[: first.start] + text[first.end : last.start] + text[last.end :]


def nested(text: str, pairs: Container[int]) -> str:
    """The text with tags that lie well in one another, as elements must: a tag that closes out of turn is left out,
    what stays open is closed at the end. Only tags of the numbers in `pairs` are elements."""
    parts: list[str] = []
    stack: list[int] = []
    at = 0
    for tag in tags_of(text):
        if tag.kind is TagKind.ALONE or tag.number not in pairs:
            continue
        parts.append(text[at : tag.start])
        at = tag.end
        if tag.kind is TagKind.OPEN:
            stack.append(tag.number)
        elif not stack or stack[-1] != tag.number:
            continue
        else:
            stack.pop()
        parts.append(tag.text)
    parts.append(text[at:])
    return "".join((*parts, *(written(TagKind.CLOSE, number) for number in reversed(stack))))


def renewed(markup: Markup, raw: Mapping[str, str], inner: Iterable[tuple[int, int, str]]) -> dict[str, str]:
    """What tags stand for, with the changes made inside: a note or a box holds paragraphs of its own."""
    now = dict(raw)
    for start, end, text in inner:
        old = markup.raw(start, end)
        tag = next((tag for tag, whole in now.items() if old and old in whole), None)
        if tag is not None:
            now[tag] = now[tag].replace(old, text, 1)
    return now
