"""A translator proposes a term from the row being worked on."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.gui.review.propose import ProposeDialog
from editor.gui.window import MainWindow
from editor.settings import AUTHOR, ROLE
from glossary.model import Condition
from glossary.proposals import Change, Role, State
from tests.gui.person import button, click, press, told, with_dialog, write
from tests.gui.review.conftest import OpenAs


@pytest.fixture
def translator(window: MainWindow) -> MainWindow:
    window.settings[AUTHOR] = "Wang"
    window.settings[ROLE] = "translator"
    return window


def ready(dialog: ProposeDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(dialog.propose_button.isEnabled, timeout=60_000)


def test_a_repaired_place_becomes_a_suggestion(qtbot: QtBot, translator: MainWindow, open_as: OpenAs) -> None:
    desk = translator.desk
    assert desk is not None
    project = desk.session.project
    first = project.segments[0]
    project.set_target(first.id, "The president stressed the human touch of justice.")
    desk.show_segment(first.id, 27, 38)

    def act(dialog: ProposeDialog) -> None:
        ready(dialog, qtbot)
        assert dialog.form.en.text() == "human touch"
        assert dialog.form.bad.text() == "temperature"
        cursor = dialog.source.textCursor()
        cursor.setPosition(4)
        cursor.setPosition(8, cursor.MoveMode.KeepAnchor)
        dialog.source.setTextCursor(cursor)
        assert dialog.form.zh.text() == "司法温度"[:4]
        dialog.form.domain.setEditText("slogan")
        dialog.form.rationale.setPlainText("温度 is warmth of heart here")
        click(dialog.propose_button)
        qtbot.waitUntil(lambda: bool(dialog.saved), timeout=60_000)

    with_dialog(ProposeDialog, act)
    press("Ctrl+Shift+T")
    (kept,) = open_as("Li", Role.REVIEWER).suggestions()
    assert (kept.author, kept.state, kept.change) == ("Wang", State.PROPOSED, Change.CONCEPT)
    assert (kept.zh, kept.bad, kept.en) == ("司法温度", ("temperature",), "human touch")
    assert kept.condition is Condition.SRC
    assert kept.evidence[0].source == first.source
    assert "Proposed: 司法温度 → human touch" in told(translator)


def test_what_is_known_is_shown_while_typing_and_what_lacks_is_said(
    qtbot: QtBot, translator: MainWindow, open_as: OpenAs
) -> None:
    def act(dialog: ProposeDialog) -> None:
        ready(dialog, qtbot)
        dialog.form.zh.setFocus()
        dialog.form.zh.clear()
        write("类案")
        qtbot.waitUntil(lambda: "The Chinese is known: 类案" in told(dialog.known))
        assert "类案 → similar cases" in told(dialog.known)
        click(dialog.propose_button)
        qtbot.waitUntil(dialog.problem.isVisible)
        assert "English rendering is missing" in dialog.problem.text()
        dialog.form.en.setFocus()
        write("like cases")
        dialog.form.domain.setEditText("procedure")
        dialog.form.example.setPlainText("检索类案。 => They searched like cases.")
        click(button(dialog, "Propose"))
        qtbot.waitUntil(lambda: bool(dialog.saved), timeout=60_000)

    with_dialog(ProposeDialog, act)
    translator.actions_table.trigger("term.propose")
    (kept,) = open_as("Li", Role.REVIEWER).suggestions()
    assert (kept.change, kept.concept) == (Change.TERM, "lei-an")
    assert QApplication.activeModalWidget() is None


def test_a_reader_is_told_that_he_may_not(qtbot: QtBot, translator: MainWindow, open_as: OpenAs) -> None:
    translator.settings[ROLE] = "reader"

    def act(dialog: ProposeDialog) -> None:
        ready(dialog, qtbot)
        dialog.form.zh.setText("法槌")
        dialog.form.en.setText("gavel")
        dialog.form.domain.setEditText("court")
        click(dialog.propose_button)
        qtbot.waitUntil(dialog.problem.isVisible)
        assert "translator" in dialog.problem.text()

    with_dialog(ProposeDialog, act)
    translator.actions_table.trigger("term.propose")
    assert open_as("Li", Role.REVIEWER).suggestions() == []
