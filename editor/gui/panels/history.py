"""The active segment's way from the machine's text to now: the difference, and the list of edits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QWidget

from editor.core.diff import Op, diff
from editor.core.edits import Edit, Field
from editor.core.model import Segment, State
from editor.gui.models.segment_table import STATE_NAMES
from editor.gui.panels.cards import CardList, MarkedText, Stretch, card
from editor.gui.plain import plain_label
from editor.gui.theme import Theme
from editor.i18n import Translate, mark

KINDS = {
    "type": mark("typed"),
    "fix": mark("fixed"),
    "replace": mark("replaced"),
    "confirm": mark("confirmed"),
    "state": mark("state changed"),
    "split": mark("split"),
    "merge": mark("merged"),
    "dismiss": mark("finding dismissed"),
    "reopen": mark("finding opened again"),
    "note": mark("note"),
    "undo": mark("undone"),
    "redo": mark("redone"),
    "term": mark("term used"),
    "tag": mark("tag put in"),
    "restore": mark("machine's text restored"),
    "tm": mark("taken from the memory"),
    "propagate": mark("applied to an identical segment"),
    "reimport": mark("imported anew"),
    "review": mark("taken back from a review"),
}
MOST, LONGEST = 30, 20_000


def looks(theme: Theme) -> tuple[QTextCharFormat, QTextCharFormat]:
    """How words look that go, struck through, and words that come, underlined; each in its colour."""
    gone, new = QTextCharFormat(), QTextCharFormat()
    gone.setForeground(QColor(theme.critical))
    gone.setBackground(QColor(theme.critical_tint))
    gone.setFontStrikeOut(True)
    new.setForeground(QColor(theme.approved))
    new.setBackground(QColor(theme.approved_tint))
    new.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    return gone, new


def stretches(before: str, after: str, theme: Theme) -> tuple[str, list[Stretch]]:
    """One text holding both versions, deletions struck through and insertions underlined, each in its colour."""
    gone, new = looks(theme)
    text, marked = "", []
    for hunk in diff(before, after):
        if hunk.op is Op.EQUAL:
            text += hunk.old
            continue
        for part, look in ((hunk.old, gone), (hunk.new, new)):
            if part:
                marked.append(Stretch(len(text), len(text) + len(part), look))
                text += part
    return text, marked


class HistoryPanel(CardList):
    """The difference to the machine's text, then the edits, the last one first."""

    def __init__(self, tr: Translate, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr("No segment is open."), parent)
        self._tr = tr
        self.theme = theme
        self._shown: object = None

    def show_history(self, segment: Segment | None, edits: Sequence[Edit]) -> None:
        """Show the way of a segment."""
        shown = (segment, len(edits), self.theme)
        if shown == self._shown:
            return
        self._shown = shown
        if segment is None:
            self.show_cards([])
            return
        told = [e for e in reversed(edits) if e.field is not Field.ORIGIN][:MOST]
        self.show_cards([partial(self._difference, segment), *(partial(self._edit, e) for e in told)])

    def _difference(self, segment: Segment) -> QWidget:
        frame, column = card(self)
        changed = segment.machine != segment.target
        title = self._tr("From the machine's text to now") if changed else self._tr("As the machine wrote it")
        column.addWidget(plain_label(title, frame, role="title"))
        if len(segment.machine) + len(segment.target) > LONGEST:
            column.addWidget(plain_label(self._tr("Too long to compare here."), frame, role="muted"))
        else:
            text, marked = stretches(segment.machine, segment.target, self.theme)
            column.addWidget(MarkedText(text, marked, self.theme.text, frame))
        return frame

    def _edit(self, edit: Edit) -> QWidget:
        frame, column = card(self)
        when = datetime.fromtimestamp(edit.time).strftime("%Y-%m-%d %H:%M:%S") if edit.time else ""
        kind = self._tr(KINDS.get(edit.kind, edit.kind))
        column.addWidget(plain_label("  ·  ".join(p for p in (when, kind, edit.author) if p), frame, role="muted"))
        if edit.field is Field.TARGET and len(edit.before) + len(edit.after) <= LONGEST:
            text, marked = stretches(edit.before, edit.after, self.theme)
            column.addWidget(MarkedText(text, marked, self.theme.text, frame))
        elif edit.field is Field.STATE:
            column.addWidget(plain_label(self._tr(STATE_NAMES[State(edit.after)]), frame))
        elif edit.field in (Field.NOTE, Field.DISMISSAL):
            column.addWidget(plain_label(edit.after or "—", frame, wrap=True))
        return frame
