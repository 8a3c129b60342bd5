"""Opening a window on 100 to 100,000 segments, paging and typing, beside a QTableView that measures every row.

`python -m benchmarks.window [--full]`; `--full` lets the peer measure 100,000 rows too (half a minute).
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from benchmarks.table import Report, Row
from benchmarks.watchdog import Watchdog
from editor.core.model import Document, Mode, Segment, SegmentId
from editor.gui.app import make_application
from editor.gui.window import MainWindow
from editor.project import Project
from editor.settings import Settings

ENGLISH = (
    "The meeting pointed out that all court staff should study and implement the guiding principles of the speech.",
    "Participants stressed that the quality and efficiency of trials must be improved , and promised to do so.",
    "A short sentence.",
    "On the afternoon of February 17, the president presided over a meeting of the  party group and set out the tasks.",
)
CHINESE = (
    "会议指出，全体干警要深入学习贯彻讲话精神。",
    "与会人员强调，要提高审判质效。",
    "短句。",
    "2月17日下午，法院院长主持召开党组会议，传达学习全省会议文件，并部署全年工作任务。",
)
KEYS = 120
Index = QModelIndex | QPersistentModelIndex


class Plain(QAbstractTableModel):
    """The peer's model: two columns of the same texts."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        texts = ENGLISH if index.column() else CHINESE
        return texts[index.row() % len(texts)] if role == Qt.ItemDataRole.DisplayRole else None


def segments(count: int) -> list[Segment]:
    """Segments of different lengths, some with faults."""
    return [
        Segment(SegmentId(n + 1), CHINESE[n % len(CHINESE)], ENGLISH[n % len(ENGLISH)], ENGLISH[n % len(ENGLISH)])
        for n in range(count)
    ]


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one run with everything it puts on the screen."""
    start = time.perf_counter()
    work()
    QApplication.processEvents()
    return (time.perf_counter() - start) * 1000


def peer(rows: int) -> float:
    """Milliseconds until a view that measures every row stands on the screen."""
    view, model = QTableView(), Plain(rows)
    view.setWordWrap(True)
    view.setColumnWidth(0, 400)
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    view.resize(1440, 900)

    def show() -> None:
        view.setModel(model)
        view.show()

    taken = timed(show)
    view.close()
    view.deleteLater()
    return taken


def plain_view(rows: int, size: QSize) -> QTableView:
    """Qt's own table of the same texts: fixed heights, nothing measured, nothing marked."""
    view = QTableView()
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().setDefaultSectionSize(50)
    view.verticalHeader().hide()
    view.setModel(Plain(rows))
    view.model().setParent(view)
    view.resize(size)
    for column in range(2):
        view.setColumnWidth(column, size.width() // 2)
    view.show()
    QApplication.processEvents()
    return view


def of_size(report: Report, count: int, folder: Path, keys: int = KEYS) -> None:
    """Show, page, jump and type in a window with `count` segments."""
    window = MainWindow(Settings(), str)
    window.show()
    QApplication.processEvents()
    document = Document("b", "Benchmark", "txt", Mode.BILINGUAL)
    project = Project.create(folder / f"{count}.zhubi", document, segments(count), lane=window.tasks.store)
    work = f"{count:,} segments"
    report.add(Row(work, "zhubi: show", timed(lambda: window.show_project(project))))
    desk = window.desk
    assert desk is not None
    bar = desk.grid.verticalScrollBar()
    page = desk.grid.viewport().height()
    plain = plain_view(count, desk.grid.viewport().size())
    pages, plain_pages = [], []
    # In turns, so that both meet the same machine.
    for n in range(1, 25):
        pages.append(timed(partial(bar.setValue, n * page)))
        plain_pages.append(timed(partial(plain.verticalScrollBar().setValue, n * page)))
    plain.close()
    plain.deleteLater()
    ours, theirs = statistics.median(pages), statistics.median(plain_pages)
    report.add(Row(work, "QTableView, fixed heights, no marks: page, p50", theirs))
    report.add(
        Row(work, "zhubi: page, p50", ours, ratio=ours / theirs, beside="QTableView", goal="≤ 16 ms", met=ours <= 16)
    )
    report.add(Row(work, "zhubi: jump to the end", timed(lambda: bar.setValue(bar.maximum()))))
    for state in ("while being checked", "checked"):
        if state == "checked":
            limit = time.monotonic() + 10
            while desk.session.checking.busy and time.monotonic() < limit:
                QTest.qWait(50)
            if desk.session.checking.busy:
                continue
        type_keys(report, window, f"{work}, {state}", keys)
    watch(report, window, work)
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def watch(report: Report, window: MainWindow, work: str) -> None:
    """The longest time without an answer while a person works."""
    desk = window.desk
    assert desk is not None
    watchdog, panel = Watchdog(window), window.docks.document

    def key(key: Qt.Key) -> None:
        if desk.grid.editor is not None:
            QTest.keyClick(desk.grid.editor, key)

    acts: tuple[tuple[str, Callable[[], object]], ...] = (
        ("paging", lambda: key(Qt.Key.Key_PageDown)),
        ("typing", lambda: key(Qt.Key.Key_A)),
        ("next finding", lambda: window.actions_table.trigger("go.next_finding")),
        ("filtering", lambda: panel.text.setText("" if panel.text.text() else "the")),
    )
    for name, act in acts:
        watchdog.start()
        for _ in range(10):
            act()
            QTest.qWait(60)
        silence = watchdog.longest()
        report.add(Row(work, f"zhubi: longest silence, {name}", silence, goal="≤ 50 ms", met=silence <= 50))
    watchdog.stop()


def type_keys(report: Report, window: MainWindow, work: str, keys: int) -> None:
    """Keys to paint: from the key's arrival until the row is painted, at 25 keys a second."""
    desk = window.desk
    assert desk is not None
    desk.grid.go_to(len(desk.session.project.segments) // 2, 0)
    QTest.qWait(200)
    editor = desk.grid.editor
    assert editor is not None
    taken = []
    for n in range(keys):
        taken.append(timed(partial(QTest.keyClicks, editor, "abcde "[n % 6])))
        QTest.qWait(40)
    taken.sort()
    p50, p95 = statistics.median(taken), taken[int(len(taken) * 0.95)]
    report.add(Row(work, "zhubi: key to paint, p50", p50, goal="≤ 16 ms", met=p50 <= 16))
    report.add(Row(work, "zhubi: key to paint, p95", p95, goal="≤ 50 ms", met=p95 <= 50))


def measure(
    counts: Sequence[int] = (100, 10_000, 100_000), peers: Sequence[int] = (10_000,), keys: int = KEYS
) -> Report:
    """The rows “Opening a window”: ours with `counts` segments, the peer with `peers`."""
    application = make_application()
    report = Report("Opening a window", ("PySide6-Essentials",))
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            of_size(report, count, Path(folder), keys)
    for count in peers:
        report.add(Row(f"{count:,} segments", "QTableView, ResizeToContents: show", peer(count)))
    application.processEvents()
    return report


def main() -> None:
    """Print the table."""
    measure(peers=(10_000, 100_000) if "--full" in sys.argv else (10_000,)).show()


if __name__ == "__main__":
    main()
