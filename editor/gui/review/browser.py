"""The glossary browser: search as you type, filters, the entry with a box to try its rules."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from editor.gui.entry.bar import EntryBar
from editor.gui.entry.editor import closed_editors
from editor.gui.plain import plain_label, tip
from editor.gui.review.pages import EntryPages
from editor.gui.review.shelf import MOST, Shelf, Which, shelf_of
from editor.gui.review.termbase import Termbase
from editor.gui.review.trying import TrialBox
from editor.gui.tasks import Mendable
from editor.gui.theme import NORMAL, SMALL, Theme
from editor.i18n import Translate, fill, mark, told
from glossary.model import Concept

SIZE, SIDES = (1080, 720), [400, 680]
EVERY_DOMAIN = mark("Every domain")
FILTERS = {
    Which.EVERY: mark("Every entry"),
    Which.IN_FORCE: mark("In force"),
    Which.IMPORTED: mark("Imported, not approved"),
    Which.WITH_RULES: mark("With wrong renderings"),
    Which.FIXED: mark("Politically fixed"),
    Which.WITHOUT: mark("Without a preferred form"),
}
COUNT = mark("{count} entries")
FIRST = mark("the first {count} entries")
READING = mark("Reading the termbase…")


class GlossaryWindow(QMainWindow):
    """Looks entries up, and opens them in the editor; it changes nothing itself."""

    proposed = Signal()

    def __init__(self, parent: QWidget, tr: Translate, theme: Theme, termbase: Termbase) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tr = tr
        self._termbase = termbase
        self._open = True
        self._turn = 0
        self.shelf: Shelf | None = None
        self._listed: list[Concept] = []
        self.setWindowTitle(tr("Glossary"))
        self.resize(*SIZE)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(tr("Chinese, pinyin or English"))
        self.search.setAccessibleName(tr("Chinese, pinyin or English"))
        self.search.setClearButtonEnabled(True)
        self.domain, self.which = QComboBox(self), QComboBox(self)
        self.domain.setAccessibleName(tr("Domain"))
        self.which.setAccessibleName(tr("Status"))
        self.domain.addItem(tr(EVERY_DOMAIN), "")
        for which, name in FILTERS.items():
            self.which.addItem(tr(name), which.value)
        self.found = QListWidget(self)
        self.found.setUniformItemSizes(True)
        self.found.setAccessibleName(tr("Glossary"))
        self.count = plain_label(tr(READING), self, role="muted")
        self.pages = EntryPages(tr, theme, termbase, self._alive, self)
        self.entry = self.pages.entry
        self.trial = TrialBox(tr, self)
        self.bar = EntryBar(self, tr, theme, termbase, self.current, self._alive)
        self.bar.said.connect(self._said)
        self._build()
        self.search.textChanged.connect(lambda _text: self._list())
        self.domain.currentIndexChanged.connect(lambda _n: self._list())
        self.which.currentIndexChanged.connect(lambda _n: self._list())
        self.found.currentRowChanged.connect(lambda _row: self._show())
        self._show()
        self.load()

    def load(self) -> None:
        """Read the termbase again."""
        self._turn += 1
        turn = self._turn
        self._termbase.ask(
            shelf_of, self._take, current=lambda: self._open and self._turn == turn, failed=self._say_error
        )

    def restyle(self, theme: Theme) -> None:
        """Go on with another theme."""
        self.bar.theme = theme
        self.pages.restyle(theme)
        self._show()

    def _build(self) -> None:
        left, right = QWidget(self), QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(NORMAL, NORMAL, 0, NORMAL)
        column.setSpacing(SMALL)
        filters = QHBoxLayout()
        filters.setSpacing(SMALL)
        filters.addWidget(self.domain)
        filters.addWidget(self.which, 1)
        column.addWidget(self.search)
        column.addLayout(filters)
        column.addWidget(self.found, 1)
        column.addWidget(self.count)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, NORMAL, NORMAL, NORMAL)
        column.setSpacing(NORMAL)
        column.addWidget(self.pages, 1)
        column.addLayout(self.bar.row)
        column.addWidget(self.trial)
        sides = QSplitter(Qt.Orientation.Horizontal, self)
        sides.addWidget(left)
        sides.addWidget(right)
        sides.setSizes(SIDES)
        self.setCentralWidget(sides)
        self.search.setFocus()

    def _take(self, shelf: Shelf) -> None:
        self.shelf = shelf
        chosen = self.domain.currentData()
        self.domain.blockSignals(True)
        self.domain.clear()
        self.domain.addItem(self._tr(EVERY_DOMAIN), "")
        for name in shelf.domains:
            self.domain.addItem(name, name)
        self.domain.setCurrentIndex(max(0, self.domain.findData(chosen)))
        self.domain.blockSignals(False)
        self._list()

    def current(self) -> Concept | None:
        """The entry that is looked at."""
        row = self.found.currentRow()
        return self._listed[row] if 0 <= row < len(self._listed) else None

    def _list(self) -> None:
        """List what was found; the entry that was shown stays if it is among it."""
        if self.shelf is None:
            return
        row = self.found.currentRow()
        shown = self._listed[row].id if 0 <= row < len(self._listed) else ""
        which = Which(str(self.which.currentData()))
        self._listed = self.shelf.listed(self.search.text(), str(self.domain.currentData()), which)
        self.found.blockSignals(True)
        self.found.clear()
        for concept in self._listed:
            text = f"{concept.preferred('zh')}   {concept.preferred() or '—'}"
            item = QListWidgetItem(text, self.found)
            item.setData(Qt.ItemDataRole.ToolTipRole, tip(text))
        self.found.blockSignals(False)
        sentence = FIRST if len(self._listed) == MOST else COUNT
        self.count.setText(fill(sentence, (("count", str(len(self._listed))),), self._tr))
        stays = next((n for n, c in enumerate(self._listed) if c.id == shown), 0) if not self.search.text() else 0
        self.found.setCurrentRow(stays if self._listed else -1)
        self._show()

    def _show(self) -> None:
        concept = self.current()
        self.pages.show_entry(concept, self.shelf)
        self.trial.show_concept(concept)
        self.bar.enable()

    def _said(self, sentence: str) -> None:
        self.statusBar().showMessage(sentence)
        self.proposed.emit()

    def _alive(self) -> bool:
        return self._open

    def _say_error(self, error: Mendable) -> None:
        self.say(told(error, self._tr))

    def say(self, text: str) -> None:
        """Say something beside the list, which stays as it is."""
        self.statusBar().showMessage(text)
        if self.shelf is None:
            self.count.clear()

    # Qt's own names from here.

    def closeEvent(self, event: QCloseEvent) -> None:
        if not closed_editors(self):
            event.ignore()
            return
        self._open = False
        super().closeEvent(event)
