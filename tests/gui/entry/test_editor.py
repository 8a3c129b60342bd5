"""An entry is edited in the window: tried unsaved, proposed, approved by somebody else, and followed by the check."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QMessageBox
from pytestqt.qtbot import QtBot

from editor.gui.entry.editor import TermEditor
from editor.gui.entry.values import ChoiceField, LinesField
from editor.gui.review.browser import GlossaryWindow
from editor.gui.review.perspective import ReviewWindow
from editor.gui.window import MainWindow
from editor.settings import AUTHOR, ROLE
from glossary.examining import Place
from glossary.matching import Matcher, Verdict
from glossary.model import Concept, Condition, RuleFix
from glossary.proposals import Change, Role, State
from tests.gui.conftest import opened as opened
from tests.gui.person import click, focused, press, told, write
from tests.gui.review.conftest import SIMILAR_CASES, OpenAs
from tests.gui.review.conftest import open_as as open_as
from tests.gui.review.conftest import window as window

SENTENCE = "They searched class cases."


def opened_browser(qtbot: QtBot, window: MainWindow, typed: str = "类案") -> GlossaryWindow:
    press("Ctrl+G")
    (browser,) = window.findChildren(GlossaryWindow)
    qtbot.waitExposed(browser)
    qtbot.waitUntil(lambda: browser.shelf is not None and not window.tasks.pending, timeout=60_000)
    qtbot.waitUntil(browser.isActiveWindow, timeout=60_000)
    browser.search.setText(typed)
    return browser


def opened_editor(qtbot: QtBot, browser: GlossaryWindow, key: str = "F2") -> TermEditor:
    press(key)
    editor = browser.findChildren(TermEditor)[-1]
    qtbot.waitUntil(lambda: editor.examined is not None and editor.isActiveWindow(), timeout=60_000)
    return editor


def examined(qtbot: QtBot, window: MainWindow, editor: TermEditor) -> None:
    """Wait until what was typed has been looked at."""
    qtbot.waitUntil(lambda: not editor._pause.isActive() and not window.tasks.pending, timeout=60_000)
    qtbot.waitUntil(lambda: editor.frame.side.complete)


def choose(editor: TermEditor, part: str, name: str, value: str) -> None:
    field = editor.forms[part].widgets[name]
    assert isinstance(field, ChoiceField)
    field.setCurrentIndex(field.findData(value))


def reported(concept: Concept, source: str, target: str) -> list[str]:
    found = Matcher((concept,)).occurrences(source, target, profile="court-news")
    return [target[o.target[0] : o.target[1]] for o in found if o.verdict is Verdict.BAD and o.target is not None]


def test_a_condition_is_changed_tried_proposed_approved_and_followed(
    qtbot: QtBot, window: MainWindow, open_as: OpenAs
) -> None:
    browser = opened_browser(qtbot, window)
    editor = opened_editor(qtbot, browser)
    editor.go_to(Place("rule", 0, "near_none"))
    press("Ctrl+T")
    write(SENTENCE)
    editor.frame.trial.chinese.setText("检索类案。")
    assert editor.frame.trial.answer.text().startswith("Reported: class cases")
    editor.go_to(Place("rule", 0, "near_none"))
    write("search")
    assert editor.frame.trial.answer.text() == "Not reported. A word stands near it that excludes it."
    examined(qtbot, window, editor)
    assert "would not be: narrow the one or the other, or correct the example." in told(editor.frame.side)
    assert any(f.place == Place("rule", 0, "tests.hit") for f in (editor.examined.faults if editor.examined else ()))
    tests = editor.forms["rule"].widgets["tests.hit"]
    assert isinstance(tests, LinesField)
    tests.setPlainText("检索类案。 => They sorted class cases.")
    editor.keep_case(hit=False)
    examined(qtbot, window, editor)
    assert [c.name for c in (editor.examined.changes if editor.examined else ())] == ["near_none", "hit", "miss"]
    editor.frame.why.setText("Searching is no sorting.")
    press("Ctrl+S")
    qtbot.waitUntil(lambda: "Proposed: 类案" in browser.statusBar().currentMessage(), timeout=60_000)
    chen = open_as("Chen", Role.REVIEWER)
    assert chen.concepts()[0] == SIMILAR_CASES
    (said,) = chen.suggestions(State.PROPOSED)
    assert (said.change, said.author, said.rationale) == (Change.ENTRY, "Li", "Searching is no sorting.")
    window.settings[AUTHOR] = "Chen"
    browser.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=60_000)
    press("Ctrl+Shift+G")
    (review,) = window.findChildren(ReviewWindow)
    qtbot.waitUntil(lambda: review.queue.current() is not None, timeout=60_000)
    qtbot.waitUntil(lambda: not window.tasks.pending, timeout=60_000)
    qtbot.waitUntil(lambda: "✗ class cases · Not near" in told(review.evidence), timeout=60_000)
    press("A")
    qtbot.waitUntil(lambda: chen.suggestion(said.id).state is State.APPROVED, timeout=60_000)
    qtbot.waitUntil(lambda: not window.tasks.pending, timeout=60_000)
    entry = chen.concepts()[0]
    assert entry.bad[0].near_none == ("search",)
    assert reported(SIMILAR_CASES, "检索类案。", SENTENCE) == ["class cases"]
    assert reported(entry, "检索类案。", SENTENCE) == []
    assert chen.check_audit().whole


def test_every_part_is_edited_by_keyboard(qtbot: QtBot, window: MainWindow, open_as: OpenAs) -> None:
    editor = opened_editor(qtbot, opened_browser(qtbot, window))
    press("Ctrl+2")
    write("like cases")
    press("Tab")
    assert focused() is editor.forms["term"].widgets["status"]
    assert [t.text for t in editor.entry.forms("en")] == ["similar cases", "like cases"]
    press("F6")
    press("Alt+Up")
    assert [t.text for t in editor.entry.forms("en")] == ["like cases", "similar cases"]
    press("Delete")
    assert [t.text for t in editor.entry.forms("en")] == ["similar cases"]
    press("Ctrl+Z")
    press("Ctrl+Z")
    assert [t.text for t in editor.entry.forms("en")] == ["similar cases", "like cases"]
    press("Ctrl+3")
    write("kind cases")
    choose(editor, "rule", "condition", "mono")
    editor.forms["rule"].focus_field("fixes")
    field = editor.forms["rule"].widgets["fixes"]
    field.findChildren(type(editor.frame.why))[0].setFocus()
    write("similar cases")
    field.findChildren(type(editor.frame.why))[1].setFocus()
    write("retriev")
    rule = editor.entry.bad[1]
    assert (rule.variants, rule.condition, rule.fixes) == (
        ("kind cases",), Condition.MONO, (RuleFix("similar cases", "retriev"),),
    )  # fmt: skip
    examined(qtbot, window, editor)
    assert "There is no reason." in told(editor.forms["rule"])
    assert "does not find it in any of its examples" in told(editor.frame.side)
    editor.entry = editor.sheet.entry if editor.sheet else editor.entry
    editor.close()


def test_closing_asks_while_something_is_not_saved(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = opened_editor(qtbot, opened_browser(qtbot, window))
    editor.go_to(Place("concept", 0, "note"))
    write("Mind it.")
    assert editor.unsaved
    answers = ["Go on editing", "Throw away"]
    monkeypatch.setattr(QMessageBox, "exec", lambda box: button_of(box, answers.pop(0)).click())
    press("Escape")
    assert editor.isVisible()
    press("Escape")
    qtbot.waitUntil(lambda: not window.findChildren(TermEditor))


def test_somebody_changes_the_entry_meanwhile_and_nothing_is_lost(
    qtbot: QtBot, window: MainWindow, open_as: OpenAs
) -> None:
    browser = opened_browser(qtbot, window)
    editor = opened_editor(qtbot, browser)
    editor.go_to(Place("concept", 0, "note"))
    write("Mind it.")
    approve_change(open_as, replace(SIMILAR_CASES, definition="Cases alike in fact and law."))
    press("Ctrl+S")
    qtbot.waitUntil(lambda: editor.frame.clash.isVisible(), timeout=60_000)
    assert "Somebody else has changed this entry" in told(editor.frame.clash)
    shown = told(editor.frame.clash)
    assert "They changed" in shown and "Definition" in shown
    assert "You changed" in shown and "Note" in shown
    assert open_as("Chen", Role.REVIEWER).suggestions(State.PROPOSED) == []
    click(editor.frame.buttons["take"])
    assert (editor.entry.definition, editor.entry.note) == ("Cases alike in fact and law.", "Mind it.")
    press("Ctrl+S")
    qtbot.waitUntil(lambda: "Proposed" in browser.statusBar().currentMessage(), timeout=60_000)
    (said,) = open_as("Chen", Role.REVIEWER).suggestions(State.PROPOSED)
    assert said.entry is not None
    assert (said.entry.definition, said.entry.note) == ("Cases alike in fact and law.", "Mind it.")


def test_a_new_entry_says_what_it_lacks_and_is_proposed(qtbot: QtBot, window: MainWindow, open_as: OpenAs) -> None:
    window.settings[AUTHOR], window.settings[ROLE] = "Wang", "translator"
    browser = opened_browser(qtbot, window)
    editor = opened_editor(qtbot, browser, "Ctrl+N")
    assert "The entry needs a Chinese term and a domain." in told(editor)
    editor.go_to(Place("concept", 0, "domain"))
    write("court")
    press("Ctrl+S")
    qtbot.waitUntil(lambda: "needs a Chinese term" in editor.frame.problem.text(), timeout=60_000)
    press("Ctrl+1")
    write("法槌")
    press("Ctrl+2")
    write("gavel")
    editor.frame.why.setText("The usual word.")
    examined(qtbot, window, editor)
    assert editor.examined is not None
    assert editor.examined.faults == ()
    press("Ctrl+S")
    qtbot.waitUntil(lambda: "Proposed: 法槌" in browser.statusBar().currentMessage(), timeout=60_000)
    (said,) = open_as("Chen", Role.REVIEWER).suggestions(State.PROPOSED)
    assert (said.zh, said.en, said.author) == ("法槌", "gavel", "Wang")


def button_of(box: QMessageBox, text: str) -> QAbstractButton:
    return next(b for b in box.buttons() if b.text() == text)


def approve_change(open_as: OpenAs, entry: Concept) -> None:
    """Another entry is proposed by Wang and approved by Chen."""
    from editor.deciding import approve
    from editor.gui.entry.sheet import Asked, Saved, load, save

    wang, chen = open_as("Wang", Role.TRANSLATOR), open_as("Chen", Role.REVIEWER)
    saved = save(wang, load(wang, Asked(concept=entry.id)), entry, "It was missing.", "")
    assert isinstance(saved, Saved)
    assert approve(chen, saved.suggestion).state is State.APPROVED
