"""What a project gives to the glossary to learn from: confirmed texts only, each in its time and with its writer."""

from pathlib import Path

import pytest

from editor.core.harvest import harvest
from editor.core.model import Segment, SegmentId, State
from editor.core.options import Options
from editor.project import Project
from glossary.corpus import EditPair
from glossary.mining import mine
from tests.store.samples import document

ONE, TWO = SegmentId(1), SegmentId(2)
MACHINE = "The court handles cases with soul and temperature."
GOOD = "The court handles cases with conscience and warmth."


class Clock:
    """One second more at every look."""

    now = 0.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def project(tmp_path: Path) -> Project:
    segments = [
        Segment(ONE, "办案要有灵魂有温度。", MACHINE, MACHINE),
        Segment(TWO, "会议结束了。", "The meeting ended.", "The meeting ended."),
    ]
    return Project.create(tmp_path / "a.zhubi", document(), segments, clock=Clock(), options=Options(author="An"))


def reaped(project: Project) -> list[EditPair]:
    with project:
        return harvest(project.document.id, project.segments, project.history)


def texts(project: Project) -> list[tuple[str, str, str]]:
    return [(p.segment, p.final, p.translator) for p in reaped(project)]


def test_only_confirmed_segments_count_and_unchanged_ones_do(project: Project) -> None:
    project.set_target(ONE, GOOD)
    project.confirm(TWO)
    assert texts(project) == [("2", "The meeting ended.", "An")]


def test_a_confirmed_text_comes_with_its_source_machine_writer_and_time(project: Project) -> None:
    project.set_target(ONE, GOOD)
    project.set_options(Options(author="Bo"))
    project.confirm(ONE)
    (pair,) = reaped(project)
    assert pair == EditPair("doc-1", "1", "办案要有灵魂有温度。", MACHINE, GOOD, "An", 2.0)


def test_what_somebody_changed_back_is_told_in_order(project: Project) -> None:
    project.set_target(ONE, GOOD)
    project.confirm(ONE)
    project.set_options(Options(author="Bo"))
    project.set_target(ONE, MACHINE)
    project.set_state(ONE, State.REVIEWED)
    assert texts(project) == [("1", GOOD, "An"), ("1", MACHINE, "Bo")]


def test_reviewing_the_same_text_is_no_second_text(project: Project) -> None:
    project.set_target(ONE, GOOD)
    project.confirm(ONE)
    project.set_state(ONE, State.REVIEWED)
    assert texts(project) == [("1", GOOD, "An")]


def test_a_confirmation_or_change_that_was_undone_did_not_happen(project: Project) -> None:
    project.confirm(ONE)
    project.undo()
    project.set_target(ONE, GOOD)
    project.confirm(ONE)
    project.set_target(ONE, "Something else.")
    project.undo()
    assert project.segment(ONE).state is State.CONFIRMED
    assert texts(project) == [("1", GOOD, "An")]


def test_a_split_begins_a_new_story(project: Project) -> None:
    project.confirm(ONE)
    project.split(ONE, 20, 4)
    project.confirm(ONE)
    pairs = reaped(project)
    assert [p.segment for p in pairs] == ["1"]
    assert pairs[0].final == pairs[0].machine
    assert len(pairs[0].final) < len(MACHINE)


def test_three_articles_teach_a_correction(tmp_path: Path) -> None:
    frames = ("Judges handle cases with {}.", "A verdict with {} convinces people.", "Mediation needs {} as well.")
    pairs: list[EditPair] = []
    for n, frame in enumerate(frames):
        machine = frame.format("soul and temperature")
        segment = Segment(ONE, f"第{n}次办案要有灵魂有温度。", machine, machine)
        path = tmp_path / f"{n}.zhubi"
        with Project.create(path, document(), [segment]) as project:
            project.set_target(ONE, frame.format("conscience and warmth"))
            project.confirm(ONE)
            pairs += harvest(f"doc-{n}", project.segments, project.history)
    (found,) = mine(pairs)
    assert (found.bad, found.good, found.documents) == ("soul and temperature", "conscience and warmth", 3)
