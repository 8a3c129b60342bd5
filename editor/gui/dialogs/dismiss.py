"""Asking why a finding is dismissed."""

from __future__ import annotations

from PySide6.QtWidgets import QInputDialog, QWidget

from editor.core.model import Finding
from editor.i18n import Translate, mark

REASONS = (
    mark("The translation is right here"),
    mark("The client wants it so"),
    mark("A quotation or a fixed name"),
    mark("Does not matter in this text"),
)


def ask_reason(parent: QWidget, tr: Translate, finding: Finding) -> str:
    """Why the finding is dismissed; empty if the person thinks better of it."""
    chosen, agreed = QInputDialog.getItem(
        parent, tr("Dismiss"), tr("Why is this not a mistake?"), [tr(r) for r in REASONS], 0, True
    )
    return chosen.strip() if agreed else ""
