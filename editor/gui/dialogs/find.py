"""Find and replace: what is found is listed with what would stand there, and only the ticked places are replaced."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor.core.model import Segment, SegmentId, Side
from editor.core.searching import Match, Query, find_matches, replace_matches
from editor.errors import ZhubiError
from editor.gui.desk import Desk
from editor.gui.plain import plain_label
from editor.gui.tasks import Mendable, Tasks
from editor.gui.theme import NORMAL, SMALL, WIDE
from editor.i18n import Translate, fill, mark

PAUSE_MS = 200
LIMIT = 1000
AROUND = 36
FOUND = mark("{count} places in {segments} segments")
MORE = mark("More than {count} places: the first {count} are listed; look for something narrower to see the rest.")
REPLACED = mark("{count} segments changed; one undo takes it back.")
KEYS = mark("Enter goes to the next place, Shift+Enter to the one before, Ctrl+Enter replaces the ticked places.")
SIZE = (820, 560)


class FindDialog(QDialog):
    """Stays open beside the work; `closed` when it goes."""

    closed = Signal()

    def __init__(self, parent: QWidget, tr: Translate, desk: Desk, tasks: Tasks) -> None:
        super().__init__(parent)
        self._tr = tr
        self._desk = desk
        self._tasks = tasks
        self._matches: list[Match] = []
        self._asked: Query | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.setWindowTitle(tr("Find and replace"))
        self.resize(*SIZE)
        self.wanted = QLineEdit(self)
        self.replacement = QLineEdit(self)
        self.regex = QCheckBox(tr("Regular expression"), self)
        self.case = QCheckBox(tr("Match case"), self)
        self.words = QCheckBox(tr("Whole words"), self)
        self.chinese = QCheckBox(tr("In the Chinese too"), self)
        self.told = plain_label("", self, role="muted", wrap=True)
        self.places = QListWidget(self)
        self.replace_button = QPushButton(tr("Replace the ticked places"), self)
        self.replace_button.setProperty("role", "primary")
        self.replace_button.setEnabled(False)
        self._lay_out()
        self._connect()

    def look_for(self, text: str) -> None:
        """Begin with `text` (the selection) in the box."""
        if text:
            self.wanted.setText(text)
        self.wanted.setFocus()
        self.wanted.selectAll()

    def query(self) -> Query:
        """What is being looked for."""
        sides = (Side.SOURCE, Side.TARGET) if self.chinese.isChecked() else (Side.TARGET,)
        return Query(
            self.wanted.text(), self.replacement.text(), self.regex.isChecked(), self.case.isChecked(),
            self.words.isChecked(), sides,
        )  # fmt: skip

    def replace(self) -> None:
        """Replace the ticked places as one step."""
        self._desk.settle()
        project = self._desk.session.project
        texts: dict[SegmentId, str] = {}
        for segment, matches in self._ticked(project.segments).items():
            texts[segment.id] = replace_matches(segment, matches)
        try:
            count = project.set_targets(texts)
        except ZhubiError as error:
            self.told.setText(str(error))
            return
        self._desk.notice.emit(fill(REPLACED, (("count", str(count)),), self._tr))
        self._search()

    def _lay_out(self) -> None:
        boxes = QGridLayout()
        boxes.setSpacing(SMALL)
        for row, (title, line) in enumerate(
            ((self._tr("Find"), self.wanted), (self._tr("Replace by"), self.replacement))
        ):
            line.setAccessibleName(title)
            boxes.addWidget(plain_label(title, self), row, 0)
            boxes.addWidget(line, row, 1)
        options = QHBoxLayout()
        for box in (self.regex, self.case, self.words, self.chinese):
            options.addWidget(box)
        options.addStretch(1)
        self.places.setAccessibleName(self._tr("Places found"))
        column = QVBoxLayout(self)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NORMAL)
        column.addLayout(boxes)
        column.addLayout(options)
        column.addWidget(self.told)
        column.addWidget(self.places, 1)
        bar = QHBoxLayout()
        bar.addWidget(plain_label(self._tr(KEYS), self, role="muted"))
        bar.addStretch(1)
        bar.addWidget(self.replace_button)
        close = QPushButton(self._tr("Close"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        bar.addWidget(close)
        column.addLayout(bar)

    def _connect(self) -> None:
        for line in (self.wanted, self.replacement):
            line.textChanged.connect(lambda: self._pause.start())
        for box in (self.regex, self.case, self.words, self.chinese):
            box.toggled.connect(lambda: self._pause.start())
        self.wanted.returnPressed.connect(lambda: self._go_by(1))
        for keys, do in (
            ("Shift+Return", lambda: self._go_by(-1)), ("Shift+Enter", lambda: self._go_by(-1)),
            ("Ctrl+Return", self.replace_button.click), ("Ctrl+Enter", self.replace_button.click),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self, do)
        self.replace_button.setAutoDefault(False)
        self.replace_button.clicked.connect(self.replace)
        self.places.itemActivated.connect(self._go)
        self.places.itemClicked.connect(self._go)
        self._desk.session.destroyed.connect(self.close)

    def _search(self) -> None:
        self._pause.stop()
        query = self._asked = self.query()
        segments = tuple(self._desk.session.project.segments)
        self._tasks.run(
            self._tasks.quick,
            partial(_first_matches, query, segments),
            self._show,
            current=lambda: self._asked is query and self.isVisible(),
            failed=self._say_wrong,
        )

    def _say_wrong(self, error: Mendable) -> None:
        self._list([])
        self.told.setText(str(error))

    def _show(self, found: list[Match]) -> None:
        self._list(found[:LIMIT])
        segments = len({match.segment for match in found})
        if len(found) > LIMIT:
            text = fill(MORE, (("count", str(LIMIT)),), self._tr)
        else:
            text = fill(FOUND, (("count", str(len(found))), ("segments", str(segments))), self._tr)
        self.told.setText(text if self._asked and self._asked.text else "")

    def _list(self, matches: list[Match]) -> None:
        self._matches = matches
        self.places.clear()
        project = self._desk.session.project
        for match in matches:
            segment = project.segment(match.segment)
            text = segment.source if match.side is Side.SOURCE else segment.target
            inner = text[match.start : match.end]
            shown = f"[{inner} → {match.replacement}]" if match.side is not Side.SOURCE else f"[{inner}]"
            row = f"{project.index(segment.id) + 1}   {_left(text, match.start)}{shown}{_right(text, match.end)}"
            item = QListWidgetItem(row.replace("\n", " "), self.places)
            if match.side is not Side.SOURCE:
                item.setCheckState(Qt.CheckState.Checked)
        self.replace_button.setEnabled(any(m.side is not Side.SOURCE for m in matches))

    def _ticked(self, segments: Sequence[Segment]) -> dict[Segment, list[Match]]:
        """The ticked places by segment, without those whose text has changed since they were found."""
        known = {segment.id: segment for segment in segments}
        fresh = set(find_matches(self._asked, segments)) if self._asked else set()
        ticked: dict[Segment, list[Match]] = {}
        for row, match in enumerate(self._matches):
            if self.places.item(row).checkState() is Qt.CheckState.Checked and match in fresh:
                ticked.setdefault(known[match.segment], []).append(match)
        return ticked

    def _go(self, item: QListWidgetItem) -> None:
        match = self._matches[self.places.row(item)]
        self._desk.settle()
        inside = match.side is not Side.SOURCE
        self._desk.show_segment(match.segment, match.start if inside else None, match.end if inside else None)

    def _go_by(self, step: int) -> None:
        if self.places.count():
            row = (self.places.currentRow() + step) % self.places.count()
            self.places.setCurrentRow(row)
            self._go(self.places.item(row))

    # Qt's own names from here.

    def done(self, result: int) -> None:
        self._pause.stop()
        self._asked = None
        super().done(result)
        self.closed.emit()


def _first_matches(query: Query, segments: Sequence[Segment]) -> list[Match]:
    found: list[Match] = []
    for match in find_matches(query, segments):
        found.append(match)
        if len(found) > LIMIT:
            break
    return found


def _left(text: str, start: int) -> str:
    return ("…" if start > AROUND else "") + text[max(0, start - AROUND) : start]


def _right(text: str, end: int) -> str:
    return text[end : end + AROUND] + ("…" if end + AROUND < len(text) else "")
