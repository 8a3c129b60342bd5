"""The row open for editing: its editor, when its text is handed over, and its marks; geometry is the grid's."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from editor.core.flush import Typing
from editor.core.model import Segment, SegmentId, Side, State
from editor.gui.delegates.cells import CellDelegate
from editor.gui.delegates.marks import Mark, MarkKind
from editor.gui.delegates.text_layout import EDITABLE
from editor.gui.target_editor import TargetEditor
from editor.i18n import mark

TOO_LONG = mark("This segment is longer than 100,000 characters and is shown read-only; split it in the original file.")
EDITOR = mark("English of this segment")
NOT_FAITHFUL = mark("This segment holds control characters that an editor would change; it is shown read-only.")


class ActiveRow(QObject):
    """`typed` brings text to be kept, `grown` says lines may have been added, `stepped` asks for another row."""

    typed = Signal(object, str)
    grown = Signal()
    stepped = Signal(int)
    moved = Signal()
    notice = Signal(str)
    pointed_here = Signal(object)

    def __init__(self, cells: CellDelegate, owns: Callable[[QKeySequence], bool], parent: QObject) -> None:
        super().__init__(parent)
        self.editor: TargetEditor | None = None
        self.segment: SegmentId | None = None
        self._cells = cells
        self._owns = owns
        self._sent = ""
        self._shown: Segment | None = None
        self._typing = Typing()
        self._spot: tuple[SegmentId, int, int] | None = None
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.flush)

    def open(self, parent: QWidget, segment: Segment) -> QWidget | None:
        """An editor for a segment inside `parent`; None if it cannot be edited."""
        if segment.state is State.LOCKED:
            return None
        if len(segment.target) > EDITABLE:
            self.notice.emit(TOO_LONG)
            return None
        editor = TargetEditor(parent, self._owns)
        editor.setFont(self._cells.font)
        if not editor.load(segment.target):
            self.notice.emit(NOT_FAITHFUL)
        editor.typed.connect(self._key_typed)
        editor.left.connect(self.flush)
        editor.moved_on.connect(self.stepped)
        editor.cursorPositionChanged.connect(self.moved)
        editor.clicked.connect(self._clicked)
        editor.explain = self._explain
        editor.setAccessibleName(self._cells.translate(EDITOR))
        self.editor, self.segment, self._sent = editor, segment.id, segment.target
        self._shown = segment
        self.mark(segment)
        return editor

    def forget(self) -> None:
        """The editor is about to be closed; hear nothing of it any more."""
        if self.editor is not None:
            self.editor.blockSignals(True)
        self.editor, self.segment, self._sent = None, None, ""

    def flush(self) -> None:
        """Hand over what has been typed; an unfinished composition is left alone."""
        self._timer.stop()
        self._typing = self._typing.written()
        if self.editor is None or self.segment is None or self.editor.isReadOnly():
            return
        text = self.editor.text()
        if text != self._sent:
            self._sent = text
            self.typed.emit(self.segment, text)

    def settle(self) -> None:
        """Hand over everything, an unfinished composition too (before the row changes, before a fix, on closing)."""
        if self.editor is not None:
            self.editor.finish_composition()
        self.flush()

    def take(self, segment: Segment) -> None:
        """The text of the segment has changed in the project: show it, unless it is what was typed here."""
        if self.editor is None or self.segment != segment.id:
            return
        typed_on = self.editor.text() != self._sent
        # The project keeps no white space around a text; a blank just typed at the end stays here.
        if segment.target != self._sent.strip() and not typed_on:
            self._sent = segment.target
            self._spot = None
            self.editor.update_text(segment.target)
            self.grown.emit()
        self.mark(segment)

    def mark(self, segment: Segment) -> None:
        """Draw the marks of the segment; while it is being typed on, those that are there move along."""
        if self.editor is None or self.segment != segment.id:
            return
        self._shown = segment
        self.editor.show_gap(self._cells.gap_kind(segment))
        if segment.target != self.editor.text().strip():
            return
        marks = self._cells.marks(segment, Side.TARGET)
        if self._spot is not None and self._spot[0] == segment.id:
            marks = (*marks, Mark(self._spot[1], self._spot[2], MarkKind.CURRENT))
        self.editor.show_marks(marks, self._cells.theme)

    def spotlight(self, segment: Segment, start: int, end: int) -> None:
        """Point at the place of the current finding (an empty span: at nothing)."""
        self._spot = (segment.id, start, end) if end > start else None
        self.mark(segment)

    def unspot(self) -> None:
        """Point at nothing any more; the marks are drawn with the next change."""
        self._spot = None

    def _explain(self, point: int) -> str:
        """What a tooltip says; nothing while what was typed last has not been handed over."""
        if self._shown is None or self.editor is None or self._shown.target != self.editor.text().strip():
            return ""
        return self._cells.explain(self._shown, Side.TARGET, point)

    def _clicked(self, point: int) -> None:
        """A click into the text: the finding marked there becomes the current one."""
        if self._shown is None or self.editor is None or self._shown.target != self.editor.text().strip():
            return
        found = self._cells.pointing.findings(self._shown, Side.TARGET, point)
        if found:
            self.pointed_here.emit(found[0])

    def _key_typed(self) -> None:
        now = time.monotonic()
        self._typing = self._typing.pressed(now)
        wait = self._typing.wait(now)
        if wait:
            self._timer.start(int(1000 * wait))
        else:
            # A busy window hears keys before timers.
            self.flush()
        self.grown.emit()
