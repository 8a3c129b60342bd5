"""A field for one file: its path, how it is read where there is a choice, and what is wrong with it, beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from editor.formats.protocol import Choice
from editor.gui.plain import plain_label
from editor.gui.theme import SMALL, TIGHT
from editor.i18n import Translate, fill, mark
from editor.preview import Look

LABEL = 210
ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "utf-16", "cp1252")
ENCODING = mark("Encoding")
FOUND_OUT = mark("found out: {name}")
BLOCK = mark("Part of the page")
BLOCK_IS = mark("{line} ({count} paragraphs)")
LINE, SHORT = 60, 16
SHEET = mark("Sheet")
COLUMNS = (mark("Chinese"), mark("English"), mark("Note"))


class FileField(QWidget):
    """`changed` when another file or another way to read it is wanted."""

    changed = Signal()

    def __init__(self, title: str, tr: Translate, choose: Callable[[FileField], object], parent: QWidget) -> None:
        super().__init__(parent)
        self._tr = tr
        self._own_block = self._own_columns = False
        self.line = QLineEdit(self)
        self.line.setAccessibleName(title)
        button = QPushButton(tr("Choose…"), self)
        button.setAccessibleName(f"{title}: {tr('Choose…')}")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: choose(self))
        self.encoding = self._box(ENCODING)
        self.block = self._box(BLOCK)
        self._told = plain_label("", self, role="bad", wrap=True)
        label = plain_label(title, self)
        label.setFixedWidth(LABEL)
        options = QHBoxLayout()
        options.setSpacing(SMALL)
        self.sheet = self._box(SHEET)
        self.columns = tuple(self._box(title) for title in COLUMNS)
        for box in self._boxes():
            options.addWidget(box)
        options.addStretch(1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SMALL)
        grid.setVerticalSpacing(TIGHT)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self.line, 0, 1)
        grid.addWidget(button, 0, 2)
        grid.addLayout(options, 1, 1, 1, 2)
        grid.addWidget(self._told, 2, 1, 1, 2)
        self._told.hide()
        self.line.textChanged.connect(self._other_file)

    @property
    def path(self) -> Path | None:
        """The file named; None: none."""
        text = self.line.text().strip()
        return Path(text) if text else None

    @property
    def choice(self) -> Choice:
        """How the file is to be read; what nobody chose is found out."""
        columns: list[int] = [box.currentData() for box in self.columns if box.count()]
        return Choice(
            encoding=self.encoding.currentData() or "",
            block=self.block.currentData() if self._own_block else None,
            sheet=self.sheet.currentData() or "",
            columns=(columns[0], columns[1], columns[2]) if self._own_columns and len(columns) == 3 else None,
        )

    @property
    def error(self) -> str:
        """What is said to be wrong with the file."""
        return self._told.text()

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with the file; empty: nothing."""
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))

    def show_look(self, look: Look) -> None:
        """Show what was found in the file and what may be chosen otherwise."""
        self.show_error(look.error)
        if not self.encoding.currentData():
            found = fill(FOUND_OUT, (("name", look.encoding),), self._tr)
            _refill(self.encoding, [(found, ""), *((name, name) for name in ENCODINGS)], "")
        self.encoding.setVisible(bool(look.encoding or self.encoding.currentData()))
        if not self._own_block:
            chosen = next((block.number for block in look.blocks if block.chosen), None)
            _refill(self.block, [(self._named(b.first_line, b.paragraphs), b.number) for b in look.blocks], chosen)
        self.block.setVisible(len(look.blocks) > 1)
        if not self.sheet.currentData():
            _refill(self.sheet, [(sheet, sheet if n else "") for n, sheet in enumerate(look.sheets)], "")
        self.sheet.setVisible(len(look.sheets) > 1)
        for title, box, taken in zip(COLUMNS, self.columns, look.taken, strict=True):
            label = self._tr(title)
            named = [(f"{label}: {name}", n) for n, name in enumerate(look.columns)]
            _refill(box, [(f"{label}: —", -1), *named] if named else [], taken)
            box.setVisible(bool(named))

    def _named(self, line: str, count: int) -> str:
        short = line if len(line) <= LINE else line[: LINE - 1] + "…"
        return fill(BLOCK_IS, (("line", short), ("count", str(count))), self._tr)

    def _box(self, title: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(self._tr(title))
        box.hide()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(SHORT)
        box.currentIndexChanged.connect(lambda: self._chosen(box))
        return box

    def _boxes(self) -> tuple[QComboBox, ...]:
        return (self.encoding, self.block, self.sheet, *self.columns)

    def _chosen(self, box: QComboBox) -> None:
        self._own_block |= box is self.block
        # Another sheet has other columns.
        self._own_columns = box in self.columns or (self._own_columns and box is not self.sheet)
        self.changed.emit()

    def _other_file(self) -> None:
        """Another file: nothing is chosen for it yet."""
        self._own_block = self._own_columns = False
        for box in self._boxes():
            _refill(box, [], None)
            box.hide()
        self.show_error("")
        self.setEnabled(True)
        self.changed.emit()


def _refill(box: QComboBox, entries: Sequence[tuple[str, object]], chosen: object) -> None:
    """Other entries, one of them chosen, without a word to anybody."""
    box.blockSignals(True)
    box.clear()
    for text, value in entries:
        box.addItem(text, value)
        if value == chosen:
            box.setCurrentIndex(box.count() - 1)
    box.blockSignals(False)
