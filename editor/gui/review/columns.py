"""The first rows of a glossary table with what each column means, changed by hand; reads no file itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.gui.plain import plain_label, set_tip, tip
from editor.gui.theme import SMALL, Theme
from editor.i18n import Translate, fill, mark, told
from glossary.exchange.table import FIELDS, REST, Preview, TableMapping, Tried

FIELD_NAMES = {
    "": mark("(not read)"),
    "id": mark("Identifier"),
    "zh": mark("Chinese"),
    "en": mark("English"),
    "reading": mark("Pinyin"),
    "admitted": mark("Also admitted"),
    "deprecated": mark("Not to be used"),
    "superseded": mark("Formerly used"),
    "bad": mark("Wrong renderings"),
    "condition": mark("When it is wrong"),
    "domain": mark("Domain"),
    "definition": mark("Definition"),
    "source": mark("Source"),
    "note": mark("Note"),
    REST: mark("Zhubi’s own column"),
}
ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16", "cp1252")
DELIMITERS = {",": mark("comma"), "\t": mark("tab"), ";": mark("semicolon"), "|": mark("bar |")}
SEPARATOR_TIP = mark("What stands between several terms in one cell")
COLUMN = mark("Column {name}")
READS = mark("Read as {zh} – {en}")
NO_TERM = mark("no term in this row: left out")
NARROW, COLUMN_WIDTH, RESULT_WIDTH, ROWS_HEIGHT = 52, 160, 260, 230


class ColumnTable(QWidget):
    """What a table is read as; `changed` follows every change by the person. Every field is reached by Tab."""

    changed = Signal()

    def __init__(self, tr: Translate, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._tr = tr
        self._theme = theme
        self._mapping = TableMapping(())
        self._filling = False
        self.header = QCheckBox(tr("The first row names the columns"), self)
        self.encoding, self.delimiter, self.sheet = QComboBox(self), QComboBox(self), QComboBox(self)
        self.encoding.setEditable(True)
        self.encoding.addItems(ENCODINGS)
        for sign, name in DELIMITERS.items():
            self.delimiter.addItem(tr(name), sign)
        self.separator = QLineEdit("|", self)
        self.separator.setMaxLength(3)
        self.separator.setFixedWidth(NARROW)
        self.fields: list[QComboBox] = []
        self.rows = QTableWidget(self)
        self.rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.rows.setTabKeyNavigation(False)
        self.rows.setWordWrap(False)
        self.rows.setMinimumHeight(ROWS_HEIGHT)
        self.rows.setAccessibleName(tr("The first rows"))
        self.rows.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._build()
        self.header.toggled.connect(lambda _on: self._say())
        self.encoding.currentTextChanged.connect(lambda _text: self._say())
        self.delimiter.currentIndexChanged.connect(lambda _n: self._say())
        self.sheet.currentIndexChanged.connect(lambda _n: self._say())
        self.separator.textChanged.connect(lambda _text: self._say())

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        options = QHBoxLayout()
        options.setSpacing(SMALL)
        options.addWidget(self.header)
        self._titles = {}
        for name, field in (
            (self._tr("Encoding"), self.encoding),
            (self._tr("Separator"), self.delimiter),
            (self._tr("Sheet"), self.sheet),
            (self._tr("Between terms"), self.separator),
        ):
            title = plain_label(name, self, role="muted")
            field.setAccessibleName(name)
            self._titles[field] = title
            options.addSpacing(SMALL)
            options.addWidget(title)
            options.addWidget(field)
        self.separator.setAccessibleName(self._tr(SEPARATOR_TIP))
        set_tip(self.separator, self._tr(SEPARATOR_TIP))
        options.addStretch(1)
        column.addLayout(options)
        column.addWidget(self.rows, 1)

    @property
    def mapping(self) -> TableMapping:
        """How the table is to be read, as the person has it now."""
        return replace(
            self._mapping,
            columns=tuple(str(field.currentData()) for field in self.fields),
            header=self.header.isChecked(),
            encoding="" if self.sheet.count() else self.encoding.currentText().strip(),
            delimiter="" if self.sheet.count() else str(self.delimiter.currentData()),
            sheet=self.sheet.currentText(),
            separator=self.separator.text() or "|",
        )

    def show_preview(self, seen: Preview, *, keep: bool = False) -> None:
        """Show the columns of a table; `keep` leaves what the person chose for them if their number is the same."""
        chosen = self.mapping.columns if keep and len(self.fields) == len(seen.guess.columns) else seen.guess.columns
        self._filling = True
        self._mapping = seen.guess
        if not keep:
            self.header.setChecked(seen.guess.header)
        self._take_file(seen)
        self._take_columns(seen.columns, chosen)
        self._filling = False

    def show_rows(self, tried: Sequence[Tried]) -> None:
        """Show rows as they are read: first what becomes of them, or what is wrong with them."""
        self.rows.setRowCount(1 + len(tried))
        for n, row in enumerate(tried, 1):
            for place in range(len(self.fields)):
                self._cell(n, place + 1, row.cells[place] if place < len(row.cells) else "")
            if row.fault is not None:
                self._cell(n, 0, "✗ " + told(row.fault, self._tr), self._theme.critical)
            elif row.concept is None:
                self._cell(n, 0, self._tr(NO_TERM), self._theme.muted)
            else:
                pair = (("zh", row.concept.preferred("zh") or "—"), ("en", row.concept.preferred() or "—"))
                self._cell(n, 0, fill(READS, pair, self._tr), self._theme.approved)
        self.rows.setVerticalHeaderLabels(["", *(str(row.line) for row in tried)])

    def _take_file(self, seen: Preview) -> None:
        guess, sheets = seen.guess, bool(seen.sheets)
        names = [self.sheet.itemText(n) for n in range(self.sheet.count())]
        if names != list(seen.sheets):
            self.sheet.clear()
            self.sheet.addItems(list(seen.sheets))
        if not sheets:
            self.encoding.setCurrentText(guess.encoding)
            self.delimiter.setCurrentIndex(max(0, self.delimiter.findData(guess.delimiter)))
        for field in (self.encoding, self.delimiter):
            field.setVisible(not sheets)
            self._titles[field].setVisible(not sheets)
        self.sheet.setVisible(sheets and len(seen.sheets) > 1)
        self._titles[self.sheet].setVisible(sheets and len(seen.sheets) > 1)

    def _take_columns(self, names: Sequence[str], chosen: Sequence[str]) -> None:
        self.rows.clear()
        self.rows.setRowCount(1)
        self.rows.setColumnCount(len(chosen) + 1)
        self.rows.setHorizontalHeaderLabels([self._tr("What becomes of it"), *names])
        self.fields = []
        for place, (name, field) in enumerate(zip(names, chosen, strict=True), 1):
            box = QComboBox(self.rows)
            box.setAccessibleName(fill(COLUMN, (("name", name),), self._tr))
            for value in ("", *FIELDS, REST):
                box.addItem(self._tr(FIELD_NAMES[value]), value)
            box.setCurrentIndex(max(0, box.findData(field)))
            box.currentIndexChanged.connect(lambda _n: self._say())
            self.fields.append(box)
            self.rows.setCellWidget(0, place, box)
            self.rows.setColumnWidth(place, COLUMN_WIDTH)
        self.rows.setColumnWidth(0, RESULT_WIDTH)
        before: QWidget = self.separator
        for box in self.fields:
            QWidget.setTabOrder(before, box)
            before = box

    def _cell(self, row: int, place: int, text: str, colour: str = "") -> None:
        item = QTableWidgetItem(text.replace("\n", " ⏎ "))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setData(Qt.ItemDataRole.ToolTipRole, tip(text))
        if colour:
            item.setForeground(QColor(colour))
        self.rows.setItem(row, place, item)

    def _say(self) -> None:
        if not self._filling:
            self.changed.emit()
