"""The widgets of the term editor and where they stand; what they do is the editor's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor.gui.entry.form import ValueForm
from editor.gui.entry.outline import Outline
from editor.gui.entry.side import SidePanel
from editor.gui.panels.cards import CardList, line
from editor.gui.plain import plain_label, set_tip
from editor.gui.review.changes import changes_card
from editor.gui.review.trying import TrialBox
from editor.gui.theme import NORMAL, SMALL, Theme
from editor.i18n import Translate
from glossary.differing import FieldChange
from glossary.examining import Place
from glossary.model import BadRendering, Concept, Term

SIZE, SIDES = (1180, 780), [250, 560, 370]
CLASH_HEIGHT = 240


class Frame(QObject):
    """Lays the editor out."""

    reasons_edited = Signal()

    def __init__(self, dialog: QDialog, tr: Translate, theme: Theme, forms: Mapping[str, ValueForm]) -> None:
        super().__init__(dialog)
        self._dialog, self._tr, self._theme, self._forms = dialog, tr, theme, forms
        self.buttons: dict[str, QPushButton] = {}
        self.told = plain_label("", dialog, role="muted", wrap=True)
        self.problem = plain_label("", dialog, role="bad", wrap=True)
        self.problem.hide()
        self.outline = Outline(tr, dialog)
        self.trial = TrialBox(tr, dialog)
        self.side = SidePanel(tr, theme, dialog)
        self.stack = QStackedWidget(dialog)
        self._areas: dict[str, QScrollArea] = {}
        self.why, self.exception = QLineEdit(dialog), QLineEdit(dialog)
        self.clash = QWidget(dialog)
        self.clash.hide()
        self._build()

    def area(self, part: str) -> QScrollArea:
        """The scrolling area of the form of a part."""
        return self._areas[part]

    def reasons(self) -> tuple[str, str]:
        """Why it is changed, and why it is right where it fires on correct text."""
        return self.why.text().strip(), self.exception.text().strip()

    def show_reasons(self, reasons: tuple[str, str]) -> None:
        """Fill the two lines."""
        self.why.setText(reasons[0])
        self.exception.setText(reasons[1])

    def show_part(self, place: Place, part: Concept | Term | BadRendering, heading: str) -> None:
        """Show the form of a part."""
        form = self._forms[place.part]
        form.show_value(part, heading)
        area = self._areas[place.part]
        if self.stack.currentWidget() is not area:
            area.verticalScrollBar().setValue(0)
        self.stack.setCurrentWidget(area)
        for name in ("remove", "up", "down"):
            self.buttons[name].setEnabled(place.part != "concept")

    def show_clash(self, told: str, theirs: Sequence[FieldChange], mine: Sequence[FieldChange]) -> None:
        """Show that somebody was faster: what they changed, and what this person changed."""
        tr = self._tr
        self._clash_told.setText(told)
        self._clash_cards.show_cards(
            [
                lambda: changes_card(self._clash_cards, tr("They changed"), theirs, self._theme, tr),
                lambda: changes_card(self._clash_cards, tr("You changed"), mine, self._theme, tr),
            ]
        )
        self.clash.show()
        self.buttons["take"].setFocus()

    def let(self, able: bool) -> None:
        """Let the person write and save, or not."""
        self.stack.setEnabled(able)
        self.outline.setEnabled(able)
        for name in ("save", "approve", "zh", "en", "rule"):
            self.buttons[name].setEnabled(able)

    def say(self, sentence: str) -> None:
        """Say why something was refused."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _build(self) -> None:
        dialog = self._dialog
        dialog.resize(*SIZE)
        for part, form in self._forms.items():
            area = QScrollArea(dialog)
            area.setProperty("role", "panel")
            area.setWidgetResizable(True)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setWidget(form)
            self._areas[part] = area
            self.stack.addWidget(area)
        sides = QSplitter(Qt.Orientation.Horizontal, dialog)
        for widget in (self._left(), self.stack, self._right()):
            sides.addWidget(widget)
        sides.setSizes(SIDES)
        sides.setStretchFactor(1, 1)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(NORMAL, NORMAL, NORMAL, NORMAL)
        column.setSpacing(SMALL)
        column.addWidget(self.told)
        self._build_clash()
        column.addWidget(self.clash)
        column.addWidget(sides, 1)
        column.addLayout(self._reasons())
        column.addWidget(self.problem)
        column.addLayout(self._bottom())

    def _left(self) -> QWidget:
        tr = self._tr
        left = QWidget(self._dialog)
        column = _column(left)
        column.addWidget(self.outline, 1)
        for name, text, keys in (
            ("zh", tr("Add Chinese"), "Ctrl+1"), ("en", tr("Add English"), "Ctrl+2"),
            ("rule", tr("Add wrong rendering"), "Ctrl+3"),
        ):  # fmt: skip
            column.addWidget(self._button(name, text, keys))
        self._button("remove", tr("Remove"), "", tip=tr("Remove the part (Del in the list; Ctrl+Z puts it back)"))
        self._button("up", "↑", "", tip=tr("Move up (Alt+Up in the list)"))
        self._button("down", "↓", "", tip=tr("Move down (Alt+Down in the list)"))
        column.addLayout(line(*(self.buttons[name] for name in ("remove", "up", "down"))))
        return left

    def _right(self) -> QWidget:
        tr = self._tr
        right = QWidget(self._dialog)
        column = _column(right)
        column.addWidget(self.trial)
        hit = self._button("hit", tr("Keep as must hit"), "", role="fix")
        miss = self._button("miss", tr("Keep as must miss"), "", role="fix")
        column.addLayout(line(hit, miss))
        column.addWidget(self.side, 1)
        return right

    def _reasons(self) -> QLayout:
        tr = self._tr
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        for field, title, hint, stretch in (
            (self.why, tr("Why"), tr("why it is changed; the reviewer reads it"), 3),
            (self.exception, tr("Exception"), tr("why it is right where it fires on correct text"), 2),
        ):
            field.setPlaceholderText(hint)
            field.setAccessibleName(title)
            field.textEdited.connect(lambda _text: self.reasons_edited.emit())
            row.addWidget(plain_label(title, self._dialog, role="title"))
            row.addWidget(field, stretch)
        return row

    def _bottom(self) -> QLayout:
        tr = self._tr
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addStretch(1)
        row.addWidget(self._button("approve", tr("Save and approve"), "Ctrl+Return"))
        row.addWidget(self._button("save", tr("Propose"), "Ctrl+S"))
        row.addWidget(self._button("close", tr("Close"), ""))
        self.buttons["save"].setProperty("role", "primary")
        self.buttons["approve"].hide()
        return row

    def _build_clash(self) -> None:
        column = _column(self.clash)
        self._clash_told = plain_label("", self.clash, role="bad", wrap=True)
        self._clash_cards = CardList("", self.clash)
        self._clash_cards.setFixedHeight(CLASH_HEIGHT)
        column.addWidget(self._clash_told)
        column.addWidget(self._clash_cards)
        take = self._button("take", self._tr("Take their changes into mine"), "")
        column.addLayout(line(take, self._button("mine", self._tr("Go on with mine alone"), "")))

    def _button(self, name: str, text: str, keys: str, *, tip: str = "", role: str = "") -> QPushButton:
        button = QPushButton(text, self._dialog)
        button.setAutoDefault(False)
        if keys:
            # Not the button's own shortcut: that one waits a tenth of a second, and the next letters go astray.
            QShortcut(QKeySequence(keys), self._dialog, button.click)
            set_tip(button, f"{text}  ({keys})")
        if tip:
            set_tip(button, tip)
            button.setAccessibleName(tip)
        if role:
            button.setProperty("role", role)
        self.buttons[name] = button
        return button


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SMALL)
    return column
