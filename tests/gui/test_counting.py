"""What a person makes of the glossary's findings is counted once a place, and rules that are refused leave the text."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from editor.core.model import Finding
from editor.gui import counting
from editor.gui.window import MainWindow
from editor.learning import open_termbase
from editor.settings import AUTHOR, OFFER_MORE, ROLE
from glossary.model import RuleId
from glossary.proposals import Origin, Role, State
from glossary.standing import SYSTEM, Standing
from glossary.store.faults import StoreError
from glossary.store.termbase import TermbaseStore
from tests.gui.conftest import Opener, Pair

WAIT = 20_000
RULE = RuleId("lei-an.1")
_READERS: list[TermbaseStore] = []


def article(number: int) -> tuple[Pair, ...]:
    return tuple((f"第{n}庭检索类案。", f"Division {n} searched for class A cases.") for n in range(1, number + 1))


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A termbase with the built-in glossary, made once."""
    path = tmp_path_factory.mktemp("fresh") / "termbase.sqlite"
    open_termbase(str(path)).close()
    return path


@pytest.fixture(autouse=True)
def reader(fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TermbaseStore]:
    """The termbase of the test, for somebody who only looks."""
    (tmp_path / "learning").mkdir()
    shutil.copyfile(fresh, tmp_path / "learning" / "termbase.sqlite")
    monkeypatch.setenv("ZHUBI_TERMBASE", str(tmp_path / "learning" / "termbase.sqlite"))
    monkeypatch.setattr(counting, "DWELL_MS", 20)
    monkeypatch.setattr(counting, "TELL_MS", 20)
    with open_termbase(who="somebody", role=Role.READER) as store:
        _READERS.append(store)
        yield store
        _READERS.clear()


def person(window: MainWindow, role: Role = Role.TRANSLATOR) -> MainWindow:
    window.settings[AUTHOR] = "Lin"
    window.settings[ROLE] = role.value
    window.settings[OFFER_MORE] = False
    return window


def standing() -> Standing:
    return _READERS[0].statistics().get(RULE, Standing(RULE))


def counted(qtbot: QtBot, window: MainWindow, shown: int, accepted: int = 0, dismissed: int = 0) -> None:
    """Wait until the termbase has counted so much, and no more comes."""
    wanted = Standing(RULE, shown, accepted, dismissed)
    qtbot.waitUntil(lambda: not window.tasks.pending and standing() == wanted, timeout=WAIT)


def finding_in(window: MainWindow, row: int) -> Finding:
    """Go to a row and wait for what is said of it."""
    assert window.desk is not None
    session = window.desk.session
    window.desk.show_segment(session.project.segments[row].id)
    (finding,) = (f for f in session.open_findings(session.project.segments[row].id) if f.rule == RULE)
    return finding


def dismiss(window: MainWindow, row: int) -> None:
    assert window._findings is not None
    window._findings._ask_reason = lambda _finding: "right here"
    window._findings.dismiss(finding_in(window, row))


def repair(window: MainWindow, row: int) -> None:
    finding = finding_in(window, row)
    assert window.desk is not None
    window.desk.show_finding(finding)
    window.actions_table.trigger("finding.fix")


def test_a_row_a_person_works_in_is_counted_once_and_a_row_passed_through_is_not(
    qtbot: QtBot, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = person(opened(article(4)))
    counted(qtbot, window, 1)
    assert window.desk is not None
    assert window.project is not None
    segments = window.project.segments
    window.desk.show_segment(segments[1].id)
    window.desk.show_segment(segments[2].id)
    counted(qtbot, window, 2)
    window.desk.show_segment(segments[0].id)
    with qtbot.waitSignal(window.desk.session.checking.finished, timeout=WAIT):
        window.desk.session.checking.start()
    # A finding of another row that a person goes to is seen as well.
    window.desk.show_finding(finding_in(window, 3))
    counted(qtbot, window, 3)
    path = window.project.path
    assert window.close_project()
    from editor.project import Project

    window.show_project(Project.open(path, lane=window.tasks.store))
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.session.checking.finished, timeout=WAIT):
        pass
    repair(window, 0)
    counted(qtbot, window, 3, accepted=1)


def test_repaired_taken_back_dismissed_opened_again_and_typed(qtbot: QtBot, opened: Opener) -> None:
    window = person(opened(article(2)))
    project = window.project
    assert project is not None
    first = project.segments[0].id
    counted(qtbot, window, 1)
    repair(window, 0)
    assert "similar cases" in project.segment(first).target
    counted(qtbot, window, 1, accepted=1)
    project.undo()
    counted(qtbot, window, 1)
    project.redo()
    counted(qtbot, window, 1, accepted=1)
    project.undo()
    counted(qtbot, window, 1)
    dismiss(window, 0)
    counted(qtbot, window, 1, dismissed=1)
    project.undo()
    counted(qtbot, window, 1)
    # Who types what the rule would have written agrees with it; who writes something else says nothing of it.
    project.set_target(first, "Division 1 searched for similar cases.")
    counted(qtbot, window, 1, accepted=1)
    finding_in(window, 1)
    counted(qtbot, window, 2, accepted=1)
    project.set_target(project.segments[1].id, "Division 2 searched for precedents.")
    qtbot.waitUntil(lambda: not window.tasks.pending, timeout=WAIT)
    counted(qtbot, window, 2, accepted=1)


