"""The window in which an entry is edited: its parts, the fields of one part, the box to try it, what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton, QWidget

from editor.gui.asking import asked
from editor.gui.entry import outline as parts
from editor.gui.entry import sheet as sheets
from editor.gui.entry.fields import CONCEPT_FIELDS, RULE_FIELDS, TERM_FIELDS
from editor.gui.entry.form import ValueForm
from editor.gui.entry.frame import Frame
from editor.gui.entry.sheet import Asked, Bench, Clash, Examined, Saved, Sheet
from editor.gui.plain import message_box
from editor.gui.review.termbase import Termbase
from editor.gui.tasks import Mendable
from editor.gui.theme import Theme
from editor.i18n import Translate, fill, mark, told
from glossary.differing import entry_changes
from glossary.examining import Fault, Place
from glossary.model import BadRendering, Concept, RuleTests, Term
from glossary.proposals import Role

PAUSE_MS = 250
NEW = mark("New entry")
MAKES_PROPOSAL = mark("Saving changes nothing that is in force: it makes a proposal, and somebody else decides on it.")
EDITS_SUGGESTION = mark("You edit the suggestion of {name}. Whoever changes the wording counts among its authors and "
                        "cannot approve it; completing the rest is no change of the wording.")  # fmt: skip
WAITING = mark("A proposal about this entry is waiting already, by {name}; yours will stand beside it.")
PROPOSED = mark("Proposed: {text}. Somebody else decides.")
KEPT = mark("Saved: {text}")
APPROVED = mark("Approved: {text}")
NOT_APPROVED = mark("The wording is kept, but it is not approved: {text}")
UNSAVED = mark("The entry has changes that are not saved.")
BOTH_SHOWN = mark("{sentence} What they changed is shown first, then what you changed.")
EMPTY_PART = {"term": mark("New form"), "rule": mark("New wrong rendering")}


class TermEditor(QDialog):
    """Edits one entry; `saved` brings the id of the suggestion that is kept and the sentence to be said."""

    saved = Signal(str, str)

    def __init__(self, parent: QWidget, tr: Translate, theme: Theme, termbase: Termbase, asked: Asked) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._tr = tr
        self._termbase = termbase
        self._open, self._busy, self._turn = True, False, 0
        self.sheet: Sheet | None = None
        self.bench: Bench | None = None
        self.examined: Examined | None = None
        self.entry: Concept = sheets.new_entry()
        self._place = Place("concept")
        self._taken_back: list[Callable[[], None]] = []
        self._theirs: Sheet | None = None
        self.forms = {
            part: ValueForm(tr, fields, self)
            for part, fields in (("concept", CONCEPT_FIELDS), ("term", TERM_FIELDS), ("rule", RULE_FIELDS))
        }
        self.frame = Frame(self, tr, theme, self.forms)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._examine)
        self._connect()
        self.setWindowTitle(tr(NEW))
        self.frame.let(False)
        termbase.ask(partial(sheets.load, asked=asked), self._begin, current=self._alive, failed=self._say_error)

    @property
    def unsaved(self) -> bool:
        """Whether something was changed since it was opened or saved."""
        sheet = self.sheet
        return sheet is not None and (self.entry != sheet.entry or self.frame.reasons() != sheet.reasons)

    def go_to(self, place: Place) -> None:
        """Go to a field."""
        self.frame.outline.go_to(place)
        widget = self.forms[place.part].focus_field(place.field)
        area = self.frame.area(place.part)
        area.ensureWidgetVisible(widget)

    def add_term(self, language: str) -> None:
        """Add an empty form and write in it."""
        self._grow(*parts.with_term(self.entry, language))

    def add_rule(self) -> None:
        """Add an empty wrong rendering and write in it."""
        self._grow(*parts.with_rule(self.entry))

    def remove(self) -> None:
        """Take the part away that the person is at; Ctrl+Z in the list puts it back."""
        place = self._place
        part = parts.part_of(self.entry, place)
        if isinstance(part, Concept):
            return
        self._taken_back.append(lambda: self._restructure(parts.inserted(self.entry, place, part), place))
        self._restructure(parts.without(self.entry, place), Place(place.part, max(0, place.number - 1)))

    def move_part(self, step: int) -> None:
        """Change places with the neighbour."""
        entry, place = parts.moved(self.entry, self._place, step)
        if entry != self.entry:
            self._taken_back.append(lambda: self._restructure(parts.moved(self.entry, place, -step)[0], self._place))
            self._restructure(entry, place)

    def take_back(self) -> None:
        """Take the last adding, removing or moving back."""
        if self._taken_back:
            self._taken_back.pop()()

    def keep_case(self, *, hit: bool) -> None:
        """Make the tried sentence a test of the wrong rendering the person is at (else of the first)."""
        case = self.frame.trial.case
        number = self._place.number if self._place.part == "rule" else 0
        if not case or number >= len(self.entry.bad):
            return
        rule = self.entry.bad[number]
        tests = rule.tests
        tests = RuleTests((*tests.hit, case), tests.miss) if hit else RuleTests(tests.hit, (*tests.miss, case))
        place = Place("rule", number)
        self._restructure(parts.with_part(self.entry, place, replace(rule, tests=tests)), place)

    def save(self, *, approve: bool = False) -> None:
        """Propose what is written, or keep the suggestion; then approve it where that is wished."""
        sheet = self.sheet
        if sheet is None or self._busy or not (self.unsaved or approve):
            return
        self._busy = True
        self.frame.let(False)
        entry, (why, exception) = self.entry, self.frame.reasons()
        self._termbase.ask(
            lambda store: sheets.save(store, sheet, entry, why, exception, approve=approve),
            self._kept, current=self._alive, failed=self._refused,
        )  # fmt: skip

    def rebase(self, *, take: bool) -> None:
        """Go on with what the others saved as the ground: with their changes too, or with mine alone."""
        theirs, sheet = self._theirs, self.sheet
        if theirs is None or sheet is None:
            return
        entry = sheets.rebased(sheet, self.entry, theirs, take=take)
        self._theirs, self.sheet = None, theirs
        self.frame.clash.hide()
        self._restructure(entry, self._place)

    # What is shown

    def _connect(self) -> None:
        frame = self.frame
        for part, form in self.forms.items():
            form.edited.connect(partial(self._edited, part))
        frame.outline.went.connect(self._went)
        frame.outline.removing.connect(self.remove)
        frame.outline.moving.connect(self.move_part)
        frame.outline.taking_back.connect(self.take_back)
        frame.side.wanted.connect(self.go_to)
        frame.reasons_edited.connect(self._pause.start)
        for name, do in {
            "zh": partial(self.add_term, "zh"), "en": partial(self.add_term, "en"), "rule": self.add_rule,
            "remove": self.remove, "up": partial(self.move_part, -1), "down": partial(self.move_part, 1),
            "hit": partial(self.keep_case, hit=True), "miss": partial(self.keep_case, hit=False),
            "save": self.save, "approve": partial(self.save, approve=True), "close": self.close,
            "take": partial(self.rebase, take=True), "mine": partial(self.rebase, take=False),
        }.items():  # fmt: skip
            button: QPushButton = frame.buttons[name]
            button.clicked.connect(lambda _on=False, act=do: act())
        for keys, field in (("F6", frame.outline), ("Ctrl+T", frame.trial.english)):
            QShortcut(QKeySequence(keys), self, partial(field.setFocus, Qt.FocusReason.ShortcutFocusReason))

    def _begin(self, sheet: Sheet) -> None:
        self.sheet, self.entry = sheet, sheet.begun or sheet.entry
        said, tr = sheet.suggestion, self._tr
        self.frame.show_reasons(sheet.reasons)
        message = MAKES_PROPOSAL if said is None else EDITS_SUGGESTION
        lines = [fill(message, (("name", said.author if said is not None else ""),), tr)]
        lines += [fill(WAITING, (("name", other.author),), tr) for other in sheet.waiting[:1]]
        self.frame.told.setText(" ".join(lines))
        self.frame.buttons["approve"].setVisible(said is not None and self._termbase.role.may(Role.REVIEWER))
        self.frame.buttons["save"].setText(tr("Propose") if said is None else tr("Save only"))
        self.frame.let(True)
        self._restructure(self.entry, Place("concept"))
        self.frame.outline.setFocus()
        self._termbase.ask(sheets.bench_of, self._take_bench, current=self._alive, failed=self._say_error)

    def _take_bench(self, bench: Bench) -> None:
        self.bench = bench
        self._examine()

    def _restructure(self, entry: Concept, place: Place) -> None:
        """Go on with another entry: its parts are listed anew."""
        self.entry = entry
        self.frame.outline.show_entry(entry, place)
        self._follow()

    def _grow(self, entry: Concept, place: Place) -> None:
        self._taken_back.append(lambda: self._restructure(parts.without(self.entry, place), Place("concept")))
        self._restructure(entry, place)
        self.forms[place.part].focus_field("")

    def _went(self, place: Place) -> None:
        self._place = place
        part = parts.part_of(self.entry, place)
        self.frame.show_part(place, part, _heading(part, self._tr))
        self._show_faults()

    def _edited(self, part: str) -> None:
        if part != self._place.part or self.sheet is None:
            return
        value = self.forms[part].value()
        self.entry = parts.with_part(self.entry, self._place, value)
        self.forms[part].heading.setText(_heading(value, self._tr))
        self.frame.outline.name_parts(self.entry)
        self._follow()

    def _follow(self) -> None:
        """What follows every change: the box tries the entry as it is now, and faults are looked for."""
        title = self.entry.preferred("zh") or self._tr(NEW)
        self.setWindowTitle(f"{'• ' if self.unsaved else ''}{title}")
        self.frame.trial.show_concept(self.entry)
        self._pause.start()

    def _examine(self) -> None:
        sheet, bench = self.sheet, self.bench
        if sheet is None or bench is None:
            return
        self._turn += 1
        turn, entry, (why, exception) = self._turn, self.entry, self.frame.reasons()
        who = self._termbase.who
        self._termbase.ask(
            lambda _store: sheets.examine(bench, sheet, entry, why, exception, who), self._take_examined,
            current=lambda: self._open and self._turn == turn, failed=self._say_error,
        )  # fmt: skip

    def _take_examined(self, examined: Examined) -> None:
        self.examined = examined
        self.frame.side.show_examined(examined)
        self.frame.outline.show_faults(self.entry, examined.faults)
        self._show_faults()

    def _show_faults(self) -> None:
        here = (self._place.part, self._place.number)
        faults: tuple[Fault, ...] = self.examined.faults if self.examined is not None else ()
        lines: dict[str, list[str]] = {}
        for fault in faults:
            if (fault.place.part, fault.place.number) == here:
                lines.setdefault(fault.place.field, []).append(told(fault.said, self._tr))
        self.forms[self._place.part].show_faults(lines)

    # What follows saving

    def _kept(self, outcome: Saved | Clash) -> None:
        self._busy = False
        self.frame.let(True)
        if isinstance(outcome, Clash):
            self._show_clash(outcome)
            return
        said, text = outcome.suggestion, self.entry.preferred("zh") or self.entry.preferred()
        sentence = PROPOSED if self.sheet is not None and self.sheet.suggestion is None else KEPT
        if said.state.value == "approved":
            sentence = APPROVED
        elif outcome.refused is not None:
            sentence, text = NOT_APPROVED, told(outcome.refused, self._tr)
        self.sheet = None
        self.saved.emit(said.id, fill(sentence, (("text", text),), self._tr))
        self.close()

    def _show_clash(self, clash: Clash) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        self._theirs = clash.sheet
        sentence = fill(BOTH_SHOWN, (("sentence", told(clash.error, self._tr)),), self._tr)
        self.frame.show_clash(
            sentence, entry_changes(sheet.entry, clash.sheet.entry), entry_changes(sheet.entry, self.entry)
        )

    def _refused(self, error: Mendable) -> None:
        self._busy = False
        self.frame.let(True)
        self._say_error(error)

    def _say_error(self, error: Mendable) -> None:
        self.frame.say(told(error, self._tr))

    def _alive(self) -> bool:
        return self._open

    def _may_close(self) -> bool:
        if not self.unsaved:
            return True
        box = message_box(self, self.windowTitle(), self._tr(UNSAVED), warning=True)
        stay = box.addButton(self._tr("Go on editing"), QMessageBox.ButtonRole.RejectRole)
        away = box.addButton(self._tr("Throw away"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        with asked(box):
            return box.clickedButton() is away

    # Qt's own names from here. Closing the window comes here as well.

    def reject(self) -> None:
        if not self._open or not self._may_close():
            return
        self._open = False
        self._pause.stop()
        super().reject()
        self.deleteLater()


def closed_editors(window: QWidget) -> bool:
    """Close the editors a window has open, each asking first if something is not saved; whether all are closed."""
    for editor in window.findChildren(TermEditor):
        editor.reject()
    return not any(editor.isVisible() for editor in window.findChildren(TermEditor))


def _heading(part: Concept | Term | BadRendering, tr: Translate) -> str:
    if isinstance(part, Concept):
        return " → ".join(text for text in (part.preferred("zh"), part.preferred()) if text) or tr(NEW)
    if isinstance(part, Term):
        return part.text or tr(EMPTY_PART["term"])
    return " | ".join(part.variants) or tr(EMPTY_PART["rule"])
