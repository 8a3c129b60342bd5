"""Checks switched off and glossaries of one's own, from the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from editor.core.model import Severity
from editor.gui import document_settings
from editor.gui.delegates.marks import MarkKind, char_format
from editor.gui.dialogs.document import DocumentDialog
from editor.gui.theme import LIGHT
from editor.gui.window import MainWindow
from tests.gui.conftest import Opener
from tests.gui.test_dialogs import with_dialog

PAIRS = (("大厅已经开放。", "The new hall is open ."), ("会议结束。", "The meeting ended ."))


def found(window: MainWindow) -> Iterator[str]:
    assert window.desk is not None
    session = window.desk.session
    for segment in session.project.segments:
        yield from (finding.check for finding in session.open_findings(segment.id))


@pytest.fixture
def window(opened: Opener) -> MainWindow:
    return opened(PAIRS)


def test_a_check_switched_off_is_silent_from_then_on(qtbot: QtBot, window: MainWindow) -> None:
    assert window.desk is not None
    off = set(found(window))
    assert off

    def act(dialog: DocumentDialog) -> None:
        for row in range(dialog.checks.count()):
            if dialog.checks.item(row).text().split()[0] in off:
                dialog.checks.item(row).setCheckState(Qt.CheckState.Unchecked)
        dialog.accept()

    with_dialog(DocumentDialog, act)
    with qtbot.waitSignal(window.desk.session.checking.finished, timeout=60_000):
        document_settings.ask(window)
    assert not list(found(window))
    assert set(window.desk.session.project.options.checks_off) == off


def test_a_glossary_of_ones_own_is_used_at_once(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text("zh\ten\tbad\n大厅\tlobby\tnew hall\n", encoding="utf-8")

    def act(dialog: DocumentDialog) -> None:
        dialog.add(mine)
        dialog.add(mine)
        assert dialog.glossaries.count() == 1
        dialog.accept()

    with_dialog(DocumentDialog, act)
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.session.checking.finished, timeout=60_000):
        document_settings.ask(window)
    assert "T03" in list(found(window))
    assert "mine+" in window.desk.session.project.termbase.label


def test_a_broken_glossary_is_said_and_changes_nothing(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{nonsense\n", encoding="utf-8")

    def act(dialog: DocumentDialog) -> None:
        dialog.add(broken)
        dialog.accept()

    with_dialog(DocumentDialog, act)
    document_settings.ask(window)
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=60_000)
    box = window.findChild(QMessageBox)
    assert box is not None
    assert "broken.jsonl" in box.text()
    assert window.project is not None
    assert window.project.options.glossaries == ()
    box.close()


def test_every_severity_has_a_shape_of_its_own() -> None:
    shapes = {
        (char_format(kind, LIGHT).underlineStyle(), char_format(kind, LIGHT).fontOverline())
        for kind in (MarkKind(severity.value) for severity in Severity)
    }
    assert len(shapes) == len(Severity)
