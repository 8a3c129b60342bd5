"""The sample article opened from the window itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.gui.app import make_application
from editor.gui.window import MainWindow
from editor.settings import Settings
from tests.gui.person import button, click


def test_the_first_screen_opens_the_sample(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who has started the program without a file finds the sample on its first screen."""
    monkeypatch.setattr("editor.sample.projects_folder", lambda: tmp_path / "projects")
    make_application()
    window = MainWindow(Settings(tmp_path / "settings.json"), str)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    click(button(window, "Or try the sample article"))
    qtbot.waitUntil(lambda: window.project is not None, timeout=60_000)
    assert window.project is not None
    assert window.project.path == tmp_path / "projects" / "court-meeting.zhubi"
    assert len(window.project.segments) > 30
