"""Inline tags in an editor are one piece: the caret never stands inside one, and deleting takes it out as a whole."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from editor.gui.delegates.tag_chips import Span, tag_spans

_Move = QTextCursor.MoveOperation
_DELETES = {
    QKeySequence.StandardKey.Delete: _Move.Right,
    QKeySequence.StandardKey.DeleteStartOfWord: _Move.PreviousWord,
    QKeySequence.StandardKey.DeleteEndOfWord: _Move.NextWord,
    QKeySequence.StandardKey.DeleteEndOfLine: _Move.EndOfBlock,
}


class TagGuard:
    """Watches the cursor of one editor."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        self._editor = editor
        self._text = ""
        self._spans: tuple[Span, ...] = ()
        self._was = 0
        self._moving = False
        self.by_key = False
        editor.cursorPositionChanged.connect(self.settle)

    def spans(self) -> tuple[Span, ...]:
        """The tags of the text as it is now, in UTF-16 units."""
        text = self._editor.document().toRawText()
        if text != self._text:
            self._text, self._spans = text, tag_spans(text)
        return self._spans

    def settle(self) -> None:
        """Bring cursor and selection out of a tag: on the way the cursor went, else to the nearer side."""
        if self._moving:
            return
        cursor = self._editor.textCursor()
        ends = cursor.anchor(), cursor.position()
        if ends[0] == ends[1]:
            place = self._out(ends[1], self._was if self.by_key else None)
            kept = (place, place)
        else:
            low, high = (self._edge(min(ends), last=False), self._edge(max(ends), last=True))
            if self.by_key:
                # A selection that shrinks by keys lets the whole tag go.
                place = self._out(ends[1], self._was)
                kept = (self._edge(ends[0], last=ends[0] > ends[1]), place)
            else:
                kept = (low, high) if ends[0] < ends[1] else (high, low)
        self._was = kept[1]
        if kept != ends:
            self._moving = True
            cursor.setPosition(kept[0])
            cursor.setPosition(kept[1], QTextCursor.MoveMode.KeepAnchor)
            self._editor.setTextCursor(cursor)
            self._moving = False

    def delete(self, event: QKeyEvent) -> bool:
        """Do a key that deletes where a tag would be cut; False: the editor does it."""
        move = next((move for key, move in _DELETES.items() if event.matches(key)), None)
        # Not by the table of keys: Qt's editor takes Backspace with Shift too.
        if event.key() == Qt.Key.Key_Backspace and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            move = _Move.Left
        cursor = self._editor.textCursor()
        if move is None or cursor.hasSelection() or self._editor.isReadOnly():
            return False
        if not cursor.movePosition(move, QTextCursor.MoveMode.KeepAnchor):
            return False
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        wide = self._edge(start, last=False), self._edge(end, last=True)
        if wide == (start, end):
            return False
        cursor.setPosition(wide[0])
        cursor.setPosition(wide[1], QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._editor.setTextCursor(cursor)
        return True

    def _edge(self, place: int, *, last: bool) -> int:
        """A place inside a tag as the tag's last or first end; any other as it is."""
        for start, end, _ in self.spans():
            if start < place < end:
                return end if last else start
        return place

    def _out(self, place: int, before: int | None) -> int:
        for start, end, _ in self.spans():
            if start < place < end:
                nearer = start if place - start < end - place else end
                return nearer if before is None or before == place else (end if before < place else start)
        return place
