"""A reviewer decides on suggestions in the window, and sees what a decision rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from editor.gui.entry.editor import TermEditor
from editor.gui.review.bulk import BulkDialog, BulkResult
from editor.gui.review.perspective import ReviewWindow
from editor.gui.window import MainWindow
from editor.settings import AUTHOR, ROLE
from glossary.examining import Place
from glossary.model import Condition, TermStatus
from glossary.proposals import Action, Change, Evidence, Reason, Role, State, Suggestion, SuggestionId
from tests.gui.person import button, click, press, told, with_dialog, write
from tests.gui.review.conftest import ARTICLE, OpenAs


def warmth(id_: str = "S1", **changes: object) -> Suggestion:
    evidence = tuple(
        Evidence(ARTICLE[n][1], ARTICLE[n][1].replace("temperature", "human touch"), f"news {n}", str(n), who,
                 1_790_000_000.0 + n, ARTICLE[n][0], reversed=n == 1)
        for n, who in ((0, "Wang"), (1, "Zhao"))
    )  # fmt: skip
    made = Suggestion(
        SuggestionId(id_), Change.CONCEPT, "Wang", zh="司法温度", bad=("temperature of justice",),
        en="human touch of justice", domain="slogan", example=f"{ARTICLE[0][0]} => {ARTICLE[0][1]}",
        rationale="Warmth of heart is meant.", status=TermStatus.PREFERRED, condition=Condition.SRC,
        evidence=evidence, competing=(("warmth of justice", 2),), state=State.PROPOSED,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def gavel(id_: str = "S2", **changes: object) -> Suggestion:
    made = Suggestion(
        SuggestionId(id_), Change.CONCEPT, "Wang", zh="法槌", en="gavel", domain="slogan",
        example="法槌落下。 => The gavel fell.",
        rationale="The usual word.", status=TermStatus.PREFERRED, state=State.PROPOSED,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def opened_review(qtbot: QtBot, window: MainWindow, count: int) -> ReviewWindow:
    press("Ctrl+Shift+G")
    (review,) = window.findChildren(ReviewWindow)
    qtbot.waitExposed(review)
    qtbot.waitUntil(lambda: len(listed(review)) == count, timeout=60_000)
    settled(qtbot, review)
    return review


def settled(qtbot: QtBot, review: ReviewWindow) -> None:
    window = review.parent()
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: not window.tasks.pending and review.evidence.complete, timeout=60_000)


def listed(review: ReviewWindow) -> list[str]:
    return [row.text(0) for row in review.queue._rows()]


def opened_editor(qtbot: QtBot, review: ReviewWindow) -> TermEditor:
    (editor,) = review.findChildren(TermEditor)
    qtbot.waitUntil(lambda: editor.examined is not None and editor.isActiveWindow(), timeout=60_000)
    return editor


def test_the_queue_is_sorted_by_impact_and_shows_everything(qtbot: QtBot, window: MainWindow, open_as: OpenAs) -> None:
    wang = open_as("Wang", Role.TRANSLATOR)
    wang.suggest(gavel())
    wang.suggest(warmth())
    review = opened_review(qtbot, window, 2)
    assert listed(review)[0] == "司法温度: temperature of justice → human touch of justice"
    assert listed(review)[1] == "法槌: gavel"
    assert next(review.queue._rows()).text(1) == "2"
    shown = told(review.evidence)
    assert "2 segments of the open document: 2 newly flagged, 2 with a repair, 0 no longer flagged" in shown
    assert "1 edits in 2 documents by Wang, Zhao" in shown
    assert "changed back later: 1" in shown
    assert "“warmth of justice” × 2" in shown
    assert "Wang (translator): suggest S1 v1" in shown
    assert "Li, Reviewer. In a file the role is a setting and protects nothing" in told(review)
    press("S")
    settled(qtbot, review)
    assert "Changes nothing in the open document." in told(review.evidence)


def test_one_key_approves_and_the_next_is_shown(qtbot: QtBot, window: MainWindow, open_as: OpenAs) -> None:
    wang = open_as("Wang", Role.TRANSLATOR)
    wang.suggest(warmth())
    wang.suggest(gavel())
    review = opened_review(qtbot, window, 2)
    press("A")
    qtbot.waitUntil(lambda: listed(review) == ["法槌: gavel"], timeout=60_000)
    settled(qtbot, review)
    assert "Approved: 司法温度" in review.statusBar().currentMessage()
    assert [d.action for d in wang.decisions("S1")] == [Action.TAKE, Action.APPROVE]
    concept = next(c for c in wang.concepts() if c.preferred("zh") == "司法温度")
    assert concept.bad[0].variants == ("temperature of justice",)
    assert "human touch" in concept.preferred()


def test_a_rejection_needs_a_reason(
    qtbot: QtBot, window: MainWindow, open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    wang = open_as("Wang", Role.TRANSLATOR)
    wang.suggest(warmth())
    review = opened_review(qtbot, window, 1)
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_: ("House", False))
    press("R")
    assert wang.suggestion("S1").state is State.PROPOSED
    monkeypatch.setattr(QInputDialog, "getItem", lambda *_: ("Against the house style", True))
    press("R")
    qtbot.waitUntil(lambda: listed(review) == [], timeout=60_000)
    settled(qtbot, review)
    assert wang.decisions("S1")[-1].reason is Reason.HOUSE_STYLE
    review.view.setCurrentIndex(3)
    qtbot.waitUntil(lambda: len(listed(review)) == 1, timeout=60_000)
    settled(qtbot, review)
    assert "reject S1" in told(review.evidence)


def test_a_question_is_asked_and_answered(
    qtbot: QtBot, window: MainWindow, open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    wang = open_as("Wang", Role.TRANSLATOR)
    wang.suggest(warmth())
    review = opened_review(qtbot, window, 1)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("Where was it seen?", True))
    press("N")
    qtbot.waitUntil(lambda: "Asked about" in review.statusBar().currentMessage(), timeout=60_000)
    settled(qtbot, review)
    assert wang.suggestion("S1").state is State.NEEDS_INFO
    assert "Where was it seen?" in told(review.evidence)
    window.settings[AUTHOR], window.settings[ROLE] = "Wang", "translator"
    settled(qtbot, review)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("In the News.", True))
    click(review.buttons["answer"])
    qtbot.waitUntil(lambda: wang.suggestion("S1").state is State.PROPOSED, timeout=60_000)
    settled(qtbot, review)


def test_nobody_approves_his_own_and_is_told_why(qtbot: QtBot, window: MainWindow, open_as: OpenAs) -> None:
    li = open_as("Li", Role.REVIEWER)
    li.suggest(warmth())
    review = opened_review(qtbot, window, 1)
    assert "somebody else must approve it" in told(review.evidence)
    press("A")
    qtbot.waitUntil(lambda: "somebody else must approve" in review.statusBar().currentMessage(), timeout=60_000)
    settled(qtbot, review)
    assert li.suggestion("S1").state is State.PROPOSED
    assert [e.what for e in li.history("S1")] == ["suggest S1 v1"]


def test_editing_completes_and_approves(qtbot: QtBot, window: MainWindow, open_as: OpenAs) -> None:
    wang = open_as("Wang", Role.TRANSLATOR)
    wang.suggest(warmth(rationale="", condition=None))
    review = opened_review(qtbot, window, 1)
    assert "Choose when the bad rendering may be believed" in told(review.evidence)

    press("E")
    editor = opened_editor(qtbot, review)
    assert "You edit the suggestion of Wang." in told(editor)
    editor.frame.why.setFocus()
    write("Warmth of heart is meant.")
    press("Ctrl+Return")
    qtbot.waitUntil(lambda: wang.suggestion("S1").state is State.APPROVED, timeout=60_000)
    settled(qtbot, review)
    assert [d.action for d in wang.decisions("S1")] == [Action.EDIT, Action.TAKE, Action.APPROVE]
    assert listed(review) == []


def test_who_rewords_may_not_approve_and_the_wording_is_kept(qtbot: QtBot, window: MainWindow, open_as: OpenAs) -> None:
    wang = open_as("Wang", Role.TRANSLATOR)
    wang.suggest(gavel())
    review = opened_review(qtbot, window, 1)
    press("A")
    qtbot.waitUntil(lambda: listed(review) == [], timeout=60_000)
    settled(qtbot, review)
    review.view.setCurrentIndex(2)
    qtbot.waitUntil(lambda: len(listed(review)) == 1, timeout=60_000)
    settled(qtbot, review)

    press("E")
    editor = opened_editor(qtbot, review)
    editor.go_to(Place("term", 1, "text"))
    press("Ctrl+A")
    write("judge's gavel")
    press("Ctrl+Return")
    qtbot.waitUntil(lambda: "is not approved" in review.statusBar().currentMessage(), timeout=60_000)
    settled(qtbot, review)
    kept = wang.suggestion("S2")
    assert (kept.en, kept.state, kept.writers) == ("judge's gavel", State.PROPOSED, ("Li",))


def test_only_harmless_suggestions_are_approved_together(qtbot: QtBot, window: MainWindow, open_as: OpenAs) -> None:
    wang = open_as("Wang", Role.TRANSLATOR)
    wang.suggest(gavel())
    wang.suggest(gavel("S3", zh="法袍", en="judicial robe", example="法袍 => robe", domain="court"))
    wang.suggest(gavel("S4", zh="两个维护", en="Two Upholds", politically_fixed=True))
    wang.suggest(gavel("S5", zh="院长", en="dean", domain="title", status=TermStatus.PREFERRED))
    wang.suggest(gavel("S6", zh="法警", en="bailiff", rationale="", source=""))
    review = opened_review(qtbot, window, 5)
    rows = {row.data(0, Qt.ItemDataRole.UserRole): row for row in review.queue._rows()}
    checkable = {name for name, row in rows.items() if row.flags() & Qt.ItemFlag.ItemIsUserCheckable}
    assert checkable == {"S2", "S3"}
    assert rows["S4"].text(0).startswith("◆")
    assert rows["S5"].text(0).startswith("⚠")
    rows["S2"].setCheckState(0, Qt.CheckState.Checked)
    left: list[str] = []

    def act(dialog: BulkDialog) -> None:
        left.extend(f"{row.text(0)} | {row.text(1)}" for row in _rows_of(dialog.left))
        assert [s.id for s in dialog.chosen] == ["S2"]
        click(button(dialog, "Tick none"))
        assert not dialog.approve.isEnabled()
        click(button(dialog, "Tick all"))
        assert {s.id for s in dialog.chosen} == {"S2", "S3"}
        click(button(dialog, "Approve 2"))

    with_dialog(BulkDialog, act)
    click(review.buttons["bulk"])
    qtbot.waitUntil(lambda: len(listed(review)) == 3, timeout=60_000)
    settled(qtbot, review)
    assert review.statusBar().currentMessage() == "Approved: 2"
    assert {wang.suggestion(name).state for name in ("S2", "S3")} == {State.APPROVED}
    assert {wang.suggestion(name).state for name in ("S4", "S5", "S6")} == {State.PROPOSED}
    assert any("Two Upholds | Politically fixed" in text for text in left)
    assert any("dean | It clashes: " in text for text in left)
    assert any("bailiff | You cannot approve it now: " in text for text in left)


def test_what_is_refused_in_bulk_is_said_with_its_reason(qtbot: QtBot, window: MainWindow, open_as: OpenAs) -> None:
    wang = open_as("Wang", Role.TRANSLATOR)
    wang.suggest(gavel())
    wang.suggest(gavel("S3", zh="法捶"))
    wang.suggest(gavel("S9", zh="法槌", en="court gavel"))
    review = opened_review(qtbot, window, 3)
    with_dialog(BulkDialog, lambda dialog: (dialog.tick(True), click(dialog.approve)))
    click(review.buttons["bulk"])
    qtbot.waitUntil(lambda: bool(review.findChildren(BulkResult)), timeout=60_000)
    [result] = review.findChildren(BulkResult)
    qtbot.waitUntil(result.isVisible, timeout=60_000)
    assert "approved" in told(result)
    assert result.list.topLevelItemCount() >= 1
    click(button(result, "Close"))
    settled(qtbot, review)


def _rows_of(tree: QTreeWidget) -> list[QTreeWidgetItem]:
    return [row for n in range(tree.topLevelItemCount()) if (row := tree.topLevelItem(n)) is not None]


def test_a_remark_is_kept_and_letters_in_it_decide_nothing(qtbot: QtBot, window: MainWindow, open_as: OpenAs) -> None:
    wang = open_as("Wang", Role.TRANSLATOR)
    wang.suggest(gavel())
    review = opened_review(qtbot, window, 1)
    review.remark.setFocus()
    write("areas @Wang")
    press("Return")
    qtbot.waitUntil(lambda: "areas @Wang" in told(review.evidence), timeout=60_000)
    settled(qtbot, review)
    assert [(c.author, c.text, c.asked) for c in wang.comments("S2")] == [("Li", "areas @Wang", ("Wang",))]
    assert wang.suggestion("S2").state is State.PROPOSED


def test_a_closed_window_opens_again(qtbot: QtBot, window: MainWindow, open_as: OpenAs) -> None:
    open_as("Wang", Role.TRANSLATOR).suggest(gavel())
    opened_review(qtbot, window, 1).close()
    qtbot.waitUntil(lambda: not window.findChildren(ReviewWindow))
    assert listed(opened_review(qtbot, window, 1)) == ["法槌: gavel"]


def test_somebody_was_faster_and_that_is_said(qtbot: QtBot, window: MainWindow, open_as: OpenAs) -> None:
    wang, chen = open_as("Wang", Role.TRANSLATOR), open_as("Chen", Role.REVIEWER)
    wang.suggest(gavel())
    review = opened_review(qtbot, window, 1)
    wang.decide(replace(wang.suggestion("S2"), state=State.WITHDRAWN), withdrawal(wang.suggestion("S2")))
    assert chen.suggestion("S2").state is State.WITHDRAWN
    press("A")
    qtbot.waitUntil(lambda: "S2" in review.statusBar().currentMessage(), timeout=60_000)
    settled(qtbot, review)
    assert listed(review) == []


def withdrawal(said: Suggestion) -> object:
    from glossary.review import decide

    return decide(said, Action.WITHDRAW, "Wang", Role.TRANSLATOR, 1.0)[1]
