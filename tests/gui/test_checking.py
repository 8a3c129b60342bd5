"""Checks in the background: in a thread, and for long documents in a process of its own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.core.edits import Edit, Field
from editor.core.model import Finding, Fix, Severity, Side
from editor.gui import checking
from editor.gui.window import MainWindow
from tests.gui.conftest import Opener

PAIRS = tuple(
    (f"第{n}句。", f"Sentence {n} stands here ." if n % 3 == 0 else f"Sentence {n} stands here.") for n in range(30)
)


def found(window: MainWindow) -> list[tuple[int, str, int, int]]:
    assert window.desk is not None
    session = window.desk.session
    return [
        (n, f.check, f.start, f.end)
        for n, segment in enumerate(session.project.segments)
        for f in session.open_findings(segment.id)
    ]


def test_another_process_finds_the_same(opened: Opener, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    near = found(opened(PAIRS))
    monkeypatch.setattr(checking, "FAR_FROM", 1)
    window = opened(PAIRS, name="b.zhubi")
    assert near
    assert found(window) == near


def test_the_other_process_hears_of_changes(opened: Opener, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(checking, "FAR_FROM", 1)
    window = opened(PAIRS)
    assert window.desk is not None
    desk, project = window.desk, window.desk.session.project
    with qtbot.waitSignal(desk.session.checking.finished, timeout=60_000):
        project.set_target(project.segments[0].id, "The first sentence stands here.")
    assert not [f for f in found(window) if f[0] == 0 and f[1].startswith("F")]
    with qtbot.waitSignal(desk.session.checking.finished, timeout=60_000):
        project.merge(project.segments[3].id)
    assert len(project.segments) == 29


def test_the_death_of_the_process_is_survived(opened: Opener, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(checking, "FAR_FROM", 1)
    window = opened(PAIRS)
    assert window.desk is not None
    before = found(window)
    desk = window.desk
    pool = window.tasks.far._process
    assert pool is not None
    for process in list(pool._processes.values()):
        process.kill()
        process.join(5)
    with qtbot.waitSignal(desk.session.checking.finished, timeout=60_000):
        project = desk.session.project
        project.set_target(project.segments[1].id, "Another sentence stands here.")
    assert found(window) == before
    assert window.reporter.box is None


def test_an_answer_about_an_older_text_is_dropped(opened: Opener, qtbot: QtBot) -> None:
    window = opened(PAIRS)
    assert window.desk is not None
    project, book = window.desk.session.project, window.desk.session.checking.book
    segment = project.segments[0]
    for n in range(12):
        project.set_target(segment.id, f"Sentence {n} stands here" + (" ." if n % 2 else "."))
    with qtbot.waitSignal(window.desk.session.checking.finished, timeout=60_000):
        pass
    opinion = book.opinion(segment.id)
    assert opinion is not None
    assert opinion.revision == project.segment(segment.id).revision
    assert any(f[0] == 0 for f in found(window))


def test_words_of_a_term_whose_chinese_is_not_there_are_not_shown_as_the_term(opened: Opener) -> None:
    beside = opened((("院长主持会议。", "The president presided over the meeting in the courtroom."),))
    assert beside.desk is not None
    opinion = beside.desk.session.checking.book.opinion(beside.desk.session.project.segments[0].id)
    assert opinion is not None
    target = beside.desk.session.project.segments[0].target
    marked = {target[start:end] for start, end in opinion.approved_target}
    assert "president" in marked
    assert "courtroom" not in marked


def test_the_segment_looked_at_before_the_checks_were_there_gets_its_terms(window: MainWindow, qtbot: QtBot) -> None:
    desk = window.desk
    assert desk is not None
    assert desk.row == 0

    def with_terms() -> bool:
        opinion = desk.session.checking.book.opinion(desk.session.project.segments[0].id)
        return opinion is not None and bool(opinion.occurrences) and len(window.docks.terms.cards) > 0

    qtbot.waitUntil(with_terms, timeout=60_000)


def test_a_fix_pressed_before_the_text_is_checked_again_fits(opened: Opener) -> None:
    window = opened((("甲", "The  court sat and teh judge spoke ."), ("乙", "Other.")))
    desk = window.desk
    assert desk is not None
    assert desk.grid.editor is not None
    project = desk.session.project
    (double, blank) = (f for f in desk.session.open_findings(project.segments[0].id) if f.check == "F09")
    desk.grid.editor.place_cursor(0)
    QTest.keyClicks(desk.grid.editor, "In May ")
    desk.settle()
    moved = [f for f in desk.session.open_findings(project.segments[0].id) if f.check == "F09"]
    assert [(f.start, f.end) for f in moved] == [(double.start + 7, double.end + 7), (blank.start + 7, blank.end + 7)]
    desk.show_finding(moved[0])
    QTest.keyClick(desk.grid.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert project.segments[0].target == "In May The court sat and teh judge spoke ."


def test_a_fix_whose_text_was_just_typed_over_is_refused(opened: Opener) -> None:
    window = opened((("甲", "The  court sat."), ("乙", "Other.")))
    desk = window.desk
    assert desk is not None
    project = desk.session.project
    stale = next(f for f in desk.session.open_findings(project.segments[0].id) if f.check == "F09")
    project.set_target(project.segments[0].id, "Our judge.")
    assert not [f for f in desk.session.open_findings(project.segments[0].id) if f.check == "F09"]
    assert project.fix_many([(stale, stale.fixes[0])]) == 0
    assert project.segments[0].target == "Our judge."


def test_a_fix_fits_after_changes_on_both_sides_of_it(opened: Opener, qtbot: QtBot) -> None:
    window = opened((("甲", "The court  sat today."), ("乙", "Other.")))
    desk = window.desk
    assert desk is not None
    project = desk.session.project
    segment = project.segments[0].id
    desk.show_finding(next(f for f in desk.session.open_findings(segment) if f.check == "F09"))
    for text in ("The court  sat early today.", "Our court  sat early today."):
        with qtbot.waitSignal(desk.session.checking.finished, timeout=60_000):
            project.set_target(segment, text)
    window.actions_table.trigger("finding.fix")
    assert project.segments[0].target == "Our court sat early today."


def test_without_the_chinese_a_common_word_is_not_marked_as_a_term(opened: Opener) -> None:
    alone = opened((("", "The Supreme People's Court found that the hearing was held."),))
    assert alone.desk is not None
    segment = alone.desk.session.project.segments[0]
    opinion = alone.desk.session.checking.book.opinion(segment.id)
    assert opinion is not None
    assert [segment.target[start:end] for start, end in opinion.approved_target] == ["Supreme People's Court"]


def test_a_space_put_between_sentences_is_no_finding_from_then_on(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened((("", "The court met."), ("", "It rose.")))
    desk = window.desk
    assert desk is not None
    project = desk.session.project
    first = project.segments[0].id
    project.apply([Edit(first, Field.GAP, " ", "")], kind="type")
    glued = Finding("F01", Severity.MINOR, first, Side.TARGET, 13, 14, "No space.", fixes=(Fix(13, 14, ".", gap=" "),))
    desk.session.checking.book.put_whole([glued])
    assert [f.check for f in desk.session.open_findings(first)] == ["F01"]
    window.actions_table.trigger("finding.fix")
    assert project.segments[0].gap == " "
    assert desk.session.open_findings(first) == ()
