"""Changed fields of an entry or suggestion as a card: what goes struck through, what comes underlined."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from editor.gui.entry.fields import CONCEPT_FIELDS, RULE_FIELDS, TERM_FIELDS
from editor.gui.panels.cards import MarkedText, card
from editor.gui.panels.history import stretches
from editor.gui.plain import plain_label
from editor.gui.theme import Theme
from editor.i18n import Translate, mark
from glossary.differing import FieldChange

TITLES = {f.name.rpartition(".")[2]: f.title for fields in (RULE_FIELDS, TERM_FIELDS, CONCEPT_FIELDS) for f in fields}
OTHERS = {"order": mark("Order"), "rationale": mark("Why"), "exception": mark("Exception"), "zh": mark("Chinese"),
          "bad": mark("Wrong English"), "en": mark("Right English"), "misses": mark("Must miss"),
          "example": mark("Example")}  # fmt: skip


def changes_card(parent: QWidget, title: str, changes: Sequence[FieldChange], theme: Theme, tr: Translate) -> QWidget:
    """Changed fields, each with what goes struck through and what comes underlined."""
    frame, column = card(parent)
    if title:
        column.addWidget(plain_label(title, frame, role="title", wrap=True))
    for change in changes:
        name = tr(TITLES.get(change.name) or OTHERS.get(change.name, change.name)) if change.name else ""
        told = " · ".join(part for part in (change.owner, name) if part)
        column.addWidget(plain_label(told, frame, role="muted", wrap=True))
        text, marked = stretches(change.old, change.new, theme)
        column.addWidget(MarkedText(text, marked, theme.text, frame))
    return frame
