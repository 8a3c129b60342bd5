"""The window with a termbase on a real server: connecting, the role the server gives, and the server lost at work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.gui.dialogs.preferences import PreferencesDialog
from editor.gui.review.browser import GlossaryWindow
from editor.gui.review.perspective import ReviewWindow
from editor.gui.window import MainWindow
from editor.settings import AUTHOR, ROLE, TERMBASE
from glossary.proposals import Action, Decision, Role, State
from glossary.store.installing import add_person, install
from glossary.store.termbase import TermbaseStore
from tests.glossary.store.acts import new_concept
from tests.glossary.store.postgres import HAS_SERVER, Server, running_server
from tests.gui.conftest import Opener
from tests.gui.review.conftest import ARTICLE

pytestmark = pytest.mark.skipif(not HAS_SERVER, reason="the server of these tests is started on Linux only")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server with a termbase for a translator and a reviewer."""
    with running_server() as running:
        running.create_database("termbase")
        install(running.url("postgres"))
        add_person(running.url("postgres"), "wang", Role.TRANSLATOR)
        add_person(running.url("postgres"), "li", Role.REVIEWER)
        yield running


@pytest.fixture
def window(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window whose settings name somebody else, as a lead."""
    monkeypatch.delenv("ZHUBI_TERMBASE")
    made = opened(ARTICLE)
    made.settings[AUTHOR] = "Somebody"
    made.settings[ROLE] = "lead"
    return made


def quiet(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.tasks.pending, timeout=60_000)


def test_a_server_is_chosen_in_the_settings_and_says_the_role(
    qtbot: QtBot, window: MainWindow, server: Server, tmp_path: Path
) -> None:
    dialog = PreferencesDialog(window, str, window.settings, window.termbase)
    dialog.show()
    qtbot.waitExposed(dialog)
    place = dialog.place
    assert place.password.isHidden()
    place.address.setText(server.url("wang").replace("wang@", "wang:canary@"))
    assert not place.password.isHidden()
    QTest.keyClick(place.address, Qt.Key.Key_Return)
    assert dialog.isVisible()
    quiet(qtbot, window)
    assert place.said.text().startswith("Connected to postgresql://wang@/termbase as wang: Translator.")
    assert place.address.text() == window.settings[TERMBASE] == server.url("wang")
    place.address.setText("postgresql://nobody-here@/termbase?host=/nowhere")
    place.try_out()
    quiet(qtbot, window)
    assert "does not answer" in place.said.text()
    assert window.settings[TERMBASE] == server.url("wang")
    dialog.reject()
    dialog.deleteLater()
    window.settings.save()
    assert window.settings.path is not None
    assert "canary" not in window.settings.path.read_text("utf-8")
    window.actions_table.trigger("term.review")
    (review,) = window.findChildren(ReviewWindow)
    quiet(qtbot, window)
    assert review.person.text() == "wang, Translator. The server holds everybody to their role."
    assert (window.termbase.who, window.termbase.role) == ("wang", Role.TRANSLATOR)


def test_the_server_goes_and_comes_back_at_work(qtbot: QtBot, window: MainWindow, server: Server) -> None:
    with TermbaseStore.open(server.url("wang")) as wang, TermbaseStore.open(server.url("li")) as li:
        wang.suggest(new_concept("S1", zh="法槌", en="gavel"))
        li_sees = li.suggestion("S1")
    assert li_sees.state is State.PROPOSED
    window.settings[TERMBASE] = server.url("li")
    window.actions_table.trigger("term.browse")
    (browser,) = window.findChildren(GlossaryWindow)
    quiet(qtbot, window)
    said: list[object] = []
    window.termbase.lost.connect(lambda _error: said.append("lost"))
    window.termbase.back.connect(said.append)
    after = replace(li_sees, state=State.IN_REVIEW, reviewer="li", version=li_sees.version + 1)
    taken = Decision(
        li_sees.id, li_sees.version, "li", Role.REVIEWER, 0.0, Action.TAKE, State.PROPOSED, State.IN_REVIEW
    )  # fmt: skip
    server.kill()
    window.termbase.ask(lambda store: store.decide(after, taken), said.append, failed=lambda _error: None)
    qtbot.waitUntil(lambda: said == ["lost"], timeout=60_000)
    assert browser.shelf is not None
    assert "What was read last stays on the screen" in browser.statusBar().currentMessage()
    assert "What was read last stays on the screen" in window.status.notice.text()
    server.start()
    qtbot.waitUntil(lambda: said == ["lost", None], timeout=60_000)
    quiet(qtbot, window)
    assert not window.termbase.away
    assert "is there again" in browser.statusBar().currentMessage()
    with TermbaseStore.open(server.url("wang")) as wang:
        assert wang.suggestion("S1").state is State.IN_REVIEW
        assert [d.action for d in wang.decisions("S1")] == [Action.TAKE]
        assert wang.check_audit().whole
