"""The memory in the window: what is confirmed here is offered there, inserted by a key, looked up, contradicted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from editor.core.model import Origin, SegmentId, State
from editor.gui.dialogs.concordance import ConcordanceDialog
from editor.gui.dialogs.identical import IdenticalDialog
from editor.gui.window import MainWindow
from editor.memories import open_memory
from editor.memory.model import Unit
from tests.gui.conftest import Opener
from tests.gui.person import button, click, press, told, with_dialog

LONG = 20_000
CHAIRED = ("会议由院长主持。", "The meeting was chaired by the president.")
FIRST = (CHAIRED, ("全院干警参加会议。", "All court staff attended the meeting."))
SECOND = (("会议由院长主持。", "The dean hosted the meeting."), ("会议由副院长主持。", "The vice dean hosted it."))


@pytest.fixture(autouse=True)
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A memory of this test alone."""
    path = tmp_path / "memory.sqlite"
    monkeypatch.setenv("ZHUBI_MEMORY", str(path))
    yield path


def size(path: Path) -> int:
    with open_memory(path) as opened:
        return opened.store.size()


def shown(qtbot: QtBot, window: MainWindow, text: str) -> str:
    """What the panel says once it says `text`."""
    panel = window.docks.memory
    window.docks.docks["memory"].raise_()
    qtbot.waitUntil(lambda: text in told(panel), timeout=LONG)
    return told(panel)


def confirmed(qtbot: QtBot, window: MainWindow, path: Path, count: int) -> None:
    """The window's lane has kept so many pairs."""
    qtbot.waitUntil(lambda: window.tasks.pending == 0, timeout=LONG)
    qtbot.waitUntil(lambda: size(path) == count, timeout=LONG)


def text_of(window: MainWindow, number: int) -> str:
    assert window.project is not None
    return window.project.segment(SegmentId(number)).target


def test_what_is_confirmed_in_one_article_is_offered_in_the_next(qtbot: QtBot, opened: Opener, memory: Path) -> None:
    first = opened(FIRST, name="first.zhubi")
    press("Ctrl+Return")
    confirmed(qtbot, first, memory, 1)
    first.close_project()
    second = opened(SECOND, name="second.zhubi")
    said = shown(qtbot, second, "100 %")
    assert CHAIRED[1] in said and "Sample" in said and "The machine has it differently:" in said
    press("Alt+1")
    assert text_of(second, 1) == CHAIRED[1]
    assert second.project is not None and second.project.segment(SegmentId(1)).origin is Origin.TM
    press("Ctrl+Down")
    assert "Alt+1  Insert" in [b.full for b in second.docks.memory.findChildren(QPushButton) if hasattr(b, "full")]
    shown(qtbot, second, "88 %")
    press("Alt+1")
    assert text_of(second, 2) == CHAIRED[1]
    press("Ctrl+Z")
    assert text_of(second, 2) == SECOND[1][1]


def test_a_contradiction_is_shown_and_can_be_settled(qtbot: QtBot, opened: Opener, memory: Path) -> None:
    with open_memory(memory) as kept:
        kept.add([Unit(CHAIRED[0], "The president chaired it.", title="Older", time=1.0)])
    window = opened(FIRST)
    press("Ctrl+Return")
    confirmed(qtbot, window, memory, 2)
    press("Ctrl+Up")
    assert "1 more translations of this Chinese" in shown(qtbot, window, "1 more translations")
    window.actions_table.trigger("memory.conflicts")
    dialog = window.findChild(ConcordanceDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: "The president chaired it." in told(dialog), timeout=LONG)
    assert "1 Chinese sentences with several translations" in told(dialog)
    removers = [b for b in dialog.findChildren(QPushButton) if b.text() == "Remove from the memory"]
    click(removers[-1])
    confirmed(qtbot, window, memory, 1)
    qtbot.waitUntil(lambda: "0 Chinese sentences" in told(dialog), timeout=LONG)
    dialog.close()


def test_a_selection_is_looked_up(qtbot: QtBot, opened: Opener, memory: Path) -> None:
    with open_memory(memory) as kept:
        kept.add([Unit("本次庭审由院长主持。", "The president presided over the trial.", title="Trial")])
    window = opened(FIRST)
    assert window.desk is not None and window.desk.grid.editor is not None
    window.desk.show_segment(SegmentId(1), 31, 40)
    press("Ctrl+K")
    dialog = window.findChild(ConcordanceDialog)
    assert dialog is not None and dialog.wanted.text() == "president"
    qtbot.waitUntil(lambda: "1 places in the memory" in told(dialog), timeout=LONG)
    click(button(dialog, "Copy the English"))
    assert QGuiApplication.clipboard().text() == "The president presided over the trial."
    dialog.source.setSelection(3, 2)
    assert dialog.wanted.text() == "院长"
    qtbot.waitUntil(lambda: dialog.told.text() == "1 places in the memory", timeout=LONG)
    dialog.wanted.setText("审判庭")
    dialog.show_passages()
    qtbot.waitUntil(lambda: dialog.told.text() == "0 places in the memory", timeout=LONG)
    dialog.close()


def test_identical_segments_get_the_text_only_where_ticked(qtbot: QtBot, opened: Opener) -> None:
    same = "维护公平正义。"
    window = opened(((same, "Uphold fairness and justice."), (same, "Maintain fairness."), (same, "Keep it fair.")))
    project = window.project
    assert project is not None
    project.set_state(SegmentId(3), State.CONFIRMED)

    def agree(dialog: IdenticalDialog) -> None:
        assert len(dialog.chosen()) == 1, "what is confirmed is not ticked"
        click(button(dialog, "Apply to the ticked ones"))

    with_dialog(IdenticalDialog, agree)
    press("Ctrl+Shift+K")
    assert [text_of(window, n) for n in (1, 2, 3)] == ["Uphold fairness and justice."] * 2 + ["Keep it fair."]
    assert project.segment(SegmentId(2)).origin is Origin.PROPAGATED
    press("Ctrl+Z")
    assert text_of(window, 2) == "Maintain fairness."


def test_nothing_is_kept_of_a_text_without_its_chinese(qtbot: QtBot, opened: Opener, memory: Path) -> None:
    window = opened((("", CHAIRED[1]), ("", "All attended.")))
    press("Ctrl+Return", 2)
    qtbot.waitUntil(lambda: window.tasks.pending == 0, timeout=LONG)
    window.close_project()
    assert not memory.exists() or size(memory) == 0


@pytest.mark.parametrize("content", [b"no database" * 1000])
def test_a_damaged_memory_is_said_and_stops_nothing(qtbot: QtBot, opened: Opener, memory: Path, content: bytes) -> None:
    memory.write_bytes(content)
    window = opened(FIRST)
    qtbot.waitUntil(lambda: "is damaged" in told(window.status), timeout=LONG)
    press("Ctrl+Return")
    assert window.project is not None and window.project.segment(SegmentId(1)).state is State.CONFIRMED
    qtbot.waitUntil(lambda: window.tasks.pending == 0, timeout=LONG)
    assert memory.read_bytes() == content
