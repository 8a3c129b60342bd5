"""The one mutable object: a document open for work, its history and its file; it composes, the parts do the work."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from editor import lowered
from editor.checks.framework import CheckSet
from editor.core import editing
from editor.core.contents import Contents
from editor.core.edits import Edit, Field, GroupId
from editor.core.events import Events, SegmentsChanged, StructureChanged
from editor.core.fixing import repair
from editor.core.history import History
from editor.core.model import Document, Finding, Fix, Segment, SegmentId, State
from editor.core.options import Options
from editor.core.reimport import Old, reimport_edits
from editor.core.statistics import Statistics, count
from editor.core.structure import guess_source_cut
from editor.releases import newest_release
from editor.store import schema
from editor.store.creation import Image, create_file
from editor.store.faults import check_edits, check_segments
from editor.store.file import ProjectFile, open_file
from editor.store.owner import person_name
from editor.store.reading import Reading
from editor.store.saving import Lane, Saver
from editor.store.writing import Batch, batch_of
from editor.termbase import Termbase, make_checks, termbase_of

_NOTHING = GroupId(0)


class Project:
    """A document with its segments, and the only door for a change.

    Changes are made in memory at once and written by the lane (None: at once, in the caller's thread). A change that
    could not be written stays in memory and is tried again with the next one, by `save` and by `close`.
    """

    def __init__(self, file: ProjectFile, reading: Reading, lane: Lane | None, clock: Callable[[], float]) -> None:
        self.path = file.path
        self.events = Events()
        self.options = reading.options
        self._contents: Contents = reading.contents
        self._history = History(reading.edits)
        self._genesis = reading.genesis
        self._saver = Saver(file, lane, self.events)
        self._clock = clock
        self._person = person_name()
        highest = max((segment.id for segment in self.segments), default=0)
        self._next_id = max(highest, self._history.highest_id()) + 1
        self._termbase: tuple[tuple[str, ...], Termbase] | None = None
        self._closed = False

    @classmethod
    def create(
        cls,
        path: Path,
        document: Document,
        segments: Sequence[Segment],
        *,
        lane: Lane | None = None,
        options: Options | None = None,
        glossaries: Sequence[Path] = (),
        replace: bool = False,
        clock: Callable[[], float] = time.time,
        connect: schema.Connect = schema.connect,
    ) -> Self:
        """Make a project file and open it. ProjectError: nothing is left behind; an old file stays unless `replace`."""
        own = tuple(str(glossary.absolute()) for glossary in glossaries)
        chosen = options or Options(glossaries=own, release=newest_release())
        create_file(path, Image(document, segments, chosen), replace=replace, connect=connect)
        return cls.open(path, lane=lane, clock=clock, connect=connect)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        lane: Lane | None = None,
        clock: Callable[[], float] = time.time,
        connect: schema.Connect = schema.connect,
    ) -> Self:
        """Open a project file for this process alone: ProjectLocked, ProjectDamaged, ProjectTooNew, ProjectError."""
        return cls(*open_file(path, connect), lane, clock)

    def close(self) -> None:
        """Write what waits and leave one single file; ProjectError and still open if there is no room for it."""
        if not self._closed:
            self.save()
            self._closed = True
            self._saver.close()

    def abandon(self) -> None:
        """Close without what could not be written."""
        if not self._closed:
            self._closed = True
            self._saver.abandon()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def document(self) -> Document:
        """What the segments belong to."""
        return self._contents.document

    @property
    def segments(self) -> Sequence[Segment]:
        """The segments in order, always as they are now."""
        return self._contents.segments

    def segment(self, id: SegmentId) -> Segment:
        """The segment of this id; KeyError if there is none."""
        return self._contents.segments.by_id(id)

    def index(self, id: SegmentId) -> int:
        """Its position; KeyError if there is none."""
        return self._contents.segments.place(id)

    # -- changes

    def apply(self, edits: Sequence[Edit], *, kind: str) -> GroupId:
        """Make edits as one step. RevisionConflict if a `before` is not what stands there; then nothing changes."""
        group = self._history.next_group()
        self._make(edits, kind, group)
        return group

    def _make(
        self, edits: Sequence[Edit], kind: str, group: GroupId, undoes: GroupId = _NOTHING
    ) -> tuple[SegmentId, ...]:
        if not edits:
            return ()
        now, author = float(self._clock()), self.options.author or self._person
        signed = tuple(replace(edit, kind=kind, author=author, time=now, group=group, undoes=undoes) for edit in edits)
        check_edits(signed)
        number = len(self._history) + 1
        changes = self._contents.apply(signed, number)
        self._history.add(signed)
        self._saver.add(batch_of(self._contents, number, signed, changes))
        for splice in changes.splices:
            self.events.emit(StructureChanged(*splice))
        segments = self._contents.segments
        standing = tuple(sorted(filter(segments.has, changes.touched), key=segments.place))
        self.events.emit(SegmentsChanged(standing, group, kind))
        return standing

    def set_target(self, id: SegmentId, text: str, *, kind: str = "type", join: bool = False) -> None:
        """Give a segment another target, without white space around it; with `join` as part of the last typing."""
        edits = editing.retarget(self.segment(id), text.strip(), kind)
        joined = self._history.burst(id, self._clock()) if join else None
        self._make(edits, kind, joined or self._history.next_group())

    def set_targets(self, texts: Mapping[SegmentId, str], *, kind: str = "replace") -> int:
        """Give several segments other targets as one step; how many changed. Locked segments are skipped."""
        free = [s for id_ in texts if (s := self.segment(id_)).state is not State.LOCKED]
        steps = [edits for s in free if (edits := editing.retarget(s, texts[s.id].strip(), kind))]
        self.apply([edit for edits in steps for edit in edits], kind=kind)
        return len(steps)

    def fix(self, finding: Finding, fix: Fix) -> None:
        """Apply one fix; nothing happens if the text it was made for is no longer there."""
        self.fix_many([(finding, fix)])

    def fix_many(self, pairs: Sequence[tuple[Finding, Fix]]) -> int:
        """Apply fixes as one step; how many fitted. Stale and overlapping ones and locked segments are skipped."""
        edits: list[Edit] = []
        applied = 0
        for id_, mine in editing.group_fixes(list(pairs)).items():
            if not self._contents.segments.has(id_) or self.segment(id_).state is State.LOCKED:
                continue
            segment = self.segment(id_)
            repaired = repair(segment, mine)
            edits += editing.mend(segment, repaired.target, repaired.gap, "fix")
            applied += repaired.applied
        self.apply(edits, kind="fix")
        return applied

    def confirm(self, id: SegmentId) -> None:
        """Say that a segment is done."""
        segment = self.segment(id)
        editing.refuse_locked(segment)
        self.apply(editing.restate(segment, State.CONFIRMED), kind="confirm")

    def set_state(self, id: SegmentId, state: State) -> None:
        """Give a segment another state (this is also how one is unlocked)."""
        self.apply(editing.restate(self.segment(id), state), kind="state")

    def set_note(self, id: SegmentId, text: str) -> None:
        """Give a segment another note."""
        self.apply(editing.annotate(self.segment(id), text), kind="note")

    def split(self, id: SegmentId, target_at: int, source_at: int | None = None) -> None:
        """Cut a segment in two; without `source_at` the source is cut where a sentence ends nearest in proportion."""
        segment = self.segment(id)
        cut = (target_at, guess_source_cut(segment, target_at) if source_at is None else source_at)
        self.apply(
            editing.split(self._contents.segments, self._contents.dismissals, id, cut, self._new_id()), kind="split"
        )

    def merge(self, id: SegmentId) -> None:
        """Join a segment with the next one; nothing happens for the last."""
        self.apply(editing.merge(self._contents.segments, self._contents.dismissals, id), kind="merge")

    def reimport(self, document: Document, segments: Sequence[Segment]) -> None:
        """Take in a new import of the document as one step; targets, states, notes and dismissals are carried over."""

        def first_gap(id: SegmentId) -> str | None:
            return self._history.first_before(id, Field.GAP)

        old = Old(self.document, self.segments, self._contents.dismissals, first_gap)
        check_segments(document, segments)
        edits = reimport_edits(old, document, segments, SegmentId(self._next_id))
        self._next_id += len(segments)
        self.apply(edits, kind="reimport")

    def _new_id(self) -> SegmentId:
        self._next_id += 1
        return SegmentId(self._next_id - 1)

    # -- dismissals

    def dismiss(self, finding: Finding, reason: str) -> None:
        """Say why a finding is none; an empty reason opens it again."""
        before = self.dismissal(finding)
        if reason != before:
            key = self._fingerprint(finding)
            edit = Edit(finding.segment, Field.DISMISSAL, before, reason, key)
            self.apply([edit], kind="dismiss" if reason else "reopen")

    def reopen(self, finding: Finding) -> None:
        """Take a dismissal back."""
        self.dismiss(finding, "")

    def dismissal(self, finding: Finding) -> str:
        """The reason for which a finding was dismissed; empty: it is open."""
        if not self._contents.segments.has(finding.segment):
            return ""
        return self._contents.dismissals.get((finding.segment, self._fingerprint(finding)), "")

    def _fingerprint(self, finding: Finding) -> str:
        segment = self.segment(finding.segment)
        # A finding that is older than the last change still means the text it saw.
        seen = finding.seen and finding.seen != segment.target
        return finding.fingerprint(replace(segment, target=finding.seen) if seen else segment)

    # -- history

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._history.undoable() is not None

    @property
    def can_redo(self) -> bool:
        """Whether there is an undo to take back."""
        return self._history.redoable() is not None

    def undo(self) -> tuple[SegmentId, ...]:
        """Take back the last step; the segments it touched that stand now."""
        return self._turn_back(self._history.inverse_of_undoable(), "undo")

    def redo(self) -> tuple[SegmentId, ...]:
        """Take back the last undo; the segments it touched that stand now."""
        return self._turn_back(self._history.inverse_of_redoable(), "redo")

    def _turn_back(self, edits: Sequence[Edit], kind: str) -> tuple[SegmentId, ...]:
        return self._make(edits, kind, self._history.next_group(), edits[0].undoes) if edits else ()

    def history(self, id: SegmentId) -> list[Edit]:
        """The edits of a segment, oldest first; a burst of typing is one."""
        return self._history.of_segment(id)

    # -- the file

    @property
    def pending(self) -> int:
        """How many changes are not on the disk yet."""
        return self._saver.pending

    def save(self) -> None:
        """Write at once what waits; ProjectError if it cannot be written, and then it goes on waiting."""
        error = self._saver.attempt()
        if error is not None:
            raise error

    def save_copy(self, path: Path, *, replace: bool = False) -> None:
        """Write the whole project, history included and written or not, to another place."""
        image = Image(self.document, self.segments, self.options, self._history.edits, self._genesis)
        create_file(path, image, replace=replace)

    def set_options(self, options: Options) -> None:
        """Change what the person sets for this project; not part of the history."""
        if options != self.options:
            self.options = options
            self.__dict__.pop("termbase", None)
            self._saver.add(Batch(options=options))

    # -- looking

    @property
    def termbase(self) -> Termbase:
        """The glossary release and the project's own files, read once; GlossaryFileError if one cannot be read."""
        wanted = self._wanted()
        if self._termbase is None or self._termbase[0] != wanted:
            self._termbase = (wanted, termbase_of(self.options))
        return self._termbase[1]

    @property
    def outdated(self) -> bool:
        """Whether rules have been lowered or restored since the glossary was read."""
        return self._termbase is not None and self._termbase[0] != self._wanted()

    def _wanted(self) -> tuple[str, ...]:
        return (lowered.stamp(), self.options.release, *self.options.glossaries)

    def check_set(self) -> CheckSet:
        """The checks that are on for this project, ready to run; may be called from any thread."""
        return make_checks(self.termbase, self.options.checks_off, self.options.profile)

    def check(self) -> list[Finding]:
        """All findings, dismissed ones included."""
        return self.check_set().check_document(self.segments, self.document.mode)

    def statistics(self, findings: Iterable[Finding] = ()) -> Statistics:
        """Counts of the document, and of the given findings those that are open or dismissed."""
        given = list(findings)
        still_open = [finding.severity for finding in given if not self.dismissal(finding)]
        return count(self.segments, still_open, len(given) - len(still_open))
