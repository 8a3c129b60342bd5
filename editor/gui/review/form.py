"""The form of a suggestion: fields filled from one, read back into one; it knows neither store nor rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from editor.gui.plain import plain_label
from editor.gui.review.names import CONDITIONS, STATUSES
from editor.gui.theme import SMALL
from editor.i18n import Translate, mark
from glossary.model import Condition, TermStatus
from glossary.proposals import Suggestion

DOMAINS = ("court", "procedure", "party", "government", "title", "place", "slogan", "numeronym")
PARTED = "|"
UNDECIDED = mark("not decided")
LINES = 58
Choice = TypeVar("Choice", bound=StrEnum)


class SuggestionForm(QWidget):
    """Fields for everything a person writes in a suggestion; `edited` follows every change."""

    edited = Signal()

    def __init__(self, tr: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self._suggestion: Suggestion | None = None
        self.zh, self.bad, self.en = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.bad.setPlaceholderText(tr("several are parted by |"))
        self.domain = QComboBox(self)
        self.domain.setEditable(True)
        self.domain.addItems(list(DOMAINS))
        self.condition = _choices(self, tr, CONDITIONS)
        self.status = _choices(self, tr, STATUSES)
        self.example, self.rationale = _lines(self), _lines(self)
        self.source, self.definition = QLineEdit(self), QLineEdit(self)
        self.source.setPlaceholderText(tr("where the rendering was seen"))
        self.fixed = QCheckBox(tr("Politically fixed wording: two persons must approve it"), self)
        self._rows = QFormLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SMALL)
        for title, field in (
            (tr("Chinese"), self.zh),
            (tr("Wrong English"), self.bad),
            (tr("Right English"), self.en),
            (tr("Domain"), self.domain),
            (tr("It is wrong"), self.condition),
            (tr("Status"), self.status),
            (tr("Example"), self.example),
            (tr("Source"), self.source),
            (tr("Why"), self.rationale),
            (tr("Definition"), self.definition),
        ):
            field.setAccessibleName(title)
            self._rows.addRow(plain_label(title, self, role="muted"), field)
        self._rows.addRow(plain_label("", self), self.fixed)
        for line in (self.zh, self.bad, self.en, self.source, self.definition):
            line.textEdited.connect(self.edited)
        self.domain.editTextChanged.connect(self.edited)

    def load(self, suggestion: Suggestion) -> None:
        """Fill the fields."""
        self._suggestion = suggestion
        self.zh.setText(suggestion.zh)
        self.bad.setText(f" {PARTED} ".join(suggestion.bad))
        self.en.setText(suggestion.en)
        self.domain.setEditText(suggestion.domain)
        _choose(self.condition, suggestion.condition)
        _choose(self.status, suggestion.status)
        self.example.setPlainText(suggestion.example)
        self.rationale.setPlainText(suggestion.rationale)
        self.source.setText(suggestion.source)
        self.definition.setText(suggestion.definition)
        self.fixed.setChecked(suggestion.politically_fixed)

    def suggestion(self) -> Suggestion | None:
        """The suggestion as the fields say it is now."""
        if self._suggestion is None:
            return None
        return replace(
            self._suggestion,
            zh=self.zh.text().strip(),
            bad=tuple(part.strip() for part in self.bad.text().split(PARTED) if part.strip()),
            en=self.en.text().strip(),
            domain=self.domain.currentText().strip(),
            condition=_chosen(self.condition, Condition),
            status=_chosen(self.status, TermStatus),
            example=text_of(self.example),
            rationale=text_of(self.rationale),
            source=self.source.text().strip(),
            definition=self.definition.text().strip(),
            politically_fixed=self.fixed.isChecked(),
        )

    def take_chinese(self, text: str) -> None:
        """Take a Chinese term that was pointed at; a wrong form then counts only where it stands."""
        self.zh.setText(text)
        if self.bad.text().strip():
            _choose(self.condition, Condition.SRC)

    def offer_domains(self, domains: Iterable[str]) -> None:
        """Offer the domains of a glossary too; what is typed stays."""
        typed = self.domain.currentText()
        known = {self.domain.itemText(n) for n in range(self.domain.count())}
        self.domain.blockSignals(True)
        self.domain.addItems(sorted(set(domains) - known))
        self.domain.setEditText(typed)
        self.domain.blockSignals(False)


def text_of(field: QPlainTextEdit) -> str:
    """What is written in a field of several lines, every character as it is."""
    return field.document().toRawText().replace("\u2029", "\n").strip()


def _lines(parent: QWidget) -> QPlainTextEdit:
    field = QPlainTextEdit(parent)
    field.setFixedHeight(LINES)
    field.setTabChangesFocus(True)
    return field


def _choices(parent: QWidget, tr: Translate, names: Mapping[Choice, str]) -> QComboBox:
    box = QComboBox(parent)
    box.addItem(tr(UNDECIDED), "")
    for value, name in names.items():
        box.addItem(tr(name), value.value)
    return box


def _choose(box: QComboBox, value: StrEnum | None) -> None:
    box.setCurrentIndex(max(0, box.findData(value.value if value is not None else "")))


def _chosen(box: QComboBox, kind: type[Choice]) -> Choice | None:
    value = str(box.currentData() or "")
    return kind(value) if value else None
