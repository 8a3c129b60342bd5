"""The settings dialog, built from the table of settings; what is changed holds at once."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGroupBox,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from editor.gui.plain import plain_label
from editor.gui.review.place import PlaceBox
from editor.gui.review.termbase import Termbase
from editor.gui.theme import NORMAL, WIDE
from editor.i18n import Translate, mark
from editor.settings import SETTINGS, TERMBASE, Setting, Settings

WIDTH = 620
FIELD = 200
SENTENCE = 340
GROUPS = {"general": mark("General"), "termbase": mark("Termbase"), "look": mark("Look"), "editing": mark("Editing")}
CHOICES = {
    "": mark("As the system"),
    "system": mark("As the system"),
    "light": mark("Light"),
    "dark": mark("Dark"),
    "reader": mark("Reader"),
    "translator": mark("Translator"),
    "reviewer": mark("Reviewer"),
    "lead": mark("Lead"),
}
# Each language in itself, whatever is spoken now.
LANGUAGE_NAMES = {"en": "English", "zh_CN": "简体中文"}
RESTART = mark("Another language is shown from the next start on.")


class PreferencesDialog(QDialog):
    """A group of fields for each page of the table."""

    def __init__(self, parent: QWidget, tr: Translate, settings: Settings, termbase: Termbase) -> None:
        super().__init__(parent)
        self.place = PlaceBox(self, tr, settings, termbase)
        self._tr = tr
        self._settings = settings
        self.fields: dict[str, QWidget] = {}
        self.setWindowTitle(tr("Settings"))
        self.setMinimumWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NORMAL)
        for group, title in GROUPS.items():
            box = QGroupBox(tr(title), self)
            form = QFormLayout(box)
            form.setSpacing(NORMAL)
            for setting in SETTINGS:
                if setting.group != group:
                    continue
                if setting is TERMBASE:
                    self.fields[setting.name] = self.place.address
                    form.addRow(self.place)
                else:
                    field = self._field(setting)
                    field.setAccessibleName(tr(setting.sentence))
                    field.setFixedWidth(FIELD)
                    self.fields[setting.name] = field
                    sentence = plain_label(tr(setting.sentence), box, wrap=True)
                    sentence.setFixedWidth(SENTENCE)
                    form.addRow(sentence, field)
            column.addWidget(box)
        column.addWidget(plain_label(tr(RESTART), self, role="muted", wrap=True))
        buttons = QDialogButtonBox(self)
        buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        column.addWidget(buttons)
        self.finished.connect(self.place.end)

    def _field(self, setting: Setting[Any]) -> QWidget:
        value = self._settings[setting]
        if isinstance(value, bool):
            tick = QCheckBox(self)
            tick.setChecked(value)
            tick.toggled.connect(lambda on: self._set(setting, on))
            return tick
        if isinstance(value, int):
            number = QSpinBox(self)
            number.setRange(setting.at_least, setting.at_most)
            number.setValue(value)
            number.valueChanged.connect(lambda new: self._set(setting, new))
            return number
        if setting.choices:
            box = QComboBox(self)
            for choice in setting.choices:
                name = LANGUAGE_NAMES.get(choice) or self._tr(CHOICES[choice])
                box.addItem(name, choice)
            box.setCurrentIndex(setting.choices.index(value))
            box.currentIndexChanged.connect(lambda n: self._set(setting, setting.choices[n]))
            return box
        line = QLineEdit(value, self)
        line.editingFinished.connect(lambda: self._set(setting, line.text().strip()))
        return line

    def _set(self, setting: Setting[Any], value: object) -> None:
        self._settings[setting] = value
