"""The editor of the active row: plain text that leaves as it came, safe for input methods; it knows no project.

Text is read through `toRawText()` because `toPlainText()` turns NBSP into a space. Undo belongs to the project. A
composition of an input method is never destroyed: `finish_composition` turns it into text first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from editor.core.edges import common_edges
from editor.gui.delegates.marks import Mark, formats
from editor.gui.delegates.text_layout import wrapping
from editor.gui.positions import Positions
from editor.gui.theme import NORMAL, SMALL, Theme

PADDING = (NORMAL, SMALL)


class TargetEditor(QPlainTextEdit):
    """Edits one text in place; `typed` follows every change a person makes, `left` the loss of the focus."""

    typed = Signal()
    left = Signal()
    moved_on = Signal(int)

    def __init__(self, parent: QWidget | None, owns: Callable[[QKeySequence], bool]) -> None:
        super().__init__(parent)
        self._owns = owns
        self._preedit = ""
        self._setting = False
        self.setProperty("role", "cell")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().setDefaultTextOption(wrapping())
        self.setViewportMargins(PADDING[0], PADDING[1], PADDING[0], PADDING[1])
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.textChanged.connect(self._changed)

    def text(self) -> str:
        """The text, every character as it is, without an unfinished composition."""
        return self.document().toRawText().replace("\u2029", "\n")

    @property
    def composing(self) -> bool:
        """Whether an input method is in the middle of a composition."""
        return bool(self._preedit)

    def load(self, text: str) -> bool:
        """Show another text; False if it holds characters a text widget changes (then it is read-only)."""
        self.finish_composition()
        self._setting = True
        self.setPlainText(text)
        self._setting = False
        faithful = self.text() == text
        self.setReadOnly(not faithful)
        return faithful

    def update_text(self, text: str) -> None:
        """Show a text changed elsewhere (a fix, undo): only what differs is replaced, so the cursor stays."""
        if self.text() == text:
            return
        self.finish_composition()
        old = self.text()
        start, tail = common_edges(old, text)
        where = Positions(old)
        cursor = QTextCursor(self.document())
        cursor.setPosition(where.to_units(start))
        cursor.setPosition(where.to_units(len(old) - tail), QTextCursor.MoveMode.KeepAnchor)
        self._setting = True
        cursor.insertText(text[start : len(text) - tail])
        self._setting = False

    def finish_composition(self) -> None:
        """Turn an unfinished composition into text."""
        if not self._preedit:
            return
        QGuiApplication.inputMethod().commit()
        if self._preedit:
            event = QInputMethodEvent("", [])
            event.setCommitString(self._preedit)
            self.inputMethodEvent(event)
            QGuiApplication.inputMethod().reset()

    def cursor_point(self) -> int:
        """The cursor as a code point offset."""
        return Positions(self.text()).to_points(self.textCursor().position())

    def selected_points(self) -> tuple[int, int]:
        """The selection as a code point span; the cursor's place twice if nothing is selected."""
        where, cursor = Positions(self.text()), self.textCursor()
        return where.to_points(cursor.selectionStart()), where.to_points(cursor.selectionEnd())

    def place_cursor(self, start: int, end: int | None = None) -> None:
        """Put the cursor at `start`, or select `[start, end)` (code points)."""
        where = Positions(self.text())
        cursor = self.textCursor()
        cursor.setPosition(where.to_units(start))
        if end is not None:
            cursor.setPosition(where.to_units(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def show_marks(self, marks: Iterable[Mark], theme: Theme) -> None:
        """Mark spans of the text; the marks move along while typing."""
        selections = []
        for start, length, look in formats(marks, Positions(self.text()), theme):
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor, selection.format = cursor, look
            selections.append(selection)
        self.setExtraSelections(selections)

    def wanted_height(self) -> int:
        """Pixels all lines take, with the padding."""
        layout = self.document().documentLayout()
        block, total = self.document().begin(), 0.0
        while block.isValid():
            total += layout.blockBoundingRect(block).height()
            block = block.next()
        return int(total + 0.999) + 2 * PADDING[1]

    def _changed(self) -> None:
        if not self._setting:
            self.typed.emit()

    # Qt's own names from here.

    def event(self, event: QEvent) -> bool:
        asked = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride
        # Undo, redo and the like belong to the project, not to this widget.
        if asked and isinstance(event, QKeyEvent) and self._owns(QKeySequence(event.keyCombination())):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.moved_on.emit(step)
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        arrow = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        # An arrow that can go no further leads into the next row.
        if arrow and event.modifiers() in (_NONE, _KEYPAD) and self._at_edge(arrow, before):
            self.moved_on.emit(2 * arrow)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.finish_composition()
        super().focusOutEvent(event)
        self.left.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            plain = QMimeData()
            plain.setText(source.text())
            super().insertFromMimeData(plain)

    def createMimeDataFromSelection(self) -> QMimeData:
        # Qt's own turns NBSP into a space and U+2028 into a line feed.
        start, end = self.selected_points()
        plain = QMimeData()
        plain.setText(self.text()[start:end])
        return plain

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def _at_edge(self, step: int, before: int) -> bool:
        cursor = self.textCursor()
        if cursor.position() != before and not cursor.atEnd() and not cursor.atStart():
            return False
        probe = QTextCursor(cursor)
        move = QTextCursor.MoveOperation.Down if step > 0 else QTextCursor.MoveOperation.Up
        return cursor.position() == before and not probe.movePosition(move)


_NONE = Qt.KeyboardModifier.NoModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
