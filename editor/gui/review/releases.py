"""Releases of the glossary: which there are, what changed between two, and making the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.gui.panels.cards import MarkedText
from editor.gui.panels.history import stretches
from editor.gui.plain import plain_label, set_tip, tip
from editor.gui.review.names import KINDS, PARTS, ROLES
from editor.gui.review.queue import title_of
from editor.gui.review.termbase import Termbase
from editor.gui.tasks import Mendable
from editor.gui.theme import NORMAL, SMALL, Theme
from editor.i18n import Translate, fill, mark, told
from editor.learning import release_glossary
from editor.releasing import BUILT_IN, NOW, Approval, Draft, Overview, compared, overview
from glossary.proposals import ChangeLine, Kind, Release, Role

T = TypeVar("T")

if TYPE_CHECKING:
    from glossary.store.termbase import TermbaseStore

SIZE = (1040, 760)
SHOWN = 2_000
WIDTHS = (150, 300, 260)
HASH = 12
DATA = Qt.ItemDataRole.UserRole
UNRELEASED = mark("Approved, not yet released")
SHIPPED = mark("The built-in glossary")
CHANGES = mark("{count} changes from {old} to {new}")
FIRST = mark("The first {count} are listed.")
NEXT = mark("Next release: {label}")
CONTENT = mark("{concepts} entries, {tests} example sentences tested. Hash {hash}")
APPROVED = mark("{count} suggestions approved since the last release:")
NO_APPROVALS = mark("No suggestion was approved since the last release.")
ONE = mark("{text} — approved by {names}, {day}")
MORE = mark("and {count} more")
NEEDS = mark("Releasing takes a reviewer or a lead; your role: {role}. Ask one of them.")
FAILING = mark("{count} rules fail their own examples, the first: {text} Mend them, or write in the note why the "
               "glossary is released all the same.")  # fmt: skip
RELEASED = mark("Released: {label}. Projects stay with their release until they are moved.")
READING = mark("Reading the termbase…")
NAMED = 5


class ReleasesWindow(QMainWindow):
    """`released` brings the label of a new release."""

    released = Signal(str)

    def __init__(self, parent: QWidget, tr: Translate, theme: Theme, termbase: Termbase) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tr = tr
        self.theme = theme
        self._termbase = termbase
        self._open = True
        self._turn = 0
        self._overview: Overview | None = None
        self.setWindowTitle(tr("Glossary releases"))
        self.resize(*SIZE)
        self.old, self.new = QComboBox(self), QComboBox(self)
        self.old.setAccessibleName(tr("From"))
        self.new.setAccessibleName(tr("To"))
        self.told = plain_label(tr(READING), self, role="title", wrap=True)
        self.changes = QTreeWidget(self)
        self.changes.setHeaderLabels([tr("What"), tr("Text"), tr("Before"), tr("Now")])
        self.changes.setUniformRowHeights(True)
        self.changes.setAccessibleName(tr("Changes"))
        for column, width in enumerate(WIDTHS):
            self.changes.header().resizeSection(column, width)
        self.detail = QVBoxLayout()
        self.box = ReleaseBox(tr, self)
        self.box.asked.connect(self._release)
        self._build()
        for box in (self.old, self.new):
            box.currentIndexChanged.connect(lambda _n: self._compare())
        self.changes.currentItemChanged.connect(lambda row, _before: self._show_line(row))
        self.load()

    def load(self) -> None:
        """Read the releases again."""
        self._ask(overview, self._take)

    def restyle(self, theme: Theme) -> None:
        """Go on with another theme."""
        self.theme = theme
        self._show_line(self.changes.currentItem())

    def _build(self) -> None:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(NORMAL, NORMAL, NORMAL, NORMAL)
        column.setSpacing(SMALL)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        for text, box in ((self._tr("From"), self.old), (self._tr("To"), self.new)):
            row.addWidget(plain_label(text, page, role="muted"))
            row.addWidget(box, 1)
        column.addLayout(row)
        column.addWidget(self.told)
        column.addWidget(self.changes, 1)
        column.addLayout(self.detail)
        column.addWidget(self.box)
        self.setCentralWidget(page)

    # What is shown

    def _take(self, found: Overview) -> None:
        self._overview = found
        labels = [release.label for release in reversed(found.releases)]
        for box, first, chosen in (
            (self.old, [], labels[0] if labels else BUILT_IN),
            (self.new, [NOW], NOW if found.draft.release is not None or not labels else labels[0]),
        ):
            box.blockSignals(True)
            box.clear()
            for name in (*first, *labels, BUILT_IN):
                box.addItem(self._name(name), name)
            box.setCurrentIndex(box.findData(chosen))
            box.blockSignals(False)
        if len(labels) > 1 and self.new.currentData() == labels[0]:
            self.old.setCurrentIndex(self.old.findData(labels[1]))
        self.box.show_draft(found.draft, found.role)
        self._compare()

    def _name(self, name: str) -> str:
        if name == NOW:
            return self._tr(UNRELEASED)
        known = next((r for r in (self._overview.releases if self._overview else ()) if r.label == name), None)
        if known is None:
            return self._tr(SHIPPED)
        parts = (known.label, _day(known.time), known.author, known.digest[:HASH], known.note)
        return "  ·  ".join(part for part in parts if part)

    def _compare(self) -> None:
        old, new = str(self.old.currentData()), str(self.new.currentData())
        self.box.setVisible(new == NOW)
        self._ask(partial(compared, old=old, new=new), self._show_changes)

    def _show_changes(self, lines: Sequence[ChangeLine]) -> None:
        names = (("old", self.old.currentText().split("  ·")[0]), ("new", self.new.currentText().split("  ·")[0]))
        said = [fill(CHANGES, (("count", str(len(lines))), *names), self._tr)]
        if len(lines) > SHOWN:
            said.append(fill(FIRST, (("count", str(SHOWN)),), self._tr))
        self.told.setText(" ".join(said))
        self.changes.clear()
        for kind in Kind:
            some = [line for line in lines[:SHOWN] if line.kind is kind]
            if not some:
                continue
            head = QTreeWidgetItem(self.changes, [f"{self._tr(KINDS[kind])} ({len(some)})"])
            head.setFirstColumnSpanned(True)
            for line in some:
                row = QTreeWidgetItem(head, [self._tr(PARTS.get(line.what, line.what)), line.text, line.old, line.new])
                row.setData(0, DATA, (line.old, line.new))
                for column in (1, 2, 3):
                    row.setData(column, Qt.ItemDataRole.ToolTipRole, tip(row.text(column)))
            head.setExpanded(True)

    def _show_line(self, row: QTreeWidgetItem | None) -> None:
        """The change of one line as a difference."""
        while (item := self.detail.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        pair = row.data(0, DATA) if row is not None else None
        if pair:
            text, marked = stretches(pair[0], pair[1], self.theme)
            self.detail.addWidget(MarkedText(text, marked, self.theme.text, self.centralWidget()))

    # What is done

    def _release(self, note: str, despite: str) -> None:
        self.box.button.setEnabled(False)
        self._ask(lambda store: release_glossary(store, note=note, despite=despite), self._released)

    def _released(self, made: Release) -> None:
        self.say(fill(RELEASED, (("label", made.signature),), self._tr))
        self.box.note.clear()
        self.load()
        self.released.emit(made.label)

    def _ask(self, work: Callable[[TermbaseStore], T], done: Callable[[T], object]) -> None:
        self._turn += 1
        turn = self._turn
        self._termbase.ask(
            work, done, current=lambda: self._open and self._turn == turn, failed=self._say_error,
        )  # fmt: skip

    def _say_error(self, error: Mendable) -> None:
        self.say(told(error, self._tr))
        if self._overview is not None:
            self.box.show_draft(self._overview.draft, self._overview.role)

    def say(self, text: str) -> None:
        """Say something below the changes."""
        self.statusBar().showMessage(text)
        set_tip(self.statusBar(), text)

    # Qt's own names from here.

    def closeEvent(self, event: QCloseEvent) -> None:
        self._open = False
        super().closeEvent(event)


class ReleaseBox(QFrame):
    """The next release: its name, hash and approvals, a note, and the button; `asked` brings note and reason."""

    asked = Signal(str, str)

    def __init__(self, tr: Translate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tr = tr
        self.setProperty("role", "card")
        self._failing = False
        self.name = plain_label("", self, role="heading")
        self.content = plain_label("", self, role="muted", wrap=True)
        self.approvals = plain_label("", self, wrap=True)
        self.refusal = plain_label("", self, role="bad", wrap=True)
        self.note = QLineEdit(self)
        self.note.setPlaceholderText(tr("A note about this release"))
        self.note.setAccessibleName(tr("A note about this release"))
        self.note.textChanged.connect(lambda _text: self._enable())
        self.button = QPushButton(self)
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self._ask)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self.note, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(NORMAL, NORMAL, NORMAL, NORMAL)
        column.setSpacing(SMALL)
        for label in (self.name, self.content, self.approvals, self.refusal):
            column.addWidget(label)
        column.addLayout(row)
        self._able = False

    def show_draft(self, draft: Draft, role: Role) -> None:
        """Show what the next release would be."""
        made = draft.release
        self._failing = bool(draft.failing)
        refusals = [draft.refusal] if draft.refusal else []
        if not role.may(Role.REVIEWER):
            refusals.append(fill(NEEDS, (("role", self._tr(ROLES[role])),), self._tr))
        self._able = not refusals
        if draft.failing:
            failing = (("count", str(len(draft.failing))), ("text", draft.failing[0]))
            refusals.append(fill(FAILING, failing, self._tr))
        self.refusal.setText(" ".join(refusals))
        self.refusal.setVisible(bool(refusals))
        for widget in (self.name, self.content, self.note, self.button):
            widget.setVisible(made is not None)
        if made is not None:
            self.name.setText(fill(NEXT, (("label", made.label),), self._tr))
            values = (("concepts", str(made.concepts)), ("tests", str(made.tests)), ("hash", made.digest[:HASH]))
            self.content.setText(fill(CONTENT, values, self._tr))
            self.button.setText(fill(mark("Release {label}"), (("label", made.label),), self._tr))
        self.approvals.setText("\n".join(self._approvals(draft.approvals)))
        self._enable()

    def _approvals(self, approvals: Sequence[Approval]) -> list[str]:
        if not approvals:
            return [self._tr(NO_APPROVALS)]
        said = [fill(APPROVED, (("count", str(len(approvals))),), self._tr)]
        for one in approvals[:NAMED]:
            values = (("text", title_of(one.suggestion)), ("names", ", ".join(one.by)), ("day", _day(one.time)))
            said.append(fill(ONE, values, self._tr))
        if len(approvals) > NAMED:
            said.append(fill(MORE, (("count", str(len(approvals) - NAMED)),), self._tr))
        return said

    def _enable(self) -> None:
        """Where rules fail their own examples, only with a reason in the note."""
        self.button.setEnabled(self._able and (not self._failing or bool(self.note.text().strip())))

    def _ask(self) -> None:
        note = self.note.text().strip()
        self.asked.emit(note, note if self._failing else "")


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).strftime("%Y-%m-%d") if seconds else ""
