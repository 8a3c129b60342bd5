"""The person's own glossary has the last word."""

from __future__ import annotations

from pathlib import Path

from editor.core.model import Mode, Segment, SegmentId
from editor.termbase import load_termbase, make_checks


def checks_of(path: Path | None, source: str, target: str) -> list[tuple[str, str]]:
    termbase = load_termbase([path] if path else [])
    segment = Segment(SegmentId(1), source, target, target)
    found = make_checks(termbase).check_document([segment], Mode.BILINGUAL)
    return [(f.check, target[f.start : f.end]) for f in found]


def test_what_it_calls_bad_is_bad_even_if_the_built_in_one_admits_it(tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text("zh\ten\tbad\n合议庭\tcollegial bench\tcollegial panel\n", encoding="utf-8")
    pair = ("合议庭当庭宣判。", "The collegial panel pronounced judgment in court.")
    assert checks_of(None, *pair) == []
    assert checks_of(mine, *pair) == [("T03", "collegial panel")]


def test_for_another_term_the_built_in_one_stands(tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text("zh\ten\tbad\n评议小组\treview group\tcollegial panel\n", encoding="utf-8")
    assert checks_of(mine, "合议庭当庭宣判。", "The collegial panel pronounced judgment in court.") == []
