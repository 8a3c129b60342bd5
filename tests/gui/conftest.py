"""A window with a project in it, as a person would have it, and ways to wait for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.core.model import Document, Mode, Segment, SegmentId
from editor.gui.app import make_application
from editor.gui.window import MainWindow
from editor.project import Project
from editor.settings import Settings

Pair = tuple[str, str]

PAIRS: tuple[Pair, ...] = (
    ("会议由院长主持。", "The  meeting was chaired by the president ."),
    ("与会人员学习了文件。", "Participants studied  the documents."),
    ("全院干警参加会议。", "All court staff attended the meeting ."),
)

Opener = Callable[..., MainWindow]


def segments_of(pairs: tuple[Pair, ...], gaps: Sequence[str] = ()) -> list[Segment]:
    """Segments of pairs; `gaps` are the white spaces after the first ones."""
    segments = [Segment(SegmentId(n + 1), zh, en, en) for n, (zh, en) in enumerate(pairs)]
    return [replace(s, gap=gaps[n]) if n < len(gaps) else s for n, s in enumerate(segments)]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opener]:
    """Make windows that show a new project of the given (Chinese, English) pairs."""
    application = make_application()
    windows: list[MainWindow] = []

    def make(
        pairs: tuple[Pair, ...] = PAIRS,
        *,
        name: str = "a.zhubi",
        checked: bool = True,
        gaps: Sequence[str] = (),
        settings: Settings | None = None,
    ) -> MainWindow:
        window = MainWindow(settings or Settings(tmp_path / "settings.json"), str)
        windows.append(window)
        window.show()
        qtbot.waitExposed(window)
        mode = Mode.BILINGUAL if any(zh for zh, _ in pairs) else Mode.MONOLINGUAL
        document = Document("d", "Sample", "txt", mode)
        project = Project.create(tmp_path / name, document, segments_of(pairs, gaps), lane=window.tasks.store)
        window.show_project(project)
        if checked and window.desk is not None:
            with qtbot.waitSignal(window.desk.session.checking.finished, timeout=60_000):
                pass
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()
    application.setStyleSheet("")


@pytest.fixture
def window(opened: Opener) -> MainWindow:
    """A window with three segments, checked."""
    return opened()
