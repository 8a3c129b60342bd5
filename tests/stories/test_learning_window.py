"""The whole way of a correction through the window: repairs, a rule, a release, a fourth article, a delivered one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from editor import paths
from editor.gui import commands
from editor.gui.app import make_application
from editor.gui.dialogs.export import ExportDialog
from editor.gui.dialogs.new_files import NewFilesDialog
from editor.gui.review.delivered import DeliveredWindow
from editor.gui.review.perspective import ReviewWindow
from editor.gui.review.releases import ReleasesWindow
from editor.gui.window import MainWindow
from editor.learning import built_in, release_glossary
from editor.releases import newest_release
from editor.settings import AUTHOR, ROLE, Settings
from editor.store.peeking import peek
from glossary.model import Concept
from glossary.proposals import Role, State
from glossary.store.termbase import TermbaseStore
from tests.gui.person import button, click, press, told, with_dialog, write

BAD, GOOD, ZH = "soul and temperature", "conscience and warmth", "有灵魂有温度"
LONG = 30_000
PLAIN = ("会议由副院长主持。", "The meeting was chaired by the vice president.")
DELIVERED = ("法院要努力做有灵魂有温度的审判工作。", f"The court strives to do trial work with {BAD}.")
ARTICLES = (
    ("法官办理的每一起案件都应当有灵魂有温度。", f"Every case that judges handle should have {BAD}."),
    ("有灵魂有温度的判决书让当事人信服。", f"A judgment with {BAD} convinces the parties."),
    ("院长说，调解工作有灵魂有温度。", f"The president said that mediation has {BAD}."),
)
FOURTH = ("我们需要有灵魂有温度的司法服务。", f"We need judicial services with {BAD}.")


def without_the_rule() -> tuple[Concept, ...]:
    """Part of the built-in glossary as if nobody had ever met this phrase; a part, so that the story is told soon."""
    return tuple(c for c in built_in() if not any(BAD in rule.variants for rule in c.bad))[::10]


@pytest.fixture
def termbase(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own termbase, with a first release that does not know the phrase."""
    path = tmp_path / "learning" / "termbase.sqlite"
    monkeypatch.setenv("ZHUBI_TERMBASE", str(path))
    with TermbaseStore.open(path, who="Chen", role=Role.LEAD, seed=without_the_rule) as store:
        release_glossary(store)
    return path


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, termbase: Path) -> Iterator[MainWindow]:
    """The program as it starts, with its own settings and a real termbase."""
    assert paths.termbase_file() == termbase
    application = make_application()
    made = MainWindow(Settings(tmp_path / "settings.json"), str)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    faults = made.reporter.box.detailedText() if made.reporter.box else ""
    made.close()
    made.deleteLater()
    application.setStyleSheet("")
    assert not faults, faults


class Story:
    """What people do at this window, one after another."""

    def __init__(self, qtbot: QtBot, window: MainWindow, folder: Path) -> None:
        self.qtbot, self.window, self.folder = qtbot, window, folder

    def sits_down(self, name: str, role: str) -> None:
        """Another person, with his name and role in the settings."""
        self.window.settings[AUTHOR], self.window.settings[ROLE] = name, role

    def idle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window.tasks.pending, timeout=LONG)

    def begins(self, name: str, pair: tuple[str, str]) -> None:
        """A new project from two files, dropped on the window."""
        source, machine = self.folder / f"{name}.zh.txt", self.folder / f"{name}.en.txt"
        source.write_text(f"{pair[0]}\n{PLAIN[0]}\n", encoding="utf-8")
        machine.write_text(f"{pair[1]}\n{PLAIN[1]}\n", encoding="utf-8")
        with_dialog(NewFilesDialog, lambda dialog: click(dialog.create_button))
        commands.open_dropped(self.window, [source, machine])
        path = self.folder / f"{name}.en.zhubi"
        self.qtbot.waitUntil(lambda: self.window.project is not None and self.window.project.path == path, timeout=LONG)
        self.checked()

    def checked(self) -> None:
        desk = self.window.desk
        assert desk is not None
        self.qtbot.waitUntil(lambda: not desk.session.checking.busy, timeout=LONG)

    def repairs(self, pair: tuple[str, str]) -> None:
        """The first sentence is typed anew, and everything confirmed."""
        desk = self.window.desk
        assert desk is not None
        desk.grid.go_to(0, 0)
        press("Ctrl+A")
        write(pair[1].replace(BAD, GOOD))
        press("Ctrl+Return", 2)
        targets = [s.target for s in desk.session.project.segments]
        assert targets == [pair[1].replace(BAD, GOOD), PLAIN[1]]

    def exports(self, path: Path) -> None:
        def act(dialog: ExportDialog) -> None:
            dialog.place.setText(str(path))
            click(button(dialog, "Export"))
            assert dialog.result() == QDialog.DialogCode.Accepted

        with_dialog(ExportDialog, act)
        press("Ctrl+E")
        self.qtbot.waitUntil(lambda: f"Written: {path}" in self.window.status.notice.text(), timeout=LONG)

    def closes(self) -> None:
        press("Ctrl+W")
        assert self.window.project is None
        self.idle()

    def shown(self, kind: type[ReviewWindow | ReleasesWindow | DeliveredWindow]) -> None:
        self.qtbot.waitUntil(lambda: bool(self.window.findChildren(kind)), timeout=LONG)
        self.qtbot.waitExposed(self.window.findChildren(kind)[0])
        self.idle()


