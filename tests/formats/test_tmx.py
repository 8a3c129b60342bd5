"""TMX: pairs in, with who and when; out only what was confirmed beside its source."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editor.core.model import Document, Mode, Segment, SegmentId, State
from editor.errors import DocumentError
from editor.formats.markup import parse_markup
from editor.formats.protocol import Delivery
from editor.formats.tmx import MemoryUnit, tmx_of, units_of, write_tmx
from editor.intake import read_pair

OTHER = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="zh-CN" segtype="sentence"/><body>
<tu creationid="li" creationdate="20250102T030405Z"><note>a</note><tuv xml:lang="EN-GB" changeid="wang" changedate="20260102T030405Z">
<seg>The <bpt i="1">&lt;b&gt;</bpt>court<ept i="1">&lt;/b&gt;</ept></seg></tuv><tuv xml:lang="zh-CN"><seg><bpt i="1">&lt;b&gt;</bpt>法院<ept i="1">&lt;/b&gt;</ept></seg></tuv></tu>
<tu><tuv xml:lang="zh"><seg>只有中文</seg></tuv><tuv xml:lang="fr"><seg>rien</seg></tuv></tu>
</body></tmx>"""  # noqa: E501

DOCUMENT = Document("d", "Article", "txt", Mode.BILINGUAL)


def delivery(*segments: Segment, document: Document = DOCUMENT) -> Delivery:
    return Delivery(document, segments, (), "court-news 2026.1", "9")


def test_another_program_s_memory_is_read_as_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(OTHER, "utf-8")
    intake = read_pair(None, path)
    assert [(s.source, s.target) for s in intake.segments] == [("{1>法院<1}", "The {1>court<1}")]
    assert "1 of 2 units" in intake.remarks[0]


def test_who_and_when_come_with_a_pair() -> None:
    ((_, unit),) = units_of(parse_markup(OTHER.encode(), "a"), "a")
    assert unit == MemoryUnit("法院", "The court", "wang", "20260102T030405Z", "a")


def test_only_confirmed_pairs_leave_and_come_back() -> None:
    pairs = [
        Segment(SegmentId(1), "法院{1}", "court", "The <court>{1}", State.CONFIRMED, note="n"),
        Segment(SegmentId(2), "会议", "meeting", "A meeting", State.DRAFT),
        Segment(SegmentId(3), "", "added", "Added", State.CONFIRMED),
        Segment(SegmentId(4), "人民", "people", "The people\u2028all", State.REVIEWED),
    ]
    data = write_tmx(delivery(*pairs))
    assert b"court-news 2026.1" in data
    assert [u for _, u in units_of(parse_markup(data, "a"), "a")] == [
        MemoryUnit("法院", "The <court>", note="n"),
        MemoryUnit("人民", "The people\u2028all"),
    ]


def test_author_and_time_survive() -> None:
    unit = MemoryUnit("法院", "Court", 'O"Neill <x>', "20260102T030405Z")
    assert [u for _, u in units_of(parse_markup(tmx_of([unit], "1"), "a"), "a")] == [unit]


def test_no_memory_leaves_monolingual_mode_or_without_a_confirmed_segment() -> None:
    confirmed = Segment(SegmentId(1), "", "court", "The court", State.CONFIRMED)
    with pytest.raises(DocumentError, match="without the Chinese"):
        write_tmx(delivery(confirmed, document=replace(DOCUMENT, mode=Mode.MONOLINGUAL)))
    with pytest.raises(DocumentError, match="is confirmed"):
        write_tmx(delivery(replace(confirmed, source="法院", state=State.DRAFT)))
