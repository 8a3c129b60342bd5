"""A form for one value of the entry: every field named, explained in a sentence, its faults beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from editor.gui.entry.fields import FieldText, Kind
from editor.gui.entry.values import ValueField, field_of
from editor.gui.plain import plain_label
from editor.gui.theme import NORMAL, TIGHT
from editor.i18n import Translate

TITLE_WIDTH, TITLE_TOP = 116, 6


class ValueForm(QWidget):
    """Fields of a frozen value; `edited` follows every change, `value()` is the value as it stands."""

    edited = Signal()

    def __init__(self, tr: Translate, fields: Sequence[FieldText], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._tr = tr
        self._value: Any = None
        self.widgets: dict[str, QWidget] = {}
        self._faults: dict[str, QLabel] = {}
        self.heading = plain_label("", self, role="heading", wrap=True)
        self.general = plain_label("", self, role="bad", wrap=True)
        self.general.hide()
        self._rows = QFormLayout()
        self._rows.setSpacing(NORMAL)
        self._rows.setLabelAlignment(Qt.AlignmentFlag.AlignTop)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        column = QVBoxLayout(self)
        column.setContentsMargins(NORMAL, NORMAL, NORMAL, NORMAL)
        column.setSpacing(NORMAL)
        column.addWidget(self.heading)
        column.addWidget(self.general)
        column.addLayout(self._rows)
        column.addStretch(1)
        for field in fields:
            self._add(field)

    def show_value(self, value: Any, heading: str) -> None:
        """Fill the fields; those that show the value already keep their undo."""
        self._value = value
        self.heading.setText(heading)
        for name, widget in self.widgets.items():
            _value_field(widget).put(_get(value, name))

    def value(self) -> Any:
        """The value as the fields say it is now."""
        parts: dict[str, dict[str, Any]] = {"": {}}
        for name, widget in self.widgets.items():
            owner, _dot, last = name.rpartition(".")
            parts.setdefault(owner, {})[last] = _value_field(widget).taken()
        inner = {owner: replace(getattr(self._value, owner), **values) for owner, values in parts.items() if owner}
        return replace(self._value, **parts[""], **inner)

    def show_faults(self, faults: Mapping[str, Sequence[str]]) -> None:
        """Say what is wrong beside the fields; what belongs to none of them stands above all."""
        for name, label in self._faults.items():
            _say(label, faults.get(name, ()))
        _say(self.general, [s for name, told in faults.items() if name not in self._faults for s in told])

    def focus_field(self, name: str) -> QWidget:
        """Put the cursor into a field, into the first where it has no name; the widget."""
        widget = self.widgets.get(name) or next(iter(self.widgets.values()))
        widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return widget

    def _add(self, field: FieldText) -> None:
        widget = field_of(field, self._tr, self)
        title = self._tr(field.title)
        widget.setAccessibleName(title)
        widget.setAccessibleDescription(self._tr(field.sentence))
        box = QWidget(self)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        fault = plain_label("", box, role="bad", wrap=True)
        fault.hide()
        column.addWidget(widget)
        column.addWidget(fault)
        column.addWidget(plain_label(self._tr(field.sentence), box, role="muted", wrap=True))
        name = plain_label("" if field.kind is Kind.TICK else title, self, role="title", wrap=True)
        name.setFixedWidth(TITLE_WIDTH)
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        name.setContentsMargins(0, TITLE_TOP, 0, 0)
        name.setBuddy(widget)
        self._rows.addRow(name, box)
        self.widgets[field.name] = widget
        self._faults[field.name] = fault
        _value_field(widget).changed.connect(self.edited)


def _value_field(widget: QWidget) -> ValueField:
    return cast("ValueField", widget)


def _get(value: Any, name: str) -> Any:
    for part in name.split("."):
        value = getattr(value, part)
    return value


def _say(label: QLabel, sentences: Sequence[str]) -> None:
    label.setText("\n".join(sentences))
    label.setVisible(bool(sentences))
