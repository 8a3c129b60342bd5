"""Doubts are about the machine's words: what a person wrote or confirmed is not doubted."""

from __future__ import annotations

import pytest

from editor.checks.catalogue import CHECKS
from editor.checks.framework import CheckSet
from editor.core.model import Mode, Segment, SegmentId, State
from glossary.matching import Matcher

DOUBTED = 'Netizens call the "Beluga Shell" project a foul.'
CHINESE = "网友吐槽“鲸贝”项目犯规。"
DOUBTS = CheckSet(tuple(c for c in CHECKS if c.id == "Q01"), Matcher(()))


@pytest.mark.parametrize(
    ("machine", "state", "count"),
    [
        (DOUBTED, State.MACHINE, 1),
        (DOUBTED, State.DRAFT, 1),
        ("Netizens call the whale project a foul.", State.DRAFT, 0),
        ('Netizens call the "Beluga" project by Shell a foul.', State.DRAFT, 0),
        ('The Netizens of the place call the "Beluga Shell" project a foul.', State.DRAFT, 1),
        (DOUBTED, State.CONFIRMED, 0),
        (DOUBTED, State.REVIEWED, 0),
    ],
)
def test_only_the_machine_s_words_are_doubted(machine: str, state: State, count: int) -> None:
    segment = Segment(SegmentId(1), CHINESE, machine, DOUBTED, state)
    assert len(DOUBTS.check_segment(segment, 0, Mode.BILINGUAL)) == count
