"""The project as its users see it: changes, undo that survives reopening, fixes, dismissals, failures of the disk."""

import os
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from editor.core.edits import Edit, Field
from editor.core.events import Saved, SaveFailed, SegmentsChanged, StructureChanged
from editor.core.joining import deliver
from editor.core.model import Finding, Fix, Mode, Origin, Segment, SegmentId, Severity, Side, State
from editor.core.options import Options
from editor.errors import ProjectError, RevisionConflict, SegmentLocked
from editor.project import Project
from tests.store.samples import article, document

ONE, TWO, THREE = SegmentId(1), SegmentId(2), SegmentId(3)
ROOT = Path(__file__).parents[1]


class Clock:
    """A clock that goes only when it is told to."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.zhubi"


def reopened(project: Project) -> Project:
    project.close()
    return Project.open(project.path)


def content(project: Project) -> list[Segment]:
    return [replace(s, revision=0) for s in project.segments]


def finding(project: Project, id_: SegmentId, word: str, check: str = "D03") -> Finding:
    target = project.segment(id_).target
    start = target.index(word)
    return Finding(check, Severity.MINOR, id_, Side.TARGET, start, start + len(word), "message", seen=target)


def test_typing_makes_a_draft_and_is_taken_back_by_one_undo(path: Path) -> None:
    clock = Clock()
    with Project.create(path, document(), article(), clock=clock) as project:
        project.confirm(ONE)
        for text in ("T", "Th", "The hearing. "):
            project.set_target(ONE, text, join=True)
            clock.now += 0.3
        now = project.segment(ONE)
        assert (now.target, now.state, now.origin) == ("The hearing.", State.DRAFT, Origin.TYPED)
        assert project.undo() == (ONE,)
        assert (project.segment(ONE).target, project.segment(ONE).state) == (article()[0].target, State.CONFIRMED)
        project.redo()
        assert project.segment(ONE).target == "The hearing."


def test_typing_joins_only_its_own_burst(path: Path) -> None:
    clock = Clock()
    with Project.create(path, document(), article(), clock=clock) as project:
        project.set_target(ONE, "a", join=True)
        project.set_target(TWO, "b", join=True)
        project.set_target(TWO, "bc", join=True)
        project.set_note(TWO, "n")
        project.set_target(TWO, "bcd", join=True)
        clock.now += 60
        project.set_target(TWO, "bcde", join=True)
        seen = []
        while project.can_undo:
            project.undo()
            seen.append((project.segment(ONE).target[:1], project.segment(TWO).target[:5]))
    assert seen == [("a", "bcd"), ("a", "bc"), ("a", "bc"), ("a", "The p"), ("T", "The p")]


def test_undo_and_redo_survive_reopening(path: Path) -> None:
    project = Project.create(path, document(), article())
    project.set_target(ONE, "One.")
    project.split(TWO, 3)
    project.set_note(ONE, "a note")
    after = content(project)
    project = reopened(project)
    assert content(project) == after
    project.undo()
    project.undo()
    project = reopened(project)
    assert (project.can_undo, project.can_redo) == (True, True)
    project.undo()
    assert content(project) == article()
    project = reopened(project)
    while project.can_redo:
        project.redo()
    assert content(project) == after
    assert [e.kind for e in project.history(ONE) if e.field is Field.NOTE] == ["note", "undo", "redo"]
    project.close()


def test_a_change_against_an_older_text_is_refused_whole(path: Path) -> None:
    with Project.create(path, document(), article()) as project:
        edits = [Edit(ONE, Field.NOTE, "", "x"), Edit(TWO, Field.TARGET, "not what stands there", "y")]
        with pytest.raises(RevisionConflict, match="Segment 2"):
            project.apply(edits, kind="replace")
        assert content(project) == article()
        assert not project.can_undo


def test_edits_are_signed_and_numbered_as_groups(path: Path) -> None:
    clock = Clock()
    with Project.create(path, document(), article(), options=Options(author="Wu Li"), clock=clock) as project:
        first = project.apply([Edit(ONE, Field.NOTE, "", "x"), Edit(TWO, Field.NOTE, "", "x")], kind="note")
        second = project.apply([Edit(ONE, Field.NOTE, "x", "y")], kind="note")
        assert second > first
    with Project.open(path) as project:
        told = project.history(ONE)
    assert [(e.author, e.time, e.kind, e.group) for e in told] == [
        ("Wu Li", 1000.0, "note", first), ("Wu Li", 1000.0, "note", second),
    ]  # fmt: skip


def test_many_targets_are_replaced_in_one_step_but_for_locked_ones(path: Path) -> None:
    with Project.create(path, document(), article()) as project:
        project.set_state(TWO, State.LOCKED)
        project.set_state(THREE, State.REVIEWED)
        same = {SegmentId(4): project.segment(SegmentId(4)).target}
        assert project.set_targets({ONE: "One.", TWO: "Two.", THREE: " Three. "} | same) == 2
        assert [s.target for s in project.segments[:3]] == ["One.", article()[1].target, "Three."]
        assert project.segment(THREE).state is State.DRAFT
        assert project.undo() == (ONE, THREE)
        assert [s.target for s in project.segments] == [s.target for s in article()]


def test_a_step_that_changes_nothing_is_no_step(path: Path) -> None:
    with Project.create(path, document(), article()) as project:
        project.set_target(ONE, project.segment(ONE).target + "  ")
        project.set_note(ONE, "")
        project.set_state(ONE, State.MACHINE)
        project.merge(project.segments[-1].id)
        assert project.fix_many([]) == 0
        assert project.undo() == ()
        assert not project.can_undo


def test_a_locked_segment_cannot_be_changed_until_it_is_unlocked(path: Path) -> None:
    with Project.create(path, document(), article()) as project:
        project.set_state(TWO, State.LOCKED)
        own = finding(project, TWO, "judge")
        deeds = (
            lambda: project.set_target(TWO, "x"),
            lambda: project.confirm(TWO),
            lambda: project.split(TWO, 3),
            lambda: project.merge(ONE),
            lambda: project.merge(TWO),
        )
        for deed in deeds:
            with pytest.raises(SegmentLocked, match="Segment 2 is locked"):
                deed()
        assert project.fix_many([(own, Fix(own.start, own.end, "x"))]) == 0
        project.set_state(TWO, State.DRAFT)
        project.set_target(TWO, "x")


def test_split_and_merge_deliver_the_same_text_and_are_undoable(path: Path) -> None:
    with Project.create(path, document(), article(8)) as project:
        text = deliver("", project.segments)
        project.split(THREE, 14)
        assert deliver("", project.segments) == text
        assert [project.index(s.id) for s in project.segments] == list(range(9))
        new = project.segments[3].id
        project.merge(THREE)
        project.merge(SegmentId(4))
        project.merge(SegmentId(4))
        assert deliver("", project.segments) == text
        while project.can_undo:
            project.undo()
        assert content(project) == article(8)
        project.split(ONE, 5)
        assert project.segments[1].id > new, "an id is never used again"


def test_a_dropped_sentence_keeps_its_space_when_it_is_merged(path: Path) -> None:
    rows = [
        Segment(ONE, "甲。", "A.", "A.", gap=""),
        Segment(TWO, "乙。", "", "", gap=" "),
        Segment(THREE, "丙。", "C.", "C.", gap=""),
    ]
    with Project.create(path, document(), rows) as project:
        project.set_target(TWO, "B.")
        text = deliver("", project.segments)
        assert text == "A. B. C."
        project.merge(TWO)
        assert deliver("", project.segments) == text


def test_dismissals_live_on_through_splits_merges_and_reopening(path: Path) -> None:
    project = Project.create(path, document(), article())
    own = finding(project, TWO, "village")
    project.dismiss(own, "name of a place")
    project = reopened(project)
    assert project.dismissal(own) == "name of a place"
    project.split(TWO, 4)
    moved = finding(project, project.segments[2].id, "village")
    assert project.dismissal(moved) == "name of a place"
    project.merge(ONE)
    project.merge(ONE)
    assert project.dismissal(finding(project, ONE, "village")) == "name of a place"
    project.reopen(finding(project, ONE, "village"))
    assert project.dismissal(finding(project, ONE, "village")) == ""
    project.undo()
    assert project.dismissal(finding(project, ONE, "village")) == "name of a place"
    project.close()


def test_a_dismissal_stands_while_other_words_change_and_falls_with_its_own(path: Path) -> None:
    with Project.create(path, document(), article()) as project:
        own = finding(project, TWO, "village")
        project.dismiss(own, "name of a place")
        project.set_target(TWO, "Yesterday " + project.segment(TWO).target)
        assert project.dismissal(own) == "name of a place", "an old finding still means the text it saw"
        assert project.dismissal(finding(project, TWO, "village")) == "name of a place"
        project.set_target(TWO, project.segment(TWO).target.replace("village", "hamlet"))
        assert project.dismissal(finding(project, TWO, "hamlet")) == ""
        project.merge(TWO)
        project.merge(ONE)
        assert project.dismissal(replace(own, segment=SegmentId(99))) == ""


def test_fixes_of_many_segments_are_one_step_and_stale_ones_are_not_counted(path: Path) -> None:
    with Project.create(path, document(), article(5)) as project:
        pairs = []
        for id_ in (ONE, TWO, SegmentId(5)):
            own = finding(project, id_, "The")
            pairs.append((own, Fix(own.start, own.end, "A", gap=" ")))
        stale = finding(project, THREE, "procuratorate")
        project.set_target(THREE, "Gone.")
        pairs.append((stale, Fix(stale.start, stale.end, "x")))
        assert project.fix_many(pairs) == 3
        assert [s.target[:2] for s in project.segments] == ["A ", "A ", "Go", "Th", "A "]
        assert project.segments[4].gap == " "
        project.undo()
        assert content(project)[4] == article(5)[4]
        assert project.segment(ONE).target == article()[0].target
        project.fix(*pairs[0])
        assert project.segment(ONE).state is State.DRAFT


def test_a_fix_of_the_gap_alone_is_an_edit_too(path: Path) -> None:
    with Project.create(path, document(), article(5)) as project:
        project.confirm(SegmentId(5))
        own = finding(project, SegmentId(5), ".")
        project.fix(own, Fix(own.start, own.end, ".", gap=" "))
        assert (project.segments[4].gap, project.segments[4].state) == (" ", State.DRAFT)


def test_events_tell_what_changed_and_what_is_saved(path: Path) -> None:
    with Project.create(path, document(), article()) as project:
        heard: list[object] = []
        for kind in (SegmentsChanged, StructureChanged, Saved):
            project.events.subscribe(kind, heard.append)
        project.set_note(TWO, "x")
        project.split(ONE, 4)
        assert heard[0] == Saved(1, 0)
        assert heard[1] == SegmentsChanged((TWO,), 1, "note")
        assert heard[3] == StructureChanged(0, (ONE,), (ONE, SegmentId(7)))
        assert heard[4] == SegmentsChanged((ONE, SegmentId(7)), 2, "split")


def test_a_reimport_keeps_the_work_and_can_be_undone_after_reopening(path: Path) -> None:
    project = Project.create(path, document(), article(6))
    project.set_target(TWO, "My own words.")
    project.confirm(TWO)
    own = finding(project, THREE, "list")
    project.dismiss(own, "as in the original")
    before = content(project)
    fresh = [replace(s, id=SegmentId(s.id - 1)) for s in article(6)[1:]]
    project.reimport(replace(document(), title="Court news, second issue"), fresh)
    project = reopened(project)
    assert project.document.title == "Court news, second issue"
    assert [s.id for s in project.segments] == [2, 3, 4, 5, 6]
    assert (project.segment(TWO).target, project.segment(TWO).state) == ("My own words.", State.CONFIRMED)
    assert project.dismissal(own) == "as in the original"
    project.undo()
    assert content(project) == before
    assert project.document.title == "Court news"
    project.close()


def test_options_are_kept(path: Path) -> None:
    project = Project.create(path, document(), article(), glossaries=[Path("/terms/own.jsonl")])
    assert project.options.glossaries == ("/terms/own.jsonl",)
    options = Options("Wu Li", ("D03", "F01"))
    project.set_options(options)
    project = reopened(project)
    assert project.options == options
    assert not project.can_undo
    project.close()


@pytest.mark.parametrize(
    "name", ["/no/such/glossary.jsonl", "/dev/zero", "//server/share/terms.jsonl", r"\\server\terms"]
)
def test_a_glossary_a_stranger_names_is_read_only_if_it_is_a_plain_file_here(path: Path, name: str) -> None:
    with (
        Project.create(path, document(), article(1), options=Options(glossaries=(name,))) as project,
        pytest.raises(ProjectError, match="no such file on this computer"),
    ):
        project.check()


def test_checks_run_over_the_project_and_those_switched_off_do_not(path: Path) -> None:
    rows = [Segment(ONE, "", "The court sat.The judge spoke ,and left.", "The court sat.The judge spoke ,and left.")]
    with Project.create(path, document(Mode.MONOLINGUAL), rows) as project:
        found = project.check()
        assert found
        project.dismiss(found[0], "as the client wants it")
        told = project.statistics(project.check())
        assert (told.segments, told.open_findings, told.dismissed) == (1, len(found) - 1, 1)
        project.set_options(Options(checks_off=(found[0].check,)))
        assert found[0].check not in {f.check for f in project.check()}
        assert project.termbase.label


# -- the lane


class Held:
    """A lane that runs nothing until it is told to."""

    def __init__(self) -> None:
        self.waiting: list[object] = []

    def submit(self, fn: object, /) -> None:
        self.waiting.append(fn)

    def run(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()  # type: ignore[operator]


def test_with_a_lane_memory_changes_at_once_and_saved_comes_after_the_commit(path: Path) -> None:
    lane = Held()
    project = Project.create(path, document(), article(), lane=lane)
    heard: list[Saved] = []
    project.events.subscribe(Saved, heard.append)
    project.set_note(ONE, "first")
    project.set_note(TWO, "second")
    assert (project.segment(TWO).note, project.pending, heard) == ("second", 2, [])
    lane.run()
    assert (project.pending, heard) == (0, [Saved(2, 0)])
    project.set_note(THREE, "third")
    project.close()
    lane.run()
    with Project.open(path) as again:
        assert [s.note for s in again.segments[:3]] == ["first", "second", "third"]


def test_a_thread_as_lane_writes_everything_in_order(path: Path) -> None:
    with ThreadPoolExecutor(1) as lane:
        project = Project.create(path, document(), article(), lane=lane)
        threads: set[str] = set()
        project.events.subscribe(Saved, lambda _: threads.add(threading.current_thread().name))
        for n in range(200):
            project.set_target(SegmentId(1 + n % 6), f"text {n}")
        done: Future[None] = lane.submit(lambda: None)
        done.result()
        assert project.pending == 0
        assert threading.current_thread().name not in threads
        project = reopened(project)
        assert [s.target for s in project.segments] == [f"text {n}" for n in (198, 199, 194, 195, 196, 197)]
        project.close()


# -- when the disk refuses


FULL_DISK = """
import os, resource, signal, sys
from pathlib import Path
from editor.core.events import SaveFailed, Saved
from editor.core.model import SegmentId
from editor.errors import ProjectError
from editor.project import Project
path = Path(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
project = Project.open(path)
heard = []
for kind in (Saved, SaveFailed):
    project.events.subscribe(kind, heard.append)
project.set_note(SegmentId(1), "before")
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (path.with_name(path.name + "-wal").stat().st_size, hard))
project.set_note(SegmentId(2), "during " * 2000)
project.set_note(SegmentId(3), "during too")
assert [type(e).__name__ for e in heard] == ["Saved", "SaveFailed", "SaveFailed"], heard
assert project.pending == 2 and project.segment(SegmentId(3)).note == "during too"
for deed in (project.save, project.close):
    try:
        deed()
    except ProjectError as error:
        print(error)
