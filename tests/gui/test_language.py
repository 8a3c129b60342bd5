"""The window in Chinese: menus, panels, findings and Qt's own buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from editor.core.model import Document, Mode, Segment, SegmentId
from editor.gui.app import make_application, make_window
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
    with qtbot.waitSignal(window.desk.session.checking.finished, timeout=10_000):
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
    qtbot.waitUntil(lambda: "已保存" in chinese.status.saved.text(), timeout=5_000)
    shown = {label.text() for label in chinese.findChildren(QLabel) if label.isVisible() and label.text()}
    assert "未对照原文核对" in shown
    assert "空格或标点重复，英美拼写混用" in shown, "the title of a finding"
    latin = {text for text in shown if re.search("[A-Za-z]{3}", OWN.sub("", text)) and not CHINESE.search(text)}
    assert not latin


def test_qt_speaks_chinese_too(chinese: MainWindow, qtbot: QtBot) -> None:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(buttons)
    assert buttons.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"


def test_a_chosen_language_is_used(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "zh_CN")
    make_application()
    settings = Settings(tmp_path / "settings.json")
    settings[LANGUAGE] = "en"
    window = make_window(settings)
    qtbot.addWidget(window)
    assert window.actions_table["edit.undo"].text() == "Undo"
