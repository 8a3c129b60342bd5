"""The whole model driven at random: whatever is done, undo leads back, and file, journal and memory agree."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from editor.core.contents import Contents, encode_segments
from editor.core.joining import deliver
from editor.core.model import Finding, Fix, Segment, SegmentId, Severity, Side, State
from editor.core.segments import SegmentList
from editor.project import Project
from tests.store.samples import article, document

WORDS = st.sampled_from(
    ["court", "the judge", "heard", "2,024 cases", "党组", "“power”", "e\u0301", "no\u00a0break", ""]
)
TEXTS = st.lists(WORDS, max_size=5).map(" ".join)
PLACES = st.integers(0, 30)

Look = tuple[str, tuple[tuple[int, str, str], ...]]


class ProjectMachine(RuleBasedStateMachine):
    """Does at random what people do, beside a plain list of looks before and after each step."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
        self.path = Path(self.folder.name) / "news.zhubi"
        self.done: list[Look] = []
        self.undone: list[Look] = []
        self.clock = 0.0

    def time(self) -> float:
        self.clock += 60.0
        return self.clock

    @initialize(count=st.integers(1, 6))
    def import_(self, count: int) -> None:
        self.original = article(count)
        self.project = Project.create(self.path, document(), self.original, clock=self.time)
        self.first = self.look()

    def look(self) -> Look:
        dismissals = self.project._contents.dismissals
        told = tuple(sorted((int(id_), key, reason) for (id_, key), reason in dismissals.items()))
        return encode_segments(self.project.segments), told

    def pick(self, place: int) -> Segment:
        return self.project.segments[place % len(self.project.segments)]

    def begin(self) -> None:
        self.before, self.steps = self.look(), self.project._history.undoable()

    def end(self) -> None:
        """A step that was one (some rules do nothing) can be taken back to the look before it."""
        if self.project._history.undoable() != self.steps:
            self.done.append(self.before)
            self.undone.clear()

    @rule(place=PLACES, text=TEXTS)
    def type_(self, place: int, text: str) -> None:
        segment = self.pick(place)
        if segment.state is not State.LOCKED:
            self.begin()
            self.project.set_target(segment.id, text)
            self.end()
            assert self.project.segment(segment.id).target == text.strip()

    @rule(place=PLACES, texts=st.lists(TEXTS, min_size=1, max_size=3))
    def type_a_burst(self, place: int, texts: list[str]) -> None:
        segment = self.pick(place)
        if segment.state is State.LOCKED:
            return
        self.begin()
        now, self.time = self.clock + 60, lambda: now  # type: ignore[method-assign]
        self.project._clock = self.time
        for n, text in enumerate(texts):
            self.project.set_target(segment.id, text, join=n > 0)
        del self.time
        self.clock, self.project._clock = now, self.time
        if self.project._history.undoable() != self.steps:
            self.project._history.end_burst()
        self.end()

    @rule(place=PLACES, state=st.sampled_from(State))
    def set_state(self, place: int, state: State) -> None:
        self.begin()
        self.project.set_state(self.pick(place).id, state)
        self.end()

    @rule(place=PLACES, text=TEXTS)
    def annotate(self, place: int, text: str) -> None:
        self.begin()
        self.project.set_note(self.pick(place).id, text)
        self.end()

    @rule(places=st.lists(PLACES, min_size=1, max_size=4), at=PLACES, length=st.integers(0, 6), text=TEXTS)
    def fix(self, places: list[int], at: int, length: int, text: str) -> None:
        pairs = []
        for place in places:
            segment = self.pick(place)
            start = min(at, len(segment.target))
            end = min(start + length, len(segment.target))
            found = Finding("D03", Severity.MINOR, segment.id, Side.TARGET, start, end, "m", seen=segment.target)
            pairs.append((found, Fix(start, end, text, gap=[None, " ", ""][place % 3])))
        self.begin()
        applied = self.project.fix_many(pairs)
        self.end()
        assert 0 <= applied <= len(pairs)

    @rule(place=PLACES, reason=st.sampled_from(["a name", "house style", ""]))
    def dismiss(self, place: int, reason: str) -> None:
        segment = self.pick(place)
        found = Finding("D03", Severity.MINOR, segment.id, Side.TARGET, 0, min(3, len(segment.target)), "m")
        self.begin()
        self.project.dismiss(found, reason)
        self.end()
        assert self.project.dismissal(found) == reason

    @rule(place=PLACES, at=PLACES)
    def split(self, place: int, at: int) -> None:
        segment = self.pick(place)
        spaces = [n for n, char in enumerate(segment.target) if char == " "]
        if segment.state is State.LOCKED or not spaces:
            return
        text = deliver("", self.project.segments)
        self.begin()
        self.project.split(segment.id, spaces[at % len(spaces)])
        self.end()
        assert deliver("", self.project.segments) == text

    @rule(place=PLACES)
    def merge(self, place: int) -> None:
        position = place % len(self.project.segments)
        both = self.project.segments[position : position + 2]
        if any(segment.state is State.LOCKED for segment in both):
            return
        text = deliver("", self.project.segments)
        self.begin()
        self.project.merge(both[0].id)
        self.end()
        assert deliver("", self.project.segments) == text

    @rule(numbers=st.lists(st.integers(0, 6), min_size=1, max_size=7))
    def reimport(self, numbers: list[int]) -> None:
        pool = article(7)
        incoming = [replace(pool[n], id=SegmentId(at + 1)) for at, n in enumerate(numbers)]
        self.begin()
        self.project.reimport(document(), incoming)
        self.end()
        machine = "".join("".join(s.machine.split()) for s in self.project.segments)
        assert machine == "".join("".join(s.machine.split()) for s in incoming)

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        self.undone.append(self.look())
        self.project.undo()
        assert self.look() == self.done.pop()

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        self.done.append(self.look())
        self.project.redo()
        assert self.look() == self.undone.pop()

    @rule()
    def reopen(self) -> None:
        before, revisions = self.look(), [s.revision for s in self.project.segments]
        self.project.close()
        assert [entry.name for entry in self.path.parent.iterdir()] == ["news.zhubi"]
        self.project = Project.open(self.path, clock=self.time)
        assert self.look() == before
        assert [s.revision for s in self.project.segments] == revisions

    @invariant()
    def stacks_are_what_was_done(self) -> None:
        if hasattr(self, "project"):
            assert self.project.can_undo == bool(self.done)
            assert self.project.can_redo == bool(self.undone)
            assert self.project.pending == 0

    def teardown(self) -> None:
        if hasattr(self, "project"):
            self.reopen()
            replayed = Contents(document(), SegmentList(self.original))
            replayed.apply(self.project._history.edits, 1)
            assert encode_segments(replayed.segments) == self.look()[0]
            while self.project.can_undo:
                self.project.undo()
            assert self.look() == self.first
            self.project.close()
        self.folder.cleanup()


TestProject = ProjectMachine.TestCase
TestProject.settings = settings(max_examples=25, stateful_step_count=30)
