"""Delivered documents and what a newer release would flag in them; the list opens projects and changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.deliveries import Delivered, Flagged, Place, deliveries, flagged
from editor.gui.plain import plain_label, tip
from editor.gui.tasks import Mendable, Tasks
from editor.gui.theme import NORMAL, SMALL
from editor.i18n import Translate, fill, mark, told

SIZE = (980, 600)
WIDTHS = (620, 200)
AROUND = 60
DATA = Qt.ItemDataRole.UserRole
TOLD = mark("{flagged} of {count} delivered documents would be flagged with {release}.")
NOTHING = mark("Nothing was delivered from this computer yet.")
WITH = mark("{day}, {release}")
PLACES = mark("{count} places")
NOTHING_NEW = mark("nothing new")
BUILT_IN = mark("the built-in glossary")
STAYS = mark("What was delivered stays as it is. A double click opens the project at the place.")
LOOKING = mark("Looking through what was delivered…")
# Path of a project and the id of a segment.
Target = tuple[Path, int]


class DeliveredWindow(QMainWindow):
    """`chosen` brings the project and the segment that a person wants to look at."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, tr: Translate, tasks: Tasks) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tr = tr
        self._tasks = tasks
        self._open = True
        self._turn = 0
        self.setWindowTitle(tr("Delivered documents"))
        self.resize(*SIZE)
        self.release = QComboBox(self)
        self.release.setAccessibleName(tr("Glossary release"))
        self.told = plain_label("", self, role="heading", wrap=True)
        self.list = QTreeWidget(self)
        self.list.setAccessibleName(tr("Delivered documents"))
        self.list.setHeaderLabels([tr("Document"), tr("Delivered"), tr("Now flagged")])
        self.list.setUniformRowHeights(True)
        for column, width in enumerate(WIDTHS):
            self.list.header().resizeSection(column, width)
        self.go = QPushButton(tr("Open the project here"), self)
        self.go.clicked.connect(self._choose)
        self._build()
        self.release.currentIndexChanged.connect(lambda _n: self.load())
        self.list.itemActivated.connect(lambda *_: self._choose())
        self.list.currentItemChanged.connect(lambda *_: self.go.setEnabled(self._target() is not None))

    def show_releases(self, labels: Sequence[str]) -> None:
        """Offer these releases, oldest first, and look with the newest; without one, with the built-in glossary."""
        self.release.blockSignals(True)
        self.release.clear()
        for label in reversed(labels):
            self.release.addItem(label, label)
        self.release.addItem(self._tr(BUILT_IN), "")
        self.release.blockSignals(False)
        self.load()

    def load(self) -> None:
        """Look through what was delivered."""
        self._turn += 1
        turn, label = self._turn, str(self.release.currentData())
        self.told.setText(self._tr(LOOKING))
        self._tasks.run(
            self._tasks.checks, partial(_look, label), self._show, failed=self._say_error,
            current=lambda: self._open and self._turn == turn,
        )  # fmt: skip

    def _build(self) -> None:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(NORMAL, NORMAL, NORMAL, NORMAL)
        column.setSpacing(SMALL)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(plain_label(self._tr("Glossary release"), page, role="muted"))
        row.addWidget(self.release)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.told)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.addWidget(plain_label(self._tr(STAYS), page, role="muted", wrap=True), 1)
        row.addWidget(self.go)
        column.addLayout(row)
        self.go.setEnabled(False)
        self.setCentralWidget(page)

    def _show(self, found: tuple[list[Delivered], list[Flagged]]) -> None:
        records, with_places = found
        values = (
            ("flagged", str(len(with_places))), ("count", str(len(records))), ("release", self.release.currentText()),
        )  # fmt: skip
        self.told.setText(fill(TOLD if records else NOTHING, values, self._tr))
        self.list.clear()
        places = {one.delivered.project: one for one in with_places}
        for one in with_places:
            self._add(one.delivered, one)
        for record in records:
            if record.project not in places:
                self._add(record, None)
        first = self.list.topLevelItem(0)
        if with_places and first is not None:
            self.list.setCurrentItem(first.child(0) or first)

    def _add(self, record: Delivered, one: Flagged | None) -> None:
        day = datetime.fromtimestamp(record.time).strftime("%Y-%m-%d")
        when = fill(WITH, (("day", day), ("release", record.release or self._tr(BUILT_IN))), self._tr)
        count = fill(PLACES, (("count", str(len(one.places))),), self._tr) if one else self._tr(NOTHING_NEW)
        row = QTreeWidgetItem(self.list, [record.title, when, count])
        row.setData(0, DATA, (Path(record.project), record.sentences[0].segment if record.sentences else 0))
        about = [record.file, record.project, record.author, *([one.remark] if one else [])]
        row.setData(0, Qt.ItemDataRole.ToolTipRole, tip("\n".join(filter(None, about))))
        for place in one.places if one else ():
            child = QTreeWidgetItem(row, [_in_context(place), place.terms])
            child.setData(0, DATA, (Path(record.project), place.segment))
            child.setData(0, Qt.ItemDataRole.ToolTipRole, tip(f"{place.left}{place.hit}{place.right}"))
        row.setExpanded(True)

    def _target(self) -> Target | None:
        row = self.list.currentItem()
        found: Target | None = row.data(0, DATA) if row is not None else None
        return found

    def _choose(self) -> None:
        target = self._target()
        if target is not None:
            self.chosen.emit(target)

    def _say_error(self, error: Mendable) -> None:
        self.told.setText(told(error, self._tr))

    # Qt's own names from here.

    def closeEvent(self, event: QCloseEvent) -> None:
        self._open = False
        super().closeEvent(event)


def _look(label: str) -> tuple[list[Delivered], list[Flagged]]:
    records = deliveries()
    return records, flagged(records, label)


def _in_context(place: Place) -> str:
    """`12   …before [wrong → right] after…` in one line."""
    left = ("…" if len(place.left) > AROUND else "") + place.left[-AROUND:]
    right = place.right[:AROUND] + ("…" if len(place.right) > AROUND else "")
    fix = f" → {place.fix}" if place.fix else ""
    return f"{place.number}   {left}[{place.hit}{fix}]{right}".replace("\n", " ")
