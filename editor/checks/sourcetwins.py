"""The same Chinese sentence translated in two ways in one document (D03)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from editor.checks.framework import Check, DocumentView, Needs, SegmentView
from editor.core.model import Evidence, Finding, Fix, Mode, Severity, Side
from editor.i18n import mark

_TWO = mark("The same Chinese sentence is rendered otherwise in this document: “{good}”.")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_SHORTEST = 8
"""Chinese characters below which a sentence (a heading, an answer) may well be put in two ways."""


def differently(document: DocumentView) -> Iterator[Finding]:
    """D03: one source, several targets; the most frequent or else the first is taken for right."""
    if document.mode is Mode.MONOLINGUAL:
        return
    groups: dict[str, list[SegmentView]] = defaultdict(list)
    for view in document.views:
        plain = "".join(view.source.split())
        if view.target.strip() and len(_CHINESE.findall(plain)) >= _SHORTEST:
            groups[plain].append(view)
    for views in groups.values():
        said = Counter(_plain(view.target) for view in views)
        if len(said) < 2:
            continue
        wanted = said.most_common(1)[0][0]
        good = next(view for view in views if _plain(view.target) == wanted)
        for view in views:
            if _plain(view.target) != wanted:
                yield _finding(view, good)


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".").casefold()


def _finding(view: SegmentView, good: SegmentView) -> Finding:
    return Finding(
        "D03",
        Severity.MINOR,
        view.segment.id,
        Side.TARGET,
        0,
        len(view.target),
        _TWO,
        (("good", good.target),),
        (Fix(0, len(view.target), good.target),),
        (
            Evidence("source", view.source, view.segment.id, 0, len(view.source)),
            Evidence("occurrence", good.target, good.segment.id, 0, len(good.target)),
        ),
        confidence=0.95,
        painted=False,
    )


CHECKS: tuple[Check, ...] = (
    Check(
        "D03",
        mark("Same sentence, other translation"),
        mark(
            "The Chinese sentence comes more than once in this document and is translated in different ways. "
            "Readers of both take them for different statements; keep to one unless the surroundings ask for another."
        ),
        Needs.SOURCE,
        Severity.MINOR,
        document=differently,
        painted=False,
    ),
)
