"""The list of suggestions grouped by concept, with ticks where several may be approved at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from editor.gui.plain import tip
from editor.gui.review.earning import returned
from editor.gui.review.names import ORIGINS, STATES
from editor.gui.review.queue import Group, Item, title_of
from editor.i18n import Translate, mark
from glossary.proposals import Origin

DATA, TIP = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.ToolTipRole
PLACES_WIDTH = 64
HEADS = (mark("Suggestion"), mark("Places"))
CLASH, DEMOTED, FIXED = "⚠", "↓", "◆"


class QueueList(QTreeWidget):
    """Shows groups; `looked_at` brings the item a person goes to, or None."""

    looked_at = Signal(object)

    def __init__(self, tr: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self._items: dict[str, Item] = {}
        self.setColumnCount(2)
        self.setHeaderLabels([tr(head) for head in HEADS])
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, PLACES_WIDTH)
        self.setAccessibleName(tr("Suggestions"))
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(lambda _now, _before: self.looked_at.emit(self.current()))

    def show_groups(self, groups: Sequence[Group], go_to: str = "") -> None:
        """Show other groups, and go to the suggestion `go_to`, or to the first."""
        ticked = {item.suggestion.id for item in self.ticked()}
        self.blockSignals(True)
        self.clear()
        self._items = {item.suggestion.id: item for group in groups for item in group.items}
        for group in groups:
            head = QTreeWidgetItem(self, [group.title, ""])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            head.setData(0, TIP, tip(group.title))
            for item in group.items:
                self._add(head, item, ticked=item.suggestion.id in ticked)
            head.setExpanded(True)
        self.blockSignals(False)
        rows = list(self._rows())
        wanted = next((row for row in rows if row.data(0, DATA) == go_to), rows[0] if rows else None)
        if wanted is not None:
            self.setCurrentItem(wanted)
        self.looked_at.emit(self.current())

    def current(self) -> Item | None:
        """The item the person is at."""
        row = self.currentItem()
        return self._items.get(str(row.data(0, DATA))) if row is not None else None

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in their order."""
        return tuple(self._items.values())

    def ticked(self) -> tuple[Item, ...]:
        """The ticked items."""
        return tuple(
            self._items[str(row.data(0, DATA))] for row in self._rows() if row.checkState(0) is Qt.CheckState.Checked
        )

    def next_id(self, step: int = 1) -> str:
        """The id of the suggestion after the current one, round the end; empty if there is no other."""
        rows = [str(row.data(0, DATA)) for row in self._rows()]
        now = self.current()
        if now is None or len(rows) < 2:
            return ""
        return rows[(rows.index(now.suggestion.id) + step) % len(rows)]

    def go_to(self, id_: str) -> None:
        """Go to a suggestion."""
        for row in self._rows():
            if row.data(0, DATA) == id_:
                self.setCurrentItem(row)

    def _add(self, head: QTreeWidgetItem, item: Item, *, ticked: bool = False) -> None:
        said = item.suggestion
        blocking = any(conflict.blocking for conflict in item.grounds.conflicts)
        signs = "".join(
            sign
            for sign, shown in (
                (CLASH, blocking),
                (DEMOTED, said.origin is Origin.DEMOTED),
                (FIXED, item.grounds.fixed),
            )
            if shown
        )
        why = returned(item.lowered, self._tr, short=True) if item.lowered is not None else ""
        shown = f"{signs} {why} · {title_of(said)}" if why else f"{signs} {title_of(said)}"
        row = QTreeWidgetItem(head, [shown.strip(), str(item.places or "")])
        row.setData(0, DATA, said.id)
        row.setData(0, TIP, tip(f"{title_of(said)}\n{self._tr(STATES[said.state])}, {self._tr(ORIGINS[said.origin])}"))
        row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if item.alone is None:
            row.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable)
            row.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        else:
            row.setFlags(flags)

    def _rows(self) -> Iterator[QTreeWidgetItem]:
        for n in range(self.topLevelItemCount()):
            head = self.topLevelItem(n)
            rows = [head.child(m) for m in range(head.childCount())] if head is not None else []
            yield from (row for row in rows if row is not None)
