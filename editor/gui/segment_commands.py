"""What can be done with segments: confirm, split, merge, undo, terms; each is one call of the project."""

from __future__ import annotations

from collections.abc import Callable

from editor.core.model import Segment, State
from editor.core.placeables import next_missing
from editor.errors import ZhubiError
from editor.gui.actions import Actions
from editor.gui.desk import Desk
from editor.gui.panels.terms import TermUse
from editor.gui.risk import next_worst
from editor.i18n import Translate, mark
from editor.settings import SKIP_CONFIRMED, Settings

NO_TAG = mark("No tag is missing.")
NO_PAIR = mark("No pair of tags is missing.")


class SegmentCommands:
    """Commands on the active segment of a desk."""

    def __init__(self, desk: Desk, settings: Settings, tr: Translate) -> None:
        self._desk = desk
        self._settings = settings
        self._tr = tr

    def connect(self, actions: Actions) -> None:
        """Be what the actions do."""
        for name, do in {
            "edit.undo": self.undo, "edit.redo": self.redo, "segment.confirm": self.confirm,
            "segment.unconfirm": self.unconfirm, "segment.split": self.split, "segment.merge": self.merge,
            "segment.restore": self.restore, "segment.next_tag": self.next_tag, "segment.tag_pair": self.tag_pair,
            "go.next_segment": lambda: self._step(1),
            "go.previous_segment": lambda: self._step(-1), "go.next_open": self.next_open,
            "go.next_worst": self.next_worst,
            "go.first": lambda: self._desk.grid.go_to(0, 0),
            "go.last": lambda: self._desk.grid.go_to(self._desk.grid.table.rowCount() - 1, 0),
        }.items():  # fmt: skip
            actions.on(name, do)

    def undo(self) -> None:
        """Take back the last step, of whatever kind, and go where it was."""
        self._desk.settle()
        self._turn_back(redo=False)

    def redo(self) -> None:
        """Take back the last undo and go where it was."""
        self._desk.settle()
        self._turn_back(redo=True)

    def confirm(self) -> None:
        """Confirm the active segment and go on."""
        segment = self._settled()
        if segment is None or not self._do(lambda: self._desk.session.project.confirm(segment.id)):
            return
        if self._settings[SKIP_CONFIRMED]:
            if not self._desk.next_unconfirmed():
                self._desk.notice.emit(self._tr(mark("All segments are confirmed.")))
        else:
            self._desk.step(1)

    def unconfirm(self) -> None:
        """Make the active segment a draft again."""
        segment = self._settled()
        if segment is not None:
            self._do(lambda: self._desk.session.project.set_state(segment.id, State.DRAFT))

    def split(self) -> None:
        """Cut the active segment in two at the cursor."""
        segment, editor = self._settled(), self._desk.grid.editor
        if segment is None or editor is None:
            return
        at = editor.cursor_point()
        if not 0 < at < len(segment.target):
            self._desk.notice.emit(self._tr(mark("Put the cursor where the segment is to be cut.")))
            return
        self._do(lambda: self._desk.session.project.split(segment.id, at))

    def merge(self) -> None:
        """Join the active segment with the next one."""
        segment = self._settled()
        if segment is not None:
            self._do(lambda: self._desk.session.project.merge(segment.id))

    def next_worst(self) -> None:
        """Go to the segment at the next lower risk that is not confirmed."""
        self._desk.settle()
        here = self._desk.segment
        found = next_worst(self._desk.session, here.id if here is not None else None)
        if found is None:
            busy = self._desk.session.checking.busy
            nothing = mark("The document is still being checked.") if busy else mark("All segments are confirmed.")
            self._desk.notice.emit(self._tr(nothing))
        else:
            self._desk.show_segment(found, 0)

    def restore(self) -> None:
        """Bring the machine's text back."""
        segment = self._settled()
        if segment is not None and segment.target != segment.machine:
            self._do(lambda: self._desk.session.project.set_target(segment.id, segment.machine, kind="restore"))

    def next_open(self) -> None:
        """Go to the next segment that is not confirmed."""
        self._desk.settle()
        if not self._desk.next_unconfirmed():
            self._desk.notice.emit(self._tr(mark("There is no other segment that is not confirmed.")))

    def use_term(self, use: TermUse) -> None:
        """Write the approved form of a term: over the bad rendering, over the selection, or at the cursor."""
        segment, editor = self._settled(), self._desk.grid.editor
        if segment is None or editor is None:
            return
        start, end = (use.start, use.end) if use.start >= 0 else editor.selected_points()
        text = segment.target[:start] + use.text + segment.target[end:]
        if self._do(lambda: self._desk.session.project.set_target(segment.id, text, kind="term")):
            self._desk.show_segment(segment.id, start + len(use.text))

    def next_tag(self) -> None:
        """Write the next tag that the source has and the text lacks at the cursor, over nothing."""
        self._write_tags(pair=False)

    def tag_pair(self) -> None:
        """Put the next pair of tags that the text lacks around the selection, or at the cursor."""
        self._write_tags(pair=True)

    def _write_tags(self, *, pair: bool) -> None:
        segment, editor = self._settled(), self._desk.grid.editor
        if segment is None or editor is None:
            return
        missing = next_missing(segment, pair=pair)
        if not missing:
            self._desk.notice.emit(self._tr(NO_PAIR if pair else NO_TAG))
            return
        start, end = editor.selected_points()
        before, behind = (missing[0], missing[-1]) if pair else ("", missing[0])
        inner = segment.target[start:end]
        text = segment.target[:start] + before + inner + behind + segment.target[end:]
        if self._do(lambda: self._desk.session.project.set_target(segment.id, text, kind="tag")):
            at_end = start + len(before) + len(inner)
            self._desk.show_segment(segment.id, at_end if pair and not inner else at_end + len(behind))

    def _turn_back(self, *, redo: bool) -> None:
        project = self._desk.session.project
        touched = project.redo() if redo else project.undo()
        if not touched:
            nothing = mark("There is nothing to redo.") if redo else mark("There is nothing to undo.")
            self._desk.notice.emit(self._tr(nothing))
            return
        here = self._desk.segment
        if here is None or here.id not in touched:
            self._desk.show_segment(touched[0])
        elif self._desk.row >= 0:
            self._desk.grid.go_to(self._desk.row)

    def _settled(self) -> Segment | None:
        self._desk.settle()
        return self._desk.segment

    def _step(self, rows: int) -> None:
        self._desk.settle()
        self._desk.step(rows)

    def _do(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except ZhubiError as error:
            self._desk.notice.emit(str(error))
            return False
        return True
