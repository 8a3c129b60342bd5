"""The window in Chinese: menus, panels, findings and Qt's own buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from docs import make_texts
from editor.core.model import Document, Mode, Segment, SegmentId, State
from editor.deliverable import deliverable
from editor.gui.app import make_application, make_window
from editor.gui.dialogs.commands import CommandsDialog
from editor.gui.dialogs.export import ExportDialog
from editor.gui.dialogs.find import FindDialog
from editor.gui.dialogs.help import KeysDialog
from editor.gui.dialogs.more import MoreDialog
from editor.gui.dialogs.new_files import NewFilesDialog
from editor.gui.dialogs.paste import PasteDialog
from editor.gui.dialogs.preferences import PreferencesDialog
from editor.gui.panels.history import KINDS
from editor.gui.window import MainWindow
from editor.project import Project
from editor.settings import LANGUAGE, Settings

CHINESE = re.compile(r"[\u4e00-\u9fff]")
# The program's name, and what people and documents bring themselves.
OWN = re.compile(r"Zhubi 朱笔|Ctrl\+\S+|[A-Z]\d\d")


@pytest.fixture
def chinese(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """A window started with LANGUAGE=zh_CN, and a project in it."""
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    application = make_application()
    window = make_window(Settings(tmp_path / "settings.json"))
    window.show()
    qtbot.waitExposed(window)
    rows = [("", "The  meeting was chaired by dean Chen ."), ("", "Changjiang court Executed the policemen.")]
    segments = [Segment(SegmentId(n + 1), zh, en, en) for n, (zh, en) in enumerate(rows)]
    document = Document("d", "样例", "txt", Mode.MONOLINGUAL)
    window.show_project(Project.create(tmp_path / "a.zhubi", document, segments, lane=window.tasks.store))
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.session.checking.finished, timeout=60_000):
        pass
    yield window
    window.close()
    window.deleteLater()
    application.setStyleSheet("")


def test_every_menu_and_command_is_chinese(chinese: MainWindow) -> None:
    menus = [action.text() for action in chinese.menuBar().actions()]
    assert menus[0] == "文件(&F)"
    texts = menus + [action.text() for _, action in chinese.actions_table.listed()]
    assert not [text for text in texts if not CHINESE.search(OWN.sub("", text))]
    assert chinese.actions_table["term.use3"].text() == "采用建议术语 3"


def test_panels_findings_and_status_are_chinese(chinese: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "已保存" in chinese.status.saved.text(), timeout=60_000)
    # The cards of terms show English forms: they are the glossary's.
    labels = [x for x in chinese.findChildren(QLabel) if x.isVisible() and not chinese.docks.terms.isAncestorOf(x)]
    shown = {label.text() for label in labels if label.text()}
    assert "未对照原文核对" in shown
    assert "空格或标点重复，英美拼写混用" in shown, "the title of a finding"
    latin = {text for text in shown if re.search("[A-Za-z]{3}", OWN.sub("", text)) and not CHINESE.search(text)}
    assert not latin


def test_the_history_tells_kinds_and_states_in_chinese(chinese: MainWindow, qtbot: QtBot) -> None:
    assert chinese.desk is not None
    project = chinese.desk.session.project
    segment = project.segments[0].id
    project.set_target(segment, "It met.")
    project.confirm(segment)
    history = chinese.docks.history
    history.show_history(project.segment(segment), project.history(segment))
    qtbot.waitUntil(lambda: history.complete)
    shown = [label.text() for card in history.cards for label in card.findChildren(QLabel)]
    assert "已确认" in shown
    assert "草稿" in shown
    assert not [text for text in shown if text in set(State) | set(KINDS)]


def test_qt_speaks_chinese_too(chinese: MainWindow, qtbot: QtBot) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(buttons)
    assert buttons.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"


class Recording:
    """Translates nothing and keeps what it was asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __call__(self, text: str) -> str:
        self.asked.add(text)
        return text


def test_every_text_the_window_and_its_dialogs_ask_for_is_in_the_catalogue(qtbot: QtBot, tmp_path: Path) -> None:
    """Texts that reach `tr` in a variable are seen here, where a search of the sources cannot see them."""
    application, tr = make_application(), Recording()
    settings = Settings(tmp_path / "settings.json")
    window = MainWindow(settings, tr)
    window.show()
    chinese = "陈凤超院长在会上讲话，全院干警参加会议。"
    rows = [
        (chinese, "The  meeting was chaired by dean Chen .All policemen came.Class A cases were heard."),
        ("法治。", ""),
    ]
    segments = [Segment(SegmentId(n + 1), zh, en, en) for n, (zh, en) in enumerate(rows)]
    document = Document("d", "x", "txt", Mode.BILINGUAL)
    window.show_project(Project.create(tmp_path / "a.zhubi", document, segments, lane=window.tasks.store))
    desk = window.desk
    assert desk is not None
    with qtbot.waitSignal(desk.session.checking.finished, timeout=60_000):
        pass
    project = desk.session.project
    project.set_note(segments[0].id, "a note")
    project.confirm(segments[0].id)
    project.set_state(segments[0].id, State.DRAFT)
    project.split(segments[0].id, 20)
    project.merge(segments[0].id)
    project.undo()
    project.redo()
    window.docks.history.show_history(project.segments[0], project.history(segments[0].id))
    found = project.check()
    pairs = [(f, fix) for f in found for fix in f.fixes[:1] if f.segment == segments[0].id]
    assert len(pairs) > 2
    delivery = deliverable(project, findings=found)
    for dialog in (
        PasteDialog(window, tr),
        NewFilesDialog(window, tr),
        PreferencesDialog(window, tr, settings, window.termbase),
        KeysDialog(window, tr, window.actions_table),
        CommandsDialog(window, tr, window.actions_table),
        FindDialog(window, tr, desk, window.tasks),
        MoreDialog(window, tr, project, pairs),
        ExportDialog(window, tr, replace(delivery, document=replace(document, mode=Mode.MONOLINGUAL)), project.path),
    ):
        dialog.close()
        dialog.deleteLater()
    window.close()
    window.deleteLater()
    application.setStyleSheet("")
    assert len(tr.asked) > 150
    assert tr.asked <= set(make_texts.texts())


def test_a_chosen_language_is_used(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    make_application()
    settings = Settings(tmp_path / "settings.json")
    settings[LANGUAGE] = "en"
    window = make_window(settings)
    qtbot.addWidget(window)
    assert window.actions_table["edit.undo"].text() == "Undo"
