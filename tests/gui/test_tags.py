"""Formatting tags in the window: one piece under every key, put in by a key, kept by find and replace and by fixes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.core.model import Segment, SegmentId
from editor.core.placeables import next_missing, tags_of
from editor.core.searching import Query, find_matches, replace_matches
from editor.gui.target_editor import TargetEditor
from editor.gui.window import MainWindow
from tests.gui.conftest import Opener

TAGGED = "The {1>court<1} met{2}."


@pytest.fixture
def editor(qtbot: QtBot) -> TargetEditor:
    made = TargetEditor(None, lambda _key: False)
    qtbot.addWidget(made)
    made.load(TAGGED)
    made.resize(400, 100)
    made.show()
    return made


@pytest.mark.parametrize(
    ("at", "key", "left"),
    [
        (7, Qt.Key.Key_Backspace, "The court<1} met{2}."),
        (4, Qt.Key.Key_Delete, "The court<1} met{2}."),
        (15, Qt.Key.Key_Backspace, "The {1>court met{2}."),
        (22, Qt.Key.Key_Backspace, "The {1>court<1} met."),
        (4, Qt.Key.Key_Backspace, "The{1>court<1} met{2}."),
    ],
)
def test_a_tag_goes_as_a_whole(editor: TargetEditor, at: int, key: Qt.Key, left: str) -> None:
    editor.place_cursor(at)
    QTest.keyClick(editor, key)
    assert editor.text() == left


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_deleting_words_never_leaves_half_a_tag(editor: TargetEditor, key: Qt.Key) -> None:
    whole = [tag.text for tag in tags_of(TAGGED)]
    for at in range(len(TAGGED) + 1):
        editor.load(TAGGED)
        editor.place_cursor(at)
        QTest.keyClick(editor, key, Qt.KeyboardModifier.ControlModifier)
        left = editor.text()
        kept = [tag.text for tag in tags_of(left)]
        assert sum(map(left.count, "{}<>")) == sum(sum(map(tag.count, "{}<>")) for tag in kept), (at, left)
        assert not set(kept) - set(whole)


def test_the_caret_steps_over_a_tag_and_never_stands_inside(editor: TargetEditor) -> None:
    editor.place_cursor(0)
    seen = []
    for _ in range(len(TAGGED)):
        QTest.keyClick(editor, Qt.Key.Key_Right)
        seen.append(editor.cursor_point())
    for _ in range(len(TAGGED)):
        QTest.keyClick(editor, Qt.Key.Key_Left)
        seen.append(editor.cursor_point())
    inside = {at for tag in tags_of(TAGGED) for at in range(tag.start + 1, tag.end)}
    assert not inside & set(seen)
    assert {4, 7, 12, 15, 19, 22} <= set(seen)
    editor.place_cursor(5)
    assert editor.cursor_point() == 4


def test_a_selection_takes_whole_tags_and_copies_them_as_text(editor: TargetEditor) -> None:
    editor.place_cursor(4)
    QTest.keyClick(editor, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert editor.selected_points() == (4, 7)
    editor.copy()
    assert QApplication.clipboard().text() == "{1>"
    editor.place_cursor(5, 13)
    assert editor.selected_points() == (4, 15)
    editor.cut()
    assert editor.text() == "The  met{2}."
    editor.paste()
    assert editor.text() == TAGGED


def test_what_is_dropped_on_a_tag_stands_beside_it(editor: TargetEditor) -> None:
    editor.blockSignals(True)
    editor.place_cursor(5)
    editor.blockSignals(False)
    dropped = QMimeData()
    dropped.setText("new ")
    editor.insertFromMimeData(dropped)
    assert editor.text() == "The new {1>court<1} met{2}."


def test_a_double_click_on_a_tag_takes_it_whole(editor: TargetEditor) -> None:
    editor.place_cursor(4)
    place = editor.cursorRect().center() + QPoint(6, 0)
    QTest.mouseDClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert editor.selected_points() == (4, 7)


def lacking(opened: Opener, text: str = "The court met.") -> MainWindow:
    return opened((("{1>法院<1}开会{2}。", text), ("散会。", "It rose.")))


def test_keys_put_the_missing_tags_in_one_after_another(opened: Opener) -> None:
    window = lacking(opened)
    assert window.desk is not None and window.project is not None
    editor = window.desk.grid.editor
    assert editor is not None
    editor.place_cursor(4, 9)
    window.actions_table.trigger("segment.tag_pair")
    assert window.project.segments[0].target == "The {1>court<1} met."
    window.desk.grid.editor.place_cursor(19)  # type: ignore[union-attr]
    window.actions_table.trigger("segment.next_tag")
    assert window.project.segments[0].target == "The {1>court<1} met{2}."
    window.actions_table.trigger("segment.next_tag")
    assert window.project.segments[0].target == "The {1>court<1} met{2}."
    window.actions_table.trigger("edit.undo")
    window.actions_table.trigger("edit.undo")
    assert window.project.segments[0].target == "The court met."


def test_a_pair_without_selection_leaves_the_caret_between(opened: Opener) -> None:
    window = lacking(opened)
    assert window.desk is not None and window.desk.grid.editor is not None
    window.desk.grid.editor.place_cursor(4)
    window.actions_table.trigger("segment.tag_pair")
    assert window.desk.grid.editor.text() == "The {1><1}court met."
    assert window.desk.grid.editor.cursor_point() == 7


def test_the_finding_on_lost_tags_is_fixed_from_the_window(opened: Opener, qtbot: QtBot) -> None:
    window = lacking(opened, "{1>The court met{2}.")
    desk = window.desk
    assert desk is not None and window.project is not None
    qtbot.waitUntil(lambda: any(f.check == "F10" for f in desk.session.open_findings(SegmentId(1))), timeout=60_000)
    found = next(f for f in desk.session.open_findings(SegmentId(1)) if f.check == "F10")
    desk.show_finding(found)
    window.actions_table.trigger("finding.fix")
    assert [tag.text for tag in tags_of(window.project.segments[0].target)] == ["{1>", "<1}", "{2}"]


def test_finding_looks_across_tags_and_replacing_keeps_them() -> None:
    segment = Segment(SegmentId(1), "", "", "The Party {1>Committee<1} of 1{2} court")
    (match,) = find_matches(Query("party committee of", "Committee for"), [segment])
    assert replace_matches(segment, [match]) == "The {1>Committee for<1} 1{2} court"
    assert [(m.start, m.end) for m in find_matches(Query("1", "2"), [segment])] == [(29, 30)]
    (tag,) = find_matches(Query("{2}", ""), [segment])
    assert replace_matches(segment, [tag]) == "The Party {1>Committee<1} of 1 court"


def test_the_next_missing_tag_follows_the_source_else_the_machine() -> None:
    segment = Segment(SegmentId(1), "甲", "{1>a<1}{2}", "a{2}")
    assert next_missing(segment) == ("{1>",)
    assert next_missing(segment, pair=True) == ("{1>", "<1}")
    assert next_missing(Segment(SegmentId(1), "{3}甲", "{1>a<1}", "a"), pair=True) == ()


def test_a_suggested_term_is_written_where_it_stands_and_keeps_the_tags(opened: Opener, qtbot: QtBot) -> None:
    window = opened((("{1>类案<1}检索", "{2}Search for {1>class A<1} cases now."),))
    desk = window.desk
    assert desk is not None and window.project is not None
    book = desk.session.checking.book

    def known() -> bool:
        opinion = book.opinion(SegmentId(1))
        return opinion is not None and bool(opinion.occurrences)

    qtbot.waitUntil(known, timeout=60_000)
    qtbot.waitUntil(lambda: bool(window.docks.terms.uses), timeout=60_000)
    window.actions_table.trigger("term.use1")
    assert window.project.segments[0].target == "{2}Search for {1>similar cases<1} now."