def test_a_mistake_corrected_three_times_is_never_corrected_again(
    qtbot: QtBot, window: MainWindow, termbase: Path, tmp_path: Path
) -> None:
    story, out = Story(qtbot, window, tmp_path), tmp_path / "delivered.txt"
    first = newest_release()
    assert first.endswith(".1")

    # A translator delivers one article without seeing the phrase, and repairs it in the next three.
    story.sits_down("Lin", "translator")
    story.begins("delivered", DELIVERED)
    assert window.status.release.text() == f"Glossary {first}"
    story.exports(out)
    story.closes()
    went_out, project = digest(out), peek(tmp_path / "delivered.en.zhubi").digest
    for number, pair in enumerate(ARTICLES, 1):
        story.begins(f"article{number}", pair)
        story.repairs(pair)
        story.closes()
    assert "1 new suggestions for the glossary" in window.status.notice.text()

    # A reviewer sees three pieces of evidence and what approval would do, and approves with one key.
    story.sits_down("Zhou", "reviewer")
    press("Ctrl+Shift+G")
    story.shown(ReviewWindow)
    [review] = window.findChildren(ReviewWindow)
    qtbot.waitUntil(lambda: review.queue.current() is not None and review.evidence.complete, timeout=LONG)
    qtbot.waitUntil(lambda: "1 delivered documents" in review.wider.told.text(), timeout=LONG)
    story.idle()
    qtbot.waitUntil(lambda: review.evidence.complete, timeout=LONG)
    item = review.queue.current()
    assert item is not None
    assert (item.suggestion.bad, item.suggestion.en) == ((BAD,), GOOD)
    assert item.suggestion.zh in ZH
    evidence = told(review.evidence)
    assert "3 edits in 3 documents by Lin" in evidence
    assert len(item.suggestion.evidence) == 3
    assert all(any(source == piece.source for source, _ in ARTICLES) for piece in item.suggestion.evidence)
    assert "Delivered on " in evidence
    assert f"with {first}; it stays as it is" in evidence
    assert "1 segments: 1 newly flagged, 1 with a repair, 0 no longer flagged" in evidence
    press("A")
    qtbot.waitUntil(lambda: "Approved" in review.statusBar().currentMessage(), timeout=LONG)
    story.idle()
    review.close()

    # The lead releases; the delivered article is listed at once.
    story.sits_down("Chen", "lead")
    window.actions_table.trigger("term.releases")
    story.shown(ReleasesWindow)
    [releases] = window.findChildren(ReleasesWindow)
    second = first.replace(".1", ".2")
    qtbot.waitUntil(lambda: releases.box.button.isEnabled(), timeout=LONG)
    story.idle()
    assert f"Next release: {second}" in told(releases)
    assert f"{BAD} → {GOOD} — approved by Zhou" in told(releases)
    assert f"1 changes from {first} to" in releases.told.text()
    click(button(releases, f"Release {second}"))
    story.shown(DeliveredWindow)
    assert newest_release() == second
    [delivered] = window.findChildren(DeliveredWindow)
    qtbot.waitUntil(lambda: delivered.list.topLevelItemCount() == 1, timeout=LONG)
    assert delivered.told.text() == f"1 of 1 delivered documents would be flagged with {second}."
    row = delivered.list.topLevelItem(0)
    assert row is not None
    assert first in row.text(1)
    assert row.text(2) == "1 places"
    releases.close()

    # The list opens the project at the place, and changes nothing.
    click(delivered.go)
    qtbot.waitUntil(lambda: window.project is not None, timeout=LONG)
    story.checked()
    assert window.desk is not None
    assert window.desk.row == 0
    assert BAD in window.desk.session.project.segments[0].target
    assert window.status.release.text() == f"Glossary {first} ({second} is out)"
    delivered.close()
    story.closes()
    assert (digest(out), BAD in out.read_text("utf-8")) == (went_out, True)
    assert peek(tmp_path / "delivered.en.zhubi").digest == project

    # A fourth article is flagged and repaired by one key.
    story.sits_down("Lin", "translator")
    story.begins("fourth", FOURTH)
    assert window.status.release.text() == f"Glossary {second}"
    desk = window.desk
    assert desk is not None
    segment = desk.session.project.segments[0].id
    qtbot.waitUntil(lambda: bool(desk.session.open_findings(segment)), timeout=LONG)
    [finding] = [f for f in desk.session.open_findings(segment) if f.check == "T03"]
    assert FOURTH[1][finding.start : finding.end] == BAD
    desk.grid.go_to(0, 0)
    for _ in range(9):
        press("F8")
        if desk.finding is not None and desk.finding.check == "T03":
            break
    press("Alt+Return")
    assert desk.session.project.segments[0].target == FOURTH[1].replace(BAD, GOOD)
    with TermbaseStore.open(termbase, who="Chen", role=Role.READER) as store:
        assert [s.state for s in store.suggestions()] == [State.RELEASED]
    story.idle()


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
