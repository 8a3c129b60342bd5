"""What a reviewer is asked: the reason of a rejection, a question."""

from __future__ import annotations

from PySide6.QtWidgets import QInputDialog, QWidget

from editor.gui.review.names import REASONS
from editor.i18n import Translate
from glossary.proposals import Reason


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
