"""The memory in a lane of its own, and what a window does with it: feed it, ask it, insert what it has."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from editor.core.model import Segment, SegmentId, State
from editor.errors import ZhubiError
from editor.gui.asking import asked
from editor.gui.tasks import Lane, Mendable, StoreLane
from editor.i18n import fill, mark

# Loaded in the lane: nobody waits for it while the window opens.
if TYPE_CHECKING:
    from editor.gui.desk import Desk
    from editor.gui.dialogs.concordance import ConcordanceDialog
    from editor.gui.window import MainWindow
    from editor.memory.lookup import Memory
    from editor.memory.model import Found

T = TypeVar("T")
KEYS = 3
IDENTICAL = mark(
    "{count} other segments have the same Chinese and another text: Memory > Apply to all identical segments."
)
NONE_IDENTICAL = mark("No other segment has the same Chinese and another text.")
APPLIED = mark("Applied to {count} segments; one undo takes it back.")
# Longer documents are not looked through at every confirmation.
LOOKED_THROUGH = 20_000


class WindowMemory(QObject):
    """The memory of this computer as one window uses it; opened in its lane when it is first asked."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._lane: Lane = StoreLane("memory")
        self._memory: Memory | None = None
        self._desk: Desk | None = None
        self._asked: object = None
        self._ready = False
        self._broken = ""
        panel = window.docks.memory
        panel.use.connect(self.insert)
        actions = window.actions_table
        for number in range(KEYS):
            actions.on(f"memory.use{number + 1}", partial(self._insert_number, number))
        actions.on("memory.concordance", self.look_up_selection)
        actions.on("memory.same", self.apply_to_identical)
        actions.on("memory.conflicts", self.show_contradictions)

    def ask(
        self,
        work: Callable[[Memory], T],
        done: Callable[[T], object],
        current: Callable[[], bool] | None = None,
        failed: Callable[[Mendable], object] | None = None,
    ) -> None:
        """Let the lane do `work(memory)` and bring the answer; what a person can mend is said once."""
        tasks = self._window.tasks
        tasks.run(self._lane, lambda: work(self._opened()), done, current=current, failed=failed or self._say)

    def close(self) -> None:
        """Finish what was handed in and let go of the file."""
        self._lane.submit(self._close)
        self._lane.close()

    def _opened(self) -> Memory:
        from editor.memories import open_memory

        if self._memory is None:
            self._memory = open_memory()
        return self._memory

    def _close(self) -> None:
        if self._memory is not None:
            self._memory.close()

    def _say(self, error: Mendable) -> None:
        if str(error) != self._broken:
            self._broken = str(error)
            self._window.status.say(str(error))

    # -- the open document

    def bind(self, desk: Desk | None) -> None:
        """Watch another desk, or none."""
        self._desk = desk
        self._window.docks.memory.show_found(None, None)
        if desk is None or desk.session.monolingual:
            return
        desk.segment_changed.connect(lambda _segment: self.refresh())
        desk.session.rows_changed.connect(self._feed)
        desk.session.structure_changed.connect(lambda *_: self.refresh())
        # What refreshing needs is loaded by the lane meanwhile, so that the window does not wait for it.
        self.ask(lambda _memory: None, lambda _none: self._begin(desk))

    def _begin(self, desk: Desk) -> None:
        self._ready = True
        if desk is self._desk:
            self.refresh()
            self._catch_up()

    def refresh(self) -> None:
        """Ask what the memory has for the active segment."""
        if not self._ready:
            return
        from editor.memories import query_of

        desk = self._desk
        segment = desk.segment if desk is not None else None
        if desk is None or segment is None or not segment.source.strip():
            self._window.docks.memory.show_found(None, None)
            return
        query = self._asked = query_of(desk.session.project, segment)

        def found(memory: Memory) -> Found | None:
            """Nothing where the person has gone on before the turn came."""
            return memory.look_up(query, fragments=True) if self._asked is query else None

        self.ask(found, partial(self._show, desk, segment.id), lambda: self._asked is query)

    def _show(self, desk: Desk, number: SegmentId, found: Found | None) -> None:
        segment = desk.segment
        if desk is self._desk and segment is not None and segment.id == number:
            self._window.docks.memory.show_found(segment, found)

    def _feed(self, segments: tuple[SegmentId, ...]) -> None:
        """Keep what has been confirmed."""
        from editor.memories import snapshot, units_of

        desk = self._desk
        if desk is None:
            return
        taken = snapshot(desk.session.project, segments)
        if taken.segments:
            self.ask(lambda memory: memory.add(units_of(taken)), lambda _new: self._catch_up())
            self._tell_identical(taken.segments[-1].segment)

    def _catch_up(self) -> None:
        """Let the index take in what waits, a step at a time, so that questions come in between."""

        def again(more: bool) -> None:
            if more:
                self._catch_up()

        self.ask(lambda memory: memory.full and memory.catch_up(), again)

    # -- inserting

    def _insert_number(self, number: int) -> None:
        uses = self._window.docks.memory.uses
        if number < len(uses):
            self.insert(uses[number])

    def insert(self, text: str) -> None:
        """Make a translation of the memory the target of the active segment."""
        desk = self._desk
        if desk is None:
            return
        desk.settle()
        segment = desk.segment
        if segment is None:
            return
        try:
            desk.session.project.set_target(segment.id, text, kind="tm")
        except ZhubiError as error:
            desk.notice.emit(str(error))
            return
        desk.show_segment(segment.id, len(text))

    # -- identical segments

    def _tell_identical(self, segment: Segment) -> None:
        desk = self._desk
        if desk is None or len(desk.session.project.segments) > LOOKED_THROUGH:
            return
        others = [s for s in self._identical(segment) if s.state in (State.MACHINE, State.DRAFT)]
        if others:
            desk.notice.emit(fill(IDENTICAL, (("count", str(len(others))),), self._window.tr_text))

    def _identical(self, segment: Segment) -> list[Segment]:
        desk = self._desk
        found = desk.session.project.segments if desk is not None else ()
        return [
            s for s in found
            if s.source == segment.source and s.target != segment.target and s.state is not State.LOCKED
        ]  # fmt: skip

    def apply_to_identical(self) -> None:
        """List the other segments with the active one's Chinese, and give those that stay ticked its text."""
        from editor.gui.dialogs.identical import IdenticalDialog

        desk, window = self._desk, self._window
        if desk is None:
            return
        desk.settle()
        segment = desk.segment
        others = self._identical(segment) if segment is not None and segment.source.strip() else []
        if segment is None or not others:
            desk.notice.emit(window.tr_text(NONE_IDENTICAL))
            return
        project = desk.session.project
        rows = [(project.index(other.id) + 1, other) for other in others]
        dialog = IdenticalDialog(window, window.tr_text, segment, rows)
        with asked(dialog) as agreed:
            chosen = dialog.chosen()
        if agreed and chosen:
            count = project.set_targets({other.id: segment.target for other in chosen}, kind="propagate")
            desk.notice.emit(fill(APPLIED, (("count", str(count)),), window.tr_text))

    # -- looking up

    def look_up_selection(self) -> None:
        """Look for the words that are selected, in the Chinese or the English, in everything the memory has."""
        dialog = self._dialog()
        text = self._selected()
        segment = self._desk.segment if self._desk is not None else None
        dialog.source.setText(segment.source if segment is not None else "")
        dialog.source.setCursorPosition(0)
        if text:
            dialog.wanted.setText(text)
        dialog.show_passages()
        _raise(dialog)
        dialog.wanted.selectAll()
        dialog.wanted.setFocus()

    def show_contradictions(self) -> None:
        """List the Chinese sentences that have several translations."""
        dialog = self._dialog()
        dialog.show_contradictions()
        _raise(dialog)

    def _dialog(self) -> ConcordanceDialog:
        from editor.gui.dialogs.concordance import ConcordanceDialog

        window = self._window
        opened = window.findChild(ConcordanceDialog)
        if opened is None:
            opened = ConcordanceDialog(window, window.tr_text, window.theme, self.ask)
        return opened

    def _selected(self) -> str:
        desk = self._desk
        editor = desk.grid.editor if desk is not None else None
        if editor is None or desk is None or desk.segment is None:
            return ""
        start, end = editor.selected_points()
        return editor.text()[start:end].strip() if start < end else ""


def _raise(dialog: QDialog) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
