"""“Apply to all identical”: the other segments with the same Chinese, with ticks; nothing is changed here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from editor.core.model import Segment, State
from editor.gui.plain import plain_label
from editor.gui.theme import NORMAL, WIDE
from editor.i18n import Translate, fill, mark

TITLE = mark("{count} other segments have this Chinese")
ALREADY = mark("confirmed")


class IdenticalDialog(QDialog):
    """The segments with their present texts; ticked, but for those somebody has confirmed."""

    def __init__(self, parent: QWidget, tr: Translate, segment: Segment, others: Sequence[tuple[int, Segment]]) -> None:
        super().__init__(parent)
        self._others = [other for _, other in others]
        self.setWindowTitle(tr("Apply to all identical segments"))
        self.resize(760, 420)
        self.places = QListWidget(self)
        self.places.setWordWrap(True)
        for number, other in others:
            done = other.state not in (State.MACHINE, State.DRAFT)
            said = f"  ({tr(ALREADY)})" if done else ""
            item = QListWidgetItem(f"{number}{said}   {other.target}".replace("\n", " "), self.places)
            item.setCheckState(Qt.CheckState.Unchecked if done else Qt.CheckState.Checked)
        buttons = QDialogButtonBox(self)
        buttons.addButton(tr("Apply to the ticked ones"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NORMAL)
        column.addWidget(plain_label(fill(TITLE, (("count", str(len(others))),), tr), self, role="heading"))
        column.addWidget(plain_label(segment.source, self, wrap=True))
        column.addWidget(plain_label(f"→ {segment.target}", self, role="title", wrap=True))
        column.addWidget(self.places, 1)
        column.addWidget(buttons)

    def chosen(self) -> list[Segment]:
        """The ticked segments."""
        ticked = Qt.CheckState.Checked
        return [other for n, other in enumerate(self._others) if self.places.item(n).checkState() is ticked]