def test_repairs_of_other_rows_at_once_are_counted(qtbot: QtBot, opened: Opener) -> None:
    window = person(opened(article(5)))
    assert window.desk is not None
    project, session = window.desk.session.project, window.desk.session
    counted(qtbot, window, 1)
    found = [f for s in project.segments[1:4] for f in session.open_findings(s.id) if f.rule == RULE]
    assert project.fix_many([(f, f.fixes[0]) for f in found]) == 3
    counted(qtbot, window, 4, accepted=3)


def test_a_rule_that_is_refused_is_returned_and_no_longer_painted(qtbot: QtBot, opened: Opener) -> None:
    """25 shows, 18 of them dismissed: the rule goes back to the queue and out of the text; a lead puts it back."""
    window = person(opened(article(26)))
    assert window.desk is not None
    session = window.desk.session
    last = session.project.segments[25].id
    assert [f.painted for f in session.open_findings(last) if f.rule == RULE] == [True]
    for row in range(7):
        repair(window, row)
    for row in range(7, 25):
        dismiss(window, row)
    qtbot.waitUntil(lambda: "Returned to review" in window.status.notice.text(), timeout=WAIT)
    assert "class A case" in window.status.notice.text()

    def painted() -> list[bool]:
        return [f.painted for f in session.open_findings(last) if f.rule == RULE]

    qtbot.waitUntil(lambda: painted() == [False], timeout=WAIT)
    assert "lowered+" in session.project.termbase.label
    with open_termbase(who="Zhou", role=Role.LEAD) as store:
        (back,) = [s for s in store.suggestions(State.PROPOSED) if s.origin is Origin.DEMOTED]
        (lowered,) = store.lowered()
        assert (back.rule, back.author) == (RULE, SYSTEM)
        assert lowered.shown >= 20
        assert lowered.accepted == 7
        assert store.history(back.id)[0].who == SYSTEM
        assert store.check_audit().whole
    assert window.close_project()


@pytest.mark.parametrize("role", [Role.READER, Role.TRANSLATOR])
def test_a_termbase_that_takes_no_counts_costs_the_counts_and_nothing_else(
    qtbot: QtBot, opened: Opener, caplog: pytest.LogCaptureFixture, role: Role
) -> None:
    window = person(opened(article(3)), role)

    def locked(_who: str, _role: Role) -> object:
        raise StoreError("termbase.sqlite is in use by another program; try again in a moment.")

    window.termbase.open = locked  # type: ignore[assignment]
    with caplog.at_level(logging.INFO, "editor.gui.counting"):
        for row in range(3):
            repair(window, row)
            qtbot.wait(60)
        qtbot.waitUntil(lambda: not window.tasks.pending, timeout=WAIT)
    said = [record for record in caplog.records if record.name == "editor.gui.counting"]
    assert len(said) == (0 if role is Role.READER else 1)
    assert window.project is not None
    assert all("similar cases" in segment.target for segment in window.project.segments)


def test_a_lead_puts_a_returned_rule_back_in_the_review_window(
    qtbot: QtBot, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    from editor.gui.review import perspective

    window = person(opened(article(26)))
    for row in range(25):
        dismiss(window, row)
    assert window.desk is not None
    session = window.desk.session
    last = session.project.segments[25].id
    qtbot.waitUntil(lambda: [f.painted for f in session.open_findings(last) if f.rule == RULE] == [False], timeout=WAIT)
    window.settings[AUTHOR], window.settings[ROLE] = "Zhou", Role.LEAD.value
    window.actions_table.trigger("term.review")
    review = window.findChild(perspective.ReviewWindow)
    assert review is not None
    qtbot.waitUntil(lambda: review.queue.current() is not None, timeout=WAIT)
    (item,) = review.queue.items
    assert item.lowered is not None
    told = "returned: 0 of"
    qtbot.waitUntil(lambda: told in texts(review.queue), timeout=WAIT)
    qtbot.waitUntil(lambda: "Returned: 0 of" in shown(review.evidence), timeout=WAIT)
    assert "now only listed" in shown(review.evidence)
    assert review.buttons["restore"].isVisible()
    monkeypatch.setattr(perspective, "ask_text", lambda *_: "a test of the window")
    review.buttons["restore"].click()
    qtbot.waitUntil(lambda: review.queue.current() is None, timeout=WAIT)
    qtbot.waitUntil(lambda: [f.painted for f in session.open_findings(last) if f.rule == RULE] == [True], timeout=WAIT)
    with open_termbase(who="somebody", role=Role.READER) as store:
        assert [e.who for e in store.history(item.suggestion.id)] == [SYSTEM, "Zhou"]
        assert store.history(item.suggestion.id)[1].why == "a test of the window"


def texts(tree: QTreeWidget) -> str:
    rows = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    return "\n".join(row.child(m).text(0) for row in rows if row is not None for m in range(row.childCount()))


def shown(panel: QWidget) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel))
