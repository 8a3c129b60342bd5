"""What a reviewer is asked: the reason of a rejection, a question, another wording."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QInputDialog, QScrollArea, QVBoxLayout, QWidget

from editor.gui.plain import plain_label
from editor.gui.review.form import SuggestionForm
from editor.gui.review.names import REASONS
from editor.gui.theme import NORMAL, WIDE
from editor.i18n import Translate, mark
from glossary.proposals import Reason, Suggestion

SIZE = (640, 640)
ADVICE = mark("Whoever changes the wording counts among its authors and cannot approve it; completing the rest is no "
              "change of the wording.")  # fmt: skip


def ask_reason(parent: QWidget, tr: Translate) -> Reason | None:
    """Why a suggestion is rejected; None if the person thinks better of it."""
    names = {tr(name): reason for reason, name in REASONS.items()}
    chosen, agreed = QInputDialog.getItem(
        parent, tr("Reject"), tr("Why is the suggestion rejected?"), list(names), 0, False
    )
    return names.get(chosen) if agreed else None


def ask_text(parent: QWidget, title: str, sentence: str) -> str:
    """A sentence of the person; empty if he thinks better of it."""
    text, agreed = QInputDialog.getText(parent, title, sentence)
    return text.strip() if agreed else ""


class EditDialog(QDialog):
    """The form of a suggestion; `approve` says whether it is to be approved as it is written here."""

    def __init__(self, parent: QWidget, tr: Translate, suggestion: Suggestion) -> None:
        super().__init__(parent)
        self.approve = False
        self.setWindowTitle(tr("Edit and approve"))
        self.resize(*SIZE)
        self.form = SuggestionForm(tr, self)
        self.form.load(suggestion)
        area = QScrollArea(self)
        area.setProperty("role", "panel")
        area.setWidgetResizable(True)
        area.setWidget(self.form)
        buttons = QDialogButtonBox(self)
        both = buttons.addButton(tr("Save and approve"), QDialogButtonBox.ButtonRole.ActionRole)
        both.setProperty("role", "primary")
        both.clicked.connect(self._save_and_approve)
        buttons.addButton(tr("Save only"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NORMAL)
        column.addWidget(plain_label(tr(ADVICE), self, role="muted", wrap=True))
        column.addWidget(area, 1)
        column.addWidget(buttons)

    def _save_and_approve(self) -> None:
        self.approve = True
        self.accept()
