"""Where sentences begin and end: unfinished ones (G11) and small first letters (G12)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editor.checks.framework import Check, DocumentView, Needs, SegmentView
from editor.checks.spans import flag, is_title, words
from editor.core.model import Finding, Fix, Severity
from editor.i18n import mark

_OPEN = mark("The sentence ends with “{text}”: something is missing after it.")
_SMALL = mark("The sentence begins with a small letter: “{good}”.")

_UNFINISHED = re.compile(
    r"(?P<word>\b(?:and|or|but|because|if|than|whose|their|its|our|every|especially|including|such as|as well as|"
    r"so as to|in order to|according to|due to|(?:the|a|an) (?:[a-z]+ )?of))(?P<end>[.!?;]|,?$)[”\"’)]*\s*$"
)
_PLAIN_START = re.compile(r"(?P<word>[a-z][a-z]*)(?= )")
_NAMES = words("de van von al el bin der la le di da del y e i ex")
_ENDED = re.compile(r"[.!?][”\"’)]*$")
_ABBREVIATED = re.compile(r"\b(?:etc|Mr|Mrs|Dr|No|vs|St|Jr|Inc|Ltd|Co|U\.S|p\.m|a\.m|e\.g|i\.e)\.$")


def unfinished(view: SegmentView) -> Iterator[Finding]:
    """G11: a sentence that stops before its object or its second half."""
    text = view.target.rstrip()
    match = _UNFINISHED.search(text[-60:]) if text else None
    if match is None or is_title(text) or text.count(" ") < 4:
        return
    start = len(text) - len(text[-60:]) + match.start("word")
    if not match["end"].strip(",") and view.segment.gap.strip("\n") == view.segment.gap:
        return
    span = (start, start + len(match["word"]))
    yield flag(view, "G11", Severity.MAJOR, span, _OPEN, values=(("text", match["word"]),), confidence=0.85)


def small_start(document: DocumentView) -> Iterator[Finding]:
    """G12: a sentence that begins small although the one before has ended."""
    before = ""
    for view in document.views:
        text = view.target
        match = _PLAIN_START.match(text)
        if (
            match
            and match["word"] not in _NAMES
            and text.count(" ") > 3
            and _ENDED.search(text)
            and (not before or (_ENDED.search(before) and not _ABBREVIATED.search(before)))
        ):
            good = text[0].upper() + match["word"][1:]
            fix = Fix(0, 1, text[0].upper(), safe=True)
            yield flag(
                view, "G12", Severity.MINOR, match.span("word"), _SMALL, values=(("good", good),), fixes=(fix,),
                confidence=0.9,
            )  # fmt: skip
        before = text.rstrip() or before


CHECKS: tuple[Check, ...] = (
    Check(
        "G11",
        mark("Unfinished sentence"),
        mark(
            "The sentence stops at a word that cannot be its last: and, because, the number of. The machine lost the "
            "rest; look it up in the source."
        ),
        Needs.TARGET,
        Severity.MAJOR,
        segment=unfinished,
        replaces=("A04",),
    ),
    Check(
        "G12",
        mark("Sentence begins small"),
        mark(
            "The sentence before has ended, and this one begins with a small letter. Either it is a new sentence and "
            "wants its capital, or two belong together and the full stop between them is wrong."
        ),
        Needs.TARGET,
        Severity.MINOR,
        document=small_start,
    ),
)
