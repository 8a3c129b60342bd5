"""Releases are made and compared in the window; a document moves to one only after it was seen what that changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor import deciding
from editor.deliverable import deliver_file, deliverable
from editor.formats.delivery import EXPORTERS
from editor.gui.dialogs.document import DocumentDialog
from editor.gui.dialogs.recheck import RecheckDialog
from editor.gui.review.delivered import DeliveredWindow
from editor.gui.review.releases import ReleasesWindow
from editor.gui.window import MainWindow
from editor.learning import release_glossary
from editor.releases import known_releases, newest_release, release_file
from editor.settings import AUTHOR, ROLE
from glossary.files import load_glossary
from glossary.proposals import Role
from glossary.releases import verify
from tests.gui.person import button, click, told, with_dialog
from tests.gui.review.conftest import OpenAs
from tests.gui.review.test_review import warmth


@pytest.fixture(autouse=True)
def own_learning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHUBI_TERMBASE", str(tmp_path / "learning" / "termbase.sqlite"))


@pytest.fixture
def approved(open_as: OpenAs) -> str:
    """A first release, and a suggestion that Zhou has approved after it; the label of the release."""
    zhou = open_as("Zhou", Role.REVIEWER)
    label = release_glossary(zhou, note="The beginning").label
    open_as("Wang", Role.TRANSLATOR).suggest(warmth())
    deciding.approve(zhou, zhou.suggestion("S1"))
    return label


def opened_releases(qtbot: QtBot, window: MainWindow) -> ReleasesWindow:
    window.actions_table.trigger("term.releases")
    (shown,) = window.findChildren(ReleasesWindow)
    qtbot.waitExposed(shown)
    idle(qtbot, window)
    return shown


def idle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.tasks.pending, timeout=60_000)


def lines(shown: ReleasesWindow) -> list[str]:
    heads = [shown.changes.topLevelItem(n) for n in range(shown.changes.topLevelItemCount())]
    rows = [(head, head.child(n)) for head in heads if head is not None for n in range(head.childCount())]
    return [f"{head.text(0)}: {row.text(0)} {row.text(1)}: {row.text(2)} → {row.text(3)}" for head, row in rows]


def test_the_next_release_is_shown_with_its_approvals_made_and_compared(
    qtbot: QtBot, window: MainWindow, approved: str, open_as: OpenAs
) -> None:
    assert window.project is not None
    window.project.set_options(replace(window.project.options, release=approved))
    shown = opened_releases(qtbot, window)
    second = approved.replace(".1", ".2")
    said = told(shown)
    assert f"Next release: {second}" in said
    assert "司法温度: temperature of justice → human touch of justice — approved by Zhou" in said
    assert lines(shown) == ["Added (1): entry 司法温度:  → human touch of justice"]
    shown.changes.setCurrentItem(shown.changes.topLevelItem(0).child(0))  # type: ignore[union-attr]
    assert shown.detail.count() == 1
    shown.box.note.setText("Warmth of heart")

    seen: list[str] = []
    with_dialog(RecheckDialog, lambda dialog: seen.append(dialog.list.accessibleName()))
    click(button(shown, f"Release {second}"))
    qtbot.waitUntil(lambda: bool(seen), timeout=60_000)
    idle(qtbot, window)
    assert seen == [f"2 segments to check again with {second}"]
    assert (newest_release(), known_releases()) == (second, [approved, second])
    store = open_as("Li", Role.READER)
    made = store.releases()[-1]
    assert (made.author, made.note) == ("Li", "Warmth of heart")
    assert verify(made, load_glossary(release_file(second)))
    assert "Warmth of heart" in shown.new.itemText(shown.new.findData(second))
    assert "Nothing has changed" in told(shown) or not shown.box.isVisible()

    shown.old.setCurrentIndex(shown.old.findData(second))
    shown.new.setCurrentIndex(shown.new.findData(approved))
    idle(qtbot, window)
    assert lines(shown) == ["Removed (1): entry 司法温度: human touch of justice → "]
    assert not shown.box.isVisible()


def test_who_may_not_release_is_told_so(qtbot: QtBot, window: MainWindow, approved: str) -> None:
    window.settings[AUTHOR], window.settings[ROLE] = "Wang", "translator"
    shown = opened_releases(qtbot, window)
    assert "Releasing takes a reviewer or a lead; your role: Translator." in told(shown)
    assert not shown.box.button.isEnabled()
    assert known_releases() == [approved]


def test_where_nothing_was_approved_there_is_nothing_to_release(
    qtbot: QtBot, window: MainWindow, open_as: OpenAs
) -> None:
    label = release_glossary(open_as("Zhou", Role.REVIEWER)).label
    shown = opened_releases(qtbot, window)
    shown.new.setCurrentIndex(0)
    idle(qtbot, window)
    assert f"Nothing has changed since {label}" in told(shown)
    assert not shown.box.button.isVisible()
    assert known_releases() == [label]


def test_a_document_moves_to_another_release_only_after_a_look(
    qtbot: QtBot, window: MainWindow, approved: str, open_as: OpenAs
) -> None:
    second = release_glossary(open_as("Zhou", Role.REVIEWER)).label
    project = window.project
    assert project is not None
    assert project.options.release == ""
    seen: list[int] = []

    def choose(dialog: DocumentDialog) -> None:
        dialog.release.setCurrentIndex(dialog.release.findData(second))
        dialog.accept()

    def look(dialog: RecheckDialog, *, agree: bool) -> None:
        seen.append(dialog.list.count())
        assert project.options.release == ""
        dialog.accept() if agree else dialog.reject()

    for agree in (False, True):
        with_dialog(DocumentDialog, choose)
        with_dialog_after(agree, look)
        window.actions_table.trigger("file.document")
        qtbot.waitUntil(lambda wanted=1 + agree: len(seen) == wanted, timeout=60_000)  # type: ignore[misc]
        idle(qtbot, window)
    assert seen[0] == seen[1]
    assert seen[0] >= 2
    assert project.options.release == second
    assert window.status.release.text() == f"Glossary {second}"


def with_dialog_after(agree: bool, look: object) -> None:
    with_dialog(RecheckDialog, lambda dialog: look(dialog, agree=agree))  # type: ignore[operator]


def test_delivered_documents_are_listed_and_open_at_the_place(
    qtbot: QtBot, window: MainWindow, approved: str, open_as: OpenAs, tmp_path: Path
) -> None:
    project = window.project
    assert project is not None
    project.set_options(replace(project.options, release=approved))
    deliver_file(project, deliverable(project), EXPORTERS[0], tmp_path / "out.txt")
    second = release_glossary(open_as("Zhou", Role.REVIEWER)).label
    path, before = project.path, (tmp_path / "out.txt").read_bytes()
    texts = [s.target for s in project.segments]
    window.actions_table.trigger("term.delivered")
    (shown,) = window.findChildren(DeliveredWindow)
    idle(qtbot, window)
    assert shown.told.text() == f"1 of 1 delivered documents would be flagged with {second}."
    row = shown.list.topLevelItem(0)
    assert row is not None
    assert (row.text(0), row.text(2), row.childCount()) == ("Sample", "2 places", 2)
    assert "[temperature of justice → human touch of justice]" in row.child(1).text(0)
    shown.list.setCurrentItem(row.child(1))
    click(shown.go)
    assert window.desk is not None
    assert window.desk.row == 1
    assert window.close_project()
    idle(qtbot, window)
    click(shown.go)
    qtbot.waitUntil(lambda: window.project is not None, timeout=60_000)
    assert window.project is not None
    assert window.project.path == path
    assert window.desk.row == 1
    assert [s.target for s in window.project.segments] == texts
    assert (tmp_path / "out.txt").read_bytes() == before
    shown.release.setCurrentIndex(shown.release.findData(approved))
    idle(qtbot, window)
    assert "0 of 1 delivered documents" in shown.told.text()
    assert shown.list.topLevelItem(0).text(2) == "nothing new"  # type: ignore[union-attr]


def test_a_project_that_is_gone_is_named(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    project = window.project
    assert project is not None
    deliver_file(project, deliverable(project), EXPORTERS[0], tmp_path / "out.txt")
    assert window.close_project()
    project.path.unlink()
    window.actions_table.trigger("term.delivered")
    (shown,) = window.findChildren(DeliveredWindow)
    idle(qtbot, window)
    shown.list.setCurrentItem(shown.list.topLevelItem(0))
    said: list[str] = []
    window.say_error = lambda error: said.append(str(error))  # type: ignore[method-assign]
    click(shown.go)
    qtbot.waitUntil(lambda: bool(said), timeout=60_000)
    assert "there is no such file" in said[0]
