"""Approving several suggestions at once: which may be, which are left out and why, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.gui.plain import plain_label, tip
from editor.gui.review.names import ALONE
from editor.gui.review.queue import Item, title_of
from editor.gui.theme import NORMAL, SMALL, WIDE
from editor.i18n import Translate, fill, mark, told
from glossary.proposals import Suggestion

SIZE = (860, 600)
TITLE = mark("Approve together")
CHOOSE = mark("{count} suggestions may be approved together. Tick those you have looked at.")
NONE = mark("None of these suggestions may be approved together with others.")
LEFT_OUT = mark("{count} are left out: decide on each alone.")
APPROVE = mark("Approve {count}")
RESULT = mark("{done} approved, {refused} not.")
DOMAIN_WIDTH, PLACES_WIDTH = 120, 70


class BulkDialog(QDialog):
    """`chosen` are the ticked suggestions."""

    def __init__(self, parent: QWidget, tr: Translate, items: Sequence[Item], ticked: Sequence[Item]) -> None:
        super().__init__(parent)
        self._tr = tr
        self.setWindowTitle(tr(TITLE))
        self.resize(*SIZE)
        self._free = [item for item in items if item.alone is None]
        self.list = _tree(self, [tr("Suggestion"), tr("Domain"), tr("Places")], tr(TITLE))
        before = {item.suggestion.id for item in ticked}
        for item in self._free:
            row = _row(self.list, [title_of(item.suggestion), item.suggestion.domain, str(item.places or "")])
            row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            state = Qt.CheckState.Checked if item.suggestion.id in before else Qt.CheckState.Unchecked
            row.setCheckState(0, state)
        self.list.header().resizeSection(1, DOMAIN_WIDTH)
        self.list.header().resizeSection(2, PLACES_WIDTH)
        self.list.itemChanged.connect(lambda *_: self._enable())
        left = [(item, item.alone) for item in items if item.alone is not None]
        self.left = _tree(self, [tr("Suggestion"), tr("Why alone")], tr("Left out"))
        for item, reason in left:
            because = item.alone_because
            why = ": ".join(filter(None, [tr(ALONE[reason]), told(because, tr) if because else ""]))
            _row(self.left, [title_of(item.suggestion), why])
        self.left.header().resizeSection(0, SIZE[0] // 2)
        buttons = QDialogButtonBox(self)
        self.approve = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.approve.setProperty("role", "primary")
        buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NORMAL)
        said = fill(CHOOSE if self._free else NONE, (("count", str(len(self._free))),), tr)
        column.addWidget(plain_label(said, self, role="heading", wrap=True))
        if self._free:
            column.addLayout(self._tick_buttons())
            column.addWidget(self.list, 3)
        self.list.setVisible(bool(self._free))
        if left:
            note = fill(LEFT_OUT, (("count", str(len(left))),), tr)
            column.addWidget(plain_label(note, self, role="title", wrap=True))
            column.addWidget(self.left, 2)
        self.left.setVisible(bool(left))
        column.addWidget(buttons)
        self._enable()

    @property
    def chosen(self) -> list[Suggestion]:
        """The ticked suggestions, in the order of the queue."""
        return [item.suggestion for n, item in enumerate(self._free) if self._row(n).checkState(0) is _TICKED]

    def tick(self, every: bool) -> None:
        """Tick all of them, or none."""
        for n in range(len(self._free)):
            self._row(n).setCheckState(0, _TICKED if every else Qt.CheckState.Unchecked)

    def _tick_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        for title, every in ((self._tr("Tick all"), True), (self._tr("Tick none"), False)):
            button = QPushButton(title, self)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, every=every: self.tick(every))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _row(self, number: int) -> QTreeWidgetItem:
        row = self.list.topLevelItem(number)
        assert row is not None
        return row

    def _enable(self) -> None:
        count = len(self.chosen)
        self.approve.setText(fill(APPROVE, (("count", str(count)),), self._tr))
        self.approve.setEnabled(bool(count))


class BulkResult(QDialog):
    """What became of the ticked suggestions, with a sentence for each that was refused."""

    def __init__(self, parent: QWidget, tr: Translate, done: int, refused: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr(TITLE))
        self.resize(SIZE[0] * 3 // 4, SIZE[1] // 2)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        summary = fill(RESULT, (("done", str(done)), ("refused", str(len(refused)))), tr)
        self.list = _tree(self, [tr("Not approved")], summary)
        for sentence in refused:
            _row(self.list, [sentence])
        buttons = QDialogButtonBox(self)
        buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NORMAL)
        column.addWidget(plain_label(summary, self, role="heading", wrap=True))
        column.addWidget(self.list, 1)
        column.addWidget(buttons)


_TICKED = Qt.CheckState.Checked


def _tree(parent: QWidget, heads: Sequence[str], name: str) -> QTreeWidget:
    made = QTreeWidget(parent)
    made.setColumnCount(len(heads))
    made.setHeaderLabels(list(heads))
    made.setRootIsDecorated(False)
    made.setAccessibleName(name)
    made.setUniformRowHeights(True)
    made.header().setStretchLastSection(len(heads) < 3)
    if len(heads) > 2:
        made.header().setSectionResizeMode(0, made.header().ResizeMode.Stretch)
    return made


def _row(tree: QTreeWidget, cells: list[str]) -> QTreeWidgetItem:
    row = QTreeWidgetItem(tree, cells)
    for column, text in enumerate(cells):
        row.setData(column, Qt.ItemDataRole.ToolTipRole, tip(text))
    return row
