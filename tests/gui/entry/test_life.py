"""Steps in the life of entries and suggestions in the window, remarks in threads, and the history they leave."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from editor import deciding
from editor.gui.entry.editor import TermEditor
from editor.gui.review.browser import GlossaryWindow
from editor.gui.review.choosing import StepDialog
from editor.gui.review.pages import HISTORY, REMARKS
from editor.gui.review.perspective import ReviewWindow
from editor.gui.review.remarks import threads
from editor.gui.window import MainWindow
from editor.settings import AUTHOR, ROLE
from glossary.model import RuleStatus, TermStatus
from glossary.proposals import Action, Comment, CommentId, Role, State, Subject, SuggestionId
from tests.gui.conftest import opened as opened
from tests.gui.entry.test_editor import approve_change, opened_browser
from tests.gui.person import press, told, with_dialog, write
from tests.gui.review.conftest import SIMILAR_CASES, OpenAs
from tests.gui.review.conftest import open_as as open_as
from tests.gui.review.conftest import window as window
from tests.gui.review.test_review import gavel, listed, opened_review, settled, warmth


def done(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.tasks.pending, timeout=60_000)


def test_an_entry_is_superseded_through_review(qtbot: QtBot, window: MainWindow, open_as: OpenAs) -> None:
    browser = opened_browser(qtbot, window)

    def act(dialog: StepDialog) -> None:
        qtbot.waitUntil(lambda: dialog.found.count() > 0, timeout=60_000)
        dialog.search.setText("院长")
        dialog._agree()
        assert "A reason is needed." in told(dialog)
        dialog.words.setText("It says the same.")
        dialog._agree()

    with_dialog(StepDialog, act)
    press("Ctrl+U")
    qtbot.waitUntil(lambda: "Proposed for review: 类案" in browser.statusBar().currentMessage(), timeout=60_000)
    chen = open_as("Chen", Role.REVIEWER)
    (said,) = chen.suggestions(State.PROPOSED)
    assert chen.concepts()[0] == SIMILAR_CASES
    assert deciding.approve(chen, said).state is State.APPROVED
    entry = chen.concepts()[0]
    assert [t.status for t in entry.forms("en")] == [TermStatus.SUPERSEDED]
    assert (entry.bad[0].status, entry.cross_references) == (RuleStatus.RETIRED, ("yuan-zhang",))
    assert entry.note == "Superseded by “president” (yuan-zhang): It says the same."


def test_merging_an_entry_proposes_both_sides(qtbot: QtBot, window: MainWindow, open_as: OpenAs) -> None:
    browser = opened_browser(qtbot, window)

    def act(dialog: StepDialog) -> None:
        qtbot.waitUntil(lambda: dialog.found.count() > 0, timeout=60_000)
        dialog.search.setText("president")
        dialog.words.setText("One is enough.")
        dialog._agree()

    with_dialog(StepDialog, act)
    press("Ctrl+M")
    qtbot.waitUntil(lambda: "(2)" in browser.statusBar().currentMessage(), timeout=60_000)
    said = {s.concept: s for s in open_as("Chen", Role.REVIEWER).suggestions(State.PROPOSED)}
    taken = said["yuan-zhang"].entry
    assert taken is not None
    assert [t.text for t in taken.terms] == ["院长", "类案", "president", "court president", "similar cases"]
    assert taken.bad[0].id == "yuan-zhang.lei-an.1"
    gone = said["lei-an"].entry
    assert gone is not None
    assert gone.preferred() == ""


def test_a_suggestion_is_merged_into_another_with_its_evidence(
    qtbot: QtBot, window: MainWindow, open_as: OpenAs
) -> None:
    wang = open_as("Wang", Role.TRANSLATOR)
    wang.suggest(warmth())
    wang.suggest(gavel())
    review = opened_review(qtbot, window, 2)

    def act(dialog: StepDialog) -> None:
        qtbot.waitUntil(lambda: dialog.found.count() > 0, timeout=60_000)
        dialog.search.setText("法槌")
        dialog._agree()

    with_dialog(StepDialog, act)
    press("M")
    qtbot.waitUntil(lambda: "Merged: 司法温度" in review.statusBar().currentMessage(), timeout=60_000)
    settled(qtbot, review)
    assert (wang.suggestion("S1").state, wang.suggestion("S1").target) == (State.MERGED, "S2")
    assert wang.suggestion("S2").evidence == warmth().evidence
    assert [d.action for d in wang.decisions("S2")] == [Action.EDIT]
    assert listed(review) == ["法槌: gavel"]


def test_what_is_approved_is_deprecated_and_opened_again_with_a_reason(
    qtbot: QtBot, window: MainWindow, open_as: OpenAs
) -> None:
    wang = open_as("Wang", Role.TRANSLATOR)
    wang.suggest(gavel())
    wang.suggest(gavel("S3", zh="法袍", en="judicial robe", example="法袍 => robe"))
    chen = open_as("Chen", Role.REVIEWER)
    for name in ("S2", "S3"):
        deciding.approve(chen, chen.suggestion(name))
    review = opened_review(qtbot, window, 0)
    review.view.setCurrentIndex(2)
    qtbot.waitUntil(lambda: len(listed(review)) == 2, timeout=60_000)
    settled(qtbot, review)
    review.queue.go_to("S2")
    with_dialog(StepDialog, lambda dialog: (dialog.words.setText("Never used."), dialog._agree()))
    press("D")
    qtbot.waitUntil(lambda: "Deprecated: 法槌" in review.statusBar().currentMessage(), timeout=60_000)
    settled(qtbot, review)
    assert chen.suggestion("S2").state is State.DEPRECATED
    qtbot.waitUntil(lambda: len(listed(review)) == 1 and review.steps.actions[Action.REOPEN].isEnabled())
    with_dialog(StepDialog, lambda dialog: (dialog.words.setText("A new source."), dialog._agree()))
    press("O")
    qtbot.waitUntil(lambda: "Waits again: 法袍" in review.statusBar().currentMessage(), timeout=60_000)
    settled(qtbot, review)
    assert chen.suggestion("S3").state is State.PROPOSED


def test_the_rules_refuse_in_a_sentence(qtbot: QtBot, window: MainWindow, open_as: OpenAs) -> None:
    open_as("Wang", Role.TRANSLATOR).suggest(gavel())
    review = opened_review(qtbot, window, 1)
    press("W")
    qtbot.waitUntil(lambda: "only its author or a lead may withdraw it" in review.statusBar().currentMessage())
    settled(qtbot, review)
    window.settings[AUTHOR], window.settings[ROLE] = "Wang", "translator"
    settled(qtbot, review)
    press("W")
    qtbot.waitUntil(lambda: "Withdrawn: 法槌" in review.statusBar().currentMessage(), timeout=60_000)
    settled(qtbot, review)


def test_remarks_are_answered_in_threads_and_seen_in_queue_and_glossary(
    qtbot: QtBot, window: MainWindow, open_as: OpenAs
) -> None:
    wang = open_as("Wang", Role.TRANSLATOR)
    wang.suggest(gavel())
    deciding.remark(wang, Subject.SUGGESTION, SuggestionId("S2"), "Seen in three papers.")
    review = opened_review(qtbot, window, 1)
    (first,) = wang.comments("S2")
    review.evidence.answering.emit(first)
    write("Which ones, @Wang?")
    press("Return")
    qtbot.waitUntil(lambda: "Which ones, @Wang?" in told(review.evidence), timeout=60_000)
    settled(qtbot, review)
    assert [(c.author, c.parent) for c in wang.comments("S2")] == [("Wang", None), ("Li", first.id)]
    review.queue.setFocus()
    press("A")
    qtbot.waitUntil(lambda: wang.suggestion("S2").state is State.APPROVED, timeout=60_000)
    settled(qtbot, review)
    review.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=60_000)
    browser = opened_browser(qtbot, window, "法槌")
    browser.pages.tabs.setCurrentIndex(REMARKS)
    qtbot.waitUntil(lambda: "Seen in three papers." in told(browser.pages.remarks), timeout=60_000)
    browser.pages.line.setFocus()
    write("Asked the client.")
    press("Return")
    qtbot.waitUntil(lambda: "Asked the client." in told(browser.pages.remarks), timeout=60_000)
    assert [(c.subject, c.text) for c in wang.comments("s-S2")] == [(Subject.CONCEPT, "Asked the client.")]
    done(qtbot, window)


def test_the_history_of_an_entry_says_who_changed_what(qtbot: QtBot, window: MainWindow, open_as: OpenAs) -> None:
    from dataclasses import replace

    approve_change(open_as, replace(SIMILAR_CASES, definition="Cases alike in fact and law."))
    chen = open_as("Chen", Role.REVIEWER)
    chen.make_release()
    approve_change(open_as, replace(chen.concepts()[0], note="Mind the plural."))
    chen.make_release()
    labels = [release.label for release in chen.releases()]
    browser = opened_browser(qtbot, window)
    browser.pages.tabs.setCurrentIndex(HISTORY)
    qtbot.waitUntil(lambda: "Chen (Reviewer): approved" in told(browser.pages.past), timeout=60_000)
    qtbot.waitUntil(lambda: browser.pages.past.complete)
    shown = told(browser.pages.past)
    assert f"in releases from {labels[0]} until before {labels[1]}" in shown
    assert f"in releases since {labels[1]}" in shown
    assert "It was missing." in shown
    assert shown.count("Definition") == 1
    assert shown.count("Note") == 2
    assert "Chen (Reviewer): released" in shown
    done(qtbot, window)


def test_an_unsaved_entry_keeps_the_window_open(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = opened_browser(qtbot, window)
    press("F2")
    (editor,) = browser.findChildren(TermEditor)
    qtbot.waitUntil(lambda: editor.examined is not None, timeout=60_000)
    editor.add_rule()
    monkeypatch.setattr(TermEditor, "_may_close", lambda _editor: False)
    assert not window.close()
    assert not browser.close()
    monkeypatch.setattr(TermEditor, "_may_close", lambda _editor: True)
    done(qtbot, window)
    assert browser.close()
    qtbot.waitUntil(lambda: not window.findChildren(GlossaryWindow) and not window.findChildren(ReviewWindow))


def test_answers_stand_under_what_they_answer() -> None:
    said = [
        Comment(CommentId(name), Subject.CONCEPT, "c", "Li", time, name, parent=CommentId(parent) if parent else None)
        for name, time, parent in (("a", 1.0, ""), ("b", 2.0, ""), ("c", 3.0, "a"), ("d", 4.0, "c"), ("e", 5.0, "gone"))
    ]
    assert [(depth, comment.text) for depth, comment in threads(said)] == [
        (0, "a"), (1, "c"), (2, "d"), (0, "b"), (0, "e"),
    ]  # fmt: skip
