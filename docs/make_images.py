"""Draws the pictures of docs/images/ from the real window, offscreen: `python docs/make_images.py [FOLDER]`.

The sample stands in light and dark and in the history view, a text without Chinese in monolingual mode, then the paste
dialog and the welcome page. `QT_SCALE_FACTOR=1.5` draws them as a screen at 150 % would.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

import resources
from editor.gui.app import make_application
from editor.gui.dialogs.paste import PasteDialog
from editor.gui.window import MainWindow
from editor.intake import take_text
from editor.project import Project
from editor.settings import THEME, Settings

ROOT = Path(__file__).resolve().parents[1]
SIZE = (1440, 900)
PATIENCE = 60.0


def sample() -> tuple[str, str]:
    """The Chinese and the English of the sample article."""
    folder = resources.folder("samples")
    zh, en = folder / "court-meeting.zh.txt", folder / "court-meeting.mt.en.txt"
    return zh.read_text("utf-8"), en.read_text("utf-8")


def draw_window(path: Path, chinese: str, english: str, theme: str, prepare: Callable[[MainWindow], None]) -> None:
    """Open a text in a window, bring it into the state to be shown, and draw it."""
    settings = Settings()
    settings[THEME] = theme
    window = MainWindow(settings, str)
    window.resize(*SIZE)
    window.show()
    with tempfile.TemporaryDirectory() as folder:
        intake = take_text(chinese, english, "Court meeting")
        place = Path(folder) / "court-meeting.zhubi"
        window.show_project(Project.create(place, intake.document, intake.segments, lane=window.tasks.store))
        wait_for_checks(window)
        prepare(window)
        QTest.qWait(600)
        save(window, path)
        window.close()
    window.deleteLater()


def wait_for_checks(window: MainWindow) -> None:
    """Until the whole document has been checked."""
    desk = window.desk
    assert desk is not None
    done: list[bool] = []
    desk.session.checking.finished.connect(lambda: done.append(True))
    limit = time.monotonic() + PATIENCE
    while not done and time.monotonic() < limit:
        QTest.qWait(50)


def at_work(window: MainWindow) -> None:
    """Two segments confirmed, the next finding current."""
    for _ in range(2):
        window.actions_table.trigger("segment.confirm")
    window.actions_table.trigger("go.next_finding")


def after_fixes(window: MainWindow) -> None:
    """Some fixes made, the history in front."""
    at_work(window)
    desk = window.desk
    assert desk is not None
    segment = desk.segment
    if segment is not None:
        found = [(f, f.fixes[0]) for f in desk.session.open_findings(segment.id) if f.fixes]
        desk.session.project.fix_many(found[:3])
    window.docks.docks["history"].raise_()


def save(widget: QWidget, path: Path) -> None:
    """Draw a widget into a file."""
    widget.grab().save(str(path))
    sys.stdout.write(f"{path}\n")


def main() -> None:
    """Draw all pictures."""
    make_application()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    chinese, english = sample()
    draw_window(folder / "main-light.png", chinese, english, "light", at_work)
    draw_window(folder / "main-dark.png", chinese, english, "dark", at_work)
    draw_window(folder / "history.png", chinese, english, "light", after_fixes)
    draw_window(folder / "monolingual.png", "", english, "light", at_work)
    settings = Settings()
    settings[THEME] = "light"
    window = MainWindow(settings, str)
    window.resize(*SIZE)
    window.show()
    QTest.qWait(100)
    save(window, folder / "welcome.png")
    dialog = PasteDialog(window, str)
    dialog.source.setPlainText("\n".join(chinese.splitlines()[:8]))
    dialog.target.setPlainText("\n".join(english.splitlines()[:8]))
    dialog.show()
    QTest.qWait(100)
    save(dialog, folder / "paste.png")
    dialog.close()
    window.close()


if __name__ == "__main__":
    main()
