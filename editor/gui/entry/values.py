"""Widgets for one value each, filled and read alike; every one keeps its own undo while it is typed in."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from editor.gui.entry.fields import FieldText, Kind
from editor.gui.plain import set_tip
from editor.gui.review.form import text_of
from editor.gui.theme import TIGHT
from editor.i18n import Translate
from glossary.model import RuleFix

TEXT_LINES, LIST_LINES = 3, 3
LINE_MARGIN = 18
WINDOW_MOST = 40


class ValueField(Protocol):
    """A widget with one value; `put` is silent, `changed` follows what the person does."""

    @property
    def changed(self) -> SignalInstance:
        """Follows every change by the person."""

    def put(self, value: Any) -> None:
        """Show a value."""

    def taken(self) -> Any:
        """The value as it stands."""


class LineField(QLineEdit):
    """One line of text."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.textEdited.connect(lambda _text: self.changed.emit())

    def put(self, value: Any) -> None:
        """Show a text."""
        if self.text() != value:
            self.setText(value)
            self.setCursorPosition(0)

    def taken(self) -> Any:
        """The text without white space around it."""
        return self.text().strip()


class TextField(QPlainTextEdit):
    """Several lines of text, read as one value; Alt+Up and Alt+Down move a line, Tab leaves."""

    changed = Signal()

    def __init__(self, parent: QWidget, lines: int = TEXT_LINES) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._lines = lines
        self.setFixedHeight(self._tall(lines))
        self.textChanged.connect(self._grow)
        self.textChanged.connect(self.changed)

    def put(self, value: Any) -> None:
        """Show a text."""
        self._show(value)

    def taken(self) -> Any:
        """The text without white space around it."""
        return text_of(self)

    def _show(self, text: str) -> None:
        if text_of(self) != text:
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)
        self._grow()

    def _tall(self, lines: int) -> int:
        return self.fontMetrics().lineSpacing() * lines + LINE_MARGIN

    def _grow(self) -> None:
        wanted = min(max(self.document().blockCount(), self._lines), 3 * self._lines)
        self.setFixedHeight(self._tall(wanted))

    def move_line(self, step: int) -> None:
        """Change places with the line above (-1) or below (1)."""
        lines = self.document().toRawText().split("\u2029")
        here = self.textCursor().blockNumber()
        if not 0 <= here + step < len(lines):
            return
        lines[here], lines[here + step] = lines[here + step], lines[here]
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText("\n".join(lines))
        cursor.endEditBlock()
        cursor.setPosition(self.document().findBlockByNumber(here + step).position())
        self.setTextCursor(cursor)

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_line(-1 if event.key() == Qt.Key.Key_Up else 1)
            return
        super().keyPressEvent(event)


