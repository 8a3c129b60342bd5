"""Inline tags of the document: lost, added or crossed ones, compared with the source or the machine's text."""

from __future__ import annotations

from collections.abc import Iterator

from editor.checks.framework import Check, Needs, SegmentView
from editor.checks.spans import flag
from editor.core.model import Finding, Fix, Severity
from editor.core.placeables import Bare, Tag, TagFaults, TagKind, bare, tag_faults, tag_reference, tags_of
from editor.i18n import mark

LOST = mark("Formatting tag {tag} is missing.")
ADDED = mark("Formatting tag {tag} does not stand in the source.")
CROSSED = mark("Formatting tag {tag} closes where it was not opened.")


def tag_differences(view: SegmentView) -> Iterator[Finding]:
    """F10: each lost, added or crossed tag, with the text that would be right."""
    segment = view.tagged
    reference = tag_reference(segment)
    if not segment.target or (not segment.machine and not segment.source):
        return
    faults = tag_faults(reference, segment.target)
    if not faults:
        return
    mended = Fix(0, len(segment.target), mend(segment.target, reference, faults))
    fixes = (mended,) if not tag_faults(reference, mended.text) else ()
    for message, tags in ((ADDED, faults.added), (CROSSED, faults.crossed)):
        for tag in tags:
            yield _finding(view, message, tag.text, (tag.start, tag.end), fixes)
    for tag in faults.lost:
        yield _finding(view, LOST, tag.text, (len(segment.target), len(segment.target)), fixes)


def _finding(view: SegmentView, message: str, tag: str, span: tuple[int, int], fixes: tuple[Fix, ...]) -> Finding:
    values = (("tag", tag),)
    return flag(view, "F10", Severity.MAJOR, span, message, values=values, fixes=fixes, confidence=0.99, rule=tag)


def mend(target: str, reference: str, faults: TagFaults) -> str:
    """The target with the tags of the reference: those too many or crossed taken out, those that lack put in.

    A pair stands around the words it stood around, where they are still there; around everything where it was so;
    else at the same share of the length, not inside a word.
    """
    wrong = {tag.number for tag in faults.crossed}
    out = [t for t in tags_of(target) if t in faults.added or t.number in wrong]
    for tag in reversed(out):
        target = target[: tag.start] + target[tag.end :]
    for tag in tag_faults(reference, target).lost:
        target = _inserted(target, reference, tag)
    return target


def _inserted(target: str, reference: str, tag: Tag) -> str:
    model, text = bare(reference), bare(target)
    place = model.places[model.tags.index(tag)]
    at = _kept_place(model.text, text.text, place, tag.kind)
    where = text.end(at)
    for other, there in zip(text.tags, text.places, strict=True):
        if there == at and _comes_first(other, tag, model):
            where = other.end
    return target[:where] + tag.text + target[where:]


def _comes_first(other: Tag, tag: Tag, model: Bare) -> bool:
    """Whether a tag at the same place stands before `tag`: as in the model; one it does not know, where it closes."""
    order = [t.text for t in model.tags]
    if other.text in order:
        return order.index(other.text) < order.index(tag.text)
    return other.kind is TagKind.CLOSE


def _kept_place(model: str, text: str, place: int, kind: TagKind) -> int:
    """The place in `text` that answers to one in `model`."""
    if place in (0, len(model)):
        return 0 if place == 0 else len(text)
    near = model[place : place + 12] if kind is TagKind.OPEN else model[max(0, place - 12) : place]
    if near and text.count(near) == 1:
        found = text.index(near)
        return found if kind is TagKind.OPEN else found + len(near)
    at = round(place / len(model) * len(text))
    while 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
        at += 1
    return at


CHECKS: tuple[Check, ...] = (
    Check(
        "F10",
        mark("Formatting tags differ"),
        mark(
            "The document's formatting (bold, links, footnotes, line breaks) stands in the text as small tags. One is "
            "missing, doubled or closes out of turn, and the delivered file would lose that formatting. The fix puts "
            "the tags back as they were; look whether they stand around the right words."
        ),
        Needs.TARGET,
        Severity.MAJOR,
        segment=tag_differences,
        tags=True,
    ),
)
