"""What another glossary release judges differently in this document: a list to go through, and the change to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from editor.core.model import SegmentId
from editor.gui.plain import plain_label
from editor.gui.theme import NORMAL, WIDE
from editor.i18n import Translate, fill, mark

SIZE = (760, 480)
LONGEST = 90
TITLE = mark("{count} segments to check again with {release}")
DELIVERED = mark("{count} delivered documents would be flagged with {release}; they stay as they are.")
NONE = mark("{release} judges nothing in this document differently.")
# Number of the segment, its id, the terms, its text.
Row = tuple[int, SegmentId, str, str]


class RecheckDialog(QDialog):
    """`chosen` brings the segment a person clicked on; accepted means: use this release from now on, `delivered`:
    show what was delivered."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, tr: Translate, release: str, rows: Sequence[Row], delivered: int = 0) -> None:
        super().__init__(parent)
        self.delivered = False
        self._rows = list(rows)
        self.setWindowTitle(tr("Check again"))
        self.resize(*SIZE)
        said = fill(TITLE if rows else NONE, (("count", str(len(rows))), ("release", release)), tr)
        self.list = QListWidget(self)
        self.list.setAccessibleName(said)
        self.list.addItems([f"{number}   {terms}   {_short(text)}" for number, _, terms, text in rows])
        self.list.currentRowChanged.connect(self._point)
        buttons = QDialogButtonBox(self)
        use = buttons.addButton(tr("Use this release"), QDialogButtonBox.ButtonRole.AcceptRole)
        use.setProperty("role", "primary")
        buttons.addButton(tr("Stay with the old one"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NORMAL)
        column.addWidget(plain_label(said, self, role="heading", wrap=True))
        column.addWidget(plain_label(tr(mark("The text stays as it is.")), self, role="muted"))
        column.addWidget(self.list, 1)
        if delivered:
            column.addLayout(self._delivered(tr, release, delivered))
        column.addWidget(buttons)

    def _delivered(self, tr: Translate, release: str, count: int) -> QHBoxLayout:
        said = fill(DELIVERED, (("count", str(count)), ("release", release)), tr)
        self.others = QPushButton(tr("Show them…"), self)
        self.others.setAutoDefault(False)
        self.others.clicked.connect(self._to_delivered)
        row = QHBoxLayout()
        row.setSpacing(NORMAL)
        row.addWidget(plain_label(said, self, role="bad", wrap=True), 1)
        row.addWidget(self.others)
        return row

    def _to_delivered(self) -> None:
        self.delivered = True
        self.reject()

    def _point(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self._rows[row][1])


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
