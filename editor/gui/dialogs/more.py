"""“n more in this document”: the other places of a fix, with ticks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from editor.core.model import Finding, Fix
from editor.gui.asking import asked
from editor.gui.plain import plain_label
from editor.gui.theme import NORMAL, WIDE
from editor.i18n import Translate, fill, mark
from editor.project import Project

AROUND = 40


class MoreDialog(QDialog):
    """The places with their surroundings, all ticked."""

    def __init__(self, parent: QWidget, tr: Translate, project: Project, pairs: Sequence[tuple[Finding, Fix]]) -> None:
        super().__init__(parent)
        self._pairs = list(pairs)
        self.setWindowTitle(tr("The same fix elsewhere"))
        self.resize(720, 420)
        title = fill(mark("{count} more in this document"), (("count", str(len(pairs))),), tr)
        self.places = QListWidget(self)
        for finding, fix in pairs:
            segment = project.segment(finding.segment)
            before, after = segment.target[max(0, fix.start - AROUND) : fix.start], segment.target[fix.end :][:AROUND]
            old = segment.target[fix.start : fix.end]
            row = f"{project.index(segment.id) + 1}   …{before}[{old} → {fix.text}]{after}…"
            item = QListWidgetItem(row.replace("\n", " "), self.places)
            item.setCheckState(Qt.CheckState.Checked)
        buttons = QDialogButtonBox(self)
        buttons.addButton(tr("Fix the ticked ones"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(tr("Only the one"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NORMAL)
        column.addWidget(plain_label(title, self, role="heading"))
        column.addWidget(self.places)
        column.addWidget(buttons)

    def chosen(self) -> list[tuple[Finding, Fix]]:
        """The ticked places."""
        return [pair for n, pair in enumerate(self._pairs) if self.places.item(n).checkState() is Qt.CheckState.Checked]


def ask_more(
    parent: QWidget, tr: Translate, project: Project, pairs: Sequence[tuple[Finding, Fix]]
) -> list[tuple[Finding, Fix]]:
    """Which of the other places are to be fixed too."""
    dialog = MoreDialog(parent, tr, project, pairs)
    with asked(dialog) as agreed:
        return dialog.chosen() if agreed else []
