"""A new document from pasted text: Chinese left, English right; the Chinese may stay empty."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from editor.gui.plain import plain_label
from editor.gui.theme import NORMAL, SMALL, WIDE
from editor.i18n import Translate, fill, mark

SIZE = (1040, 620)
EXPLAIN = mark(
    "Paste the machine translation on the right and, if you have it, the Chinese on the left. Without the Chinese "
    "nothing can be verified against the source, and every screen and export says so."
)
COUNT = mark("{count} characters")


class PasteDialog(QDialog):
    """Two panes; `texts` are what was pasted."""

    def __init__(self, parent: QWidget, tr: Translate) -> None:
        super().__init__(parent)
        self._tr = tr
        self.setWindowTitle(tr("New from pasted text"))
        self.resize(*SIZE)
        self.source, source_column = self._pane(tr("Chinese (may stay empty)"), tr("粘贴中文原文"))
        self.target, target_column = self._pane(tr("English machine translation"), tr("Paste the English here"))
        self.buttons = QDialogButtonBox(self)
        self.create_button = self.buttons.addButton(tr("Create"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.create_button.setProperty("role", "primary")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        panes = QHBoxLayout()
        panes.setSpacing(WIDE)
        panes.addLayout(source_column)
        panes.addLayout(target_column)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NORMAL)
        column.addWidget(plain_label(tr(EXPLAIN), self, role="muted", wrap=True))
        column.addLayout(panes, 1)
        column.addWidget(self.buttons)
        self.target.textChanged.connect(self._enable)
        self._enable()
        self.source.setFocus()

    def texts(self) -> tuple[str, str]:
        """The Chinese and the English as pasted."""
        return _text(self.source), _text(self.target)

    def _pane(self, title: str, hint: str) -> tuple[QPlainTextEdit, QVBoxLayout]:
        edit = QPlainTextEdit(self)
        edit.setAccessibleName(title)
        edit.setPlaceholderText(hint)
        edit.setTabChangesFocus(True)
        edit.installEventFilter(self)
        count = plain_label("", self, role="muted")
        edit.textChanged.connect(lambda: count.setText(self._counted(edit)))
        column = QVBoxLayout()
        column.setSpacing(SMALL)
        column.addWidget(plain_label(title, self, role="title"))
        column.addWidget(edit, 1)
        column.addWidget(count)
        return edit, column

    def _counted(self, edit: QPlainTextEdit) -> str:
        return fill(COUNT, (("count", str(edit.document().characterCount() - 1)),), self._tr)

    def _enable(self) -> None:
        self.create_button.setEnabled(bool(_text(self.target).strip()))

    # Qt's own names from here.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.create_button.click()
                return True
        return super().eventFilter(watched, event)


def _text(edit: QPlainTextEdit) -> str:
    return edit.document().toRawText().replace("\u2029", "\n")
