"""Small articles of our own for tests of the project and its file."""

from __future__ import annotations

from editor.core.model import Document, Mode, Segment, SegmentId

_SUBJECTS = ("The county court", "The presiding judge", "The procuratorate", "The working group")
_DEEDS = ("heard the case in public.", "visited the village on Tuesday.", "published the list of cases.")


def document(mode: Mode = Mode.BILINGUAL) -> Document:
    """A document without segments."""
    return Document("doc-1", "Court news", "txt", mode, prefix="", digest="0" * 64)


def article(count: int = 6) -> list[Segment]:
    """`count` paired sentences with ids from 1; every fourth ends a paragraph, every fifth is glued to the next."""
    return [_sentence(n) for n in range(count)]


def _sentence(n: int) -> Segment:
    text = f"{_SUBJECTS[n % 4]} {_DEEDS[n % 3]}"
    gap = "\n\n" if n % 4 == 3 else "" if n % 5 == 4 else " "
    return Segment(SegmentId(n + 1), f"第{n}号案件已经审结。", text, text, gap=gap)
