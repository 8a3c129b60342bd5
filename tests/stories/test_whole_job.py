"""The whole job by keys and mouse in the real window, from pasted text to the delivered file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from editor import paths
from editor.gui.app import make_application
from editor.gui.dialogs.export import ExportDialog
from editor.gui.dialogs.more import MoreDialog
from editor.gui.dialogs.paste import PasteDialog
from editor.gui.models.finding_list import FindingColumn
from editor.gui.models.segment_table import Column
from editor.gui.window import MainWindow
from editor.settings import Settings
from tests.gui.person import button, click, press, told, with_dialog, write

CHINESE = """7月3日下午，青河县人民法院召开执行工作会议。
院长林志远主持会议，并对下半年执行工作作出部署。
会议听取了执行局的工作汇报。
上半年，执行局共执结案件1280件。
会议指出，执行局要加强与公安机关的协作。
要坚持以人民为中心。
会后，全体干警参观了诉讼服务中心。
"""

MACHINE = """On the afternoon of July\u00a03, the People's Court of Qinghe County held a meeting on enforcement.
President Lin Zhiyuan chaired the meeting and made arrangements for the second half of the year.
The meeting heard a report from the execution bureau.
In the first half of the year, the execution bureau concluded 1,208 cases.
Meeting pointed out that the execution bureau should strengthen  cooperation with the public security organs .
To adhere to the people-centered approach.
After the meeting, all policemen visited the litigation service center.
"""

DELIVERED = """On the afternoon of July\u00a03, the People's Court of Qinghe County held a meeting on enforcement.
President Lin Zhiyuan chaired the meeting and made arrangements for the second half of the year.
The meeting heard a report from the enforcement bureau.
In the first half of the year, the enforcement bureau concluded 1,280 cases.
Meeting pointed out that the enforcement bureau should strengthen  cooperation with the public security organs .
To adhere to the people-centered approach.
After the meeting, all court officers visited the litigation service center. They spoke of “service”.
"""


@pytest.fixture
def sit_down(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], MainWindow]]:
    """Start the program with the person's settings; faults nobody caught fail the test."""
    monkeypatch.setattr(paths, "projects_folder", lambda: tmp_path / "Zhubi")
    application = make_application()
    windows: list[MainWindow] = []

    def start() -> MainWindow:
        window = MainWindow(Settings.load(tmp_path / "settings.json"), str)
        windows.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield start
    faults = [window.reporter.box.detailedText() for window in windows if window.reporter.box]
    for window in windows:
        window.close()
        window.deleteLater()
    application.setStyleSheet("")
    assert not faults, faults


