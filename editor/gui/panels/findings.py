"""The findings of the active segment: what, why, the evidence, the fixes; dismissed ones stay visible, quietly."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from editor.checks.risk import Risk
from editor.core.model import Evidence, Finding, Fix, Segment, Severity
from editor.gui.models.finding_book import Entry
from editor.gui.panels.cards import CardList, ElidedButton, card, line
from editor.gui.plain import plain_label, set_tip
from editor.gui.risk import told
from editor.gui.theme import SEVERITY_SIGN, Theme
from editor.i18n import Translate, fill, mark

SEVERITIES = {
    Severity.CRITICAL: mark("Critical"),
    Severity.MAJOR: mark("Major"),
    Severity.MINOR: mark("Minor"),
    Severity.INFO: mark("Info"),
}
EVIDENCE = {
    "source": mark("In the Chinese"),
    "rule": mark("Rule"),
    "term": mark("Glossary"),
    "arithmetic": mark("Reckoning"),
    "occurrence": mark("Also here"),
    "count": mark("Counted"),
}
NAMED = mark("{name}: {text}")
MOST_FIXES, MOST_EVIDENCE, LONGEST = 5, 6, 80


def severity_chip(severity: Severity, tr: Translate, parent: QWidget) -> QLabel:
    """Sign and name of a severity in its colours."""
    return plain_label(f"{SEVERITY_SIGN[severity]} {tr(SEVERITIES[severity])}", parent, role=f"chip-{severity}")


def fix_text(finding: Finding, fix: Fix, segment: Segment, tr: Translate) -> str:
    """What a fix does, in few words."""
    old = (finding.seen or segment.target)[fix.start : fix.end]
    if fix.gap is not None and old == fix.text:
        return tr("Put a space after it") if fix.gap == " " else tr("Change the white space after it")
    if not fix.text:
        return fill(mark("Delete “{text}”"), (("text", _short(old)),), tr)
    return f"→ {_short(fix.text)}" if fix.text.strip() else tr("Put a space here")


class FindingsPanel(CardList):
    """Cards of the findings; signals bring what the person wants done with one."""

    fix = Signal(object, object)
    dismiss = Signal(object)
    reopen = Signal(object)
    chosen = Signal(object)

    def __init__(self, tr: Translate, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr("Nothing to report on this segment."), parent)
        self._tr = tr
        self.theme = theme
        self.title: Callable[[str], str] = lambda check: check
        self._shown: object = None
        self._ordered: list[Entry] = []

    def show_findings(
        self, segment: Segment | None, entries: tuple[Entry, ...], current: Finding | None, risk: Risk | None = None
    ) -> None:
        """Show the findings of a segment, open ones first; a high risk before them, with its reasons."""
        ordered = sorted(entries, key=lambda e: not e.open) if segment is not None else []
        self._ordered = ordered
        shown = (segment and segment.id, [(_told(e), e.finding == current) for e in ordered], self.theme, risk)
        if shown == self._shown:
            return
        self._shown = shown
        if segment is None:
            self.show_cards([])
        else:
            cards = (partial(self._card, segment, n, e, e.finding == current) for n, e in enumerate(ordered))
            high = [partial(self._risk_card, risk)] if risk is not None and risk.high else []
            self.show_cards((*high, *cards))

    def _risk_card(self, risk: Risk) -> QWidget:
        frame, column = card(self)
        title, *reasons = told(risk, self._tr)
        column.addWidget(plain_label(title, frame, role="title", wrap=True))
        for reason in reasons:
            column.addWidget(plain_label(reason, frame, role="muted", wrap=True))
        return frame

    def _card(self, segment: Segment, number: int, entry: Entry, current: bool) -> QWidget:
        finding = entry.finding
        frame, column = card(self, current=current)
        title = plain_label(self._tr(self.title(finding.check)), frame, role="title", wrap=True)
        chip = severity_chip(finding.severity, self._tr, frame)
        column.addLayout(line(chip, plain_label(finding.check, frame, role="muted")))
        column.addWidget(title)
        column.addWidget(plain_label(fill(finding.message, finding.values, self._tr), frame, wrap=True))
        for evidence in finding.telling[:MOST_EVIDENCE]:
            column.addWidget(plain_label(self._evidence(evidence), frame, role="muted", wrap=True))
        if entry.open:
            self._add_fixes(column, frame, segment, number)
        else:
            reason = fill(mark("Dismissed: {reason}"), (("reason", entry.reason),), self._tr)
            column.addWidget(plain_label(reason, frame, role="muted", wrap=True))
            column.addLayout(
                line(self._quiet(self._tr("Open again"), lambda: self.reopen.emit(self._now(number)), frame))
            )
        return frame

    def _add_fixes(self, column: QVBoxLayout, frame: QWidget, segment: Segment, number: int) -> None:
        finding = self._now(number)
        for place, fix in enumerate(finding.fixes[:MOST_FIXES]):
            button = ElidedButton(fix_text(finding, fix, segment, self._tr), frame)
            set_tip(button, fix.text)
            button.clicked.connect(
                lambda _=False, n=place: self.fix.emit(self._now(number), self._now(number).fixes[n])
            )
            column.addLayout(line(button))
        show = self._quiet(self._tr("Show"), lambda: self.chosen.emit(self._now(number)), frame)
        dismiss = self._quiet(self._tr("Dismiss…"), lambda: self.dismiss.emit(self._now(number)), frame)
        column.addLayout(line(show, dismiss))

    def _now(self, number: int) -> Finding:
        """The finding of a card: while typing its place moves and the card stays."""
        return self._ordered[number].finding

    def _quiet(self, text: str, do: Callable[[], None], parent: QWidget) -> QPushButton:
        button = QPushButton(text, parent)
        button.setProperty("role", "quiet")
        button.clicked.connect(lambda: do())
        return button

    def _evidence(self, evidence: Evidence) -> str:
        kind = self._tr(EVIDENCE.get(evidence.kind, mark("Evidence")))
        return fill(NAMED, (("name", kind), ("text", _short(evidence.text))), self._tr)


def _told(entry: Entry) -> object:
    """What a card says: everything but where in the text it is."""
    f = entry.finding
    return (
        f.check,
        f.severity,
        f.message,
        f.values,
        [x.text for x in f.fixes],
        [e.text for e in f.evidence],
        entry.reason,
    )


def _short(text: str) -> str:
    shown = text.replace("\n", " ")
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"
