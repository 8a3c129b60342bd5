"""The only safe ways to show text from a document: plain labels, escaped tooltips, plain message boxes.

Qt guesses whether a text is HTML, and a guessed `<img src=…>` can hang the program or open a network path; so no
other module calls `QLabel`, `setToolTip`, `setHtml` or `QMessageBox` (a test looks).
"""

from __future__ import annotations

import html

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMessageBox, QSizePolicy, QToolTip, QWidget

TIP_LIMIT = 2_000


def plain_label(text: str = "", parent: QWidget | None = None, *, role: str = "", wrap: bool = False) -> QLabel:
    """A label that shows `text` literally; `role` names its style in the theme (title, muted, …)."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    if wrap:
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
    return label


def tip(text: str) -> str:
    """`text` as a tooltip that Qt shows literally (item models return this for the tooltip role)."""
    if not text:
        return ""
    shown = text if len(text) <= TIP_LIMIT else text[:TIP_LIMIT] + "…"
    return "<qt>" + html.escape(shown).replace("\n", "<br>") + "</qt>"


def set_tip(widget: QWidget | QAction, text: str) -> None:
    """Give `widget` a tooltip shown literally."""
    widget.setToolTip(tip(text))


def show_tip(place: QPoint, text: str, widget: QWidget) -> None:
    """Show `text` literally as the tooltip of a place on the screen; an empty one takes the tooltip away."""
    if text:
        QToolTip.showText(place, tip(text), widget)
    else:
        QToolTip.hideText()


def message_box(
    parent: QWidget | None, title: str, text: str, *, detail: str = "", warning: bool = False
) -> QMessageBox:
    """A message box showing `text` literally; the caller adds buttons and opens it."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Warning if warning else QMessageBox.Icon.Information)
    box.setWindowTitle(title)
    # Not setInformativeText: its label guesses the format.
    box.setText(f"{text}\n\n{detail}" if detail else text)
    return box
