"""What stands in the window while no document is open: ways to begin, recent projects, a place to drop files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from editor.gui.actions import Actions
from editor.gui.plain import plain_label, set_tip
from editor.gui.theme import NORMAL, PAGE, SMALL, WIDE
from editor.i18n import Translate, mark

PROMISE = mark("Marks what is wrong in a machine translation, and says why.")
DROP = mark("Or drop files here: a project, or the Chinese and its machine translation.")
WIDTH = 560


class Welcome(QWidget):
    """`chosen` brings the recent project a person clicked on."""

    chosen = Signal(object)

    def __init__(self, actions: Actions, tr: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        self.recent: list[QPushButton] = []
        page = QFrame(self)
        page.setProperty("role", "card")
        page.setFixedWidth(WIDTH)
        column = QVBoxLayout(page)
        column.setContentsMargins(PAGE, PAGE, PAGE, PAGE)
        column.setSpacing(NORMAL)
        column.addWidget(plain_label("Zhubi 朱笔", page, role="heading"))
        column.addWidget(plain_label(tr(PROMISE), page, role="muted", wrap=True))
        column.addSpacing(SMALL)
        row = QHBoxLayout()
        for name, title, primary in (
            ("file.paste", tr("Paste a text"), True),
            ("file.new", tr("New from files"), False),
            ("file.open", tr("Open a project"), False),
        ):
            button = QPushButton(title, page)
            if primary:
                button.setProperty("role", "primary")
            button.clicked.connect(lambda _=False, action=name: actions.trigger(action))
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(plain_label(tr(DROP), page, role="muted", wrap=True))
        sample = QPushButton(tr("Or try the sample article"), page)
        sample.setProperty("role", "quiet")
        sample.setStyleSheet("text-align: left;")
        sample.clicked.connect(lambda _=False: actions.trigger("help.sample"))
        column.addWidget(sample)
        column.addSpacing(WIDE)
        self._title = plain_label(tr("Recent"), page, role="title")
        column.addWidget(self._title)
        column.addLayout(self._recent)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List recent projects."""
        for button in self.recent:
            self._recent.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.recent = []
        for path in paths:
            button = QPushButton(path.stem.replace("&", "&&"), self)
            button.setProperty("role", "quiet")
            button.setStyleSheet("text-align: left;")
            set_tip(button, str(path))
            button.clicked.connect(lambda _=False, chosen=path: self.chosen.emit(chosen))
            self._recent.addWidget(button)
            self.recent.append(button)
        self._title.setVisible(bool(self.recent))