class LinesField(TextField):
    """A list, one value a line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, 2)

    def put(self, value: Any) -> None:
        """Show a list."""
        if self.taken() != tuple(value):
            self._show("\n".join(value))
        self._grow()

    def taken(self) -> Any:
        """The lines that are not empty."""
        lines = self.document().toRawText().split("\u2029")
        return tuple(line.strip() for line in lines if line.strip())


class ChoiceField(QComboBox):
    """One of some values; an open one takes what is typed as well. The wheel scrolls the page, not the choice."""

    changed = Signal()

    def __init__(
        self, parent: QWidget, tr: Translate, choices: Mapping[Any, str], values: type[StrEnum] | None, *, open_: bool
    ) -> None:
        super().__init__(parent)
        self._values = values
        self.setEditable(open_)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for value, name in choices.items():
            self.addItem(name if open_ or name == "—" else tr(name), str(value))
        if open_:
            self.editTextChanged.connect(lambda _text: self.changed.emit())
        else:
            self.currentIndexChanged.connect(lambda _n: self.changed.emit())

    def put(self, value: Any) -> None:
        """Show a value; one that is not offered is added."""
        self.blockSignals(True)
        if self.isEditable():
            self.setEditText(str(value))
        else:
            if self.findData(str(value)) < 0:
                self.addItem(str(value), str(value))
            self.setCurrentIndex(self.findData(str(value)))
        self.blockSignals(False)

    def taken(self) -> Any:
        """The chosen or typed value."""
        if self.isEditable():
            return self.currentText().strip()
        value = str(self.currentData())
        return self._values(value) if self._values is not None else value

    # Qt's own names from here.

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class TickField(QCheckBox):
    """Yes or no."""

    changed = Signal()

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(text, parent)
        self.clicked.connect(lambda _on: self.changed.emit())

    def put(self, value: Any) -> None:
        """Show yes or no."""
        self.setChecked(bool(value))

    def taken(self) -> Any:
        """Whether it is ticked."""
        return self.isChecked()


class NumberField(QSpinBox):
    """A small number."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setRange(1, WINDOW_MOST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(lambda _n: self.changed.emit())

    def put(self, value: Any) -> None:
        """Show a number."""
        self.blockSignals(True)
        self.setValue(int(value))
        self.blockSignals(False)

    def taken(self) -> Any:
        """The number."""
        return self.value()

    # Qt's own names from here.

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class PairsField(QWidget):
    """Repairs, each with the context it holds in; there is always one empty row at the end to write in."""

    changed = Signal()

    def __init__(self, parent: QWidget, tr: Translate) -> None:
        super().__init__(parent)
        self._tr = tr
        self.rows: list[tuple[QLineEdit, QLineEdit, QPushButton]] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(TIGHT)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._grid)
        self._add("", "")

    def put(self, value: Any) -> None:
        """Show repairs."""
        if self.taken() == tuple(value):
            return
        while self.rows:
            self._drop(len(self.rows) - 1)
        for fix in (*value, RuleFix("")):
            self._add(fix.to, fix.when)

    def taken(self) -> Any:
        """The repairs that are written."""
        pairs = [(to.text().strip(), when.text().strip()) for to, when, _drop in self.rows]
        return tuple(RuleFix(to, when) for to, when in pairs if to or when)

    def _add(self, to: str, when: str) -> None:
        row = len(self.rows)
        left, right = QLineEdit(to, self), QLineEdit(when, self)
        for line, hint in ((left, self._tr("write")), (right, self._tr("always, or where this stands"))):
            line.setPlaceholderText(hint)
            line.setAccessibleName(hint)
            line.textEdited.connect(lambda _text: self._edited())
        away = QPushButton("✕", self)
        away.setProperty("role", "quiet")
        away.setAccessibleName(self._tr("Remove this repair"))
        set_tip(away, self._tr("Remove this repair"))
        away.clicked.connect(lambda: self._remove(away))
        for column, widget in enumerate((left, right, away)):
            self._grid.addWidget(widget, row, column)
        self.rows.append((left, right, away))

    def _edited(self) -> None:
        if any(line.text().strip() for line in self.rows[-1][:2]):
            self._add("", "")
        self.changed.emit()

    def _remove(self, button: QPushButton) -> None:
        number = next(n for n, row in enumerate(self.rows) if row[2] is button)
        fixes = list(self.taken())
        if number < len(fixes):
            del fixes[number]
            self.put(tuple(fixes))
            self.changed.emit()

    def _drop(self, number: int) -> None:
        for widget in self.rows.pop(number):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()


def field_of(field: FieldText, tr: Translate, parent: QWidget) -> QWidget:
    """The widget a field is edited with."""
    match field.kind:
        case Kind.LINE:
            return LineField(parent)
        case Kind.TEXT:
            return TextField(parent)
        case Kind.LINES:
            return LinesField(parent)
        case Kind.CHOICE | Kind.OPEN:
            return ChoiceField(parent, tr, field.choices, field.values, open_=field.kind is Kind.OPEN)
        case Kind.TICK:
            return TickField(parent, tr(field.title))
        case Kind.NUMBER:
            return NumberField(parent)
        case Kind.PAIRS:
            return PairsField(parent, tr)
