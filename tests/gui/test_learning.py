"""The window keeps corrections when a document is closed, and lists what a new release changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.core.model import SegmentId
from editor.gui.dialogs.recheck import RecheckDialog
from editor.gui.window import MainWindow
from editor.learning import built_in, corrections
from editor.releases import keep_release, known_releases
from glossary.model import BadRendering, Concept, ConceptId, RuleFix, RuleId, Term
from tests.gui.conftest import Opener
from tests.gui.test_dialogs import with_dialog

PAIRS = (("暖心驿站开放。", "The warm heart post station is open."), ("会议结束。", "The meeting has ended."))


@pytest.fixture(autouse=True)
def own_termbase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHUBI_TERMBASE", str(tmp_path / "learning" / "termbase.sqlite"))


@pytest.fixture
def window(opened: Opener) -> MainWindow:
    return opened(PAIRS)


def test_confirmed_corrections_are_kept_when_the_document_is_closed(qtbot: QtBot, window: MainWindow) -> None:
    project = window.project
    assert project is not None
    first = project.segments[0].id
    project.set_target(first, "The visitor care station is open.")
    project.confirm(first)
    assert window.close_project()
    qtbot.waitUntil(lambda: len(corrections()) == 1)
    [pair] = corrections()
    assert (pair.machine, pair.final) == (PAIRS[0][1], "The visitor care station is open.")
    qtbot.waitUntil(lambda: not window.tasks.pending, timeout=60_000)


def test_an_untouched_document_leaves_nothing(qtbot: QtBot, window: MainWindow) -> None:
    assert window.close_project()
    qtbot.waitUntil(lambda: not window.tasks.pending)
    assert corrections() == []


def test_a_new_release_lists_exactly_what_it_changes(qtbot: QtBot, window: MainWindow) -> None:
    rule = BadRendering(RuleId("BR-X"), ("warm heart post station",), fixes=(RuleFix("visitor care station"),))
    terms = (Term("暖心驿站", "zh"), Term("visitor care station", "en"))
    keep_release("2026.1", (*built_in(), Concept(ConceptId("X"), "court", terms, (rule,))))
    assert known_releases() == ["2026.1"]
    seen: list[str] = []
    went: list[SegmentId] = []

    def act(dialog: RecheckDialog) -> None:
        seen.extend(dialog.list.item(row).text() for row in range(dialog.list.count()))
        dialog.chosen.connect(went.append)
        dialog.list.setCurrentRow(-1)
        dialog.list.setCurrentRow(0)
        dialog.accept()

    assert window.desk is not None
    before = [segment.target for segment in window.desk.session.project.segments]
    with_dialog(RecheckDialog, act)
    window.actions_table.trigger("term.recheck")
    qtbot.waitUntil(lambda: bool(seen), timeout=60_000)
    with qtbot.waitSignal(window.desk.session.checking.finished, timeout=60_000):
        pass
    assert len(seen) == 1
    assert re.match(r"1\s+暖心驿站\s+The warm heart", seen[0])
    project = window.desk.session.project
    assert went == [project.segments[0].id]
    assert project.options.release == "2026.1"
    assert [segment.target for segment in project.segments] == before
    assert [f.check for f in window.desk.session.open_findings(project.segments[0].id)] == ["T03"]
