"""The editor of the active row: plain text that leaves as it came, safe for input methods; it knows no project.

Text is read through `toRawText()` because `toPlainText()` turns NBSP into a space. Undo belongs to the project. A
composition of an input method is never destroyed: `finish_composition` turns it into text first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from editor.core.edges import common_edges
from editor.gui.delegates.gap_mark import GapKind, draw_gap, place_after
from editor.gui.delegates.marks import Mark, formats
from editor.gui.delegates.tag_chips import draw_chips, tag_formats
from editor.gui.delegates.text_layout import character_at, wrapping
from editor.gui.plain import show_tip
from editor.gui.positions import Positions
from editor.gui.tag_guard import TagGuard
from editor.gui.theme import NORMAL, SMALL, Theme

PADDING = (NORMAL, SMALL)


class TargetEditor(QPlainTextEdit):
    """Edits one text in place; `typed` follows every change a person makes, `left` the loss of the focus."""

    typed = Signal()
    left = Signal()
    moved_on = Signal(int)
    clicked = Signal(int)

    def __init__(self, parent: QWidget | None, owns: Callable[[QKeySequence], bool]) -> None:
        super().__init__(parent)
        self._owns = owns
        self._preedit = ""
        self._setting = False
        self._gap = GapKind.NONE
        self._theme: Theme | None = None
        self.explain: Callable[[int], str] = lambda _point: ""
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
        self.tags = TagGuard(self)
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
        self.tags.settle()

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
        self._theme = theme
        selections = []
        tags = tag_formats(self.tags.spans(), theme)
        for start, length, look in (*formats(marks, Positions(self.text()), theme), *tags):
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor, selection.format = cursor, look
            selections.append(selection)
        self.setExtraSelections(selections)

    def show_gap(self, kind: GapKind) -> None:
        """Show the white space to the next segment after the text."""
        if kind is not self._gap:
            self._gap = kind
            self.viewport().update()

    def point_at(self, place: QPoint) -> int:
        """The code point at a place of the viewport: past the end on the sign of the gap, -1 beside everything."""
        block = self.cursorForPosition(place).block()
        inside = QPointF(place) - self._top_of(block)
        unit = character_at(block.layout(), inside.x(), inside.y())
        text = self.text()
        if unit >= 0:
            return Positions(text).to_points(block.position() + unit)
        return len(text) if self._gap_place().contains(QPointF(place)) else -1

    def _top_of(self, block: QTextBlock) -> QPointF:
        return self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()

    def _gap_place(self) -> QRectF:
        block = self.document().lastBlock()
        place = place_after(block.layout(), self._gap, self.viewport().width() + PADDING[0])
        return QRectF() if place.isEmpty() else place.translated(self._top_of(block))

    def _draw_tags(self) -> None:
        spans = self.tags.spans()
        if self._theme is None or not spans:
            return
        painter = QPainter(self.viewport())
        block = self.document().begin()
        while block.isValid():
            here = block.position()
            mine = tuple((s - here, e - here, kind) for s, e, kind in spans if here <= s < here + block.length())
            draw_chips(painter, block.layout(), mine, self._top_of(block), self._theme)
            block = block.next()
        painter.end()

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

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            point = self.point_at(event.pos())
            show_tip(event.globalPos(), self.explain(point) if point >= 0 else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._draw_tags()
        super().paintEvent(event)
        if self._theme is not None and self._gap is not GapKind.NONE and not self._preedit:
            painter = QPainter(self.viewport())
            painter.setFont(self.font())
            draw_gap(painter, self._gap, self._gap_place(), self._theme)
            painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.clicked.emit(self.point_at(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.moved_on.emit(step)
            return
        before = self.textCursor().position()
        if self.tags.delete(event):
            return
        self.tags.by_key = True
        super().keyPressEvent(event)
        self.tags.by_key = False
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
            # Where something is dropped, the cursor has just come there without a word.
            self.tags.settle()
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