class Seat:
    """A person before the window: what is done there and what is seen there."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    def row(self, number: int) -> tuple[str, str]:
        """State and English of a row, as the grid shows them."""
        assert self.window.desk is not None
        table = self.window.desk.grid.table
        return table.index(number - 1, Column.STATE).data(), table.index(number - 1, Column.TARGET).data()

    def rows(self) -> list[str]:
        assert self.window.desk is not None
        return [self.row(n + 1)[1] for n in range(self.window.desk.grid.table.rowCount())]

    def at(self) -> int:
        assert self.window.desk is not None
        return self.window.desk.row + 1

    def listed(self) -> list[tuple[str, str]]:
        """Segment and text of every finding in the list below."""
        model = self.window.docks.document.model
        return [
            (model.index(n, FindingColumn.SEGMENT).data(), model.index(n, FindingColumn.TEXT).data())
            for n in range(model.rowCount())
        ]

    def wait_until_checked(self) -> None:
        self.qtbot.waitUntil(
            lambda: self.window.desk is not None and not self.window.desk.session.checking.busy, timeout=60_000
        )

    def wait_for_open(self, count: int) -> None:
        """Until the status bar and the list below both say that so many findings are open."""
        status = self.window.status.findings
        self.qtbot.waitUntil(lambda: status.text() == f"{count} findings open", timeout=60_000)
        self.qtbot.waitUntil(lambda: len(self.listed()) == count, timeout=60_000)

    def wait_until_saved(self) -> None:
        self.qtbot.waitUntil(lambda: self.window.status.saved.text() == "✓ saved", timeout=60_000)

    def next_finding(self, text: str) -> None:
        """F8 until the finding of this text is the one in hand; its card says so."""
        desk = self.window.desk
        assert desk is not None
        for _ in range(20):
            press("F8")
            finding = desk.finding
            assert finding is not None
            segment = desk.session.project.segment(finding.segment)
            here = segment.source if finding.side == "source" else segment.target
            if here[finding.start : finding.end] == text:
                return
        raise AssertionError(f"{text} is not among the findings")


def paste(text: str, *, rich: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if rich:
        data.setHtml(rich)
    QApplication.clipboard().setMimeData(data)
    press("Ctrl+V")


def paste_both(dialog: PasteDialog) -> None:
    """Chinese left, English right, as copied from a web page."""
    assert not dialog.create_button.isEnabled()
    paste(CHINESE, rich=f"<b>{CHINESE}</b>")
    assert "characters" in told(dialog)
    press("Tab")
    paste(MACHINE, rich=f"<p style='color:red'>{MACHINE}</p>")
    assert dialog.create_button.isEnabled()
    click(dialog.create_button)


def tick_all(dialog: MoreDialog) -> None:
    assert "2 more in this document" in told(dialog)
    rows = [dialog.places.item(n).text() for n in range(dialog.places.count())]
    assert [row.split()[0] for row in rows] == ["4", "5"]
    assert all("[execution bureau → enforcement bureau]" in row for row in rows)
    assert all(dialog.places.item(n).checkState() is Qt.CheckState.Checked for n in range(2))
    click(button(dialog, "Fix the ticked ones"))


def test_from_paste_to_delivery(qtbot: QtBot, sit_down: Callable[[], MainWindow], tmp_path: Path) -> None:
    window = sit_down()
    seat = Seat(qtbot, window)
    make_it(seat)
    repair(seat)
    change_ones_mind(seat)
    file = close_it(seat)
    window = sit_down()
    seat = Seat(qtbot, window)
    open_again(seat, file)
    deliver(seat, tmp_path / "delivered.txt")
    assert (tmp_path / "delivered.txt").read_bytes().decode("utf-8") == DELIVERED


def make_it(seat: Seat) -> None:
    """New from paste; the window shows both texts side by side and what is wrong."""
    window = seat.window
    assert "Paste a text" in button(window, "Paste a text").text()
    with_dialog(PasteDialog, paste_both)
    press("Ctrl+N")
    seat.qtbot.waitUntil(lambda: window.desk is not None, timeout=60_000)
    seat.wait_until_checked()
    assert window.windowTitle().startswith("On the afternoon of July")
    assert seat.rows() == MACHINE.split("\n")[:-1]
    assert {seat.row(n)[0] for n in range(1, 8)} == {"Machine"}
    seat.wait_for_open(10)
    assert ("4", "1,208") in seat.listed()
    assert window.status.confirmed.text() == "0 of 7 segments confirmed"


def repair(seat: Seat) -> None:
    """Fix by key, fix two more, dismiss, type."""
    window = seat.window
    seat.next_finding("execution bureau")
    assert seat.at() == 3
    with_dialog(MoreDialog, tick_all)
    press("Alt+Return")
    assert seat.row(3)[1] == DELIVERED.split("\n")[2]
    assert "execution bureau" not in " ".join(seat.rows())
    assert window.status.notice.text() == "Places repaired: 2"
    seat.next_finding("1,208")
    press("Alt+Return")
    assert seat.row(4)[1] == DELIVERED.split("\n")[3]
    seat.wait_for_open(6)
    seat.next_finding("执行工作")
    assert seat.at() == 2

    def say_why(dialog: QInputDialog) -> None:
        assert "Why is this not a mistake?" in told(dialog)
        write("The sentence before says it")
        press("Return")

    with_dialog(QInputDialog, say_why)
    press("Ctrl+Shift+D")
    assert "Dismissed: The sentence before says it" in told(window.docks.findings)
    seat.wait_for_open(5)
    seat.next_finding("policemen")
    press("Ctrl+Shift+Left")
    write("court officers")
    press("End")
    write(" They spoke of “service”.")
    seat.qtbot.waitUntil(lambda: seat.row(7) == ("Draft", DELIVERED.split("\n")[6]), timeout=60_000)
    seat.wait_until_saved()
    seat.wait_for_open(4)


def change_ones_mind(seat: Seat) -> None:
    """Confirm and merge, then take back five kinds of change, one key each, and do them again."""
    window = seat.window
    press("Ctrl+Home")
    press("Ctrl+Return")
    assert seat.row(1)[0] == "Confirmed"
    assert seat.at() == 2
    press("Ctrl+Return")
    assert seat.at() == 3
    seat.qtbot.waitUntil(lambda: window.status.confirmed.text() == "2 of 7 segments confirmed", timeout=60_000)
    press("Ctrl+J")
    assert len(seat.rows()) == 6
    done = seat.rows()

    press("Ctrl+Z")
    assert len(seat.rows()) == 7
    press("Ctrl+Z", 2)
    assert [seat.row(n)[0] for n in (1, 2)] == ["Machine", "Machine"]
    press("Ctrl+Z")
    assert seat.at() == 7
    while "policemen" not in seat.row(7)[1]:
        press("Ctrl+Z")
    assert seat.row(7) == ("Machine", MACHINE.split("\n")[6])
    press("Ctrl+Z")
    assert seat.at() == 2
    assert "Dismissed" not in told(window.docks.findings)
    press("Ctrl+Z")
    assert seat.row(4)[1].endswith("the enforcement bureau concluded 1,208 cases.")
    press("Ctrl+Z")
    assert " ".join(seat.rows()).count("execution bureau") == 2
    press("Ctrl+Z")
    assert seat.rows() == MACHINE.split("\n")[:-1]
    press("Ctrl+Z")
    assert window.status.notice.text() == "There is nothing to undo."

    while seat.rows() != done:
        press("Ctrl+Y")
    press("Ctrl+Z")
    assert len(seat.rows()) == 7
    assert [seat.row(n)[0] for n in (1, 2)] == ["Confirmed", "Confirmed"]
    seat.wait_until_checked()
    seat.wait_for_open(4)


def close_it(seat: Seat) -> Path:
    """Close the window: one single file is left."""
    project = seat.window.project
    assert project is not None
    file = project.path
    press("Ctrl+Q")
    seat.qtbot.waitUntil(lambda: not seat.window.isVisible())
    assert [p.name for p in file.parent.iterdir()] == [file.name]
    return file


def open_again(seat: Seat, file: Path) -> None:
    """Everything is there; undo reaches back over the closing."""
    window = seat.window

    def choose(dialog: QFileDialog) -> None:
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field is not None
        field.setFocus()
        field.clear()
        write(str(file))
        press("Return")

    window.setFocus()
    with_dialog(QFileDialog, choose)
    press("Ctrl+O")
    seat.qtbot.waitUntil(lambda: window.desk is not None, timeout=60_000)
    seat.wait_until_checked()
    seat.wait_for_open(4)
    assert seat.rows() == DELIVERED.split("\n")[:-1]
    assert [seat.row(n)[0] for n in (1, 2, 3, 7)] == ["Confirmed", "Confirmed", "Draft", "Draft"]
    press("Ctrl+Z")
    assert seat.row(2)[0] == "Machine"
    assert seat.at() == 2
    assert "Dismissed: The sentence before says it" in told(window.docks.findings)
    press("Ctrl+Z")
    press("Ctrl+Z")
    assert seat.at() == 7
    assert seat.row(7)[1] != DELIVERED.split("\n")[6]
    press("Ctrl+Y", 3)
    assert seat.rows() == DELIVERED.split("\n")[:-1]
    assert seat.row(2)[0] == "Confirmed"


def deliver(seat: Seat, place: Path) -> None:
    """Export through the dialog, which says what is still open."""

    def export(dialog: ExportDialog) -> None:
        assert "4 findings are open, 0 of them critical. The gravest first:" in told(dialog)
        dialog.place.setFocus()
        press("Ctrl+A")
        write(str(place))
        click(button(dialog, "Export"))
        assert dialog.result() == QDialog.DialogCode.Accepted

    with_dialog(ExportDialog, export)
    press("Ctrl+E")
    seat.qtbot.waitUntil(lambda: seat.window.status.notice.text() == f"Written: {place}", timeout=60_000)
