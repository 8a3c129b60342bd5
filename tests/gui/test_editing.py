"""Editing in place: what is typed arrives as it is, undo belongs to the project, input methods lose nothing."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.core.flush import LIMIT
from editor.core.model import State
from editor.gui.target_editor import TargetEditor
from editor.gui.window import MainWindow
from tests.gui.conftest import Opener

NBSP, LINE = "\u00a0", "\u2028"


def editor_of(window: MainWindow) -> TargetEditor:
    assert window.desk is not None
    editor = window.desk.grid.editor
    assert editor is not None
    return editor


def target(window: MainWindow, row: int) -> str:
    assert window.project is not None
    return window.project.segments[row].target


def compose(editor: TargetEditor, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    editor.inputMethodEvent(event)


@pytest.mark.parametrize(
    "text",
    [
        f"Article{NBSP}5",
        f"one{LINE}two",
        "soft\u00adhyphen",
        "a\u200db",
        "e\u0301 é",
        "😀𠮷",
        "tab\there",
        "a\nb",
        "\u200fx",
    ],
)
def test_text_is_the_same_after_typing_and_undo(opened: Opener, qtbot: QtBot, text: str) -> None:
    window = opened((("甲", text), ("乙", "other")), checked=False)
    editor = editor_of(window)
    assert editor.text() == text
    QTest.keyClicks(editor, "Q")
    assert window.desk is not None
    window.desk.settle()
    assert target(window, 0) == "Q" + text
    window.actions_table.trigger("edit.undo")
    assert target(window, 0) == text
    assert editor.text() == text


def test_a_text_the_widget_would_change_is_read_only(opened: Opener) -> None:
    window = opened((("甲", "frame \ufdd0 mark"), ("乙", "other")), checked=False)
    editor = editor_of(window)
    assert editor.isReadOnly()
    QTest.keyClicks(editor, "Q")
    assert window.desk is not None
    window.desk.settle()
    assert target(window, 0) == "frame \ufdd0 mark"
    assert "read-only" in window.status.notice.text()


def test_paste_is_plain(window: MainWindow) -> None:
    editor = editor_of(window)
    data = QMimeData()
    data.setHtml("<b>bold</b><img src='/dev/zero'>")
    data.setText(f"bold{NBSP}text")
    editor.place_cursor(0, len(editor.text()))
    editor.insertFromMimeData(data)
    assert editor.text() == f"bold{NBSP}text"


def test_typing_is_kept_without_leaving_the_row(window: MainWindow, qtbot: QtBot) -> None:
    editor = editor_of(window)
    QTest.keyClicks(editor, "Now ")
    qtbot.waitUntil(lambda: target(window, 0).startswith("Now The"), timeout=60_000)
    assert window.project is not None
    assert window.project.segments[0].state is State.DRAFT


def test_a_blank_at_the_end_stays_while_typing(opened: Opener, qtbot: QtBot) -> None:
    window = opened((("甲", "One"),), checked=False)
    editor = editor_of(window)
    editor.place_cursor(3)
    QTest.keyClicks(editor, " t")
    qtbot.waitUntil(lambda: target(window, 0) == "One t", timeout=60_000)
    QTest.keyClicks(editor, " ")
    qtbot.wait(400)
    QTest.keyClicks(editor, "x")
    qtbot.waitUntil(lambda: target(window, 0) == "One t x", timeout=60_000)


def test_undo_key_is_the_projects(window: MainWindow) -> None:
    editor = editor_of(window)
    before = target(window, 0)
    QTest.keyClicks(editor, "abc")
    QTest.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert target(window, 0) == before
    assert editor.text() == before
    QTest.keyClick(editor, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert target(window, 0) == "abc" + before


class TestInputMethod:
    """A composition is committed before the segment changes and never destroyed by saving."""

    def test_saving_leaves_a_composition_alone(self, window: MainWindow) -> None:
        editor = editor_of(window)
        QTest.keyClicks(editor, "x")
        compose(editor, "hui yi")
        assert window.desk is not None
        window.desk.grid.active.flush()
        assert editor.composing
        assert "hui yi" not in target(window, 0)
        compose(editor, "", "会议")
        window.desk.settle()
        assert target(window, 0).startswith("x会议The")

    @pytest.mark.parametrize("leave", ["go.next_segment", "segment.confirm", "edit.undo", "go.last"])
    def test_leaving_commits_it(self, window: MainWindow, leave: str) -> None:
        editor = editor_of(window)
        compose(editor, "hui")
        window.actions_table.trigger(leave)
        if leave == "edit.undo":
            window.actions_table.trigger("edit.redo")
        assert target(window, 0).startswith("huiThe")

    def test_losing_the_focus_commits_it(self, window: MainWindow) -> None:
        editor = editor_of(window)
        compose(editor, "hui")
        editor.clearFocus()
        assert not editor.composing
        assert target(window, 0).startswith("huiThe")

    def test_closing_commits_it(self, window: MainWindow) -> None:
        editor, project = editor_of(window), window.project
        compose(editor, "hui")
        window.close()
        assert project is not None
        assert project.segments[0].target.startswith("huiThe")

    def test_text_from_elsewhere_commits_it_first(self, qtbot: QtBot) -> None:
        editor = TargetEditor(None, lambda _key: False)
        qtbot.addWidget(editor)
        editor.load("old text")
        compose(editor, "hui")
        editor.update_text("hui new text")
        assert editor.text() == "hui new text"
        assert not editor.composing


def test_keys_that_wait_too_long_are_kept_before_the_next_one(window: MainWindow) -> None:
    editor = editor_of(window)
    QTest.keyClicks(editor, "ab")
    # The window is busy with something else for so long, and then hears the next key before any timer.
    time.sleep(LIMIT)
    QTest.keyClicks(editor, "c")
    assert target(window, 0).startswith("abcThe")


class TestInputMethodInterrupted:
    """Whatever comes between, a composition becomes text or stays as it is."""

    @pytest.mark.parametrize("row", range(3))
    @pytest.mark.parametrize("text", ["hui", "会", "𠮷", "e\u0301"])
    def test_fixing_and_dismissing_commit_it(
        self, window: MainWindow, monkeypatch: pytest.MonkeyPatch, row: int, text: str
    ) -> None:
        monkeypatch.setattr("editor.gui.window.ask_more", lambda *_: [])
        monkeypatch.setattr("editor.gui.window.ask_reason", lambda *_: "right so")
        assert window.desk is not None
        window.desk.grid.go_to(row, 0)
        for do in ("finding.fix", "finding.dismiss", "finding.safe", "go.next_finding", "file.close"):
            if window.desk is None or window.desk.row != row:
                break
            project = window.desk.session.project
            before = target(window, row).count(text)
            compose(editor_of(window), text)
            window.actions_table.trigger(do)
            assert project.segments[row].target.count(text) == before + 1, do

    def test_merging_and_splitting_commit_it(self, window: MainWindow) -> None:
        editor_of(window).place_cursor(5)
        compose(editor_of(window), "hui")
        window.actions_table.trigger("segment.split")
        assert target(window, 0).endswith("hui")
        compose(editor_of(window), "yi")
        window.actions_table.trigger("segment.merge")
        assert window.project is not None
        assert sum(segment.target.count("yi") for segment in window.project.segments) == 1

    def test_checks_that_arrive_leave_it_alone(self, window: MainWindow, qtbot: QtBot) -> None:
        editor = editor_of(window)
        assert window.desk is not None
        QTest.keyClicks(editor, "x")
        compose(editor, "hui yi")
        with qtbot.waitSignal(window.desk.session.checking.finished, timeout=60_000):
            window.desk.grid.active.flush()
        assert editor.composing
        compose(editor, "", "会议")
        window.desk.settle()
        assert target(window, 0).startswith("x会议The")


class TestLongSegment:
    """Beyond 100,000 characters a segment is shown, not edited; the rest is as quick as ever."""

    def test_it_is_read_only_with_a_notice_and_the_rest_is_quick(
        self, opened: Opener, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("editor.gui.window.ask_more", lambda *_: [])
        window = opened(
            (("", " ".join(f"word{n}" for n in range(22_000))), ("", "Other text."), ("", "Third.")), checked=False
        )
        qtbot.waitUntil(lambda: "read-only" in window.status.notice.text(), timeout=60_000)
        window.grab()
        assert window.desk is not None
        assert window.desk.grid.editor is None
        assert "100,000" in window.status.notice.text()
        window.actions_table.trigger("go.next_segment")
        editor = editor_of(window)
        for _ in range(30):
            QTest.keyClicks(editor, "x")
            QApplication.processEvents()
        window.desk.settle()
        assert target(window, 1) == "x" * 30 + "Other text."
        with qtbot.waitSignal(window.desk.session.checking.finished, timeout=60_000):
            pass
        for action in ("go.first", "finding.fix", "segment.confirm", "go.first", "segment.split", "go.next_finding"):
            window.actions_table.trigger(action)
            QApplication.processEvents()