try:
    project.save_copy(path.with_name("copy.zhubi"))
except ProjectError as error:
    print(error)
print(sorted(p.name for p in path.parent.iterdir()))
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
project.save_copy(path.with_name("elsewhere.zhubi"))
project.set_note(SegmentId(4), "after")
assert project.pending == 0 and type(heard[-1]).__name__ == "Saved", heard
project.close()
"""


@pytest.mark.skipif(os.name != "posix", reason="a limit on the size of files is POSIX")
def test_a_full_disk_keeps_the_work_until_there_is_room(path: Path) -> None:
    Project.create(path, document(), article()).close()
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    *sentences, listed = done.stdout.splitlines()
    assert len(sentences) == 3
    assert all("the disk" in sentence for sentence in sentences), sentences
    assert "copy.zhubi" not in listed
    with Project.open(path) as project:
        notes = [s.note[:6] for s in project.segments[:4]]
        history = project.history(THREE)
    assert notes == ["before", "during", "during", "after"]
    with Project.open(path.with_name("elsewhere.zhubi")) as copy:
        assert [s.note[:6] for s in copy.segments[:4]] == ["before", "during", "during", ""]
        assert copy.history(THREE) == history
        copy.undo()
        assert copy.segment(THREE).note == ""


def test_a_failure_does_not_break_a_listener_that_saves_again(path: Path) -> None:
    project = Project.create(path, document(), article())
    heard: list[str] = []

    def again(event: SaveFailed) -> None:
        heard.append(event.message)
        if len(heard) < 3:
            with pytest.raises(ProjectError):
                project.save()

    project.events.subscribe(SaveFailed, again)
    project._saver._file._connection.close()
    project.set_note(ONE, "x")
    assert len(heard) == 3
    project.abandon()
    project.abandon()
    project.close()
