"""Showing a dialog, reading what was chosen in it, and letting go of it; what a dialog asks is its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QDialog


@contextmanager
def asked(dialog: QDialog) -> Iterator[bool]:
    """Show the dialog until it is closed: whether the person agreed. It is read inside the block and gone behind it."""
    try:
        yield dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()
