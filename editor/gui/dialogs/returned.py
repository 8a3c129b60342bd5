"""A reviewed file that came back: what it changes, segment by segment, with ticks, and what could not be matched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from editor.core.model import SegmentId
from editor.core.returning import Plan, Returned, Verdict
from editor.gui.panels.cards import CardList, MarkedText, card
from editor.gui.panels.history import stretches
from editor.gui.plain import plain_label
from editor.gui.theme import NORMAL, WIDE, Theme
from editor.i18n import Translate, fill, mark
from editor.returned import VERDICTS, usual

SIZE = (820, 620)
LONGEST = 90
TITLE = mark("{changed} texts changed there, {conflicts} conflicts, {comments} comments")
NOTHING = mark("The file changes nothing here.")
TOLD = mark("Ticked texts are taken over; comments go into the notes. One undo takes all of it back.")
BOTH = mark("Both were changed since the table was handed out. From yours to theirs:")
CHANGE = mark("From yours to theirs")
COMMENT = mark("Note with the comment")
_TICKABLE = (Verdict.CHANGED, Verdict.FORM, Verdict.EMPTIED, Verdict.CONFLICT)


class ReturnedDialog(QDialog):
    """Accepted means: take over the texts in `chosen` and all comments."""

    def __init__(self, parent: QWidget, tr: Translate, theme: Theme, plan: Plan, remarks: Sequence[str]) -> None:
        super().__init__(parent)
        self._tr, self._theme = tr, theme
        self._rows = [row for row in plan.returned if row.differs]
        self.setWindowTitle(tr("Take back a reviewed file"))
        self.resize(*SIZE)
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("What the file changes"))
        self.list.setWordWrap(True)
        ticked = usual(plan)
        for row in self._rows:
            self._add(row, ticked=row.segment in ticked)
        self.detail = CardList(tr(NOTHING), self)
        self.list.currentRowChanged.connect(self._show)
        both = QSplitter(Qt.Orientation.Vertical, self)
        both.addWidget(self.list)
        both.addWidget(self.detail)
        both.setSizes([SIZE[1] // 2, SIZE[1] // 3])
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NORMAL)
        column.addWidget(plain_label(self._title(plan), self, role="heading", wrap=True))
        column.addWidget(plain_label(tr(TOLD), self, role="muted", wrap=True))
        column.addWidget(both, 1)
        if remarks:
            self.remarks = QListWidget(self)
            self.remarks.setAccessibleName(tr("What could not be matched"))
            self.remarks.setWordWrap(True)
            self.remarks.addItems([text.replace("\n", " ") for text in remarks])
            self.remarks.setMaximumHeight(110)
            column.addWidget(plain_label(tr("What could not be matched"), self, role="bad"))
            column.addWidget(self.remarks)
        column.addWidget(self._buttons())
        self.list.setCurrentRow(0)

    @property
    def chosen(self) -> set[SegmentId]:
        """The segments whose texts are ticked."""
        return {
            row.segment for n, row in enumerate(self._rows) if self.list.item(n).checkState() is Qt.CheckState.Checked
        }

    def _title(self, plan: Plan) -> str:
        if not self._rows:
            return self._tr(NOTHING)
        counts = {
            "changed": len(plan.of(Verdict.CHANGED)),
            "conflicts": len(plan.of(Verdict.CONFLICT)),
            "comments": sum(row.note != row.note_before for row in self._rows),
        }
        return fill(TITLE, tuple((name, str(count)) for name, count in counts.items()), self._tr)

    def _add(self, row: Returned, *, ticked: bool) -> None:
        verdict = self._tr(VERDICTS[row.verdict]) if row.verdict is not Verdict.SAME else self._tr("comment")
        text = row.theirs if row.verdict is not Verdict.SAME else row.note
        shown = text.replace("\n", " ")
        shown = shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"
        item = QListWidgetItem(f"{row.place}   {verdict}   {shown}", self.list)
        if row.verdict in _TICKABLE:
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def _show(self, number: int) -> None:
        if 0 <= number < len(self._rows):
            self.detail.show_cards([lambda: self._card(self._rows[number])])

    def _card(self, row: Returned) -> QWidget:
        frame, column = card(self.detail)
        if row.verdict is not Verdict.SAME:
            said = BOTH if row.verdict is Verdict.CONFLICT else CHANGE
            column.addWidget(plain_label(self._tr(said), frame, role="title", wrap=True))
            text, marked = stretches(row.mine, row.theirs, self._theme)
            column.addWidget(MarkedText(text, marked, self._theme.text, frame))
        if row.note != row.note_before:
            column.addWidget(plain_label(self._tr(COMMENT), frame, role="title"))
            column.addWidget(plain_label(row.note or "—", frame, wrap=True))
        return frame

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        take = buttons.addButton(self._tr("Take over"), QDialogButtonBox.ButtonRole.AcceptRole)
        take.setProperty("role", "primary")
        take.setEnabled(bool(self._rows))
        buttons.addButton(self._tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons
